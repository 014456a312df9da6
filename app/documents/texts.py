"""What a document says: its stored answers, the text they make, and what it still lacks. Reads only."""

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import or_, select

from app.core import clock
from app.core.db import db
from app.core.forms import SelectChoice
from app.core.text import sha256
from app.documents import rules
from app.documents.catalogue import KINDS, Control, Question
from app.documents.models import Document
from app.people.models import Department, in_force
from app.people.operations import holders


def values(document: Document) -> dict[str, str]:
    """The draft's answers by key."""
    return {answer.key: answer.value for answer in document.answers}


def base(value: str, version: int) -> str:
    """What a form carries beside a field: which answer the writer began from."""
    return f"{version}.{sha256(value)[:16]}"


def draft(document: Document) -> dict[str, Any]:
    """The text as the draft stands now, in the form that is sent."""
    return rules.content(KINDS[document.kind], document, values(document), _department_names())


def text(document: Document) -> dict[str, Any]:
    """What the document says now: the version that is out or agreed, else the draft."""
    return document.current.text if document.current else draft(document)


def choosable_departments(document: Document) -> list[SelectChoice]:
    """Today's departments, and those that are ticked already though they have ended: a save must not untick them."""
    questions = (question for question in KINDS[document.kind].questions if question.control == Control.DEPARTMENTS)
    answers = values(document)
    ticked = {int(part) for question in questions for part in answers.get(question.key, "").split(",") if part}
    offered = or_(in_force(Department, clock.today()), Department.id.in_(ticked))
    rows = db.session.scalars(select(Department).where(offered).order_by(Department.sort_key))
    return [SelectChoice(str(row.id), row.name) for row in rows]


def as_read(document: Document, key: str, values: Sequence[str]) -> list[str]:
    """Stored answers of one question as people read them: names of departments, one a line, and dates in words."""
    names = _department_names()
    question = next(question for question in KINDS[document.kind].questions if question.key == key)
    given = [rules.given(question.control, value, names) for value in values]
    return [answer["text"] or "\n".join(answer["items"]) for answer in given]


def missing(document: Document) -> list[Question]:
    """The required questions that still have no answer."""
    return rules.missing(KINDS[document.kind], values(document))


def vacancies(document: Document) -> list[str]:
    """The departments that are party to the draft and have no head today: nobody could approve for them."""
    offices = KINDS[document.kind].parties(values(document))
    empty = [office.department_id for office, persons in holders(offices).items() if not persons]
    if None in empty:
        return [_("The network director's post")]
    return list(
        db.session.scalars(select(Department.name).where(Department.id.in_(empty)).order_by(Department.sort_key))
    )


def _department_names() -> dict[int, str]:
    """Every department there is or was, in Danish order."""
    rows = db.session.execute(select(Department.id, Department.name).order_by(Department.sort_key))
    return {row.id: row.name for row in rows}
