"""What was typed is given back when it cannot be stored: the text is out, the writer signed out, the page too old."""

import re

import pytest

from tests import build
from tests.browse import Form, text_of
from tests.documents.drafts import conflict, page, stored


@pytest.mark.both_databases
def test_a_form_outlives_its_session_when_the_same_person_signs_in_again(browse, people, phase_at):
    number = phase_at("draft")
    browser = browse(people.consultant)
    form = browser.form(page(number), "/ret")
    browser.submit("/", "/log-ud")
    browser.sign_in(people.consultant)
    assert browser.send(form, {"strategy": "Skrevet før og gemt efter"}).status_code == 303
    assert stored(number, "strategy") == "Skrevet før og gemt efter"
    browser.submit("/", "/log-ud")
    browser.sign_in(people.director)
    assert browser.send(form, {"strategy": "En andens formular"}).status_code == 400


@pytest.mark.parametrize("state", ["sent", "agreed"])
def test_a_text_that_is_out_cannot_be_written_in_and_what_was_typed_is_shown(browse, people, phase_at, state):
    number = phase_at("draft")
    browser = browse(people.consultant)
    form = browser.form(page(number), "/ret")
    build.send(number, build.actor(people.director))
    if state == "agreed":
        for who in (people.director, people.school_head, people.family_head):
            build.operations.approve(number, build.actor(who), build.latest_sha(number))
    answer = browser.send(form, {"strategy": "Det her må ikke gå tabt"})
    assert answer.status_code == 409
    assert "Det her må ikke gå tabt" in answer.text
    assert stored(number, "strategy") == ""


def test_who_was_signed_out_while_writing_gets_the_text_back(browse, people, phase_at):
    number = phase_at("draft")
    browser = browse(people.consultant)
    form = browser.form(page(number), "/ret")
    browser.submit("/", "/log-ud")
    answer = browser.send(form, {"strategy": "Det her må ikke gå tabt"})
    assert answer.status_code == 401
    assert "Du er blevet logget ud" in text_of(answer)
    assert "Det her må ikke gå tabt" in answer.text


def test_an_old_page_without_its_token_gets_the_text_back(browse, people, phase_at):
    number = phase_at("draft")
    browser = browse(people.consultant)
    answer = browser.submit(page(number), "/ret", {"csrf_token": "gammel", "strategy": "Det her må ikke gå tabt"})
    assert answer.status_code == 400
    assert "Siden blev åbnet for længe siden" in text_of(answer)
    assert "Det her må ikke gå tabt" in answer.text


def shown(answer):
    """The texts that an error page gives back, each as (label, text)."""
    found = re.findall(
        r'(?s)for="(kept-\d+)">(.*?)</label>\s*<textarea[^>]*id="\1"[^>]*>\n?(.*?)</textarea>', answer.text
    )
    return [(label, words) for _id, label, words in found]


def test_cells_and_both_sides_of_a_conflict_are_given_back_when_the_text_is_out(browse, people, frame_at):
    number = frame_at("draft")
    build.save(number, build.actor(people.leader), {"course_plan": "a1"}, {})
    writer, _answer, form = conflict(browse, people, number, "breaks", "Mine ord", "Andres ord")
    build.send(number, build.actor(people.leader))
    answer = writer.send(form, {"course_plan.a1.content": "Det, vi vil nå", "course_plan.a1.weeks": "4"})
    assert answer.status_code == 409
    assert ("Forløbsplan, Indhold", "Det, vi vil nå") in shown(answer)
    assert ("Forløbsplan, Uger", "4") in shown(answer)
    assert ("Pauser", "Mine ord") in shown(answer)
    assert ("Pauser", "Mine ord\n\nAndres ord") in shown(answer)


@pytest.mark.both_databases
def test_a_decided_wording_is_given_back_when_the_text_was_taken_back_meanwhile(browse, people, phase_at):
    number = phase_at("recalled")
    minute = {"result": "changed", "changed": "extent", "item": "4", "answer-extent": "Cirka ni måneder."}
    answer = browse(people.consultant).post(f"/dokumenter/{number}/beslutning", minute)
    assert answer.status_code == 409
    assert shown(answer) == [("Punkt", "4"), ("Omfang", "Cirka ni måneder.")]


@pytest.mark.parametrize(
    ("address", "name", "label"),
    [
        ("/dokumenter/{number}/ret", "course_plan.a1.content", "Forløbsplan, Indhold"),
        ("/dokumenter/{number}/ret", "course_plan.a1.content-mine", "Forløbsplan, Indhold"),
        ("/dokumenter/{number}/ret", "extent-mine", "Omfang"),
        ("/dokumenter/{number}/beslutning", "answer-extent", "Omfang"),
        ("/dokumenter/{number}/send-tilbage", "suggest_purpose", "Formål"),
        ("/skemaer/contract.idea", "purpose-help", "Formål"),
        ("/netvaerk/nyt", "title", "Netværkets titel"),
        ("/netvaerk/nyt", "not_known", "Tekst"),
    ],
)
def test_who_was_signed_out_gets_every_text_back_under_a_name(browse, people, phase_at, address, name, label):
    browser = browse(people.consultant)
    number = phase_at("draft")
    form = Form(address.format(number=number), browser.form("/netvaerk/nyt", "/nyt").fields)
    browser.submit("/", "/log-ud")
    answer = browser.send(form, {"title": "", name: "Må ikke gå tabt"})
    assert answer.status_code == 401
    assert shown(answer) == [(label, "Må ikke gå tabt")]


def test_what_nobody_typed_is_not_given_back(browse, people, phase_at):
    number = phase_at("draft")
    browser = browse(people.consultant)
    form = browser.form(f"/dokumenter/{number}/ret", "/ret")
    browser.submit("/", "/log-ud")
    answer = browser.send(form, {"row": "add:course_plan", "extent-choice": "mine", "password": "hemmelig"})
    assert {words for _label, words in shown(answer)} == set(build.ANSWERS.values())
