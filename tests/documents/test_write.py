"""Writing a draft: what is typed is sacred, whatever is wrong with it and whoever writes beside."""

import pytest

from tests import build
from tests.browse import forms, text_of

pytestmark = pytest.mark.both_databases


def page(number):
    return f"/dokumenter/{number}/ret"


def stored(number, key):
    return {answer.key: answer.value for answer in build.document(number).answers}.get(key, "")


def test_what_is_written_is_saved_and_shown_again(browse, people, departments, phase_at):
    number = phase_at("draft")
    browser = browse(people.consultant)
    changes = {"strategy": "Børne- og ungepolitikken.", "central_departments": [departments.school]}
    assert browser.submit(page(number), "/ret", changes).status_code == 303
    assert stored(number, "strategy") == "Børne- og ungepolitikken."
    assert stored(number, "central_departments") == str(departments.school)
    assert "Børne- og ungepolitikken." in browser.get(page(number)).text


def test_the_page_says_what_is_missing_in_plain_danish(browse, people):
    browser = browse(people.consultant)
    created = browser.submit("/netvaerk/nyt", "/netvaerk/nyt", {"title": "Hærværk på skolerne"})
    number = created.location.split("/")[2]
    read = text_of(browser.get(f"/dokumenter/{number}"))
    assert "Det mangler, før fase 1 kan sendes" in read
    for heading in ("Formål", "Baggrund", "Omfang", "Centrale afdelinger"):
        assert f"Skriv »{heading}«" in read
    assert "Send til godkendelse" not in read


def test_a_text_too_long_stays_on_the_page_and_nothing_is_saved(browse, people, phase_at):
    number = phase_at("draft")
    long = "ord " * 1400
    answer = browse(people.consultant).submit(page(number), "/ret", {"purpose": long, "extent": "Fire måneder"})
    assert answer.status_code == 422
    assert "Skriv højst 5.000 tegn. Du har skrevet 5.599" in text_of(answer)
    assert long.strip() in answer.text
    assert "Fire måneder" in answer.text
    assert stored(number, "extent") == build.ANSWERS["extent"]


@pytest.mark.parametrize(
    "typed", ["31. februar 2027", "30/2 2027", "i morgen", "1.13.2027", "32-01-2027", "0000-00-00"]
)
def test_an_impossible_date_is_told_and_kept(browse, people, phase_at, typed):
    number = phase_at("draft")
    answer = browse(people.consultant).submit(page(number), "/ret", {"wanted_start": typed})
    assert answer.status_code == 422
    assert "Datoen findes ikke. Skriv for eksempel 1. marts 2027" in text_of(answer)
    assert f'value="{typed}"' in answer.text
    assert stored(number, "wanted_start") == ""


def test_control_characters_and_words_hyphens_are_cleaned_before_they_are_stored(browse, people, phase_at):
    number = phase_at("draft")
    typed = "Sund\u2011hed\x00 og\x07 om\u202esorg\r\n\r\n\r\n\r\nNy linje  "
    assert browse(people.consultant).submit(page(number), "/ret", {"purpose": typed}).status_code == 303
    assert stored(number, "purpose") == "Sund-hed og omsorg\n\nNy linje"


def test_a_cpr_number_is_refused_with_a_reason(browse, people, phase_at):
    number = phase_at("draft")
    answer = browse(people.consultant).submit(page(number), "/ret", {"background": "Peter 010190-1234 siger"})
    assert answer.status_code == 422
    assert "Fjern CPR-nummeret" in text_of(answer)
    assert stored(number, "background") == build.ANSWERS["background"]


def test_a_sign_that_cannot_be_printed_is_named(browse, people, phase_at):
    answer = browse(people.consultant).submit(page(phase_at("draft")), "/ret", {"purpose": "Fælles 漢 mål"})
    assert answer.status_code == 422
    assert "»漢« kan ikke trykkes" in text_of(answer)


def test_at_most_four_departments_and_only_those_there_are(browse, people, phase_at):
    number = phase_at("draft")
    browser = browse(people.consultant)
    unknown = browser.submit(page(number), "/ret", {"central_departments": ["999"]})
    assert unknown.status_code == 422
    assert "Vælg mellem dem, der er vist" in text_of(unknown)


def test_two_who_write_in_different_fields_lose_nothing(browse, people, phase_at):
    number = phase_at("draft")
    one, two = browse(people.consultant), browse(people.director)
    form_one, form_two = one.form(page(number), "/ret"), two.form(page(number), "/ret")
    assert one.send(form_one, {"strategy": "En"}).status_code == 303
    assert two.send(form_two, {"politics": "To"}).status_code == 303
    assert (stored(number, "strategy"), stored(number, "politics")) == ("En", "To")


def test_two_who_write_in_the_same_field_see_both_texts_and_choose(browse, people, phase_at):
    number = phase_at("draft")
    one, two = browse(people.consultant), browse(people.director)
    form_one, form_two = one.form(page(number), "/ret"), two.form(page(number), "/ret")
    assert one.send(form_one, {"extent": "Fire måneder i alt"}).status_code == 303
    answer = two.send(form_two, {"extent": "Ni måneder i alt", "politics": "Udvalget orienteres"})
    assert answer.status_code == 409
    assert "<mark>Fire</mark>" in answer.text
    assert "<mark>Ni</mark>" in answer.text
    assert stored(number, "extent") == "Fire måneder i alt"
    assert stored(number, "politics") == "Udvalget orienteres"  # the other field is saved all the same
    conflict = next(form for form in forms(answer) if form.action.endswith("/ret"))
    assert two.send(conflict, {"extent-choice": "both", "extent": "Fire til ni måneder"}).status_code == 303
    assert stored(number, "extent") == "Fire til ni måneder"


def test_choosing_the_other_s_text_keeps_it(browse, people, phase_at):
    number = phase_at("draft")
    one, two = browse(people.consultant), browse(people.director)
    form_one, form_two = one.form(page(number), "/ret"), two.form(page(number), "/ret")
    one.send(form_one, {"extent": "Fire måneder"})
    two.send(form_two, {"extent": "Ni måneder"})
    assert two.send(form_two, {"extent": "Ni måneder", "extent-choice": "theirs"}).status_code == 303
    assert stored(number, "extent") == "Fire måneder"


def test_a_draft_is_the_drafters_alone(browse, people, phase_at):
    number = phase_at("draft")
    for who in (people.stranger, people.school_head, people.finance_head):
        assert browse(who).get(page(number)).status_code == 404
        assert browse(who).get(f"/dokumenter/{number}").status_code == 404


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
    assert "Siden var blevet for gammel" in text_of(answer)
    assert "Det her må ikke gå tabt" in answer.text


def test_several_changes_within_a_quarter_of_an_hour_are_one_line_of_history(browse, people, phase_at):
    number = phase_at("draft")
    browser = browse(people.director)
    for text in ("a", "b", "c"):
        browser.submit(page(number), "/ret", {"strategy": text})
    network = build.document(number).network.number
    history = text_of(browser.get(f"/netvaerk/{network}"))
    assert history.count("Hanne Thorsager skrev i fase 1.") == 1
