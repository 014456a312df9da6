"""Prints of a network: the whole contract and the participants."""

from datetime import datetime, timedelta

import pytest

from app.core import clock
from app.documents.agreeing import operations as agreeing
from app.networks.people.guests import Stay, invite, invite_external
from app.networks.people.operations import add_participant, name_co_driver, name_leader
from tests import build
from tests.browse import text_of
from tests.documents.prints import parts


def ask_finance(network, people, departments):
    """A change of phase 1 asks the head of a department that is no party to what has been agreed."""
    number, office = f"NK-{network}-1", build.actor(people.consultant)
    agreeing.change(number, office)
    ticked = f"{departments.school},{departments.family},{departments.finance}"
    build.save(number, office, {"central_departments": ticked}, build._bases(number))
    build.send(number, office)


def test_the_whole_contract_leaves_out_what_the_reader_may_not_read(people, departments, charter_at, printed):
    network = build.document(charter_at("draft")).network.number
    url = f"/netvaerk/{network}/kontrakt/pdf"
    by_leader = printed(people.leader, url)
    assert [part["label"] for part in parts(by_leader, "answers")] == ["Fase 1", "Fase 2", "Fase 3"]
    assert by_leader["state"] == "draft"
    by_participant = printed(people.participant, url)
    assert [part["label"] for part in parts(by_participant, "answers")] == ["Fase 1", "Fase 2"]
    assert by_participant["state"] == "record"
    assert [group["caption"] for group in parts(by_participant, "approvals")[0]["groups"]] == [
        "Fase 1, version 1",
        "Fase 2, version 1",
    ]
    ask_finance(network, people, departments)
    by_head = printed(people.family_head, url)
    assert [part["label"] for part in parts(by_head, "answers")] == ["Fase 1", "Fase 2"]
    by_newly_asked = printed(people.finance_head, url)
    assert [part["label"] for part in parts(by_newly_asked, "answers")] == ["Fase 1"]
    assert by_leader["lead"] is None
    assert by_participant["lead"] is None  # phase 3 is only being written
    assert by_head["lead"] is None
    assert by_newly_asked["lead"] == "Fase 2 er ikke med i denne udskrift."
    assert [part["is_agreed"] for part in parts(by_leader, "answers")] == [True, True, False]


def test_the_whole_contract_shows_what_is_in_force_while_it_is_being_changed(people, frame_changed, printed):
    network = build.document(frame_changed).network.number
    for person in (people.leader, people.director):
        data = printed(person, f"/netvaerk/{network}/kontrakt/pdf")
        assert data["state"] == "record"
        assert parts(data, "answers")[1]["status"].startswith("Version 1, godkendt")
        assert parts(data, "phases")[0]["phases"][1]["lines"][0] == "Sendt til godkendelse"
    agreeing.recall(frame_changed, build.actor(people.leader))
    assert printed(people.leader, f"/netvaerk/{network}/kontrakt/pdf")["state"] == "record"


def test_each_agreed_phase_of_the_whole_contract_can_be_looked_up(people, charter_at, printed):
    network = build.document(charter_at("agreed")).network.number
    data = printed(people.leader, f"/netvaerk/{network}/kontrakt/pdf")
    approvals = parts(data, "approvals")[0]
    codes = [build.document(f"NK-{network}-{n}").in_force.code for n in (1, 2, 3)]
    assert [group["code"] for group in approvals["groups"]] == codes
    assert "Tast den på 127.0.0.1:5000/tjek" in approvals["intro"]


def test_only_what_is_agreed_has_a_code_in_the_whole_contract(people, frame_at, printed):
    network = build.document(frame_at("sent")).network.number
    approvals = parts(printed(people.leader, f"/netvaerk/{network}/kontrakt/pdf"), "approvals")[0]
    assert [bool(group["code"]) for group in approvals["groups"]] == [True, False]


def test_the_parts_of_the_whole_contract_follow_one_another_after_its_first_page(people, charter_at, printed):
    data = printed(people.leader, f"/netvaerk/{build.document(charter_at('agreed')).network.number}/kontrakt/pdf")
    found = [part["new_page"] for part in data["sections"] if part["block"] in ("answers", "approvals")]
    assert found == [True, False, False, False]


def test_who_may_read_no_phase_that_is_in_force_or_on_its_way_is_told_so(browse, people, departments, phase_at):
    number, office = phase_at("agreed"), build.actor(people.consultant)
    school = {"central_departments": str(departments.school)}
    for wanted, parties in (
        (school, (people.director, people.school_head, people.family_head)),
        ({"extent": "Cirka otte måneder."}, (people.director, people.school_head)),  # she was left out by the first
    ):
        agreeing.change(number, office)
        build.save(number, office, wanted, build._bases(number))
        build.send(number, office)
        build.agree(number, people, parties)
    refused = browse(people.family_head).get(f"/netvaerk/{build.document(number).network.number}/kontrakt/pdf")
    assert refused.status_code == 409
    assert "Der er endnu ingen fase, du må læse." in text_of(refused)


