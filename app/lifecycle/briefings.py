"""Briefing chefforum: what it is to hear of each network, when, and by whom (domain.md 4, 5.2, 5.4)."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Select, and_, or_, select
from sqlalchemy.orm import Session, contains_eager, joinedload
from werkzeug.exceptions import NotFound

from app.contracts.catalogue import FRAME, IDEA, central_heads, decided
from app.core import clock, events
from app.core.actions import Actor, Position
from app.core.db import db, write
from app.core.events import Event
from app.documents.consents import Decision
from app.documents.models import Document, Version
from app.documents.operations import told_as
from app.lifecycle.models import Briefing
from app.lifecycle.operations import require
from app.lifecycle.rules import UNDER_WAY, document_of
from app.networks.models import Network
from app.networks.operations import locked
from app.networks.rules import OVER, entry
from app.people.models import Function
from app.people.operations import holders

FORUM = Function.CHEFFORUM
NETWORK, COMPOSITION = "network", "composition"
# Of the network itself chefforum is to hear when it is decided, or where the leader briefs, when the leader is chosen;
# of who takes part when phase 2 is agreed, and they are being found.
DECIDED, PREPARED, AGREED = "network.decided", "network.prepared", "document.agreed"
GOT_A_LEADER = ("network.appointed", "network.leader_named")


def follow(session: Session, told: Sequence[Event]) -> None:
    """The duties that follow from what happened."""
    for event in told:
        if event.action in (DECIDED, PREPARED, AGREED, *GOT_A_LEADER):
            network = session.get_one(Network, int(event.scope.partition(":")[2]))
            _owe(session, network, event)


events.followers.append(follow)


def _owe(session: Session, network: Network, event: Event) -> None:
    type_ = entry(network)
    by_leader = type_.briefs == Function.NETVAERKSLEDER
    if event.action == PREPARED or _is_led_late(network, event) if by_leader else event.action == DECIDED:
        briefing = _new(session, network, NETWORK, type_.briefs)
        if briefing and type_.decides == FORUM and (decision := _decision(network)):  # the same act
            briefing.held_on, briefing.item = decision.day, decision.item
            briefing.recorded_by_id, briefing.at = decision.recorded_by_id, clock.now()
    frame = document_of(network, FRAME)
    if event.action == AGREED and frame and event.object == told_as(frame) and not on_paper(frame):
        _new(session, network, COMPOSITION, Function.NETVAERKSLEDER)


def _is_led_late(network: Network, event: Event) -> bool:
    """Whether a network that was led on without a leader (R4) has one now. What was under way before it came here has
    told chefforum of itself."""
    is_leader = event.action in GOT_A_LEADER and event.details["role"] == Function.NETVAERKSLEDER
    return is_leader and network.state in UNDER_WAY and not network.is_taken_over


def on_paper(frame: Document) -> bool:
    """Whether it was agreed before the network came here: chefforum was told then."""
    return bool(frame.in_force and frame.in_force.paper_day)


def _new(session: Session, network: Network, about: str, by: Function) -> Briefing | None:
    """The duty, when it is a new one: a network that is led on again owes nothing twice."""
    if session.scalar(select(Briefing.id).where(Briefing.network_id == network.id, Briefing.about == about)):
        return None
    briefing = Briefing(network_id=network.id, about=about, by=str(by), since=clock.today())
    session.add(briefing)
    session.flush()
    return briefing


def _decision(network: Network) -> Decision | None:
    """The decision by which phase 1 was decided."""
    idea = document_of(network, IDEA)
    parties = idea.latest.parties if idea and idea.latest else []
    consents = (party.consent for party in parties if party.function == entry(network).decides)
    return next((consent.minuted for consent in consents if consent and consent.minuted), None)


def hold(number: str, actor: Actor, briefing_id: int, day: date, item: str) -> Briefing:
    """Chefforum has been briefed on that day. Recorded twice it is once."""
    with write() as session:
        network = locked(session, number)
        mine = select(Briefing).where(Briefing.id == briefing_id, Briefing.network_id == network.id)
        briefing = session.scalar(mine) if briefing_id < 2**31 else None
        action = require(network, actor, "network.record_briefing")
        if briefing is None:
            raise NotFound
        if (briefing.held_on, briefing.item) != (day, item):
            briefing.held_on, briefing.item = day, item
            briefing.recorded_by_id, briefing.at = actor.person_id, clock.now()
            scope = network.scope
            events.record(str(action.event), actor_id=actor.person_id, object=scope, scope=scope, about=briefing.about)
        return briefing


def of(network: Network) -> list[Briefing]:
    """The network's briefings, in the order in which they arose."""
    rows = select(Briefing).where(Briefing.network_id == network.id).order_by(Briefing.id)
    return list(db.session.scalars(rows.options(joinedload(Briefing.recorded_by))))


def owed() -> Select[Any]:
    """The briefings that are still to be given, of networks that go on, the first to arise first."""
    goes_on = Network.state.not_in(OVER)
    rows = select(Briefing).join(Briefing.network).where(Briefing.held_on.is_(None), goes_on)
    return rows.options(contains_eager(Briefing.network)).order_by(Briefing.since, Briefing.id)


def owed_by(actor: Actor) -> list[Briefing]:
    """What the actor still has to tell chefforum."""
    everywhere = {held.function for held in actor.positions if not held.network_id}
    here = [and_(Briefing.by == held.function, Briefing.network_id == held.network_id) for held in actor.positions]
    mine = owed().where(or_(Briefing.by.in_(everywhere), *here))
    told_by_heads = contains_eager(Briefing.network).selectinload(Network.documents).selectinload(Document.versions)
    rows = db.session.scalars(mine.options(told_by_heads.undefer(Version.answers)))
    return [row for row in rows if _tells(actor, row)]


def _tells(actor: Actor, briefing: Briefing) -> bool:
    """Whether it is for the actor to tell: by a post as such, by one on the network, or as head of a central department
    who was chosen to present it. Where nobody was, or they head none of them any longer, any of the heads does."""
    if briefing.by != Function.AFDELINGSCHEF:
        return bool({Position(briefing.by), Position(briefing.by, None, briefing.network_id)} & actor.positions)
    idea = document_of(briefing.network, IDEA)
    version = decided(idea) if idea else None
    answers = version.stored_answers if version else {}
    heads = central_heads(answers)
    if not actor.positions.intersection(heads):
        return False
    held = {str(person.id) for persons in holders(heads).values() for person in persons}
    return answers.get("presenter") not in held - {str(actor.person_id)}
