"""What a guide to a role is made of, and where it is found."""

from dataclasses import dataclass, field
from typing import Literal

from flask import url_for


@dataclass(frozen=True)
class Step:
    """One of a numbered row: what it is in bold, and a sentence about it."""

    lead: str
    text: str


@dataclass(frozen=True)
class Passage:
    """A heading with paragraphs, a numbered row, or points."""

    title: str
    paragraphs: list[str] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    items: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Guide:
    """The guide to one role, as four small pages of passages.

    `summary` tells whom it is for, `depicts` what the picture on its front shows; `notes` is how many lines to write on
    the last page has room for.
    """

    function: str
    slug: str
    name: str
    title: str
    summary: str
    lead: str
    picture: Literal["bridge", "balance", "pair"]
    depicts: str
    pages: list[list[Passage]]
    notes: int

    @property
    def page(self) -> str:
        """The address of its page."""
        return url_for("handbook.guide", slug=self.slug)

    @property
    def pdf(self) -> str:
        """The address of the print: four small pages."""
        return url_for("handbook.pdf", slug=self.slug)

    @property
    def folder(self) -> str:
        """The address of the print that is folded: the same pages on the two sides of one sheet."""
        return url_for("handbook.folder", slug=self.slug)
