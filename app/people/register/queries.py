"""What the register holds: persons by their words, departments, who heads them, posts that nobody holds."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import func, or_, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload
from sqlalchemy.sql.elements import ColumnElement
from werkzeug.exceptions import NotFound

from app.core import clock
from app.core.db import db
from app.people.models import Department, FormerName, Function, Person, Post, in_force

PER_PAGE = 50


def found(words: str, page: int) -> tuple[list[Person], int]:
    """Persons whose name, now or before, title, mail or organisation holds all the words, in Danish order: those of
    this page (from 1), and how many there are."""
    query = select(Person)
    for word in words.lower().split():
        before = select(FormerName.person_id).where(func.lower(FormerName.name).contains(word, autoescape=True))
        columns = (Person.name, Person.title, Person.email, Person.about)
        holds = (func.lower(column).contains(word, autoescape=True) for column in columns)
        query = query.where(or_(*holds, Person.id.in_(before)))
    count = db.session.scalar(select(func.count()).select_from(query.subquery())) or 0
    rows = query.order_by(Person.sort_key, Person.id).limit(PER_PAGE).offset((page - 1) * PER_PAGE)
    whole = (selectinload(Person.posts).joinedload(Post.department), selectinload(Person.former_names))
    return list(db.session.scalars(rows.options(*whole))), count


def person(person_id: int) -> Person:
    """The person; 404 when there is none."""
    posts = selectinload(Person.posts).options(joinedload(Post.department), joinedload(Post.network))
    whole = (posts, selectinload(Person.former_names))
    row = db.session.get(Person, person_id, options=whole) if person_id < 2**31 else None
    if row is None:
        raise NotFound
    return row


def left_open(row: Person) -> list[Post]:
    """The posts that the person still holds, or is to hold, though their account is closed."""
    if row.closed_on is None:
        return []
    last = max(row.closed_on, clock.today() - timedelta(days=1))
    return [post for post in row.posts if post.lasts_after(last)]


def departments() -> Sequence[Department]:
    """Every department there is or was, in Danish order."""
    rows = select(Department).options(joinedload(Department.successor))
    return db.session.scalars(rows.order_by(Department.sort_key, Department.from_date)).all()


def department(department_id: int) -> Department:
    """The department; 404 when there is none."""
    row = db.session.get(Department, department_id) if department_id < 2**31 else None
    if row is None:
        raise NotFound
    return row


def heads() -> dict[int, list[Post]]:
    """Who heads each department today, the regular holder first, by the department's id. Who has left does not."""
    held: dict[int, list[Post]] = {}
    rows = select(Post).join(Post.person).where(Post.function == Function.AFDELINGSCHEF, *_today())
    for post in db.session.scalars(rows.options(contains_eager(Post.person)).order_by(Post.is_acting, Post.id)):
        held.setdefault(post.department_id or 0, []).append(post)
    return held


def vacancies() -> list[tuple[Function, Department | None]]:
    """The posts that somebody must hold, and nobody does today."""
    held = set(db.session.scalars(select(Post.function).join(Post.person).where(*_today()).distinct()))
    headed = heads()
    empty: list[tuple[Function, Department | None]] = []
    if Function.NETVAERKSDIREKTOER not in held:
        empty.append((Function.NETVAERKSDIREKTOER, None))
    without = [room for room in departments() if room.is_current and room.id not in headed]
    return empty + [(Function.AFDELINGSCHEF, room) for room in without]


def _today() -> tuple[ColumnElement[bool], ...]:
    """The conditions that a post is held today by somebody whose account is not closed."""
    return in_force(Post, clock.today()), Person.closed_on.is_(None)
