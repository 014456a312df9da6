"""Proposals of who is to lead a network, as far as a test wants to begin."""

import secrets

from app.contracts.operations import open_with_contract
from app.core import events
from app.core.db import db
from app.documents import integrity
from app.lifecycle import operations as lifecycle
from app.networks.people.operations import participants
from app.people.models import Function
from tests import build

LEADER, REFERENCE = Function.NETVAERKSLEDER, Function.REFERENCELEDER


def network(number):
    return build.document(number).network


def proposed(number, people, **answers):
    """The number of the proposal on the network of this document, written: Karen leads, Lars is referenceleder."""
    office = build.actor(people.consultant)
    begun = lifecycle.begin(network(number).number, office, "begin_appointment").number
    answers = {"leader": people.leader, "referenceleder": people.chef_member, **answers}
    bases = build._bases(begun)
    build.save(begun, office, {key: str(value) for key, value in answers.items()}, bases)
    return begun


def sent(number, people, **answers):
    begun = proposed(number, people, **answers)
    build.send(begun, build.actor(people.consultant))
    return begun


def decided(number, people, **answers):
    """As it is after director and chefforum."""
    begun = sent(number, people, **answers)
    build.operations.approve(begun, build.actor(people.director), build.latest_sha(begun))
    build.decide(begun, build.actor(people.consultant))
    return begun


def held(number, day=None):
    return {post.function: post.person_id for post in participants(network(number), day)}


def sound():
    db.session.rollback()
    return events.first_break() is None and integrity.first_break() is None


def opened(people, departments, type_, track=""):
    office = build.actor(people.consultant)
    number = open_with_contract(office, "Et netværk", type_, secrets.token_hex(8), track).number
    build.save(number, office, build.answers_of(departments), {})
    return number
