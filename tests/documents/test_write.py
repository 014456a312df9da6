"""Writing a draft: what is typed is sacred, whatever is wrong with it and whoever writes beside."""

import re

import pytest
from sqlalchemy import select

from app.core.db import db, write
from app.people.models import BrowserSession
from tests import build
from tests.browse import forms, text_of
from tests.cast import department

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
        assert f"Svar på »{heading}«" in read
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
    assert "Ikke gemt. Ret først det, der er markeret." in text_of(answer)
    assert f'value="{typed}"' in answer.text
    assert stored(number, "wanted_start") == ""


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
    assert "<mark>Fire </mark>" in answer.text
    assert "<mark>Ni </mark>" in answer.text
    assert stored(number, "extent") == "Fire måneder i alt"
    assert stored(number, "politics") == "Udvalget orienteres"  # the other field is saved all the same
    form = next(form for form in forms(answer) if form.action.endswith("/ret"))
    again = two.send(form)  # no choice: nothing is chosen for anybody
    assert again.status_code == 409
    assert stored(number, "extent") == "Fire måneder i alt"
    assert two.send(form, {"extent-choice": "mine"}).status_code == 303
    assert stored(number, "extent") == "Ni måneder i alt"


def conflict(browse, people, number, key, mine, theirs):
    """Both have written; the page that the second one gets."""
    one, two = browse(people.consultant), browse(people.director)
    form_one, form_two = one.form(page(number), "/ret"), two.form(page(number), "/ret")
    assert one.send(form_one, {key: theirs}).status_code == 303
    answer = two.send(form_two, {key: mine})
    assert answer.status_code == 409
    return two, answer, next(form for form in forms(answer) if form.action.endswith("/ret"))


def test_choosing_the_other_s_text_keeps_it(browse, people, phase_at):
    number = phase_at("draft")
    writer, _answer, form = conflict(browse, people, number, "extent", "Ni måneder", "Fire måneder")
    assert writer.send(form, {"extent-choice": "theirs"}).status_code == 303
    assert stored(number, "extent") == "Fire måneder"


@pytest.mark.parametrize("choice", [{}, {"extent-choice": "both"}])
def test_writing_the_texts_together_is_a_choice_ticked_or_not(browse, people, phase_at, choice):
    number = phase_at("draft")
    writer, _answer, form = conflict(browse, people, number, "extent", "Ni måneder", "Fire måneder")
    assert form.fields["extent"] == ["Ni måneder\n\nFire måneder"]
    assert writer.send(form, {**choice, "extent": "Fire til ni måneder"}).status_code == 303
    assert stored(number, "extent") == "Fire til ni måneder"


def test_departments_ticked_by_two_are_shown_by_name_and_chosen(browse, people, departments, phase_at):
    number = phase_at("draft")
    key = "central_departments"
    writer, answer, form = conflict(browse, people, number, key, [departments.finance], [departments.school])
    words = text_of(answer)
    assert "Økonomi og Stab" in words
    assert "Skriv dem sammen" not in words
    assert writer.send(form, {f"{key}-choice": "mine"}).status_code == 303
    assert stored(number, key) == str(departments.finance)


def test_a_date_written_by_two_is_shown_in_words_and_chosen(browse, people, phase_at):
    number = phase_at("draft")
    writer, answer, form = conflict(browse, people, number, "wanted_start", "1/4 2027", "1. marts 2027")
    assert "april" in text_of(answer)
    assert "2027-03-01" not in text_of(answer)
    assert writer.send(form, {"wanted_start-choice": "mine"}).status_code == 303
    assert stored(number, "wanted_start") == "2027-04-01"


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


