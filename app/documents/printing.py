"""Prints: a frozen record (what the print says) and the file made from it, by a job, once.

Agreed text is recorded in the transaction that locks it, and its file is kept for good. Everything else is recorded
when somebody wants to read it on paper, under the hash of what it says: the same record is never rendered twice. Only
this module and claims.py know docgen's code; the features' documents.py and sheets.py know its data.
"""

import re
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import ForeignKey, String, Text, delete, exists, or_, select
from sqlalchemy.engine import Connection
from sqlalchemy.orm import Mapped, Session, aliased, mapped_column

import docgen
from app.core import clock, events, files, forms, jobs
from app.core.db import Base, db, insert_once, trace, write
from app.core.pages import Refusal
from app.core.text import canonical, sha256
from app.documents import sheets
from app.documents.catalogue import kind_of
from app.documents.models import Document, Version
from app.documents.sheets import Shown

WAIT_SECONDS = 3.0
AHEAD = timedelta(seconds=0.5)  # saves that follow one another so fast are printed once
DRAFTS_KEPT = timedelta(days=1)
READ_OUT = timedelta(minutes=10)  # whoever is fetching a replaced draft gets it whole
forms.unprintable = docgen.uncovered


class Rendition(Base):
    """A print, wanted (no file yet) or finished. `record` is docgen's data, canonical JSON; `state` is the record's:
    draft, to_sign, agreed, record. A print of several documents belongs to none of them."""

    __tablename__ = "rendition"
    key: Mapped[str] = mapped_column(String(96), primary_key=True)
    record: Mapped[str] = mapped_column(Text)
    number: Mapped[str] = mapped_column(String(40), index=True)
    document_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"), index=True)
    version_id: Mapped[int | None] = mapped_column(ForeignKey("version.id"))
    state: Mapped[str] = mapped_column(String(16))
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
    data = require_printable(document, version)
    record = canonical(data)
    _ask(session, agreed_key(version), record, data, document, version)
    return record


def require_printable(document: Document, version: Version) -> dict[str, Any]:
    """What the version's print says; refuses a text that no print can hold, before anybody is asked to agree to it."""
    data = kind_of(document).printed(sheets.of(document, version))
    try:
        docgen.decode(data)
    except docgen.InvalidData as error:
        told = {"field": _field(data, error.path), "reason": error.message}
        sentence = _("%(field)s: %(reason)s. Correct it, and try again.", **told)
        raise Refusal(409, _("The text cannot be printed"), sentence) from error
    return data


def _field(data: Any, path: str) -> str:
    """What the reader calls the place that a path of docgen's names: the heading of the answer, else of the part."""
    named = ""
    for key, index in re.findall(r"\.(\w+)|\[(\d+)\]", path):
        data = data[int(index)] if index else data.get(key)
        if isinstance(data, Mapping):
            named = data.get("heading") or data.get("title") or data.get("caption") or data.get("name") or named
    return str(named)


@dataclass(frozen=True)
class Print:
    """A print somebody wants: the key of its file, and what it says (docgen's data). That of an agreed version was
    asked for when the text locked, and needs no data."""

    key: str
    data: Mapping[str, Any] | None = None
    document: Document | None = None
    version: Version | None = None


def of(data: Mapping[str, Any], document: Document | None = None, version: Version | None = None) -> Print:
    """The print that says this."""
    return Print(f"print:{sha256(canonical(data))}", data, document, version)


def shown(found: Shown) -> Print:
    """The print of a document."""
    if found.state == "agreed" and found.version:
        return Print(agreed_key(found.version))
    return of(kind_of(found.document).printed(found), found.document, found.version)


def ask(wanted: Print) -> None:
    """Ask for a print that is not there."""
    if wanted.data is not None:
        with trace() as connection:
            _ask(connection, wanted.key, canonical(wanted.data), wanted.data, wanted.document, wanted.version)


def try_again(key: str) -> None:
    """Make a print that was given up after all."""
    with trace() as connection:
        jobs.try_again(connection, f"render:{key}")


