"""The demo of the first start shows what the house can hold: networks in many states over all three phases."""

import pytest
from sqlalchemy import select

from app.core import events
from app.core.db import db
from app.devtools import demo, people
from app.devtools.plans import PLANS
from app.devtools.story import Story
from app.devtools.themes import DEPARTMENTS, IDEAS
from app.documents import integrity, standing
from app.documents.catalogue import KINDS
from app.documents.consents import Consent
from app.documents.models import Document
from app.networks.models import Network
from app.people.models import Person
from tests.browse import Browse, text_of


@pytest.fixture
def loaded(fresh_app):
    demo.load()
    return fresh_app


def test_the_demo_shows_every_phase_in_many_states(loaded):
    """One load, looked at from all sides: loading takes seconds."""
    documents = list(db.session.scalars(select(Document)))
    assert len(PLANS) == 13
    assert db.session.query(Network).count() == len(PLANS) + 1
    taken_over = db.session.scalars(select(Network).where(Network.is_taken_over)).one()
    assert [document.in_force.paper_day is not None for document in taken_over.documents] == [True, True, True]
    seen = {(document.kind.partition(".")[2], document.state, document.agreed_n is not None) for document in documents}
    assert seen >= {
        ("idea", "draft", False),
        ("idea", "sent", False),
        ("idea", "agreed", True),
        ("idea", "withdrawn", False),
        ("frame", "draft", False),
        ("frame", "draft", True),  # a change is being written
        ("frame", "sent", False),
        ("frame", "sent", True),  # a change is out
        ("frame", "agreed", True),
        ("charter", "draft", False),
        ("charter", "agreed", True),
    }
    # All persons of a welfare network have approved, and heads who sit in chefforum accede through it (R16).
    waiting = [document for document in documents if document.state == "sent" and not standing.signing(document)]
    assert {standing.awaited_parties(document)[-1].function for document in waiting} == {"chefforum"}
    assert any(party.through for document in waiting for party in standing.awaited_parties(document))
    assert {network.state for network in db.session.query(Network)} >= {
        "idea",
        "proposed",
        "decided",  # and waits for a leader
        "preparing",
        "running",
        "withdrawn",
    }
    said = list(db.session.scalars(select(Consent)))
    assert {consent.decision for consent in said} == {"approve", "send_back", "propose"}
    assert {consent.method for consent in said} == {"app", "link", "joint", "forum", "paper"}
    assert any(consent.suggestions for consent in said)
    assert any(consent.party.has_changed for consent in said)  # a body agreed with a change
    agreed = next(document for document in documents if document.kind == "contract.charter" and document.agreed_n)
    assert len(standing.unanswered(agreed)) == 1
    assert events.first_break() is None
    assert integrity.first_break() is None
    _is_opened_by_everybody(loaded)


def _is_opened_by_everybody(app):
    """Whoever signs in finds a front page and their networks without a fault."""
    page = Browse(app).get("/log-ind")
    order = [text_of(page).index(name) for name in (people.DIRECTOR, "Ida Skovbjerg", people.HEADS[0], "Dorthe Kragh")]
    assert order == sorted(order)
    for name in (people.DIRECTOR, people.CONSULTANTS[0], people.HEADS[0], "Ida Skovbjerg", "Søren Kjærulff"):
        browser = Browse(app, db.session.scalars(select(Person.id).where(Person.name == name)).one())
        assert browser.get("/").status_code == 200
        assert browser.get("/netvaerk").status_code == 200
    director = Browse(app, db.session.scalars(select(Person.id).where(Person.name == people.DIRECTOR)).one())
    numbers = [number for (number,) in db.session.query(Network.number)]
    theirs = KINDS["agreement.personaleleder"].key  # the two's alone
    documents = [number for (number,) in db.session.query(Document.number).filter(Document.kind != theirs)]
    for address in (*(f"/netvaerk/{number}" for number in numbers), *(f"/dokumenter/{number}" for number in documents)):
        assert director.get(address).status_code == 200, address


def test_nobody_is_named_who_is_not_among_the_people():
    known = {name for name, _title in people.EMPLOYEES}
    for plan in PLANS:
        assert {plan.leader, plan.co_driver, *plan.participants} - {""} <= known, plan.theme
        assert set(plan.absent) <= set(plan.participants)
        assert {plan.leader, plan.co_driver}.isdisjoint(plan.participants)


def test_every_step_of_a_plan_is_one_of_the_story():
    assert all(hasattr(Story, step) for plan in PLANS for step in plan.steps)
    assert {plan.theme for plan in PLANS} == set(demo.BY_KEY)


def test_an_idea_says_what_is_required_and_what_is_suggested_stands_in_it():
    for theme in IDEAS:
        assert {"purpose", "background", "extent"} <= theme.idea.keys()
        assert set(theme.departments) <= set(DEPARTMENTS)
        assert all(theme.idea[each.key].count(each.old) == 1 for each in theme.suggestions)


def test_the_persons_of_the_demo_have_mail_addresses_of_their_own(fresh_app):
    people.load()
    mails = [mail for (mail,) in db.session.query(Person.email)]
    assert len(set(mails)) == len(mails)
    assert all(mail.isascii() and mail.endswith("@example.dk") for mail in mails)
