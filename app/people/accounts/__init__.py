"""Local accounts: an invitation, a password, another one when it is forgotten, and limits to guessing."""
