"""Who takes part in a network.

A role on a network is a post held from–to. It is ended the day before another takes over, never deleted.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import case, func, or_, select
from sqlalchemy.orm import Session, contains_eager, joinedload
from werkzeug.exceptions import NotFound

from app.core import clock, events
from app.core.actions import Action, Actor
from app.core.db import db, insert_once, write
from app.core.pages import Refusal
from app.networks.models import Network, Note
from app.networks.operations import locked, note, require
from app.networks.people import third
from app.networks.rules import ROLES
from app.people.models import POST_LABELS, SINGLE, Function, Person, Post, in_force, naming

# Roles that the office fills and ends. Leader and referenceleder are so only acting: who is to be it is proposed.
ACTING = (Function.NETVAERKSLEDER, Function.REFERENCELEDER)
BY_OFFICE = (*ACTING, Function.DIREKTOER_I_STEDET)
# R8: who leads, and who is co-driver, agrees with those who hold the others' roles.
AGREEING = {Function.NETVAERKSLEDER, Function.CO_DRIVER}
# What somebody may be besides: who takes part, and the leader's manager, who is another's when another leads.
BESIDE = (Function.NETVAERKSDELTAGER, Function.PERSONALELEDER)
WAIVED = "no_co_driver"  # the act of the note that says why there is none


class HasAccount(Exception):
    """The mail address is an account's: its owner is chosen from the list of employees. Nothing was done."""


def participants(network: Network, day: date | None = None) -> list[Post]:
    """Who takes part on that day (today), by role and then in Danish order: nobody who is but invited. Who leads, or is
    co-driver, and takes part besides stands once."""
    order = case({role: place for place, role in enumerate(ROLES)}, value=Post.function)
    posts = db.session.scalars(
        select(Post)
        .join(Post.person)
        .where(Post.network_id == network.id, Post.function.in_(ROLES), in_force(Post, day or clock.today()))
        .order_by(order, Person.sort_key, Post.id)
        .options(joinedload(Post.person))
    ).all()
    carried = {post.person_id for post in posts if post.function in AGREEING}
    return [post for post in posts if post.function != Function.NETVAERKSDELTAGER or post.person_id not in carried]


def holding(network: Network, functions: Iterable[str]) -> dict[str, Post]:
    """Who holds these posts today, those on the network and those as such, by their function: the regular holder before
    an acting one."""
    if not (wanted := list(functions)):
        return {}
    here = or_(Post.network_id == network.id, Post.network_id.is_(None))
    posts = select(Post).join(Post.person).where(Post.function.in_(wanted), here, in_force(Post, clock.today()))
    order = (Post.is_acting.desc(), Post.id.desc())
    rows = db.session.scalars(
        posts.where(Person.closed_on.is_(None)).order_by(*order).options(contains_eager(Post.person))
    )
    return {post.function: post for post in rows}


def appoint(session: Session, network: Network, by_id: int, chosen: Mapping[Function, int], day: date) -> None:
    """Those chosen hold their roles from `day` on, as has been decided; another that one of them had in the meantime
    ends. Part of a larger transaction."""
    locked(session, network.number)
    for role, person_id in chosen.items():
        person = session.get_one(Person, person_id)
        for post in held_from(session, network, day):
            if post.person_id == person.id and post.function in set(SINGLE) - {role, *BESIDE}:  # R8
                post.to_date = _last_day(post, day)
                _tell(network, by_id, "network.role_ended", post)
        if (held := _take_over(session, network, role, person, day)) is not None:
            hold(session, network, by_id, "network.appointed", held)


def enrol(session: Session, network: Network, by_id: int, persons: Iterable[int], day: date) -> None:
    """These take part from `day` on. Part of a larger transaction."""
    for person_id in persons:
        post = Post(function=Function.NETVAERKSDELTAGER, person=session.get_one(Person, person_id), from_date=day)
        hold(session, network, by_id, "network.participant_added", post)


def name_leader(number: str, actor: Actor, person_id: int, day: date) -> Post:
    """The person leads the network from `day` on, acting; who led it until then leads until the day before."""
    return name(number, actor, Function.NETVAERKSLEDER, person_id, day)


