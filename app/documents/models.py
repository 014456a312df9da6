"""Drafts are rows, agreed text is JSON with a hash. Versions never change (core/triggers.py); see also consents.py."""

import json
from datetime import date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint, cast, literal, select
from sqlalchemy.orm import Mapped, column_property, mapped_column, relationship

from app.core.actions import Actor
from app.core.db import Base
from app.core.events import Event
from app.core.text import check_code
from app.documents.questions import Control, Question
from app.networks.models import Network
from app.people.models import Person

if TYPE_CHECKING:  # the module above; SQLAlchemy finds it by name
    from app.documents.consents import Decision, PaperCopy, Party

# The events that lead to a draft, as the action table has them (rules.POLICY; a test holds it).
TO_DRAFT = (
    "document.recalled",
    "document.sent_back",
    "document.decided",
    "document.change_begun",
    "document.resumed",
)
STATES = ("draft", "sent", "agreed", "withdrawn", "ended")
REMARK_STATES = ("open", "accepted", "declined", "done", "withdrawn")


class Edition(Base):
    """The office's questions for a kind, from one day on. A draft keeps the edition it began with."""

    __tablename__ = "edition"
    __table_args__ = (UniqueConstraint("kind", "n"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(32))
    n: Mapped[int]
    json: Mapped[str] = mapped_column(Text)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))  # None: the catalogue's own words
    at: Mapped[datetime]
    by: Mapped[Person | None] = relationship()

    @property
    def questions(self) -> tuple[Question, ...]:
        return _questions(self.json)


@lru_cache(maxsize=64)
def _questions(text: str) -> tuple[Question, ...]:
    return tuple(
        Question(**{**row, "control": Control(row["control"]), "beside": tuple(row["beside"])})
        for row in json.loads(text)
    )


