"""The remarks on a draft as its readers see them: the open ones beside the passages they are about."""

from dataclasses import dataclass

from flask_babel import lazy_gettext as _
from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from app.core.actions import Actor
from app.core.db import db
from app.core.text import Segment, word_differences
from app.documents import editions, passages, relations, rules, texts
from app.documents.models import Document, Remark
from app.documents.passages import Passage
from app.documents.questions import Question, question_key

Place = tuple[str, int]  # a question's key, and which of its passages, counted from 0
# What can be done to an open remark, and the state it leads to.
ACTS = {"accept": "accepted", "decline": "declined", "done": "done", "withdraw": "withdrawn"}
STATES = {
    "open": _("Open"),
    "accepted": _("Accepted"),
    "declined": _("Declined"),
    "done": _("Done"),
    "withdrawn": _("Taken back"),
}


@dataclass(frozen=True)
class Shown:
    """A remark with what is true of it now: `place` is the passage that it is about, None when that no longer stands
    in the text; `acts` what the reader may do to it, in the order in which it is offered."""

    remark: Remark
    question: str
    heading: str
    place: Place | None
    acts: tuple[str, ...]

    @property
    def is_open(self) -> bool:
        return self.remark.state == "open"

    @property
    def state(self) -> str:
        return str(STATES[self.remark.state])

    @property
    def change(self) -> list[Segment]:
        """From the words that it is about to those that are proposed."""
        return word_differences(self.remark.passage, self.remark.wording or "") if self.remark.wording else []


def acts(actor: Actor, remark: Remark) -> tuple[str, ...]:
    """What the actor, who writes the draft, may do to an open remark: nobody accepts their own wording, and only who
    said something takes it back."""
    is_own = remark.by_id == actor.person_id
    if remark.wording:
        return ("withdraw",) if is_own else ("accept", "decline")
    return ("done", "withdraw") if is_own else ("done",)


def of(actor: Actor, document: Document) -> list[Shown]:
    """All remarks on the document, oldest first, for those who read its draft; of who reads what was sent, none."""
    if not relations.reads_draft(actor, document):
        return []
    mine = select(Remark).where(Remark.document_id == document.id).order_by(Remark.id)
    with_names = (joinedload(Remark.by), joinedload(Remark.settled_by))
    found = db.session.scalars(mine.options(*with_names)).all()
    standing = {(passage.key, passage.text): place for place, passage in reversed(places(document).items())}
    headings = {question.key: question.heading for question in editions.questions(document)}
    may = rules.POLICY.may(actor, "document.settle_remark", document).allowed
    return [
        Shown(
            remark,
            key := question_key(remark.key),
            headings.get(key, ""),
            standing.get((remark.key, remark.passage)),
            acts(actor, remark) if may and remark.state == "open" else (),
        )
        for remark in found
    ]


def places(document: Document) -> dict[Place, Passage]:
    """The passages of the draft that can be remarked on, in order."""
    answers = texts.values(document)
    return {
        (question.key, n): passage
        for question in editions.questions(document)
        for n, passage in enumerate(passages.of(question, answers))
        if passage.text
    }


def question_of(document: Document, key: str) -> Question | None:
    """The question that the answer `key` belongs to, in the draft's own words."""
    return next((one for one in editions.questions(document) if one.key == question_key(key)), None)


def open_count(document: Document) -> int:
    """How many remarks on the document nobody has settled."""
    is_open = (Remark.document_id == document.id, Remark.state == "open")
    return db.session.scalar(select(func.count()).select_from(Remark).where(*is_open)) or 0