@pytest.fixture
def dated(people, printed):
    """The moment that the whole contract says it was made, as this person gets it."""

    def read(network, person=people.director):
        return datetime.fromisoformat(printed(person, f"/netvaerk/{network}/kontrakt/pdf")["recorded_at"])

    return read


def test_a_print_is_dated_no_earlier_than_what_it_tells_of_phases_and_posts(people, departments, frame_at, dated):
    number = frame_at("agreed")
    network = build.document(number).network.number
    agreed = dated(network)
    assert agreed == build.document(number).state_since
    with build.soon(60):
        name_co_driver(network, build.actor(people.leader), people.co_driver, clock.today())
    named = dated(network)
    assert agreed < named
    with build.soon(120):
        ask_finance(network, people, departments)
    asked = dated(network, people.finance_head)
    assert named < asked
    with build.soon(180):
        agreeing.change(number, build.actor(people.leader))  # the bar tells of it, to who reads phase 2
    assert asked < dated(network)
    assert asked == dated(network, people.finance_head)


def test_a_print_of_what_has_ended_is_dated_no_earlier_than_the_end(people, phase_at, dated):
    number = phase_at("agreed")
    with build.soon(60):
        agreeing.end(number, build.actor(people.consultant))
    made = dated(build.document(number).network.number)
    assert made == build.document(number).state_since


def test_the_participants_stand_by_where_they_come_from(people, charter_at, printed):
    network = build.document(charter_at("draft")).network.number
    data = printed(people.leader, f"/netvaerk/{network}/deltagere/pdf")
    own, outside = parts(data, "table")
    assert [row[0] for row in own["rows"]] == ["Karen Bjergsted", "Ulla Åkjær", "Zenia Holmegaard"]
    assert [(row[0], row[1]) for row in outside["rows"]] == [("Sofie Brandt", "Boligforeningen")]
    assert data["of_day"]


def test_a_column_with_nothing_in_it_is_not_printed_among_the_participants(people, charter_at, printed):
    network = build.document(charter_at("draft")).network.number
    url = f"/netvaerk/{network}/deltagere/pdf"
    own, outside = parts(printed(people.leader, url), "table")
    assert [column["label"] for column in own["columns"]] == ["Navn", "Stilling", "Rolle", "Siden"]
    assert [column["label"] for column in outside["columns"]] == ["Navn", "Organisation", "Rolle", "Siden"]
    add_participant(network, build.actor(people.leader), people.finance_head)
    own, outside = parts(printed(people.leader, url), "table")
    assert [row[2] for row in own["rows"]] == [None, "Økonomi og Stab", None, None]


def test_participants_are_printed_when_there_are_any(browse, people, phase_at):
    network = build.document(phase_at("agreed")).network.number
    browser, url = browse(people.consultant), f"/netvaerk/{network}/deltagere/pdf"
    assert url not in browser.get(f"/netvaerk/{network}").text
    refused = browser.get(url)
    assert refused.status_code == 409
    assert "Der er ingen med i netværket endnu." in text_of(refused)
    name_leader(network, build.actor(people.consultant), people.leader, clock.today())
    assert url in browser.get(f"/netvaerk/{network}").text
    assert browser.get(url).status_code == 202


def test_the_participants_print_has_the_guests_of_today_as_a_group_of_their_own(people, phase_at, printed):
    network, office = build.document(phase_at("draft")).network.number, build.actor(people.consultant)
    today, then = clock.today(), clock.today() + timedelta(days=9)
    add_participant(network, office, people.participant)
    invite(network, office, people.stranger, Stay(today, then, "Afprøvning"))
    invite_external(network, office, "Yrsa Bendtsen", "Grønne Stier", "", Stay(today, then, "Fagligt råd"))
    invite(network, office, people.other_participant, Stay(then, then, "Senere"))
    data = printed(people.consultant, f"/netvaerk/{network}/deltagere/pdf")
    tables = {table["caption"]: [(row[0], row[2]) for row in table["rows"]] for table in parts(data, "table")}
    assert list(tables) == ["Fra kommunen", "Inviteret for en tid"]
    assert tables["Inviteret for en tid"] == [("Ida Skovbjerg", "Afprøvning"), ("Yrsa Bendtsen", "Fagligt råd")]
    (facts,) = parts(data, "facts")
    assert {"label": "Med i netværket", "value": "1"} in facts["rows"]
