"""Who is invited to a network for a while: apart from those who take part, and reading along (domain.md 3)."""

from dataclasses import astuple, dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from app.core import clock
from app.core.actions import Action, Actor
from app.core.db import db, write
from app.networks.models import Network
from app.networks.operations import locked, require
from app.networks.people.operations import held_from, hold, outsider, with_account
from app.people.models import Function, Person, Post


class OnNetwork(Exception):
    """The person is on the network in that time already, or invited. Nothing was done."""

    def __init__(self, post: Post) -> None:
        super().__init__(post)
        self.post = post


@dataclass(frozen=True)
class Stay:
    """From when until when somebody is invited, both days included, and what for."""

    first: date
    last: date
    purpose: str


def invited(network: Network) -> list[Post]:
    """Who is invited today, or is to come; the first first."""
    posts = select(Post).join(Post.person).where(Post.network_id == network.id, Post.function == Function.INVITERET)
    to_come = posts.where(Post.to_date >= clock.today(), Post.to_date >= Post.from_date)
    ordered = to_come.order_by(Post.from_date, Person.sort_key, Post.id).options(joinedload(Post.person))
    return list(db.session.scalars(ordered))


def invite(number: str, actor: Actor, person_id: int, stay: Stay) -> Post:
    """A person with an account is invited for a while. OnNetwork when they are there in that time already."""
    with write() as session:
        network = locked(session, number)
        action = require(network, actor, "network.invite")
        return _invite(session, network, actor, action, with_account(session, person_id), stay)


def invite_external(number: str, actor: Actor, name: str, organisation: str, email: str, stay: Stay) -> Post:
    """Somebody from outside is invited for a while; a mail address is as with `add_external`."""
    with write() as session:
        network = locked(session, number)
        action = require(network, actor, "network.invite")
        person = outsider(session, network, name, organisation, email)
        return _invite(session, network, actor, action, person, stay)


def _invite(session: Session, network: Network, actor: Actor, action: Action, person: Person, stay: Stay) -> Post:
    for post in held_from(session, network, stay.first):
        if post.person_id == person.id and post.from_date <= stay.last:
            told = (post.function, post.from_date, post.to_date, post.purpose)
            if told == (Function.INVITERET, *astuple(stay)):
                return post  # sent twice
            raise OnNetwork(post)
    period = {"from_date": stay.first, "to_date": stay.last, "purpose": stay.purpose}
    post = Post(function=Function.INVITERET, person=person, **period)
    return hold(session, network, actor.person_id, action.event, post)
