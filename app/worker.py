"""The job worker: does what waits in the job table, one at a time, until it is told to stop."""

import signal
import threading
import time
from types import FrameType

import structlog

from app.core import clock, events, jobs
from app.core.db import db
from app.documents import printing
from app.lifecycle import operations as lifecycle
from app.mails import operations as mails
from app.mails.rules import is_morning

IDLE_SECONDS = 0.25
HOUSEKEEPING_SECONDS = 3600.0
log = structlog.get_logger()


def run() -> None:
    """Work until SIGTERM or SIGINT; the job at hand is finished first."""
    stop = threading.Event()

    def ask_to_stop(_signal: int, _frame: FrameType | None) -> None:
        stop.set()

    signal.signal(signal.SIGTERM, ask_to_stop)
    signal.signal(signal.SIGINT, ask_to_stop)
    next_round, day, written, noted = 0.0, None, None, 0
    try:
        while not stop.is_set():
            try:
                if day != clock.today():  # at midnight, at a start, and when a demo's clock is moved
                    lifecycle.dawn()
                    day = clock.today()
                if written != day and is_morning(clock.now().astimezone(clock.COPENHAGEN)):
                    mails.begin_morning()
                    written = day
                if time.monotonic() >= next_round:
                    next_round = time.monotonic() + HOUSEKEEPING_SECONDS
                    printing.sweep()
                    noted = _note_head()
                if jobs.work_one():
                    noted = _note_head(noted)
                else:
                    stop.wait(IDLE_SECONDS)
            except Exception:  # the database may be away for a moment; the worker is still there when it is back
                log.exception("worker_round_failed")
                db.session.remove()
                stop.wait(5)
    finally:
        printing.close()


def _note_head(noted: int = 0) -> int:
    """The head of the audit chain, kept outside the database unless it is the one `noted` last: who rewrites the chain
    must rewrite this log as well."""
    seq, sha = events.head()
    db.session.remove()
    if seq != noted:
        log.info("audit_head", seq=seq, sha256=sha, at=clock.now().isoformat())
    return seq
