"""The one clock. In a demo it can be moved (`flask dev clock +30d`) by a file that every process reads."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from flask import current_app

COPENHAGEN = ZoneInfo("Europe/Copenhagen")


_standing: ContextVar[datetime | None] = ContextVar("standing", default=None)


def now() -> datetime:
    """This moment as aware UTC, moved by the demo's offset; inside `standing_at`, that moment."""
    return _standing.get() or datetime.now(UTC) + offset()


@contextmanager
def standing_at(moment: datetime) -> Iterator[None]:
    """The clock stands still at `moment` (aware), so that a history can be made through the real operations."""
    token = _standing.set(moment.astimezone(UTC))
    try:
        yield
    finally:
        _standing.reset(token)


def today() -> date:
    """The date in Denmark."""
    return now().astimezone(COPENHAGEN).date()


def start_of(day: date) -> datetime:
    """The moment at which the day begins in Denmark."""
    return datetime.combine(day, time(), COPENHAGEN).astimezone(UTC)


def offset() -> timedelta:
    """How far the demo's clock is moved; zero outside demo mode."""
    settings = current_app.extensions["settings"]
    path = _file(settings.instance)
    if not settings.demo or not path.exists():
        return timedelta()
    return timedelta(seconds=int(path.read_text("ascii") or 0))


def move(instance: Path, by: timedelta | None) -> None:
    """Move the demo's clock to real time plus `by`; None sets it back to real time."""
    if by is None:
        _file(instance).unlink(missing_ok=True)
    else:
        _file(instance).write_text(str(int(by.total_seconds())), "ascii")


def _file(instance: Path) -> Path:
    return instance / "demo-clock"
