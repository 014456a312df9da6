"""The lists, each in one query with what its rows show, whatever their number. They hold what the policies allow."""

from dataclasses import dataclass

from sqlalchemy import and_, exists, false, or_, select, true
from sqlalchemy.orm import joinedload, undefer
from sqlalchemy.sql.elements import ColumnElement

from app.core.actions import Actor
from app.core.db import db
from app.documents import rules, standing
from app.documents.catalogue import KINDS
from app.documents.consents import Party
from app.documents.loading import WITH_DOCUMENTS, WITH_VERSIONS
from app.documents.models import Document, Version
from app.networks.models import Network
from app.networks.rules import PUBLISHED
from app.people.models import OFFICE


@dataclass(frozen=True)
class Waiting:
    """Something that waits for the reader. `act` is what they do: approve, answer, write, rewrite or change."""

    act: str
    document: Document

    @property
    def label(self) -> str:
        return KINDS[self.document.kind].label


def waiting_for(actor: Actor) -> list[Waiting]:
    """What the actor has to do: approvals and answers first, the most urgent on top, then drafts that are theirs to
    write."""
    documents = db.session.scalars(
        select(Document)
        .where(
            or_(
                and_(Document.state == "draft", _drafts(actor)),
                and_(or_(Document.state == "sent", _is_joint()), _is_party(actor)),
            )
        )
        .options(WITH_VERSIONS, joinedload(Document.network), undefer(Document.made_draft_by))
        .order_by(Document.due.is_(None), Document.due, Document.state_since)
    )
    found = []
    for document in documents:
        mine = rules.relations(actor, document)
        if document.state == "sent" and "awaited" in mine:
            found.append(Waiting("approve", document))
        elif _answers(actor, document):
            found.append(Waiting("answer", document))
        elif document.state == "draft" and "drafter" in mine:
            found.append(Waiting(_writing(document), document))
    return sorted(found, key=lambda waiting: waiting.act not in ("approve", "answer"))


def _writing(document: Document) -> str:
    """Whether a draft is new, has come back, or changes what is in force."""
    if standing.came_back(document):
        return "rewrite"
    return "change" if document.agreed_n else "write"


def _answers(actor: Actor, document: Document) -> bool:
    """R17: absent from the joint act, still on the network, and not heard from."""
    is_here = any(office.network_id == document.network_id for office in actor.offices)
    return is_here and any(party.person_id == actor.person_id for party in standing.unanswered(document))


def waited_on(actor: Actor) -> list[Document]:
    """What the actor's texts wait for: those that are out for others' approval."""
    documents = db.session.scalars(
        select(Document)
        .where(Document.state == "sent", _drafts(actor))
        .options(WITH_VERSIONS, joinedload(Document.network))
        .order_by(Document.due, Document.id)
    )
    return [
        document
        for document in documents
        if any(party.office not in actor.offices for party in standing.awaited_parties(document))
    ]


def visible_networks(actor: Actor) -> list[Network]:
    """Every network that the actor may know of, in Danish order."""
    query = select(Network).options(WITH_DOCUMENTS).order_by(Network.sort_key)
    if not actor.holds(*OFFICE):
        party = exists().where(Document.network_id == Network.id, _is_party(actor))
        mine = Network.id.in_({office.network_id for office in actor.offices if office.network_id})
        query = query.where(or_(Network.state.in_(PUBLISHED), party, mine))
    return list(db.session.scalars(query))


def _is_party(actor: Actor) -> ColumnElement[bool]:
    """The condition that the actor, or a post that the actor holds, has been asked to agree to the document."""
    offices = [
        and_(
            Party.person_id.is_(None),
            Party.function == office.function,
            Party.department_id.is_not_distinct_from(office.department_id),
            Party.network_id.is_not_distinct_from(office.network_id),
        )
        for office in actor.offices
    ]
    asked = or_(Party.person_id == actor.person_id, *offices)
    return exists().where(Version.document_id == Document.id, Party.version_id == Version.id, asked)


def _is_joint() -> ColumnElement[bool]:
    """The condition that the document is agreed on together (R17)."""
    return Document.kind.in_([kind.key for kind in KINDS.values() if kind.is_joint])


def _drafts(actor: Actor) -> ColumnElement[bool]:
    """The condition that the actor writes the document: by a post as such, or by one on its network."""
    found = []
    for office in actor.offices:
        kinds = [kind.key for kind in KINDS.values() if office.function in kind.drafters]
        here = Document.network_id == office.network_id if office.network_id else true()
        found.append(and_(Document.kind.in_(kinds), here))
    return or_(false(), *found)
