"""A course plan as a picture of time, the same on page and paper: a period as wide as its weeks and as high as the
leader's hours (domain.md 8)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from flask_babel import format_date

from app.core.forms import read_date
from app.documents.questions import PERIOD_COLUMNS

_SAID = next(column.choices for column in PERIOD_COLUMNS if column.key == "kind")
KINDS = dict(zip(_SAID, ("work", "rest", "trial"), strict=True))
HEIGHT = 110  # of the line of time, in pixels; the highest bar leaves room for its number
HIGHEST = 88
LEAST = 3  # a period without hours is seen all the same


@dataclass(frozen=True)
class Period:
    """`n` is its number in the picture; a break has none. x and width in percent, height in pixels."""

    n: int
    name: str
    kind: str
    start: date
    weeks: int
    hours: str
    x: float
    width: float
    height: int

    @property
    def ends(self) -> date:
        """Its last day."""
        return self.start + timedelta(weeks=self.weeks, days=-1)


@dataclass(frozen=True)
class Course:
    """`totals` are the planned hours of the leader, the co-driver and each participant; `today` is None outside."""

    periods: list[Period]
    months: list[tuple[float, str]]
    totals: tuple[str, str, str]
    today: float | None


def of(table: Mapping[str, Any], today: date | None = None) -> Course | None:
    """The picture of an agreed table; None when no period tells when it begins and how long it is."""
    keys = [column["key"] for column in table["columns"]]
    rows = [dict(zip(keys, cells, strict=True)) for cells in table["rows"]]
    placed = sorted((row for row in rows if row["start"] and row["weeks"]), key=lambda row: read_date(row["start"]))
    if not placed:
        return None
    first = min(read_date(row["start"]) for row in placed).replace(day=1)
    last = max(read_date(row["start"]) + timedelta(weeks=int(row["weeks"])) for row in placed)
    days = (last - first).days

    def share(day: date) -> float:
        return round(100 * (day - first).days / days, 2)

    return Course(
        _periods(placed, share, days),
        [(share(month), str(format_date(month, "MMM")).rstrip(".")) for month in _months(first, last)],
        (_total(rows, "leader"), _total(rows, "co_driver"), _total(rows, "participants")),
        share(today) if today and first <= today < last else None,
    )


def _periods(rows: Sequence[Mapping[str, str]], share: Callable[[date], float], days: int) -> list[Period]:
    most = max(*(_number(row["leader"]) for row in rows), 1.0)
    found, n = [], 0
    for row in rows:
        kind, start = KINDS.get(row["kind"], "work"), read_date(row["start"])
        n += kind != "rest"
        height = HEIGHT if kind == "rest" else max(LEAST, round(HIGHEST * _number(row["leader"]) / most))
        weeks = int(row["weeks"])
        width = round(100 * 7 * weeks / days, 2)
        number = n if kind != "rest" else 0
        found.append(Period(number, row["name"], kind, start, weeks, row["leader"], share(start), width, height))
    return found


def _months(first: date, last: date) -> list[date]:
    months = range(first.month - 1, first.month + 12 * (last.year - first.year) + last.month - first.month)
    return [date(first.year + month // 12, month % 12 + 1, 1) for month in months]


def _total(rows: Sequence[Mapping[str, str]], who: str) -> str:
    """The planned hours of all periods, as they are said: 284, or 97,5."""
    hours = sum(_number(row["weeks"]) * _number(row[who]) for row in rows)
    return f"{hours:g}".replace(".", ",")


def _number(said: str) -> float:
    return float(said.replace(",", ".") or 0)
