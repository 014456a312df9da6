"""A course plan as a picture of time (domain.md 8)."""

from datetime import date

import pytest

from app.documents import course
from app.documents.questions import PERIOD_COLUMNS

KEYS = [column.key for column in PERIOD_COLUMNS]
WORK = {"name": "Udforskning", "start": "1. marts 2027", "weeks": "4", "leader": "10", "participants": "2,5"}
BREAK = {"name": "Påskepause", "start": "29. marts 2027", "weeks": "2", "leader": "0", "kind": "Pause"}
TRIAL = {"name": "Afprøvning", "start": "12. april 2027", "weeks": "8", "leader": "5", "kind": "Afprøvning"}


def drawn(*rows, today=date(2027, 3, 15)):
    columns = [{"key": key, "label": key} for key in KEYS]
    return course.of({"columns": columns, "rows": [[row.get(key, "") for key in KEYS] for row in rows]}, today)


@pytest.fixture(autouse=True)
def danish(app):
    with app.test_request_context():
        yield


def test_a_period_is_as_wide_as_its_weeks_and_as_high_as_the_leaders_hours():
    work, rest, trial = drawn(WORK, BREAK, TRIAL).periods
    assert (work.x, work.width + rest.width + trial.width) == (0, pytest.approx(100, abs=0.1))
    assert trial.width == pytest.approx(2 * work.width, abs=0.02)
    assert (work.height, trial.height) == (course.HIGHEST, course.HIGHEST // 2)


def test_breaks_have_no_number_and_the_rest_are_counted_in_the_order_of_their_days():
    assert [(period.name, period.n) for period in drawn(TRIAL, BREAK, WORK).periods] == [
        ("Udforskning", 1),
        ("Påskepause", 0),
        ("Afprøvning", 2),
    ]


def test_the_planned_hours_are_summed_for_each_and_a_period_without_a_day_counts_too():
    undated = {"name": "Forankring", "weeks": "1", "leader": "6"}
    plan = drawn(WORK, BREAK, TRIAL, undated)
    assert plan.totals == ("86", "0", "10")
    assert [period.name for period in plan.periods] == ["Udforskning", "Påskepause", "Afprøvning"]


def test_nothing_is_drawn_of_a_plan_without_days():
    assert drawn({"name": "Udforskning", "leader": "10"}) is None
    assert drawn({"name": "Udforskning", "start": "1. marts 2027"}) is None


def test_the_months_begin_at_the_first_day_and_today_is_seen_only_within():
    plan = drawn(WORK, BREAK, TRIAL)
    assert [words for _x, words in plan.months] == ["mar", "apr", "maj", "jun"]
    assert plan.months[0][0] == 0
    assert plan.today == pytest.approx(100 * 14 / 98, abs=0.1)
    assert drawn(WORK, today=date(2027, 2, 28)).today is None
    assert drawn(WORK, today=date(2027, 3, 29)).today is None
