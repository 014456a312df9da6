"""What a kind of document is: one entry with its questions, who drafts it, whose approval it needs and how it prints.

Adding a kind is adding an entry with `register`; form, approval, difference, list, history and print follow from it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from app.core.actions import Office
from app.documents.models import Document

TEXT_MAX = 5000
Answers = Mapping[str, str]


class Control(StrEnum):
    """How an answer is given and stored."""

    TEXT = "text"  # paragraphs, as typed
    POINTS = "points"  # a list, one item a line
    DATE = "date"  # one day, stored as 2027-03-01
    DEPARTMENTS = "departments"  # ticked departments, stored as ids with commas between: 3,7


@dataclass(frozen=True)
class Question:
    """`heading` stands in the side column of the print: at most three lines of 24 characters."""

    key: str
    heading: str
    wording: str
    help: str
    control: Control = Control.TEXT
    required: bool = False


@dataclass(frozen=True)
class Kind:
    """One kind of document. `label` names it in a sentence ("fase 1"), `title` heads its pages, `sheet_title` stands
    over the network's name on the sheet."""

    key: str
    label: str
    title: str
    sheet_title: str
    intro: str
    number: Callable[[str], str]
    questions: tuple[Question, ...]
    drafters: frozenset[str]
    parties: Callable[[Answers], list[Office]]
    printed: Callable[[Document, Mapping[str, Any]], dict[str, Any]]
    agreed_network_state: str | None = None

    @property
    def required(self) -> list[Question]:
        return [question for question in self.questions if question.required]

    @property
    def optional(self) -> list[Question]:
        """Those under "Uddyb" (R15)."""
        return [question for question in self.questions if not question.required]


KINDS: dict[str, Kind] = {}


def register(kind: Kind) -> Kind:
    """Put a kind in the catalogue."""
    if kind.key in KINDS or len({question.key for question in kind.questions}) != len(kind.questions):
        raise ValueError(f"{kind.key}: a name is used twice")
    KINDS[kind.key] = kind
    return kind
