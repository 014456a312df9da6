"""A field that saves itself: what it stores, what it is answered, and what it never touches."""

import re

import pytest
from sqlalchemy import select

from app.core.db import db
from app.people.models import BrowserSession
from tests import build
from tests.browse import text_of
from tests.documents.drafts import alone, base_of, page, stored


@pytest.mark.both_databases
def test_a_field_that_saves_itself_changes_no_other(browse, people, departments, frame_at):
    number = frame_at("draft")
    browser = browse(people.leader)
    posted = {"start": "1. marts 2027", "leadership_room": "Lederen vælger selv.", "breaks": "Juli", "ask_first": "- A"}
    for key, value in posted.items():
        before = {answer.key: answer.value for answer in build.document(number).answers}
        answer = alone(browser, number, key, value)
        assert answer.status_code == 200
        after = {answer.key: answer.value for answer in build.document(number).answers}
        assert {name for name in after if after[name] != before.get(name, "")} == {key}
    assert stored(number, "start") == "2027-03-01"
    assert "Gemt kl. " in text_of(answer)


def test_an_empty_group_of_boxes_is_told_from_one_that_was_not_there(browse, people, phase_at):
    number = phase_at("draft")
    browser = browse(people.consultant)
    before = stored(number, "central_departments")
    assert alone(browser, number, "strategy", "Nyt").status_code == 200
    assert stored(number, "central_departments") == before
    assert alone(browser, number, "central_departments").status_code == 200
    assert stored(number, "central_departments") == ""
    assert stored(number, "strategy") == "Nyt"


def test_the_next_save_begins_from_what_the_last_one_left(browse, people, phase_at):
    number = phase_at("draft")
    browser = browse(people.consultant)
    first = alone(browser, number, "strategy", "Et")
    second = alone(browser, number, "strategy", "Et to", base=base_of(first, "strategy"))
    assert second.status_code == 200
    assert stored(number, "strategy") == "Et to"


def test_what_is_undone_after_an_answer_was_lost_is_undone(browse, people, phase_at):
    number = phase_at("draft")
    browser = browse(people.consultant)
    begun = browser.form(page(number), "/ret").fields["base-strategy"]
    before = stored(number, "strategy")
    alone(browser, number, "strategy", "En fejl", base=begun)
    answer = alone(browser, number, "strategy", before, base=begun)
    assert answer.status_code == 200
    assert stored(number, "strategy") == before


def test_what_is_undone_leaves_an_other_s_words(browse, people, phase_at):
    number = phase_at("draft")
    browser = browse(people.consultant)
    begun = browser.form(page(number), "/ret").fields["base-strategy"]
    before = stored(number, "strategy")
    build.save(number, build.actor(people.director), {"strategy": "Hannes ord"}, {})
    assert alone(browser, number, "strategy", before, base=begun).status_code == 200
    assert stored(number, "strategy") == "Hannes ord"


def test_a_field_that_saves_itself_tells_what_is_missing_now(browse, people, phase_at):
    number = phase_at("draft")
    browser = browse(people.consultant)
    words = text_of(alone(browser, number, "purpose", ""))
    assert "Én ting mangler , før fase 1 kan sendes. Det venter på dig." in words
    assert "Svar på »Formål«" in words
    assert "Alt, der skal med, er skrevet." in text_of(alone(browser, number, "purpose", "Flere i skole"))


def test_a_field_saving_itself_tells_of_an_other_s_words_and_overwrites_nothing(browse, people, phase_at):
    number = phase_at("draft")
    one, two = browse(people.consultant), browse(people.director)
    whole = two.form(page(number), "/ret")
    assert alone(one, number, "extent", "Fire måneder i alt").status_code == 200
    answer = alone(two, number, "extent", "Ni måneder i alt", base=whole.fields["base-extent"])
    assert answer.status_code == 409
    assert "Rasmus Toft har også skrevet her." in text_of(answer)
    assert "Se begge tekster" in text_of(answer)
    assert 'name="base-extent"' not in answer.text  # what the writer began from stays, so that the choice comes
    assert stored(number, "extent") == "Fire måneder i alt"
    choice = two.send(whole, {"extent": "Ni måneder i alt"})
    assert choice.status_code == 409
    assert "<mark>Ni </mark>" in choice.text


