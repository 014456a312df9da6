"""The table of network types as the office keeps it, edition after edition (domain.md 4; R1)."""
