"""The lists, each in one query with what its rows show, whatever their number. They hold what the policies allow."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import and_, case, exists, false, func, literal, or_, select, union_all
from sqlalchemy.orm import joinedload, undefer
from sqlalchemy.sql.elements import ColumnElement

from app.appointments.catalogue import APPOINTMENT
from app.core import clock, formats
from app.core.actions import Actor
from app.core.db import db
from app.documents import relations, said, standing
from app.documents.catalogue import KINDS, kind_of
from app.documents.joint.operations import ANSWER_DAYS
from app.documents.loading import WITH_DOCUMENTS, WITH_VERSIONS
from app.documents.models import Document, Remark, Version
from app.ideas.models import Idea
from app.lifecycle import briefings
from app.lifecycle.operations import may_begin
from app.lifecycle.rules import BEGINS, UNDER_WAY
from app.lifecycle.said import ABOUT
from app.networks.models import Network
from app.networks.people import third
from app.networks.rules import OVER, takes_part
from app.overview import conditions, talks
from app.overview.earlier import comes_first, whom
from app.overview.waiting import IDEA_ACTS, Waiting, in_order
from app.people.models import OFFICE, Function, Person, Post, post_label

FRONT_MOST = 12  # of each sort of thing; what is done makes room for the rest
NETWORKS_MOST = 8


@dataclass(frozen=True)
class Front:
    """What the texts wait for the actor to do, those of the actor's that wait for others, some of the networks, and
    those that the actor leads."""

    waiting: list[Waiting]
    waited_on: list[Document]
    networks: list[Network]
    led: list[Network]


def front(actor: Actor, most: int = FRONT_MOST) -> Front:
    """What the actor has to do with the texts that there are: approvals and answers first, the most urgent on top, then
    proposals to weigh, then drafts that are theirs to write; and what the actor's texts wait for. One query for both,
    and of each no more than there is room for."""
    urgent = (Document.due.is_(None), Document.due, Document.state_since, Document.id)
    mine = select(Document.id, literal("mine").label("sort"), conditions.writes(actor).label("writes"))
    out = select(Document.id, literal("out").label("sort"), false().label("writes"))
    is_mine_and_out = and_(Document.state == "sent", conditions.drafts(actor))
    sorts = union_all(
        select(mine.where(_waits_for(actor)).order_by("writes", *urgent).limit(most).subquery()),
        select(out.where(is_mine_and_out).order_by(*urgent).limit(most).subquery()),
    ).subquery()
    rows = db.session.execute(
        select(Document, sorts.c.sort, sorts.c.writes)
        .join(sorts, sorts.c.id == Document.id)
        .options(WITH_VERSIONS, joinedload(Document.network), undefer(Document.made_draft_by))
        .order_by(sorts.c.writes, *urgent)
    ).all()
    # Whether they can be agreed on yet, what they build on tells (R5).
    out_now = (document for document, _sort, _w in rows if document.state == "sent")
    building = {document.network_id for document in out_now if kind_of(document).follows}
    led = conditions.led_by(actor)
    networks = _front_networks(actor, building | led)
    found = [_waiting(actor, document, writes=writes) for document, sort, writes in rows if sort == "mine"]
    return Front(
        [one for one in found if one],
        [document for document, sort, _w in rows if sort == "out" and _waits_for_others(actor, document)],
        networks[: NETWORKS_MOST + 1],
        [network for network in networks if network.id in led],
    )


def everything(actor: Actor, found: Front, ideas: Iterable[Idea]) -> list[Waiting]:
    """All that waits for the actor, in order: `found` of the texts, the ideas, and what is about neither. What the two
    are to talk about does not wait to be written."""
    to_talk = talks.waiting_for(actor, FRONT_MOST)
    talked_of = {one.number for one in to_talk}
    texts = [one for one in found.waiting if not (one.act == "write" and one.number in talked_of)]
    of_ideas = map(_considers, ideas)
    beside = (to_talk, remarks_waiting_for(actor), of_ideas, briefings_owed(actor), next_steps(actor, found.led))
    return in_order(*texts, *(one for some in beside for one in some))


def _front_networks(actor: Actor, also: set[int]) -> list[Network]:
    """Some of the networks, the actor's own before others and those that are not over before the rest: one more than
    there is room for, when there are more; then those that the page reads `also`. All at once."""
    own = case((conditions.is_own(actor), 0), else_=1) if not actor.holds(*OFFICE) else Network.id.is_(None)
    order = (own, Network.state.in_(OVER), Network.sort_key, Network.id)
    first = select(Network.id).where(conditions.is_visible(actor)).order_by(*order).limit(NETWORKS_MOST + 1)
    query = select(Network).where(or_(Network.id.in_(first), Network.id.in_(also))).order_by(*order)
    return list(db.session.scalars(query.options(joinedload(Network.type_edition), WITH_DOCUMENTS)))


def _waits_for(actor: Actor) -> ColumnElement[bool]:
    """The condition that the document may wait for the actor; _waiting tells whether it does."""
    return or_(
        and_(Document.state == "draft", conditions.writes(actor)),
        and_(or_(Document.state == "sent", conditions.is_joint()), conditions.is_asked(actor)),
        and_(Document.state == "agreed", conditions.is_joint(), conditions.writes(actor)),
    )


def _waits_for_others(actor: Actor, document: Document) -> bool:
    return any(not party.includes(actor) for party in standing.awaited_parties(document))


def _waiting(actor: Actor, document: Document, *, writes: bool) -> Waiting | None:
    def waits(act: str, **told: Any) -> Waiting:
        return Waiting(act, document.network.title, document.number, KINDS[document.kind].label, **told)

    mine = relations.relations(actor, document)
    if document.state == "sent" and document.current and "awaited" in mine:
        if first := comes_first(document):
            names, label = formats.listed(whom(document)), KINDS[first.kind].label
            return waits("held", name=names, before=label, since=document.state_since)
        behalf = said.on_behalf(relations.deputised(actor, document.current))
        told = {"name": document.current.by.name, "n": document.current.n, "behalf": behalf}
        return waits("approve", due=document.due, **told)
    if _answers(actor, document):
        return waits("answer", due=document.due)
    if document.state == "agreed" and writes and (by := _proposers(document)):
        return waits("weigh", name=formats.listed(by), due=document.due)
    if document.state == "draft" and writes:
        return waits(_writing(document), since=document.state_since, n=document.agreed_n)
    return None


def _considers(idea: Idea) -> Waiting:
    return Waiting(IDEA_ACTS[idea.state], idea.title, idea.number, name=idea.author.name, since=idea.state_since)


def remarks_waiting_for(actor: Actor) -> list[Waiting]:
    """The drafts that the actor writes on which others have remarked and nobody has answered, one row for each. Since
    when is that of the newest remark, answered or not, so that an answer makes none of it new again."""
    if not conditions.writes_any(actor):
        return []
    of_others = (Remark.document_id == Document.id, Remark.by_id != actor.person_id)
    newest = select(func.max(Remark.at)).where(*of_others).correlate(Document).scalar_subquery()
    rows = db.session.execute(
        select(
            Network.title,
            Document.number,
            Document.kind,
            newest,
            func.count(Person.id.distinct()),
            func.min(Person.name),
        )
        .join(Network, Network.id == Document.network_id)
        .join(Remark, and_(*of_others, Remark.state == "open"))
        .join(Person, Person.id == Remark.by_id)
        .where(Document.state == "draft", conditions.drafts(actor))
        .group_by(Document.id, Network.title, Document.number, Document.kind)
        .order_by(newest, Document.id)
        .limit(FRONT_MOST)
    )
    return [
        Waiting(
            "answer_remark", title, number, KINDS[kind].label, since=at, name=name if persons == 1 else _("Several")
        )
        for title, number, kind, at, persons, name in rows
    ]


def briefings_owed(actor: Actor) -> list[Waiting]:
    """What the actor is to tell chefforum, and at which meeting."""
    return [
        Waiting("brief", row.network.title, row.network.number, str(ABOUT[row.about]), due=row.due)
        for row in briefings.owed_by(actor)[:FRONT_MOST]
    ]


def next_steps(actor: Actor, led: Iterable[Network]) -> list[Waiting]:
    """What the actor has to begin: the next phase on the networks that they lead; for the director, the reason why
    somebody leads a third network (R3); for a consultant, the proposal about who is to lead those that nobody
    leads."""
    found = []
    for network in led:
        acts = () if network.state in OVER else may_begin(actor, network)
        begun = [BEGINS[act].label for act in acts if act != "begin_appointment"]
        found += [Waiting("begin", network.title, network.number, label) for label in begun]
    if actor.holds(Function.NETVAERKSDIREKTOER):
        lacking = third.missing()
        found += [Waiting("reason", network.title, network.number, name=leader.name) for network, leader in lacking]
    if actor.holds(Function.NETVAERKSKONSULENT):
        is_led = exists().where(conditions.leads(), Post.network_id == Network.id)
        here = (Document.network_id == Network.id, Document.kind == APPOINTMENT.key)
        is_proposed = exists().where(*here, Document.state.in_(("draft", "sent")))
        bare = select(Network.title, Network.number).where(Network.state.in_(UNDER_WAY), ~is_led, ~is_proposed)
        rows = db.session.execute(bare.order_by(Network.sort_key).limit(FRONT_MOST))
        found += [Waiting("propose_leader", row.title, row.number) for row in rows]
    return found


def _proposers(document: Document) -> list[str]:
    """Who would like what was agreed on together otherwise (R17), as long as answers are asked for; of a proposal that
    came late, for as many days from then."""
    version, lately = document.in_force, clock.now() - timedelta(days=ANSWER_DAYS)
    is_open = document.due is not None and document.due >= clock.today()
    return [
        party.person.name
        for party in (version.parties if version else ())
        if party.person and party.consent and party.has_proposed and (is_open or party.consent.at > lately)
    ]


def _writing(document: Document) -> str:
    """Whether a draft is new, has come back, or changes what is in force."""
    if standing.came_back(document):
        return "rewrite"
    if document.agreed_n:
        return "change"
    return "write_jointly" if KINDS[document.kind].is_joint else "write"


def _answers(actor: Actor, document: Document) -> bool:
    """R17: absent from the joint act, still on the network, and not heard from."""
    is_here = takes_part(actor, document.network_id)
    return is_here and any(party.person_id == actor.person_id for party in standing.unanswered(document))


def visible_networks(actor: Actor) -> list[Network]:
    """Every network that the actor may know of, in Danish order."""
    query = select(Network).where(conditions.is_visible(actor)).options(WITH_DOCUMENTS)
    return list(db.session.scalars(query.order_by(Network.sort_key)))


def read_texts(network: Network) -> None:
    """The texts of the contract that are in force, at once."""
    phases = (document for document in network.documents if kind_of(document).is_contract)
    wanted = [document.in_force.id for document in phases if document.in_force]
    db.session.scalars(select(Version).where(Version.id.in_(wanted)).options(undefer(Version.json))).all()


def roles(actor: Actor) -> dict[int, str]:
    """What the actor is on each of their networks, by its id. The office follows all of them alike."""
    if actor.holds(*OFFICE):
        return {}
    return {post.network_id: post_label(post.function, None) for post in actor.positions if post.network_id}
