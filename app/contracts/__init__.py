"""The network contract, "Et netværk i Albertslund" (domain.md 6): its phases as entries in the catalogue of documents."""

from app.contracts import catalogue

__all__ = ["catalogue"]