def name_co_driver(number: str, actor: Actor, person_id: int, day: date) -> Post:
    """The person is co-driver from `day` on; the former one until the day before (R7)."""
    return name(number, actor, Function.CO_DRIVER, person_id, day)


def name(number: str, actor: Actor, role: Function, person_id: int, day: date, reason: str = "") -> Post:
    """The person has the role on the network from `day` on, as leader or referenceleder acting; who had it until then,
    until the day before (R7). `reason` is the director's for who leads two running networks already (R3)."""
    with write() as session:
        network = locked(session, number)
        action = require(network, actor, "network.name_leader" if role in BY_OFFICE else "network.staff")
        person = with_account(session, person_id)
        if role == Function.DIREKTOER_I_STEDET:
            _refuse_director(session, person, day)
        for post in held_from(session, network, day):
            if post.function == role and post.person_id == person.id and post.from_date <= day and not post.to_date:
                return post
            if post.function not in (role, *BESIDE) and {post.function, role} & AGREEING:
                _refuse_both(post, person)
        told = {}
        if role == Function.NETVAERKSLEDER and third.takes_reason(person.id, network):
            told["note"] = third.demand_reason(session, network, actor, person, reason).id
        new = _take_over(session, network, role, person, day)
        assert new is not None  # noqa: S101 - who holds it already was found above
        new.is_acting = role in ACTING
        return hold(session, network, actor.person_id, action.event, new, **told)


def name_manager(session: Session, network: Network, actor: Actor, person_id: int) -> None:
    """The person, who makes time and room for the network's leader, is told as their manager from today on; nobody is
    their own (R8). Part of a larger transaction."""
    person, day = with_account(session, person_id), clock.today()
    for held in held_from(session, network, day):
        if held.function == Function.NETVAERKSLEDER:
            _refuse_both(held, person)
    if (post := _take_over(session, network, Function.PERSONALELEDER, person, day)) is not None:
        hold(session, network, actor.person_id, "network.manager_named", post)


def _take_over(session: Session, network: Network, role: Function, person: Person, day: date) -> Post | None:
    """The post that the person is to hold from `day` on, when they do not already, other than acting; who held it does
    so no longer."""
    held = [post for post in held_from(session, network, day) if post.function == role]
    regular = [post for post in held if post.person_id == person.id and not post.is_acting]
    if any(post.from_date <= day and not post.to_date for post in regular):
        return None
    for post in held:
        post.to_date = _last_day(post, day)
    session.flush()  # before the successor: the index knows one at a time
    return Post(function=role, person=person, from_date=day)


def _last_day(post: Post, day: date) -> date:
    """Until when a post was held that another takes over on that day: until the day before. What was decided is
    recorded later: who began meanwhile has held it, and may have approved by it, until yesterday."""
    return (day if post.from_date < day else clock.today()) - timedelta(days=1)


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


def _refuse_director(session: Session, person: Person, day: date) -> None:
    """R4: where the director has an own stake, somebody else acts."""
    directs = select(Post.id).where(
        Post.person_id == person.id, Post.function == Function.NETVAERKSDIREKTOER, in_force(Post, day)
    )
    if session.scalar(directs) is not None:
        raise Refusal(
            409,
            _("The director cannot act in their own place"),
            _("Choose the director's superior, or somebody else that you agree on."),
        )


def waive_co_driver(number: str, actor: Actor, reason: str) -> Network:
    """The network has no co-driver, for this reason."""
    with write() as session:
        network = locked(session, number)
        action = require(network, actor, "network.waive_co_driver")
        if (last := waived_co_driver(network)) is None or last.text != reason:
            why, scope = note(session, network, WAIVED, reason, actor.person_id), network.scope
            events.record(str(action.event), actor_id=actor.person_id, object=scope, scope=scope, note=why.id)
        return network


def waived_co_driver(network: Network) -> Note | None:
    """Why the network has no co-driver, when it has none and somebody said so since it had one."""
    drives = [post for post in network.posts if post.function == Function.CO_DRIVER]
    if any(post.is_held for post in drives):
        return None
    last = max((post.to_date for post in drives if post.to_date and post.to_date >= post.from_date), default=date.min)
    told = (note for note in reversed(network.notes) if note.act == WAIVED)
    return next((note for note in told if note.at.astimezone(clock.COPENHAGEN).date() > last), None)


