"""The office writes the usual course of a type; it is an edition of the table, and what has begun stays as it is."""

import re

from app.core.db import db
from app.networks import courses
from app.networks.courses import Stretch
from app.networks.rules import TYPES, read_types, written_types
from app.networks.types import operations
from tests.browse import text_of

PAGE = "/typer/welfare/forloeb"
PLACE = ("welfare", "")


def rows(page):
    return list(dict.fromkeys(re.findall(r'name="course\.(\w+)\.', page.text)))


def current():
    db.session.rollback()
    return operations.current()


def press(browser, page, button, changes=None):
    """Press a button on the page as it is shown; without one, »Gem«."""
    form = browser.form_on(page, PAGE)
    return browser.send(form, {**(changes or {}), **({"row": button} if button else {})})


def test_the_office_sees_the_course_that_the_system_came_with(browse, people):
    page = browse(people.consultant).get(PAGE)
    assert len(rows(page)) == len(courses.WELFARE)
    assert all(stretch.name in page.text for stretch in courses.WELFARE)
    assert "40 uger: forberedelse og aftaler, design og startworkshop" in text_of(
        browse(people.consultant).get("/typer")
    )


def test_rows_are_added_moved_and_removed_on_the_page_and_nothing_is_saved_before_it_is(browse, people):
    browser = browse(people.consultant)
    page = browser.get(PAGE)
    first, second, *rest = rows(page)
    page = press(browser, page, f"remove:course.{first}", {f"course.{second}.name": "Samtaler"})
    page = press(browser, page, "add:course")
    *_old, new = rows(page)
    (field,) = [tag for tag in re.findall(r"<input[^>]*>", page.text) if f'"course.{new}.name"' in tag]
    assert "autofocus" in field
    page = press(browser, page, f"up:course.{new}", {f"course.{new}.name": "Ferie", f"course.{new}.weeks": "3"})
    assert rows(page) == [second, *rest[:-1], new, rest[-1]]
    assert current()[PLACE].course == courses.WELFARE
    assert press(browser, page, None, {f"course.{new}.kind": "Pause"}).status_code == 303
    saved = current()[PLACE].course
    assert saved[0].name == "Samtaler"
    assert saved[-2] == Stretch("Ferie", "", "3", "", "", "", courses.BREAK)
    assert current()["learning", ""].course == courses.LEARNING


def test_a_period_without_name_or_weeks_is_told_and_kept(browse, people):
    browser = browse(people.consultant)
    page = browser.get(PAGE)
    first = rows(page)[0]
    answer = press(browser, page, None, {f"course.{first}.name": "", f"course.{first}.weeks": "mange"})
    assert answer.status_code == 422
    assert "Skriv et helt antal uger" in text_of(answer)
    answer = press(browser, answer, None, {f"course.{first}.weeks": ""})
    assert answer.status_code == 422
    assert "Skriv, hvad perioden hedder" in text_of(answer)
    assert "Skriv, hvor mange uger den varer" in text_of(answer)
    assert courses.WELFARE[0].content in answer.text
    assert current()[PLACE].course == courses.WELFARE


def test_a_row_in_which_nothing_stands_is_left_out(browse, people):
    browser = browse(people.consultant)
    page = press(browser, browser.get(PAGE), "add:course")
    assert press(browser, page, None).status_code == 303
    assert current()[PLACE].course == courses.WELFARE
    assert len(operations.editions()) <= 1, "nothing was changed"


def test_two_who_change_it_at_once_do_not_write_over_each_other(browse, people):
    one, other = browse(people.consultant), browse(people.other_consultant)
    mine, theirs = one.get(PAGE), other.get(PAGE)
    assert press(other, theirs, None, {f"course.{rows(theirs)[0]}.name": "Samtaler"}).status_code == 303
    late = press(one, mine, None, {f"course.{rows(mine)[0]}.name": "Aftaler"})
    assert late.status_code == 409
    assert "Aftaler" in late.text
    assert current()[PLACE].course[0].name == "Samtaler"
    assert press(one, late, None).status_code == 303
    assert current()[PLACE].course[0].name == "Aftaler"


def test_an_edition_from_before_there_were_courses_has_those_that_the_system_came_with():
    written = re.sub(r'"course":\[.*?\],', "", written_types(TYPES))
    assert "Forankring" not in written
    assert read_types(written) == TYPES


def test_the_row_s_other_words_are_kept_when_the_course_is_changed_and_the_other_way_round(browse, people):
    browser = browse(people.consultant)
    page = browser.get(PAGE)
    press(browser, page, None, {f"course.{rows(page)[0]}.name": "Samtaler"})
    assert browser.submit("/typer/welfare", "/typer/welfare", {"success": "Ro på."}).status_code == 303
    row = current()[PLACE]
    assert (row.success, row.course[0].name, row.focus) == ("Ro på.", "Samtaler", TYPES[PLACE].focus)
