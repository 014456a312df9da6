"""Chefforum is briefed: a duty with a date, by whom the type says, never a gate (domain.md 4, 5)."""

import secrets
from dataclasses import replace
from datetime import timedelta

import pytest

from app.contracts.operations import open_with_contract
from app.core import clock, events
from app.core.db import db
from app.core.forms import write_date
from app.forums.operations import plan
from app.lifecycle.models import Briefing
from app.lifecycle.operations import step
from app.networks.people.operations import name_co_driver
from app.networks.rules import TYPES, NetworkType, Track
from app.networks.types import operations as types
from app.people.models import Function
from app.people.register import operations as register
from tests import build
from tests.browse import text_of


def briefings():
    db.session.rollback()
    return {row.about: row for row in db.session.query(Briefing)}


def decided(people, departments, type_, track=""):
    """The number of a network of that type that has just been decided."""
    office = build.actor(people.consultant)
    number = open_with_contract(office, "Et netværk", type_, secrets.token_hex(8), track).number
    build.save(number, office, build.answers_of(departments), {})
    build.send(number, office)
    build.operations.approve(number, build.actor(people.director), build.latest_sha(number))
    if type_ != NetworkType.LEARNING:
        build.decide(number, office)
    return build.document(number).network.number


@pytest.mark.both_databases
def test_a_welfare_network_is_told_of_by_the_act_that_decides_it(people, phase_at):
    phase_at("agreed")
    told = briefings()["network"]
    assert (told.by, told.held_on, told.item) == ("afdelingschef", clock.today(), "4")
    assert told.recorded_by_id == people.consultant


def test_of_an_innovation_network_the_leader_tells_when_chosen(browse, people, departments):
    network = decided(people, departments, NetworkType.INNOVATION, Track.DIRECTOR)
    assert briefings() == {}
    build.name_leader(network, build.actor(people.consultant), people.leader, clock.today())
    assert {about: (row.by, row.held_on) for about, row in briefings().items()} == {"network": ("netvaerksleder", None)}
    assert "Orientér chefforum om netværket" in text_of(browse(people.leader).get("/"))
    assert "Orientér" not in text_of(browse(people.director).get("/"))


@pytest.mark.both_databases
def test_of_a_network_that_was_led_on_without_a_leader_the_leader_tells_when_there_is_one(people, departments):
    """R4 moves the network on; the duty is the leader's all the same."""
    office = build.actor(people.consultant)
    network = decided(people, departments, NetworkType.INNOVATION, Track.DIRECTOR)
    for state in ("decided", "preparing"):
        step(network, office, "move_on", state, "Det haster.")
    name_co_driver(network, office, people.co_driver, clock.today())
    assert briefings() == {}
    build.name_leader(network, office, people.leader, clock.today())
    build.name_leader(network, office, people.stranger, clock.today())
    assert {about: row.by for about, row in briefings().items()} == {"network": "netvaerksleder"}


def test_of_who_takes_part_the_leader_tells_when_phase_2_is_agreed(browse, people, frame_at):
    frame_at("sent")
    assert "composition" not in briefings()
    frame_at("agreed", title="Et andet")
    assert briefings()["composition"].by == "netvaerksleder"
    assert "Orientér chefforum om netværkets sammensætning" in text_of(browse(people.leader).get("/"))


def test_of_a_learning_network_the_director_tells(browse, people, departments):
    decided(people, departments, NetworkType.LEARNING)
    assert briefings()["network"].by == "netvaerksdirektoer"
    assert "Orientér chefforum om netværket" in text_of(browse(people.director).get("/"))


PUT = "Orientér chefforum om netværket"


@pytest.fixture
def told_by_a_head(people):
    """Direktørforum decides on welfare networks, and a central head briefs chefforum."""
    row = TYPES[NetworkType.WELFARE, ""]
    changed = replace(row, decides=Function.DIREKTOERFORUM)
    types.change(build.actor(people.consultant), 1, (NetworkType.WELFARE, ""), changed)


def on_front(browse, people):
    heads = (people.school_head, people.family_head, people.finance_head)
    return [PUT in text_of(browse(who).get("/")) for who in heads]


def test_where_a_head_tells_each_central_head_is_asked_as_long_as_none_was_chosen(
    browse, people, departments, told_by_a_head
):
    heads = build.actor(people.school_head), build.actor(people.family_head)
    network = welfare(people, departments, heads)
    assert briefings()["network"].held_on is None
    assert on_front(browse, people) == [True, True, False]
    assert build.document(f"NK-{network}-1").network.state == "decided"


