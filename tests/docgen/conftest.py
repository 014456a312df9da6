"""One warm renderer for the whole folder, and each document rendered once."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

import docgen
from tests.docgen import cases

Rendering = Callable[[str], docgen.Rendered]


@pytest.fixture(scope="session")
def renderer() -> Iterator[docgen.Renderer]:
    with docgen.Renderer() as renderer:
        yield renderer


@pytest.fixture(scope="session")
def rendered(renderer: docgen.Renderer) -> Rendering:
    """The rendering of a sample, or of the worst cases "long" and "empty"."""
    made: dict[str, docgen.Rendered] = {}

    def render(name: str) -> docgen.Rendered:
        if name not in made:
            made[name] = renderer.render(cases.raw(cases.document(name)))
        return made[name]

    return render
