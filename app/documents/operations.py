"""What is done to a document: saved, sent, taken back, approved, sent back. Each is one
transaction: change, event, jobs.

The document's row is locked first, so that two who act at once act one after the other on what is then true.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import or_, select
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound

from app.core import clock, events
from app.core.actions import Action, Actor
from app.core.db import db, write
from app.core.forms import SelectChoice
from app.core.pages import Refusal
from app.core.text import canonical, sha256
from app.documents import printing, rules
from app.documents.catalogue import KINDS, Kind, Question
from app.documents.models import Answer, Consent, Document, Party, Version
from app.networks.models import Network
from app.people.models import Department, in_force
from app.people.operations import holders

SAME_VISIT = timedelta(minutes=15)  # changes by one person within it are one line of history


@dataclass
class Saved:
    """What became of a save: how many answers changed, and those that somebody else had changed meanwhile."""

    changed: int = 0
    conflicts: dict[str, Answer] = field(default_factory=dict)


class Stale(Exception):
    """The text is no longer the one that was on the screen. `seen` is that text, when it is known; nothing was done."""

    def __init__(self, seen: Mapping[str, Any] | None) -> None:
        super().__init__("stale")
        self.seen = seen


def create(session: Session, kind: Kind, network: Network, actor: Actor) -> Document:
    """An empty draft of this kind on the network. Part of a larger transaction."""
    document = Document(kind=kind.key, number=kind.number(network.number), network=network, state_since=clock.now())
    session.add(document)
    session.flush()
    _tell(document, actor, "document.created")
    return document


def load(number: str, actor: Actor, action: str) -> Document:
    """The document, for a page that does `action`: 404 when the actor may not know of it, 403 when it is not theirs
    to do, 409 with the reason when it cannot be done now."""
    document = db.session.scalar(select(Document).where(Document.number == number))
    verdict = document and rules.POLICY.may(actor, action, document)
    if document is None or not verdict or not verdict.visible:
        raise NotFound
    require(document, actor, action)
    return document


def values(document: Document) -> dict[str, str]:
    """The draft's answers by key."""
    return {answer.key: answer.value for answer in document.answers}


def base(value: str, version: int) -> str:
    """What a form carries beside a field: which answer the writer began from."""
    return f"{version}.{sha256(value)[:16]}"


def draft(document: Document) -> dict[str, Any]:
    """The text as the draft stands now, in the form that is sent."""
    departments = db.session.execute(select(Department.id, Department.name).order_by(Department.sort_key))
    names = {row.id: row.name for row in departments}
    return rules.content(KINDS[document.kind], document, values(document), names)


def text(document: Document) -> dict[str, Any]:
    """What the document says now: the version that is out or agreed, else the draft."""
    return document.current.text if document.current else draft(document)


def choosable_departments(document: Document) -> list[SelectChoice]:
    """Today's departments, and those that are ticked already though they have ended: a save must not untick them."""
    ticked = {int(part) for part in values(document).get("central_departments", "").split(",") if part}
    offered = or_(in_force(Department, clock.today()), Department.id.in_(ticked))
    rows = db.session.scalars(select(Department).where(offered).order_by(Department.sort_key))
    return [SelectChoice(str(row.id), row.name) for row in rows]


def as_read(document: Document, key: str, values: Sequence[str]) -> list[str]:
    """Stored answers of one question as people read them: names of departments, one a line, and dates in words."""
    departments = db.session.execute(select(Department.id, Department.name).order_by(Department.sort_key))
    names = {row.id: row.name for row in departments}
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


def save(number: str, actor: Actor, changes: Mapping[str, str], bases: Mapping[str, str]) -> Saved:
    """Save answers of a draft. Fields that the writer did not touch are left alone; a field that somebody else changed
    meanwhile is not overwritten but told, and the others are saved."""
    with write() as session:
        document = _locked(session, number, actor, "document.edit")
        stored = {answer.key: answer for answer in document.answers}
        saved = Saved()
        for key, value in changes.items():
            answer = stored.get(key)
            current, version = (answer.value, answer.version) if answer else ("", 0)
            began = bases.get(key, base("", 0))
            if value == current or sha256(value)[:16] == began.partition(".")[2]:
                continue
            if answer and began.partition(".")[0] != str(version):
                saved.conflicts[key] = answer
                continue
            _write_answer(session, document, answer, key, value, actor)
            saved.changed += 1
        if saved.changed and not _same_visit(session, document, actor):
            _tell(document, actor, "document.edited")
    return saved


def _write_answer(
    session: Session, document: Document, answer: Answer | None, key: str, value: str, actor: Actor
) -> None:
    if answer is None:
        answer = Answer(document=document, key=key, version=0)
        session.add(answer)
    answer.value, answer.by_id, answer.at = value, actor.person_id, clock.now()
    answer.version += 1


def _same_visit(session: Session, document: Document, actor: Actor) -> bool:
    last = (
        select(events.Event).where(events.Event.object == _object(document)).order_by(events.Event.seq.desc()).limit(1)
    )
    event = session.scalar(last)
    is_edit = event is not None and event.action == "document.edited" and event.actor_id == actor.person_id
    return bool(is_edit and event and event.at > clock.now() - SAME_VISIT)


