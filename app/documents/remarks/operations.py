"""A remark is written, and settled once. Each act holds the document's row, so that it sees the text as it is then.

What is accepted is put in place of the passage as it stands in the stored answer; the rest of the answer is left as it
is, and who is writing in it meanwhile began from another answer, and is told so (drafting.operations.merge).
"""

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound

from app.core import clock
from app.core.actions import Actor
from app.core.db import db, write
from app.documents import answers, passages, remarked, texts
from app.documents.models import Document, Remark
from app.documents.operations import locked, refuse, require, tell
from app.documents.passages import Passage
from app.documents.questions import TEXT_MAX


class Moved(Exception):
    """The passage no longer stands in the text; nothing was done."""


class Settled(Exception):
    """Somebody else has settled the remark; nothing was done."""


def find(document: Document, remark_id: int) -> Remark:
    """The remark of this document with that id."""
    here = select(Remark).where(Remark.document_id == document.id, Remark.id == remark_id)
    if (found := db.session.scalar(here)) is None:
        raise NotFound
    return found


def remark(number: str, actor: Actor, passage: Passage, comment: str, wording: str | None) -> Remark:
    """Say this about the passage. Pressed twice it is said once."""
    with write() as session:
        document = locked(session, number)
        require(document, actor, "document.remark")
        said = {"key": passage.key, "passage": passage.text, "comment": comment or None, "wording": wording}
        if made := _said(session, document, actor, said):
            return made
        if passage not in remarked.places(document).values():
            raise Moved
        made = Remark(document_id=document.id, by_id=actor.person_id, at=clock.now(), state="open", **said)
        session.add(made)
        tell(document, actor, "document.remarked")
        return made


def _said(session: Session, document: Document, actor: Actor, said: dict[str, str | None]) -> Remark | None:
    mine = select(Remark).filter_by(document_id=document.id, by_id=actor.person_id, state="open", **said)
    return session.scalar(mine.limit(1))


def settle(number: str, remark_id: int, actor: Actor, act: str, answer: str) -> Remark:
    """Accept, decline, answer or take back the remark. Done twice by the same person it is done once."""
    with write() as session:
        document = locked(session, number)
        found = find(document, remark_id)
        if found.state == remarked.ACTS.get(act) and found.settled_by_id == actor.person_id:  # a second click
            return found
        require(document, actor, "document.settle_remark")
        if found.state != "open":
            raise Settled
        if act not in remarked.acts(actor, found):
            refuse(document, None)
        if act == "accept":
            _put_in(session, document, found, actor)
        found.state, found.settled_by_id, found.settled_at = remarked.ACTS[act], actor.person_id, clock.now()
        found.answer = answer or None
        tell(document, actor, "document.remark_settled", how=found.state, person=found.by_id)
        return found


def _put_in(session: Session, document: Document, remark: Remark, actor: Actor) -> None:
    """The wording in place of the passage, as a line of its own in the draft's history."""
    question, value = remarked.question_of(document, remark.key), texts.values(document).get(remark.key, "")
    changed = passages.with_wording(question, value, remark.passage, remark.wording or "") if question else None
    if changed is None:
        raise Moved
    if len(changed) > TEXT_MAX:
        refuse(document, _("With that wording the answer would be too long. Shorten it first."))
    answers.store(session, document, {remark.key: changed}, actor, own_line=True)
