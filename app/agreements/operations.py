"""An agreement begins, and follows the posts: when another holds one of them, it ends, and the next begins with what it
said (R7)."""

from collections.abc import Iterator

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.agreements.catalogue import Agreement, all_kinds
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
    with them and nobody has said so."""
    with write() as session:
        network = networks.locked(session, number)
        networks.require(network, actor, "network.begin_agreement", POLICY)
        if (begun := living(network, kind)) is not None:
            return begun
        leader, opposite = sides(network, kind)
        if leader is None or not leader.is_active:
            raise Refusal(409, _("Not relevant"), _("Who leads the network is from outside, and has no manager here."))
        if kind.is_chosen and chosen is not None and (opposite is None or opposite.id != chosen):
            name_manager(session, network, actor, chosen)
        elif opposite is None:
            named = post_label(kind.opposite, None).lower()
            raise Refusal(409, _("Somebody is missing"), _("The network has no %(post)s yet.", post=named))
        return _begin(session, network, kind, actor)


def _begin(session: Session, network: Network, kind: Agreement, actor: Actor) -> Document:
    """With what the one before it said, if there was one."""
    earlier = of(network, kind)
    document = documents.create(session, kind, network, actor)
    said = earlier[-1].last_agreed.stored_answers if earlier and earlier[-1].last_agreed else {}
    answers.store(session, document, said, actor)
    return document


def follow_posts(session: Session, network: Network, actor_id: int | None) -> None:
    """R7: an agreement whose two no longer hold the posts ends; the next opens when both are held. What was not agreed
    yet awaits who holds the post now. Part of a larger transaction."""
    for kind, last in _agreed(network):
        leader, opposite = sides(network, kind)
        if not _is_overtaken(last, leader, opposite):
            continue
        actor = _actor(session, actor_id, leader)
        if last.state != "ended":
            documents.become(last, "ended")
            documents.tell(last, actor, "document.ended", replaced=1)
        if leader and opposite and actor and leader.is_active:
            _begin(session, network, kind, actor)


def overtaken() -> list[int]:
    """The networks, by id, where an agreement holds between two of whom one has left the post since."""
    holds = (Document.kind.in_([kind.key for kind in all_kinds()]), Document.agreed_n.is_not(None))
    here = select(Document.network_id).where(*holds, Document.state != "ended")
    rows = db.session.scalars(select(Network).where(Network.id.in_(here)).options(WITH_DOCUMENTS)).all()
    return [
        network.id
        for network in rows
        if any(last.state != "ended" and _is_overtaken(last, *sides(network, kind)) for kind, last in _agreed(network))
    ]


def _is_overtaken(last: Document, *now: Person | None) -> bool:
    """Whether those who agreed are others than who holds the posts now."""
    return {person.id for person in now if person} != relations.made_by(last)


def _agreed(network: Network) -> Iterator[tuple[Agreement, Document]]:
    """The newest agreement of each kind, when it has been agreed."""
    for kind in all_kinds():
        if (made := of(network, kind)) and made[-1].agreed_n:
            yield kind, made[-1]


def _actor(session: Session, actor_id: int | None, leader: Person | None) -> Actor | None:
    person = session.get(Person, actor_id) if actor_id else leader
    return actor_for(person) if person else None
