"""Who is on a network: appointed, found, invited, and who ends it."""
