"""Persons and posts (domain.md 3): a post is held by a person from–to; obligations follow the post, not the person."""

from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from flask_login import UserMixin
from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, or_, text
from sqlalchemy.orm import Mapped, mapped_column, relationship
from sqlalchemy.sql.elements import ColumnElement

from app.core import clock
from app.core.db import Base, SortKey
from app.core.text import sort_key

if TYPE_CHECKING:  # the layer above; SQLAlchemy finds it by name
    from app.networks.models import Network


class Function(StrEnum):
    """What a post is. The names stay Danish in code, in ASCII (domain.md 2)."""

    NETVAERKSDIREKTOER = "netvaerksdirektoer"
    NETVAERKSKONSULENT = "netvaerkskonsulent"
    AFDELINGSCHEF = "afdelingschef"
    # Held on a network.
    NETVAERKSLEDER = "netvaerksleder"
    REFERENCELEDER = "referenceleder"
    CO_DRIVER = "co_driver"
    NETVAERKSDELTAGER = "netvaerksdeltager"
    INVITERET = "inviteret"  # for a short while: reads along meanwhile, and is none of the participants
    PERSONALELEDER = "personaleleder"  # of who leads it: makes time and room, and takes no part in it (domain.md 3)
    DIREKTOER_I_STEDET = "direktoer_i_stedet"  # acts where the director has an own stake in the network (R4)
    # A seat in a forum. The forum agrees by its recorded decision, never by its members' approvals (R16).
    CHEFFORUM = "chefforum"
    DIREKTOERFORUM = "direktoerforum"
    POLITISK_UDVALG = "politisk_udvalg"
    # Keeps persons, posts and accounts; reads nothing that others write.
    ADMINISTRATOR = "administrator"


# How a post reads in a sentence or on paper.
POST_LABELS = {
    Function.NETVAERKSDIREKTOER: "Netværksdirektør",
    Function.NETVAERKSKONSULENT: "Netværkskonsulent",
    Function.AFDELINGSCHEF: "Afdelingschef",
    Function.NETVAERKSLEDER: "Netværksleder",
    Function.REFERENCELEDER: "Referenceleder",
    Function.CO_DRIVER: "Co-driver",
    Function.NETVAERKSDELTAGER: "Netværksdeltager",
    Function.INVITERET: "Inviteret part",
    Function.PERSONALELEDER: "Personaleleder",
    Function.DIREKTOER_I_STEDET: "Stedfortræder for direktøren",
    Function.CHEFFORUM: "Chefforum",
    Function.DIREKTOERFORUM: "Direktørforum",
    Function.POLITISK_UDVALG: "Politisk udvalg",
    Function.ADMINISTRATOR: "Administrator",
}
# The office (domain.md 1): director and consultants, who run the structure.
OFFICE = (Function.NETVAERKSDIREKTOER, Function.NETVAERKSKONSULENT)
FORUMS = (Function.CHEFFORUM, Function.DIREKTOERFORUM, Function.POLITISK_UDVALG)
# Held by one at a time, but for who acts meanwhile: the director's, and each department head's.
ONE_HOLDER = (Function.NETVAERKSDIREKTOER, Function.AFDELINGSCHEF)
# Who keeps the register of persons, posts and departments.
REGISTRARS = (*OFFICE, Function.ADMINISTRATOR)
# Held by one at a time on each network (R7); the condition is an index's.
SINGLE = (Function.NETVAERKSLEDER, Function.REFERENCELEDER, Function.CO_DRIVER, Function.PERSONALELEDER)
ONE_AT_A_TIME = f"to_date IS NULL AND function IN {tuple(map(str, SINGLE))}"


def post_label(function: str, department: str | None) -> str:
    """Afdelingschef for Børn og Familie. No comma: departments' names have commas of their own."""
    label = POST_LABELS[Function(function)]
    return f"{label} for {department}" if department else label


def the_post(function: Function) -> str:
    """Who a post is, in a sentence: netværksdirektøren; a body by its name: chefforum."""
    label = POST_LABELS[function].lower()
    return label if function in FORUMS else f"{label}en"


def naming(name: str) -> dict[str, str]:
    """The columns of a person that follow from what they are called."""
    return {"name": name, "first_name": name.split()[0][:60], "sort_key": sort_key(name)}


DEPARTMENT_MAX = 80


class Person(Base, UserMixin):
    """Somebody the house knows. `is_active` False: without an account, as people from outside are, and those whose
    account was closed on `closed_on`."""

    __tablename__ = "person"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(120))
    first_name: Mapped[str] = mapped_column(String(60))  # what the person is called: Jens Peter
    sort_key: Mapped[str] = mapped_column(SortKey, index=True)
    title: Mapped[str] = mapped_column(String(120))
    about: Mapped[str] = mapped_column(String(120), default="")  # the organisation of somebody from outside
    email: Mapped[str | None] = mapped_column(String(254), unique=True)
    is_active: Mapped[bool] = mapped_column(default=True)
    closed_on: Mapped[date | None]
    sessions_from: Mapped[datetime | None]  # those from before are over: the password was set anew
    renamed_at: Mapped[datetime | None]  # last; what they were called before stands in former_names
    posts: Mapped[list["Post"]] = relationship(back_populates="person", order_by="Post.id")
    former_names: Mapped[list["FormerName"]] = relationship(order_by="FormerName.until")

    @property
    def is_external(self) -> bool:
        """Whether they are from outside, and not somebody who has left."""
        return not self.is_active and self.closed_on is None

    def named(self, at: datetime) -> str:
        """What the person was called at that moment: agreed text keeps the name it was agreed with (domain.md 3)."""
        if self.renamed_at is None or at >= self.renamed_at:
            return self.name
        return next(former.name for former in self.former_names if at < former.until)


