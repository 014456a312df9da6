"""Who was asked to agree to a version, and what they said: rows that never change (core/triggers.py)."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.actions import Actor, Position
from app.core.db import Base
from app.core.text import canonical, sha256
from app.documents.models import Version
from app.people.models import FORUMS, Department, Deputy, Person, post_label

ITEM_MAX = 40


class Method(StrEnum):
    """How a consent was given."""

    APP = "app"  # signed in, on the text's own page
    LINK = "link"  # by a personal link (R17)
    JOINT = "joint"  # present when the network agreed together, as its leader recorded it (R17)
    FORUM = "forum"  # by a body's recorded decision (R16)
    PAPER = "paper"  # on paper, scanned and recorded (R18)


class Result(StrEnum):
    """What a body decided (domain.md 2)."""

    AGREED = "agreed"
    CHANGED = "changed"  # agreed with a change, whose wording the office inserts (R16)
    POSTPONED = "postponed"
    SENT_BACK = "sent_back"
    REJECTED = "rejected"
    NOTED = "noted"
    SENT_ON = "sent_on"  # another body is to decide; the minute becomes its proposal (R1)


MADE_ANEW = (Result.CHANGED, Result.SENT_ON)  # by these a body makes the next version


class Party(Base):
    """Whose agreement a version asks for: a post, whoever holds it, or a person (R17: each participant)."""

    __tablename__ = "party"
    __table_args__ = (UniqueConstraint("version_id", "slot"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("version.id"))
    slot: Mapped[int]
    function: Mapped[str] = mapped_column(String(32), index=True)
    department_id: Mapped[int | None] = mapped_column(ForeignKey("department.id"))
    network_id: Mapped[int | None] = mapped_column(ForeignKey("network.id"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    # The body whose minute speaks for it: its holder sat in that body when the text was sent (R16).
    through: Mapped[str | None] = mapped_column(String(32))
    version: Mapped[Version] = relationship(back_populates="parties")
    department: Mapped[Department | None] = relationship()
    person: Mapped[Person | None] = relationship()
    consents: Mapped[list["Consent"]] = relationship(back_populates="party", order_by="Consent.id")

    @property
    def position(self) -> Position:
        return Position(self.function, self.department_id, self.network_id)

    @property
    def who(self) -> tuple[Position, int | None]:
        """The same in every version that asks it."""
        return self.position, self.person_id

    @property
    def is_forum(self) -> bool:
        """R16: a forum does not sign; it agrees by its recorded decision."""
        return self.function in FORUMS

    def includes(self, actor: Actor) -> bool:
        """Whether it is the actor, a post or a seat in a body that the actor holds, or a post whose holder the actor
        approves for (R9): they may read what it is asked about."""
        if self.person_id:
            return self.person_id == actor.person_id
        return self.position in actor.positions if self.is_forum else actor.answers_for(self.position)

    def is_asked(self, actor: Actor) -> bool:
        """Whether the actor may speak for it. Nobody speaks for a body, or who sits in it, but its minutes (R16)."""
        return not self.is_forum and not self.through and self.includes(actor) and self._is_on_side_of(actor)

    def _is_on_side_of(self, actor: Actor) -> bool:
        """R8: nobody approves for both sides. Who is asked in own right is no deputy of the other side, and who is
        deputy of both speaks for the one that is asked first."""
        if self.person_id or self.position in actor.positions:
            return True
        posts = [party for party in self.version.parties if not party.is_forum and not party.person_id]
        own = {party.function for party in posts if party.position in actor.positions}
        for_others = [party.function for party in posts if actor.deputyship(party.position)]
        return self.function in (own or for_others[:1])

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

    @property
    def has_proposed(self) -> bool:
        """Whether it would like what was agreed on together otherwise (R17)."""
        return self.consent is not None and self.consent.decision == "propose"

    @property
    def has_changed(self) -> bool:
        """Whether it is a body that made this version of the one before it: changed it (R16), or sent it on (R1)."""
        minuted = self.consent.minuted if self.is_forum and self.consent else None
        return minuted is not None and minuted.result in MADE_ANEW


class Decision(Base):
    """What a body decided about a version, as its minutes have it, recorded by the office (R16)."""

    __tablename__ = "decision"
    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("version.id"), index=True)
    forum: Mapped[str] = mapped_column(String(32))
    result: Mapped[str] = mapped_column(String(16))
    day: Mapped[date]
    item: Mapped[str] = mapped_column(String(ITEM_MAX))
    case_number: Mapped[str] = mapped_column(String(ITEM_MAX))
    wording: Mapped[str] = mapped_column(Text)
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]
    version: Mapped[Version] = relationship(back_populates="decisions")
    recorded_by: Mapped[Person] = relationship()

    def digest(self) -> str:
        """What the audit chain keeps of the decision."""
        said = {
            "version": self.version_id,
            "forum": self.forum,
            "result": self.result,
            "day": self.day.isoformat(),
            "item": self.item,
            "case": self.case_number,
            "wording": sha256(self.wording),
            "by": self.recorded_by_id,
            "at": self.at.isoformat(),
        }
        return sha256(canonical(said))


class PaperCopy(Base):
    """The scan of a version that was signed on paper, by whom it was recorded and when (R18)."""

    __tablename__ = "paper_copy"
    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("version.id"), index=True)
    file_sha256: Mapped[str] = mapped_column(ForeignKey("file.sha256"))
    day: Mapped[date]
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]
    version: Mapped[Version] = relationship(back_populates="papers")
    recorded_by: Mapped[Person] = relationship()


class Consent(Base):
    """That a party agreed to exactly this text, sent it back, or proposed a change to it (R17).

    `sha256` is the hash of what was read. `person` is who agreed: the post's holder, `on_behalf_of` them who approves
    for them on that `deputy`'s ground (R9), or for a forum nobody.
    `recorded_by` is who recorded it for them (joint act, decision, paper), `day` the day they gave it elsewhere.
    `suggestions` are wordings they propose, as JSON: {"purpose": "Flere elever …"}.
    """

    __tablename__ = "consent"
    __table_args__ = (
        CheckConstraint("decision IN ('approve', 'send_back', 'propose')", "decision"),
        CheckConstraint("(decision = 'approve') = (reason IS NULL)", "reason"),
        CheckConstraint("(method IN ('app', 'link')) = (recorded_by_id IS NULL)", "recorded"),
        CheckConstraint("(method = 'forum') = (decision_id IS NOT NULL)", "forum"),
        CheckConstraint("(method = 'paper') = (paper_id IS NOT NULL)", "paper"),
        CheckConstraint("(method = 'forum') = (person_id IS NULL)", "person"),
        CheckConstraint("(deputy_id IS NULL) = (on_behalf_of_id IS NULL)", "deputy"),
        CheckConstraint("deputy_id IS NULL OR method = 'app'", "signed_in"),
        CheckConstraint("on_behalf_of_id <> person_id", "another"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    party_id: Mapped[int] = mapped_column(ForeignKey("party.id"), index=True)
    sha256: Mapped[str] = mapped_column(String(64))
    decision: Mapped[str] = mapped_column(String(16))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    on_behalf_of_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    deputy_id: Mapped[int | None] = mapped_column(ForeignKey("deputy.id"))
    method: Mapped[str] = mapped_column(String(16))
    reason: Mapped[str | None] = mapped_column(Text)
    suggestions: Mapped[str | None] = mapped_column(Text)
    day: Mapped[date | None]
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    decision_id: Mapped[int | None] = mapped_column(ForeignKey("decision.id"))
    paper_id: Mapped[int | None] = mapped_column(ForeignKey("paper_copy.id"))
    at: Mapped[datetime]
    party: Mapped[Party] = relationship(back_populates="consents")
    person: Mapped[Person | None] = relationship(foreign_keys=[person_id])
    on_behalf_of: Mapped[Person | None] = relationship(foreign_keys=[on_behalf_of_id])
    deputy: Mapped[Deputy | None] = relationship()
    recorded_by: Mapped[Person | None] = relationship(foreign_keys=[recorded_by_id])
    minuted: Mapped[Decision | None] = relationship()
    paper: Mapped[PaperCopy | None] = relationship()

    def digest(self) -> str:
        """What the audit chain keeps of the consent: who said what to which text, when, how, and for which post."""
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
        # Later fields only where they say something: what was agreed before they came keeps its digest.
        later = {
            "network": self.party.network_id,
            "asked": self.party.person_id,
            "on_behalf_of": self.on_behalf_of_id,
            "ground": self.deputy.ground if self.deputy else None,
            "suggestions": sha256(self.suggestions) if self.suggestions else None,
            "day": self.day.isoformat() if self.day else None,
            "recorded_by": self.recorded_by_id,
            "minuted": self.minuted.digest() if self.minuted else None,
            "paper": self.paper.file_sha256 if self.paper else None,
        }
        return sha256(canonical(said | {name: value for name, value in later.items() if value is not None}))


class PersonalLink(Base):
    """A link by which one person answers one joint agreement (R17). Only the token's hash is kept."""

    __tablename__ = "personal_link"
    id: Mapped[int] = mapped_column(primary_key=True)
    token_sha256: Mapped[str] = mapped_column(String(64), unique=True)
    party_id: Mapped[int] = mapped_column(ForeignKey("party.id"), index=True)
    created_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
    party: Mapped[Party] = relationship()
    created_by: Mapped[Person] = relationship()
