"""A network and its printed number, "2026-014": the year it was opened and a running number within it."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, ClassVar

from sqlalchemy import (
    CheckConstraint,
    ColumnElement,
    Date,
    ForeignKey,
    FromClause,
    String,
    Text,
    and_,
    bindparam,
    false,
    func,
    or_,
    select,
)
from sqlalchemy.orm import Mapped, column_property, mapped_column, relationship

from app.core import clock
from app.core.db import Base, SortKey
from app.people.models import Function, Person, Post

if TYPE_CHECKING:  # the layer above; SQLAlchemy finds it by name
    from app.documents.models import Document


class Network(Base):
    __tablename__ = "network"
    # Only an innovation network has a track: who proposes it, and so who decides (R1).
    __table_args__ = (CheckConstraint("(type = 'innovation') = (track <> '')", "track"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(16), unique=True)
    title: Mapped[str] = mapped_column(String(120))
    sort_key: Mapped[str] = mapped_column(SortKey, index=True)
    type: Mapped[str] = mapped_column(String(16))
    track: Mapped[str] = mapped_column(String(16), default="")
    state: Mapped[str] = mapped_column(String(16), index=True)
    state_since: Mapped[datetime]
    created_at: Mapped[datetime]
    # As agreed in phase 2, for lists: the text itself stands in its version.
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None] = mapped_column(index=True)  # the end, or the next review (R2)
    # It was under way before it came here: its contract may be on paper.
    is_taken_over: Mapped[bool] = mapped_column(default=False, server_default=false())
    # Made when the empty form was shown: sending the same form twice opens one network.
    form_key: Mapped[str] = mapped_column(String(64), unique=True)
    # The table of types that holds for it (R1); none where it was decided before the table had editions.
    type_edition_id: Mapped[int | None] = mapped_column(ForeignKey("type_edition.id"))
    type_edition: Mapped["TypeEdition | None"] = relationship()
    has_own_stake: ClassVar[Any]
    documents: Mapped[list["Document"]] = relationship(back_populates="network", order_by="Document.id")
    posts: Mapped[list[Post]] = relationship(order_by=Post.id, viewonly=True)
    notes: Mapped[list["Note"]] = relationship(back_populates="network", order_by="Note.id")

    @property
    def scope(self) -> str:
        """The name of this network's history in the audit chain."""
        return f"network:{self.id}"


# Whether who is network director today holds a role on the network, other than to stand in or as a guest (R4).
_role, _directing = (Post.__table__.alias(name) for name in ("role", "directing"))
_today = bindparam("today", callable_=clock.today, type_=Date)


def _held(post: FromClause) -> ColumnElement[bool]:
    return and_(post.c.from_date <= _today, or_(post.c.to_date.is_(None), post.c.to_date >= _today))


Network.has_own_stake = column_property(
    select(func.count() > 0)
    .where(
        _role.c.network_id == Network.id,
        _role.c.function.not_in((Function.DIREKTOER_I_STEDET, Function.INVITERET, Function.PERSONALELEDER)),
        _held(_role),
        _directing.c.person_id == _role.c.person_id,
        _directing.c.function == Function.NETVAERKSDIREKTOER,
        _held(_directing),
    )
    .correlate(Network)
    .scalar_subquery(),
    deferred=True,
)


class TypeEdition(Base):
    """The table of types as it was from one day on; it never changes."""

    __tablename__ = "type_edition"
    id: Mapped[int] = mapped_column(primary_key=True)
    n: Mapped[int] = mapped_column(unique=True)
    json: Mapped[str] = mapped_column(Text)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))  # None: as the system came with it
    at: Mapped[datetime]
    by: Mapped[Person | None] = relationship()


class Note(Base):
    """Why somebody did something to a network, in their words, and which act it belongs to."""

    __tablename__ = "network_note"
    id: Mapped[int] = mapped_column(primary_key=True)
    network_id: Mapped[int] = mapped_column(ForeignKey("network.id"), index=True)
    act: Mapped[str] = mapped_column(String(32))
    text: Mapped[str] = mapped_column(Text)
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]
    network: Mapped[Network] = relationship(back_populates="notes")
    by: Mapped[Person] = relationship()


class NumberSeries(Base):
    """The last number given in a series (a year's networks). Counting rows would give a number twice."""

    __tablename__ = "number_series"
    series: Mapped[str] = mapped_column(String(32), primary_key=True)
    last: Mapped[int]
