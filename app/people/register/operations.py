"""Persons, posts and departments are added, changed and ended. Nothing is deleted: posts and departments have their
days, and names that are no longer used can still be found."""

from collections.abc import Sequence
from datetime import date, timedelta

from flask_babel import gettext as _
from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload
from werkzeug.exceptions import NotFound

from app.core import clock, events, text
from app.core.actions import Actor
from app.core.db import db, write
from app.core.pages import Refusal
from app.people.models import ONE_HOLDER, REGISTRARS, Department, FormerName, Function, Person, Post, in_force

PER_PAGE = 50
SCOPE = "register"
PEOPLE, DEPARTMENTS = "/personer", "/afdelinger"
# Posts that are held on a network are given there.
FUNCTIONS = (
    Function.NETVAERKSDIREKTOER,
    Function.NETVAERKSKONSULENT,
    Function.AFDELINGSCHEF,
    Function.CHEFFORUM,
    Function.DIREKTOERFORUM,
    Function.POLITISK_UDVALG,
    Function.ADMINISTRATOR,
)


def may_keep(actor: Actor) -> bool:
    """Whether the actor keeps the register (register.keep): there is no one thing that a policy could read."""
    return actor.holds(*REGISTRARS)


def require_registrar(actor: Actor) -> None:
    """Refuse who does not keep the register."""
    if not may_keep(actor):
        raise Refusal(403, _("Only the office keeps the register"), _("Write to the office if something is wrong."))


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
    whole = (selectinload(Person.posts).joinedload(Post.department), selectinload(Person.former_names))
    row = db.session.get(Person, person_id, options=whole) if person_id < 2**31 else None
    if row is None:
        raise NotFound
    return row


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
    """Who heads each department today, the regular holder first, by the department's id."""
    held: dict[int, list[Post]] = {}
    rows = select(Post).where(Post.function == Function.AFDELINGSCHEF, in_force(Post, clock.today()))
    for post in db.session.scalars(rows.options(joinedload(Post.person)).order_by(Post.is_acting, Post.id)):
        held.setdefault(post.department_id or 0, []).append(post)
    return held


def vacancies() -> list[tuple[Function, Department | None]]:
    """The posts that somebody must hold, and nobody does today."""
    held = set(db.session.scalars(select(Post.function).where(in_force(Post, clock.today())).distinct()))
    headed = heads()
    empty: list[tuple[Function, Department | None]] = []
    if Function.NETVAERKSDIREKTOER not in held:
        empty.append((Function.NETVAERKSDIREKTOER, None))
    without = [room for room in departments() if room.is_current and room.id not in headed]
    return empty + [(Function.AFDELINGSCHEF, room) for room in without]


def add_person(actor: Actor, name: str, title: str, about: str, email: str, *, has_account: bool) -> Person:
    """A new person. A mail address that is somebody's is refused: one person is one row."""
    with write() as session:
        require_registrar(actor)
        _refuse_taken(session, email, None)
        row = Person(
            name=name,
            first_name=name.split()[0][:60],
            sort_key=text.sort_key(name),
            title=title,
            about=about,
            email=email or None,
            is_active=has_account,
        )
        session.add(row)
        session.flush()
        _tell("person.added", actor, row)
        return row


def change_person(
    person_id: int, actor: Actor, name: str, title: str, about: str, email: str, *, has_account: bool
) -> Person:
    """What the person is called and does. Another name shows from now on; agreed text keeps the old one, and both are
    found."""
    with write() as session:
        require_registrar(actor)
        row = _locked(session, person_id)
        _refuse_taken(session, email, row)
        if row.is_active and not has_account:
            _refuse_last(session, actor, row, clock.today())
        if name != row.name:
            session.add(FormerName(person_id=row.id, name=row.name, sort_key=row.sort_key, until=clock.now()))
            row.name, row.first_name, row.sort_key = name, name.split()[0][:60], text.sort_key(name)
            row.renamed_at = clock.now()
        row.title, row.about, row.email = title, about, email or None
        if row.is_active and not has_account:
            row.closed_on = clock.today()
        row.is_active = has_account
        if has_account:
            row.closed_on = None
        _tell("person.changed", actor, row)
        return row


def add_post(
    person_id: int,
    actor: Actor,
    function: Function,
    department_id: int | None,
    from_date: date,
    to_date: date | None,
    *,
    is_acting: bool,
) -> Post:
    """The person holds the post from–to. A regular holder takes over: who held a post of one holder, or acted in it,
    does so until the day before."""
    with write() as session:
        require_registrar(actor)
        row = _locked(session, person_id)
        same = (Post.function == function, Post.department_id.is_not_distinct_from(department_id))
        held = session.scalars(select(Post).where(*same, or_(Post.to_date.is_(None), Post.to_date >= from_date))).all()
        for post in held:
            days = (post.from_date, post.to_date, post.is_acting)
            if post.person_id == row.id and days == (from_date, to_date, is_acting):
                return post  # sent twice
        for post in held:
            if post.person_id == row.id or (function in ONE_HOLDER and not is_acting):
                if post.from_date >= from_date:
                    raise Refusal(
                        409,
                        _("The post is taken"),
                        _("%(name)s holds the post from that day or later. End that first.", name=post.person.name),
                        (f"{PEOPLE}/{post.person_id}", _("Go to %(name)s", name=post.person.name)),
                    )
                post.to_date = from_date - timedelta(days=1)
        new = Post(
            function=function,
            department_id=department_id,
            person_id=row.id,
            from_date=from_date,
            to_date=to_date,
            is_acting=is_acting,
        )
        session.add(new)
        session.flush()
        _tell("post.given", actor, row, post=new.id, role=str(function))
        return new


