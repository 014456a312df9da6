"""The steps that a network has taken, as its events tell them."""

import secrets

from app.contracts.operations import open_with_contract
from app.core import clock, events
from app.networks.people.operations import name_leader
from tests import build

PROPOSED, TAKEN_BACK, DECIDED = ("proposed", "proposed"), ("taken_back", "idea"), ("decided", "decided")
POSTPONED, DECLINED = ("postponed", "postponed"), ("declined", "rejected")
PREPARED, STARTED = ("prepared", "preparing"), ("started", "running")
ABANDONED, RESUMED = ("abandoned", "withdrawn"), ("resumed", "idea")


def network(number):
    return build.document(number).network


def steps(number):
    """What is told of the network's states: the event and the state that it names, in order."""
    scope = network(number).scope
    return [
        (event.action.partition(".")[2], event.details["state"])
        for event in events.chain()
        if event.object == scope and "state" in event.details
    ]


def at(number):
    """The steps that were taken, and that the network is where the last of them led, with a chain that holds."""
    taken = steps(number)
    assert network(number).state == (taken[-1][1] if taken else "idea")
    assert events.first_break() is None
    return taken


def last_told(action):
    return [event for event in events.chain() if event.action == action][-1]


def opened(people, departments, type_, track=""):
    """Phase 1 of a new network of this kind, written."""
    consultant = build.actor(people.consultant)
    number = open_with_contract(consultant, "Et netværk", type_, secrets.token_hex(8), track).number
    build.save(number, consultant, build.answers_of(departments), {})
    return number


def leads(people, number, day=None):
    name_leader(network(number).number, build.actor(people.consultant), people.leader, day or clock.today())
