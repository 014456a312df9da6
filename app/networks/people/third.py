"""R3: a person leads at most two running networks; a third takes the director's written reason. They are counted here,
and here the reason is kept."""

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, String, and_, cast, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from app.core import clock
from app.core.actions import Actor
from app.core.db import db
from app.core.pages import Refusal
from app.networks.models import Network, Note
from app.networks.operations import note
from app.people.models import Function, Person, Post, in_force

MOST_RUNNING = 2
TOLD_MOST = 12
REASON = "third:"  # the act of the note that says why, with the leader's id


class TakesReason(Exception):
    """The person leads as many running networks as anybody without a reason. Nothing was done."""

    def __init__(self, person: Person) -> None:
        super().__init__(person.name)
        self.name = person.name


def takes_reason(person_id: int, network: Network) -> bool:
    """Whether leading this network too takes a reason: how many others that run the person leads today."""
    leads = (Post.person_id == person_id, _leads(Post))
    query = select(func.count()).select_from(Post).join(Network, Network.id == Post.network_id).where(*leads)
    others = db.session.scalar(query.where(Network.state == "running", Network.id != network.id))
    return (others or 0) >= MOST_RUNNING


def demand_reason(session: Session, network: Network, actor: Actor, person: Person, reason: str) -> Note:
    """The reason, which only the director gives, is kept; without it, TakesReason. Part of a larger transaction."""
    if not actor.holds(Function.NETVAERKSDIREKTOER):
        raise Refusal(
            409,
            _("A person leads at most two running networks"),
            _("%(name)s leads two already. Only the network director names a third, with a reason.", name=person.name),
        )
    if not reason:
        raise TakesReason(person)
    return give_reason(session, network, person.id, reason, actor.person_id)


def give_reason(session: Session, network: Network, person_id: int, reason: str, by_id: int) -> Note:
    """Keep why the person leads this network too. Part of a larger transaction."""
    return note(session, network, f"{REASON}{person_id}", reason, by_id)


def missing(*which: ColumnElement[bool]) -> list[tuple[Network, Person]]:
    """Those networks that run and whose leader led two that ran before them, though nobody has written why; and who
    that is. It is told; nothing waits for it."""
    other, post = aliased(Network), aliased(Post)
    is_older = or_(
        other.state_since < Network.state_since,
        and_(other.state_since == Network.state_since, other.id < Network.id),
    )
    older = (
        select(func.count())
        .select_from(post)
        .join(other, other.id == post.network_id)
        .where(post.person_id == Post.person_id, _leads(post), other.state == "running", is_older)
        .correlate(Post, Network)
        .scalar_subquery()
    )
    has_reason = exists().where(Note.network_id == Network.id, Note.act == REASON + cast(Post.person_id, String))
    rows = select(Network, Person).join(Post, Post.network_id == Network.id).join(Person, Person.id == Post.person_id)
    lacking = rows.where(_leads(Post), Network.state == "running", older >= MOST_RUNNING, ~has_reason, *which)
    found = db.session.execute(lacking.order_by(Network.sort_key, Network.id).limit(TOLD_MOST))
    return [(network, leader) for network, leader in found]


def _leads(post: type[Post]) -> ColumnElement[bool]:
    return and_(post.function == Function.NETVAERKSLEDER, in_force(post, clock.today()))
