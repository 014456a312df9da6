"""Opening a network with its contract's phase 1, and beginning the phases after it (R5)."""

from collections.abc import Mapping

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.contracts.catalogue import IDEA, PHASES
from app.core.actions import Actor
from app.core.db import write
from app.core.pages import Refusal
from app.documents import answers, editions
from app.documents import operations as documents
from app.documents.catalogue import Kind, before, kind_of
from app.documents.models import Document
from app.networks.models import Network
from app.networks.operations import lock_series, open_network
from app.networks.rules import may_open


def open_with_contract(actor: Actor, title: str, type_: str, form_key: str, track: str = "") -> Document:
    """The new network's phase 1. The same form sent twice gives the network it gave the first time."""
    require_open(actor)
    with write() as session:
        lock_series(session, "network")
        network = session.scalar(select(Network).where(Network.form_key == form_key))
        if network is not None:
            return next(document for document in network.documents if document.kind == IDEA.key)
        return begin_contract(session, open_network(session, actor, title, type_, track, form_key), actor, {})


def begin_contract(session: Session, network: Network, actor: Actor, known: Mapping[str, str]) -> Document:
    """Phase 1 of a new network, with the answers that are known already. Part of a larger transaction."""
    document = documents.create(session, IDEA, network, actor)
    answers.store(session, document, {key: value for key, value in known.items() if value}, actor)
    return document


def require_open(actor: Actor) -> None:
    """Refuse who does not open networks."""
    if not may_open(actor):
        raise Refusal(
            403, _("Only the office opens networks"), _("If you have an idea for one, propose it under »Ideas«.")
        )


def begin(session: Session, kind: Kind, network: Network, actor: Actor) -> Document:
    """The draft of the network's document of this kind, with what it carries on from the one before (R5). Part of a
    larger transaction."""
    document = documents.create(session, kind, network, actor)
    earlier = before(document)
    basis = kind_of(earlier).basis(earlier) if earlier else None
    stored = basis.stored_answers if basis else {}
    carried = {question.key for question in editions.questions(document) if question.carried}
    answers.store(session, document, {key: stored[key] for key in sorted(carried & stored.keys())}, actor)
    return document


def phases(network: Network) -> list[Document]:
    """The contract's phases that have begun, in order."""
    keys = [kind.key for kind in PHASES]
    return sorted((d for d in network.documents if d.kind in keys), key=lambda document: keys.index(document.kind))
