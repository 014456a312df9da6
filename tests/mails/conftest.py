"""A mail server for the site, and a clock that stands on a working day."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

import pytest
from flask import Flask

from app.core import clock
from app.lifecycle import operations as lifecycle
from app.mails import operations
from tests.support.mailserver import MailServer, mail_server

MONDAY = datetime(2027, 3, 1, 8, 0, tzinfo=clock.COPENHAGEN)


def on(days: int = 0, hours: int = 0) -> AbstractContextManager[None]:
    """So long after eight o'clock on Monday 1 March 2027."""
    return clock.standing_at(MONDAY + timedelta(days=days, hours=hours))


@pytest.fixture
def monday() -> Iterator[None]:
    with on():
        yield


@pytest.fixture
def mails(app: Flask, monday: None) -> Iterator[MailServer]:
    """What the site sends, on that Monday."""
    with mail_server() as server:
        app.extensions["settings"] = replace(app.extensions["settings"], smtp_url=server.url)
        yield server


@pytest.fixture
def each_morning(work: Callable[[], None]) -> Callable[[int], None]:
    """The morning so many days later, with all that the worker does then."""

    def come(days: int) -> None:
        with on(days):
            lifecycle.dawn()
            operations.begin_morning()
            work()

    return partial(come)
