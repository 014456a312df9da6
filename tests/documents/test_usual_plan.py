"""A plan begins with the usual course of the network's type, and its periods follow one another; what it is told of
stops nobody (domain.md 8; R2)."""

import pytest

from app.contracts.documents import print_phase
from app.documents import sheets
from app.networks import courses
from app.networks.rules import entry
from tests import build
from tests.browse import text_of
from tests.documents.test_periods import KEY, page, press, rows, said, values

FIRST, SECOND = "2027-02-01", "2027-03-01"


def written(browser, number, **answers):
    return browser.submit(page(number), "/ret", answers)


def starts(number):
    return [values(number).get(f"{KEY}.{row}.start", "") for row in rows(number)]


@pytest.fixture
def usual(browse, people, frame_at):
    """A writer, and a draft that has begun with the usual course on the day the network starts."""
    number, browser = frame_at("draft"), browse(people.leader)
    written(browser, number, start=FIRST, end="2027-12-31")
    assert press(browser, number, "usual").status_code == 303
    return browser, number


def test_an_empty_plan_begins_with_the_usual_course_of_the_type_each_period_after_the_other(usual):
    _browser, number = usual
    course = entry(build.document(number).network).course
    assert course == courses.WELFARE
    assert [row[0] for row in said(number)] == [stretch.name for stretch in course]
    assert [values(number)[f"{KEY}.{row}.weeks"] for row in rows(number)] == [stretch.weeks for stretch in course]
    assert starts(number)[:3] == [FIRST, SECOND, "2027-03-22"]


def test_the_usual_course_is_put_in_once_and_never_into_a_plan_that_has_been_begun(usual):
    browser, number = usual
    before = values(number)
    assert "Begynd med det sædvanlige forløb" not in text_of(browser.get(page(number)))
    assert press(browser, number, "usual").status_code == 303
    assert values(number) == before


def test_without_a_day_the_usual_course_has_no_dates_until_there_is_one(browse, people, frame_at):
    number, browser = frame_at("draft"), browse(people.leader)
    written(browser, number, start="", end="")
    press(browser, number, "usual")
    assert set(starts(number)) == {""}
    answer = press(browser, number, "dates")
    assert "Skriv, hvornår netværket går i gang" in text_of(browser.get(answer.location))
    assert set(starts(number)) == {""}
    press(browser, number, "dates", changes={f"{KEY}.{rows(number)[0]}.start": "1. marts 2027"})
    assert starts(number)[:2] == ["2027-03-01", "2027-03-29"]


def test_another_start_moves_all_of_the_plan_in_one_press(usual):
    browser, number = usual
    assert press(browser, number, "dates", changes={"start": "1. marts 2027"}).status_code == 303
    assert starts(number)[:2] == ["2027-03-01", "2027-03-29"]


def test_dates_follow_up_to_the_first_period_whose_weeks_are_open(usual):
    browser, number = usual
    second = rows(number)[1]
    press(browser, number, "dates", changes={"start": "8. februar 2027", f"{KEY}.{second}.weeks": ""})
    assert starts(number)[:2] == ["2027-02-08", "2027-03-08"]
    assert starts(number)[2] == "2027-03-22", "it stands as it was"


def test_how_long_the_plan_is_stands_beside_what_is_usual(usual):
    browser, number = usual
    weeks = courses.length(courses.WELFARE)
    assert f"Planen er på {weeks} uger. Det sædvanlige forløb er på {weeks} uger." in text_of(browser.get(page(number)))
    cell = f"{KEY}.{rows(number)[0]}.weeks"
    answer = browser.post(page(number), {cell: "5", f"base-{cell}": build._bases(number)[cell], "autosave": "1"})
    assert f"Planen er på {weeks + 1} uger." in text_of(answer)


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ({"end": "1. maj 2027"}, "Netværket slutter 1. maj 2027."),
        ({"start": "1. marts 2027"}, "Planen begynder, før netværket går i gang den 1. marts 2027."),
        ({"end": "31. december 2027"}, ""),
    ],
)
def test_a_plan_outside_the_days_of_the_network_is_told_and_the_text_is_sent_all_the_same(usual, people, days, words):
    browser, number = usual
    written(browser, number, **build.FRAME | {"end": "31. december 2027"} | days)
    shown = text_of(browser.get(page(number)))
    assert words in shown
    assert ("Planen varer til" in shown, "Planen begynder, før" in shown) == ("slutter" in words, "før" in words)
    build.send(number, build.actor(people.leader))
    assert build.document(number).state == "sent"


def test_a_plan_of_more_than_twelve_months_is_told_where_no_end_is_written(usual):
    browser, number = usual
    first = rows(number)[0]
    written(browser, number, end="", **{f"{KEY}.{first}.weeks": "40"})
    press(browser, number, "dates")
    assert "Planen varer mere end 12 måneder." in text_of(browser.get(page(number)))


def test_the_plan_is_drawn_on_paper_where_its_periods_have_days(usual):
    _browser, number = usual
    document = build.document(number)
    parts = print_phase(sheets.of(document, None))["sections"]
    (line,) = (answer["timeline"] for part in parts for answer in part.get("answers", []) if answer["timeline"])
    assert [span["kind"] for span in line["spans"]].count("rest") == 1
    assert line["describes"].replace("\xa0", " ").startswith("Perioderne som en tidslinje fra 1. februar 2027 til")
    assert (line["spans"][0]["n"], line["spans"][0]["name"]) == (1, "Forberedelse og aftaler")
