"""Persons, the posts they hold, departments, and signing in."""
