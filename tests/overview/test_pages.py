"""The networks one may see, a network's page and its history."""

import secrets
from datetime import timedelta

import pytest

from app.contracts.documents import print_contract, print_phase
from app.contracts.operations import open_with_contract
from app.core import clock, formats
from app.core.db import db
from app.core.pages import Refusal
from app.documents import sheets
from app.documents.decisions.forms import Minute
from app.documents.decisions.operations import decide
from app.networks.rules import NetworkType
from tests import build
from tests.browse import text_of
from tests.support.queries import selects


def test_a_party_s_page_of_a_network_tells_its_history_in_sentences(browse, people, phase_at):
    number = build.document(phase_at("agreed")).network.number
    page = text_of(browse(people.school_head).get(f"/netvaerk/{number}"))
    for sentence in (
        "Rasmus Toft oprettede netværket.",
        "Rasmus Toft sendte fase 1, version 1, til godkendelse.",
        "Birgitte Holmskov godkendte fase 1, version 1.",
        "Dermed er fase 1, version 1, aftalt. Teksten er låst.",
    ):
        assert sentence in page


def front_and_network(browse, people, number):
    browser = browse(people.consultant)
    network = build.document(number).network.number
    return text_of(browser.get("/")), text_of(browser.get(f"/netvaerk/{network}"))


def test_what_was_sent_back_is_told_as_sent_back(browse, people, phase_at):
    front, network = front_and_network(browse, people, phase_at("sent_back"))
    assert "Teksten er kommet tilbage" in front
    assert "Sendt tilbage, bliver skrevet om" in network


def test_what_was_taken_back_is_not_told_as_sent_back(browse, people, phase_at):
    front, network = front_and_network(browse, people, phase_at("recalled"))
    assert "Teksten er kommet tilbage" not in front
    assert "Skriv fase 1" in front
    assert "Sendt tilbage" not in network


def test_what_was_sent_again_and_then_taken_back_is_not_told_as_sent_back(browse, people, phase_at):
    number, consultant = phase_at("sent_back"), build.actor(people.consultant)
    build.send(number, consultant)
    build.operations.recall(number, consultant)
    front, network = front_and_network(browse, people, number)
    assert "Teksten er kommet tilbage" not in front
    assert "Sendt tilbage" not in network


def test_a_new_change_does_not_revive_what_was_said_of_one_that_was_given_up(browse, people, phase_at):
    number, consultant = phase_at("change_sent"), build.actor(people.consultant)
    build.operations.send_back(number, build.actor(people.school_head), build.latest_sha(number), "For dyrt.")
    page = text_of(browse(people.consultant).get(f"/dokumenter/{number}"))
    assert "Birgitte Holmskov sendte teksten tilbage (version 2)" in page
    assert "For dyrt." in page
    build.operations.give_up(number, consultant)
    build.operations.change(number, consultant)
    front, network = front_and_network(browse, people, number)
    assert "Teksten er kommet tilbage" not in front
    assert "Sendt tilbage" not in network
    for address in ("", "/ret"):
        page = text_of(browse(people.consultant).get(f"/dokumenter/{number}{address}"))
        assert "sendte teksten tilbage" not in page
        assert "For dyrt." not in page


@pytest.fixture
def decided(people, departments):
    """Phase 1 of an innovation network, sent five days ago and decided three days ago; recorded now."""

    def made(result, changes=None):
        consultant, now = build.actor(people.consultant), clock.now()
        with clock.standing_at(now - timedelta(days=5)):
            opened = open_with_contract(consultant, "Tage", NetworkType.INNOVATION, secrets.token_hex(8), "director")
            build.save(number := opened.number, consultant, build.answers_of(departments), {})
            build.send(number, consultant)
            build.operations.approve(number, build.actor(people.director), build.latest_sha(number))
        day = clock.today() - timedelta(days=3)
        minute = Minute("direktoerforum", result, day, "4", "26-1207", "Tiltrådt.")
        decide(number, consultant, build.latest_sha(number), minute, changes)
        return number, day

    return made


def written(day):
    return formats.date_full(day).replace("\xa0", " ")


def test_the_page_of_a_network_tells_the_day_of_the_decision_and_not_of_its_recording(browse, people, decided):
    number, day = decided("agreed")
    _front, network = front_and_network(browse, people, number)
    assert f"Aftalt {written(day)}, version 1" in network
    page = text_of(browse(people.consultant).get(f"/dokumenter/{number}"))
    assert f"Teksten blev aftalt den {written(day)} og er låst." in page
    assert "Alle har godkendt." not in page


def test_who_is_settled_by_a_body_s_change_is_not_counted_as_missing(browse, people, decided):
    number, _day = decided("changed", {"extent": "Ni måneder."})
    document = build.document(number)
    phase = print_phase(sheets.of(document, document.last_agreed))["sections"][0]["phases"][0]
    assert phase["lines"] == [f"Aftalt {sheets.day(sheets.agreed_on(document.last_agreed))}", "Version 2"]


@pytest.mark.parametrize(("ended", "told"), [(1, "Ophørt: fase 1"), (2, "Aftalt: fase 1. Ophørt: fase 2")])
def test_the_profile_tells_an_ended_phase_as_ended(browse, people, phase_at, frame_at, ended, told):
    number = (phase_at if ended == 1 else frame_at)("agreed")
    network = build.document(number).network.number
    build.operations.end(number, build.actor(people.consultant))
    page = text_of(browse(people.stranger).get(f"/netvaerk/{network}"))
    assert told in page
    assert f"Aftalt: fase {ended}" not in page


