"""A table of periods as it is written (domain.md 8): its rows, its cells as fields, and what moves a row.

A removed row keeps its words, so that it can be put back, and so that what another writes in it meanwhile is not lost.
"""

import re
import secrets
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import Field, SelectField, StringField, TextAreaField
from wtforms.validators import StopValidation

from app.core import text
from app.core.forms import DanishDateField, LineField, MaxLength, PlainText, SelectChoice, require_offered
from app.documents import content
from app.documents.catalogue import Answers
from app.documents.questions import CELL_MAX, PERIOD_COLUMNS, Column, cell_key

MOST_ROWS = 30
MOST_WEEKS, MOST_HOURS = 60, 60
_CELL = re.compile(rf"(\w+)\.([a-z0-9]{{1,12}})\.({'|'.join(column.key for column in PERIOD_COLUMNS)})")
_ACT = re.compile(r"(add|usual|dates|remove|up|down|back):(\w+)(?:\.([a-z0-9]{1,12}))?")
WHOLE = ("usual", "dates")  # what is done to all of a table


class CellField(TextAreaField):
    """A cell with room for some words; it is stored as one line."""

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        self.data = text.one_line(valuelist[0]) if valuelist else ""


class ChoiceField(SelectField):
    """One of the choices or none; another is refused in Danish."""

    def pre_validate(self, form: Any) -> None:
        require_offered(self, [self.data] if self.data else [])


