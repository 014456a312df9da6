"""What is done to a document: saved, sent, taken back, approved, sent back. Each is one
transaction: change, event, jobs.

The document's row is locked first, so that two who act at once act one after the other on what is then true.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound

from app.core import clock, events
from app.core.actions import Action, Actor
from app.core.db import db, write
from app.core.pages import Refusal
from app.core.text import canonical, sha256
from app.documents import printing, rules, texts
from app.documents.catalogue import KINDS, Kind
from app.documents.models import Answer, Consent, Document, Party, Version
from app.networks.models import Network

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


def save(number: str, actor: Actor, changes: Mapping[str, str], bases: Mapping[str, str]) -> Saved:
    """Save answers of a draft. Fields that the writer did not touch are left alone; a field that somebody else changed
    meanwhile is not overwritten but told, and the others are saved."""
    with write() as session:
        document = _locked(session, number)
        action = require(document, actor, "document.edit")
        stored = {answer.key: answer for answer in document.answers}
        saved = Saved()
        for key, value in changes.items():
            answer = stored.get(key)
            current, version = (answer.value, answer.version) if answer else ("", 0)
            began = bases.get(key, texts.base("", 0))
            if value == current or sha256(value)[:16] == began.partition(".")[2]:
                continue
            if answer and began.partition(".")[0] != str(version):
                saved.conflicts[key] = answer
                continue
            _write_answer(session, document, answer, key, value, actor)
            saved.changed += 1
        if saved.changed and not _same_visit(session, document, actor):
            _tell(document, actor, action.event)
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
        document = _locked(session, number)
        action = require(document, actor, "document.send")
        text = texts.draft(document)
        if rules.digest(text) != sha:
            raise Stale(None)
        if texts.missing(document):
            raise Refusal(
                409, _("Something is missing"), _("Write the answers that are missing before you send the text.")
            )
        if vacant := texts.vacancies(document):
            names = ", ".join(vacant)
            raise Refusal(409, _("Nobody can approve"), _("These have no head at the moment: %(names)s.", names=names))
        version = document.latest
        if version is None or _without_n(version.text) != text:
            version = _new_version(session, document, text, actor)
        _become(document, action.targets[0])
        document.due = due
        _tell(document, actor, action.event, version=version.n, sha256=version.sha256)
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
        document = _locked(session, number)
        action = require(document, actor, "document.recall")
        _become(document, action.targets[0])
        _tell(document, actor, action.event)
    return document


def approve(number: str, actor: Actor, sha: str) -> Document:
    """Approve the text named by `sha`, for every asked post of the actor's (R8). A second click changes nothing."""
    with write() as session:
        document = _locked(session, number)
        version = _seen(document, sha)
        if not rules.relations(actor, document) & {"consented"} or rules.relations(actor, document) & {"awaited"}:
            action = require(document, actor, "document.approve")
            _consent(session, version, actor, action, None)
            _agree_when_all_have(session, document, version, actor)
    return document


def send_back(number: str, actor: Actor, sha: str, reason: str) -> Document:
    """Send the text named by `sha` back to its drafters, with the reason."""
    with write() as session:
        document = _locked(session, number)
        version = _seen(document, sha)
        action = require(document, actor, "document.send_back")
        _consent(session, version, actor, action, reason)
        _become(document, action.targets[0])
    return document


def _seen(document: Document, sha: str) -> Version:
    """The version that is out, when it is the one that was on the screen."""
    known = {version.sha256: version for version in document.versions}
    if document.state == "draft" or document.latest is None or document.latest.sha256 != sha:
        raise Stale(known[sha].text if sha in known else None)
    return document.latest


def _consent(session: Session, version: Version, actor: Actor, action: Action, reason: str | None) -> None:
    """One consent for each post of the actor's that is asked, each told with its digest."""
    decision = "approve" if action.name == "document.approve" else "send_back"
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
            _tell(version.document, actor, action.event, version=version.n, consent=consent.digest())


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


def _locked(session: Session, number: str) -> Document:
    """The document, its row held until the transaction ends."""
    return session.scalars(select(Document).where(Document.number == number).with_for_update()).one()


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


def _tell(document: Document, actor: Actor, event: str | None, **details: int | str) -> None:
    scope = document.network.scope
    assert event, "an act that nobody is told of"  # noqa: S101 - the table's rows for acts have one
    events.record(event, actor_id=actor.person_id, object=_object(document), scope=scope, **details)
