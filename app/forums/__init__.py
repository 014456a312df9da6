"""The forums' meetings: when they meet, so that what waits for them has a date (domain.md 4, 5, R16)."""
