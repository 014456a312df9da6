"""Who walks through the town, quickly, and what of the database each of them changed."""

import re
from contextvars import Context
from pathlib import Path
from typing import Any

import pysqlite3.dbapi2 as sqlite
from flask import Flask
from werkzeug.test import TestResponse

# What is no change of anything that people said or agreed: who was there when, and prints that were asked for.
TRACES = ("session", "job", "rendition", "attempt")
SEEN = {"preparation": "seen_at"}  # and the column that says that somebody has read it
TOKEN = re.compile(r'name="csrf_token"[^>]* value="([^"]+)"')
Rows = dict[str, list[tuple[Any, ...]]]


class Walker:
    """One person's browser; with nobody signed in when there is no person."""

    def __init__(self, app: Flask, person_id: int | None = None) -> None:
        self.client = app.test_client()
        self.token = self._token(self.get("/log-ind").text)
        if person_id is not None:
            assert self.post("/log-ind", {"person": person_id}).status_code == 303
            self.token = self._token(self.get("/tjek").text)

    def get(self, url: str) -> TestResponse:
        return self._alone("GET", url)

    def post(self, url: str, data: dict[str, Any] | None = None) -> TestResponse:
        return self._alone("POST", url, data={**(data or {}), "csrf_token": self.token})

    def ask(self, method: str, url: str, data: dict[str, Any] | None = None) -> TestResponse:
        return self.get(url) if method == "GET" else self.post(url, data)

    def _alone(self, method: str, url: str, **sent: Any) -> TestResponse:
        """In a context of its own, as a request comes."""

        def fetch() -> TestResponse:
            answer = self.client.open(url, method=method, **sent)
            answer.get_data()  # a stream ends in the context it began in
            return answer

        answer = Context().run(fetch)
        assert answer.status_code != 500, f"{method} {url}: {answer.text}"
        return answer

    @staticmethod
    def _token(page: str) -> str:
        found = TOKEN.search(page)
        return found[1] if found else ""


class Database:
    """The town's SQLite file, as it was when everybody had signed in."""

    def __init__(self, path: Path) -> None:
        self.live = sqlite.connect(path, isolation_level=None)
        self.live.execute("PRAGMA synchronous=OFF")
        self.first = sqlite.connect(":memory:")
        self.live.backup(self.first)
        self.seen = self._version()
        tables = self.live.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        self.tables = sorted({name for (name,) in tables} - set(TRACES))
        self.first_rows = self._rows()

    def restore(self) -> None:
        """Put back what was changed, if anything was."""
        if self.is_touched():
            self.first.backup(self.live)
            self.seen = self._version()

    def is_touched(self) -> bool:
        """Whether anybody wrote since it was as it was first."""
        return self._version() != self.seen

    def rows(self) -> Rows:
        """All that people said and agreed."""
        return self._rows() if self.is_touched() else self.first_rows

    def _rows(self) -> Rows:
        found = {}
        for name in self.tables:
            columns = [row[1] for row in self.live.execute(f'PRAGMA table_info("{name}")') if row[1] != SEEN.get(name)]
            told = ", ".join(f'"{column}"' for column in columns)
            found[name] = self.live.execute(f'SELECT {told} FROM "{name}" ORDER BY rowid').fetchall()
        return found

    def changed(self, before: Rows) -> list[str]:
        """The tables in which anything is otherwise."""
        if not self.is_touched():
            return []
        now = self.rows()
        return [name for name in self.tables if now[name] != before[name]]

    def close(self) -> None:
        self.live.close()
        self.first.close()

    def _version(self) -> int:
        (version,) = self.live.execute("PRAGMA data_version").fetchone()
        return int(version)
