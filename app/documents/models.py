"""Drafts are rows, agreed text is JSON with a hash. Versions, parties and consents never change (core/triggers.py)."""

import json
from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.actions import Actor, Office
from app.core.db import Base
from app.core.text import canonical, check_code, sha256
from app.networks.models import Network
from app.people.models import Department, Person, post_label


class Document(Base):
    """Something that is to be agreed on. `number` is printed and stands in addresses: NK-2026-014-1."""

    __tablename__ = "document"
    __table_args__ = (CheckConstraint("state IN ('draft', 'sent', 'agreed')", "state"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(32))
    number: Mapped[str] = mapped_column(String(32), unique=True)
    network_id: Mapped[int] = mapped_column(ForeignKey("network.id"), index=True)
    state: Mapped[str] = mapped_column(String(16), default="draft")
    state_since: Mapped[datetime]
    due: Mapped[date | None]  # when the parties are asked to have answered; a reminder, never a gate (R15)
    network: Mapped[Network] = relationship(back_populates="documents")
    answers: Mapped[list["Answer"]] = relationship(back_populates="document")
    versions: Mapped[list["Version"]] = relationship(back_populates="document", order_by="Version.n")

    @property
    def latest(self) -> "Version | None":
        """The version sent last, whatever became of it."""
        return self.versions[-1] if self.versions else None

    @property
    def current(self) -> "Version | None":
        """The version that is out for approval or agreed; None while the text is a draft."""
        return self.latest if self.state != "draft" else None

    def is_party(self, actor: Actor) -> bool:
        """Whether a post that the actor holds has been asked to approve this document."""
        return any(version.is_party(actor) for version in self.versions)


class Answer(Base):
    """One answer of a draft. `version` counts its changes, so that two writers of one field are told of each other."""

    __tablename__ = "answer"
    __table_args__ = (UniqueConstraint("document_id", "key"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"))
    key: Mapped[str] = mapped_column(String(32))
    value: Mapped[str] = mapped_column(Text)
    version: Mapped[int]
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]
    document: Mapped[Document] = relationship(back_populates="answers")
    by: Mapped[Person] = relationship()


class Version(Base):
    """The text as it was sent: canonical JSON with the wording of its questions. `n` is never used twice."""

    __tablename__ = "version"
    __table_args__ = (UniqueConstraint("document_id", "n"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"))
    n: Mapped[int]
    json: Mapped[str] = mapped_column(Text)
    sha256: Mapped[str] = mapped_column(String(64), unique=True)
    previous_id: Mapped[int | None] = mapped_column(ForeignKey("version.id"))
    at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    document: Mapped[Document] = relationship(back_populates="versions")
    parties: Mapped[list["Party"]] = relationship(back_populates="version", order_by="Party.slot")
    by: Mapped[Person] = relationship()

    def is_party(self, actor: Actor) -> bool:
        """Whether a post that the actor holds has been asked to approve this version."""
        return any(party.office in actor.offices for party in self.parties)

    @property
    def text(self) -> dict[str, Any]:
        loaded: dict[str, Any] = json.loads(self.json)
        return loaded

    @property
    def code(self) -> str:
        """The check code on screen and paper."""
        return check_code(self.sha256)


class Party(Base):
    """A post whose approval a version needs. Whoever holds the post answers for it."""

    __tablename__ = "party"
    __table_args__ = (UniqueConstraint("version_id", "slot"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("version.id"))
    slot: Mapped[int]
    function: Mapped[str] = mapped_column(String(32), index=True)
    department_id: Mapped[int | None] = mapped_column(ForeignKey("department.id"))
    version: Mapped[Version] = relationship(back_populates="parties")
    department: Mapped[Department | None] = relationship()
    consents: Mapped[list["Consent"]] = relationship(back_populates="party", order_by="Consent.id")

    @property
    def office(self) -> Office:
        return Office(self.function, self.department_id)

    @property
    def label(self) -> str:
        """The post as people read it."""
        return post_label(self.function, self.department.name if self.department else None)

    @property
    def consent(self) -> "Consent | None":
        """What the party has said last, if anything."""
        return self.consents[-1] if self.consents else None

    @property
    def has_approved(self) -> bool:
        return self.consent is not None and self.consent.decision == "approve"


class Consent(Base):
    """That a party approved exactly this text, or sent it back with a reason. `sha256` is the hash of what was read."""

    __tablename__ = "consent"
    __table_args__ = (
        CheckConstraint("decision IN ('approve', 'send_back')", "decision"),
        CheckConstraint("(decision = 'send_back') = (reason IS NOT NULL)", "reason"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    party_id: Mapped[int] = mapped_column(ForeignKey("party.id"), index=True)
    sha256: Mapped[str] = mapped_column(String(64))
    decision: Mapped[str] = mapped_column(String(16))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    method: Mapped[str] = mapped_column(String(16))
    reason: Mapped[str | None] = mapped_column(Text)
    at: Mapped[datetime]
    party: Mapped[Party] = relationship(back_populates="consents")
    person: Mapped[Person] = relationship()

    def digest(self) -> str:
        """What the audit chain keeps of the consent: who said what to which text, when, and for which post."""
        said = {
            "text": self.sha256,
            "function": self.party.function,
            "department": self.party.department_id,
            "decision": self.decision,
            "person": self.person_id,
            "method": self.method,
            "reason": sha256(self.reason or ""),
            "at": self.at.isoformat(),
        }
        return sha256(canonical(said))
