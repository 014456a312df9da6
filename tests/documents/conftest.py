"""Texts in the states that several tests of documents begin from."""

import secrets

import pytest

import docgen
from app.contracts.operations import open_with_contract
from app.documents import printing
from app.documents.agreeing import operations as agreeing
from app.networks.rules import NetworkType, Track
from tests import build
from tests.documents.invitations import make

PLAN = {
    "course_plan": "a1,b2",
    "course_plan.a1.name": "Forberedelse",
    "course_plan.a1.start": "2027-02-15",
    "course_plan.a1.weeks": "3",
    "course_plan.a1.kind": "Arbejde",
    "course_plan.b2.content": "Besøg på tre skoler",
}


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


@pytest.fixture(autouse=True)
def impatient(monkeypatch):
    """No worker runs beside a test, so nobody waits for one."""
    monkeypatch.setattr(printing, "WAIT_SECONDS", 0)


@pytest.fixture
def printed(browse, work):
    """The data of the print at this address, as this person gets it."""

    def fetch(person, url):
        browser = browse(person)
        if browser.get(url).status_code == 202:
            work()
        answer = browser.get(url)
        assert answer.status_code == 200, (url, answer.status_code)
        return docgen.read_attached(answer.data)

    return fetch


@pytest.fixture
def frame_changed(people, frame_at):
    """Phase 2 with a course plan as version 2, sent and approved by its leader."""
    number = frame_at("agreed")
    leader = build.actor(people.leader)
    agreeing.change(number, leader)
    rewritten = {**PLAN, "disposal": "Hver deltager har fire timer om ugen."}
    base = {answer.key: build.texts.base(answer.value, answer.version) for answer in build.document(number).answers}
    build.save(number, leader, rewritten, base)
    build.send(number, leader)
    agreeing.approve(number, leader, build.latest_sha(number))
    return number
