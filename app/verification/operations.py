"""What a print is, from its check code or its bytes: in force, replaced, a draft, altered, unknown. Never its text."""

import json
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import select

from app.core import text
from app.core.db import db
from app.documents import claims, standing, versions
from app.documents.consents import PaperCopy
from app.documents.models import Document, Version
from app.documents.printing import Rendition


class PrintStanding(StrEnum):
    # What a version is now (standing.Standing).
    IN_FORCE = "in_force"
    REPLACED = "replaced"
    ENDED = "ended"
    OUT = "out"
    NEVER_AGREED = "never_agreed"
    # Other prints that were made here.
    DRAFT = "draft"
    TO_SIGN = "to_sign"
    RECORD = "record"  # tells of documents and is agreed by nobody: a difference, an approval sheet, participants
    # Anything else.
    ALTERED = "altered"  # says it is ours, but its bytes are not
    UNKNOWN = "unknown"


AGREED = (PrintStanding.IN_FORCE, PrintStanding.REPLACED, PrintStanding.ENDED)
# What `flask verify` ends with (interfaces): in force 0, known but not in force 3, altered 4, unknown 5.
EXIT = dict.fromkeys(PrintStanding, 3) | {PrintStanding.IN_FORCE: 0, PrintStanding.ALTERED: 4, PrintStanding.UNKNOWN: 5}


@dataclass(frozen=True)
class Finding:
    """`number`, `kind` (docgen's type), `at` and `of_day` are the print's own; a code alone names a version."""

    standing: PrintStanding
    document: Document | None = None
    version: Version | None = None
    number: str = ""
    kind: str = ""
    at: datetime | None = None
    of_day: bool = False
    is_scan: bool = False  # of the paper that was signed, as it was recorded here (R18)


def by_code(code: str) -> Finding:
    """The version that carries this check code."""
    version = versions.with_code(code)
    return _of_version(version) if version else Finding(PrintStanding.UNKNOWN)


def by_file(content: bytes) -> Finding:
    """What the file is: found by its bytes; else, when it claims to be one of ours, altered."""
    sha = text.sha256(content)
    rendition = db.session.scalar(select(Rendition).where(Rendition.file_sha256 == sha).limit(1))
    if rendition is not None:
        return _of_print(rendition)
    if paper := db.session.scalar(select(PaperCopy).where(PaperCopy.file_sha256 == sha).limit(1)):
        return replace(_of_version(paper.version), is_scan=True)
    claim = claims.claim(content)
    if claim and _is_ours(claim):
        return Finding(PrintStanding.ALTERED, number=claim["number"])
    return Finding(PrintStanding.UNKNOWN)


def _of_version(version: Version) -> Finding:
    return Finding(PrintStanding(standing.of(version)), version.document, version, version.document.number)


def _of_print(rendition: Rendition) -> Finding:
    document = db.session.get(Document, rendition.document_id) if rendition.document_id else None
    version = db.session.get(Version, rendition.version_id) if rendition.version_id else None
    if rendition.state == "agreed" and version:
        return _of_version(version)
    record = json.loads(rendition.record)
    made = datetime.fromisoformat(record["recorded_at"])
    told: dict[str, Any] = {"kind": record["type"], "at": made, "of_day": record.get("of_day", False)}
    return Finding(PrintStanding(rendition.state), document, version, rendition.number, **told)


def _is_ours(claim: dict[str, Any]) -> bool:
    """Whether a file carries what nobody can make up: the check code of a version, or all that a print of ours says. So
    a made-up file learns of no numbers. A print that has been forgotten again is not known by what it says."""
    code = text.read_check_code(claims.code_of(claim))
    if code and (version := versions.with_code(code)):
        return version.document.number == claim["number"]
    return claims.is_recorded(claim)
