"""The town is built once; each test walks in it as it was built."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from flask import Flask

from app.documents import printing
from tests.access.builder import Builder
from tests.access.town import Town
from tests.access.walk import Database, Walker
from tests.conftest import Installations


@dataclass
class Place:
    """The site of the town: everybody has signed in."""

    app: Flask
    town: Town
    walkers: dict[str, Walker]


@dataclass
class Restored(Place):
    """One that can be put back as it was, whatever was done in it."""

    database: Database


def walkers(app: Flask, town: Town) -> dict[str, Walker]:
    return {role: Walker(app, town.who[role]) for role in town.who} | {"nobody": Walker(app)}


@pytest.fixture(scope="session")
def built(installations: Installations) -> Iterator[Restored]:
    installation = installations.get("sqlite", "town")
    with installation.begun_from("cast") as app:
        town = Builder(*installations.people["sqlite"]).build()
    people = walkers(app, town)
    database = Database(installation.folder / "netvaerk.db")
    yield Restored(app, town, people, database)
    database.close()


@pytest.fixture
def place(built: Restored, monkeypatch: pytest.MonkeyPatch) -> Iterator[Restored]:
    """The town as it was built."""
    monkeypatch.setattr(printing, "WAIT_SECONDS", 0.0)  # nobody prints here: asked for is enough
    built.database.restore()
    with built.app.app_context():
        yield built


@pytest.fixture
def on_postgresql(installations: Installations) -> Iterator[Place]:
    """The same town on PostgreSQL."""
    with installations.get("postgresql", "town").begun_from("cast") as app:
        town = Builder(*installations.people["postgresql"]).build()
        yield Place(app, town, walkers(app, town))
