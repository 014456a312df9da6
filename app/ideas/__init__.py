"""Ideas for networks: any employee proposes, the office answers each (domain.md 5.1)."""
