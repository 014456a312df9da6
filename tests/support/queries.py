"""What is asked of the database meanwhile."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event

from app.core.db import db


@contextmanager
def selects() -> Iterator[list[str]]:
    """Every SELECT that is sent inside, in order."""
    sent: list[str] = []

    def note(*args: Any) -> None:
        if args[2].startswith("SELECT"):
            sent.append(args[2])

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
