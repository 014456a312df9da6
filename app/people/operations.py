"""Who holds which post today, and who a signed-in person is as an actor."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from flask_babel import gettext as _
from sqlalchemy import and_, false, literal, or_, select
from sqlalchemy.orm import contains_eager

from app.core import clock
from app.core.actions import Actor, Deputyship, Position
from app.core.db import db
from app.core.pages import Refusal
from app.people.models import OFFICE, Department, Deputy, Function, Person, Post, in_force, post_label


def actor_for(person: Person) -> Actor:
    """The person with the posts held today, those on networks among them, and those whose holders they approve for
    today (R9). Nobody passes a deputy's right on: it is read from posts alone."""
    day = clock.today()
    post = (Post.function, Post.department_id, Post.network_id, Post.person_id)
    none = (literal("").label("holder"), literal("").label("ground"), literal(0).label("row_id"), false().label("acts"))
    own = select(*post, *none).where(Post.person_id == person.id, in_force(Post, day))
    of_post = and_(Deputy.function == Post.function, Deputy.department_id.is_not_distinct_from(Post.department_id))
    others = (
        select(*post, Person.name, Deputy.ground, Deputy.id, Post.is_acting)
        .join(Post.person)
        .join(Deputy, or_(Deputy.of_id == Post.person_id, of_post))
        .where(Deputy.by_id == person.id, in_force(Deputy, day), in_force(Post, day), Post.person_id != person.id)
        .where(Person.closed_on.is_(None))
    )
    held = select(own.union(others).subquery()).cte("held", recursive=True)
    # Obligations follow: who heads a department heads those that it has taken over from.
    before = select(held.c.function, Department.id, *list(held.c)[2:]).where(
        Department.successor_id == held.c.department_id, Department.to_date < day
    )
    rows = db.session.execute(select(held.union(before))).all()
    positions = frozenset(Position(*row[:3]) for row in rows if not row.row_id)
    # The office approves for its own alone, also who came to it after they were chosen (R9).
    others_posts = OFFICE if any(position.function in OFFICE for position in positions) else tuple(Function)
    for_others = [row for row in rows if row.row_id and row.function in others_posts]
    deputyships = frozenset(Deputyship(Position(*row[:3]), *row[3:]) for row in for_others)
    return Actor(person.id, person.name, positions, day, deputyships)


def holders(positions: Iterable[Position], day: date | None = None) -> dict[Position, list[Person]]:
    """Who holds each of these posts on that day (today), the regular holder before an acting one; [] for a vacancy. Who
    has left, and whose account is closed, holds none: nobody can answer for a post that they were not taken off."""
    if not (wanted := list(positions)):
        return {}
    posts = select(Post).where(
        Post.function.in_({each.function for each in wanted}),
        or_(Post.network_id.is_(None), Post.network_id.in_({each.network_id for each in wanted} - {None})),
        in_force(Post, day or clock.today()),
        or_(Person.closed_on.is_(None), Person.closed_on >= day if day else false()),
    )
    held: dict[Position, list[Person]] = {}
    for post in db.session.scalars(
        posts.join(Post.person).options(contains_eager(Post.person)).order_by(Post.is_acting, Post.id)
    ):
        held.setdefault(Position(post.function, post.department_id, post.network_id), []).append(post.person)
    vacant = [position for position in wanted if position.department_id and position not in held]
    later = _successors(day or clock.today()) if vacant else {}
    return {each: held.get(replace(each, department_id=_now(each.department_id, later)), []) for each in wanted}


def _successors(day: date) -> dict[int, int]:
    """Which department took over from which that had ended by that day."""
    ended = select(Department.id, Department.successor_id).where(
        Department.successor_id.is_not(None), Department.to_date < day
    )
    return {row.id: row.successor_id for row in db.session.execute(ended)}


def _now(department_id: int | None, later: Mapping[int, int]) -> int | None:
    """The department that has taken over, however often."""
    while department_id is not None and department_id in later:
        department_id = later[department_id]
    return department_id


def seats(forums: Iterable[str]) -> dict[int, str]:
    """The persons who sit in one of these bodies today, each with the last of the bodies, by the person's id."""
    wanted = list(forums)
    sitting = select(Post.person_id, Post.function).where(Post.function.in_(wanted), in_force(Post, clock.today()))
    rows = db.session.execute(sitting).all() if wanted else []
    return {row.person_id: row.function for row in sorted(rows, key=lambda row: wanted.index(row.function))}


def holder_of(function: str, department_id: int | None = None, network_id: int | None = None) -> Person | None:
    """Who holds the post today, the regular holder first; None for a vacancy."""
    position = Position(function, department_id, network_id)
    return next(iter(holders([position])[position]), None)


def departments_of(persons: Iterable[Person]) -> dict[int, list[str]]:
    """The names of the departments in which each of them holds a post today, by the person's id."""
    mine = Post.person_id.in_({person.id for person in persons})
    rows = select(Post.person_id, Department.name).join(Post.department).where(mine, in_force(Post, clock.today()))
    found: dict[int, list[str]] = {}
    for person_id, name in db.session.execute(rows.order_by(Post.id)):
        found.setdefault(person_id, []).append(name)
    return found


def position_label(position: Position) -> str:
    """The post as people read it, with its department's name."""
    department = db.session.get(Department, position.department_id) if position.department_id else None
    return post_label(position.function, department.name if department else None)


def require_office(actor: Actor, sentence: str) -> None:
    """Refuse who does not run the structure, with this Danish sentence."""
    if not actor.holds(*OFFICE):
        raise Refusal(403, _("You cannot do this"), sentence)


def accounts() -> list[Person]:
    """Everybody with an account, in Danish order."""
    return list(db.session.scalars(select(Person).where(Person.is_active).order_by(Person.sort_key, Person.id)))
