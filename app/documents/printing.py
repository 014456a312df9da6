"""Prints: a frozen record (what the print says) and the file made from it, by a job, once.

Agreed text is recorded in the transaction that locks it; a draft is recorded when somebody wants to read it on paper.
The same record is never rendered twice. Only this module and the features' documents.py know docgen.
"""

import re
import time
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String, Text, select
from sqlalchemy.engine import Connection
from sqlalchemy.orm import Mapped, Session, mapped_column

import docgen
from app.core import clock, events, files, forms, jobs
from app.core.db import Base, db, insert_once, trace, write
from app.core.text import canonical, sha256
from app.documents import texts
from app.documents.catalogue import kind_of
from app.documents.models import Document, Version

WAIT_SECONDS = 3.0
forms.unprintable = docgen.uncovered


class Rendition(Base):
    """A print, wanted (no file yet) or finished. `record` is docgen's data, canonical JSON."""

    __tablename__ = "rendition"
    key: Mapped[str] = mapped_column(String(96), primary_key=True)
    record: Mapped[str] = mapped_column(Text)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), index=True)
    version_id: Mapped[int | None] = mapped_column(ForeignKey("version.id"))
    state: Mapped[str] = mapped_column(String(16))  # what the document was when the print was made
    at: Mapped[datetime]
    fragment_sha256: Mapped[str | None] = mapped_column(ForeignKey("file.sha256"))
    file_sha256: Mapped[str | None] = mapped_column(ForeignKey("file.sha256"), index=True)


class CannotRender(Exception):
    """docgen gave up on a record; `final` ones are not tried again."""

    def __init__(self, error: docgen.RenderFailed) -> None:
        super().__init__(f"{error.reason}: {error}")
        self.final = error.reason == "invalid"


def freeze(session: Session, document: Document, version: Version) -> str:
    """Record what the print of a locked version says, and ask for its file. Part of the transaction that locks it."""
    record = _record(document, version.text)
    _ask(session, agreed_key(version), document, record)
    return record


def want(document: Document, text: Mapping[str, Any], *, again: bool = False) -> str:
    """Ask for the print of the document as it stands, a draft with this text; the key to wait for. One that could not
    be made is tried again only when `again` asks for it."""
    if document.state == "agreed" and document.last_agreed:
        key = agreed_key(document.last_agreed)  # asked for when the text was locked
    else:
        record = _record(document, text)
        key = f"draft:{document.id}:{sha256(record)}"
        if finished(key) is None:
            with trace() as connection:
                _ask(connection, key, document, record)
    if again:
        with trace() as connection:
            jobs.try_again(connection, f"render:{key}")
    return key


def ahead(session: Session, document: Document) -> None:
    """Ask for the draft's print soon after a save, so that it is ready when somebody wants to read it on paper."""
    jobs.enqueue(session, "print_ahead", f"ahead:{document.id}", document_id=document.id)


@jobs.handler("print_ahead")
def _print_ahead(payload: dict[str, Any]) -> None:
    document = db.session.get_one(Document, payload["document_id"])
    if document.state == "draft":
        want(document, texts.draft(document))


def finished(key: str) -> str | None:
    """The SHA-256 of the finished file, looked up in a fresh transaction."""
    with db.engine.connect() as connection:
        return connection.scalar(select(Rendition.file_sha256).where(Rendition.key == key))


def wait(key: str) -> str | None:
    """The finished file, waited for a little while; None when it is still being made or could not be."""
    end = time.monotonic() + WAIT_SECONDS
    while (name := finished(key)) is None and time.monotonic() < end and not failure(key):
        time.sleep(0.1)
    db.session.rollback()  # this request's snapshot is older than the file
    return name


def failure(key: str) -> str | None:
    """Why the print was given up, if it was."""
    with db.engine.connect() as connection:
        failed = select(jobs.Job.error).where(jobs.Job.key == f"render:{key}", jobs.Job.failed_at.is_not(None))
        return connection.scalar(failed)


def claimed_number(content: bytes) -> str | None:
    """The document number that a PDF says it has, when it carries data of ours; None for anything else."""
    data = docgen.read_attached(content)
    number = data.get("number") if data else None
    return number if isinstance(number, str) and re.fullmatch(r"[A-Z0-9-]{3,32}", number) else None


def claimed_code(content: bytes) -> str:
    """The check code that a PDF says its text has, when it carries data of ours."""
    data = docgen.read_attached(content)
    check = data.get("check") if data else None
    return str(check.get("code", "")) if isinstance(check, dict) else ""


def sweep() -> None:
    """Ask for every agreed print that has no file; one that was given up stays so until somebody tries again."""
    with write() as session:
        for key in session.scalars(
            select(Rendition.key).where(Rendition.file_sha256.is_(None), Rendition.state == "agreed")
        ):
            jobs.enqueue(session, "render", f"render:{key}", key=key)


def agreed_key(version: Version) -> str:
    """The key of the one print that an agreed version has."""
    return f"version:{version.id}"


def _record(document: Document, text: Mapping[str, Any]) -> str:
    return canonical(kind_of(document).printed(document, text))


def _ask(session: Session | Connection, key: str, document: Document, record: str) -> None:
    insert_once(
        session,
        Rendition,
        "key",
        key=key,
        record=record,
        document_id=document.id,
        version_id=document.current.id if document.current else None,
        state=document.state,
        at=clock.now(),
    )
    jobs.enqueue(session, "render", f"render:{key}", key=key)


_renderer: list[docgen.Renderer] = []  # one warm child for the worker's whole life


@jobs.handler("render")
def render(payload: dict[str, Any]) -> None:
    """Make the file of a print and store it once. Rendering stands outside the transaction."""
    found = db.session.execute(
        select(Rendition.record, Rendition.file_sha256).where(Rendition.key == payload["key"])
    ).one_or_none()
    db.session.rollback()
    if found is None or found.file_sha256:
        return
    if not _renderer:
        _renderer.append(docgen.Renderer())
    try:
        made = _renderer[0].render(found.record.encode())
    except docgen.RenderFailed as error:
        raise CannotRender(error) from error
    with write() as session:
        rendition = session.get_one(Rendition, payload["key"], with_for_update=True)
        if rendition.file_sha256 is None:
            kept = rendition.state == "agreed"
            fragment = files.store(session, made.fragment, made.pages, kept=kept)
            file = files.store(session, made.pdf, made.pages, kept=kept)
            rendition.fragment_sha256, rendition.file_sha256 = fragment, file
            if rendition.state == "agreed":
                document = session.get_one(Document, rendition.document_id)
                scope = document.network.scope
                events.record(
                    "document.printed", actor_id=None, object=f"document:{document.id}", scope=scope, file=file
                )


def close() -> None:
    """End the child process."""
    while _renderer:
        _renderer.pop().close()
