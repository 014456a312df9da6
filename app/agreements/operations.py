"""An agreement begins, and follows the posts: when another holds one of them, it ends, and the next begins with what it
said (R7)."""

from collections.abc import Iterator

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.agreements.catalogue import LEADER, Agreement, all_kinds
from app.agreements.rules import POLICY
from app.core.actions import Actor, Position
from app.core.db import db, write
from app.core.pages import Refusal
from app.documents import answers, relations
from app.documents import operations as documents
from app.documents.loading import WITH_DOCUMENTS
from app.documents.models import Document
from app.networks import operations as networks
from app.networks.models import Network
from app.networks.people.operations import name_manager
from app.people.models import Person, post_label
from app.people.operations import actor_for, holders


def of(network: Network, kind: Agreement) -> list[Document]:
    """The network's agreements of this kind, the newest last."""
    return [document for document in network.documents if document.kind == kind.key]


def living(network: Network, kind: Agreement) -> Document | None:
    """The agreement of this kind that holds, or is being made."""
    return next((document for document in of(network, kind) if document.state != "ended"), None)


def sides(network: Network, kind: Agreement) -> list[Person | None]:
    """Who holds the two posts today: the leader, and the one across."""
    positions = [Position(post, None, network.id) for post in kind.between]
    held = holders(positions)
    return [next(iter(held[position]), None) for position in positions]


def begin(number: str, actor: Actor, kind: Agreement, chosen: int | None = None) -> Document:
    """The draft of the agreement; begun twice it is one. `chosen` is who the leader's own manager is, where the kind is
    with them: somebody else than was said before takes over what there is (R7)."""
    with write() as session:
        network = networks.locked(session, number)
        networks.require(network, actor, "network.begin_agreement", POLICY)
        leader, opposite = sides(network, kind)
        if kind.is_chosen and chosen is not None and leader and leader.is_active:
            name_manager(session, network, actor, chosen)
            follow_posts(session, network, actor.person_id)
            leader, opposite = sides(network, kind)
        if (begun := living(network, kind)) is not None:
            return begun
        if leader is None or not leader.is_active:
            raise Refusal(409, _("Not relevant"), _("Who leads the network is from outside, and has no manager here."))
        if opposite is None:
            named = post_label(kind.opposite, None).lower()
            raise Refusal(409, _("Somebody is missing"), _("The network has no %(post)s yet.", post=named))
        return _begin(session, network, kind, actor)


def _begin(session: Session, network: Network, kind: Agreement, actor: Actor) -> Document:
    """With what the one before it said, if there was one."""
    earlier, (leader, _opposite) = of(network, kind), sides(network, kind)
    known = next((said for one in reversed(earlier) if (said := _carried(kind, one, leader))), {})
    document = documents.create(session, kind, network, actor)
    answers.store(session, document, known, actor)
    return document


def _carried(kind: Agreement, earlier: Document, leader: Person | None) -> dict[str, str]:
    """What the next agreement begins with of this one. Of what is private between a leader and their manager, only what
    was this leader's: also a draft that they wrote, and that ended when another led the network for a while."""
    agreed = earlier.last_agreed
    if agreed and (not kind.is_private or relations.made_by(agreed).get(LEADER) == (leader and leader.id)):
        return dict(agreed.stored_answers)
    written = [answer for answer in earlier.answers if answer.value]
    is_own = kind.is_private and leader and not agreed and any(answer.by_id == leader.id for answer in written)
    return {answer.key: answer.value for answer in written} if is_own else {}


def follow_posts(session: Session, network: Network, actor_id: int | None) -> None:
    """R7: an agreement whose two no longer hold the posts ends; the next opens when both are held. What was not agreed
    yet awaits who holds the post now; where it is their predecessor who has approved it, it is a draft again. Part of
    a larger transaction."""
    for kind, last in _newest(network):
        leader, opposite = sides(network, kind)
        actor = _actor(session, actor_id, leader)
        if (state := _due(kind, last, leader, opposite)) != last.state:
            documents.become(last, state)
            documents.tell(last, actor, "document.recalled" if state == "draft" else "document.ended", replaced=1)
        if leader and opposite and actor and leader.is_active and _is_overtaken(kind, last, leader, opposite):
            _begin(session, network, kind, actor)


def overtaken() -> list[int]:
    """The networks, by id, where an agreement is not as those who hold its posts now have it."""
    living = (Document.kind.in_([kind.key for kind in all_kinds()]), Document.state != "ended")
    here = select(Document.network_id).where(*living)
    rows = db.session.scalars(select(Network).where(Network.id.in_(here)).options(WITH_DOCUMENTS)).all()
    return [
        network.id
        for network in rows
        if any(_due(kind, last, *sides(network, kind)) != last.state for kind, last in _newest(network))
    ]


def _due(kind: Agreement, last: Document, leader: Person | None, opposite: Person | None) -> str:
    """The state that the agreement is to have, with these two in the posts. What a leader wrote for their own manager,
    who is none when another leads, is nobody else's to go on with."""
    if _is_overtaken(kind, last, leader, opposite):
        return "ended"
    if not last.agreed_n and kind.is_chosen and leader and opposite is None:
        return "ended"
    is_out = last.state == "sent" and not last.agreed_n
    has_changed = relations.made_by(last.latest).items() - _held(kind, leader, opposite).items()
    return "draft" if is_out and has_changed else last.state


def _is_overtaken(kind: Agreement, last: Document, leader: Person | None, opposite: Person | None) -> bool:
    """Whether those who agreed, each for their post, are others than who holds the posts now."""
    return bool(last.agreed_n) and relations.made_by(last.last_agreed) != _held(kind, leader, opposite)


def _held(kind: Agreement, *persons: Person | None) -> dict[str, int]:
    """Who holds the two posts, of those that are held."""
    return {post: person.id for post, person in zip(kind.between, persons, strict=True) if person}


def _newest(network: Network) -> Iterator[tuple[Agreement, Document]]:
    """The newest agreement of each kind that has been begun."""
    for kind in all_kinds():
        if made := of(network, kind):
            yield kind, made[-1]


def _actor(session: Session, actor_id: int | None, leader: Person | None) -> Actor | None:
    person = session.get(Person, actor_id) if actor_id else leader
    return actor_for(person) if person else None
