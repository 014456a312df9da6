"""What every act on a document stands on: loading it, holding its row, asking the policy, changing its state, telling.

The rows are locked first, the network's and then the document's, so that two who act at once act one after the other
on what is then true. Always in that order: who takes over a post ends an agreement (R7).
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload
from werkzeug.exceptions import NotFound

from app.core import clock, events
from app.core.actions import Action, Actor
from app.core.db import db
from app.core.pages import refusal
from app.documents import editions, rules
from app.documents.catalogue import Kind
from app.documents.loading import WITH_DOCUMENTS
from app.documents.models import Document
from app.networks.models import Network


class Stale(Exception):
    """The text is no longer the one that was on the screen. `seen` is that text, when it is known; nothing was done."""

    def __init__(self, seen: Mapping[str, Any] | None) -> None:
        super().__init__("stale")
        self.seen = seen


def create(session: Session, kind: Kind, network: Network, actor: Actor) -> Document:
    """An empty draft of this kind on the network. Part of a larger transaction."""
    document = Document(
        kind=kind.key,
        number=kind.number(network),
        network=network,
        edition=editions.now(session, kind),
        state_since=clock.now(),
    )
    session.add(document)
    session.flush()
    tell(document, actor, "document.created")
    return document


def load(number: str, actor: Actor, action: str) -> Document:
    """The document, for a page that does `action`: 404 when the actor may not know of it, 403 when it is not theirs
    to do, 409 with the reason when it cannot be done now."""
    whole = joinedload(Document.network).options(WITH_DOCUMENTS)
    document = db.session.scalar(select(Document).where(Document.number == number).options(whole))
    verdict = document and rules.POLICY.may(actor, action, document)
    if document is None or not verdict or not verdict.visible:
        raise NotFound
    require(document, actor, action)
    return document


def locked(session: Session, number: str) -> Document:
    """The document, its network's row and its own held until the transaction ends."""
    _hold_network(session, number)
    return session.scalars(select(Document).where(Document.number == number).with_for_update()).one()


def locked_together(session: Session, number: str) -> Document:
    """The document, its row and those of all of its network's documents held, always in the same order: for an act that
    answers several of them."""
    network = _hold_network(session, number)
    rows = select(Document).where(Document.network_id == network.id).order_by(Document.id).with_for_update()
    return next(document for document in session.scalars(rows).all() if document.number == number)


def _hold_network(session: Session, number: str) -> Network:
    here = select(Document.network_id).where(Document.number == number).scalar_subquery()
    return session.scalars(select(Network).where(Network.id == here).with_for_update()).one()


def require(document: Document, actor: Actor, action: str) -> Action:
    """The row of the action table; refuses with 403 what is not the actor's to do, with 409 and the reason what cannot
    be done now."""
    verdict = rules.POLICY.may(actor, action, document)
    if not verdict.allowed:
        refuse(document, str(verdict.reason) if verdict.reason else None)
    return rules.POLICY.actions[action]


def is_repeated(document: Document, actor: Actor, action: str) -> bool:
    """Whether the actor has just done this to the document: a button pressed twice."""
    return events.is_last(told_as(document), rules.POLICY.actions[action].event, actor.person_id)


def refuse(document: Document, reason: str | None) -> None:
    """Answer 409 with the reason, or 403 when there is none: it takes another role."""
    raise refusal(reason, (f"/dokumenter/{document.number}", _("Go to the text")))


def become(document: Document, state: str, since: datetime | None = None) -> None:
    """Put the document in this state, from now or from the moment of what led to it."""
    document.state, document.state_since = state, since or clock.now()


def told_as(document: Document) -> str:
    """The name of the document in the audit chain."""
    return f"document:{document.id}"


def tell(document: Document, actor: Actor | None, event: str | None, **details: int | str) -> None:
    """Record the event of an act on this document. Only inside `with write():`."""
    assert event, "an act that nobody is told of"  # noqa: S101 - the table's rows for acts have one
    actor_id = actor.person_id if actor else None
    events.record(event, actor_id=actor_id, object=told_as(document), scope=document.network.scope, **details)
