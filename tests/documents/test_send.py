"""Sending to the parties, sending back with a reason, taking back: who, when, and what the others then see."""

import re
from datetime import timedelta

import pytest

from app.core import clock
from app.core.db import db
from app.core.forms import write_date
from app.documents.models import Version
from tests import build
from tests.browse import text_of


def in_days(days):
    return write_date(clock.today() + timedelta(days=days))


def test_the_parties_of_a_welfare_network_are_director_central_heads_and_last_who_decides(browse, people, phase_at):
    """R1: chefforum decides."""
    number = phase_at("draft")
    answer = browse(people.consultant).submit(f"/dokumenter/{number}", "/send", {"due": in_days(400)})
    assert answer.status_code == 422  # more than a year away
    assert browse(people.consultant).submit(f"/dokumenter/{number}", "/send").status_code == 303
    document = build.document(number)
    assert document.state == "sent"
    assert [party.label for party in document.latest.parties] == [
        "Netværksdirektør",
        "Afdelingschef for Skoler og Uddannelse",
        "Afdelingschef for Børn og Familie",
        "Chefforum",
    ]


@pytest.mark.parametrize("typed", ["31. februar 2027", "1. marts 2020", "", "når du kan"])
def test_an_impossible_day_for_the_answer_is_told_and_kept(browse, people, phase_at, typed):
    number = phase_at("draft")
    answer = browse(people.consultant).submit(f"/dokumenter/{number}", "/send", {"due": typed})
    assert answer.status_code == 422
    assert f'value="{typed}"' in answer.text or not typed
    assert build.document(number).state == "draft"


@pytest.mark.both_databases
def test_a_second_click_on_send_sends_once(browse, people, phase_at):
    number = phase_at("draft")
    browser = browse(people.consultant)
    form = browser.form(f"/dokumenter/{number}", "/send")
    assert browser.send(form).status_code == 303
    assert browser.send(form).status_code == 303
    assert db.session.query(Version).count() == 1


@pytest.mark.both_databases
def test_a_text_that_changed_while_it_was_read_is_not_sent_unread(browse, people, phase_at):
    number = phase_at("draft")
    browser = browse(people.consultant)
    form = browser.form(f"/dokumenter/{number}", "/send")
    build.save(number, build.actor(people.director), {"strategy": "Nyt"}, {})
    answer = browser.send(form)
    assert answer.status_code == 409
    assert "Teksten er ændret, siden du åbnede den" in text_of(answer)
    assert build.document(number).state == "draft"


def test_a_text_with_something_missing_is_not_sent(browse, people, phase_at):
    number = phase_at("draft")
    browser = browse(people.consultant)
    form = browser.form(f"/dokumenter/{number}", "/send")
    stored = {answer.key: answer for answer in build.document(number).answers}["purpose"]
    base = build.texts.base(stored.value, stored.version)
    build.save(number, build.actor(people.director), {"purpose": ""}, {"purpose": base})
    sha = build.digest(build.texts.draft(build.document(number)))
    answer = browser.send(form, {"sha256": sha})
    assert answer.status_code == 409
    assert "Skriv de svar, der mangler" in text_of(answer)


def test_a_department_without_a_head_is_named_before_anything_is_sent(browse, people, departments, phase_at):
    number = phase_at("draft")
    browser = browse(people.consultant)
    browser.submit(f"/dokumenter/{number}/ret", "/ret", {"central_departments": [departments.vacant]})
    page = text_of(browser.get(f"/dokumenter/{number}"))
    assert "Der mangler en afdelingschef for Dagtilbud" in page
    assert "Der mangler en afdelingschef for Dagtilbud" in text_of(browser.get(f"/dokumenter/{number}/ret"))
    sha = build.digest(build.texts.draft(build.document(number)))
    answer = browser.post(f"/dokumenter/{number}/send", {"sha256": sha, "due": in_days(14)})
    assert answer.status_code == 409
    assert "Dagtilbud" in text_of(answer)


@pytest.mark.both_databases
def test_a_party_sends_back_with_a_reason_that_the_drafters_read(browse, people, phase_at):
    number = phase_at("sent")
    answer = browse(people.school_head).submit(f"/dokumenter/{number}", "/send-tilbage", {"reason": "Hvem betaler?"})
    assert answer.status_code == 303
    assert build.document(number).state == "draft"
    page = text_of(browse(people.consultant).get(f"/dokumenter/{number}/ret"))
    assert "Birgitte Holmskov sendte teksten tilbage" in page
    assert "Hvem betaler?" in page


