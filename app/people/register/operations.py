"""Persons and posts are added, changed and ended. Nothing is deleted: posts have their days, and names that are no
longer used can still be found."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

from flask_babel import gettext as _
from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound

from app.core import clock, events
from app.core.actions import Actor
from app.core.db import one_at_a_time, write
from app.core.pages import Refusal
from app.core.text import canonical, sha256
from app.people.models import ONE_HOLDER, REGISTRARS, FormerName, Function, Person, Post, in_force, naming

SCOPE = "register"
PEOPLE = "/personer"
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


class Changed(Exception):
    """Somebody has changed the person since the page was opened; nothing was done."""


def may_keep(actor: Actor) -> bool:
    """Whether the actor keeps the register (register.keep): there is no one thing that a policy could read."""
    return actor.holds(*REGISTRARS)


def require_registrar(actor: Actor) -> None:
    """Refuse who does not keep the register."""
    if not may_keep(actor):
        raise Refusal(403, _("Only the office keeps the register"), _("Write to the office if something is wrong."))


@contextmanager
def keeping(actor: Actor) -> Iterator[Session]:
    """A change of the register, by who keeps it. They come one after the other: each asks what the others have left,
    who holds a post or has a mail address, and no row could be locked that is not there yet."""
    with write() as session:
        require_registrar(actor)
        one_at_a_time(session, SCOPE)
        yield session


def add_person(actor: Actor, name: str, title: str, about: str, email: str, *, has_account: bool) -> Person:
    """A new person. A mail address that is somebody's is refused: one person is one row. Whom the same hand has just
    added, and who is told apart by nothing, is the same."""
    with keeping(actor) as session:
        _refuse_taken(session, email, None)
        said = {**naming(name), "title": title, "about": about, "email": email or None, "is_active": has_account}
        same = session.scalar(select(Person).filter_by(**said).order_by(Person.id.desc()).limit(1))
        if same and events.is_last(_named(same), "person.added", actor.person_id):
            return same  # sent twice
        row = Person(**said)
        session.add(row)
        session.flush()
        _tell("person.added", actor, row)
        return row


def shown(row: Person) -> str:
    """What stood on a page of the person, as its form carries it on."""
    return sha256(canonical(_said(row)))[:16]


def _said(row: Person) -> list[str | bool]:
    return [row.name, row.title, row.about, row.email or "", row.is_active]


def change_person(
    person_id: int, actor: Actor, seen: str, name: str, title: str, about: str, email: str, *, has_account: bool
) -> Person:
    """What the person is called and does. Another name shows from now on; agreed text keeps the old one, and both are
    found. `seen` is what was on the screen: Changed when somebody else has said something else since."""
    with keeping(actor) as session:
        row = _locked(session, person_id)
        if _said(row) == [name, title, about, email, has_account]:
            return row  # sent twice
        if shown(row) != seen:
            raise Changed
        _refuse_taken(session, email, row)
        if row.is_active and not has_account:
            _refuse_last(session, actor, row, clock.today())
        if name != row.name:
            session.add(FormerName(person_id=row.id, name=row.name, sort_key=row.sort_key, until=clock.now()))
            for column, value in naming(name).items():
                setattr(row, column, value)
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
    with keeping(actor) as session:
        row = _locked(session, person_id)
        same = (Post.function == function, Post.department_id.is_not_distinct_from(department_id))
        meanwhile = [or_(Post.to_date.is_(None), Post.to_date >= from_date)]
        meanwhile += [Post.from_date <= to_date] if to_date else []
        held = session.scalars(select(Post).where(*same, *meanwhile)).all()
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


def end_post(person_id: int, actor: Actor, post_id: int, last_day: date) -> None:
    """The post is held for the last time on that day. One that was to begin later is not held at all."""
    with keeping(actor) as session:
        row = _locked(session, person_id)
        mine = select(Post).where(Post.id == post_id, Post.person_id == row.id, Post.network_id.is_(None))
        post = session.scalar(mine) if post_id < 2**31 else None
        if post is None and events.is_last(_named(row), "post.ended", actor.person_id):
            return  # sent twice
        if post is None:
            raise NotFound
        if post.to_date == last_day:
            return
        if last_day < post.from_date <= clock.today():
            sentence = _("The post begins on a later day than that.")
            raise Refusal(409, _("It cannot be done now"), sentence, (f"{PEOPLE}/{row.id}", _("Go back")))
        _end(session, actor, row, post, last_day)


def end_posts(person_id: int, actor: Actor, last_day: date) -> None:
    """Every post that the register gave the person is held for the last time on that day, one that began since on its
    first; one that was to begin later is not held at all."""
    with keeping(actor) as session:
        row = _locked(session, person_id)
        for post in [post for post in row.posts if post.network_id is None and post.lasts_after(last_day)]:
            has_begun = post.from_date <= clock.today()
            _end(session, actor, row, post, max(last_day, post.from_date) if has_begun else last_day)


def _end(session: Session, actor: Actor, row: Person, post: Post, last_day: date) -> None:
    if post.function in REGISTRARS:
        _refuse_last(session, actor, row, last_day, but=post)
    _tell("post.ended", actor, row, post=post.id, role=str(post.function))
    if last_day < post.from_date:
        session.delete(post)
    else:
        post.to_date = last_day


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


def _named(row: Person) -> str:
    """The person's name in the audit chain."""
    return f"person:{row.id}"


def _tell(action: str, actor: Actor, row: Person, **told: int | str) -> None:
    events.record(action, actor_id=actor.person_id, object=_named(row), scope=SCOPE, **told)
