"""What a cell of a spreadsheet says, as Danes write in one. Each reader gives the value, or raises StopValidation with
a Danish sentence."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from flask_babel import gettext as _
from wtforms.validators import StopValidation

from app.core import text
from app.core.forms import too_long, understood_date, unfit
from app.core.forms import write_date as written_date
from app.people.forms import MAIL_MAX

Reader = Callable[[Any], Any]
YES, NO = ("ja", "x", "1", "sand"), ("nej", "0", "falsk")
BROKEN = ("#REF!", "#N/A", "#NAME?", "#VALUE!", "#DIV/0!", "#NUM!", "#NULL!")
LARGEST_LIST = 200
LONGEST = 32_767  # characters that a cell holds in Excel


def shown(cell: Any) -> str:
    """The cell as it reads in the spreadsheet."""
    if isinstance(cell, bool):
        return "ja" if cell else "nej"
    if isinstance(cell, (date, datetime)):
        return written_date(cell.date() if isinstance(cell, datetime) else cell)
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return text.one_line(str(cell)[:LONGEST]) if cell is not None else ""


def line(limit: int) -> Reader:
    """One line of text of at most so many characters."""

    def read(cell: Any) -> str:
        said = shown(cell)
        if said in BROKEN:
            raise StopValidation(_("The cell holds a formula that failed. Write what it should say"))
        if fault := too_long(said, limit) or unfit(said):
            raise StopValidation(fault)
        return said

    return read


def mail(cell: Any) -> str:
    """A mail address in small letters."""
    address: str = line(MAIL_MAX)(cell).lower()
    if not text.is_mail_address(address):
        raise StopValidation(_("Write a mail address, for example name@example.dk"))
    return address


def day(cell: Any) -> date:
    """A day: a date cell, or a date as it is written."""
    if isinstance(cell, (int, float)):
        raise StopValidation(_("Write day, month and year, for example %(example)s", example=_("1 March 2027")))
    return understood_date(shown(cell))


def yes(cell: Any) -> bool:
    """Yes or no."""
    said = shown(cell).casefold()
    if said not in YES + NO:
        raise StopValidation(_("Write ja or nej"))
    return said in YES


def lines(cell: Any) -> list[str]:
    """Several, parted by semicolons or by lines."""
    if fault := too_long(str(cell), LONGEST):
        raise StopValidation(fault)
    parts = str(cell).replace("\n", ";").split(";") if isinstance(cell, str) else [cell]
    found = [said for part in parts if (said := line(254)(part))]
    if len(found) > LARGEST_LIST:
        raise StopValidation(_("Write at most %(limit)s", limit=LARGEST_LIST))
    return list(dict.fromkeys(found))


def one_of(choices: Callable[[], Mapping[str, Any]]) -> Reader:
    """One of the choices, in any letters; the value is what the choice stands for."""

    def read(cell: Any) -> Any:
        said, known = shown(cell).casefold(), choices()
        found = {label.casefold(): value for label, value in known.items()}
        if said not in found:
            raise StopValidation(_("Write one of: %(choices)s", choices=", ".join(known)))
        return found[said]

    return read