def test_the_next_phase_does_not_begin_when_the_one_before_has_ended(browse, people, phase_at):
    number, consultant = phase_at("agreed"), build.actor(people.consultant)
    network = build.document(number).network.number
    build.operations.end(number, consultant)
    assert "Begynd på fase 2" not in text_of(browse(people.consultant).get(f"/netvaerk/{network}"))
    with pytest.raises(Refusal):
        build.begin(network, consultant, "begin_frame")
    assert len(build.document(number).network.documents) == 1


def test_every_employee_reads_the_short_profile_of_an_agreed_network_and_no_more(browse, people, phase_at):
    number = build.document(phase_at("agreed")).network.number
    page = browse(people.stranger).get(f"/netvaerk/{number}")
    words = text_of(page)
    assert "Flere elever skal tilbage i skolen." in words
    assert "Fraværet stiger" not in words
    assert "godkendte" not in words
    assert "/dokumenter/" not in page.text


@pytest.mark.parametrize("state", ["draft", "sent"])
def test_a_list_tells_an_employee_of_agreed_phases_alone(browse, people, frame_at, state):
    frame_at(state)
    page = text_of(browse(people.stranger).get("/netvaerk"))
    assert "Fase 1: aftalt" in page
    assert "Fase 2" not in page
    assert "Fase 2" in text_of(browse(people.consultant).get("/netvaerk"))


@pytest.mark.both_databases
@pytest.mark.parametrize("state", ["draft", "sent"])
def test_who_does_not_read_a_phase_is_told_nothing_of_it_elsewhere(browse, people, frame_at, state):
    document = build.document(frame_at(state))
    browser = browse(people.school_head)  # a party to phase 1
    assert browser.get(f"/dokumenter/{document.number}").status_code == 404
    page = text_of(browser.get(f"/netvaerk/{document.network.number}"))
    assert "Fase 1 er aftalt. Nu skal Karen Bjergsted skrive fase 2." in page
    assert "Fase 2 Rammer og råderum Ikke aftalt endnu" in page
    assert "fase 2, version 1" not in page
    read = sheets.shown_to(build.actor(people.school_head), build.document(f"NK-{document.network.number}-1"))
    for made in (print_contract(document.network, [read]), print_phase(read)):
        bar = made["sections"][0]["phases"]
        assert [phase["lines"][-1] for phase in bar] == ["Version 1", "Ikke aftalt endnu", "Ikke aftalt endnu"]


@pytest.mark.parametrize("state", ["change_sent", "being_changed"])
def test_who_does_not_read_a_change_that_is_being_made_sees_the_phase_as_agreed(browse, people, phase_at, state):
    phase_at(state)
    assert "Fase 1: aftalt" in text_of(browse(people.stranger).get("/netvaerk"))


def test_a_list_asks_the_database_as_often_for_many_networks_as_for_few(browse, people, phase_at):
    browser = browse(people.consultant)
    browser.get("/")  # the first of a day does what the day makes possible
    counts = []
    for title in ("En", "To", "Tre", "Fire"):
        phase_at("approved_by_one", title=title)
        phase_at("sent_back", title=f"{title} igen")
        with selects() as sent:
            browser.get("/")
        counts.append(len(sent))
    assert len(set(counts)) == 1, counts
    assert counts[0] <= 20


def test_opening_the_same_form_twice_opens_one_network(browse, people):
    browser = browse(people.consultant)
    form = browser.form("/netvaerk/nyt", "/netvaerk/nyt")
    first, second = browser.send(form, {"title": "Bo i byen"}), browser.send(form, {"title": "Bo i byen"})
    assert first.location == second.location
    assert db.session.query(build.Document).count() == 1


def test_a_network_without_a_title_or_with_a_long_one_is_not_opened(browse, people):
    browser = browse(people.consultant)
    for title, said in (("", "Giv netværket en titel"), ("x" * 121, "Skriv højst 120 tegn. Du har skrevet 121")):
        answer = browser.submit("/netvaerk/nyt", "/netvaerk/nyt", {"title": title})
        assert answer.status_code == 422
        assert said in text_of(answer)
        assert title in answer.text
    assert db.session.query(build.Document).count() == 0


def test_the_network_s_people_get_what_is_in_force_on_paper_while_it_is_changed(browse, people, frame_at):
    number = frame_at("agreed")
    network = build.document(number).network.number
    build.add_participant(network, build.actor(people.leader), people.participant)
    build.operations.change(number, build.actor(people.leader))
    assert f'href="/dokumenter/{number}/pdf"' in browse(people.participant).get(f"/netvaerk/{network}").text


def test_the_profile_tells_when_the_network_ends_as_soon_as_it_is_agreed(browse, people, frame_at):
    number = build.document(frame_at("sent")).network.number
    assert "31. oktober 2027" not in text_of(browse(people.stranger).get(f"/netvaerk/{number}"))
    number = build.document(frame_at("agreed", title="Med slut")).network.number
    words = text_of(browse(people.stranger).get(f"/netvaerk/{number}"))
    assert "Slut eller næste gennemgang 31. oktober 2027" in words
