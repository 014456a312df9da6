"""Opening a network under the next number of its year."""

from sqlalchemy.orm import Session

from app.core import clock, events, text
from app.core.actions import Actor
from app.core.db import insert_once
from app.networks.models import Network, NumberSeries


def open_network(session: Session, actor: Actor, title: str, type_: str, form_key: str) -> Network:
    """A new network in its first state. Part of a larger transaction."""
    now = clock.now()
    network = Network(
        number=_next_number(session, now.astimezone(clock.COPENHAGEN).year),
        title=title,
        sort_key=text.sort_key(title),
        type=type_,
        state="idea",
        created_at=now,
        form_key=form_key,
    )
    session.add(network)
    session.flush()
    events.record("network.opened", actor_id=actor.person_id, object=network.scope, scope=network.scope)
    return network


def _next_number(session: Session, year: int) -> str:
    series = f"network-{year}"
    insert_once(session, NumberSeries, "series", series=series, last=0)
    row = session.get_one(NumberSeries, series, with_for_update=True)
    row.last += 1
    return f"{year}-{row.last:03d}"
