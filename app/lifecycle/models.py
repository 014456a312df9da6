"""A briefing of chefforum: a duty with a date, never a gate (domain.md 4, 5)."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.db import Base
from app.networks.models import Network
from app.people.models import Person


class Briefing(Base):
    """`about`: the network, or who is on it. `by` is who briefs: a function. It is due at the forum's first meeting
    from `since` on; `held_on` is when it was given, under which item."""

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
