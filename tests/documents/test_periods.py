"""A table of periods: every cell is a field of its own, and no row is lost (domain.md 8)."""

import re

import pytest

from app.documents.agreeing import operations as agreeing
from app.documents.questions import PERIOD_COLUMNS
from tests import build
from tests.browse import forms, text_of

KEY = "course_plan"
UNWRITTEN = [["Udforskning", *[""] * 7]]  # the second row of the plan, as it stands in the text


def page(number):
    return f"/dokumenter/{number}/ret"


def values(number):
    return {answer.key: answer.value for answer in build.document(number).answers}


def rows(number):
    return [row for row in values(number).get(KEY, "").split(",") if row]


def said(number):
    """The rows of the table in the text."""
    (answer,) = [answer for answer in build.texts.draft(build.document(number))["answers"] if answer["key"] == KEY]
    return answer["table"]["rows"]


def press(browser, number, act, row="", changes=None):
    """Press a button of the table; the form is sent with it."""
    value = f"{act}:{KEY}" + (f".{row}" if row else "")
    return browser.submit(page(number), "/ret", {**(changes or {}), "row": value})


@pytest.fixture
def plan(browse, people, frame_at):
    """A writer, the document's number, and two rows with a name each."""
    number, browser = frame_at("draft"), browse(people.leader)
    for name in ("Forberedelse", "Udforskning"):
        press(browser, number, "add")
        browser.submit(page(number), "/ret", {f"{KEY}.{rows(number)[-1]}.name": name})
    return browser, number, rows(number)


def test_a_row_is_added_and_the_form_saved_first(browse, people, frame_at):
    number, browser = frame_at("draft"), browse(people.leader)
    answer = press(browser, number, "add", changes={"breaks": "Hele juli"})
    assert answer.status_code == 303
    (row,) = rows(number)
    assert answer.location.endswith(f"/ret#{KEY}.{row}.name")
    assert values(number)["breaks"] == "Hele juli"
    shown = browser.get(page(number)).text
    assert all(f'name="{KEY}.{row}.{column.key}"' in shown for column in PERIOD_COLUMNS)


def test_a_row_is_written_and_read_as_it_was_meant(plan):
    browser, number, (first, _second) = plan
    typed = {
        "start": "1/3 2027",
        "weeks": "6",
        "leader": "7.5",
        "co_driver": "3,0",
        "participants": "0",
        "kind": "Pause",
    }
    changes = {f"{KEY}.{first}.{column}": value for column, value in typed.items()}
    content = {f"{KEY}.{first}.content": "Tale med\r\nforældre"}
    assert browser.submit(page(number), "/ret", changes | content).status_code == 303
    kept = {column: values(number)[f"{KEY}.{first}.{column}"] for column in typed}
    assert kept == typed | {"start": "2027-03-01", "leader": "7,5", "co_driver": "3"}
    assert values(number)[f"{KEY}.{first}.content"] == "Tale med forældre"
    assert 'value="1. marts 2027"' in browser.get(page(number)).text
    assert said(number) == [
        ["Forberedelse", "Tale med forældre", "1. marts 2027", "6", "7,5", "3", "0", "Pause"],
        *UNWRITTEN,
    ]


@pytest.mark.parametrize(
    ("column", "typed", "said"),
    [
        ("weeks", "0", "Skriv et helt antal uger fra 1 til 60"),
        ("weeks", "61", "Skriv et helt antal uger fra 1 til 60"),
        ("weeks", "2,5", "Skriv et helt antal uger fra 1 til 60"),
        ("weeks", "seks", "Skriv et helt antal uger fra 1 til 60"),
        ("leader", "60,1", "Skriv et antal timer fra 0 til 60, for eksempel 7,5"),
        ("leader", "-1", "Skriv et antal timer fra 0 til 60, for eksempel 7,5"),
        ("leader", "7,55", "Skriv et antal timer fra 0 til 60, for eksempel 7,5"),
        ("start", "31. februar 2027", "Datoen findes ikke"),
        ("kind", "Ferie", "Vælg blandt dem, der er vist"),
        ("name", "x" * 401, "Skriv højst 400 tegn"),
        ("content", "010190-1234", "Fjern CPR-nummeret"),
    ],
)
def test_a_cell_that_cannot_be_read_is_told_and_kept(plan, column, typed, said):
    browser, number, (first, _second) = plan
    before = values(number)
    answer = browser.submit(page(number), "/ret", {f"{KEY}.{first}.{column}": typed, "breaks": "Juli"})
    assert answer.status_code == 422
    assert said in text_of(answer)
    assert column == "kind" or typed in answer.text
    assert "Periode 1, " in text_of(answer)
    assert values(number) == before | {"breaks": "Juli"}


