"""What a document says: its stored answers, the text they make, and what it still lacks. Reads only."""

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload

from app.core import clock, formats
from app.core.actions import Position
from app.core.db import db
from app.core.forms import SelectChoice
from app.core.text import says_something, sha256
from app.documents import content, editions, standing
from app.documents.catalogue import Answers, before, kind_of
from app.documents.consents import Decision
from app.documents.models import Document, Version
from app.documents.questions import Control, Question
from app.people.models import FORUMS, Department, Person, in_force
from app.people.operations import holders, position_label


def values(document: Document) -> dict[str, str]:
    """The draft's answers by key."""
    return {answer.key: answer.value for answer in document.answers}


def base(value: str, version: int) -> str:
    """What a form carries beside a field: which answer the writer began from."""
    return f"{version}.{sha256(value)[:16]}"


def head(document: Document) -> dict[str, Any]:
    """Which document a text is of; from phase 2 on, which version of the phase before it builds on (R5)."""
    kind, earlier = kind_of(document), before(document)
    found: dict[str, Any] = {
        "kind": kind.key,
        "number": document.number,
        "title": kind.title,
        "network": {"number": document.network.number, "title": document.network.title},
    }
    if earlier and (basis := kind_of(earlier).basis(earlier)):
        found["based_on"] = {"number": earlier.number, "n": basis.n}
    return found


def draft(document: Document) -> dict[str, Any]:
    """The text as the draft stands now, in the form that is sent."""
    return with_answers(document, values(document))


def with_answers(document: Document, answers: Answers) -> dict[str, Any]:
    """The text that these answers make."""
    parties = [content.party(position) for position in positions(document, answers)]
    return content.of_draft(head(document), editions.questions(document), answers, parties, names())


def positions(document: Document, answers: Answers | None = None) -> list[Position]:
    """Whose agreement the draft needs, as it stands. A change of what is in force needs that of the same parties
    (domain.md 6), those too that it would leave out, while somebody holds the post."""
    parties = kind_of(document).parties
    wanted = parties(document.network, values(document) if answers is None else answers)
    now = parties(document.network, document.in_force.stored_answers) if document.in_force else []
    left_out = holders(position for position in now if position not in wanted)
    kept = (position for position, persons in left_out.items() if persons)
    return sorted([*wanted, *kept], key=lambda position: position.function in FORUMS)


def text(document: Document, version: Version | None = None) -> dict[str, Any]:
    """What the document says: this version, else the one that its state speaks of, else the draft."""
    found = version or document.current
    return found.text if found else draft(document)


def choosable_departments(document: Document) -> list[SelectChoice]:
    """Today's departments, and those that are ticked already though they have ended: a save must not untick them."""
    questions = (question for question in editions.questions(document) if question.control == Control.DEPARTMENTS)
    answers = values(document)
    ticked = {int(part) for question in questions for part in answers.get(question.key, "").split(",") if part}
    offered = or_(in_force(Department, clock.today()), Department.id.in_(ticked))
    rows = db.session.scalars(select(Department).where(offered).order_by(Department.sort_key))
    return [SelectChoice(str(row.id), row.name) for row in rows]


def as_read(question: Question, values: Sequence[str]) -> list[str]:
    """Stored answers of one question as people read them: names of departments, one a line, and dates in words."""
    known = names()
    return [content.prose(content.given(question, {question.key: value}, known)) for value in values]


def missing(document: Document, answers: Answers | None = None) -> list[Question]:
    """The required questions that still have no answer, in order."""
    given = values(document) if answers is None else answers
    return [
        question
        for question in editions.questions(document)
        if question.required and not says_something(given.get(question.key) or "")
    ]


def faults(document: Document, answers: Answers | None = None) -> dict[str, str]:
    """What is wrong with the answers taken together: question → sentence (R2)."""
    return kind_of(document).faults(document, values(document) if answers is None else answers)


def vacancies(document: Document) -> dict[Position, str]:
    """The posts that are party to the draft and that nobody holds today, each as it reads in a sentence: nobody could
    agree for them. A body has no holder; it decides (R16). Who answers later, in one act with
    another text, may be found later."""
    exempt = {*FORUMS, *kind_of(document).joins}
    wanted = [position for position in positions(document) if position.function not in exempt]
    empty = [position for position, persons in holders(wanted).items() if not persons]
    return {position: _("a %(post)s", post=formats.lower_first(position_label(position))) for position in empty}


def holding(version: Version) -> dict[Position, list[Person]]:
    """Who holds the posts that the version asks: today, or the day of the minute through which they acceded (R16)."""
    found = holders(party.position for party in version.parties)
    for party in version.parties:
        if party.through and party.consent:
            found |= holders([party.position], party.consent.day)
    return found


def awaited(document: Document, *, but: frozenset[Position] = frozenset()) -> list[str]:
    """Whom the text that is out waits for, other than the posts `but`: the posts' holders by name, a vacant post or a
    body by its own, as in a sentence."""
    return awaited_in([document], but=but)[0]


def awaited_in(documents: Sequence[Document], *, but: frozenset[Position] = frozenset()) -> list[list[str]]:
    """The same for each of several documents, in one query."""
    waiting = [
        [party for party in standing.awaited_parties(document) if party.position not in but and not party.through]
        for document in documents
    ]
    found = holders(party.position for parties in waiting for party in parties if not party.is_forum)
    return [
        [
            persons[0].name if (persons := found.get(party.position)) else formats.lower_first(party.label)
            for party in parties
        ]
        for parties in waiting
    ]


def decisions(document: Document) -> list[Decision]:
    """What bodies have decided about its versions, the newest first (R16)."""
    about = select(Decision).join(Version).where(Version.document_id == document.id)
    return list(db.session.scalars(about.options(joinedload(Decision.recorded_by)).order_by(Decision.id.desc())))


def names() -> content.Names:
    """Every department there is or was, and persons with their titles."""
    rows = db.session.execute(select(Department.id, Department.name).order_by(Department.sort_key))
    return content.Names({row.id: row.name for row in rows}, _person)


def _person(person_id: str) -> str:
    person = db.session.get(Person, int(person_id))
    return ", ".join(filter(None, (person.name, formats.lower_first(person.title)))) if person else ""
