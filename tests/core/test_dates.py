"""Dates as Danes write them, and Danish working days."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from app.core import clock, deadlines, formats
from app.core.forms import DateTooFar, read_date


@pytest.mark.parametrize(
    "typed",
    ["1. marts 2027", "1 marts 2027", "den 1. marts 2027", "mandag den 1. marts 2027", "1. mar. 2027", "01.03.2027",
     "1/3 2027", "1-3-27", "2027-03-01", "1.3.27", "1. MARTS 2027"],
)  # fmt: skip
def test_a_date_is_read_in_the_ways_it_is_written(typed):
    assert read_date(typed) == date(2027, 3, 1)


@pytest.mark.parametrize(
    "typed", ["31. februar 2027", "29/2 2027", "marts 2027", "1. foo 2027", "1.3.1890", "99/99/99", "x", "1.3.3027"]
)
def test_what_is_no_date_is_refused(typed):
    with pytest.raises(ValueError):
        read_date(typed)


@pytest.mark.parametrize("typed", ["0001-01-01", "1.1.0001", "1. januar 0001"])
def test_only_a_year_of_two_digits_is_of_this_century(typed):
    assert read_date("1.1.01") == date(2001, 1, 1)
    with pytest.raises(DateTooFar):
        read_date(typed)


def test_working_days_pass_over_weekends_holidays_and_christmas_eve():
    assert deadlines.working_days_after(date(2026, 12, 23), 1) == date(2026, 12, 28)
    assert deadlines.working_days_after(date(2027, 3, 24), 1) == date(2027, 3, 30)  # Easter
    assert deadlines.working_days_after(date(2026, 11, 20), 10) == date(2026, 12, 4)


def test_times_are_shown_in_denmark_with_hard_spaces(app):
    summer = datetime(2026, 7, 1, 12, 3, tzinfo=clock.UTC)
    assert formats.time(summer) == "kl.\u00a014.03"
    assert formats.date_long(date(2020, 1, 5)) == "5.\u00a0januar\u00a02020"


def test_a_deadline_is_told_in_words(app):
    with app.test_request_context():
        day = clock.today()
        assert formats.deadline(day)[::2] == ("I dag", "soon")
        assert formats.deadline(day + timedelta(days=1))[0] == "I morgen"
        assert formats.deadline(day - timedelta(days=1))[::2] == ("1 dag over fristen", "late")
        assert formats.deadline(day - timedelta(days=9))[::2] == ("9 dage over fristen", "late")


def test_the_demo_s_clock_moves_for_every_process_and_only_in_a_demo(app):
    settings = app.extensions["settings"]
    clock.move(settings.instance, timedelta(days=30))
    assert abs(clock.now() - datetime.now(clock.UTC) - timedelta(days=30)) < timedelta(seconds=5)
    app.extensions["settings"] = replace(settings, demo=False)
    assert clock.offset() == timedelta()


def test_a_genitive_ends_as_danish_does():
    assert [formats.genitive(name) for name in ("Birgitte", "Jens", "Max")] == ["Birgittes", "Jens’", "Max’"]
