"""Mails about what waits for people: made by jobs, kept in a log."""
