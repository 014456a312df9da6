"""Cooperation agreements of the demo: on one network all are in force, on another one is agreed, one waits, one is
being talked about."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from app.agreements import arranging, operations, preparing
from app.agreements.arranging import Slot
from app.agreements.catalogue import AGREEMENTS, Agreement
from app.core import clock, deadlines
from app.core.db import db
from app.devtools import people
from app.documents import texts
from app.documents.agreeing import operations as agreeing
from app.documents.content import digest
from app.documents.drafting.operations import save
from app.documents.models import Document
from app.networks.models import Network
from app.people.models import Function
from app.people.operations import actor_for, holders


@dataclass(frozen=True)
class Two:
    """Who leads a network, on which agreements are made, and what they say, by the post of the other."""

    title: str
    leader: str
    manager: str
    said: dict[Function, dict[str, str]]


IN_FORCE = Two(
    "Elever med højt fravær",
    "Ida Skovbjerg",
    "Samira Aydin",
    {
        Function.PERSONALELEDER: {
            "balance": "Ida underviser tre dage om ugen, mens netværket er i gang. En vikar tager 7.b's timer i "
            "dansk. Vi ser på det den sidste fredag i måneden.",
            "secretariat": "Onsdag formiddag, og hele dagen før chefforum.",
            "skills": "Ida vil lære at lede en proces med forældre og fagfolk ved samme bord. Hun fortæller om det "
            "på lærermødet, og vi tager det op i PULS-samtalen til maj.",
        },
        Function.REFERENCELEDER: {
            "expectations": "Lone spørger til målet, ikke til metoden. Ida siger til, før noget går i stå. Vi taler "
            "også om det, der er svært.",
            "platforms": "Lone tager temaet med i chefforum og til mødet med skolelederne. Hun finder 20.000 kr. "
            "til at afprøve morgenmodtagelsen.",
            "rhythm": "En halv time hver fjortende dag. Det, der virker på to skoler, tager Lone videre til de andre.",
        },
        Function.CO_DRIVER: {
            "brings": "Omar kender familierne og sagerne. Ida kender skolerne. Begge er nysgerrige på, hvorfor "
            "nogle børn kommer igen.",
            "work": "Ida leder møderne, Omar holder øje med tiden og skriver referat. Vi ser tilbage på hvert møde "
            "i et kvarter.",
            "training": "Omar leder selv to møder i foråret. Det tager tre timer om ugen.",
        },
    },
)
ON_THE_WAY = Two(
    "En styrket administration",
    "Louise Frandsen",
    "Anders Brogaard",
    {
        Function.REFERENCELEDER: {
            "expectations": "Mette siger det ligeud, når netværket er ved at miste retning, og vil høre om "
            "vanskeligheder, før de bliver til problemer. Louise bestemmer mødeformen.",
            "platforms": "Mette tager temaet op på chefgruppens møde i januar og åbner for de to afdelinger, der "
            "mangler.",
            "rhythm": "Vi taler sammen en halv time hver tredje uge, helst gående.",
        },
        Function.PERSONALELEDER: {
            "balance": "Louise er fri for sagsbehandling om torsdagen. Det, hun slipper, deles mellem to kolleger. "
            "Vi ser på det den første mandag i måneden.",
            "skills": "Louise vil øve sig i at lede processer. Hun fortæller om netværket på afdelingsmødet i marts.",
        },
    },
)
PREPARED = {
    ON_THE_WAY.leader: {
        "leader-1": "Jeg er ikke god til tal.\nJeg mister let overblikket efter møderne.",
        "leader-3": "Referatet.",
    },
    "Henrik Åbenhus": {"co_driver-1": "Jeg kender økonomisystemet.\nJeg tegner gerne, hvad vi taler om."},
}


def load() -> None:
    """All of one network's; those of the network whose leader has most to agree on."""
    for kind in AGREEMENTS:
        _agreed(IN_FORCE, kind)
    manager, reference, driver = AGREEMENTS
    _agreed(ON_THE_WAY, reference)
    _sent(ON_THE_WAY, manager)
    network, leader = _network(ON_THE_WAY).number, people.named(ON_THE_WAY.leader)
    operations.begin(network, leader, driver)
    arranging.arrange(network, leader, driver, _slot())
    for name, answers in PREPARED.items():
        who = people.named(name)
        preparing.save(network, who, driver, answers)
        offers = preparing.offers(_network(ON_THE_WAY), who, driver)
        preparing.reveal(network, who, driver, {offers[next(iter(answers))]})
    db.session.remove()


def _network(two: Two) -> Network:
    return db.session.query(Network).filter_by(title=two.title).one()


def _agreed(two: Two, kind: Agreement) -> None:
    sent = _sent(two, kind)
    (other,) = (party for party in sent.versions[-1].parties if not party.has_approved)
    (holder,) = holders([other.position])[other.position]
    agreeing.approve(sent.number, actor_for(holder), sent.versions[-1].sha256)


def _slot() -> Slot:
    """At ten o'clock, some working days from now."""
    begins = datetime.combine(deadlines.working_days_after(clock.today(), 4), time(10), clock.COPENHAGEN)
    return Slot(begins, begins + timedelta(hours=1), "Rådhuset, mødelokale 2")


def _sent(two: Two, kind: Agreement) -> Document:
    leader = people.named(two.leader)
    chosen = people.person(two.manager).id if kind.is_chosen else None
    document = operations.begin(_network(two).number, leader, kind, chosen)
    save(document.number, leader, two.said[kind.opposite], {})
    due = deadlines.working_days_after(clock.today(), 10)
    return agreeing.send(document.number, leader, digest(texts.draft(document)), due)
