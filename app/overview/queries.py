"""The lists, each in one query with what its rows show, whatever their number. They hold what the policies allow."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import and_, case, exists, false, literal, or_, select, true, union_all
from sqlalchemy.orm import aliased, joinedload, undefer
from sqlalchemy.sql.elements import ColumnElement

from app.appointments.catalogue import APPOINTMENT
from app.core import clock, formats
from app.core.actions import Actor
from app.core.db import db
from app.documents import relations, said, standing
from app.documents.catalogue import KINDS, kind_of
from app.documents.consents import Consent, Party
from app.documents.joint.operations import ANSWER_DAYS
from app.documents.loading import WITH_DOCUMENTS, WITH_VERSIONS
from app.documents.models import Document, Version
from app.ideas.models import Idea
from app.lifecycle import briefings
from app.lifecycle.operations import may_begin
from app.lifecycle.rules import BEGINS, UNDER_WAY
from app.lifecycle.said import ABOUT
from app.networks.models import Network
from app.networks.people import third
from app.networks.rules import OVER, PUBLISHED
from app.overview.earlier import comes_first, whom
from app.overview.waiting import IDEA_ACTS, Waiting
from app.people.models import FORUMS, OFFICE, Function, Person, Post, in_force, post_label

FRONT_MOST = 12  # of each sort of thing; what is done makes room for the rest
NETWORKS_MOST = 8


@dataclass(frozen=True)
class Front:
    """The texts of a front page: what they wait for the actor to do, and those of the actor's that wait for others."""

    waiting: list[Waiting]
    waited_on: list[Document]


def front_documents(actor: Actor) -> Front:
    """What the actor has to do with the texts that there are: approvals and answers first, the most urgent on top, then
    proposals to weigh, then drafts that are theirs to write; and what the actor's texts wait for. One query for both,
    and of each no more than there is room for."""
    urgent = (Document.due.is_(None), Document.due, Document.state_since, Document.id)
    mine = select(Document.id, literal("mine").label("sort"), _writes(actor).label("writes")).where(_waits_for(actor))
    out = select(Document.id, literal("out").label("sort"), false().label("writes"))
    sorts = union_all(
        select(mine.order_by("writes", *urgent).limit(FRONT_MOST).subquery()),
        select(out.where(Document.state == "sent", _drafts(actor)).order_by(*urgent).limit(FRONT_MOST).subquery()),
    ).subquery()
    rows = db.session.execute(
        select(Document, sorts.c.sort, sorts.c.writes)
        .join(sorts, sorts.c.id == Document.id)
        .options(WITH_VERSIONS, joinedload(Document.network), undefer(Document.made_draft_by))
        .order_by(sorts.c.writes, *urgent)
    ).all()
    # Whether they can be agreed on yet, what they build on tells (R5).
    out_now = (document for document, _sort, _w in rows if document.state == "sent")
    if building := {document.network_id for document in out_now if kind_of(document).follows}:
        db.session.scalars(select(Network).where(Network.id.in_(building)).options(WITH_DOCUMENTS)).all()
    found = [_waiting(actor, document, writes=writes) for document, sort, writes in rows if sort == "mine"]
    return Front(
        [one for one in found if one],
        [document for document, sort, _w in rows if sort == "out" and _waits_for_others(actor, document)],
    )