def end_post(person_id: int, actor: Actor, post_id: int, last_day: date) -> Post:
    """The post is held for the last time on that day."""
    with write() as session:
        require_registrar(actor)
        row = _locked(session, person_id)
        mine = select(Post).where(Post.id == post_id, Post.person_id == row.id, Post.network_id.is_(None))
        post = session.scalar(mine) if post_id < 2**31 else None
        if post is None:
            raise NotFound
        if post.to_date == last_day:
            return post
        if last_day < post.from_date:
            sentence = _("The post begins on a later day than that.")
            raise Refusal(409, _("It cannot be done now"), sentence, (f"{PEOPLE}/{row.id}", _("Go back")))
        if post.function in REGISTRARS:
            _refuse_last(session, actor, row, last_day, but=post)
        post.to_date = last_day
        _tell("post.ended", actor, row, post=post.id, role=str(post.function))
        return post


def add_department(actor: Actor, name: str, from_date: date) -> Department:
    """A new department. One that is there already is the same."""
    with write() as session:
        require_registrar(actor)
        same = select(Department).where(Department.name == name, Department.to_date.is_(None))
        if (there := session.scalar(same)) is not None:
            return there
        return _department(session, actor, name, from_date)


def reorganise(department_id: int, actor: Actor, from_date: date, name: str, into_id: int | None) -> Department:
    """From that day the department goes by another name, or is part of another one. What it was asked to agree to is
    then its successor's head's to answer; old papers keep the old name. Of a new name the head goes along."""
    with write() as session:
        require_registrar(actor)
        row = session.get(Department, department_id, with_for_update=True) if department_id < 2**31 else None
        if row is None:
            raise NotFound
        back = (f"{DEPARTMENTS}/{row.id}", _("Go to the department"))
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
            if successor is row or (successor.to_date and successor.to_date < from_date):
                raise Refusal(409, _("It cannot be done now"), _("Choose a department that exists on that day."), back)
        row.to_date, row.successor_id = from_date - timedelta(days=1), successor.id
        held = select(Post).where(Post.department_id == row.id, or_(Post.to_date.is_(None), Post.to_date >= from_date))
        for post in session.scalars(held).all():
            until, post.to_date = post.to_date, row.to_date
            if into_id is None:
                session.add(
                    Post(
                        function=post.function,
                        department_id=successor.id,
                        person_id=post.person_id,
                        from_date=from_date,
                        to_date=until,
                        is_acting=post.is_acting,
                    )
                )
        session.flush()
        events.record(
            "department.reorganised",
            actor_id=actor.person_id,
            object=f"department:{row.id}",
            scope=SCOPE,
            successor=successor.id,
        )
        return successor


def _department(session: Session, actor: Actor, name: str, from_date: date) -> Department:
    row = Department(name=name, sort_key=text.sort_key(name), from_date=from_date)
    session.add(row)
    session.flush()
    events.record("department.added", actor_id=actor.person_id, object=f"department:{row.id}", scope=SCOPE)
    return row


def _locked(session: Session, person_id: int) -> Person:
    row = session.get(Person, person_id, with_for_update=True) if person_id < 2**31 else None
    if row is None:
        raise NotFound
    return row


def _refuse_taken(session: Session, email: str, row: Person | None) -> None:
    other = session.scalar(select(Person).where(func.lower(Person.email) == email)) if email else None
    if other is not None and other is not row:
        raise Refusal(
            409,
            _("The mail address is taken"),
            _("%(name)s has that mail address already.", name=other.name),
            (f"{PEOPLE}/{other.id}", _("Go to %(name)s", name=other.name)),
        )


def _refuse_last(session: Session, actor: Actor, row: Person, last_day: date, but: Post | None = None) -> None:
    """Somebody must keep the register tomorrow too."""
    day = max(last_day, clock.today()) + timedelta(days=1)
    others = select(Post).join(Post.person).where(Post.function.in_(REGISTRARS), in_force(Post, day), Person.is_active)
    left = [post for post in session.scalars(others) if post is not but and (but or post.person_id != row.id)]
    if not left:
        sentence = _("Nobody would be left to keep the register. Give somebody else the post first.")
        raise Refusal(409, _("It cannot be done now"), sentence, (f"{PEOPLE}/{row.id}", _("Go back")))


def _tell(action: str, actor: Actor, row: Person, **told: int | str) -> None:
    events.record(action, actor_id=actor.person_id, object=f"person:{row.id}", scope=SCOPE, **told)