class Document(Base):
    """Something that is to be agreed on. `number` is printed and stands in addresses: NK-2026-014-1.

    `state` is that of its newest text; `agreed_n` the version that was agreed last, which stays in force while a later
    text is written and sent.
    """

    __tablename__ = "document"
    __table_args__ = (CheckConstraint(f"state IN {STATES}", "state"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(32))
    number: Mapped[str] = mapped_column(String(32), unique=True)
    network_id: Mapped[int] = mapped_column(ForeignKey("network.id"), index=True)
    edition_id: Mapped[int | None] = mapped_column(ForeignKey("edition.id"))
    state: Mapped[str] = mapped_column(String(16), default="draft")
    state_since: Mapped[datetime]
    agreed_n: Mapped[int | None]
    due: Mapped[date | None]  # when the parties are asked to have answered; a reminder, never a gate (R15)
    network: Mapped[Network] = relationship(back_populates="documents")
    edition: Mapped[Edition | None] = relationship()
    answers: Mapped[list["Answer"]] = relationship(back_populates="document")
    versions: Mapped[list["Version"]] = relationship(back_populates="document", order_by="Version.n")

    # Which act made it a draft last, as the audit chain tells it; None for one that never was anything else.
    made_draft_by: Mapped[str | None] = column_property(
        select(Event.action)
        .where(Event.object == literal("document:") + cast(id, String), Event.action.in_(TO_DRAFT))
        .order_by(Event.seq.desc())
        .limit(1)
        .scalar_subquery(),
        deferred=True,
    )

    @property
    def latest(self) -> "Version | None":
        """The version sent last, whatever became of it."""
        return self.versions[-1] if self.versions else None

    @property
    def last_agreed(self) -> "Version | None":
        """The version that was agreed last, in force or ended."""
        return next((version for version in self.versions if version.n == self.agreed_n), None)

    @property
    def in_force(self) -> "Version | None":
        """The agreed version that holds now, also while a change of it is written or sent."""
        return self.last_agreed if self.state != "ended" else None

    @property
    def current(self) -> "Version | None":
        """The version that the state speaks of: out for approval, agreed or ended; None while a text is written."""
        if self.state == "sent":
            return self.latest
        return self.last_agreed if self.state in ("agreed", "ended") else None

    def is_party_by_post(self, actor: Actor) -> bool:
        """Whether a post that the actor holds now has been asked to agree to it."""
        return any(version.is_party_by_post(actor) for version in self.versions)


class Answer(Base):
    """One answer of a draft. `version` counts its changes, so that two writers of one field are told of each other."""

    __tablename__ = "answer"
    __table_args__ = (UniqueConstraint("document_id", "key"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"))
    key: Mapped[str] = mapped_column(String(64))
    value: Mapped[str] = mapped_column(Text)
    version: Mapped[int]
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]
    document: Mapped[Document] = relationship(back_populates="answers")
    by: Mapped[Person] = relationship()


class Revision(Base):
    """What one person changed in a draft within a quarter of an hour: a line of its history. `json` holds the answers
    that changed as they were before and after: {"purpose": ["", "Flere elever …"]}. `restored_n` is the line whose
    text was put back, 0 for the draft before anybody wrote; None where somebody wrote."""

    __tablename__ = "revision"
    __table_args__ = (UniqueConstraint("document_id", "n"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"))
    n: Mapped[int]
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    since: Mapped[datetime]
    until: Mapped[datetime]
    json: Mapped[str] = mapped_column(Text)
    restored_n: Mapped[int | None]
    by: Mapped[Person] = relationship()

    @property
    def changes(self) -> dict[str, list[str]]:
        loaded: dict[str, list[str]] = json.loads(self.json)
        return loaded


class Remark(Base):
    """What somebody who writes a draft said about a passage of it: a comment, another wording, or both. It never
    changes; it is settled once (core/triggers.py). `passage` is what stood in the answer `key` then, `answer` what was
    said to it."""

    __tablename__ = "remark"
    __table_args__ = (
        CheckConstraint(f"state IN {REMARK_STATES}", "state"),
        CheckConstraint("comment IS NOT NULL OR wording IS NOT NULL", "said"),
        CheckConstraint("(state = 'open') = (settled_by_id IS NULL)", "settled"),
        CheckConstraint("(settled_by_id IS NULL) = (settled_at IS NULL)", "settled_at"),
        CheckConstraint("state <> 'accepted' OR (wording IS NOT NULL AND settled_by_id <> by_id)", "accepted"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), index=True)
    key: Mapped[str] = mapped_column(String(64))
    passage: Mapped[str] = mapped_column(Text)
    wording: Mapped[str | None] = mapped_column(Text)
    comment: Mapped[str | None] = mapped_column(Text)
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]
    state: Mapped[str] = mapped_column(String(16), default="open")
    settled_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    settled_at: Mapped[datetime | None]
    answer: Mapped[str | None] = mapped_column(Text)
    by: Mapped[Person] = relationship(foreign_keys=by_id)
    settled_by: Mapped[Person | None] = relationship(foreign_keys=settled_by_id)


class Version(Base):
    """The text as it was sent: canonical JSON with the wording of its questions. `n` is never used twice."""

    __tablename__ = "version"
    __table_args__ = (UniqueConstraint("document_id", "n"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"))
    n: Mapped[int]
    json: Mapped[str] = mapped_column(Text, deferred=True)
    sha256: Mapped[str] = mapped_column(String(64), unique=True)
    answers: Mapped[str | None] = mapped_column(
        Text, deferred=True
    )  # the draft's, as stored: what a change begins from
    previous_id: Mapped[int | None] = mapped_column(ForeignKey("version.id"))
    at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    paper_day: Mapped[date | None]  # agreed on paper that day, before its network came here; nobody is asked again
    document: Mapped[Document] = relationship(back_populates="versions")
    parties: Mapped[list["Party"]] = relationship(back_populates="version", order_by="Party.slot")
    decisions: Mapped[list["Decision"]] = relationship(back_populates="version", order_by="Decision.id")
    papers: Mapped[list["PaperCopy"]] = relationship(back_populates="version", order_by="PaperCopy.id")
    by: Mapped[Person] = relationship()

    def is_party(self, actor: Actor) -> bool:
        """Whether the actor has been asked to agree to this version."""
        return any(party.includes(actor) for party in self.parties)

    def is_party_by_post(self, actor: Actor) -> bool:
        """Whether a post that the actor holds now has been asked to agree to this version."""
        return any(not party.person_id and party.includes(actor) for party in self.parties)

    @property
    def text(self) -> dict[str, Any]:
        loaded: dict[str, Any] = json.loads(self.json)
        return loaded

    @property
    def stored_answers(self) -> dict[str, str]:
        """The answers that made the text, as a draft stores them; {} for versions from before they were kept."""
        loaded: dict[str, str] = json.loads(self.answers or "{}")
        return loaded

    @property
    def code(self) -> str:
        """The check code on screen and paper."""
        return check_code(self.sha256)
