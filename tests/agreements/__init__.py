"""Cooperation agreements, as far as a test wants to begin."""

from datetime import timedelta

from app.agreements import operations
from app.agreements.catalogue import AGREEMENTS
from app.core import clock
from app.networks.people.operations import name
from app.people.models import Function
from tests import build

PERSONALELEDER, REFERENCELEDER, CO_DRIVER = AGREEMENTS
SAID = {
    PERSONALELEDER.key: {"balance": "Karen er fri om torsdagen."},
    REFERENCELEDER.key: {"expectations": "Vi siger det ligeud til hinanden."},
    CO_DRIVER.key: {"work": "Ulla skriver referat."},
}


def led(people, frame_at, state="agreed"):
    """The number of a network that Karen leads, with a referenceleder and a co-driver."""
    network = build.document(frame_at(state)).network.number
    office = build.actor(people.consultant)
    for role, who in ((Function.REFERENCELEDER, people.school_head), (Function.CO_DRIVER, people.co_driver)):
        name(network, office, role, who, clock.today() - timedelta(days=1))
    return network


def begun(people, network, kind):
    """The number of the agreement's draft, written by the leader. Her own manager is the finance head."""
    leader = build.actor(people.leader)
    chosen = people.finance_head if kind is PERSONALELEDER else None
    number = operations.begin(network, leader, kind, chosen).number
    build.save(number, leader, SAID[kind.key], build._bases(number))
    return number


def sent(people, network, kind):
    """Sent by the leader, who has approved it with that."""
    number = begun(people, network, kind)
    build.send(number, build.actor(people.leader))
    return number


def opposite(people, kind):
    """Who agrees with the leader. Her own manager heads a department that the network does not concern."""
    held = {"personaleleder": people.finance_head, "referenceleder": people.school_head, "co_driver": people.co_driver}
    return held[kind.opposite]


def agreed(people, network, kind):
    number = sent(people, network, kind)
    build.operations.approve(number, build.actor(opposite(people, kind)), build.latest_sha(number))
    return number


def replace_referenceleder(network, people, person, days=0):
    day = clock.today() + timedelta(days=days)
    name(network, build.actor(people.consultant), Function.REFERENCELEDER, person, day)
