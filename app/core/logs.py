"""One line of JSON an event on stderr, for whoever runs the site. No texts that people wrote, no names."""

import logging
import re
import sys
import traceback
from collections.abc import MutableMapping
from types import TracebackType
from typing import Any

import structlog
from flask import Flask

SECRET_PATH = re.compile(r"(?<=/link/)[^/\s?\"']+")  # the token of a personal link (R17)


def init_app(app: Flask) -> None:
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.ExceptionRenderer(_formatted),
            without_tokens,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
    )


def without_tokens(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """No address that opens something by itself is written down, wherever in the line it stands."""
    return {key: SECRET_PATH.sub("…", value) if isinstance(value, str) else value for key, value in event.items()}


def trace(error: BaseException) -> str:
    """Where it went wrong, and how, the first cause first. A message may quote what somebody wrote, a whole row of a
    table even, so of most there is only the name."""
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    here = "".join(traceback.format_tb(error.__traceback__)) + named(error)
    return f"{trace(cause)}\n\n{here}" if cause else here


def named(error: BaseException) -> str:
    """What kind of error it is; of one of the system or of a database also what it is about: sqlstate, table,
    constraint."""
    diagnosis = getattr(error, "diag", None)
    about = [getattr(diagnosis, name, None) for name in ("sqlstate", "table_name", "constraint_name")]
    if isinstance(error, OSError):
        about = [error.strerror]
    elif type(error).__module__.startswith("pysqlite3"):
        about = [str(error)]  # of SQLite, which names columns and constraints, never what stands in them
    said = " ".join(filter(None, about))
    kind = f"{type(error).__module__}.{type(error).__qualname__}"
    return f"{kind}: {said}" if said else kind


def _formatted(exc_info: tuple[type[BaseException], BaseException, TracebackType | None]) -> str:
    return trace(exc_info[1])