@pytest.mark.parametrize(
    ("key", "typed", "said"),
    [
        ("purpose", "ord " * 1400, "Skriv højst 5.000 tegn"),
        ("wanted_start", "31. februar 2027", "Datoen findes ikke"),
        ("purpose", "Peter 010190-1234", "Fjern CPR-nummeret"),
        ("purpose", "Fælles 漢 mål", "kan ikke udskrives"),
        ("central_departments", "999", "Vælg blandt dem, der er vist"),
        ("criteria", "punkt\n" * 31, "Skriv højst 30 linjer"),
    ],
)
def test_a_field_that_cannot_save_itself_says_why_and_stores_nothing(browse, people, phase_at, key, typed, said):
    number = phase_at("draft")
    before = {answer.key: answer.value for answer in build.document(number).answers}
    answer = alone(browse(people.consultant), number, key, typed)
    assert answer.status_code == 422
    assert said in text_of(answer)
    assert 'role="alert"' in answer.text
    assert {answer.key: answer.value for answer in build.document(number).answers} == before


def test_a_field_with_an_error_is_filled_in_and_is_told_as_wrong_alone(browse, people):
    browser = browse(people.consultant)
    created = browser.submit("/netvaerk/nyt", "/netvaerk/nyt", {"title": "Hærværk på skolerne"})
    number = created.location.split("/")[2]
    answer = alone(browser, number, "purpose", "Peter 010190-1234")
    assert answer.status_code == 422
    assert re.search(r'id="purpose-missing"><span class="soon"></span>\s*</span>', answer.text)
    assert re.search(r'id="background-missing"><span class="soon">Mangler.</span>', answer.text)
    assert "Ret »Formål«" in text_of(answer)
    assert "Svar på »Formål«" not in text_of(answer)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Sund\u2011hed\x00 og\x07 om\u202esorg", "Sund-hed og omsorg"),
        ("Godt 👍🏽 gået", "Godt 👍🏽 gået"),
        ("•\tFørste\r\n•\tAnden", "• Første\n• Anden"),
        ("\ufeff„Citat“ – og … mere", "„Citat“ – og … mere"),
    ],
)
def test_what_is_pasted_is_kept_cleaned_and_nothing_beside_it_is_touched(browse, people, phase_at, typed, kept):
    number = phase_at("draft")
    assert alone(browse(people.consultant), number, "purpose", typed).status_code == 200
    assert stored(number, "purpose") == kept
    assert stored(number, "background") == build.ANSWERS["background"]


@pytest.mark.both_databases
def test_a_field_that_saves_itself_does_not_write_the_session(app, browse, people, phase_at):
    number = phase_at("draft")
    browser = browse(people.consultant)
    browser.form(page(number), "/ret")
    before = db.session.execute(select(BrowserSession.data, BrowserSession.seen_at)).all()
    db.session.rollback()
    alone(browser, number, "strategy", "Nyt")
    assert db.session.execute(select(BrowserSession.data, BrowserSession.seen_at)).all() == before
    assert "Gemt." not in text_of(browser.get(page(number))).split("Fase 1: Idéoplæg")[1][:100]


def test_signed_out_a_field_is_answered_401_and_nothing_leads_away(browse, people, phase_at):
    number = phase_at("draft")
    browser = browse(people.consultant)
    form = browser.form(page(number), "/ret")
    browser.submit("/", "/log-ud")
    sent = {"csrf_token": form.fields["csrf_token"], "autosave": "1", "strategy": "Nyt"}
    answer = browser.post(page(number), sent, headers={"HX-Request": "true"})
    assert answer.status_code == 401
    assert "HX-Redirect" not in answer.headers


@pytest.mark.both_databases
def test_a_text_sent_meanwhile_is_not_written_in_by_a_field_that_saves_itself(browse, people, phase_at):
    number = phase_at("draft")
    browser = browse(people.consultant)
    form = browser.form(page(number), "/ret")
    build.send(number, build.actor(people.director))
    sent = {key: form.fields[key] for key in ("csrf_token", "base-strategy")}
    answer = browser.post(page(number), {**sent, "autosave": "1", "strategy": "Nyt"}, headers={"HX-Request": "true"})
    assert answer.status_code == 409
    assert 'id="fejlbesked"' in answer.text
    assert stored(number, "strategy") == ""


def test_what_does_not_fit_together_is_told_at_its_field(browse, people, frame_at):
    number = frame_at("draft")
    browser = browse(people.leader)
    assert browser.submit(page(number), "/ret", {"end": "1. marts 2028"}).status_code == 303  # R2
    words = text_of(browser.get(page(number)))
    assert "Ret. Datoen må højst ligge 12 måneder efter starten" in words
    assert "Ret »Slut eller næste gennemgang«" in words
    answer = alone(browser, number, "start", "1. april 2027")
    assert "højst ligge 12 måneder" not in text_of(answer)
