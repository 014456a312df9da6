"""The proposal about a network's leader and referenceleder: who agrees to it, and what follows when they have (R3)."""

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from app.appointments.documents import print_proposal
from app.appointments.questions import LEADERSHIP
from app.core.actions import Position
from app.core.db import db
from app.documents.catalogue import Answers, Kind, register
from app.documents.models import Document
from app.documents.sheets import agreed_on
from app.networks.models import Network
from app.networks.people.operations import appoint
from app.networks.people.third import give_reason, takes_reason
from app.networks.rules import NetworkType, entry
from app.people.models import FORUMS, OFFICE, Function, Person
from app.people.operations import holder_of


def _parties(network: Network, _answers: Answers) -> list[Position]:
    """The director proposes; the body that the type names decides, where it is not the director alone."""
    appoints = entry(network).appoints
    proposer = Position(Function.NETVAERKSDIREKTOER)
    return [proposer, Position(appoints)] if appoints in FORUMS else [proposer]


def _faults(document: Document, answers: Answers) -> dict[str, str]:
    """R3, R8; a referenceleder is found except in a learning network."""
    found, leader, referenceleder = {}, answers.get("leader"), answers.get("referenceleder")
    if not referenceleder and document.network.type != NetworkType.LEARNING:
        found["referenceleder"] = _("Choose who is to be referenceleder")
    if leader and leader == referenceleder:
        found["referenceleder"] = _("One person cannot both lead the network and be its referenceleder")
    co_driver = holder_of(Function.CO_DRIVER, network_id=document.network_id)
    if co_driver and leader == str(co_driver.id):
        found["leader"] = _("%(name)s is co-driver. End that role first", name=co_driver.name)
    if leader and not answers.get("third") and takes_reason(int(leader), document.network):
        name = db.session.get_one(Person, int(leader)).name
        found["third"] = _("%(name)s leads two running networks already. Write why it is to be one more", name=name)
    return found


def _appoint(session: Session, document: Document) -> None:
    """Who is proposed takes over from the day of the decision."""
    version = document.last_agreed
    if version is None:
        return
    chosen = {
        role: int(person)
        for role, key in ((Function.NETVAERKSLEDER, "leader"), (Function.REFERENCELEDER, "referenceleder"))
        if (person := version.stored_answers.get(key))
    }
    appoint(session, document.network, version.by_id, chosen, agreed_on(version))
    if reason := version.stored_answers.get("third"):
        give_reason(session, document.network, chosen[Function.NETVAERKSLEDER], reason, version.by_id)


APPOINTMENT = register(
    Kind(
        key="appointment",
        label="indstillingen om ledelse",
        title="Indstilling om ledelse",
        sheet_title="Indstilling om netværksleder og referenceleder",
        intro="Netværksdirektøren indstiller netværkslederen og referencelederen sammen.",
        number=lambda network: f"IL-{network.number}",
        questions=LEADERSHIP,
        drafters=frozenset(OFFICE),
        parties=_parties,
        printed=print_proposal,
        faults=_faults,
        on_agreed=_appoint,
    )
)
