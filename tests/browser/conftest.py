"""The real site in a process of its own, with its demo."""

from collections.abc import Iterator

import pytest

from tests.support.server import LiveServer, live_server


@pytest.fixture(scope="session")
def site() -> Iterator[LiveServer]:
    with live_server({"NETVAERK_DEMO": "1"}) as running:
        yield running
