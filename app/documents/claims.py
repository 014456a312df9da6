"""What a PDF that somebody has sent says of itself, and whether it is so."""

import re
from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

import docgen
from app.core.db import db
from app.documents.printing import Rendition


def claim(content: bytes) -> dict[str, Any] | None:
    """What a PDF says of itself, when it carries data and a number that can be ours; None for anything else."""
    data = docgen.read_attached(content)
    return data if data and re.fullmatch(r"[A-Z0-9-]{3,40}", data["number"]) else None


def is_recorded(data: dict[str, Any]) -> bool:
    """Whether a print of ours says just this."""
    records = db.session.scalars(select(Rendition.record).where(Rendition.number == data["number"]))
    said = _decoded(data)
    return said is not None and any(_decoded(record) == said for record in records)


def _decoded(data: dict[str, Any] | str) -> docgen.Document | None:
    """The data as docgen reads it; None for what it does not, which a record of long ago may have become."""
    try:
        return docgen.decode(data)
    except docgen.InvalidData:
        return None


def claimed_code(content: bytes) -> str:
    """The check code that a PDF says its text has, when it carries data of ours."""
    return code_of(docgen.read_attached(content) or {})


def code_of(data: Mapping[str, Any]) -> str:
    """The check code in the data that a PDF carries, if any."""
    check = data.get("check")
    return str(check.get("code", "")) if isinstance(check, dict) else ""


def scan_fault(content: bytes) -> str | None:
    """Why a PDF cannot be kept as a scanned paper: "unreadable", "locked" or "active"; None when it can."""
    return docgen.scan_fault(content)
