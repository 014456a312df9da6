"""Writing a draft: what is typed is sacred, whatever is wrong with it and whoever writes beside."""

from datetime import timedelta

import pytest

from app.core import clock
from app.core.db import write
from app.people.models import Post
from tests import build
from tests.browse import forms, text_of
from tests.cast import department
from tests.documents.drafts import page, stored


@pytest.mark.both_databases
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
        assert f"Svar på »{heading}«" in read
    assert "Send til godkendelse" not in read


def test_a_text_too_long_stays_on_the_page_and_the_rest_is_saved(browse, people, phase_at):
    number = phase_at("draft")
    long = "ord " * 1400
    answer = browse(people.consultant).submit(page(number), "/ret", {"purpose": long, "extent": "Fire måneder"})
    assert answer.status_code == 422
    assert "Skriv højst 5.000 tegn. Du har skrevet 5.599" in text_of(answer)
    assert long.strip() in answer.text
    assert "Ikke alt er gemt. Gå til feltet" in text_of(answer)
    assert stored(number, "extent") == "Fire måneder"
    assert stored(number, "purpose") == build.ANSWERS["purpose"]


def test_what_is_saved_beside_an_error_is_what_the_next_save_begins_from(browse, people, phase_at):
    number, writer = phase_at("draft"), browse(people.consultant)
    answer = writer.submit(page(number), "/ret", {"wanted_start": "snart", "strategy": "Et"})
    form = next(form for form in forms(answer) if form.action.endswith("/ret"))
    build.save(number, build.actor(people.director), {"wanted_start": "2027-03-01"}, {})
    later = writer.send(form, {"wanted_start": "1. april 2027", "strategy": "Et to"})
    assert later.status_code == 409  # what the writer began from is still that of the day that was never stored
    assert stored(number, "strategy") == "Et to"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("31. februar 2027", "Datoen findes ikke. Skriv for eksempel 1. marts 2027"),
        ("30/2 2027", "Datoen findes ikke. Skriv for eksempel 1. marts 2027"),
        ("1.13.2027", "Datoen findes ikke. Skriv for eksempel 1. marts 2027"),
        ("i morgen", "Skriv dag, måned og år, for eksempel 1. marts 2027"),
        ("marts 2027", "Skriv dag, måned og år, for eksempel 1. marts 2027"),
        ("1.3.1999", "Vælg en dato mellem år 2000 og 2100"),
        ("1.3.2126", "Vælg en dato mellem år 2000 og 2100"),
    ],
)
def test_an_impossible_date_is_told_and_kept(browse, people, phase_at, typed, said):
    number = phase_at("draft")
    answer = browse(people.consultant).submit(page(number), "/ret", {"wanted_start": typed})
    assert answer.status_code == 422
    assert f"Ønsket start: {said}" in text_of(answer)
    assert "Ikke alt er gemt. Gå til feltet" in text_of(answer)
    assert f'value="{typed}"' in answer.text
    assert stored(number, "wanted_start") == ""


@pytest.mark.both_databases
def test_control_characters_and_words_hyphens_are_cleaned_before_they_are_stored(browse, people, phase_at):
    number = phase_at("draft")
    typed = "Sund\u2011hed\x00 og\x07 om\u202esorg\r\n\r\n\r\n\r\nNy linje  "
    assert browse(people.consultant).submit(page(number), "/ret", {"purpose": typed}).status_code == 303
    assert stored(number, "purpose") == "Sund-hed og omsorg\n\nNy linje"


@pytest.mark.parametrize("typed", ["010190-1234", "010190 1234", "010190–1234", "01.01.90-1234", "610190-1234"])
def test_a_cpr_number_is_refused_with_a_reason(browse, people, phase_at, typed):
    number = phase_at("draft")
    answer = browse(people.consultant).submit(page(number), "/ret", {"background": f"Peter {typed} siger"})
    assert answer.status_code == 422
    assert "Fjern CPR-nummeret" in text_of(answer)
    assert stored(number, "background") == build.ANSWERS["background"]


def test_a_sign_that_cannot_be_printed_is_named(browse, people, phase_at):
    answer = browse(people.consultant).submit(page(phase_at("draft")), "/ret", {"purpose": "Fælles 漢 mål"})
    assert answer.status_code == 422
    assert "»漢« kan ikke udskrives" in text_of(answer)


@pytest.mark.parametrize(
    "typed", ["01.12.2027", "2027-12-01 kl. 1400", "12 34 56 78", "10.000.000 kr.", "1234567890123"]
)
def test_a_date_a_telephone_or_a_sum_is_no_cpr_number(browse, people, phase_at, typed):
    assert browse(people.consultant).submit(page(phase_at("draft")), "/ret", {"value": typed}).status_code == 303