def test_only_a_mark_at_the_beginning_of_a_line_makes_a_point(browse, people, phase_at):
    number = phase_at("draft")
    browser = browse(people.consultant)
    browser.submit(page(number), "/ret", {"concerns": "- Økonomi-, løn- og personalekonsulenter\n• To - tre teams"})
    page_ = text_of(browser.get(f"/dokumenter/{number}"))
    assert "Økonomi-, løn- og personalekonsulenter" in page_
    assert "To - tre teams" in page_


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
    assert "Siden blev åbnet for længe siden" in text_of(answer)
    assert "Det her må ikke gå tabt" in answer.text


def test_several_changes_within_a_quarter_of_an_hour_are_one_line_of_history(browse, people, phase_at):
    number = phase_at("draft")
    browser = browse(people.director)
    for text in ("a", "b", "c"):
        browser.submit(page(number), "/ret", {"strategy": text})
    network = build.document(number).network.number
    history = text_of(browser.get(f"/netvaerk/{network}"))
    assert history.count("Hanne Thorsager skrev i fase 1.") == 1


def test_an_error_elsewhere_keeps_the_choice_and_both_answers(browse, people, departments, phase_at):
    number, key = phase_at("draft"), "central_departments"
    writer, _answer, form = conflict(browse, people, number, key, [departments.finance], [departments.school])
    failed = writer.send(form, {f"{key}-choice": "mine", "wanted_start": "31. februar 2027"})
    assert failed.status_code == 422
    corrected = next(form for form in forms(failed) if form.action.endswith("/ret"))
    assert writer.send(corrected, {"wanted_start": "1. marts 2027"}).status_code == 303
    assert stored(number, key) == str(departments.finance)


def test_an_error_elsewhere_leaves_an_open_choice_open(browse, people, phase_at):
    number = phase_at("draft")
    writer, _answer, form = conflict(browse, people, number, "extent", "Ni måneder", "Fire måneder")
    failed = writer.send(form, {"wanted_start": "31. februar 2027"})
    assert failed.status_code == 422
    assert "Brug min tekst" in text_of(failed)
    assert stored(number, "extent") == "Fire måneder"


@pytest.mark.parametrize(
    ("key", "typed"),
    [("extent", "010190-1234"), ("central_departments", "abc"), ("wanted_start", "31. februar 2027"), ("extent", "漢")],
)
def test_what_is_chosen_is_checked_as_what_is_typed(browse, people, phase_at, key, typed):
    number = phase_at("draft")
    build.save(number, build.actor(people.director), {"wanted_start": "2027-03-01"}, {})
    before = stored(number, key)
    browser = browse(people.consultant)
    answer = browser.submit(page(number), "/ret", {f"{key}-mine": typed, f"{key}-choice": "mine"})
    assert answer.status_code == 422
    assert stored(number, key) == before


def alone(browser, number, key, *values, base=None):
    """What the page sends when one field saves itself."""
    form = browser.form(page(number), "/ret")
    began = form.fields[f"base-{key}"] if base is None else base
    sent = {"csrf_token": form.fields["csrf_token"], "autosave": "1", f"base-{key}": began, key: list(values)}
    return browser.post(page(number), sent, headers={"HX-Request": "true"})


def base_of(answer, key):
    return re.search(rf'name="base-{re.escape(key)}" value="([^"]+)"', answer.text)[1]


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


def test_what_does_not_fit_together_is_told_at_its_field(browse, people, frame_at):
    number = frame_at("draft")
    browser = browse(people.leader)
    assert browser.submit(page(number), "/ret", {"end": "1. marts 2028"}).status_code == 303  # R2
    words = text_of(browser.get(page(number)))
    assert "Ret. Datoen må højst ligge 12 måneder efter starten" in words
    assert "Ret »Slut eller næste gennemgang«" in words
    answer = alone(browser, number, "start", "1. april 2027")
    assert "højst ligge 12 måneder" not in text_of(answer)


def test_who_writes_here_at_the_same_time_is_named(browse, people, phase_at):
    number = phase_at("draft")
    assert "Rasmus Toft skriver også her" in text_of(browse(people.director).get(page(number)))
