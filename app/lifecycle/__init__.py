"""The steps of a network from an idea to its end (domain.md 5; R4)."""