def test_what_nobody_can_see_is_no_answer_and_a_file_is_no_text(browse, people, phase_at):
    number = phase_at("draft")
    browser = browse(people.consultant)
    browser.submit(page(number), "/ret", {"purpose": "\u200d\ufe0f", "background": "\u0301"})
    assert "Svar på »Formål«" in text_of(browser.get(f"/dokumenter/{number}"))
    hidden = "Normal\U000e0041\U000e0042 tekst"
    assert browser.submit(page(number), "/ret", {"extent": hidden}).status_code == 422
    token = browser.form(page(number), "/ret").fields["csrf_token"][0]
    body = f'--g\r\nContent-Disposition: form-data; name="csrf_token"\r\n\r\n{token}\r\n'
    body += '--g\r\nContent-Disposition: form-data; name="extent"; filename="x"\r\n\r\nfil\r\n--g--\r\n'
    assert browser.post_raw(page(number), body.encode(), "multipart/form-data; boundary=g").status_code < 500


def test_at_most_four_departments_and_only_those_there_are(browse, people, phase_at):
    number = phase_at("draft")
    browser = browse(people.consultant)
    with write() as session:
        session.add_all([room := department("Kultur"), department("Park")])
        session.flush()
        five = [1, 2, 3, 4, room.id]
    many = browser.submit(page(number), "/ret", {"central_departments": five})
    assert many.status_code == 422
    assert "Vælg højst fire afdelinger" in text_of(many)
    points = browser.submit(page(number), "/ret", {"criteria": "punkt\n" * 31})
    assert "Skriv højst 30 linjer" in text_of(points)
    unknown = browser.submit(page(number), "/ret", {"central_departments": ["999"]})
    assert unknown.status_code == 422
    assert "Vælg blandt dem, der er vist" in text_of(unknown)


def test_only_a_mark_at_the_beginning_of_a_line_makes_a_point(browse, people, phase_at):
    number = phase_at("draft")
    browser = browse(people.consultant)
    browser.submit(page(number), "/ret", {"concerns": "- Økonomi-, løn- og personalekonsulenter\n• To - tre teams"})
    page_ = text_of(browser.get(f"/dokumenter/{number}"))
    assert "Økonomi-, løn- og personalekonsulenter" in page_
    assert "To - tre teams" in page_


@pytest.mark.both_databases
def test_a_draft_is_the_drafters_alone(browse, people, phase_at):
    number = phase_at("draft")
    for who in (people.stranger, people.school_head, people.finance_head):
        assert browse(who).get(page(number)).status_code == 404
        assert browse(who).get(f"/dokumenter/{number}").status_code == 404


@pytest.mark.both_databases
def test_several_changes_within_a_quarter_of_an_hour_are_one_line_of_history(browse, people, phase_at):
    number = phase_at("draft")
    browser = browse(people.director)
    for text in ("a", "b", "c"):
        browser.submit(page(number), "/ret", {"strategy": text})
    network = build.document(number).network.number
    history = text_of(browser.get(f"/netvaerk/{network}"))
    assert history.count("Hanne Thorsager skrev i fase 1.") == 1


def test_what_phase_1_says_stands_beside_the_field(browse, people, frame_at):
    number = frame_at("draft")
    words = text_of(browse(people.leader).get(page(number)))
    assert "I fase 1 står der »Cirka seks måneder. Lederen 8 timer om ugen.«" in words
    assert "Læs hele fase 1" in words


def test_the_shift_of_a_carried_criterion_is_shown_word_by_word(browse, people, frame_at):
    number = frame_at("draft")
    browser = browse(people.leader)
    assert stored(number, "criteria") == build.ANSWERS["criteria"]
    assert "Ændret siden fase 1" not in text_of(browser.get(page(number)))
    browser.submit(page(number), "/ret", {"criteria": "Færre dage væk\nLangt flere samtaler"})
    shown = browser.get(page(number))
    assert "Ændret siden fase 1" in text_of(shown)
    assert "slettet: Flere" in text_of(shown)
    assert "tilføjet: Langt flere" in text_of(shown)


def test_a_field_that_was_not_sent_is_left_alone_and_only_a_group_of_boxes_is_empty_when_none_is_ticked(
    browse, people, departments, phase_at
):
    number, browser = phase_at("draft"), browse(people.consultant)
    fields = browser.form(page(number), "/ret").fields
    sent = {name: fields[name] for name in ("csrf_token", "base-extent", "base-central_departments")}
    assert browser.post(page(number), sent).status_code == 303
    assert stored(number, "extent") == build.ANSWERS["extent"]
    assert stored(number, "central_departments") == ""


def test_a_vacant_post_is_named_and_does_not_wait_for_the_writer(browse, people, frame_at):
    number = frame_at("draft")
    with write() as session:
        post = session.query(Post).filter_by(function="netvaerksdirektoer").one()
        post.to_date = clock.today() - timedelta(days=1)
    words = text_of(browse(people.leader).get(f"/dokumenter/{number}/ret"))
    assert "Der mangler en netværksdirektør, før teksten kan aftales." in words
    assert "Det venter på dig" not in words