def test_where_a_head_tells_who_was_chosen_to_present_it_is_asked_alone(browse, people, departments, told_by_a_head):
    heads = build.actor(people.school_head), build.actor(people.family_head)
    welfare(people, departments, heads, presenter=str(people.family_head))
    assert on_front(browse, people) == [False, True, False]
    register.add_post(
        people.participant,
        build.actor(people.consultant),
        Function.AFDELINGSCHEF,
        departments.family,
        clock.today(),
        None,
        is_acting=False,
    )
    db.session.rollback()
    assert on_front(browse, people) == [True, False, False]  # who was chosen heads none of them any longer
    assert PUT in text_of(browse(people.participant).get("/"))


def welfare(people, departments, heads, **answers):
    office = build.actor(people.consultant)
    number = open_with_contract(office, "Et netværk", NetworkType.WELFARE, secrets.token_hex(8)).number
    build.save(number, office, {**build.answers_of(departments), **answers}, {})
    build.send(number, office)
    for who in (build.actor(people.director), *heads):
        build.operations.approve(number, who, build.latest_sha(number))
    build.decide(number, office)
    return build.document(number).network.number


@pytest.mark.both_databases
def test_it_is_due_at_chefforum_s_next_meeting(browse, people, departments):
    network = decided(people, departments, NetworkType.LEARNING)
    office = browse(people.consultant)
    assert "Netværksdirektør, på det næste møde" in text_of(office.get(f"/netvaerk/{network}"))
    days = [clock.today() + timedelta(days=each) for each in (6, 20)]
    plan(build.actor(people.consultant), Function.CHEFFORUM, days)
    assert f"Netværksdirektør, på mødet den {write_date(days[0])}" in text_of(office.get(f"/netvaerk/{network}"))
    assert "Orientering om netværket" in text_of(office.get("/forummoeder"))


def test_the_office_records_it_and_can_correct_it(browse, people, departments):
    network = decided(people, departments, NetworkType.LEARNING)
    office, url = browse(people.consultant), f"/netvaerk/{network}/orientering/{briefings()['network'].id}"
    typed = {"day": write_date(clock.today()), "item": "7"}
    for _ in range(2):  # a second click
        assert office.submit(url, url, typed).status_code == 303
    db.session.rollback()
    assert [event.details["about"] for event in events.chain() if event.action == "network.briefed"] == ["network"]
    page = text_of(office.get(f"/netvaerk/{network}"))
    assert "punkt 7" in page
    assert "Rasmus Toft registrerede, at chefforum er orienteret om netværket." in page
    assert "Orientér" not in text_of(browse(people.director).get("/"))
    assert office.submit(url, url, {**typed, "item": "8"}).status_code == 303
    assert briefings()["network"].item == "8"


def test_what_is_no_briefing_is_refused(browse, people, departments):
    network = decided(people, departments, NetworkType.LEARNING)
    office, url = browse(people.consultant), f"/netvaerk/{network}/orientering/{briefings()['network'].id}"
    late = write_date(clock.today() + timedelta(days=2))
    for typed, sentence in (({"day": ""}, "Skriv mødedatoen"), ({"day": late}, "Datoen ligger i fremtiden")):
        page = office.submit(url, url, typed)
        assert page.status_code == 422
        assert sentence in text_of(page)
    other = decided(people, departments, NetworkType.LEARNING)
    for address in (f"/netvaerk/{other}/orientering/{briefings()['network'].id + 77}", url.replace("2026", "1999")):
        assert office.get(address).status_code == 404
    build.name_leader(network, build.actor(people.consultant), people.leader, clock.today())
    assert browse(people.leader).get(url).status_code == 403
    assert browse(people.stranger).get(url).status_code == 403


def test_a_briefing_holds_nothing_back(people, charter_at):
    number = charter_at("agreed")
    assert briefings()["composition"].held_on is None
    assert build.document(number).network.state == "running"
    assert len([event for event in events.chain() if event.action == "network.briefed"]) == 0


def test_from_the_list_of_meetings_the_office_goes_on_to_record_what_is_told_there(browse, people, frame_at):
    plan(build.actor(people.consultant), Function.CHEFFORUM, [clock.today() + timedelta(days=3)])
    frame_at("agreed")
    there = f"/orientering/{briefings()['composition'].id}"
    for who, leads_on in ((people.consultant, True), (people.chef_member, False)):
        page = browse(who).get("/forummoeder")
        assert "Orientering om netværkets sammensætning" in text_of(page)
        assert (there in page.text) is leads_on
