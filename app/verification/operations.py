"""What a print is, from its check code or its bytes: in force, replaced, a draft, altered, unknown. Never its text."""

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import select

from app.core import text
from app.core.db import db
from app.documents import printing, rules
from app.documents.models import Document, Version
from app.documents.printing import Rendition


class Standing(StrEnum):
    IN_FORCE = "in_force"
    REPLACED = "replaced"  # agreed once; another text has taken its place
    DRAFT = "draft"  # made here, but never agreed
    ALTERED = "altered"  # says it is ours, but its bytes are not
    UNKNOWN = "unknown"


# What `flask verify` ends with (interfaces): in force, known but not in force, altered, unknown.
EXIT = {Standing.IN_FORCE: 0, Standing.REPLACED: 3, Standing.DRAFT: 3, Standing.ALTERED: 4, Standing.UNKNOWN: 5}


@dataclass(frozen=True)
class Finding:
    standing: Standing
    document: Document | None = None
    version: Version | None = None


def by_code(code: str) -> Finding:
    """The version that carries this check code."""
    version = db.session.scalar(select(Version).where(Version.sha256.startswith(text.code_prefix(code))))
    return (
        Finding(_standing(version.document, version), version.document, version)
        if version
        else Finding(Standing.UNKNOWN)
    )


def by_file(content: bytes) -> Finding:
    """What the file is: found by its bytes; else, when it claims to be one of ours, altered."""
    rendition = db.session.scalar(select(Rendition).where(Rendition.file_sha256 == text.sha256(content)))
    if rendition is not None:
        document = db.session.get_one(Document, rendition.document_id)
        version = db.session.get(Version, rendition.version_id) if rendition.version_id else None
        if rendition.state != "agreed" or version is None:
            return Finding(Standing.DRAFT, document, version)
        return Finding(_standing(document, version), document, version)
    claimed = printing.claimed_number(content)
    # Only what has been printed here can have been altered: a made-up file learns of no other numbers.
    printed = select(Document).join(Rendition, Rendition.document_id == Document.id).where(Document.number == claimed)
    document_found = db.session.scalars(printed).first() if claimed else None
    return Finding(Standing.ALTERED, document_found) if document_found else Finding(Standing.UNKNOWN)


def _standing(document: Document, version: Version) -> Standing:
    if not rules.was_agreed(version):
        return Standing.DRAFT
    in_force = document.in_force is not None and document.in_force.id == version.id
    return Standing.IN_FORCE if in_force else Standing.REPLACED
