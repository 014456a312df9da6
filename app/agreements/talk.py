"""The talk: what the two have revealed stands side by side by theme, and the draft grows from the lines they pick."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from app.agreements import preparing
from app.agreements.catalogue import Agreement
from app.agreements.models import Preparation
from app.documents import texts
from app.documents.models import Document
from app.documents.questions import Question


@dataclass(frozen=True)
class Side:
    """One of the two, by first name, and the lines that they have revealed on a theme."""

    name: str
    lines: list[str]


@dataclass(frozen=True)
class Theme:
    """`shape` is how its state is drawn: done, half or empty; `said` what the draft says."""

    key: str
    heading: str
    sides: list[Side]
    shape: str
    stands: str
    said: str


def themes(
    kind: Agreement, names: Sequence[str], shown: Sequence[Mapping[str, Preparation]], draft: Document | None
) -> list[Theme]:
    """The agreement's headings, each with both sides: the first names of the two, and what each has `shown`."""
    said = texts.values(draft) if draft else {}
    return [
        _theme(question, [_side(kind, name, rows, question.key) for name, rows in zip(names, shown, strict=True)], said)
        for question in kind.questions
    ]


def _side(kind: Agreement, name: str, rows: Mapping[str, Preparation], theme: str) -> Side:
    of_theme = {prompt.key for side in kind.prompts.values() for prompt in side if prompt.theme == theme}
    return Side(name, [line for key, row in rows.items() if key in of_theme for line in preparing.lines(row)])


def _theme(question: Question, sides: Sequence[Side], said: Mapping[str, str]) -> Theme:
    shown = [side.name for side in sides if side.lines]
    words = {
        2: ("done", _("Both have shown an answer")),
        1: ("half", _("Only %(name)s has shown an answer", name="".join(shown))),
        0: ("", _("Nobody has shown an answer")),
    }
    return Theme(question.key, question.heading, list(sides), *words[len(shown)], said.get(question.key, ""))
