"""When the two talk: arranged, moved or cancelled by either of them, and as an appointment in a calendar."""

from dataclasses import dataclass
from datetime import date, datetime

from flask import current_app
from flask_babel import gettext as _
from sqlalchemy import Select, select
from sqlalchemy.orm import Session, contains_eager, joinedload

from app.agreements.catalogue import Agreement
from app.agreements.models import Talk
from app.agreements.operations import living, sides
from app.agreements.preparing import side_of
from app.agreements.rules import POLICY
from app.config import Settings
from app.core import clock, events, links
from app.core.actions import Actor
from app.core.calendar import Appointment
from app.core.db import db, write
from app.core.pages import Refusal
from app.documents import operations as documents
from app.documents.catalogue import KINDS
from app.documents.models import Document
from app.networks import operations as networks
from app.networks.models import Network


@dataclass(frozen=True)
class Slot:
    """When, both aware, and where ("" when that is open)."""

    starts_at: datetime
    ends_at: datetime
    place: str


def of(document: Document) -> Talk | None:
    """The talk about an agreement, also one that has been cancelled or held."""
    return db.session.get(Talk, document.id, options=[joinedload(Talk.by)])


def arrange(number: str, actor: Actor, kind: Agreement, slot: Slot) -> Talk:
    """The talk is at this time from now on. Arranged so already, nothing happens."""
    with write() as session:
        document = _held(session, number, actor, kind)
        return put(session, document, actor, slot)


def put(session: Session, document: Document, actor: Actor, slot: Slot) -> Talk:
    """The same, as part of a larger transaction."""
    leader_id, other_id = _two(document)
    wanted = vars(slot) | {"is_cancelled": False, "leader_id": leader_id, "other_id": other_id}
    talk = session.get(Talk, document.id)
    if talk is None:
        talk = Talk(document=document, sequence=-1, **wanted)
        session.add(talk)
    elif all(getattr(talk, name) == value for name, value in wanted.items()):
        return talk
    _change(talk, actor.person_id, wanted)
    day = slot.starts_at.astimezone(clock.COPENHAGEN).date()
    documents.tell(document, actor, POLICY.actions["network.arrange_talk"].event, day=day.isoformat())
    return talk


def cancel(number: str, actor: Actor, kind: Agreement) -> None:
    """There is no talk now. Cancelled already, nothing happens."""
    with write() as session:
        document = _held(session, number, actor, kind)
        talk = session.get(Talk, document.id)
        if talk is None or talk.is_cancelled:
            return
        _change(talk, actor.person_id, {"is_cancelled": True})
        documents.tell(document, actor, "document.talk_cancelled")


def follow_posts(session: Session, network: Network, actor_id: int | None) -> None:
    """R7: a talk to come of two who no longer hold the posts, or whose agreement has ended, is none. Part of a larger
    transaction."""
    for talk in session.scalars(_to_come().where(Document.network_id == network.id)).all():
        if _is_overtaken(talk):
            _change(talk, actor_id, {"is_cancelled": True})
            told, scope = documents.told_as(talk.document), network.scope
            events.record("document.talk_cancelled", actor_id=actor_id, object=told, scope=scope, replaced=1)


def overtaken() -> list[int]:
    """The networks, by id, with a talk to come of others than who hold the posts now."""
    return [talk.document.network_id for talk in db.session.scalars(_to_come()) if _is_overtaken(talk)]


def _to_come() -> Select[Talk]:
    begins = select(Talk).join(Talk.document).options(contains_eager(Talk.document).joinedload(Document.network))
    return begins.where(~Talk.is_cancelled, Talk.starts_at > clock.now())


def _is_overtaken(talk: Talk) -> bool:
    return talk.document.state == "ended" or talk.two != _two(talk.document)


def _two(document: Document) -> tuple[int | None, int | None]:
    """Who holds the agreement's posts today, by id."""
    kind = KINDS[document.kind]
    assert isinstance(kind, Agreement)  # noqa: S101 - there are no other talks
    leader, other = sides(document.network, kind)
    return leader and leader.id, other and other.id


def _change(talk: Talk, actor_id: int | None, values: dict[str, object]) -> None:
    for name, value in values.items():
        setattr(talk, name, value)
    talk.sequence, talk.by_id, talk.at = talk.sequence + 1, actor_id, clock.now()


def _held(session: Session, number: str, actor: Actor, kind: Agreement) -> Document:
    network = networks.locked(session, number)
    networks.require(network, actor, "network.arrange_talk", POLICY)
    side_of(network, actor, kind)
    return begun(network, kind)


def begun(network: Network, kind: Agreement) -> Document:
    """The agreement that there is to talk about; 409 before it has begun and after it has ended."""
    document = living(network, kind)
    if document is None:
        raise Refusal(409, _("There is no agreement yet"), _("Who leads the network begins it. Then you find a time."))
    return document


def appointment(talk: Talk) -> Appointment:
    """As it stands in a calendar. Others may see the calendar: of a private agreement they see that it is taken."""
    document = talk.document
    kind, network = KINDS[document.kind], document.network
    assert isinstance(kind, Agreement)  # noqa: S101 - there are no other talks
    settings: Settings = current_app.extensions["settings"]
    room = links.address("agreements.meet", number=network.number, post=kind.opposite)
    return Appointment(
        uid=f"{document.number}@{settings.host}",
        sequence=talk.sequence,
        at=talk.at,
        starts_at=talk.starts_at,
        ends_at=talk.ends_at,
        summary=_("Talk about %(label)s: %(title)s", label=kind.label, title=network.title),
        place=talk.place,
        description=_("Prepare yourself, and find the draft and the guide: %(address)s", address=room),
        url=room,
        is_private=kind.is_private,
        is_cancelled=talk.is_cancelled,
    )


def is_to_come(talk: Talk | None) -> bool:
    """Whether the day of the talk is today or later, and it has not been cancelled."""
    return talk is not None and not talk.is_cancelled and day_of(talk) >= clock.today()


def day_of(talk: Talk) -> date:
    """The day of the talk in Denmark."""
    return talk.starts_at.astimezone(clock.COPENHAGEN).date()
