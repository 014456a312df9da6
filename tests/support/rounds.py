"""Rounds: few in `make test`, all of them in `make soak`, which tells how many of those wanted were got through."""

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

RESULTS: dict[str, dict[str, int]] = {}
Rounds = Callable[[int, int], Iterator[int]]


@pytest.fixture
def rounds(request: pytest.FixtureRequest) -> Rounds:
    """`for round in rounds(few, many)`: a round counts when the test has come through it."""

    def run(few: int, many: int) -> Iterator[int]:
        wanted = many if os.environ.get("SOAK") else few
        result = RESULTS[request.node.name] = {"got": 0, "wanted": wanted}
        for number in range(wanted):
            yield number
            result["got"] += 1

    return run


def pytest_sessionfinish() -> None:
    if path := os.environ.get("SOAK"):
        Path(path).write_text(json.dumps(RESULTS, indent=2, ensure_ascii=False), "utf-8")