def test_a_cell_that_saves_itself_changes_no_other(plan):
    browser, number, (first, _second) = plan
    before, cell = values(number), f"{KEY}.{first}.weeks"
    form = browser.form(page(number), "/ret")
    sent = {key: form.fields[key] for key in ("csrf_token", f"base-{cell}")}
    answer = browser.post(page(number), {**sent, "autosave": "1", cell: "8"}, headers={"HX-Request": "true"})
    assert answer.status_code == 200
    assert values(number) == before | {cell: "8"}


@pytest.mark.both_databases
def test_rows_move_up_and_down(plan):
    browser, number, (first, second) = plan
    browser.submit(page(number), "/ret", {f"{KEY}.{first}.kind": "Pause"})
    press(browser, number, "up", second)
    assert rows(number) == [second, first]
    assert values(number)[f"{KEY}.{first}.kind"] == "Pause"
    press(browser, number, "down", second)
    assert rows(number) == [first, second]
    press(browser, number, "down", second)  # the last one stays
    press(browser, number, "up", first)
    assert rows(number) == [first, second]


@pytest.mark.both_databases
def test_a_removed_row_is_put_back_with_its_words(plan):
    browser, number, (first, second) = plan
    press(browser, number, "remove", first)
    assert rows(number) == [second]
    words = text_of(browser.get(page(number)))
    assert "Fjernede perioder Forberedelse Sæt tilbage" in words
    assert said(number) == UNWRITTEN
    press(browser, number, "back", first)
    assert rows(number) == [second, first]
    assert "Fjernede perioder" not in text_of(browser.get(page(number)))


def test_what_is_written_in_a_row_that_another_removes_is_kept_and_can_be_put_back(plan, browse, people):
    writer, number, (first, _second) = plan
    form = writer.form(page(number), "/ret")
    press(browse(people.consultant), number, "remove", first)
    assert writer.send(form, {f"{KEY}.{first}.content": "Det her må ikke gå tabt"}).status_code == 303
    assert values(number)[f"{KEY}.{first}.content"] == "Det her må ikke gå tabt"
    words = text_of(writer.get(page(number)))
    assert "»Forberedelse« blev fjernet, mens du skrev. Det, du skrev, er gemt." in words
    press(writer, number, "back", first)
    assert first in rows(number)
    assert "Det her må ikke gå tabt" in writer.get(page(number)).text


def test_a_cell_saving_itself_in_a_removed_row_says_so_and_offers_to_put_it_back(plan, browse, people):
    writer, number, (first, _second) = plan
    form, cell = writer.form(page(number), "/ret"), f"{KEY}.{first}.weeks"
    press(browse(people.consultant), number, "remove", first)
    sent = {key: form.fields[key] for key in ("csrf_token", f"base-{cell}")}
    answer = writer.post(page(number), {**sent, "autosave": "1", cell: "8"}, headers={"HX-Request": "true"})
    assert answer.status_code == 200
    assert "»Forberedelse« blev fjernet, mens du skrev" in text_of(answer)
    assert f'value="back:{KEY}.{first}"' in answer.text


def test_a_page_opened_before_a_row_was_removed_does_not_bring_it_back(plan, browse, people):
    writer, number, (first, second) = plan
    form = writer.form(page(number), "/ret")
    press(browse(people.consultant), number, "remove", first)
    assert writer.send(form, {"breaks": "Juli"}).status_code == 303
    assert rows(number) == [second]


@pytest.mark.both_databases
def test_two_who_write_in_one_cell_choose_and_lose_nothing(plan, browse, people):
    one, number, (first, _second) = plan
    two, cell = browse(people.consultant), f"{KEY}.{first}.weeks"
    form_one, form_two = one.form(page(number), "/ret"), two.form(page(number), "/ret")
    assert one.send(form_one, {cell: "6"}).status_code == 303
    answer = two.send(form_two, {cell: "8", f"{KEY}.{first}.leader": "10"})
    assert answer.status_code == 409
    assert "Brug mit valg" in text_of(answer)
    assert values(number)[f"{KEY}.{first}.leader"] == "10"
    form = next(form for form in forms(answer) if form.action.endswith("/ret"))
    assert two.send(form, {f"{cell}-choice": "mine"}).status_code == 303
    assert values(number)[cell] == "8"


