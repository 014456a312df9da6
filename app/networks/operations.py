"""Opening a network under the next number of its year, and who takes part in it.

A role on a network is a post held from–to. It is ended the day before another takes over, never deleted.
"""

from collections.abc import Sequence
from datetime import date, timedelta

from flask_babel import gettext as _
from sqlalchemy import case, func, or_, select
from sqlalchemy.orm import Session, joinedload
from sqlalchemy.sql.base import ExecutableOption
from werkzeug.exceptions import NotFound

from app.core import clock, events, pages, text
from app.core.actions import Action, Actor
from app.core.db import db, insert_once, write
from app.core.pages import Refusal
from app.networks.models import Network, NumberSeries
from app.networks.rules import POLICY, ROLES
from app.people.models import POST_LABELS, Function, Person, Post, in_force

BY_OFFICE = (Function.NETVAERKSLEDER, Function.REFERENCELEDER)  # roles that the office fills and ends


class HasAccount(Exception):
    """The mail address is an account's: its owner is chosen from the list of employees. Nothing was done."""


def open_network(session: Session, actor: Actor, title: str, type_: str, track: str, form_key: str) -> Network:
    """A new network in its first state. Part of a larger transaction."""
    network = Network(
        number=next_number(session, "network"),
        title=title,
        sort_key=text.sort_key(title),
        type=type_,
        track=track,
        state="idea",
        state_since=clock.now(),
        created_at=clock.now(),
        form_key=form_key,
    )
    session.add(network)
    session.flush()
    events.record("network.opened", actor_id=actor.person_id, object=network.scope, scope=network.scope)
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


def load(number: str, actor: Actor, action: str, *together: ExecutableOption) -> Network:
    """The network, for a page that does `action`: 404 when the actor may not know of it, 403 when it is not theirs
    to do, 409 with the reason when it cannot be done now. Read with it: what the page needs `together`."""
    network = db.session.scalar(select(Network).where(Network.number == number).options(*together))
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


def require(network: Network, actor: Actor, action: str) -> Action:
    """The row of the action table; refuses as `load` does."""
    onward = (f"/netvaerk/{network.number}", _("Go to the network"))
    return pages.require(POLICY, actor, action, network, onward)


def participants(network: Network, day: date | None = None) -> list[Post]:
    """Who takes part on that day (today), by role and then in Danish order. Who leads, or is co-driver, and takes part
    besides stands once."""
    order = case({role: place for place, role in enumerate(ROLES)}, value=Post.function)
    posts = db.session.scalars(
        select(Post)
        .join(Post.person)
        .where(Post.network_id == network.id, in_force(Post, day or clock.today()))
        .order_by(order, Person.sort_key, Post.id)
        .options(joinedload(Post.person))
    ).all()
    carried = {post.person_id for post in posts if post.function != Function.NETVAERKSDELTAGER}
    return [post for post in posts if post.function != Function.NETVAERKSDELTAGER or post.person_id not in carried]


def name_leader(number: str, actor: Actor, person_id: int, day: date) -> Post:
    """The person leads the network from `day` on; who led it until then leads until the day before."""
    return _name(number, actor, Function.NETVAERKSLEDER, person_id, day)


def name_co_driver(number: str, actor: Actor, person_id: int, day: date) -> Post:
    """The person is co-driver from `day` on; the former one until the day before (R7)."""
    return _name(number, actor, Function.CO_DRIVER, person_id, day)


def _name(number: str, actor: Actor, role: Function, person_id: int, day: date) -> Post:
    with write() as session:
        network = locked(session, number)
        action = require(network, actor, "network.name_leader" if role in BY_OFFICE else "network.staff")
        person = _with_account(session, person_id)
        held = _held(session, network, day)
        for post in held:
            if post.function == role and post.person_id == person.id and post.from_date <= day and not post.to_date:
                return post
            if post.function in (Function.NETVAERKSLEDER, Function.CO_DRIVER) and post.function != role:
                _refuse_both(post, person)
        for post in held:
            if post.function == role:
                post.to_date = day - timedelta(days=1)
        session.flush()  # before the successor: the index knows one at a time
        return _hold(session, network, actor, action.event, Post(function=role, person=person, from_date=day))


