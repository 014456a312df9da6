"""Cooperation agreements (domain.md 7): each between who leads a network and one who works with them."""