def ahead(session: Session, document: Document) -> None:
    """Ask for the draft's print soon after a save, so that it is ready when somebody wants to read it on paper. Each
    change asks for itself, so none is lost to a job that is under way; only the last is printed."""
    changes = times_written(document)
    key = f"ahead:{document.id}:{changes}"
    jobs.enqueue(session, "print_ahead", key, wait=AHEAD, document_id=document.id, changes=changes)


def times_written(document: Document) -> int:
    """How often the draft's answers have changed."""
    return sum(answer.version for answer in document.answers)


@jobs.handler("print_ahead")
def _print_ahead(payload: dict[str, Any]) -> None:
    document = db.session.get_one(Document, payload["document_id"])
    if document.state == "draft" and times_written(document) == payload["changes"]:
        ask(shown(sheets.of(document, None)))


def finished(key: str) -> str | None:
    """The SHA-256 of the finished file, looked up in a fresh transaction."""
    with db.engine.connect() as connection:
        return connection.scalar(select(Rendition.file_sha256).where(Rendition.key == key))


def fetch(wanted: Print) -> str | None:
    """The SHA-256 of the print's file, asked for when it is not there, and waited for a little while; None when it is
    still being made or could not be."""
    if name := finished(wanted.key):
        return name
    ask(wanted)
    end = time.monotonic() + WAIT_SECONDS
    while (name := finished(wanted.key)) is None and time.monotonic() < end and not failure(wanted.key):
        time.sleep(0.1)
    db.session.rollback()  # this request's snapshot is older than the file
    return name


def failure(key: str) -> str | None:
    """Why the print was given up, if it was."""
    with db.engine.connect() as connection:
        return jobs.failure(connection, f"render:{key}")


def sweep() -> None:
    """Ask for every agreed print that has no file, and forget old prints of drafts with their files. What was given up
    stays so until somebody tries again; what was agreed is never forgotten."""
    with write() as session:
        for key in session.scalars(
            select(Rendition.key).where(Rendition.file_sha256.is_(None), Rendition.state == "agreed")
        ):
            jobs.enqueue(session, "render", f"render:{key}", key=key)
    with db.engine.connect() as connection:
        old = list(connection.execute(_forgettable()))
    for key, *names in old:
        with write() as session:
            session.execute(delete(Rendition).where(Rendition.key == key))
            session.execute(delete(jobs.Job).where(jobs.Job.key == f"render:{key}"))
            for name in filter(None, names):
                used = or_(Rendition.file_sha256 == name, Rendition.fragment_sha256 == name)
                if not session.scalar(select(exists().where(used))):
                    files.forget(session, name)


def _forgettable() -> Any:
    """Prints of drafts that are old, or whose document has been printed anew since."""
    newer = aliased(Rendition)
    is_replaced = exists().where(
        newer.state == "draft",
        newer.document_id == Rendition.document_id,
        newer.version_id.is_(None),
        Rendition.version_id.is_(None),
        newer.at > Rendition.at,
    )
    now = clock.now()
    return select(Rendition.key, Rendition.file_sha256, Rendition.fragment_sha256).where(
        Rendition.state == "draft",
        or_(Rendition.at < now - DRAFTS_KEPT, (Rendition.at < now - READ_OUT) & is_replaced),
    )


def agreed_key(version: Version) -> str:
    """The key of the one print that an agreed version has."""
    return f"version:{version.id}"


def _ask(
    session: Session | Connection,
    key: str,
    record: str,
    data: Mapping[str, Any],
    document: Document | None,
    version: Version | None,
) -> None:
    insert_once(
        session,
        Rendition,
        "key",
        key=key,
        record=record,
        number=data["number"],
        document_id=document.id if document else None,
        version_id=version.id if version else None,
        state=data["state"],
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
                version = session.get_one(Version, rendition.version_id)
                events.record(
                    "document.printed",
                    actor_id=None,
                    object=f"document:{version.document_id}",
                    scope=version.document.network.scope,
                    version=version.n,
                    file=file,
                )


def close() -> None:
    """End the child process."""
    while _renderer:
        _renderer.pop().close()
