"""Cooperation agreements of the demo: one agreed, one that waits, one being talked about."""

from datetime import datetime, time, timedelta

from app.agreements import arranging, operations, preparing
from app.agreements.arranging import Slot
from app.agreements.catalogue import AGREEMENTS, Agreement
from app.core import clock, deadlines
from app.core.actions import Actor
from app.core.db import db
from app.devtools import people
from app.documents import texts
from app.documents.agreeing import operations as agreeing
from app.documents.content import digest
from app.documents.drafting.operations import save
from app.documents.models import Document
from app.networks.models import Network
from app.people.models import Function

TITLE, LEADER, OPPOSITE, MANAGER = "En styrket administration", "Louise Frandsen", "Mette Øllgaard", "Anders Brogaard"
CO_DRIVER = "Henrik Åbenhus"
SAID = {
    Function.REFERENCELEDER: {
        "expectations": "Mette siger det ligeud, når netværket er ved at miste retning, og vil høre om vanskeligheder, "
        "før de bliver til problemer. Louise bestemmer mødeformen.",
        "platforms": "Mette tager temaet op på chefgruppens møde i januar og åbner for de to afdelinger, der mangler.",
        "rhythm": "Vi taler sammen en halv time hver tredje uge, helst gående.",
    },
    Function.PERSONALELEDER: {
        "balance": "Louise er fri for sagsbehandling om torsdagen. Det, hun slipper, deles mellem to kolleger. Vi ser "
        "på det den første mandag i måneden.",
        "skills": "Louise vil øve sig i at lede processer. Hun fortæller om netværket på afdelingsmødet i marts.",
    },
}
PREPARED = {
    LEADER: {
        "leader-1": "Jeg er ikke god til tal.\nJeg mister let overblikket efter møderne.",
        "leader-3": "Referatet.",
    },
    CO_DRIVER: {"co_driver-1": "Jeg kender økonomisystemet.\nJeg tegner gerne, hvad vi taler om."},
}


def load() -> None:
    """On the network whose leader has most to agree on."""
    network = db.session.query(Network).filter_by(title=TITLE).one().number
    manager, reference, driver = AGREEMENTS
    agreed = _sent(network, reference)
    agreeing.approve(agreed.number, people.named(OPPOSITE), agreed.versions[-1].sha256)
    _sent(network, manager, people.person(MANAGER).id)
    operations.begin(network, people.named(LEADER), driver)
    arranging.arrange(network, people.named(LEADER), driver, _slot())
    for name, answers in PREPARED.items():
        who = people.named(name)
        preparing.save(network, who, driver, answers)
        preparing.reveal(network, who, driver, {next(iter(answers))})
    db.session.remove()


def _slot() -> Slot:
    """At ten o'clock, some working days from now."""
    begins = datetime.combine(deadlines.working_days_after(clock.today(), 4), time(10), clock.COPENHAGEN)
    return Slot(begins, begins + timedelta(hours=1), "Rådhuset, mødelokale 2")


def _sent(network: str, kind: Agreement, chosen: int | None = None) -> Document:
    leader: Actor = people.named(LEADER)
    document = operations.begin(network, leader, kind, chosen)
    save(document.number, leader, SAID[kind.opposite], {})
    due = deadlines.working_days_after(clock.today(), 10)
    return agreeing.send(document.number, leader, digest(texts.draft(document)), due)
