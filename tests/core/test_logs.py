"""The log tells where something went wrong, and quotes nobody."""

import io
import json

import pytest
import structlog
from sqlalchemy import text

from app.agreements import preparing
from app.core import clock, jobs, logs
from app.core.db import db, write
from tests.agreements import REFERENCELEDER, led
from tests.agreements.acts import show

SECRET = "Kanariefugl-5511"


@pytest.fixture
def lines(app):
    """The lines of the log, each as it was written."""
    written, usual = io.StringIO(), structlog.get_config()["logger_factory"]
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(written))
    yield lambda: [json.loads(line) for line in written.getvalue().splitlines()]
    structlog.configure(logger_factory=usual)


@pytest.mark.both_databases
def test_a_row_that_the_database_refuses_is_named_and_not_quoted(browse, people, frame_at, lines, monkeypatch):
    network = led(people, frame_at)
    leader = browse(people.leader)
    leader.post(f"/netvaerk/{network}/aftaler/referenceleder/forberedelse", {"leader-1": SECRET})
    show(leader, network, REFERENCELEDER, "leader-1")

    def goes_wrong(_rows):
        with write() as session:
            session.execute(text("UPDATE preparation SET seen_at = :at, revealed_at = NULL"), {"at": clock.now()})

    monkeypatch.setattr(preparing, "see", goes_wrong)
    other = browse(people.school_head)
    answer = other._alone(other.client.get, f"/netvaerk/{network}/aftaler/referenceleder/samtale")
    assert answer.status_code == 500
    assert SECRET not in answer.text
    (line,) = [line for line in lines() if line["event"] == "page_failed"]
    assert "goes_wrong" in line["exception"]
    assert "ck_preparation" in line["exception"]
    assert SECRET not in str(lines())


@pytest.mark.both_databases
def test_a_job_that_fails_quotes_nobody_in_the_log_nor_in_its_row(app, people, lines, monkeypatch):
    def refused(_payload):
        with write() as session:
            session.execute(text("INSERT INTO person (name) VALUES (:name)"), {"name": SECRET})

    def refuses(_payload):
        raise ValueError(SECRET)

    for kind, handler in (("refused", refused), ("refuses", refuses)):
        monkeypatch.setitem(jobs.handlers, kind, handler)
        with write() as session:
            jobs.enqueue(session, kind, kind)
        assert jobs.work_one(kind)
    assert [line["kind"] for line in lines()] == ["refused", "refuses"]
    assert all(name in line["trace"] for line, name in zip(lines(), ("refused", "ValueError"), strict=True))
    assert SECRET not in str(lines())
    assert SECRET not in db.session.query(jobs.Job).filter_by(kind="refused").one().error


def test_what_the_system_says_of_itself_is_told():
    try:
        try:
            raise KeyError(SECRET)
        except KeyError as error:
            raise OSError(28, "No space left on device") from error
    except OSError as error:
        told = logs.trace(error)
    assert told.index("builtins.KeyError") < told.index("builtins.OSError: No space left on device")
    assert SECRET not in told
