"""Two who write in one draft: nothing is overwritten, and who has written in the same field chooses."""

import pytest

from tests import build
from tests.browse import forms, text_of
from tests.documents.drafts import conflict, page, stored


@pytest.mark.both_databases
def test_two_who_write_in_different_fields_lose_nothing(browse, people, phase_at):
    number = phase_at("draft")
    one, two = browse(people.consultant), browse(people.director)
    form_one, form_two = one.form(page(number), "/ret"), two.form(page(number), "/ret")
    assert one.send(form_one, {"strategy": "En"}).status_code == 303
    assert two.send(form_two, {"politics": "To"}).status_code == 303
    assert (stored(number, "strategy"), stored(number, "politics")) == ("En", "To")


@pytest.mark.both_databases
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


@pytest.mark.both_databases
def test_a_text_written_together_stands_when_the_other_has_saved_again_meanwhile(browse, people, phase_at):
    number = phase_at("draft")
    writer, _answer, form = conflict(browse, people, number, "extent", "Ni måneder", "Fire måneder")
    other = browse(people.consultant)
    assert other.send(other.form(page(number), "/ret"), {"extent": "Fem måneder"}).status_code == 303
    answer = writer.send(form, {"extent-choice": "both", "extent": "Fire til ni måneder"})
    assert answer.status_code == 409
    again = next(form for form in forms(answer) if form.action.endswith("/ret"))
    assert again.fields["extent-mine"] == ["Fire til ni måneder"]
    assert again.fields["extent"] == ["Fire til ni måneder\n\nFem måneder"]
    assert writer.send(again, {"extent-choice": "mine"}).status_code == 303
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


def test_who_writes_here_at_the_same_time_is_named(browse, people, phase_at):
    number = phase_at("draft")
    assert "Rasmus Toft skriver også her" in text_of(browse(people.director).get(page(number)))


def test_who_saves_again_because_the_first_answer_was_lost_has_no_conflict_with_himself(browse, people, phase_at):
    number = phase_at("draft")
    browser = browse(people.consultant)
    form = browser.form(page(number), "/ret")
    assert browser.send(form, {"strategy": "Børnepolitik"}).status_code == 303  # the answer never came
    assert browser.send(form, {"strategy": "Børnepolitikken"}).status_code == 303
    assert stored(number, "strategy") == "Børnepolitikken"


def test_the_text_of_one_window_stands_in_the_history_when_the_same_person_s_other_window_saves(
    browse, people, phase_at
):
    number = phase_at("draft")
    browser = browse(people.consultant)
    one, two = browser.form(page(number), "/ret"), browser.form(page(number), "/ret")
    assert browser.send(one, {"strategy": "Fra det ene vindue"}).status_code == 303
    assert browser.send(two, {"strategy": "Fra det andet"}).status_code == 303
    assert stored(number, "strategy") == "Fra det andet"
    assert "Fra det ene vindue" in text_of(browser.get(f"/dokumenter/{number}/historik/1"))
    third = browser.send(
        one, {"strategy": "Fra det ene vindue igen"}
    )  # one began two versions ago: it has not seen them
    assert third.status_code == 409
    assert stored(number, "strategy") == "Fra det andet"


def test_who_has_seen_nothing_of_an_other_s_words_does_not_overwrite_them_by_having_written_last(
    browse, people, phase_at
):
    number = phase_at("draft")
    one, two = browse(people.consultant), browse(people.director)
    old = one.form(page(number), "/ret")
    two.submit(page(number), "/ret", {"strategy": "Hannes ord"})
    one.submit(page(number), "/ret", {"strategy": "Hannes og Rasmus' ord"})
    assert one.send(old, {"strategy": "Rasmus' ord"}).status_code == 409
    assert stored(number, "strategy") == "Hannes og Rasmus' ord"


def test_a_text_in_a_conflict_is_held_to_the_length_of_every_other_before_it_is_compared(browse, people, frame_at):
    number, key, typed = frame_at("draft"), "leadership_room", "ord " * 50_000
    before, browser = stored(number, key), browse(people.leader)
    token = browser.form(page(number), "/ret").fields["csrf_token"]
    sent = {"csrf_token": token, f"base-{key}": "0.", f"{key}-mine": typed}
    answer = browser.post(page(number), sent)
    assert answer.status_code == 422
    assert "Skriv højst 5.000 tegn. Du har skrevet 199.999" in text_of(answer)
    assert typed.strip() in answer.text
    assert stored(number, key) == before


def test_that_no_department_is_ticked_is_chosen_like_any_other_answer(browse, people, departments, phase_at):
    number, key = phase_at("draft"), "central_departments"
    writer, _answer, form = conflict(browse, people, number, key, [], [departments.school])
    again = writer.send(form)  # no choice: nothing is chosen for anybody
    assert again.status_code == 409
    assert stored(number, key) == str(departments.school)
    chosen = next(form for form in forms(again) if form.action.endswith("/ret"))
    assert writer.send(chosen, {f"{key}-choice": "mine"}).status_code == 303
    assert stored(number, key) == ""
