"""What somebody wrote for themself before the talk (R6). Nothing leads to it but its author and the network: there is
no relationship, so that no page, print, history or search can come by it on the way to something else."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import Base


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
