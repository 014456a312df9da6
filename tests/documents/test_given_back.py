"""What was typed is given back when it cannot be stored: the text is out, the writer signed out, the page too old."""

import pytest

from tests import build
from tests.browse import text_of
from tests.documents.drafts import page, stored

pytestmark = pytest.mark.both_databases


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
