"""What a day brings by itself: a leader who was named for it (domain.md 5)."""

import signal
from datetime import timedelta

import pytest
from sqlalchemy import delete

from app import worker
from app.core import clock, jobs
from app.core.db import write
from app.lifecycle import operations
from tests import build
from tests.lifecycle.steps import DECIDED, PREPARED, at, last_told, leads

pytestmark = pytest.mark.both_databases


def test_who_is_named_for_a_later_day_leads_when_that_day_comes(people, phase_at):
    number = phase_at("agreed")
    leads(people, number, clock.today() + timedelta(days=7))
    operations.dawn()
    assert at(number)[-1] == DECIDED
    with build.days_later(7):
        operations.dawn()
        assert at(number)[-1] == PREPARED
        operations.dawn()
        assert at(number).count(PREPARED) == 1
        assert last_told("network.prepared").actor_id is None


def test_the_worker_sees_a_new_day(people, phase_at, monkeypatch):
    number = phase_at("agreed")
    leads(people, number, clock.today() + timedelta(days=7))
    before = {each: signal.getsignal(each) for each in (signal.SIGTERM, signal.SIGINT)}
    monkeypatch.setitem(jobs.handlers, "stop", lambda _payload: signal.raise_signal(signal.SIGTERM))
    with build.days_later(7):
        with write() as session:
            session.execute(delete(jobs.Job))
            jobs.enqueue(session, "stop", "stop")
        worker.run()
        assert at(number)[-1] == PREPARED
    for each, handler in before.items():
        signal.signal(each, handler)
