"""Installations on real databases. The app of each is made once, as a server is one process for all its requests; each
test gets the folder empty and the database anew, a copy of a template."""

import shutil
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Protocol, TypeVar

from flask import Flask
from sqlalchemy import Connection, event

from app import config, create_app
from app.core import clock
from app.core.db import db
from tests.support.postgres import Cluster

T = TypeVar("T")
FRESH = timedelta(minutes=5)  # well within the quarter of an hour that makes one reading of what somebody wrote


class Databases(Protocol):
    """Where databases stand, each under a name."""

    is_quick: bool  # a copy costs less than a few steps in the app do

    def url(self, name: str) -> str: ...

    def copy(self, template: str | None, name: str) -> None:
        """`name` becomes a copy of the template, or empty, whatever it was. Nobody is connected to either."""


class Files:
    """SQLite: a database is the file of an installation's folder."""

    is_quick = True

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def url(self, name: str) -> str:
        return f"sqlite:///{self._path(name)}"

    def copy(self, template: str | None, name: str) -> None:
        path = self._path(name)
        path.parent.mkdir(exist_ok=True)
        for left in path.parent.glob(f"{path.name}*"):  # its -wal and -shm too
            left.unlink()
        if template:
            source = self._path(template)
            assert not source.with_name(f"{source.name}-wal").exists(), "somebody is still connected"
            shutil.copy(source, path)

    def _path(self, name: str) -> Path:
        return self.folder / name / "netvaerk.db"


class Databank:
    """PostgreSQL: a database is one of a cluster's."""

    is_quick = False

    def __init__(self, cluster: Cluster) -> None:
        self.cluster = cluster

    def url(self, name: str) -> str:
        return self.cluster.dsn(name)

    def copy(self, template: str | None, name: str) -> None:
        self.cluster.drop_database(name)
        self.cluster.create_database(name, template)


def settings_for(instance: Path, database_url: str) -> config.Settings:
    read = config.from_environment({"NETVAERK_INSTANCE": str(instance), "NETVAERK_DATABASE_URL": database_url})
    return replace(read, demo=True)


class Installation:
    def __init__(self, folder: Path, databases: Databases) -> None:
        self.folder, self.databases = folder, databases
        self.settings = settings_for(folder, databases.url(folder.name))
        self.app = create_app(self.settings)
        self.walked: dict[Hashable, tuple[str, str, datetime]] = {}
        self.is_touched = False
        with self.app.app_context():
            event.listen(db.engine, "commit", self._touch)

    @contextmanager
    def begun_from(self, template: str | None) -> Iterator[Flask]:
        """The app with an application context open, as operations want it, and nothing of what was there before."""
        self.app.extensions["settings"] = self.settings
        self.app.extensions.pop("dawned", None)  # what there is begins with a day of its own
        shutil.rmtree(self.folder)
        self.folder.mkdir()
        self.databases.copy(template, self.folder.name)
        self.is_touched = False
        with self.app.app_context():
            try:
                yield self.app
            finally:
                db.session.remove()
                db.engine.dispose()

    def keep_as(self, name: str, template: str | None, fill: Callable[[], T]) -> T:
        """Make the template `name` from another by doing something to it."""
        with self.begun_from(template):
            done = fill()
        self.databases.copy(self.folder.name, name)
        return done

    def at(self, place: Hashable, walk: Callable[[], str]) -> str:
        """What `walk` gives, which leads from the cast to that place through the app's own steps.

        A test that begins with it, on the same day and soon after it, gets a copy of what was left there.
        """
        if self.is_touched or not self.databases.is_quick:
            return walk()
        now, place = clock.now(), (place, clock.today())
        kept, number, since = self.walked.get(place) or (f"place-{len(self.walked)}", "", now)
        if number and timedelta() <= now - since < FRESH:
            self._copy(kept, self.folder.name)
        else:
            number = walk()
            self._copy(self.folder.name, kept)
            self.walked[place] = kept, number, now
        self.is_touched = True
        return number

    def _copy(self, template: str, name: str) -> None:
        db.session.rollback()
        db.engine.dispose()
        self.databases.copy(template, name)

    def _touch(self, _connection: Connection) -> None:
        self.is_touched = True
