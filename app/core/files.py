"""Finished files, stored once under their SHA-256 in rows of 256 kB and never changed after.

In the database, so that a backup is whole and several machines share them; in chunks, so that a large file streams.
"""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, String, delete, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.core import clock, text
from app.core.db import Base, db

CHUNK = 256 * 1024


class File(Base):
    __tablename__ = "file"
    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    size: Mapped[int]
    pages: Mapped[int]
    at: Mapped[datetime]
    is_kept: Mapped[bool]  # a print of a draft is not: it is forgotten again


class FileChunk(Base):
    __tablename__ = "file_chunk"
    sha256: Mapped[str] = mapped_column(ForeignKey("file.sha256"), primary_key=True)
    n: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    data: Mapped[bytes] = mapped_column(LargeBinary)
    is_kept: Mapped[bool]


def store(session: Session, content: bytes, pages: int, *, kept: bool = True, name: str = "") -> str:
    """Store `content`; its SHA-256 is its name, given by who has counted it already. Storing the same bytes again is
    nothing new; what is `kept` once is kept for good."""
    name = name or text.sha256(content)
    found = session.get(File, name)
    if found is None:
        session.add(File(sha256=name, size=len(content), pages=pages, at=clock.now(), is_kept=kept))
        session.flush()
        starts = range(0, len(content), CHUNK)
        session.add_all(
            FileChunk(sha256=name, n=n, data=content[at : at + CHUNK], is_kept=kept) for n, at in enumerate(starts)
        )
    elif kept and not found.is_kept:
        session.execute(update(FileChunk).where(FileChunk.sha256 == name).values(is_kept=True))
        found.is_kept = True
    return name


def forget(session: Session, name: str) -> None:
    """Delete a file that is not kept."""
    session.execute(delete(FileChunk).where(FileChunk.sha256 == name, ~FileChunk.is_kept))
    session.execute(delete(File).where(File.sha256 == name, ~File.is_kept))


def size(name: str) -> int:
    """The file's length in bytes."""
    return db.session.get_one(File, name).size


def stream(name: str) -> Iterator[bytes]:
    """The file's bytes, a chunk at a time."""
    chunks = select(FileChunk.data).where(FileChunk.sha256 == name).order_by(FileChunk.n)
    yield from db.session.scalars(chunks.execution_options(yield_per=1))


def first_break() -> str | None:
    """A sentence about the first stored file whose bytes do not give its name, or None when all do."""
    for name in db.session.scalars(select(File.sha256).order_by(File.at)):
        if text.sha256(b"".join(stream(name))) != name:
            return f"fil {name} er ændret"
    return None
