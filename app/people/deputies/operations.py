"""That somebody approves for another is noted and ended. None is deleted: approvals refer to them."""

from collections.abc import Sequence
from datetime import date, timedelta

from flask_babel import gettext as _
from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session, joinedload
from sqlalchemy.sql.elements import ColumnElement
from werkzeug.exceptions import NotFound

from app.core import clock, events
from app.core.actions import Actor
from app.core.db import db, write
from app.core.pages import Refusal
from app.people.deputies import rules
from app.people.models import Deputy, Ground, Person, Post, in_force
from app.people.register.operations import SCOPE, may_keep, require_registrar


def appoint(actor: Actor, ground: Ground, by_id: int, from_date: date, to_date: date) -> Deputy:
    """The person approves for the actor from–to, as a deputy or by authority."""
    with write() as session:
        if ground not in rules.OWN:
            raise ValueError(ground)
        return _appoint(session, actor, Deputy(ground=ground, of_id=actor.person_id), by_id, from_date, to_date)


def appoint_superior(person_id: int, actor: Actor, by_id: int, from_date: date, to_date: date) -> Deputy:
    """The superior approves for the person, who fell ill before they could choose somebody, from–to."""
    with write() as session:
        require_registrar(actor)
        return _appoint(session, actor, Deputy(ground=Ground.SUPERIOR, of_id=person_id), by_id, from_date, to_date)


def appoint_to_post(
    person_id: int, actor: Actor, post_id: int, by_id: int, from_date: date, to_date: date | None
) -> Deputy:
    """From that day the deputy approves for whoever holds the post that the person holds today."""
    with write() as session:
        require_registrar(actor)
        post = session.get(Post, post_id) if post_id < 2**31 else None
        if post is None or post.person_id != person_id or not rules.with_standing([post]):
            raise NotFound
        standing = Deputy(ground=Ground.STANDING, function=post.function, department_id=post.department_id)
        return _appoint(session, actor, standing, by_id, from_date, to_date, holder_id=person_id)


def _appoint(
    session: Session,
    actor: Actor,
    new: Deputy,
    by_id: int,
    from_date: date,
    to_date: date | None,
    *,
    holder_id: int | None = None,
) -> Deputy:
    of, by = session.get(Person, new.of_id or holder_id, with_for_update=True), session.get(Person, by_id)
    if of is None or by is None or not by.is_active:
        raise NotFound
    if why := rules.obstacle(actor, of, by):
        raise Refusal(409, _("It cannot be done now"), f"{why}.")
    what = (
        Deputy.ground == new.ground,
        Deputy.of_id.is_not_distinct_from(new.of_id),
        Deputy.function.is_not_distinct_from(new.function),
        Deputy.department_id.is_not_distinct_from(new.department_id),
        Deputy.by_id == by.id,
        Deputy.from_date == from_date,
        Deputy.to_date.is_not_distinct_from(to_date),
    )
    if (same := session.scalar(select(Deputy).where(*what))) is not None:
        return same  # sent twice
    new.by_id, new.from_date, new.to_date = by.id, from_date, to_date
    new.recorded_by_id, new.at = actor.person_id, clock.now()
    session.add(new)
    session.flush()
    _tell("deputy.appointed", actor, new, person=by.id, ground=str(new.ground))
    return new


def end(deputy_id: int, actor: Actor) -> Deputy:
    """From now on nobody approves on that ground. Who is away ends their own, the office any."""
    with write() as session:
        row = session.get(Deputy, deputy_id, with_for_update=True) if deputy_id < 2**31 else None
        if row is None or not (row.of_id == actor.person_id or may_keep(actor)):
            raise NotFound
        if row.to_date is None or row.to_date >= clock.today():
            row.to_date = clock.today() - timedelta(days=1)
            _tell("deputy.ended", actor, row, person=row.by_id)
        return row


def _tell(action: str, actor: Actor, row: Deputy, **told: int | str) -> None:
    events.record(action, actor_id=actor.person_id, object=f"deputy:{row.id}", scope=SCOPE, **told)


_WHOLE = (joinedload(Deputy.of), joinedload(Deputy.by), joinedload(Deputy.department), joinedload(Deputy.recorded_by))


def for_person(person_id: int) -> Sequence[Deputy]:
    """Who approves for the person, or will: as such, or for a post that they hold today. Who has left does not."""
    of_post = (
        select(Post.id)
        .where(
            Post.person_id == person_id,
            in_force(Post, clock.today()),
            Post.function == Deputy.function,
            Post.department_id.is_not_distinct_from(Deputy.department_id),
        )
        .exists()
    )
    here = Deputy.by.has(Person.is_active)
    rows = select(Deputy).where(or_(Deputy.of_id == person_id, of_post), _lasting(), here).options(*_WHOLE)
    return db.session.scalars(rows.order_by(Deputy.from_date, Deputy.id)).all()


def by_person(person_id: int) -> Sequence[Deputy]:
    """For whom, or for which posts, the person approves, or will."""
    here = or_(Deputy.of_id.is_(None), Deputy.of.has(Person.closed_on.is_(None)))
    rows = select(Deputy).where(Deputy.by_id == person_id, _lasting(), here).options(*_WHOLE)
    return db.session.scalars(rows.order_by(Deputy.from_date, Deputy.id)).all()


def _lasting() -> ColumnElement[bool]:
    """The condition that it is not over, and was not ended before it began."""
    return or_(Deputy.to_date.is_(None), and_(Deputy.to_date >= clock.today(), Deputy.to_date >= Deputy.from_date))
