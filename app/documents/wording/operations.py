"""The office makes the next edition of a kind's questions: other words, the same questions (domain.md 3, R1).

Running drafts keep the edition they began with, and agreed text holds the wording of its questions.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from flask_babel import gettext as _
from sqlalchemy import func, select

from app.core import events
from app.core.actions import Actor
from app.core.db import db, write
from app.core.text import sha256
from app.documents import editions
from app.documents.catalogue import Kind
from app.documents.models import Document, Edition
from app.documents.questions import Question
from app.people.operations import require_office

Words = dict[str, str]  # purpose-heading, purpose-wording, purpose-help …


class Newer(Exception):
    """Somebody has made another edition since the page was opened; nothing was done."""

    def __init__(self, edition: Edition) -> None:
        super().__init__("newer")
        self.edition = edition


def require_editor(actor: Actor) -> None:
    """Refuse who does not run the structure."""
    require_office(actor, _("Only the office changes the questions."))


def words(questions: Sequence[Question]) -> Words:
    """What the questions say, by field."""
    return {f"{question.key}-{part}": getattr(question, part) for question in questions for part in editions.WORDS}


def change(kind: Kind, actor: Actor, n: int, wanted: Mapping[str, str]) -> Edition:
    """The edition in use, with these words: a new one, when they differ from those that were. `n` is the edition that
    was on the screen."""
    require_editor(actor)
    with write() as session:
        editions.lock(session)
        edition = editions.in_use(session, kind)
        if words(edition.questions) == wanted:  # nothing was changed, or a second click
            return edition
        if edition.n != n:
            raise Newer(edition)
        editions.now(session, kind)  # what was said until now stays to be read
        made = editions.add(session, kind, [_reworded(question, wanted) for question in edition.questions], actor)
        told = f"edition:{made.id}"
        digest = sha256(made.json)
        events.record("edition.made", actor_id=actor.person_id, object=told, scope="editions", sha256=digest)
    return made


def _reworded(question: Question, wanted: Mapping[str, str]) -> Question:
    heading, wording, help_ = (wanted[f"{question.key}-{part}"] for part in editions.WORDS)
    return replace(question, heading=heading, wording=wording, help=help_)


def merged(kind: Kind, n: int, mine: Mapping[str, str], theirs: Words) -> tuple[Words, Words]:
    """Mine where I have changed what stood in edition `n`, else theirs; and what they say where both changed it."""
    that = select(Edition).where(Edition.kind == kind.key, Edition.n == n)
    begun = db.session.scalar(that) if 0 < n < 2**31 else None  # anybody can send any number
    base = words(begun.questions) if begun else {}
    shown = {key: said if mine.get(key, "") == base.get(key) else mine.get(key, "") for key, said in theirs.items()}
    both = {key: said for key, said in theirs.items() if shown[key] != said and said != base.get(key)}
    return shown, both


def running(kind: Kind) -> int:
    """How many texts of this kind are being written or are out for approval: they keep their own edition."""
    written = select(func.count()).where(Document.kind == kind.key, Document.state.in_(("draft", "sent")))
    return db.session.scalar(written) or 0
