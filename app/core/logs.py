"""One line of JSON an event on stderr, for whoever runs the site. No texts that people wrote, no names."""

import logging
import re
import sys
from collections.abc import MutableMapping
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
            structlog.processors.format_exc_info,
            without_tokens,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
    )


def without_tokens(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """No address that opens something by itself is written down, wherever in the line it stands."""
    return {key: SECRET_PATH.sub("…", value) if isinstance(value, str) else value for key, value in event.items()}
