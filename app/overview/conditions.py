"""Conditions on rows, which say what the policies and relations say of one thing (a test holds that they say the
same), so that a list is one query."""

from collections.abc import Callable

from sqlalchemy import and_, exists, false, or_, true
from sqlalchemy.orm import aliased
from sqlalchemy.sql.elements import ColumnElement

from app.core import clock
from app.core.actions import Actor
from app.documents.catalogue import KINDS, Kind
from app.documents.consents import Consent, Party
from app.documents.models import Document, Version
from app.networks.models import Network
from app.networks.rules import PUBLISHED, own
from app.people.models import FORUMS, OFFICE, Function, Person, Post, in_force


def is_visible(actor: Actor) -> ColumnElement[bool]:
    """The condition that the actor may know of the network (networks.rules; a test holds that they say the same)."""
    if actor.holds(*OFFICE):
        return true()
    return or_(Network.state.in_(PUBLISHED), is_own(actor))


def is_own(actor: Actor) -> ColumnElement[bool]:
    """The condition that the actor takes part in the network, or has been asked to agree to something of it."""
    mine = Network.id.in_(own(actor))
    return or_(mine, exists().where(Document.network_id == Network.id, _is_party(actor)))


def is_followed(actor: Actor) -> ColumnElement[bool]:
    """The condition that the actor reads more of the network than its short profile."""
    return true() if actor.holds(*OFFICE) else is_own(actor)


def is_read_when_sent(actor: Actor) -> ColumnElement[bool]:
    """The condition that the actor reads the document while it is out (documents.relations.READERS)."""
    by_office = ~_is(lambda kind: kind.is_private) if actor.holds(*OFFICE) else false()
    here = Document.network_id.in_(own(actor)) & ~_is(lambda kind: bool(kind.between))
    follows = _is(lambda kind: kind.is_contract) & _follows(actor)
    was_agreed = Document.agreed_n.is_not(None)
    return or_(by_office, drafts(actor), _is_party(actor), and_(was_agreed, or_(here, follows)))


def _is(said: Callable[[Kind], bool]) -> ColumnElement[bool]:
    """The condition that the document is of a kind of which that is so."""
    return Document.kind.in_([kind.key for kind in KINDS.values() if said(kind)])


def _follows(actor: Actor) -> ColumnElement[bool]:
    """The condition that the actor reads every agreed phase (documents.relations.follows)."""
    if actor.holds(*FORUMS):
        return true()
    manages = {p.network_id for p in actor.positions if p.function == Function.PERSONALELEDER and p.network_id}
    phase, kinds = aliased(Document), [kind.key for kind in KINDS.values() if kind.is_contract]
    agreed = and_(Version.document_id == phase.id, Version.n == phase.agreed_n)
    asked = and_(agreed, Party.version_id == Version.id, Party.person_id.is_(None))
    same = and_(phase.network_id == Document.network_id, phase.kind.in_(kinds))
    return or_(Document.network_id.in_(manages), exists().where(same, asked, _is_one(actor)))


def _is_party(actor: Actor) -> ColumnElement[bool]:
    """The condition that the actor, or a post that the actor holds, has been asked to agree to the document."""
    return exists().where(Version.document_id == Document.id, Party.version_id == Version.id, _is_one(actor))


def is_asked(actor: Actor) -> ColumnElement[bool]:
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


def is_joint() -> ColumnElement[bool]:
    """The condition that the document is agreed on together (R17)."""
    return _is(lambda kind: kind.is_joint)


def drafts(actor: Actor) -> ColumnElement[bool]:
    """The condition that the actor may write the document: by a post as such, or by one on its network."""
    found = []
    for position in actor.positions:
        kinds = [kind.key for kind in KINDS.values() if position.function in kind.drafters]
        here = Document.network_id == position.network_id if position.network_id else true()
        found.append(and_(Document.kind.in_(kinds), here))
    return or_(false(), *found)


def writes_any(actor: Actor) -> bool:
    """Whether there may be a document that the actor writes."""
    return any(position.function in kind.drafters for position in actor.positions for kind in KINDS.values())


def writes(actor: Actor) -> ColumnElement[bool]:
    """The condition that the document waits for the actor to write it: the network's leader, where its leader writes it
    and there is one, else the consultants. Others who may write it are not asked."""
    by_leader = Document.kind.in_([key for key, kind in KINDS.items() if Function.NETVAERKSLEDER in kind.drafters])
    found = [and_(by_leader, Document.network_id.in_(led_by(actor)))]
    if actor.holds(Function.NETVAERKSKONSULENT):
        found.append(~and_(by_leader, exists().where(leads(), Post.network_id == Document.network_id)))
    return and_(drafts(actor), or_(*found))


def leads() -> ColumnElement[bool]:
    """The condition that a post is that of a network's leader, held today by somebody who has not left."""
    is_here = Post.person.has(Person.closed_on.is_(None))
    return and_(Post.function == Function.NETVAERKSLEDER, in_force(Post, clock.today()), is_here)


def led_by(actor: Actor) -> set[int]:
    """The networks that the actor leads, by id."""
    leads = (position for position in actor.positions if position.function == Function.NETVAERKSLEDER)
    return {position.network_id for position in leads if position.network_id}
