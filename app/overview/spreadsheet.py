"""The table of networks as a workbook: the rows, the order and the words of the page, all of its pages in one sheet."""

from datetime import date
from io import BytesIO
from typing import Any

from flask_babel import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.utils import get_column_letter

from app.core.actions import Actor
from app.imports.workbook import BOLD, WRAPPED
from app.overview.table import Row, Wanted, every

COMMANDS = ("=", "+", "-", "@", "\t")  # what a spreadsheet program takes for the beginning of a formula
WIDTHS = (12, 44, 24, 20, 26, 18, 32, 26, 14)


def workbook(actor: Actor, wanted: Wanted) -> bytes:
    """The networks that the actor may know of and asked for."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("Networks"))
    sheet.freeze_panes = "A2"
    for place, width in enumerate(WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.append([_head(sheet, words) for words in _headings()])
    for row in every(actor, wanted):
        sheet.append([_cell(sheet, value) for value in _values(row)])
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def _headings() -> list[str]:
    return [
        _("Number"),
        _("Network"),
        _("Type"),
        _("State"),
        _("The contract"),
        _("Late"),
        _("Next step"),
        _("Whose turn it is"),
        _("Ends"),
    ]


def _values(row: Row) -> list[str | date | None]:
    network = row.network
    told = [network.number, network.title, row.type, row.state, row.contract, row.late, row.step, row.who]
    return [*told, network.ends_on]


def _head(sheet: Any, words: str) -> Any:
    cell = _cell(sheet, words)
    cell.font = BOLD
    return cell


def _cell(sheet: Any, value: str | date | None) -> Any:
    """A day as a day, and text as text: whatever somebody wrote in a title, no program takes it for a formula."""
    cell: Any = WriteOnlyCell(sheet)
    cell.value = value or None
    cell.alignment = WRAPPED
    if isinstance(value, date):
        cell.number_format = "dd-mm-yyyy"
    elif value:
        cell.data_type = "s"
        cell.quotePrefix = value.startswith(COMMANDS)
    return cell
