"""The network contract, "Et netværk i Albertslund" (domain.md 6): its phases as kinds of document."""

from app.contracts import catalogue

__all__ = ["catalogue"]