def test_sending_back_takes_a_reason_and_keeps_a_long_one_on_the_page(browse, people, phase_at):
    number = phase_at("sent")
    browser = browse(people.school_head)
    empty = browser.submit(f"/dokumenter/{number}", "/send-tilbage", {"reason": "  "})
    assert empty.status_code == 422
    assert "Skriv, hvad der skal ændres" in text_of(empty)
    long = "hvorfor " * 300
    too_long = browser.submit(f"/dokumenter/{number}", "/send-tilbage", {"reason": long})
    assert too_long.status_code == 422
    assert long.strip() in too_long.text
    assert build.document(number).state == "sent"


def test_who_sent_back_reads_what_they_read_then_and_not_the_new_draft(browse, people, phase_at):
    number = phase_at("sent_back")
    build.save(number, build.actor(people.consultant), {"strategy": "Hemmelig kladde"}, {})
    page = browse(people.school_head).get(f"/dokumenter/{number}")
    assert page.status_code == 200
    assert "Teksten bliver skrevet om" in text_of(page)
    assert "Hemmelig kladde" not in page.text
    assert browse(people.school_head).get(f"/dokumenter/{number}/pdf").status_code == 409
    assert browse(people.school_head).get(f"/dokumenter/{number}/ret").status_code == 403


@pytest.mark.both_databases
def test_taking_back_leaves_the_parties_nothing_to_do(browse, people, phase_at):
    number = phase_at("sent")
    assert "Godkend fase 1" in text_of(browse(people.school_head).get("/"))
    assert browse(people.consultant).submit(f"/dokumenter/{number}", "/traek-tilbage").status_code == 303
    assert "Godkend fase 1" not in text_of(browse(people.school_head).get("/"))
    assert browse(people.school_head).post(f"/dokumenter/{number}/traek-tilbage").status_code == 403


def test_the_changed_text_shows_what_changed_since_the_last_version(browse, people, phase_at):
    number = phase_at("sent_back")
    writer = build.actor(people.consultant)
    build.save(number, writer, {"strategy": "Fællesskab for alle"}, {})
    build.send(number, writer)
    page = browse(people.school_head).get(f"/dokumenter/{number}")
    assert "Ét sted er ændret" in text_of(page)
    assert "<ins>" in page.text
    old = browse(people.school_head).get(f"/dokumenter/{number}/version/1")
    assert old.status_code == 200
    assert "Fællesskab for alle" not in old.text
    assert browse(people.school_head).get(f"/dokumenter/{number}/version/9").status_code == 404


def test_who_writes_without_a_leader_is_led_to_proposing_and_naming_one(browse, people, phase_at):
    network = build.document(phase_at("agreed")).network.number
    page, people_page = f"/netvaerk/{network}", f'href="/netvaerk/{network}/mennesker"'
    office = browse(people.consultant)
    assert "Nu skal netværksdirektøren indstille, hvem der skal lede netværket." in text_of(office.get(page))
    contract = office.get(page).text.split('id="kontrakt"')[1].split("<aside")[0]
    assert f'action="{page}/ledelse"' in contract
    assert f"{page}/ledelse" not in browse(people.school_head).get(page).text
    number = office.submit(page, "/fase-2").location.split("/")[2]
    for place in (f"/dokumenter/{number}/ret", f"/dokumenter/{number}"):
        lacking = office.get(place).text.split("Det mangler, før fase 2 kan sendes")[1]
        assert re.search(people_page + r">\s*Udpeg en netværksleder", lacking)
    build.save(number, build.actor(people.consultant), build.FRAME, {})
    for place in (f"/dokumenter/{number}/ret", f"/dokumenter/{number}"):
        assert people_page in office.get(place).text.split("Det mangler, før fase 2 kan sendes")[1]
    assert "Der mangler en netværksleder, før teksten kan aftales." in text_of(office.get(f"/dokumenter/{number}"))
    build.name_leader(network, build.actor(people.consultant), people.leader, clock.today())
    assert "hvem der skal lede netværket" not in text_of(office.get(page))
    assert "Det mangler" not in text_of(office.get(f"/dokumenter/{number}/ret"))
