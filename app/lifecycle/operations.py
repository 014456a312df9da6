"""A network goes from state to state: by itself when something that it waits for has happened, or as the office leads
it on with a reason (R4). Its row is locked first, so that two who act at once act one after the other."""

from collections.abc import Sequence

import structlog
from flask_babel import gettext as _
from sqlalchemy import exists, select
from sqlalchemy.orm import Session, selectinload

from app.agreements import arranging
from app.agreements.operations import follow_posts, overtaken
from app.contracts import operations as contracts
from app.core import clock, events
from app.core.actions import Action, Actor
from app.core.db import db, write
from app.core.events import Event
from app.core.pages import Refusal
from app.documents.loading import WITH_DOCUMENTS
from app.documents.models import Document
from app.documents.relations import drafts
from app.lifecycle.rules import BEGINS, BY_ITSELF, POLICY, document_of, target_of
from app.networks import operations as networks
from app.networks.models import Network
from app.networks.operations import locked
from app.networks.rules import UNASKED
from app.networks.types import operations as types
from app.people.models import Function, Post, in_force

log = structlog.get_logger()
# What no step waits for, and the steps themselves: they are tried until none fits.
STILL = {"document.edited", "document.printed", "document.created", *(action.event for action in BY_ITSELF)}


def follow(session: Session, told: Sequence[Event]) -> None:
    """Every step that has become possible by what was told, each with its event."""
    scopes = {event.scope: event.actor_id for event in told if event.action not in STILL}
    for scope, actor_id in scopes.items():
        if scope.startswith("network:"):
            _follow(session, int(scope.partition(":")[2]), actor_id)


events.followers.append(follow)


def _follow(session: Session, network_id: int, actor_id: int | None) -> None:
    session.flush()
    network = session.get_one(Network, network_id, with_for_update=True)
    follow_posts(session, network, actor_id)
    arranging.follow_posts(session, network, actor_id)
    if not any(network.state in action.states for action in BY_ITSELF):
        return
    # As all have written it who had the row before.
    rows = select(Network).where(Network.id == network_id).options(WITH_DOCUMENTS, selectinload(Network.posts))
    session.scalars(rows.execution_options(populate_existing=True)).one()
    while action := next((row for row in BY_ITSELF if network.state in row.states and _holds(row, network)), None):
        _become(network, action, actor_id)
        if network.state in UNASKED:
            network.type_edition = types.now(session)  # R1


def dawn() -> None:
    """Every step that a new day has made possible: who was to lead from that day on leads, and an agreement or a talk
    whose two no longer hold their posts ends (R7). A network where it fails is told of in the log, and keeps no other
    waiting."""
    leads = (Post.function == Function.NETVAERKSLEDER, in_force(Post, clock.today()))
    is_led = exists().where(Post.network_id == Network.id, *leads)
    waiting = select(Network.id).where(Network.state == "decided", is_led)
    for network_id in sorted({*db.session.scalars(waiting), *overtaken(), *arranging.overtaken()}):
        try:
            with write() as session:
                _follow(session, network_id, None)
        except Exception:
            log.exception("dawn_failed", network=network_id)
            db.session.rollback()


def _holds(action: Action, network: Network) -> bool:
    return not any(term(None, network) for term in action.terms)


def begin(number: str, actor: Actor, act: str) -> Document:
    """The draft that this act of BEGINS begins on the network. Begun twice it is one."""
    with write() as session:
        network, kind = locked(session, number), BEGINS[act]
        begun = document_of(network, kind)
        if begun and begun.state == "draft" and not begun.versions and drafts(actor, begun):
            return begun
        require(network, actor, f"network.{act}")
        return contracts.begin(session, kind, network, actor)


def may_begin(actor: Actor, network: Network) -> list[str]:
    """Which of those acts the actor may do now."""
    return [act for act in BEGINS if POLICY.may(actor, f"network.{act}", network).allowed]


def step(number: str, actor: Actor, act: str, state: str, reason: str) -> Network:
    """Lead the network on (`move_on`), stop it (`stop`) or take it up again (`reopen`) from the `state` that was on the
    screen, with the reason. A second click changes nothing."""
    with write() as session:
        network = locked(session, number)
        if network.state != state and _said_last(network) == (act, reason, actor.person_id):
            return network
        action = require(network, actor, f"network.{act}")
        if network.state != state:
            onward = (f"/netvaerk/{number}", _("Go to the network"))
            raise Refusal(409, _("It cannot be done now"), _("The network has been led on meanwhile."), onward)
        why = networks.note(session, network, act, reason, actor.person_id)
        _become(network, action, actor.person_id, note=why.id)
        return network


def _said_last(network: Network) -> tuple[str, str, int] | None:
    """The act that was given a reason last, the reason, and by whom."""
    last = network.notes[-1] if network.notes else None
    return (last.act, last.text, last.by_id) if last else None


def require(network: Network, actor: Actor, action: str) -> Action:
    """The row of the network's whole action table; refuses as `networks.operations.load` does."""
    return networks.require(network, actor, action, POLICY)


def _become(network: Network, action: Action, actor_id: int | None, **told: int) -> None:
    network.state, network.state_since = target_of(action, network), clock.now()
    assert action.event, "a step that nobody is told of"  # noqa: S101 - the table's rows have one
    scope = network.scope
    events.record(action.event, actor_id=actor_id, object=scope, scope=scope, state=network.state, **told)
