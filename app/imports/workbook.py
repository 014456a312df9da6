"""A workbook in and out: the template, and a file's rows with what is wrong with their cells."""

import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from flask_babel import gettext as _
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet
from wtforms.validators import StopValidation

from app.imports import cells
from app.imports.columns import GUIDE, SHEETS, Column, Sheet

INTRODUCTION = (
    "Udfyld kun de ark, du har brug for. Kolonner med * skal udfyldes. Det, der står i systemet i forvejen, bliver "
    "ikke ændret, så den samme fil kan læses ind igen. Skriv aldrig CPR-numre."
)
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_ROWS, MOST_COLUMNS = 3000, 40
LAST_ROW = 1_048_576  # of a sheet in Excel
LARGEST_UNPACKED = 16 * 1024 * 1024  # bytes
# Told by a sheet's XML alone: a formula whose answer was never kept, and cells made one.
_UNCOUNTED = re.compile(
    rb'<c r="([A-Z]{1,3})(\d{1,7})"(?![^<>]*\bt="str")[^<>]*>\s*'
    rb"<f[^<>]*(?:/>|>[^<>]*</f>)\s*(?:<v\s*/>|<v></v>)?\s*</c>"
)
_MERGED = re.compile(rb'<mergeCell\s[^<>]*?ref="([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})"')


class NotAWorkbook(Exception):
    """The file cannot be read as a workbook; the argument is a Danish sentence."""


@dataclass(frozen=True)
class Fault:
    """What is wrong, by sheet, line and column. `line` is 0 when it is about the whole sheet."""

    sheet: str
    line: int
    column: str
    said: str
    typed: str = ""


@dataclass(frozen=True, eq=False)
class Row:
    """A line of a sheet: the value of each column that is filled."""

    sheet: Sheet
    line: int
    values: dict[str, Any]
    typed: dict[str, str]

    def fault(self, key: str, said: str) -> Fault:
        """That this cell of the row is wrong."""
        column = next(column for column in self.sheet.columns if column.key == key)
        return Fault(self.sheet.label, self.line, column.label, said, self.typed.get(key, ""))


@dataclass
class Read:
    """What a file says."""

    rows: dict[str, list[Row]] = field(default_factory=lambda: {sheet.label: [] for sheet in SHEETS})
    faults: list[Fault] = field(default_factory=list)


def read(content: bytes) -> Read:
    """The rows of the file's sheets, and what is wrong with their cells; NotAWorkbook when it is another file."""
    _require_workbook(content)
    found, read = Read(), set()
    known = {sheet.label.casefold(): sheet for sheet in SHEETS}
    for written in _unpacked(content):
        name = cells.shown(written.title).casefold()
        if name in read:
            found.faults.append(Fault(written.title, 0, "", _("The sheet stands twice")))
        elif sheet := known.get(name):
            read.add(name)
            _read_sheet(sheet, written, found)
        elif name != GUIDE.casefold() and written.lines:
            names = ", ".join(sheet.label for sheet in SHEETS)
            said = _("The sheet is not one of ours: %(names)s. Rename or delete it", names=names)
            found.faults.append(Fault(written.title, 0, "", said))
    if not any(found.rows.values()) and not found.faults:
        found.faults.append(Fault("", 0, "", _("Nothing is filled in. Write in the template's sheets")))
    return found


def _require_workbook(content: bytes) -> None:
    if content.startswith(b"\xd0\xcf\x11\xe0"):  # an old or encrypted document of Office
        raise NotAWorkbook(_("The file is locked or of an old kind. Save it as .xlsx without a password"))
    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            unpacked = sum(item.file_size for item in packed.infolist())
    except zipfile.BadZipFile as error:
        raise NotAWorkbook(_("The file is not a workbook. Save it as an Excel workbook (.xlsx)")) from error
    if unpacked > LARGEST_UNPACKED:
        raise NotAWorkbook(_("The file holds too much. Delete what is not to be read in"))


@dataclass(frozen=True)
class Written:
    """What a sheet of a file holds: the lines in which anything is written, by number, and the cells it has merged."""

    title: str
    lines: dict[int, list[Any]]
    merged: list[str]


def _unpacked(content: bytes) -> list[Written]:
    try:
        book = load_workbook(BytesIO(content), read_only=True, data_only=True, keep_links=False)
        return [_written(worksheet) for worksheet in book.worksheets]
    except Exception as error:  # the file is anybody's, and fails in more ways than its reader has names for
        raise NotAWorkbook(_("The file cannot be read. Save it as an Excel workbook (.xlsx), and try again")) from error


def _written(worksheet: Any) -> Written:
    worksheet.reset_dimensions()  # what a file says of its own size is not believed
    lines: dict[int, list[Any]] = {}
    for line, values in enumerate(worksheet.iter_rows(max_row=LAST_ROW, max_col=MOST_COLUMNS, values_only=True), 1):
        if values.count(None) < len(values) and any(map(cells.shown, values)):
            lines[line] = list(values)
        if len(lines) > MOST_ROWS + 1:
            break
    with worksheet._get_source() as source:
        raw = source.read()
    for letters, digits in _UNCOUNTED.findall(raw):
        line, column = int(digits), column_index_from_string(letters.decode())
        if line in lines and column <= MOST_COLUMNS:
            lines[line][column - 1] = cells.BROKEN[0]
    return Written(worksheet.title, lines, [ref.decode() for ref in _MERGED.findall(raw)])


