"""R16: a body's decision is recorded by the office: one transaction of decision, consent, event, jobs."""

from collections.abc import Collection, Mapping
from dataclasses import asdict, replace
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core import clock
from app.core.actions import Actor
from app.core.db import db, write
from app.core.pages import Refusal
from app.documents import answers, content, standing, texts, versions
from app.documents.catalogue import kind_of
from app.documents.consents import MADE_ANEW, Decision, Method, Party, Result
from app.documents.decisions.forms import Minute
from app.documents.models import Document, Version
from app.documents.operations import Stale, become, locked, locked_together, require, tell


def decide(
    number: str,
    actor: Actor,
    sha: str,
    minute: Minute,
    changes: Mapping[str, str] | None = None,
    also: Collection[str] = (),
) -> Document:
    """Record what the body decided about the text named by `sha`; `changes` are the answers that it changed. `also`
    names other texts of the network that stood in the same item: they are decided by the same minute, and acceded to as
    they stand where the first was changed. The same minute recorded twice is one."""
    with write() as session:
        document = (locked_together if also else locked)(session, number)
        if recorded(document, sha, minute):
            return document
        others = [other for other in same_item(document) if other.current and other.current.sha256 in also]
        if len(others) < len(set(also)):
            raise Stale(None)
        _decide(session, document, sha, actor, minute, changes or {})
        result = Result.AGREED if minute.result == Result.CHANGED else minute.result
        for other in others:
            _decide(session, other, also_of(other), actor, replace(minute, result=result), {})
    return document


def same_item(document: Document) -> list[Document]:
    """The network's other texts that wait for the same body: they may have stood in the same item."""
    party = standing.awaited_forum(document)
    others = (other for other in document.network.documents if other is not document)
    waiting = ((other, standing.awaited_forum(other)) for other in others)
    return [other for other, asked in waiting if party and asked and asked.function == party.function]


def also_of(document: Document) -> str:
    """The name of the text that is out."""
    return document.current.sha256 if document.current else ""


def _decide(
    session: Session, document: Document, sha: str, actor: Actor, minute: Minute, changes: Mapping[str, str]
) -> None:
    version = versions.seen(document, sha)
    action = require(document, actor, "document.decide")
    party = standing.awaited_forum(document)
    if party is None or party.function != minute.forum:
        raise Stale(version.text)
    decision = Decision(version=version, recorded_by_id=actor.person_id, at=clock.now(), **asdict(minute))
    session.add(decision)
    session.flush()
    told = {"decision": decision.digest(), "result": decision.result, "forum": decision.forum}
    match minute.result:
        case Result.AGREED:
            _accede(session, party, decision, actor, action.event, told)
            versions.agree_when_all_have(session, document, version, actor)
        case Result.CHANGED:
            changed = _changed(session, document, version, actor, changes)
            own = next(other for other in changed.parties if other.position == party.position)
            _accede(session, own, decision, actor, action.event, {**told, "sha256": changed.sha256})
            versions.agree_when_all_have(session, document, changed, actor)
        case Result.SENT_ON:
            sent_on = _sent_on(session, document, actor)
            own = next(other for other in sent_on.parties if other.position == party.position)
            _accede(session, own, decision, actor, action.event, {**told, "sha256": sent_on.sha256})
        case Result.SENT_BACK | Result.REJECTED:
            become(document, "draft", decision.at)
            _say(session, party, decision, actor, action.event, {**told, "state": document.state})
        case Result.POSTPONED | Result.NOTED:
            tell(document, actor, action.event, version=version.n, **told)


def recorded(document: Document, sha: str, minute: Minute) -> Decision | None:
    """The decision, when exactly this minute has been recorded of that text already: a second click."""
    same = select(Decision).filter_by(**asdict(minute))
    about = (Version.document_id == document.id, Version.sha256 == sha)
    return db.session.scalars(same.join(Version).where(*about)).first()


def decided(document: Document, changes: Mapping[str, str]) -> dict[str, Any]:
    """The text with these answers in it."""
    return texts.with_answers(document, {**texts.values(document), **changes})


def _changed(
    session: Session, document: Document, version: Version, actor: Actor, changes: Mapping[str, str]
) -> Version:
    """The version with the wording that was decided; the draft says the same."""
    wanted = {**texts.values(document), **changes}
    if not content.changed(version.text, texts.with_answers(document, wanted)):
        raise Refusal(409, _("Nothing has been changed"), _("Choose »Acceded to«, if the text stands as it is."))
    if texts.missing(document, wanted) or texts.faults(document, wanted):
        raise Refusal(409, _("Something is missing"), _("An answer that must be there cannot be deleted."))
    answers.store(session, document, answers.to_say(document, wanted), actor, own_line=True)
    return versions.new(session, document, texts.with_answers(document, wanted), actor)


def _sent_on(session: Session, document: Document, actor: Actor) -> Version:
    """The same text as the body proposes it to the one that is to decide (R1); the round before it is kept."""
    if not (track := kind_of(document).onward(document)):
        raise Refusal(409, _("It cannot be done now"), _("The text is not another body's to decide."))
    document.network.track = track
    return versions.new(session, document, texts.draft(document), actor)


def _accede(
    session: Session, party: Party, decision: Decision, actor: Actor, event: str | None, told: Mapping[str, Any]
) -> None:
    """The body's consent, and that of those who sit in it."""
    _say(session, party, decision, actor, event, told)
    missing = standing.outstanding(party.version)
    for other in (other for other in missing if other.through == party.function):
        _say(session, other, decision, actor, "document.acceded_through", {})


def _say(
    session: Session, party: Party, decision: Decision, actor: Actor, event: str | None, told: Mapping[str, str]
) -> None:
    """A party's consent, or its reason for none, by the body's decision."""
    agrees = decision.result in (Result.AGREED, *MADE_ANEW)
    versions.give(
        session,
        [party],
        "approve" if agrees else "send_back",
        event=event,
        actor=actor,
        method=Method.FORUM,
        told=told,
        minuted=decision,
        recorded_by_id=actor.person_id,
        day=decision.day,
        reason=None if agrees else decision.wording,
    )
