"""Jobs: in the transaction of the change that wants them, single by their key, taken up again when a worker dies."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from app.core import clock, jobs
from app.core.db import db, write
from app.core.jobs import Job

pytestmark = pytest.mark.both_databases


@pytest.fixture
def done(monkeypatch):
    """A kind of job of the test's own; what it did."""
    did = []
    monkeypatch.setitem(jobs.handlers, "note", lambda payload: did.append(payload["what"]))
    return did


def enqueue(what, key=None):
    with write() as session:
        jobs.enqueue(session, "note", key or what, what=what)


def count():
    return db.session.scalar(select(func.count()).select_from(Job))


def test_a_job_is_done_once_and_gone(app, done, work):
    enqueue("a")
    enqueue("b")
    work()
    assert done == ["a", "b"]
    assert count() == 0


def test_the_same_key_is_the_same_job(app, done, work):
    enqueue("a", key="k")
    enqueue("b", key="k")
    work()
    assert done == ["a"]


def test_a_change_that_fails_leaves_no_job(app, done, work):
    def change():
        with write() as session:
            jobs.enqueue(session, "note", "a", what="a")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        change()
    work()
    assert done == []


def test_a_dead_worker_s_job_is_taken_up_again_when_its_lease_has_run_out(app, done, work):
    enqueue("a")
    assert jobs._claim() is not None  # the worker that claimed it is killed here
    work()
    assert done == []
    later = clock.now() + jobs.LEASE + timedelta(seconds=1)
    with clock.standing_at(later):
        work()
    assert done == ["a"]


def test_a_job_that_fails_is_tried_again_later_and_given_up_at_last(app, monkeypatch, work):
    tried = []

    def fail(payload):
        tried.append(clock.now())
        raise RuntimeError("printeren er væk")

    monkeypatch.setitem(jobs.handlers, "note", fail)
    enqueue("a")
    moment = clock.now()
    for _ in range(10):
        moment += timedelta(minutes=1)
        with clock.standing_at(moment):
            work()
    assert len(tried) == jobs.ATTEMPTS
    assert jobs.failure(db.session(), "a") == "printeren er væk"
    enqueue("a")  # asking again does not revive it
    with clock.standing_at(moment):
        work()
    assert len(tried) == jobs.ATTEMPTS
    with clock.standing_at(moment), write() as session:
        jobs.try_again(session, "a")
    with clock.standing_at(moment):
        work()
    assert len(tried) == jobs.ATTEMPTS + 1


def test_a_job_that_kills_its_worker_each_time_is_given_up(app, done, work):
    enqueue("a")
    moment = clock.now()
    for _ in range(jobs.ATTEMPTS):
        moment += jobs.LEASE + timedelta(minutes=1)
        with clock.standing_at(moment):
            assert jobs._claim() is not None
    with clock.standing_at(moment + jobs.LEASE + timedelta(minutes=1)):
        work()
    assert done == []
    assert jobs.failure(db.session(), "a")
