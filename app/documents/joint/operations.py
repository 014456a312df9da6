"""The joint act is recorded, and answered by those who were absent. Each is one transaction."""

from collections.abc import Collection
from datetime import date, timedelta
from typing import Any

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from app.core import clock
from app.core.actions import Actor, Position
from app.core.db import write
from app.core.pages import Refusal
from app.documents import content, texts, versions
from app.documents.consents import Method
from app.documents.models import Document
from app.documents.operations import Stale, locked, require, tell
from app.networks.models import Network
from app.networks.people.operations import participants
from app.people.models import Function, Person, Post
from app.people.operations import holder_of

ANSWER_DAYS = 14
TAKE_PART = (Function.CO_DRIVER, Function.NETVAERKSDELTAGER)


def taking_part(network: Network) -> list[Post]:
    """Whom the leader makes the agreement with: co-driver and participants, as they are today."""
    return [post for post in participants(network) if post.function in TAKE_PART]


def leader(network: Network) -> Person | None:
    """Who leads the network today."""
    return holder_of(Function.NETVAERKSLEDER, None, network.id)


def whole(document: Document) -> dict[str, Any]:
    """The draft as it would be agreed on now: its parties are the leader's post, and each of the others by name."""
    network = document.network
    named = [content.party(Position(post.function, None, network.id), post.person_id) for post in taking_part(network)]
    return {
        **texts.draft(document),
        "parties": [content.party(Position(Function.NETVAERKSLEDER, None, network.id)), *named],
    }


def obstacle(document: Document) -> str | None:
    """What stands in the way of agreeing on the draft."""
    if texts.missing(document) or texts.faults(document):
        return _("Write the answers that are missing first.")
    if leader(document.network) is None:
        return _("The network has no leader now. The office appoints one.")
    if not taking_part(document.network):
        return _("Nobody but the leader is on the network yet. Add those who take part first.")
    return None


def is_recorded(document: Document, sha: str) -> bool:
    """Whether the text named by `sha` is what has just been agreed on."""
    agreed = document.in_force if document.state == "agreed" else None
    return agreed is not None and content.digest(content.without_n(agreed.text)) == sha


def record(number: str, actor: Actor, sha: str, present: Collection[int], day: date) -> Document:
    """Record that the leader and those `present` agreed on `day` on the text named by `sha`, and lock it (R17).

    The others are asked to answer within fourteen days.
    """
    with write() as session:
        document = locked(session, number)
        action = require(document, actor, "document.agree_jointly")
        text, leads = whole(document), leader(document.network)
        if content.digest(text) != sha:
            raise Stale(None)
        if (obstructs := obstacle(document)) or leads is None:
            raise Refusal(409, _("Something is missing"), obstructs or "")
        versions.refuse_unchanged(document, text)
        version = versions.of_text(session, document, text, actor)
        tell(document, actor, action.event, version=version.n, sha256=version.sha256)
        for party in version.parties:
            if party.person_id is None or party.person_id in present:
                versions.give(
                    session,
                    [party],
                    "approve",
                    event="document.was_present",
                    actor=actor,
                    method=Method.JOINT,
                    person_id=party.person_id or leads.id,
                    recorded_by_id=actor.person_id,
                    day=day,
                )
        document.due = clock.today() + timedelta(days=ANSWER_DAYS)
        versions.agree(session, document, version, actor)
    return document


def answer(number: str, actor: Actor, sha: str, reason: str | None) -> Document:
    """Confirm the text named by `sha`, or propose a change of it with a reason. A later answer counts instead of an
    earlier one; the same again is nothing new."""
    with write() as session:
        document = locked(session, number)
        give_answer(session, document, actor, sha, reason, Method.APP)
    return document


def give_answer(
    session: Session, document: Document, actor: Actor, sha: str, reason: str | None, method: Method
) -> None:
    """Part of a transaction that holds the document's row."""
    action = require(document, actor, "document.answer_joint")
    version = document.in_force
    if version is None or version.sha256 != sha:
        known = next((version for version in document.versions if version.sha256 == sha), None)
        raise Stale(known.text if known else None)
    decision = "propose" if reason else "approve"
    asked = [
        party
        for party in version.parties
        if party.person_id == actor.person_id
        and not (party.consent and (party.consent.decision, party.consent.reason) == (decision, reason))
    ]
    versions.give(
        session,
        asked,
        decision,
        event=action.event,
        actor=actor,
        method=method,
        person_id=actor.person_id,
        reason=reason,
        told={"answer": decision},
    )
