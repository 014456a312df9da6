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
from app.documents.catalogue import Kind, kind_of
from app.documents.models import Document
from app.networks.models import Network
from app.networks.operations import lock_series, locked, open_network
from app.networks.rules import IS_OVER, OVER, may_open


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
        raise Refusal(403, _("Only the office opens networks"), _("Write to the office if you have an idea for one."))


def phases(network: Network) -> list[Document]:
    """The contract's phases that have begun, in order."""
    keys = [kind.key for kind in PHASES]
    return sorted((d for d in network.documents if d.kind in keys), key=lambda document: keys.index(document.kind))


def next_phase(network: Network) -> Kind | None:
    """The phase that can begin now: the one before it is decided or in force (R4, R5). None of a network that is
    over."""
    begun = phases(network)
    ready = len(begun) < len(PHASES) and bool(begun) and kind_of(begun[-1]).basis(begun[-1]) is not None
    return PHASES[len(begun)] if ready and network.state not in OVER else None


def may_begin(actor: Actor, network: Network) -> bool:
    """Whether the actor is one of those who write the phase that can begin now."""
    kind = next_phase(network)
    return kind is not None and actor.holds(*kind.drafters, network_id=network.id)


def begin_phase(number: str, actor: Actor) -> Document:
    """The draft of the network's next phase, with what it carries on from the one before. Begun twice it is one."""
    with write() as session:
        network = locked(session, number)
        begun, kind = phases(network), next_phase(network)
        if not actor.holds(*(kind or kind_of(begun[-1])).drafters, network_id=network.id):
            raise Refusal(403, _("You cannot do this"), _("It takes another role than the one you have."))
        if kind is None:
            if begun[-1].kind != IDEA.key and begun[-1].state == "draft" and not begun[-1].versions:
                return begun[-1]
            is_over = network.state in OVER
            sentence = str(IS_OVER) if is_over else _("The phase before must be agreed first.")
            raise Refusal(409, _("It cannot be done now"), sentence)
        document = documents.create(session, kind, network, actor)
        earlier = kind_of(begun[-1]).basis(begun[-1])
        carried = {question.key for question in editions.questions(document) if question.carried}
        stored = earlier.stored_answers if earlier else {}
        answers.store(session, document, {key: stored[key] for key in sorted(carried & stored.keys())}, actor)
        return document
