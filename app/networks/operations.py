"""Opening a network under the next number of its year, finding it again, and why somebody did something to it."""

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload
from sqlalchemy.sql.base import ExecutableOption
from werkzeug.exceptions import NotFound

from app.core import clock, events, pages, text
from app.core.actions import Action, Actor, Policy
from app.core.db import db, insert_once
from app.networks.models import Network, Note, NumberSeries
from app.networks.rules import POLICY
from app.networks.types import operations as types


def open_network(
    session: Session, actor: Actor, title: str, type_: str, track: str, form_key: str, *, under_way: str = ""
) -> Network:
    """A new network in its first state, or in the one in which it was `under_way` before it came here. Part of a larger
    transaction."""
    network = Network(
        number=next_number(session, "network"),
        title=title,
        sort_key=text.sort_key(title),
        type=type_,
        track=track,
        state=under_way or "idea",
        is_taken_over=bool(under_way),
        state_since=clock.now(),
        created_at=clock.now(),
        form_key=form_key,
        type_edition=types.now(session),
    )
    session.add(network)
    session.flush()
    told = {"state": network.state} if under_way else {}
    event = "network.taken_over" if under_way else "network.opened"
    events.record(event, actor_id=actor.person_id, object=network.scope, scope=network.scope, **told)
    return network


def lock_series(session: Session, name: str) -> NumberSeries:
    """This year's series of that name, locked: who takes numbers of it at once does so one after the other."""
    series = f"{name}-{clock.today().year}"
    insert_once(session, NumberSeries, "series", series=series, last=0)
    return session.get_one(NumberSeries, series, with_for_update=True)


def next_number(session: Session, name: str) -> str:
    """The next number of this year's series: 2026-014."""
    row = lock_series(session, name)
    row.last += 1
    return f"{clock.today().year}-{row.last:03d}"


# Read with every network, in as many queries for many as for few: what the policy reads of it. The layer above adds
# its documents, which this one does not know.
WHOLE: list[ExecutableOption] = [joinedload(Network.type_edition)]


def load(number: str, actor: Actor, action: str, *together: ExecutableOption) -> Network:
    """The network, for a page that does `action`: 404 when the actor may not know of it, 403 when it is not theirs
    to do, 409 with the reason when it cannot be done now. Read with it: what else the page needs `together`."""
    whole = (*WHOLE, *together)
    network = db.session.scalar(select(Network).where(Network.number == number).options(*whole))
    if network is None:
        raise NotFound
    require(network, actor, action)
    return network


def locked(session: Session, number: str) -> Network:
    """The network, its row held until the transaction ends."""
    network = session.scalar(select(Network).where(Network.number == number).with_for_update())
    if network is None:
        raise NotFound
    return network


def require(network: Network, actor: Actor, action: str, policy: Policy = POLICY) -> Action:
    """The row of the action table, this one's or that of a feature above (core/actions.extended); refuses as `load`
    does."""
    onward = (f"/netvaerk/{network.number}", _("Go to the network"))
    return pages.require(policy, actor, action, network, onward)


def note(session: Session, network: Network, act: str, text: str, by_id: int) -> Note:
    """Keep why that person did this to the network. Part of a larger transaction."""
    made = Note(act=act, text=text, by_id=by_id, at=clock.now())
    network.notes.append(made)
    session.flush()
    return made
