"""What a kind of document is: one entry with its questions, who drafts it, whose approval it needs and how it prints.

Adding a kind is adding an entry with `register`; form, approval, difference, list, history and print follow from it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from app.core.actions import Actor, Position
from app.documents.models import Document, Version
from app.documents.questions import Question
from app.networks.models import Network

if TYPE_CHECKING:  # the module above, which knows what it prints by this one
    from app.documents.sheets import Shown

Answers = Mapping[str, str]
Door = tuple[str, str, str]  # label, address and button of what leads on from a text


@dataclass(frozen=True)
class Told:
    """Beside a field: a fact about its answer, and what is worth another look."""

    fact: str
    warnings: list[str]


@dataclass(frozen=True)
class Kind:
    """One kind of document.

    `label` names it in a sentence ("fase 1"), `title` heads its pages, `sheet_title` stands over the network's name on
    the sheet, `step` is its place on the network's path. It begins when the kind that it `follows` is agreed (R5).
    `drafters` are functions; `parties` the positions that must agree, from the network and the answers. A joint kind is
    agreed by one recorded act of those present (R17); what is agreed of the contract is read by the bodies and by all
    parties to it. `faults` tells what is wrong with the answers taken together:
    question key → sentence. `on_agreed` does, in the transaction that locks, what follows from the agreement. `basis`
    is the version that the kind after it can build on: the one in force, unless the kind knows of an earlier moment.
    `onward` is the network's track when the body that is to decide the text sends it on to another (R1); "" where it
    cannot. `joins`: posts that answer this and that later kind in one act, and may be vacant until then. `confirms`:
    what a post confirms besides by approving, in a sentence. A text `between` two posts on the network is written and
    read by those who hold them, and by the office unless it `is_private`; there may be several, one after another (R7).
    `doors` lead on from its page, beside those of every kind. `usual` are rows that a table may begin with, each from
    column to cell; `told` is what its answers are told of without being stopped; both by question.
    """

    key: str
    label: str
    title: str
    sheet_title: str
    intro: str
    number: Callable[[Network], str]
    questions: tuple[Question, ...]
    drafters: frozenset[str]
    parties: Callable[[Network, Answers], list[Position]]
    printed: Callable[["Shown"], dict[str, Any]]
    step: int = 1
    follows: str | None = None
    is_joint: bool = False
    is_contract: bool = False
    between: tuple[str, ...] = ()
    is_private: bool = False
    faults: Callable[[Document, Answers], dict[str, str]] = lambda _document, _answers: {}
    on_agreed: Callable[[Session, Document], None] = lambda _session, _document: None
    onward: Callable[[Document], str] = lambda _document: ""
    joins: Mapping[str, str] = field(default_factory=dict)
    confirms: Mapping[str, str] = field(default_factory=dict)
    basis: Callable[[Document], Version | None] = lambda document: document.in_force
    doors: Callable[[Actor, Document], list[Door]] = lambda _actor, _document: []
    usual: Callable[[Document], Mapping[str, Sequence[Mapping[str, str]]]] = lambda _document: {}
    told: Callable[[Document, Answers], Mapping[str, "Told"]] = lambda _document, _answers: {}

    @property
    def next_step(self) -> str:
        """What happens to its text when nothing is missing, as it reads after "before phase 1 can"."""
        return _("be agreed on") if self.is_joint else _("be sent")


KINDS: dict[str, Kind] = {}


def register(kind: Kind) -> Kind:
    """Put a kind in the catalogue."""
    if kind.key in KINDS or len({question.key for question in kind.questions}) != len(kind.questions):
        raise ValueError(f"{kind.key}: a name is used twice")
    KINDS[kind.key] = kind
    return kind


def kind_of(document: Document) -> Kind:
    """The entry of this document's kind."""
    return KINDS[document.kind]


def before(document: Document) -> Document | None:
    """The document of the same network that this one follows, if any (R5)."""
    return next((other for other in document.network.documents if other.kind == kind_of(document).follows), None)


def after(document: Document) -> Document | None:
    """The document of the same network that follows this one, if it has begun."""
    return next((other for other in document.network.documents if kind_of(other).follows == document.kind), None)
