"""A briefing of chefforum: a duty with a date, never a gate (domain.md 4, 5)."""

from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, column_property, mapped_column, relationship

from app.core.db import Base
from app.forums.models import ForumMeeting
from app.networks.models import Network
from app.people.models import Function, Person


class Briefing(Base):
    """`about`: the network, or who is on it. `by` is who briefs: a function. It is due at the forum's first meeting
    from `since` on (`due`); `held_on` is when it was given, under which item."""

    __tablename__ = "briefing"
    __table_args__ = (
        UniqueConstraint("network_id", "about"),
        CheckConstraint("(held_on IS NULL) = (recorded_by_id IS NULL)", "held"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    network_id: Mapped[int] = mapped_column(ForeignKey("network.id"))
    about: Mapped[str] = mapped_column(String(16))
    by: Mapped[str] = mapped_column(String(32))
    since: Mapped[date]
    held_on: Mapped[date | None]
    item: Mapped[str] = mapped_column(String(40), default="")
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime | None]
    network: Mapped[Network] = relationship()
    recorded_by: Mapped[Person | None] = relationship()
    due: ClassVar[Any]


# The first meeting from the day it arose: where it is due, also when that has passed; none while none is planned.
Briefing.due = column_property(
    select(func.min(ForumMeeting.day))
    .where(ForumMeeting.forum == Function.CHEFFORUM, ForumMeeting.day >= Briefing.since)
    .correlate_except(ForumMeeting)
    .scalar_subquery()
)
