"""Who gets to read and to do what, from tables written by hand, apart from the policy (domain.md 13)."""
