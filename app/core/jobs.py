"""Work that is done after the answer: a table of jobs, enqueued in the same transaction as the change that wants them.

A worker claims a job by a lease. When the worker dies the lease runs out and the job is taken up again; the key makes a
job single. Handlers may therefore be called twice and must do no harm the second time.
"""

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import structlog
from sqlalchemy import String, Text, delete, or_, select, true, update
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.core import clock, logs
from app.core.db import Base, db, insert_once, write

LEASE = timedelta(minutes=3)
ATTEMPTS = 5
log = structlog.get_logger()

Handler = Callable[[dict[str, Any]], None]
handlers: dict[str, Handler] = {}


class Job(Base):
    __tablename__ = "job"
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(32))
    key: Mapped[str] = mapped_column(String(160), unique=True)
    payload: Mapped[str] = mapped_column(Text)
    run_after: Mapped[datetime] = mapped_column(index=True)
    attempts: Mapped[int] = mapped_column(default=0)
    lease_until: Mapped[datetime | None]
    error: Mapped[str | None] = mapped_column(Text)
    failed_at: Mapped[datetime | None]


def handler(kind: str) -> Callable[[Handler], Handler]:
    """Register the function that does jobs of this kind."""

    def register(function: Handler) -> Handler:
        handlers[kind] = function
        return function

    return register


def enqueue(
    session: Session | Connection, kind: str, key: str, /, *, wait: timedelta = timedelta(), **payload: Any
) -> None:
    """Ask for a job, to be done when `wait` is over. The same key asked for again is the same job, also when it has
    been given up."""
    due = clock.now() + wait
    insert_once(session, Job, "key", kind=kind, key=key, payload=json.dumps(payload), run_after=due, attempts=0)


def try_again(session: Session | Connection, key: str) -> None:
    """Give a job that was given up its attempts back."""
    anew = {"attempts": 0, "failed_at": None, "error": None, "lease_until": None, "run_after": clock.now()}
    session.execute(update(Job).where(Job.key == key, Job.failed_at.is_not(None)).values(anew))


def failure(session: Session | Connection, key: str) -> str | None:
    """Why the job was given up; None while it waits or when it is done."""
    return session.scalar(select(Job.error).where(Job.key == key, Job.failed_at.is_not(None)))


def forget(session: Session | Connection, kind: str, **payload: Any) -> None:
    """Drop the jobs of this kind that ask for just this that nobody has begun: who is about to do it does theirs."""
    same = (Job.kind == kind, Job.payload == json.dumps(payload))
    session.execute(delete(Job).where(*same, Job.lease_until.is_(None), Job.failed_at.is_(None)))


def work_one(*kinds: str) -> bool:
    """Do the next job that is due, of these kinds or of any. False when there is none."""
    job = _claim(*kinds)
    if job is None:
        return False
    job_id, kind, key, attempts, payload = job
    try:
        if attempts > ATTEMPTS:
            raise RuntimeError("the worker died each time it tried")
        handlers[kind](json.loads(payload))
    except Exception as error:
        log.error("job_failed", kind=kind, key=key, attempt=attempts, trace=logs.trace(error))
        _put_back(job_id, attempts, _told(error), final=attempts >= ATTEMPTS or getattr(error, "final", False))
    else:
        with write() as session:
            session.execute(delete(Job).where(Job.id == job_id))
    finally:
        db.session.remove()
    return True


def _told(error: Exception) -> str:
    """What is kept of a failure: the error's own words, unless a database's, which may quote what somebody wrote."""
    return (logs.named(error.orig or error) if isinstance(error, DBAPIError) else str(error))[:2000]


def _claim(*kinds: str) -> tuple[int, str, str, int, str] | None:
    now = clock.now()
    waiting = (
        select(Job)
        .where(Job.kind.in_(kinds) if kinds else true())
        .where(Job.failed_at.is_(None), Job.run_after <= now, or_(Job.lease_until.is_(None), Job.lease_until < now))
        .order_by(Job.run_after, Job.id)
        .limit(1)
    )
    if db.session.scalar(waiting) is None:  # look before taking the write lock: an idle worker holds nobody up
        db.session.rollback()
        return None
    with write() as session:
        job = session.scalar(waiting.with_for_update(skip_locked=True))
        if job is None:
            return None
        job.lease_until = now + LEASE
        job.attempts += 1
        return job.id, job.kind, job.key, job.attempts, job.payload


def _put_back(job_id: int, attempts: int, error: str, *, final: bool) -> None:
    now = clock.now()
    with write() as session:
        job = session.get(Job, job_id)
        if job is not None:
            job.error, job.lease_until = error, None
            job.failed_at = now if final else None
            job.run_after = now + timedelta(seconds=2**attempts)
