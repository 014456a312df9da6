"""A draft is printed soon after a save, so that its print is there when somebody wants it."""

import pytest

from app.core import jobs
from app.core.db import db
from app.documents import printing, sheets
from app.documents.printing import Rendition
from tests import build


@pytest.mark.both_databases
def test_saves_that_follow_one_another_are_printed_once_and_none_is_lost(people, phase_at, work):
    number = phase_at("draft")
    writer = build.actor(people.consultant)
    for value in ("Et", "To", "Tre"):
        base = {a.key: build.texts.base(a.value, a.version) for a in build.document(number).answers}
        build.save(number, writer, {"strategy": value}, base)
    with build.soon():
        work()
    assert ["Tre" in rendition.record for rendition in db.session.query(Rendition)] == [True]
    assert db.session.query(Rendition).one().file_sha256
    assert db.session.query(jobs.Job).count() == 0


def test_a_save_while_the_draft_is_printed_is_printed_too(people, phase_at, work, monkeypatch):
    number = phase_at("draft")
    writer = build.actor(people.consultant)
    handler = jobs.handlers["print_ahead"]

    def interrupted(payload):
        handler(payload)
        monkeypatch.setitem(jobs.handlers, "print_ahead", handler)
        build.save(number, writer, {"strategy": "Skrevet imens"}, {})

    monkeypatch.setitem(jobs.handlers, "print_ahead", interrupted)
    with build.soon():
        work()
    with build.soon(4):
        work()
    ready = build.asked(printing.shown(sheets.of(build.document(number), None)))
    assert "Skrevet imens" in db.session.get(Rendition, ready).record
    assert printing.finished(ready)


def test_a_print_that_is_asked_for_is_the_one_made_ahead(browse, people, phase_at, work):
    number = phase_at("draft")
    with build.soon():
        work()
    assert browse(people.consultant).get(f"/dokumenter/{number}/pdf").status_code == 200
    assert db.session.query(Rendition).count() == 1
