"""Danish working days: deadlines are counted in them, and they remind, they never block (R15)."""

from datetime import date, timedelta
from functools import cache

import holidays


@cache
def _closed() -> holidays.HolidayBase:
    return holidays.country_holidays("DK", categories=("public", "optional"))


def is_working_day(day: date) -> bool:
    """Monday to Friday, but no public holiday nor a day when a municipality closes (24 and 31 December …)."""
    return day.weekday() < 5 and day not in _closed()


def working_days_after(day: date, count: int) -> date:
    """The working day that is `count` working days after `day`."""
    while count > 0:
        day += timedelta(days=1)
        count -= is_working_day(day)
    return day


def working_days_before(day: date, count: int) -> date:
    """The working day that is `count` working days before `day`."""
    while count > 0:
        day -= timedelta(days=1)
        count -= is_working_day(day)
    return day
