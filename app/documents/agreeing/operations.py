"""What is done to a text after it is written: sent, taken back, approved, sent back, changed, given up, withdrawn,
ended. Each is one transaction: change, event, jobs."""

from collections.abc import Mapping
from datetime import date

from flask_babel import gettext as _

from app.core import formats
from app.core.actions import Actor
from app.core.db import write
from app.core.pages import Refusal
from app.documents import answers, content, relations, rules, said, texts, versions
from app.documents.catalogue import kind_of
from app.documents.models import Document, Version
from app.documents.operations import Stale, become, is_repeated, locked, locked_together, require, tell


def send(number: str, actor: Actor, sha: str, due: date) -> Document:
    """Send the draft to its parties. `sha` names the text that was on the screen.

    The same text sent again is the same version: what the parties had approved of it still stands. Of a text between
    two, who sends it has approved it: nobody reads their own text once more to agree to it.
    """
    with write() as session:
        document = locked(session, number)
        action = require(document, actor, "document.send")
        text = texts.draft(document)
        if content.digest(text) != sha:
            raise Stale(None)
        refuse_unfinished(document)
        versions.refuse_unchanged(document, text)
        version = versions.of_text(session, document, text, actor)
        become(document, action.targets[0])
        document.due = due
        tell(document, actor, action.event, version=version.n, sha256=version.sha256)
        if kind_of(document).between and (mine := relations.asked_of(actor, version)):
            event = rules.POLICY.actions["document.approve"].event
            versions.give(session, mine, "approve", event=event, actor=actor, person_id=actor.person_id)
        versions.agree_when_all_have(session, document, version, actor)
    return document


def refuse_unfinished(document: Document) -> None:
    """Refuse what cannot be agreed on yet: answers that are missing or do not fit, posts that nobody holds."""
    if texts.missing(document) or texts.faults(document):
        raise Refusal(409, _("Something is missing"), _("Write the answers that are missing before you send the text."))
    if vacant := texts.vacancies(document):
        names = formats.listed(list(vacant.values()))
        sentence = _("%(names)s is missing before the text can be agreed on.", names=names)
        raise Refusal(409, _("Nobody can approve"), sentence)


def is_out(document: Document, sha: str) -> bool:
    """Whether the draft named by `sha` is what has just been sent."""
    return document.current is not None and content.digest(content.without_n(document.current.text)) == sha


def recall(number: str, actor: Actor) -> Document:
    """Take a sent text back, to change it. The parties no longer have anything to do."""
    return _move(number, actor, "document.recall")


def change(number: str, actor: Actor) -> Document:
    """Begin a change of an agreed text; the draft is prefilled, and the agreed version stays in force meanwhile."""
    return _move(number, actor, "document.change")


def withdraw(number: str, actor: Actor) -> Document:
    """Withdraw a text that was never agreed."""
    return _move(number, actor, "document.withdraw")


def resume(number: str, actor: Actor) -> Document:
    """Take a withdrawn text up again."""
    return _move(number, actor, "document.resume")


def end(number: str, actor: Actor) -> Document:
    """End an agreed text early: it is no longer in force."""
    return _move(number, actor, "document.end")


def give_up(number: str, actor: Actor) -> Document:
    """Give a change up: the version in force stands, and the draft says again what it says. The history keeps what was
    written."""
    with write() as session:
        document = locked(session, number)
        if is_repeated(document, actor, "document.give_up"):
            return document
        action = require(document, actor, "document.give_up")
        if document.last_agreed and (agreed := document.last_agreed.stored_answers):
            answers.store(session, document, answers.to_say(document, agreed), actor, own_line=True)
        become(document, action.targets[0])
        tell(document, actor, action.event)
    return document


def _move(number: str, actor: Actor, name: str) -> Document:
    with write() as session:
        document = locked(session, number)
        if is_repeated(document, actor, name):
            return document
        action = require(document, actor, name)
        become(document, action.targets[0])
        tell(document, actor, action.event)
    return document


def approve(number: str, actor: Actor, sha: str, sha_before: str = "") -> Document:
    """Approve the text named by `sha`, for every asked post of the actor's (R8). A second click changes nothing. What
    is answered in one act with it is the text before it, named by `sha_before`."""
    with write() as session:
        document = (locked_together if sha_before else locked)(session, number)
        version = versions.seen(document, sha)
        mine = relations.relations(actor, document)
        _refuse_answered(actor, version, number)
        if "awaited" in mine or "consented" not in mine:
            earlier = relations.asked_before(actor, document)
            if any(party.version.sha256 != sha_before for party in earlier):
                raise Stale(version.text)
            action = require(document, actor, "document.approve")
            for asked in filter(None, (earlier, relations.asked_of(actor, version))):
                one = asked[0].version
                versions.give(session, asked, "approve", event=action.event, actor=actor, person_id=actor.person_id)
                versions.agree_when_all_have(session, one.document, one, actor)
    return document


def _refuse_answered(actor: Actor, version: Version, number: str) -> None:
    """Refuse who comes too late: somebody else has approved for the same post, its holder or a deputy (R9)."""
    given = [party.consent for party in version.parties if party.is_asked(actor) and party.has_approved]
    others = [consent for consent in given if consent and consent.person_id != actor.person_id]
    if others and len(others) == len(given) and not relations.asked_of(actor, version):
        raise Refusal(
            409,
            _("It has been approved already"),
            _("%(name)s has approved it.", name=said.by(others[0])),
            (f"/dokumenter/{number}", _("Go to the text")),
        )


def has_sent_back(document: Document, actor: Actor, sha: str, reason: str) -> bool:
    """Whether the text named by `sha` is what the actor has just sent back, with this reason."""
    latest = document.latest if document.state == "draft" else None
    said = [party.consent for party in relations.spoken_for(actor, latest)] if latest else []
    return (
        latest is not None
        and latest.sha256 == sha
        and any(consent and consent.decision == "send_back" and consent.reason == reason for consent in said)
    )


def send_back(
    number: str, actor: Actor, sha: str, reason: str, suggestions: Mapping[str, str] | None = None
) -> Document:
    """Send the text named by `sha` back to its drafters, with the reason and perhaps wordings instead of those it has
    (question → text)."""
    with write() as session:
        document = locked(session, number)
        version = versions.seen(document, sha)
        action = require(document, actor, "document.send_back")
        asked = relations.spoken_for(actor, version)
        versions.give(
            session,
            asked,
            "send_back",
            event=action.event,
            actor=actor,
            person_id=actor.person_id,
            reason=reason,
            suggestions=suggestions,
        )
        become(document, action.targets[0])
    return document