def _read_sheet(sheet: Sheet, written: Written, found: Read) -> None:
    lines = iter(written.lines.items())
    first, headings = next(lines, (1, []))
    columns = _columns(sheet, first, headings, found)
    found.faults += [
        Fault(sheet.label, 0, "", _("The cells %(cells)s are one. Part them, and write in each", cells=ref))
        for ref in written.merged
    ]
    if columns is None:
        return
    nameless: set[int] = set()
    for count, (line, values) in enumerate(lines, start=1):
        if count > MOST_ROWS:
            said = _("The sheet has more than %(most)s lines. Part it into several files", most=MOST_ROWS)
            found.faults.append(Fault(sheet.label, line, "", said))
            return
        filled = {place: cell for place, cell in enumerate(values) if cells.shown(cell)}
        for place in sorted(place for place in filled.keys() - nameless if columns[place] is None):
            said = _("The column has no heading. Write one of the sheet's, or empty the column")
            found.faults.append(Fault(sheet.label, line, get_column_letter(place + 1), said))
            nameless.add(place)
        if said_of := {key: cell for place, cell in filled.items() if (key := columns[place])}:
            row, faults = _row(sheet, line, said_of)
            found.faults += faults
            found.rows[sheet.label].append(row)


def _columns(sheet: Sheet, line: int, headings: Sequence[Any], found: Read) -> list[str | None] | None:
    """Which column each place of the sheet holds; None, with faults, when they are not the sheet's."""
    known = {column.label.casefold(): column.key for column in sheet.columns}
    names = [cells.shown(heading) for heading in headings]
    keys = [known.get(name.rstrip("* ").casefold()) for name in names]
    faults: list[Fault] = []
    for place, (name, key) in enumerate(zip(names, keys, strict=True)):
        if name and not key:
            labels = ", ".join(column.label for column in sheet.columns)
            said = _("The column is not one of the sheet's: %(labels)s", labels=labels)
            faults.append(Fault(sheet.label, line, name, said))
        if key and key in keys[:place]:
            faults.append(Fault(sheet.label, line, name, _("The column stands twice")))
    for column in sheet.required():
        if column.key not in keys and any(names):
            faults.append(Fault(sheet.label, line, column.label, _("The column is missing")))
    found.faults += faults
    return keys if any(names) and not faults else None


def _row(sheet: Sheet, line: int, filled: dict[str, Any]) -> tuple[Row, list[Fault]]:
    row = Row(sheet, line, {}, {key: cells.shown(cell)[:80] for key, cell in filled.items()})
    faults = []
    for column in sheet.columns:
        if column.key in filled:
            try:
                row.values[column.key] = column.read(filled[column.key])
            except StopValidation as fault:
                faults.append(row.fault(column.key, str(fault)))
        elif column.required:
            faults.append(row.fault(column.key, _("Must be filled in")))
    return row, faults


def template() -> bytes:
    """The empty workbook with a guide to each sheet and column, and lists to choose from."""
    book = Workbook()
    guide: Any = book.active
    guide.title = GUIDE
    _guide(guide)
    for sheet in SHEETS:
        _blank(book.create_sheet(sheet.label), sheet)
    written = BytesIO()
    book.save(written)
    return written.getvalue()


BOLD, WRAPPED = Font(bold=True), Alignment(wrap_text=True, vertical="top")
HEAD = PatternFill("solid", fgColor="1D4D3E")


def _guide(sheet: Worksheet) -> None:
    sheet.append(["Sådan udfylder du regnearket"])
    sheet.append([INTRODUCTION])
    sheet["A1"].font = Font(bold=True, size=14)
    sheet.merge_cells("A2:C2")
    sheet.row_dimensions[2].height = 48
    for kind in SHEETS:
        sheet.append([])
        sheet.append([kind.label, "", kind.help])
        sheet.cell(sheet.max_row, 1).font = BOLD
        for column in kind.columns:
            choices = f" Muligheder: {'; '.join(column.choices())}." if column.choices else ""
            sheet.append(["", _heading(column), column.help + choices])
    for letter, width in (("A", 14), ("B", 24), ("C", 90)):
        sheet.column_dimensions[letter].width = width
    for row in sheet.iter_rows():
        for cell in row:
            cell.alignment = WRAPPED


def _heading(column: Column) -> str:
    return f"{column.label} *" if column.required else column.label


def _blank(sheet: Worksheet, kind: Sheet) -> None:
    sheet.append([_heading(column) for column in kind.columns])
    sheet.freeze_panes = "A2"
    for place, column in enumerate(kind.columns, start=1):
        letter = get_column_letter(place)
        head = sheet.cell(1, place)
        head.font, head.fill = Font(bold=True, color="FFFFFF"), HEAD
        sheet.column_dimensions[letter].width = column.width
        sheet.column_dimensions[letter].number_format = "dd-mm-yyyy" if column.read is cells.day else "@"
        if column.choices:
            _offer(sheet, letter, list(column.choices()))


def _offer(sheet: Worksheet, letter: str, choices: list[str]) -> None:
    """A list that unfolds; its choices stand far out on the same sheet, since their names have commas."""
    away = get_column_letter(sheet.max_column + MOST_COLUMNS)
    for line, label in enumerate(choices, start=1):
        sheet[f"{away}{line}"] = label
    sheet.column_dimensions[away].hidden = True
    rule = DataValidation("list", formula1=f"${away}$1:${away}${len(choices)}", allow_blank=True)
    rule.add(f"{letter}2:{letter}{MOST_ROWS + 1}")
    sheet.add_data_validation(rule)
