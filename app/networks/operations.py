"""Opening a network under the next number of its year."""

from sqlalchemy.orm import Session

from app.core import clock, events, text
from app.core.actions import Actor
from app.core.db import insert_once
from app.networks.models import Network, NumberSeries


def open_network(session: Session, actor: Actor, title: str, type_: str, track: str, form_key: str) -> Network:
    """A new network in its first state. Part of a larger transaction."""
    row = lock_series(session)
    row.last += 1
    network = Network(
        number=f"{clock.today().year}-{row.last:03d}",
        title=title,
        sort_key=text.sort_key(title),
        type=type_,
        track=track,
        state="idea",
        created_at=clock.now(),
        form_key=form_key,
    )
    session.add(network)
    session.flush()
    events.record("network.opened", actor_id=actor.person_id, object=network.scope, scope=network.scope)
    return network


def lock_series(session: Session) -> NumberSeries:
    """This year's series, locked: who opens networks at once does so one after the other."""
    series = f"network-{clock.today().year}"
    insert_once(session, NumberSeries, "series", series=series, last=0)
    return session.get_one(NumberSeries, series, with_for_update=True)