def _waits_for(actor: Actor) -> ColumnElement[bool]:
    """The condition that the document may wait for the actor; _waiting tells whether it does."""
    return or_(
        and_(Document.state == "draft", _writes(actor)),
        and_(or_(Document.state == "sent", _is_joint()), _is_asked(actor)),
        and_(Document.state == "agreed", _is_joint(), _writes(actor)),
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
        return waits("approve", name=document.current.by.name, due=document.due, behalf=behalf)
    if _answers(actor, document):
        return waits("answer", due=document.due)
    if document.state == "agreed" and writes and (by := _proposers(document)):
        return waits("weigh", name=formats.listed(by), due=document.due)
    if document.state == "draft" and writes:
        return waits(_writing(document), since=document.state_since, n=document.agreed_n)
    return None


def ideas_waiting_for(actor: Actor) -> list[Waiting]:
    """The ideas that the consultants have to consider, and those about which the actor was asked."""
    mine = and_(Idea.state == "asked", Idea.author_id == actor.person_id)
    new = Idea.state == "received" if actor.holds(Function.NETVAERKSKONSULENT) else false()
    ideas = db.session.scalars(
        select(Idea).where(or_(mine, new)).options(joinedload(Idea.author)).order_by(Idea.id).limit(FRONT_MOST)
    )
    return [
        Waiting(IDEA_ACTS[idea.state], idea.title, idea.number, name=idea.author.name, since=idea.state_since)
        for idea in ideas
    ]


def briefings_owed(actor: Actor) -> list[Waiting]:
    """What the actor is to tell chefforum, and at which meeting."""
    return [
        Waiting("brief", row.network.title, row.network.number, str(ABOUT[row.about]), due=row.due)
        for row in briefings.owed_by(actor)[:FRONT_MOST]
    ]


def next_steps(actor: Actor) -> list[Waiting]:
    """What the actor has to begin: the next phase on the networks that they lead; for the director, the reason why
    somebody leads a third network (R3); for a consultant, the proposal about who is to lead those that nobody
    leads."""
    found = []
    if led := _led_by(actor):
        mine = select(Network).where(Network.id.in_(led), Network.state.not_in(OVER)).options(WITH_DOCUMENTS)
        for network in db.session.scalars(mine.order_by(Network.sort_key).limit(FRONT_MOST)):
            acts = [act for act in may_begin(actor, network) if act != "begin_appointment"]
            found += [Waiting("begin", network.title, network.number, BEGINS[act].label) for act in acts]
    if actor.holds(Function.NETVAERKSDIREKTOER):
        lacking = third.missing()
        found += [Waiting("reason", network.title, network.number, name=leader.name) for network, leader in lacking]
    if actor.holds(Function.NETVAERKSKONSULENT):
        is_led = exists().where(_leads(), Post.network_id == Network.id)
        here = (Document.network_id == Network.id, Document.kind == APPOINTMENT.key)
        is_proposed = exists().where(*here, Document.state.in_(("draft", "sent")))
        bare = select(Network.title, Network.number).where(Network.state.in_(UNDER_WAY), ~is_led, ~is_proposed)
        rows = db.session.execute(bare.order_by(Network.sort_key).limit(FRONT_MOST))
        found += [Waiting("propose_leader", row.title, row.number) for row in rows]
    return found


def _led_by(actor: Actor) -> set[int]:
    """The networks that the actor leads, by id."""
    leads = (position for position in actor.positions if position.function == Function.NETVAERKSLEDER)
    return {position.network_id for position in leads if position.network_id}


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
    is_here = any(position.network_id == document.network_id for position in actor.positions)
    return is_here and any(party.person_id == actor.person_id for party in standing.unanswered(document))


def is_visible(actor: Actor) -> ColumnElement[bool]:
    """The condition that the actor may know of the network (networks.rules; a test holds that they say the same)."""
    if actor.holds(*OFFICE):
        return true()
    return or_(Network.state.in_(PUBLISHED), is_own(actor))


def is_own(actor: Actor) -> ColumnElement[bool]:
    """The condition that the actor takes part in the network, or has been asked to agree to something of it."""
    mine = Network.id.in_({position.network_id for position in actor.positions if position.network_id})
    return or_(mine, exists().where(Document.network_id == Network.id, _is_party(actor)))


def is_followed(actor: Actor) -> ColumnElement[bool]:
    """The condition that the actor reads more of the network than its short profile."""
    return true() if actor.holds(*OFFICE) else is_own(actor)


def is_read_when_sent(actor: Actor) -> ColumnElement[bool]:
    """The condition that the actor reads the document while it is out (documents.relations.READERS)."""
    if actor.holds(*OFFICE):
        return true()
    here = Document.network_id.in_({position.network_id for position in actor.positions if position.network_id})
    was_agreed = Document.agreed_n.is_not(None)
    return or_(_drafts(actor), _is_party(actor), and_(was_agreed, or_(here, _is_contract() & _follows(actor))))


def _is_contract() -> ColumnElement[bool]:
    """The condition that the document is a phase of the contract."""
    return Document.kind.in_([kind.key for kind in KINDS.values() if kind.is_contract])


def _follows(actor: Actor) -> ColumnElement[bool]:
    """The condition that the actor reads every agreed phase (documents.relations.follows)."""
    if actor.holds(*FORUMS):
        return true()
    phase, kinds = aliased(Document), [kind.key for kind in KINDS.values() if kind.is_contract]
    agreed = and_(Version.document_id == phase.id, Version.n == phase.agreed_n)
    asked = and_(agreed, Party.version_id == Version.id, Party.person_id.is_(None))
    same = and_(phase.network_id == Document.network_id, phase.kind.in_(kinds))
    return exists().where(same, asked, _is_one(actor))


def visible_networks(actor: Actor) -> list[Network]:
    """Every network that the actor may know of, in Danish order."""
    query = select(Network).where(is_visible(actor)).options(WITH_DOCUMENTS)
    return list(db.session.scalars(query.order_by(Network.sort_key)))


def front_networks(actor: Actor) -> list[Network]:
    """Some of the networks, the actor's own before others and those that are not over before the rest; one more than
    there is room for, when there are more."""
    own = case((is_own(actor), 0), else_=1) if not actor.holds(*OFFICE) else Network.id.is_(None)
    order = (own, Network.state.in_(OVER), Network.sort_key, Network.id)
    query = select(Network).where(is_visible(actor)).order_by(*order).limit(NETWORKS_MOST + 1)
    return list(db.session.scalars(query.options(joinedload(Network.type_edition), WITH_DOCUMENTS)))


def roles(actor: Actor) -> dict[int, str]:
    """What the actor is on each of their networks, by its id. The office follows all of them alike."""
    if actor.holds(*OFFICE):
        return {}
    return {post.network_id: post_label(post.function, None) for post in actor.positions if post.network_id}


def _is_party(actor: Actor) -> ColumnElement[bool]:
    """The condition that the actor, or a post that the actor holds, has been asked to agree to the document."""
    return exists().where(Version.document_id == Document.id, Party.version_id == Version.id, _is_one(actor))


def _is_asked(actor: Actor) -> ColumnElement[bool]:
    """The condition that the actor may still be to answer about it: asked in person and not heard from."""
    in_person = and_(Party.function.not_in(FORUMS), Party.through.is_(None))
    heard = exists().where(Consent.party_id == Party.id, Consent.decision == "approve")
    here = (Version.document_id == Document.id, Party.version_id == Version.id)
    return exists().where(*here, _is_one(actor), in_person, ~heard)


def _is_one(actor: Actor) -> ColumnElement[bool]:
    """The condition that the party is the actor, a post that the actor holds, or one whose holder the actor approves
    for (R9)."""
    of_others = {deputyship.position for deputyship in actor.deputyships if deputyship.position.function not in FORUMS}
    positions = [
        and_(
            Party.person_id.is_(None),
            Party.function == position.function,
            Party.department_id.is_not_distinct_from(position.department_id),
            Party.network_id.is_not_distinct_from(position.network_id),
        )
        for position in actor.positions | of_others
    ]
    return or_(Party.person_id == actor.person_id, *positions)


def _is_joint() -> ColumnElement[bool]:
    """The condition that the document is agreed on together (R17)."""
    return Document.kind.in_([kind.key for kind in KINDS.values() if kind.is_joint])


def _drafts(actor: Actor) -> ColumnElement[bool]:
    """The condition that the actor may write the document: by a post as such, or by one on its network."""
    found = []
    for position in actor.positions:
        kinds = [kind.key for kind in KINDS.values() if position.function in kind.drafters]
        here = Document.network_id == position.network_id if position.network_id else true()
        found.append(and_(Document.kind.in_(kinds), here))
    return or_(false(), *found)


def _writes(actor: Actor) -> ColumnElement[bool]:
    """The condition that the document waits for the actor to write it: the network's leader, where its leader writes it
    and there is one, else the consultants. Others who may write it are not asked."""
    by_leader = Document.kind.in_([key for key, kind in KINDS.items() if Function.NETVAERKSLEDER in kind.drafters])
    found = [and_(by_leader, Document.network_id.in_(_led_by(actor)))]
    if actor.holds(Function.NETVAERKSKONSULENT):
        found.append(~and_(by_leader, exists().where(_leads(), Post.network_id == Document.network_id)))
    return and_(_drafts(actor), or_(*found))


def _leads() -> ColumnElement[bool]:
    """The condition that a post is that of a network's leader, held today by somebody who has not left."""
    is_here = Post.person.has(Person.closed_on.is_(None))
    return and_(Post.function == Function.NETVAERKSLEDER, in_force(Post, clock.today()), is_here)
