"""The history of a draft: what it said at each moment, found by walking its changes back from now."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select

from app.core.db import db
from app.documents import content, editions, texts
from app.documents.models import Document, Revision
from app.documents.questions import question_key


@dataclass(frozen=True)
class Moment:
    """What one visit left: `answers` as they were after it; `headings` tell which of them it changed. The first
    moment, before anybody wrote, has no revision. `n` is its line in the history."""

    n: int
    revision: Revision | None
    answers: Mapping[str, str]
    headings: list[str]

    @property
    def who(self) -> str:
        """Who wrote, or which line they put back."""
        if self.revision is None:
            return ""
        name, n = self.revision.by.name, self.revision.restored_n
        if n is None:
            return name
        if n == 0:
            return _("%(name)s restored the draft from before anybody wrote", name=name)
        return _("%(name)s restored line %(n)s", name=name, n=n)


def of(document: Document) -> list[Moment]:
    """Every moment of the draft, newest first."""
    revisions = select(Revision).where(Revision.document_id == document.id).order_by(Revision.n.desc())
    answers, found = texts.values(document), []
    headings = {question.key: question.heading for question in editions.questions(document)}
    for revision in db.session.scalars(revisions):
        changes = revision.changes
        touched = {question_key(key) for key, (before, after) in changes.items() if before != after}
        told = [heading for key, heading in headings.items() if key in touched]
        found.append(Moment(revision.n, revision, dict(answers), told))
        answers |= {key: before for key, (before, _after) in changes.items()}
    return [*found, Moment(0, None, answers, [])]


def text(document: Document, moment: Moment) -> dict[str, Any]:
    """The text that the draft made at that moment."""
    return texts.with_answers(document, {key: value for key, value in moment.answers.items() if value})


def changed(document: Document, before: Moment, after: Moment) -> list[content.Difference]:
    """What differs between two moments."""
    return content.changed(text(document, before), text(document, after))