class NumberField(StringField):
    """A number as Danes write it, from 0 or 1 to `most`, with one decimal where `whole` is not asked for. Stored as
    7,5; what was typed stays in the field when it is no such number."""

    def __init__(self, *, most: int, whole: bool, **about: Any) -> None:
        super().__init__(**about)
        self.most, self.whole = most, whole

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        self.data = text.one_line(valuelist[0]) if valuelist else ""

    def pre_validate(self, form: Any) -> None:
        if not self.data:
            return
        read = re.fullmatch(r"(\d{1,3})(?:[,.](\d))?", self.data)
        tenths = int(read[1]) * 10 + int(read[2] or 0) if read else -1
        least = 10 if self.whole else 0
        if not least <= tenths <= self.most * 10 or (self.whole and tenths % 10):
            said = (
                _("Write a whole number of weeks from 1 to %(most)s", most=self.most)
                if self.whole
                else _("Write hours from 0 to %(most)s, for example 7,5", most=self.most)
            )
            raise StopValidation(str(said))
        self.data = f"{tenths // 10},{tenths % 10}" if tenths % 10 else str(tenths // 10)


def cells(key: str, rows: Sequence[str], columns: Sequence[Column] = PERIOD_COLUMNS) -> dict[str, Field]:
    """The fields of these rows, each named as its answer is: course_plan.a1.name."""
    return {cell_key(key, row, column.key): _cell(column, n) for n, row in enumerate(rows, 1) for column in columns}


def _cell(column: Column, n: int) -> Field:
    about: dict[str, Any] = {"label": str(_("Period %(n)s, %(column)s", n=n, column=column.label))}
    match column.kind:
        case "date":
            return DanishDateField(**about)
        case "number":
            weeks = column.key == "weeks"
            return NumberField(most=MOST_WEEKS if weeks else MOST_HOURS, whole=weeks, **about)
        case "choice":
            offered = [SelectChoice("", "–"), *(SelectChoice(choice, choice) for choice in column.choices)]
            return ChoiceField(choices=offered, validate_choice=False, **about)
        case _:
            limits = [MaxLength(CELL_MAX), PlainText()]
            if column.key == "content":
                return CellField(validators=limits, render_kw={"rows": 2}, **about)
            return LineField(validators=limits, **about)


@dataclass(frozen=True)
class Row:
    """A row as the page shows it. One that is not listed was removed by somebody while it was written in."""

    id: str
    n: int
    is_listed: bool
    cells: list[tuple[Column, Field]]


def rows_to_show(key: str, answers: Answers, posted: Iterable[str]) -> list[str]:
    """The table's rows in order, and after them those that words were posted for though they are removed."""
    listed, there_are = content.rows(answers.get(key, "")), known(key, answers)
    return [*listed, *[row for row in rows_of(key, posted) if row in there_are and row not in listed][:MOST_ROWS]]


def rows_of(key: str, names: Iterable[str]) -> list[str]:
    """The rows of the table that these names of cells belong to, in the order in which they come."""
    return list(dict.fromkeys(cell[2] for name in names if (cell := _CELL.fullmatch(name)) and cell[1] == key))


def known(key: str, answers: Answers) -> set[str]:
    """Every row that the table has or has had: one that is added gets a cell at once (first_cell)."""
    return {*content.rows(answers.get(key, "")), *rows_of(key, answers)}


def first_cell(key: str, row: str) -> str:
    """The cell that a row is known by from the moment it is added, though nothing is written in it."""
    return cell_key(key, row, PERIOD_COLUMNS[0].key)


def shown(
    key: str,
    answers: Answers,
    form: Mapping[str, Field],
    rows: Sequence[str],
    columns: Sequence[Column] = PERIOD_COLUMNS,
) -> list[Row]:
    """These rows with their fields."""
    listed = content.rows(answers.get(key, ""))
    return [
        Row(row, n, row in listed, [(column, form[cell_key(key, row, column.key)]) for column in columns])
        for n, row in enumerate(rows, 1)
    ]


def removed(key: str, answers: Answers) -> dict[str, str]:
    """The removed rows in which something is written, each with the words it is known by."""
    listed, found = content.rows(answers.get(key, "")), dict[str, str]()
    for column in PERIOD_COLUMNS:
        for name, value in answers.items():
            cell = _CELL.fullmatch(name)
            if value and cell and cell[1] == key and cell[3] == column.key and cell[2] not in listed:
                found.setdefault(cell[2], content.day_in_words(value) if column.kind == "date" else value)
    return found


def lost(names: Iterable[str], answers: Answers) -> list[str]:
    """Of the rows that these cells belong to, those that are removed: what they are known by."""
    rows = dict.fromkeys((cell[1], cell[2]) for name in names if (cell := _CELL.fullmatch(name)))
    return [removed(key, answers)[row] for key, row in rows if row in removed(key, answers)]


def one_after_another(key: str, answers: Answers, first: date) -> dict[str, str]:
    """When each period of the table begins, if the first begins on that day and each takes its weeks; up to the first
    whose weeks are not written."""
    found, day = {}, first
    for row in content.rows(answers.get(key, "")):
        found[cell_key(key, row, "start")] = day.isoformat()
        weeks = answers.get(cell_key(key, row, "weeks"), "")
        if not weeks:
            break
        day += timedelta(weeks=int(weeks))
    return found


@dataclass(frozen=True)
class Act:
    """What a button beside a row, or under the table, asks for: add:course_plan, up:course_plan.a1 …"""

    name: str
    key: str
    row: str

    def drops(self, cell: str) -> bool:
        """Whether this cell goes with the row that is removed."""
        return self.name == "remove" and cell.startswith(cell_key(self.key, self.row, ""))

    def change(self) -> Callable[[list[str]], list[str]]:
        """From the rows that there are to those that there are to be."""

        def changed(rows: list[str]) -> list[str]:
            others = [row for row in rows if row != self.row]
            if self.name == "remove":
                return others
            if self.name in ("add", "back"):
                return [*others, self.row] if len(others) < MOST_ROWS else rows
            if self.row not in rows:  # removed meanwhile
                return rows
            at = max(0, rows.index(self.row) + (-1 if self.name == "up" else 1))
            return [*others[:at], self.row, *others[at:]]

        return changed


def act(typed: str, rows: Mapping[str, Collection[str]]) -> Act | None:
    """What the pressed button asks for, when it is about one of these tables and a row that it has or has had; a new
    row gets its name here."""
    read = _ACT.fullmatch(typed)
    if read is None or read[2] not in rows:
        return None
    if read[1] in WHOLE:
        return None if read[3] else Act(read[1], read[2], "")
    if read[1] == "add":
        return None if read[3] else Act("add", read[2], secrets.token_hex(3))
    return Act(read[1], read[2], read[3]) if read[3] in rows[read[2]] else None
