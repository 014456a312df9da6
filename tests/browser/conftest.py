"""The real site in a process of its own, with its demo, and a real browser."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.support.browser import browser
from tests.support.server import LiveServer, live_server


@pytest.fixture(scope="session")
def site() -> Iterator[LiveServer]:
    with live_server({"NETVAERK_DEMO": "1"}) as running:
        yield running


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with browser() as started:
        yield started
