"""Reads what a page shows, and where: every piece of text with its place, font and mark.

Enough of ISO 32000-1, 8.4 and 9.4 for files we made ourselves: matrices, text positions, marked content.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf

Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)
MAPPED = re.compile(rb"<([0-9a-fA-F]{4})> <([0-9a-fA-F]*)>")


@dataclass(frozen=True)
class Run:
    """Text shown by one operator. `x`, `y` are the start of its baseline in points from the lower left corner."""

    text: str
    x: float
    y: float
    size: float
    font: str
    artifact: bool
    mcid: int | None


@dataclass
class Face:
    name: str
    two_byte: dict[int, str] | None

    def decode(self, raw: bytes) -> str:
        if self.two_byte is None:
            return raw.decode("cp1252", "replace")
        codes = (int.from_bytes(raw[place : place + 2], "big") for place in range(0, len(raw), 2))
        return "".join(self.two_byte.get(code, "\ufffd") for code in codes)


@dataclass
class State:
    matrix: Matrix = IDENTITY
    text: Matrix = IDENTITY
    face: Face | None = None
    size: float = 0
    kept: list[tuple[Matrix, Face | None, float]] = field(default_factory=list)
    marks: list[tuple[bool, int | None]] = field(default_factory=list)


def times(first: Matrix, second: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    g, h, i, j, k, m = second
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def faces(page: pikepdf.Page) -> dict[str, Face]:
    """The fonts a page may use, by the names its content calls them."""
    found = {}
    for key, font in page.obj.Resources.get("/Font", {}).items():
        table = None
        if font.Subtype == pikepdf.Name.Type0:
            pairs = MAPPED.findall(font.ToUnicode.read_bytes()) if "/ToUnicode" in font else []
            table = {int(code, 16): bytes.fromhex(to.decode()).decode("utf-16-be", "replace") for code, to in pairs}
        found[key] = Face(str(font.BaseFont).lstrip("/").partition("+")[2], table)
    return found


def runs(page: pikepdf.Page) -> Iterator[Run]:
    """The texts of a page in the order they are drawn."""
    fonts = faces(page)
    state = State()
    for instruction in pikepdf.parse_content_stream(page):
        if isinstance(instruction, pikepdf.ContentStreamInlineImage):
            continue
        name, given = str(instruction.operator), instruction.operands
        if name in ("Tj", "TJ"):
            yield shown(state, given[0])
        elif name == "Tf":
            state.face, state.size = fonts.get(str(given[0])), float(given[1])
        else:
            step(state, name, given)


def step(state: State, name: str, given: Any) -> None:
    """Carry out one operator that moves or marks."""
    match name:
        case "q":
            state.kept.append((state.matrix, state.face, state.size))
        case "Q":
            state.matrix, state.face, state.size = state.kept.pop()
        case "cm":
            state.matrix = times(matrix(given), state.matrix)
        case "BT":
            state.text = IDENTITY
        case "Tm":
            state.text = matrix(given)
        case "Td" | "TD":
            state.text = times((1, 0, 0, 1, float(given[0]), float(given[1])), state.text)
        case "BMC":
            state.marks.append((given[0] == pikepdf.Name.Artifact, None))
        case "BDC":
            mark = given[1].get("/MCID") if isinstance(given[1], pikepdf.Dictionary) else None
            state.marks.append((given[0] == pikepdf.Name.Artifact, None if mark is None else int(mark)))
        case "EMC":
            state.marks.pop()


def matrix(given: Any) -> Matrix:
    a, b, c, d, e, f = (float(value) for value in given)
    return (a, b, c, d, e, f)


def shown(state: State, operand: Any) -> Run:
    pieces = operand if isinstance(operand, pikepdf.Array) else [operand]
    raw = b"".join(bytes(piece) for piece in pieces if isinstance(piece, pikepdf.String))
    place = times(state.text, state.matrix)
    face = state.face or Face("", None)
    return Run(
        text=face.decode(raw),
        x=place[4],
        y=place[5],
        size=state.size * abs(place[3]),
        font=face.name,
        artifact=any(artifact for artifact, _ in state.marks),
        mcid=next((mcid for _, mcid in reversed(state.marks) if mcid is not None), None),
    )
