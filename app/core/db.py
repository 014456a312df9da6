"""The database: SQLite by default, PostgreSQL when outgrown. One way to write: `with write():`.

SQLite's driver starts transactions late and loses updates silently; so it is told to start none, and every
transaction begins here: deferred for reading, immediate for writing (https://www.sqlite.org/lang_transaction.html).
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import pysqlite3.dbapi2 as sqlite
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import Connection, DateTime, Dialect, Engine, MetaData, String, TypeDecorator, event, func, select
from sqlalchemy.dialects import postgresql
from sqlalchemy.dialects import sqlite as sqlite_dialect
from sqlalchemy.orm import DeclarativeBase, Session, registry

from app.core.instance_state import name_all_attributes

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
# Below this version two connections that write and checkpoint at once can corrupt a WAL database.
OLDEST_SQLITE = (3, 51, 3)


class UTCDateTime(TypeDecorator[datetime]):
    """Aware UTC in, aware UTC out. A naive time is a mistake and refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a zone cannot be stored")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


# Both databases order it by its bytes; text.sort_key makes those the Danish order.
SortKey = String(400).with_variant(String(400, collation="C"), "postgresql")


class Base(DeclarativeBase):
    registry = registry(metadata=MetaData(naming_convention=NAMING), type_annotation_map={datetime: UTCDateTime})


name_all_attributes()
db = SQLAlchemy(metadata=Base.metadata)


def engine_options(database_url: str) -> dict[str, Any]:
    """What create_engine needs for this address."""
    if not database_url.startswith("sqlite"):
        return {"pool_pre_ping": True, "hide_parameters": True}  # what people wrote never reaches a log
    if sqlite.sqlite_version_info < OLDEST_SQLITE:
        raise RuntimeError(f"SQLite {sqlite.sqlite_version} can corrupt a database; install a newer pysqlite3")
    return {"module": sqlite, "hide_parameters": True}


@event.listens_for(Engine, "connect")
def _prepare_sqlite(connection: Any, _record: Any) -> None:
    if not isinstance(connection, sqlite.Connection):
        return
    connection.isolation_level = None
    connection.create_function("lower", 1, _lower, deterministic=True)  # its own knows no æ, ø and å
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "recursive_triggers=ON",  # else REPLACE slips past the triggers that keep signed rows
        "busy_timeout=5000",
        "secure_delete=ON",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _lower(value: Any) -> Any:
    return value.lower() if isinstance(value, str) else value


@event.listens_for(Engine, "begin")
def _begin_sqlite(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        writes = connection.get_execution_options().get("writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


# What must happen last inside every writing transaction, in order (the audit chain locks its head here).
before_commit: list[Callable[[Session], None]] = []


@contextmanager
def write() -> Iterator[Session]:
    """One transaction that changes something: all of it happens or none of it.

    The read transaction of the request ends first, so that what is loaded inside is what is true now. Nothing slow
    (rendering, mail, passwords) belongs inside.
    """
    session: Session = db.session()
    if session.info.get("writing"):
        raise RuntimeError("a write within a write would throw the outer one's changes away")
    session.rollback()
    session.info.clear()
    try:
        session.info["writing"] = True
        session.connection(execution_options={"writes": True})
        yield session
        for last in before_commit:
            last(session)
        session.commit()
    except BaseException:
        session.rollback()
        raise
    finally:
        session.info.clear()


@contextmanager
def trace() -> Iterator[Connection]:
    """A small write of its own that tells nothing about the domain (session idle time, throttling, a queued print).

    It has its own connection, so that a page that only reads stays a page that only reads.
    """
    with db.engine.connect().execution_options(writes=True) as connection, connection.begin():
        yield connection


def one_at_a_time(session: Session, what: str) -> None:
    """Who asks for the same waits here until this transaction ends, and then sees what it left. For what has no row
    that could be locked; SQLite has one writer anyway."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(select(func.pg_advisory_xact_lock(func.hashtext(what))))


def insert_once(session: Session | Connection, model: type[Base], unique: str, /, **values: Any) -> None:
    """Insert the row unless one with the same value in the column `unique` is there; two may ask at once."""
    insert = sqlite_dialect.insert if db.engine.dialect.name == "sqlite" else postgresql.insert
    session.execute(insert(model).values(**values).on_conflict_do_nothing(index_elements=[unique]))