def _refuse_both(post: Post, person: Person) -> None:
    """R8: leader and co-driver agree with each other, and nobody approves for both sides."""
    if post.person_id == person.id:
        raise Refusal(
            409,
            _("One person cannot be both"),
            _(
                "%(name)s is %(role)s. End that role first.",
                name=person.name,
                role=POST_LABELS[Function(post.function)],
            ),
        )


def add_participant(number: str, actor: Actor, person_id: int) -> Post:
    """A person with an account takes part from today. Who is on the network already stays as they are."""
    with write() as session:
        network = locked(session, number)
        action = require(network, actor, "network.staff")
        return _take_part(session, network, actor, action, _with_account(session, person_id))


def add_external(number: str, actor: Actor, name: str, organisation: str, email: str) -> Post:
    """Somebody from outside takes part from today. A mail address that is known names its person, whatever was typed
    beside it: the caller tells the difference. That of an account is refused: HasAccount."""
    with write() as session:
        network = locked(session, number)
        action = require(network, actor, "network.staff")
        for post in _held(session, network, clock.today()):
            if not email and (post.person.name, post.person.about, post.person.is_active) == (
                name,
                organisation,
                False,
            ):
                return post  # sent twice
        return _take_part(session, network, actor, action, _outsider(session, name, organisation, email))


def end_role(number: str, actor: Actor, post_id: int) -> Post:
    """The role ends: yesterday was its last day. One that has ended is left as it is."""
    with write() as session:
        network = locked(session, number)
        mine = select(Post).where(Post.id == post_id, Post.network_id == network.id)
        post = session.scalar(mine) if post_id < 2**31 else None
        require(network, actor, "network.name_leader" if post and post.function in BY_OFFICE else "network.staff")
        if post is None:
            raise NotFound
        if post.to_date is None or post.to_date >= clock.today():
            post.to_date = clock.today() - timedelta(days=1)
            _tell(network, actor, "network.role_ended", post)
        return post


def _held(session: Session, network: Network, day: date) -> Sequence[Post]:
    """The posts on the network that are held on that day or later."""
    return session.scalars(
        select(Post).where(Post.network_id == network.id, or_(Post.to_date.is_(None), Post.to_date >= day))
    ).all()


def _take_part(session: Session, network: Network, actor: Actor, action: Action, person: Person) -> Post:
    for post in _held(session, network, clock.today()):
        if post.person_id == person.id and post.from_date <= clock.today():
            return post
    post = Post(function=Function.NETVAERKSDELTAGER, person=person, from_date=clock.today())
    return _hold(session, network, actor, action.event, post)


def _hold(session: Session, network: Network, actor: Actor, event: str | None, post: Post) -> Post:
    post.network_id = network.id
    session.add(post)
    session.flush()
    _tell(network, actor, event, post)
    return post


def _with_account(session: Session, person_id: int) -> Person:
    person = session.get(Person, person_id)
    if person is None or not person.is_active:
        raise Refusal(409, _("The person has no account"), _("Choose somebody with an account."))
    return person


def _outsider(session: Session, name: str, organisation: str, email: str) -> Person:
    """The person with that mail address, else a new one without an account."""
    values = {
        "name": name,
        "first_name": name.split()[0][:60],
        "sort_key": text.sort_key(name),
        "title": "",
        "about": organisation,
        "is_active": False,
    }
    if not email:
        person = Person(**values, email=None)
        session.add(person)
        return person
    known = select(Person).where(func.lower(Person.email) == email)
    if (found := session.scalar(known)) is None:
        insert_once(session, Person, "email", **values, email=email)  # another network may add them at this moment
        found = session.scalars(known).one()
    if found.is_active:
        raise HasAccount
    return found


def _tell(network: Network, actor: Actor, event: str | None, post: Post) -> None:
    """Ids and codes only: who took or left which role."""
    assert event, "an act that nobody is told of"  # noqa: S101 - the table's rows for acts have one
    events.record(
        event,
        actor_id=actor.person_id,
        object=network.scope,
        scope=network.scope,
        person=post.person_id,
        role=str(post.function),
    )
