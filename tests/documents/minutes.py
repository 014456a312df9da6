"""What the office does to record a body's decision, and what came of it."""

import re

from sqlalchemy import text as sql

from app.core import clock, events
from app.core.db import db, write
from app.core.forms import write_date
from app.documents import integrity
from tests import build
from tests.browse import forms

WORDING = "Direktørforum tiltrådte, at netværket går i gang."


def minute(result, **changes):
    day = write_date(clock.today())
    return {"result": result, "day": day, "item": "4", "case_number": "26-1207", "wording": WORDING, **changes}


def decide(browser, number, result, **changes):
    return browser.submit(f"/dokumenter/{number}/beslutning", "/beslutning", minute(result, **changes))


def sound():
    db.session.rollback()
    return integrity.first_break() is None and events.first_break() is None


def parties(number):
    return [(party.function, party.has_approved) for party in build.document(number).latest.parties]


def change(office, number, wanted, minute_changes=None, keys=("extent",)):
    """Walk »tiltrådt med ændring« to the look before the lock: its form."""
    url = f"/dokumenter/{number}/beslutning"
    page = office.submit(url, "/beslutning", minute("changed", changed=list(keys), **(minute_changes or {})))
    assert page.status_code == 200
    form = first_form(page, url)
    return office.send(form, {**wanted, "step": "look"})


def first_form(page, url):
    return next(form for form in forms(page) if form.action.endswith(url))


def marks(page):
    """The mark of each party on the page: its shape and its word."""
    return re.findall(r'<span class="state ?(\w*)">(.*?)</span>', page.text)


def tamper(table, statement):
    """Change a frozen row as somebody with the database in hand could."""
    db.session.rollback()
    with write() as session:
        on = f" ON {table}" if session.get_bind().dialect.name == "postgresql" else ""
        for verb in ("update", "delete"):
            session.execute(sql(f"DROP TRIGGER {table}_keeps_{verb}{on}"))
        session.execute(sql(statement))
