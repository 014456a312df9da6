"""What happened, written once and never changed: a chain in which every row carries the SHA-256 of the one before.

An event holds ids, numbers and codes, never free text: what people wrote stands with the thing it is about, and can be
erased there. Rows are gathered during the transaction and appended last, under a lock on the chain's head.
"""

import re
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import datetime

from sqlalchemy import JSON, BigInteger, ForeignKey, ScalarResult, String, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.core import clock
from app.core.db import Base, before_commit, db, one_at_a_time
from app.core.text import canonical, sha256

GENESIS = "0" * 64
Details = dict[str, int | str]
_CODE = re.compile(r"[a-z0-9_.:-]{0,64}")  # what a detail may be when it is not a number


class Event(Base):
    """One thing that happened: `actor` did `action` to `object`, told in the history of `scope`."""

    __tablename__ = "event"
    seq: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    action: Mapped[str] = mapped_column(String(64))
    object: Mapped[str] = mapped_column(String(64), index=True)
    scope: Mapped[str] = mapped_column(String(64), index=True)
    details: Mapped[Details] = mapped_column(JSON)
    previous: Mapped[str] = mapped_column(String(64), unique=True)
    sha256: Mapped[str] = mapped_column(String(64), unique=True)

    def digest(self) -> str:
        """The SHA-256 that this row must carry."""
        row = {
            "seq": self.seq,
            "at": self.at.isoformat(),
            "actor": self.actor_id,
            "action": self.action,
            "object": self.object,
            "scope": self.scope,
            "details": self.details,
            "previous": self.previous,
        }
        return sha256(canonical(row))


def record(action: str, *, actor_id: int | None, object: str, scope: str, **details: int | str) -> None:
    """Tell that something happened. Must be called inside `with write():`; refuses anything like free text."""
    for name, value in details.items():
        if isinstance(value, str) and not _CODE.fullmatch(value):
            raise ValueError(f"event detail {name!r} looks like free text")
    if not db.session().info.get("writing"):
        raise RuntimeError("an event outside a write would be told of nothing, or of something else")
    event = Event(at=clock.now(), actor_id=actor_id, action=action, object=object, scope=scope, details=details)
    _pending(db.session()).append(event)


def chain() -> ScalarResult[Event]:
    """All events from the first on, fetched as they are read; close it when you stop early."""
    return db.session.scalars(select(Event).order_by(Event.seq).execution_options(yield_per=500))


def first_break() -> str | None:
    """Walk the chain; a sentence about the first row that does not fit, or None when all do."""
    previous, expected = GENESIS, 1
    with closing(chain()) as events:
        for event in events:
            if event.seq != expected or event.previous != previous or event.sha256 != event.digest():
                return f"hændelse {expected} passer ikke i kæden"
            previous, expected = event.sha256, expected + 1
    return None


def last(object: str) -> datetime | None:
    """When something happened to this object last."""
    return db.session.scalar(select(func.max(Event.at)).where(Event.object == object))


def is_last(object: str, action: str | None, actor_id: int) -> bool:
    """Whether the last that was done to this object is this act, by the same person: a button pressed twice."""
    told = select(Event.action, Event.actor_id).where(Event.object == object).order_by(Event.seq.desc()).limit(1)
    row = db.session.execute(told).first()
    return row is not None and tuple(row) == (action, actor_id)


def stands(seq: int, sha: str) -> bool:
    """Whether event number `seq` is the one with this SHA-256, as it was noted outside the database."""
    return db.session.scalar(select(Event.sha256).where(Event.seq == seq)) == sha


def head() -> tuple[int, str]:
    """Number and SHA-256 of the newest event."""
    row = db.session.execute(select(Event.seq, Event.sha256).order_by(Event.seq.desc()).limit(1)).one_or_none()
    return (row.seq, row.sha256) if row else (0, GENESIS)


def _pending(session: Session) -> list[Event]:
    pending: list[Event] = session.info.setdefault("pending_events", [])
    return pending


# What follows from what has just happened, in the same transaction: each is told of the events so far.
followers: list[Callable[[Session, Sequence[Event]], None]] = []


def _follow(session: Session) -> None:
    done, pending = 0, _pending(session)
    while told := tuple(pending[done:]):  # what follows may be followed by more
        done = len(pending)
        for follow in followers:
            follow(session, told)


def _append(session: Session) -> None:
    pending = _pending(session)
    if not pending:
        return
    session.flush()
    one_at_a_time(session, "event")
    seq, previous = head()
    for number, event in enumerate(pending, seq + 1):
        event.seq, event.previous = number, previous
        event.sha256 = previous = event.digest()
        session.add(event)
    pending.clear()


before_commit += [_follow, _append]
