"""A network that was under way before: entered from a workbook, its contract taken over from paper."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from io import BytesIO
from typing import Any

from openpyxl import load_workbook
from sqlalchemy import select

from app.core import clock
from app.core.db import db
from app.core.text import sha256
from app.devtools import people
from app.devtools.scan import signed
from app.documents.paper.adoption import adopt
from app.imports import operations, workbook
from app.networks.models import Network

TITLE = "Fællesskaber for unge uden job"
PURPOSE = "Unge uden job eller uddannelse skal have et fællesskab at høre til i, mens de finder deres vej videre."
MINUTE = {"item": "6", "case_number": "25-3318", "wording": "Chefforum tiltrådte indstillingen."}


def load() -> None:
    """Enter it once."""
    if db.session.scalar(select(Network.id).where(Network.title == TITLE)):
        return
    office, begun = people.named(people.CONSULTANTS[1]), clock.today() - timedelta(days=150)
    key = operations.keep(office, book({"Netværk": [_row(begun)]}), "igangværende netværk.xlsx")
    operations.load(office, key)
    phases = db.session.scalars(select(Network).where(Network.title == TITLE)).one().documents
    numbers = [document.number for document in phases]
    for number, days in zip(numbers, (40, 12, -3), strict=True):
        scan = signed([f"{TITLE}, {number}"], [people.HEADS[0], people.DIRECTOR])
        minute = MINUTE if number == numbers[0] else None
        adopt(number, office, scan, sha256(scan), begun - timedelta(days=days), minute)


def _row(begun: date) -> dict[str, Any]:
    leader, co_driver, *others = (name for name, _title in people.EMPLOYEES[-6:])
    return {
        "Titel": TITLE,
        "Type": "Velfærdsnetværk",
        "Status": "I gang",
        "Start": begun,
        "Slut": begun + timedelta(days=300),
        "Formål": PURPOSE,
        "Netværksleder": leader,
        "Referenceleder": people.HEADS[0],
        "Co-driver": co_driver,
        "Deltagere": "; ".join(others),
    }


def book(sheets: Mapping[str, Sequence[Mapping[str, Any]]]) -> bytes:
    """The template with these rows in it, by sheet and column."""
    filled = load_workbook(BytesIO(workbook.template()))
    for name, rows in sheets.items():
        sheet = filled[name]
        places = {str(cell.value).rstrip(" *"): cell.column for cell in sheet[1] if cell.value}
        for line, row in enumerate(rows, start=2):
            for column, value in row.items():
                sheet.cell(line, places[column], value)
    written = BytesIO()
    filled.save(written)
    return written.getvalue()
