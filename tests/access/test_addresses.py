"""Every address answers each role as the tables say, and what is refused changes nothing."""

import os
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import groupby

import pytest

from tests.access import forms, table
from tests.access.conftest import Restored
from tests.access.table import Cell
from tests.access.tables.around import PUBLIC
from tests.access.tables.cast import SEES
from tests.access.town import ROLES

# Where nothing is to be changed here: a print is tried again.
STILL = {
    "/dokumenter/{number}/pdf",
    "/dokumenter/{number}/pdf/underskrift",
    "/dokumenter/{number}/version/{n}/pdf",
    "/dokumenter/{number}/forskel/{a}/{b}/pdf",
    "/dokumenter/{number}/underskriftsblad/pdf",
    "/netvaerk/{number}/kontrakt/pdf",
    "/netvaerk/{number}/deltagere/pdf",
    "/netvaerk/{number}/mandat/pdf",
    "/ideer/runder/{place}/pdf",
    "/pjecer/{slug}/folder/pdf",
    "/pjecer/{slug}/pdf",
}


def chosen(cells: Iterable[Cell]) -> Iterator[Cell]:
    """Of each address: every thing, every role and every answer, and for each thing somebody who may; in `make soak`
    all cells there are. What the policies say of every cell is held in test_breaks.py."""
    seen: set[tuple[str, ...]] = set()
    for cell in cells:
        parts = [cell.thing, cell.role, cell.word, *([f"{cell.thing} may"] if cell.is_allowed else ())]
        wanted = {(cell.method, cell.route, part) for part in parts}
        if os.environ.get("SOAK") or not wanted <= seen:
            seen |= wanted
            yield cell


@pytest.fixture
def asked(place: Restored) -> dict[tuple[str, str, str], list[Cell]]:
    """The cells that are asked, by method, address and thing."""
    found = defaultdict(list)
    for cell in chosen(turned(table.cells(place.town))):
        found[cell.method, cell.route, cell.thing].append(cell)
    return found


def turned(cells: Iterable[Cell]) -> Iterator[Cell]:
    """The cells so that another role comes first at each thing."""
    for place, (_key, group) in enumerate(groupby(cells, lambda cell: (cell.method, cell.route, cell.thing))):
        row = list(group)
        start = place * 5 % len(row)
        yield from (*row[start:], *row[:start])


def test_every_address_to_read_answers_each_role_as_the_table_says(place, asked):
    wrong = []
    for (method, _route, _thing), cells in asked.items():
        for cell in cells if method == "GET" else ():
            given = place.walkers[cell.role].get(cell.url(place.town)).status_code
            if given != cell.status:
                wrong.append(f"{cell}: {given}")
    assert not wrong, "\n".join(wrong)
    assert place.database.changed(place.database.first_rows) == []


def test_every_address_to_write_does_for_each_role_what_the_table_says_and_nothing_for_those_refused(place, asked):
    wrong, moved = [], set()
    for (method, route, thing), cells in asked.items():
        if method == "GET":
            continue
        body = body_of(place, route, thing, [cell.role for cell in cells if cell.status in (200, 303)])
        for cell in cells:
            answer = place.walkers[cell.role].post(cell.url(place.town), forms.sent(body))
            changed = place.database.changed(place.database.first_rows)
            moved |= {route} if changed else set()
            if answer.status_code != cell.status or (changed and not cell.is_allowed):
                told = re.findall(r"error-message[^>]*>(.*?)</", answer.text)
                wrong.append(f"{cell}: {answer.status_code} {told}, changed {changed}")
            place.database.restore()
    assert not wrong, "\n".join(wrong)
    assert {cell.route for cell in table.cells(place.town) if cell.method == "POST"} - moved == STILL


def body_of(place: Restored, route: str, thing: str, doers: list[str]) -> forms.Body:
    """What somebody who may do it would send: their form, filled in; without one, words for every field."""
    pages = (forms.found(place.walkers[role], place.town, route, thing) for role in doers[:2])
    form = None if "/pdf" in route else next(filter(None, pages), None)
    return form.filled() if form else dict(forms.SAID)


def test_nobody_gets_anything_without_signing_in(place):
    walker, wrong = place.walkers["nobody"], []
    for cell in {(c.method, c.route): c for c in table.cells(place.town)}.values():
        answer = walker.ask(cell.method, cell.url(place.town))
        is_shut = answer.status_code == 401 or (answer.status_code == 302 and answer.location.startswith("/log-ind"))
        if not is_shut or (cell.method == "POST") != (answer.status_code == 401):
            wrong.append(f"{cell.method} {cell.route}: {answer.status_code}")
    assert not wrong, "\n".join(wrong)
    assert place.database.changed(place.database.first_rows) == []


def test_no_address_and_no_method_is_missing_from_the_tables(place):
    rules = [(table.plain(rule.rule), rule.methods or set()) for rule in place.app.url_map.iter_rules()]
    served = {(method, address) for address, methods in rules for method in methods - {"HEAD", "OPTIONS"}}
    assert {(method, address) for method, address in served if address not in PUBLIC} == table.routes()


def test_what_is_open_to_all_is_what_the_table_says(place):
    views, rules = place.app.view_functions, place.app.url_map.iter_rules()
    is_open = {table.plain(rule.rule) for rule in rules if getattr(views[rule.endpoint], "is_public", False)}
    assert is_open == set(PUBLIC)


def test_every_thing_of_the_tables_is_in_the_town_and_every_cell_is_somebody_s(place):
    there = " ".join(SEES).split()
    assert len(there) == len(set(there))
    assert set(there) - {"site"} <= set(place.town.numbers)
    assert set(table.roles("everybody")) == set(ROLES)
    assert {cell.thing for cell in table.cells(place.town)} == set(there)
