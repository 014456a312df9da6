"""Departments begin, change their names and become part of others. None is deleted: old papers name them."""

from datetime import date, timedelta

from flask_babel import gettext as _
from sqlalchemy import or_, select
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound

from app.core import events
from app.core.actions import Actor
from app.core.pages import Refusal
from app.core.text import sort_key
from app.people.models import Department, Deputy, Post
from app.people.register.operations import SCOPE, keeping
from app.people.register.queries import department


def add_department(actor: Actor, name: str, from_date: date) -> Department:
    """A new department. One that is there already is the same."""
    with keeping(actor) as session:
        same = select(Department).where(Department.name == name, Department.to_date.is_(None))
        if (there := session.scalar(same)) is not None:
            return there
        return _department(session, actor, name, from_date)


def reorganise(department_id: int, actor: Actor, from_date: date, name: str, into_id: int | None) -> Department:
    """From that day the department goes by another name, or is part of another one. What it was asked to agree to is
    then its successor's head's to answer; old papers keep the old name. Of a new name the head goes along."""
    with keeping(actor) as session:
        row = session.get(Department, department_id, with_for_update=True) if department_id < 2**31 else None
        if row is None:
            raise NotFound
        back = (f"/afdelinger/{row.id}", _("Go to the department"))
        if row.successor is not None:
            if (row.successor.name == name or row.successor_id == into_id) and row.to_date == from_date - timedelta(1):
                return row.successor  # sent twice
            raise Refusal(409, _("It cannot be done now"), _("The department has a successor already."), back)
        if from_date <= row.from_date:
            raise Refusal(409, _("It cannot be done now"), _("The department begins on that day or later."), back)
        if into_id is None:
            successor = _department(session, actor, name, from_date)
        else:
            successor = department(into_id)
            if successor is row or successor.to_date or successor.from_date > from_date:
                raise Refusal(409, _("It cannot be done now"), _("Choose a department that exists on that day."), back)
        row.to_date, row.successor_id = from_date - timedelta(days=1), successor.id
        held = select(Post).where(Post.department_id == row.id, or_(Post.to_date.is_(None), Post.to_date >= from_date))
        for post in session.scalars(held).all():
            _hand_over(session, post, successor if into_id is None else None, from_date)
        _deputies_go_along(session, row, from_date, successor if into_id is None else None)
        session.flush()
        events.record(
            "department.reorganised",
            actor_id=actor.person_id,
            object=f"department:{row.id}",
            scope=SCOPE,
            successor=successor.id,
        )
        return successor


def _hand_over(session: Session, post: Post, successor: Department | None, day: date) -> None:
    """From that day the department's post is its successor's; without one it ends, or never begins."""
    if post.from_date >= day and successor:
        post.department_id = successor.id
    elif post.from_date >= day:
        session.delete(post)
    else:
        if successor:
            columns = ("function", "person_id", "to_date", "is_acting")
            same = {column: getattr(post, column) for column in columns}
            session.add(Post(department_id=successor.id, from_date=day, **same))
        post.to_date = day - timedelta(days=1)


def _deputies_go_along(session: Session, row: Department, from_date: date, renamed: Department | None) -> None:
    """Who is standing deputy of a post of the department (R9) is so of the same post under its new name; where the
    department becomes part of another, that one has its own."""
    standing = select(Deputy).where(
        Deputy.department_id == row.id, or_(Deputy.to_date.is_(None), Deputy.to_date >= from_date)
    )
    for deputy in session.scalars(standing).all():
        until, deputy.to_date = deputy.to_date, row.to_date
        if renamed:
            session.add(
                Deputy(
                    ground=deputy.ground,
                    function=deputy.function,
                    department_id=renamed.id,
                    by_id=deputy.by_id,
                    from_date=max(from_date, deputy.from_date),
                    to_date=until,
                    recorded_by_id=deputy.recorded_by_id,
                    at=deputy.at,
                )
            )


def _department(session: Session, actor: Actor, name: str, from_date: date) -> Department:
    row = Department(name=name, sort_key=sort_key(name), from_date=from_date)
    session.add(row)
    session.flush()
    events.record("department.added", actor_id=actor.person_id, object=f"department:{row.id}", scope=SCOPE)
    return row
