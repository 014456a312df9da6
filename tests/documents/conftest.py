"""Texts in the states that several tests of documents begin from."""

import secrets

import pytest

from app.contracts.operations import open_with_contract
from app.networks.rules import NetworkType, Track
from tests import build
from tests.documents.invitations import make


@pytest.fixture
def idea_at(people, departments):
    """Phase 1 of an innovation network that a body must decide on; the director, where asked, has approved."""

    def made(track, title="Byens grønne tage"):
        consultant = build.actor(people.consultant)
        number = open_with_contract(consultant, title, NetworkType.INNOVATION, secrets.token_hex(8), track).number
        build.save(number, consultant, build.answers_of(departments), {})
        build.send(number, consultant)
        if track == Track.DIRECTOR:
            build.operations.approve(number, build.actor(people.director), build.latest_sha(number))
        return number

    return made


@pytest.fixture
def invited(people, charter_at):
    """The number of an agreed phase 3, and the token of the link that its leader made."""
    number = charter_at("agreed")
    return number, make(number, people)
