"""An idea for a network and its printed number, "I-2026-007", and what office and author say to each other about it."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, cast, literal, select
from sqlalchemy.orm import Mapped, column_property, mapped_column, relationship

from app.core.db import Base, SortKey
from app.core.events import Event
from app.networks.models import Network
from app.people.models import Person

RECEIVED_BY = ("idea.proposed", "idea.changed", "idea.reopened")


class Idea(Base):
    __tablename__ = "idea"
    __table_args__ = (
        CheckConstraint("(state = 'merged') = (into_id IS NOT NULL)", "merged"),
        CheckConstraint("(state = 'taken_up') = (network_id IS NOT NULL)", "taken_up"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(16), unique=True)
    title: Mapped[str] = mapped_column(String(120))
    sort_key: Mapped[str] = mapped_column(SortKey, index=True)
    need: Mapped[str] = mapped_column(Text)
    difference: Mapped[str] = mapped_column(Text)  # for whom it makes one
    why_network: Mapped[str] = mapped_column(Text, default="")
    taking_part: Mapped[str] = mapped_column(Text, default="")  # who should
    type: Mapped[str] = mapped_column(String(32), default="")  # the author's guess: a row of the table of types
    rank: Mapped[int | None]  # its place in the round's proposal, from 1; none until somebody ranks
    is_outside: Mapped[bool] = mapped_column(default=False)  # proposed apart from the half-yearly rounds
    state: Mapped[str] = mapped_column(String(16), index=True)
    state_since: Mapped[datetime]
    at: Mapped[datetime]
    author_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    into_id: Mapped[int | None] = mapped_column(ForeignKey("idea.id"), index=True)
    network_id: Mapped[int | None] = mapped_column(ForeignKey("network.id"), index=True)
    # Made when the empty form was shown: sending the same form twice proposes once.
    form_key: Mapped[str] = mapped_column(String(64), unique=True)
    author: Mapped[Person] = relationship()
    into: Mapped["Idea | None"] = relationship(remote_side=[id], back_populates="merged")
    merged: Mapped[list["Idea"]] = relationship(back_populates="into", order_by="Idea.id")
    network: Mapped[Network | None] = relationship()
    remarks: Mapped[list["IdeaRemark"]] = relationship(back_populates="idea", order_by="IdeaRemark.id")

    # Which act made it one to be considered last, as the audit chain tells it.
    received_by: Mapped[str] = column_property(
        select(Event.action)
        .where(Event.object == literal("idea:") + cast(id, String), Event.action.in_(RECEIVED_BY))
        .order_by(Event.seq.desc())
        .limit(1)
        .scalar_subquery(),
        deferred=True,
    )

    @property
    def scope(self) -> str:
        """The name of this idea's history in the audit chain."""
        return f"idea:{self.id}"


class IdeaRemark(Base):
    """What one of them wrote about the idea, and which act it belongs to (a question, an answer, a reason)."""

    __tablename__ = "idea_remark"
    id: Mapped[int] = mapped_column(primary_key=True)
    idea_id: Mapped[int] = mapped_column(ForeignKey("idea.id"), index=True)
    act: Mapped[str] = mapped_column(String(16))
    text: Mapped[str] = mapped_column(Text)
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]
    idea: Mapped[Idea] = relationship(back_populates="remarks")
    by: Mapped[Person] = relationship()