def add_participant(number: str, actor: Actor, person_id: int) -> Post:
    """A person with an account takes part from today. Who is on the network already stays as they are."""
    with write() as session:
        network = locked(session, number)
        action = require(network, actor, "network.staff")
        return _take_part(session, network, actor, action, with_account(session, person_id))


def add_external(number: str, actor: Actor, name: str, organisation: str, email: str) -> Post:
    """Somebody from outside takes part from today. A mail address that is known names its person, whatever was typed
    beside it: the caller tells the difference. That of an account is refused: HasAccount."""
    with write() as session:
        network = locked(session, number)
        action = require(network, actor, "network.staff")
        return _take_part(session, network, actor, action, outsider(session, network, name, organisation, email))


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
            _tell(network, actor.person_id, "network.role_ended", post)
        return post


def held_from(session: Session, network: Network, day: date) -> Sequence[Post]:
    """The posts on the network that are held on that day or later."""
    return session.scalars(
        select(Post).where(Post.network_id == network.id, or_(Post.to_date.is_(None), Post.to_date >= day))
    ).all()


def _take_part(session: Session, network: Network, actor: Actor, action: Action, person: Person) -> Post:
    for post in held_from(session, network, clock.today()):
        is_guest = post.function == Function.INVITERET
        if post.person_id == person.id and post.from_date <= clock.today() and not is_guest:
            return post
    post = Post(function=Function.NETVAERKSDELTAGER, person=person, from_date=clock.today())
    return hold(session, network, actor.person_id, action.event, post)


def hold(session: Session, network: Network, by_id: int, event: str | None, post: Post, **told: int) -> Post:
    """The post begins. Who was invited and now has a role is a guest no longer; another leader has another manager."""
    post.network_id = network.id
    session.add(post)
    session.flush()
    is_new_leader = post.function == Function.NETVAERKSLEDER and _led_before(session, post) != post.person_id
    for other in held_from(session, network, post.from_date):
        is_guest = (other.function, other.person_id) == (Function.INVITERET, post.person_id)
        takes_part = post.function not in (Function.INVITERET, Function.PERSONALELEDER)
        if (is_guest and takes_part) or (other.function == Function.PERSONALELEDER and is_new_leader):
            other.to_date = post.from_date - timedelta(days=1)
    _tell(network, by_id, event, post, **told)
    return post


def _led_before(session: Session, post: Post) -> int | None:
    """Who led the network before this post of its leader: the same person, when they were acting until then."""
    others = (Post.network_id == post.network_id, Post.function == post.function, Post.id != post.id)
    return session.scalar(
        select(Post.person_id).where(*others).order_by(Post.from_date.desc(), Post.id.desc()).limit(1)
    )


def with_account(session: Session, person_id: int) -> Person:
    person = session.get(Person, person_id)
    if person is None or not person.is_active:
        raise Refusal(409, _("The person has no account"), _("Choose somebody with an account."))
    return person


def outsider(session: Session, network: Network, name: str, organisation: str, email: str) -> Person:
    """The person with that mail address; without one, who has that name on the network; else a new one without an
    account."""
    values: dict[str, Any] = {
        **naming(name),
        "title": "",
        "about": organisation,
        "is_active": False,
    }
    if not email:
        told = (name, organisation, False)
        for post in held_from(session, network, clock.today()):
            if (post.person.name, post.person.about, post.person.is_active) == told:
                return post.person
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


def _tell(network: Network, by_id: int, event: str | None, post: Post, **told: int) -> None:
    """Ids and codes only: who took or left which role."""
    assert event, "an act that nobody is told of"  # noqa: S101 - the table's rows for acts have one
    events.record(
        event,
        actor_id=by_id,
        object=network.scope,
        scope=network.scope,
        person=post.person_id,
        role=str(post.function),
        **({"until": post.to_date.isoformat()} if post.to_date and post.function == Function.INVITERET else {}),
        **told,
    )