def send(number: str, actor: Actor, sha: str, due: date) -> Document:
    """Send the draft to its parties. `sha` names the text that was on the screen.

    The same text sent again is the same version: what the parties had approved of it still stands.
    """
    with write() as session:
        document = _locked(session, number, actor, "document.send")
        text = draft(document)
        if rules.digest(text) != sha:
            raise Stale(None)
        if missing(document):
            raise Refusal(
                409, _("Something is missing"), _("Write the answers that are missing before you send the text.")
            )
        if vacant := vacancies(document):
            names = ", ".join(vacant)
            raise Refusal(409, _("Nobody can approve"), _("These have no head at the moment: %(names)s.", names=names))
        version = document.latest
        if version is None or _without_n(version.text) != text:
            version = _new_version(session, document, text, actor)
        _become(document, "sent")
        document.due = due
        _tell(document, actor, "document.sent", version=version.n, sha256=version.sha256)
        _agree_when_all_have(session, document, version, actor)
    return document


def is_out(document: Document, sha: str) -> bool:
    """Whether the draft named by `sha` is what has just been sent."""
    return document.current is not None and rules.digest(_without_n(document.current.text)) == sha


def _new_version(session: Session, document: Document, text: Mapping[str, Any], actor: Actor) -> Version:
    previous = document.latest
    numbered = {**text, "n": previous.n + 1 if previous else 1}
    version = Version(
        document=document,
        n=numbered["n"],
        json=canonical(numbered),
        sha256=rules.digest(numbered),
        previous_id=previous.id if previous else None,
        at=clock.now(),
        by_id=actor.person_id,
    )
    version.parties = [
        Party(slot=slot, function=party["function"], department_id=party["department"])
        for slot, party in enumerate(text["parties"])
    ]
    session.add(version)
    session.flush()
    return version


def _without_n(text: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in text.items() if key != "n"}


def recall(number: str, actor: Actor) -> Document:
    """Take a sent text back, to change it. The parties no longer have anything to do."""
    with write() as session:
        document = _locked(session, number, actor, "document.recall")
        _become(document, "draft")
        _tell(document, actor, "document.recalled")
    return document


def approve(number: str, actor: Actor, sha: str) -> Document:
    """Approve the text named by `sha`, for every asked post of the actor's (R8). A second click changes nothing."""
    with write() as session:
        document = _locked(session, number, actor, None)
        version = _seen(document, sha)
        if not rules.relations(actor, document) & {"consented"} or rules.relations(actor, document) & {"awaited"}:
            require(document, actor, "document.approve")
            _consent(session, version, actor, "document.approved", None)
            _agree_when_all_have(session, document, version, actor)
    return document


def send_back(number: str, actor: Actor, sha: str, reason: str) -> Document:
    """Send the text named by `sha` back to its drafters, with the reason."""
    with write() as session:
        document = _locked(session, number, actor, None)
        version = _seen(document, sha)
        require(document, actor, "document.send_back")
        _consent(session, version, actor, "document.sent_back", reason)
        _become(document, "draft")
    return document


def _seen(document: Document, sha: str) -> Version:
    """The version that is out, when it is the one that was on the screen."""
    known = {version.sha256: version for version in document.versions}
    if document.state == "draft" or document.latest is None or document.latest.sha256 != sha:
        raise Stale(known[sha].text if sha in known else None)
    return document.latest


def _consent(session: Session, version: Version, actor: Actor, event: str, reason: str | None) -> None:
    """One consent for each post of the actor's that is asked, each told with its digest."""
    decision = "send_back" if reason else "approve"
    for party in version.parties:
        if party.office in actor.offices and not (decision == "approve" and party.has_approved):
            consent = Consent(
                sha256=version.sha256,
                decision=decision,
                person_id=actor.person_id,
                method="app",
                reason=reason,
                at=clock.now(),
            )
            party.consents.append(consent)
            session.flush()
            _tell(version.document, actor, event, version=version.n, consent=consent.digest())


def _agree_when_all_have(session: Session, document: Document, version: Version, actor: Actor) -> None:
    if not all(party.has_approved for party in version.parties):
        return
    kind = KINDS[document.kind]
    _become(document, "agreed")
    if kind.agreed_network_state:
        document.network.state = kind.agreed_network_state
    record = printing.freeze(session, document, version)
    _tell(document, actor, "document.agreed", version=version.n, record=sha256(record))


def _become(document: Document, state: str) -> None:
    document.state, document.state_since = state, clock.now()


def _locked(session: Session, number: str, actor: Actor, action: str | None) -> Document:
    found = select(Document).where(Document.number == number).with_for_update()
    document = session.scalars(found).one()
    if action:
        require(document, actor, action)
    return document


def require(document: Document, actor: Actor, action: str) -> Action:
    """The row of the action table; refuses with 403 what is not the actor's to do, with 409 and the reason what cannot
    be done now."""
    verdict = rules.POLICY.may(actor, action, document)
    if not verdict.allowed:
        heading = _("It cannot be done now") if verdict.reason else _("You cannot do this")
        sentence = verdict.reason or _("It takes another role than the one you have.")
        onward = (f"/dokumenter/{document.number}", _("Go to the text"))
        raise Refusal(409 if verdict.reason else 403, heading, str(sentence), onward)
    return rules.POLICY.actions[action]


def _object(document: Document) -> str:
    return f"document:{document.id}"


def _tell(document: Document, actor: Actor, event: str, **details: int | str) -> None:
    scope = document.network.scope
    events.record(event, actor_id=actor.person_id, object=_object(document), scope=scope, **details)