def test_a_table_takes_thirty_rows_and_no_more(browse, people, frame_at):
    number, browser = frame_at("draft"), browse(people.leader)
    every = [f"r{n}" for n in range(30)]
    build.save(number, build.actor(people.leader), {KEY: ",".join(every)}, {})
    press(browser, number, "add")
    assert rows(number) == every
    assert "Der kan højst være 30 perioder." in text_of(browser.get(page(number)))


@pytest.mark.parametrize(
    "act", ["add:purpose", "add:course_plan.a1", "up:course_plan", "back:x.y", "<b>", "remove:course_plan.A!"]
)
def test_a_button_that_is_none_of_ours_moves_nothing(plan, act):
    browser, number, both = plan
    assert browser.submit(page(number), "/ret", {"row": act}).status_code == 303
    assert rows(number) == both


def test_an_error_keeps_the_row_from_being_moved_and_every_word_on_the_page(plan):
    browser, number, (first, second) = plan
    answer = press(browser, number, "up", second, {f"{KEY}.{first}.weeks": "mange", "breaks": "Hele juli"})
    assert answer.status_code == 422
    assert re.search(r'value="mange"', answer.text)
    assert "Hele juli" in answer.text
    assert rows(number) == [first, second]


def test_a_row_with_an_error_is_removed_and_comes_back_as_it_was_stored(plan):
    browser, number, (first, second) = plan
    press(browser, number, "add", changes={f"{KEY}.{first}.weeks": "6"})
    third = rows(number)[-1]
    typed = {f"{KEY}.{first}.weeks": "mange", f"{KEY}.{first}.content": "Møder", "breaks": "Hele juli"}
    assert press(browser, number, "remove", first, typed).status_code == 303
    assert rows(number) == [second, third]
    assert values(number)["breaks"] == "Hele juli"
    press(browser, number, "back", first)
    assert (values(number)[f"{KEY}.{first}.weeks"], values(number)[f"{KEY}.{first}.content"]) == ("6", "Møder")
    for row in rows(number):
        assert press(browser, number, "remove", row, {f"{KEY}.{row}.weeks": "mange"}).status_code == 303
    assert rows(number) == []


def test_an_error_in_another_row_is_told_before_a_row_is_removed(plan):
    browser, number, (first, second) = plan
    typed = {f"{KEY}.{first}.weeks": "mange", f"{KEY}.{second}.weeks": "få", f"{KEY}.{second}.content": "Møder"}
    answer = press(browser, number, "remove", first, typed)
    assert answer.status_code == 422
    assert 'value="mange"' in answer.text
    assert 'value="få"' in answer.text
    assert rows(number) == [first, second]
    assert values(number)[f"{KEY}.{second}.content"] == "Møder"


def test_a_row_that_never_was_is_neither_stored_nor_put_back(plan):
    browser, number, both = plan
    before = values(number)
    ghosts = {f"{KEY}.{row}.name": "Spøgelse" for row in ("zzz", "a1", "r2")}
    assert browser.submit(page(number), "/ret", ghosts).status_code == 303
    assert press(browser, number, "back", "neverwas").status_code == 303
    assert (values(number), rows(number)) == (before, both)


def test_the_first_words_in_a_row_that_another_removed_while_it_was_empty_are_kept(browse, people, frame_at):
    number, writer = frame_at("draft"), browse(people.leader)
    press(writer, number, "add")
    (row,) = rows(number)
    form = writer.form(page(number), "/ret")
    press(browse(people.consultant), number, "remove", row)
    assert writer.send(form, {f"{KEY}.{row}.name": "Udforskning"}).status_code == 303
    assert "»Udforskning« blev fjernet, mens du skrev" in text_of(writer.get(page(number)))
    press(writer, number, "back", row)
    assert rows(number) == [row]


def test_the_plan_is_drawn_on_the_networks_page_when_it_is_agreed_for_those_who_follow_it(
    browse, people, frame_changed
):
    network = f"/netvaerk/{build.document(frame_changed).network.number}"
    assert "Læs hele planen i fase 2" not in text_of(browse(people.leader).get(network))
    agreeing.approve(frame_changed, build.actor(people.director), build.latest_sha(frame_changed))
    for who, sees in ((people.leader, True), (people.consultant, True), (people.stranger, False)):
        page = text_of(browse(who).get(network))
        assert ("Læs hele planen i fase 2" in page, "timer for netværkslederen" in page) == (sees, sees)
