"""A database of many networks, cloned by SQL from those that were made by real steps: for measuring, on SQLite.

What is cloned can be read as the original can; its audit chain is the original's alone."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pysqlite3.dbapi2 as sqlite

STEP = 1_000_000  # between the ids of an original and those of its clones
# Table → the columns that name other rows of the same network, and how the columns that must differ do.
TABLES: dict[str, tuple[Sequence[str], dict[str, str]]] = {
    "network": (
        (),
        {"number": "number || 'k' || :k", "form_key": "form_key || '-k' || :k", "sort_key": "sort_key || :k"},
    ),
    "document": (("network_id",), {"number": "number || 'k' || :k"}),
    "answer": (("document_id",), {}),
    "version": (("document_id", "previous_id"), {"sha256": "lower(hex(randomblob(32)))"}),
    "decision": (("version_id",), {}),
    "party": (("version_id",), {}),
    "consent": (("party_id", "decision_id"), {}),
    "post": ((), {}),
    "network_note": (("network_id",), {}),
    "briefing": (("network_id",), {}),
}


def times(database: Path, wanted: int) -> int:
    """Clone the networks until there are about so many; how many there are."""
    with sqlite.connect(database) as connection:
        (there,) = connection.execute("SELECT count(*) FROM network").fetchone()
        for k in range(1, wanted // there):
            for statement in _statements(connection):
                connection.execute(statement, {"k": k})
        connection.execute("ANALYZE")
        (now,) = connection.execute("SELECT count(*) FROM network").fetchone()
    return int(now)


def _statements(connection: sqlite.Connection) -> Iterator[str]:
    for table, (inner, other) in TABLES.items():
        columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
        own = {name: f"{name} + :k * {STEP}" for name in ("id", *inner)}
        if table == "post":  # those on networks; all others stay as they are
            own["network_id"] = f"network_id + :k * {STEP}"
        values = ", ".join(own.get(name) or other.get(name) or f'"{name}"' for name in columns)
        here = f"id < {STEP}" + (" AND network_id IS NOT NULL" if table == "post" else "")
        names = ", ".join(f'"{name}"' for name in columns)
        yield f"INSERT INTO {table} ({names}) SELECT {values} FROM {table} WHERE {here}"
