"""What somebody wrote for themself before the talk (R6), and when the talk is.

Nothing leads to a preparation but its author and the network: there is no relationship, so that no page, print, history
or search can come by it on the way to something else."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.db import Base
from app.documents.models import Document
from app.people.models import Person


class Preparation(Base):
    """One answer of one author. `revealed_to` may read it; once they have (`seen_at`), it cannot be taken back. What is
    cleared is deleted, and no event tells of any of it."""

    __tablename__ = "preparation"
    __table_args__ = (
        UniqueConstraint("author_id", "network_id", "kind", "key"),
        CheckConstraint("(revealed_to_id IS NULL) = (revealed_at IS NULL)", "revealed"),
        CheckConstraint("seen_at IS NULL OR revealed_at IS NOT NULL", "seen"),
        CheckConstraint("revealed_to_id <> author_id", "another"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    network_id: Mapped[int] = mapped_column(ForeignKey("network.id"), index=True)
    kind: Mapped[str] = mapped_column(String(32))
    key: Mapped[str] = mapped_column(String(64))
    value: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime]
    revealed_to_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    revealed_at: Mapped[datetime | None]
    seen_at: Mapped[datetime | None]


class Talk(Base):
    """When and where two talk about an agreement: who held its posts when it was arranged. `sequence` counts how often
    it was arranged or cancelled, of two calendar files the later one counts; `by` is who did it last, nobody when a new
    day did."""

    __tablename__ = "talk"
    __table_args__ = (CheckConstraint("ends_at > starts_at", "length"),)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), primary_key=True)
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    place: Mapped[str] = mapped_column(String(120))
    sequence: Mapped[int]
    is_cancelled: Mapped[bool]
    leader_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    other_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]
    document: Mapped[Document] = relationship()
    by: Mapped[Person | None] = relationship(foreign_keys=[by_id])

    @property
    def two(self) -> tuple[int | None, int | None]:
        """Who leads the network and who is across, by id."""
        return self.leader_id, self.other_id
