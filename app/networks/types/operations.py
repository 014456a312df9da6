"""Which edition of the table holds, and making the next. A network keeps the one in force when it was decided (R1): the
one by which phase 1 was sent to those who decide. As long as nobody has been asked, it follows the newest."""

from collections.abc import Sequence
from dataclasses import replace

from flask_babel import gettext as _
from sqlalchemy import String, cast, exists, literal, select, update
from sqlalchemy.orm import Session

from app.core import clock, events
from app.core.actions import Actor
from app.core.db import db, one_at_a_time, write
from app.core.events import Event
from app.core.text import sha256
from app.networks.models import Network, TypeEdition
from app.networks.rules import TYPES, UNASKED, Row, Table, TypeEntry, read_types, written_types
from app.people.operations import require_office

LOCK = "type_edition"  # editions are made one after the other


class Newer(Exception):
    """Somebody has made another edition since the page was opened; nothing was done."""


def require_editor(actor: Actor) -> None:
    """Refuse who does not run the structure."""
    require_office(actor, _("Only the office changes the table of types."))


def editions() -> Sequence[TypeEdition]:
    """Every edition, the newest first."""
    return db.session.scalars(select(TypeEdition).order_by(TypeEdition.n.desc())).all()


def current() -> Table:
    """The table that a network opened now begins with."""
    return table_of(_newest(db.session()))


def table_of(edition: TypeEdition | None) -> Table:
    """The edition's table; of none the one that the system came with."""
    return read_types(edition.json) if edition else TYPES


def now(session: Session) -> TypeEdition:
    """The newest edition, made of the table that the system came with when there is none. Part of a larger
    transaction."""
    return _newest(session) or _add(session, TYPES, None)


def change(actor: Actor, n: int, key: Row, entry: TypeEntry) -> TypeEdition:
    """The table with this row: a new edition, when it differs. `n` is the edition that was on the screen."""
    require_editor(actor)
    with write() as session:
        one_at_a_time(session, LOCK)
        newest = now(session)
        table = read_types(newest.json)
        if table[key] == entry:  # nothing was changed, or a second click
            return newest
        if newest.n != n:
            raise Newer
        made = _add(session, {**table, key: replace(entry, key=table[key].key)}, actor)
        was_decided = exists().where(
            Event.scope == literal("network:") + cast(Network.id, String), Event.action == "network.decided"
        )
        unasked = update(Network).where(Network.state.in_(UNASKED), ~was_decided)
        session.execute(unasked.values(type_edition_id=made.id))
        digest = sha256(made.json)
        told = f"type_edition:{made.id}"
        events.record("type_edition.made", actor_id=actor.person_id, object=told, scope="editions", sha256=digest)
        return made


def _newest(session: Session) -> TypeEdition | None:
    return session.scalar(select(TypeEdition).order_by(TypeEdition.n.desc()).limit(1))


def _add(session: Session, table: Table, actor: Actor | None) -> TypeEdition:
    one_at_a_time(session, LOCK)
    newest = _newest(session)
    made = TypeEdition(
        n=newest.n + 1 if newest else 1,
        json=written_types(table),
        by_id=actor.person_id if actor else None,
        at=clock.now(),
    )
    session.add(made)
    session.flush()
    return made
