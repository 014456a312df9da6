"""The office's editions of a kind's questions: a draft keeps the one it began with, an agreed text holds its own."""

import json
from collections.abc import Sequence
from dataclasses import asdict, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core import clock
from app.core.actions import Actor
from app.core.db import one_at_a_time
from app.core.text import canonical
from app.documents.catalogue import Kind, kind_of
from app.documents.models import Document, Edition
from app.documents.questions import Question

WORDS = ("heading", "wording", "help")  # what the office edits; which questions there are is the catalogue's


def latest(session: Session, kind: Kind, *, is_office_s: bool = False) -> Edition | None:
    """The newest edition, or the newest that the office made; None when there is none."""
    query = select(Edition).where(Edition.kind == kind.key).order_by(Edition.n.desc()).limit(1)
    return session.scalar(query.where(Edition.by_id.is_not(None)) if is_office_s else query)


def in_use(session: Session, kind: Kind) -> Edition:
    """The edition that a draft begun now keeps: the catalogue's questions, in the office's words where it has its own.
    It is stored when the first draft needs it: until then it is not in the session."""
    found, office_s = latest(session, kind), latest(session, kind, is_office_s=True)
    asked = _in_words_of(office_s, kind.questions) if office_s else kind.questions
    return found if found and found.json == written(asked) else _next(found, kind, asked)


def _in_words_of(edition: Edition, questions: Sequence[Question]) -> list[Question]:
    said = {question.key: {part: getattr(question, part) for part in WORDS} for question in edition.questions}
    return [replace(question, **said.get(question.key, {})) for question in questions]


def now(session: Session, kind: Kind) -> Edition:
    """The edition that a draft begun now keeps. Part of a larger transaction."""
    lock(session)
    found = in_use(session, kind)
    return found if found in session else _store(session, found)


def add(session: Session, kind: Kind, questions: Sequence[Question], actor: Actor | None) -> Edition:
    """The next edition, of these questions. Part of a larger transaction."""
    edition = _next(latest(session, kind), kind, questions)
    edition.by_id = actor.person_id if actor else None
    return _store(session, edition)


def lock(session: Session) -> None:
    """Editions are made one after the other, so that a number is given once."""
    one_at_a_time(session, "edition")


def _next(last: Edition | None, kind: Kind, questions: Sequence[Question]) -> Edition:
    return Edition(kind=kind.key, n=last.n + 1 if last else 1, json=written(questions))


def _store(session: Session, edition: Edition) -> Edition:
    edition.at = clock.now()
    session.add(edition)
    session.flush()
    return edition


def written(questions: Sequence[Question]) -> str:
    """The questions as they are stored."""
    return canonical(json.loads(json.dumps([asdict(question) for question in questions])))


def questions(document: Document) -> tuple[Question, ...]:
    """What this draft asks."""
    return document.edition.questions if document.edition else kind_of(document).questions
