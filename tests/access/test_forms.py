"""Whoever posts a form can put anything into it: numbers of other things, and columns of every table. Every form that a
page of the town shows is posted as it stands, and then so; nothing else may come of it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from app.core.db import Base
from tests.access import forms, table
from tests.access.conftest import Restored
from tests.access.forms import Body, Form
from tests.access.table import Cell
from tests.access.test_reading import READERS, words
from tests.access.walk import Rows

# A value of no meaning: the same form sent twice does its work once.
OWN = {"csrf_token", "form_key"}
MOMENT, HASH = re.compile(r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d[.\d]*"), re.compile(r"[0-9a-f]{16,64}")
YES = (["y"], ["on"], ["1"])  # one box to tick: any value says yes
DIGESTED = {"event", "personal_link", "password_link", "mail"}


@dataclass
class Post:
    """A form as its page shows it to somebody who may send it, and what comes of it."""

    cell: Cell
    form: Form
    body: Body
    honest: Rows
    status: int

    def sent(self, place: Restored, /, **more: Any) -> tuple[str, int, Rows]:
        """The answer, its status and all rows when the form is sent with these values; the town is as before."""
        walker = place.walkers[self.cell.role]
        answer = walker.post(self.form.action, forms.sent(self.body | more))
        rows = place.database.rows()
        place.database.restore()
        return answer.text, answer.status_code, rows


@pytest.fixture(scope="module")
def posts(built: Restored) -> list[Post]:
    """One form of each sort: the first thing and the first role that it is shown to."""
    built.database.restore()
    with built.app.app_context():
        return list(shown(built))


def shown(place: Restored) -> Iterator[Post]:
    seen: set[tuple[str, ...]] = set()
    for cell in table.cells(place.town):
        at = (cell.route, cell.thing)
        if cell.method == "GET" or not cell.is_allowed or "/pdf" in cell.route or at in seen:
            continue
        form = forms.found(place.walkers[cell.role], place.town, cell.route, cell.thing)
        if form is None:
            continue
        seen.add(at)
        if (sort := (cell.route, *sorted(form.fields))) not in seen:
            seen.add(sort)
            post = Post(cell, form, form.filled(), {}, 0)
            _text, post.status, post.honest = post.sent(place)
            yield post


def differs(one: Rows, other: Rows) -> list[str]:
    """The tables that do not say the same, but for moments, and what hangs on them."""
    return [name for name in one if one[name] != other[name] and lasting(name, one) != lasting(name, other)]


def lasting(name: str, rows: Rows) -> list[str]:
    """What the rows say, without moments, tokens, and the digests of what holds a moment."""
    said = (MOMENT.sub("", repr(row)) for row in rows[name])
    return sorted(HASH.sub("", row) if name in DIGESTED else row for row in said)


def test_every_address_that_writes_has_a_form_on_a_page(place, posts):
    written = {cell.route for cell in table.cells(place.town) if cell.method == "POST" and "/pdf" not in cell.route}
    assert written - {post.cell.route for post in posts} == set()


def test_columns_of_every_table_in_a_form_change_nothing(place, posts):
    columns = {column.key for mapper in Base.registry.mappers for column in mapper.columns}
    wrong = []
    for post in posts:
        more = {name: anything(name) for name in columns - post.form.fields.keys()}
        _text, status, rows = post.sent(place, **more)
        if status != post.status or (changed := differs(rows, post.honest)):
            wrong.append(f"{post.cell}: {status}, not {post.status}; {changed}")
    assert not wrong, "\n".join(wrong)


def anything(column: str) -> str:
    """A value that the column could hold, and that says more than its writer may."""
    if column.startswith("is_"):
        return "1"
    said = {"state": "agreed", "function": "netvaerksdirektoer", "sha256": "f" * 64, "number": "2026-001"}
    return said.get(column, "1" if column.endswith("id") else "2026-01-01")


def foreign(place: Restored, post: Post) -> list[str]:
    """What stands for other things where this form may name its own: numbers, ids, hashes."""
    others = (
        thing for thing in ("idea/1", "running/3", "idea", "running", "idea:received") if thing != post.cell.thing
    )
    shas = (sha for (sha,) in place.database.live.execute("SELECT sha256 FROM version ORDER BY id LIMIT 2"))
    return [*(str(place.town.numbers[thing]["number"]) for thing in others), "1", "2147483646", *shas]


def test_numbers_of_other_things_in_a_form_read_nothing_and_change_nothing(place, posts):
    wrong = []
    for post in posts:
        unread = {word for word, who in READERS.items() if post.cell.role not in table.roles(who)}
        for name, field in post.form.fields.items():
            names_things = field.kind == "hidden" or (field.offered and field.offered not in YES)
            if name in OWN or not names_things:
                continue
            for value in foreign(place, post):
                if value in field.offered or value in field.values:
                    continue
                text, _status, rows = post.sent(place, **{name: value})
                is_still = not differs(rows, place.database.first_rows)
                if words(text) & unread or not (is_still or not differs(rows, post.honest)):
                    wrong.append(f"{post.cell} {name}={value}: {differs(rows, post.honest)} {words(text)}")
    assert not wrong, "\n".join(wrong)


def test_numbers_of_other_things_in_an_address_are_not_there(place):
    """Where an address names two things, the second belongs to the first: that of another is not there."""
    wrong, asked = [], set()
    for cell in table.cells(place.town):
        named = re.findall(r"\{(\w+)\}", cell.route)
        if len(named) < 2 or not cell.is_allowed or (cell.method, cell.route) in asked:
            continue
        asked.add((cell.method, cell.route))
        own = place.town.numbers[cell.thing]
        walker = place.walkers[cell.role]
        form = forms.found(walker, place.town, cell.route, cell.thing) if cell.method == "POST" else None
        for name in named[1:]:
            if name == "passage":  # which of the question's passages, found by its words where it has moved
                continue
            others = {told[name] for told in place.town.numbers.values() if name in told} - {own[name]}
            for other in [*sorted(others, key=str)[:3], 9999, 2**31 - 1]:
                url = cell.route.format(**own | {name: other})
                answer = walker.ask(cell.method, url, forms.sent(form.filled()) if form else {})
                changed = place.database.changed(place.database.first_rows)
                if answer.status_code != 404 or changed:
                    wrong.append(f"{cell} {name}={other}: {answer.status_code} {changed}")
                place.database.restore()
    assert not wrong, "\n".join(wrong)
