"""The app on a real database, SQLite for every test and PostgreSQL too for those marked `both_databases`."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from flask import Flask
from flask_migrate import upgrade
from playwright.sync_api import Browser

from app import config, create_app
from app.core import jobs
from app.core.db import db
from app.documents import printing
from tests import build, cast
from tests.browse import Browse
from tests.support.browser import browser
from tests.support.postgres import Cluster, cluster

pytest_plugins = ["tests.support.rounds"]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "database" in metafunc.fixturenames:
        both = metafunc.definition.get_closest_marker("both_databases")
        metafunc.parametrize(
            "database", ["sqlite", "postgresql"] if both else ["sqlite"], indirect=True, scope="session"
        )


def settings_for(instance: Path, database_url: str) -> config.Settings:
    read = config.from_environment({"NETVAERK_INSTANCE": str(instance), "NETVAERK_DATABASE_URL": database_url})
    return replace(read, demo=True)


class Templates:
    """One migrated database with the cast in it for each kind; a test gets a copy."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self.folder, self.stack, self.count = folder, stack, 0
        self.people: dict[str, tuple[cast.Cast, cast.Departments]] = {}
        self.server: Cluster | None = None

    def copy(self, kind: str, instance: Path) -> str:
        self.count += 1
        if kind not in self.people:
            self.people[kind] = self._make(kind)
        if kind == "sqlite":
            shutil.copy(self.folder / "template.db", instance / "netvaerk.db")
            return f"sqlite:///{instance / 'netvaerk.db'}"
        assert self.server is not None
        return self.server.create_database(f"test_{self.count}", template="template")

    def _make(self, kind: str) -> tuple[cast.Cast, cast.Departments]:
        url = f"sqlite:///{self.folder / 'template.db'}"
        if kind == "postgresql":
            self.server = self.stack.enter_context(cluster())
            url = self.server.create_database("template")
        app = create_app(settings_for(self.folder, url))
        with app.app_context():
            upgrade()
            people = cast.load()
            db.session.remove()
            if kind == "sqlite":
                with db.engine.connect() as connection:
                    connection.connection.driver_connection.execute("PRAGMA journal_mode=DELETE")  # type: ignore[union-attr]
            db.engine.dispose()
        return people


@pytest.fixture(scope="session")
def templates(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Templates]:
    with ExitStack() as stack:
        yield Templates(tmp_path_factory.mktemp("template"), stack)
    printing.close()


@pytest.fixture(scope="session")
def database(request: pytest.FixtureRequest) -> str:
    kind: str = request.param
    return kind


@pytest.fixture
def app(database: str, templates: Templates, tmp_path: Path) -> Iterator[Flask]:
    """The app with an application context open, as operations want it."""
    made = create_app(settings_for(tmp_path, templates.copy(database, tmp_path)))
    with made.app_context():
        yield made
        db.session.remove()
        db.engine.dispose()


def _fresh(folder: Path) -> Flask:
    made = create_app(settings_for(folder, f"sqlite:///{folder / 'netvaerk.db'}"))
    with made.app_context():
        upgrade()
    return made


@pytest.fixture
def fresh_app(tmp_path: Path) -> Iterator[Flask]:
    """An installation with its tables and nobody in it, on its first day."""
    made = _fresh(tmp_path)
    with made.app_context():
        yield made
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def other_fresh_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    made = _fresh(tmp_path_factory.mktemp("other"))
    yield made
    with made.app_context():
        db.engine.dispose()


@pytest.fixture
def people(app: Flask, database: str, templates: Templates) -> cast.Cast:
    return templates.people[database][0]


@pytest.fixture
def departments(app: Flask, database: str, templates: Templates) -> cast.Departments:
    return templates.people[database][1]


@pytest.fixture
def browse(app: Flask) -> Callable[..., Browse]:
    """A browser of its own for this person, or for nobody."""
    return partial(Browse, app)


@pytest.fixture
def phase_at(people: cast.Cast, departments: cast.Departments) -> Callable[..., str]:
    """The number of phase 1 of a new network in this state."""
    return partial(build.network_at, cast=people, departments=departments)


@pytest.fixture
def frame_at(people: cast.Cast, departments: cast.Departments) -> Callable[..., str]:
    """The number of phase 2 of a new network in this state."""
    return partial(build.frame_at, cast=people, departments=departments)


@pytest.fixture
def charter_at(people: cast.Cast, departments: cast.Departments) -> Callable[..., str]:
    """The number of phase 3 of a new network in this state."""
    return partial(build.charter_at, cast=people, departments=departments)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with browser() as started:
        yield started


@pytest.fixture
def work() -> Callable[[], None]:
    """Do every job that waits, as the worker would."""

    def until_done() -> None:
        db.session.rollback()  # a worker looks with fresh eyes
        while jobs.work_one():
            pass

    return until_done
