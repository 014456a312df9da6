"""Who is to lead a network, and who is its referenceleder: one proposal, put by the director (domain.md 5.3; R3)."""