class FormerName(Base):
    """What a person was called until then."""

    __tablename__ = "former_name"
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    name: Mapped[str] = mapped_column(String(120))
    sort_key: Mapped[str] = mapped_column(SortKey)
    until: Mapped[datetime]


class Department(Base):
    """A department as it is from–to; then a successor takes over, and old papers keep the old name."""

    __tablename__ = "department"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(80))
    sort_key: Mapped[str] = mapped_column(SortKey, index=True)
    from_date: Mapped[date]
    to_date: Mapped[date | None]
    successor_id: Mapped[int | None] = mapped_column(ForeignKey("department.id"), index=True)
    successor: Mapped["Department | None"] = relationship(remote_side=[id])

    @property
    def is_current(self) -> bool:
        """Whether it exists today."""
        return self.from_date <= clock.today() and (self.to_date is None or self.to_date >= clock.today())


class Post(Base):
    """That a person holds a post from–to (both days included). An acting holder decides in own right.

    A post on a network that ends before it begins was given up on its first day, or before: it never came to be.
    """

    __tablename__ = "post"
    __table_args__ = (
        CheckConstraint("to_date IS NULL OR to_date >= from_date OR network_id IS NOT NULL", "period"),
        Index(
            "uq_post_one_at_a_time",
            "network_id",
            "function",
            unique=True,
            sqlite_where=text(ONE_AT_A_TIME),
            postgresql_where=text(ONE_AT_A_TIME),
        ),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    function: Mapped[str] = mapped_column(String(32))
    department_id: Mapped[int | None] = mapped_column(ForeignKey("department.id"), index=True)
    network_id: Mapped[int | None] = mapped_column(ForeignKey("network.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    from_date: Mapped[date]
    to_date: Mapped[date | None]
    is_acting: Mapped[bool] = mapped_column(default=False)
    purpose: Mapped[str] = mapped_column(
        String(120), default="", server_default=text("''")
    )  # what an invitation is for
    person: Mapped[Person] = relationship(back_populates="posts")
    department: Mapped[Department | None] = relationship()
    network: Mapped["Network | None"] = relationship(viewonly=True)

    def lasts_after(self, day: date) -> bool:
        """Whether it is held, or is to begin, after that day."""
        return self.to_date is None or self.to_date > max(day, self.from_date - timedelta(days=1))

    @property
    def is_held(self) -> bool:
        """Whether the person holds it today."""
        return self.from_date <= clock.today() and (self.to_date is None or self.to_date >= clock.today())


class Ground(StrEnum):
    """On what ground somebody approves for another (R9)."""

    LEAVE = "leave"  # the holder's own delegation, for a time
    AUTHORITY = "authority"  # the holder lets them approve in their name, for a time: "e.b."
    STANDING = "standing"  # of the post, whoever holds it
    SUPERIOR = "superior"  # illness came first, so the superior does, for a time


class Deputy(Base):
    """That `by` may approve for `of`, or for whoever holds a post, from–to (both days included). Only its last day ever
    changes (core/triggers.py); one that ends before it begins never came to be."""

    __tablename__ = "deputy"
    __table_args__ = (
        CheckConstraint("(ground = 'standing') = (function IS NOT NULL)", "post"),
        CheckConstraint("(ground = 'standing') = (of_id IS NULL)", "of"),
        CheckConstraint("ground = 'standing' OR to_date IS NOT NULL", "dated"),
        CheckConstraint("of_id <> by_id", "another"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    ground: Mapped[str] = mapped_column(String(16))
    of_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    function: Mapped[str | None] = mapped_column(String(32))
    department_id: Mapped[int | None] = mapped_column(ForeignKey("department.id"))
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    from_date: Mapped[date]
    to_date: Mapped[date | None]
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]
    of: Mapped[Person | None] = relationship(foreign_keys=[of_id])
    by: Mapped[Person] = relationship(foreign_keys=[by_id])
    recorded_by: Mapped[Person] = relationship(foreign_keys=[recorded_by_id])
    department: Mapped[Department | None] = relationship()


def in_force(row: type[Post] | type[Department] | type[Deputy], day: date) -> ColumnElement[bool]:
    """The condition that a post, department or deputy is so on that day."""
    return (row.from_date <= day) & or_(row.to_date.is_(None), row.to_date >= day)


class BrowserSession(Base):
    """A signed-in (or signing-in) browser. Only the hash of the cookie's token is kept; signing out deletes the row."""

    __tablename__ = "session"
    token_sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    data: Mapped[dict[str, Any]] = mapped_column(JSON)
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime] = mapped_column(index=True)
