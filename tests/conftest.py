"""The app on a real database, SQLite for every test and PostgreSQL too for those marked `both_databases`."""

import gc
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path

import pytest
from flask import Flask
from flask_migrate import upgrade
from playwright.sync_api import Browser

from app.core import jobs
from app.core.db import db
from app.documents import printing
from tests import build, cast
from tests.browse import Browse
from tests.support.browser import browser
from tests.support.installation import Databank, Databases, Files, Installation
from tests.support.postgres import cluster

pytest_plugins = ["tests.support.rounds"]
# Parsed pages and compiled queries are many objects and few of them garbage: looking for it took a seventh of the time.
gc.set_threshold(50_000, 20, 50)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "database" in metafunc.fixturenames:
        both = metafunc.definition.get_closest_marker("both_databases")
        metafunc.parametrize(
            "database", ["sqlite", "postgresql"] if both else ["sqlite"], indirect=True, scope="session"
        )


class Installations:
    """Those of a worker: one for each kind of database, and one more beside it."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self.folder, self.stack = folder, stack
        self.made: dict[tuple[str, str], Installation] = {}
        self.databases: dict[str, Databases] = {}
        self.people: dict[str, tuple[cast.Cast, cast.Departments]] = {}

    def get(self, kind: str, name: str = "site") -> Installation:
        """Its templates are "migrated", where nobody is yet, and "cast"."""
        if kind not in self.databases:
            (self.folder / kind).mkdir()
            self.databases[kind] = (
                Files(self.folder / kind) if kind == "sqlite" else Databank(self.stack.enter_context(cluster()))
            )
            first = self.get(kind)
            first.keep_as("migrated", None, upgrade)
            self.people[kind] = first.keep_as("cast", "migrated", cast.load)
        if (kind, name) not in self.made:
            self.made[kind, name] = Installation(self.folder / kind / name, self.databases[kind])
        return self.made[kind, name]


@pytest.fixture(scope="session")
def installations(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installations]:
    with ExitStack() as stack:
        yield Installations(tmp_path_factory.mktemp("installations"), stack)
    printing.close()


@pytest.fixture(scope="session")
def database(request: pytest.FixtureRequest) -> str:
    kind: str = request.param
    return kind


@pytest.fixture
def installation(database: str, installations: Installations) -> Installation:
    return installations.get(database)


@pytest.fixture
def app(installation: Installation) -> Iterator[Flask]:
    """The site with the cast in it."""
    with installation.begun_from("cast") as app:
        yield app


@pytest.fixture
def fresh_app(installations: Installations) -> Iterator[Flask]:
    """An installation with its tables and nobody in it, on its first day."""
    with installations.get("sqlite").begun_from("migrated") as app:
        yield app


@pytest.fixture
def other_fresh_app(installations: Installations) -> Iterator[Flask]:
    """One more, beside the other."""
    with installations.get("sqlite", "other").begun_from("migrated") as app:
        yield app


@pytest.fixture
def people(app: Flask, database: str, installations: Installations) -> cast.Cast:
    return installations.people[database][0]


@pytest.fixture
def departments(app: Flask, database: str, installations: Installations) -> cast.Departments:
    return installations.people[database][1]


@pytest.fixture
def browse(app: Flask) -> Callable[..., Browse]:
    """A browser of its own for this person, or for nobody."""
    return partial(Browse, app)


@pytest.fixture
def walked_to(
    installation: Installation, people: cast.Cast, departments: cast.Departments
) -> Callable[..., Callable[..., str]]:
    def by(walk: Callable[..., str]) -> Callable[..., str]:
        def to(state: str, **given: str) -> str:
            place = (walk.__name__, state, *given.items())
            return installation.at(place, partial(walk, state, people, departments, **given))

        return to

    return by


@pytest.fixture
def phase_at(walked_to: Callable[..., Callable[..., str]]) -> Callable[..., str]:
    """The number of phase 1 of a new network in this state."""
    return walked_to(build.network_at)


@pytest.fixture
def frame_at(walked_to: Callable[..., Callable[..., str]]) -> Callable[..., str]:
    """The number of phase 2 of a new network in this state."""
    return walked_to(build.frame_at)


@pytest.fixture
def charter_at(walked_to: Callable[..., Callable[..., str]]) -> Callable[..., str]:
    """The number of phase 3 of a new network in this state."""
    return walked_to(build.charter_at)


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
