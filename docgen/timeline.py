"""A timeline drawn: boxes along a line of time, in millimetres. Work is filled, a test is hatched, a break is outlined,
so that they are told apart without colour."""

from __future__ import annotations

from dataclasses import dataclass

from docgen import blocks

WHOLE = 10_000  # shares are of this
WIDTH, HEIGHT = 168.0, 26.0  # of both columns; from the foot of the boxes to the top of the highest
APART = 1.7  # between the lines of a hatching


@dataclass(frozen=True)
class Box:
    """Its corner above to the left, its size, and the lines across it ("" when it has none)."""

    span: blocks.Span
    x: float
    y: float
    width: float
    height: float
    hatching: str


def boxes(timeline: blocks.Timeline) -> list[Box]:
    """The spans, each where it is drawn."""
    return [_box(span) for span in timeline.spans]


def across(share: int) -> float:
    """How far to the right a share of the line lies."""
    return round(share * WIDTH / WHOLE, 2)


def _box(span: blocks.Span) -> Box:
    x, width, height = across(span.start), across(span.width), round(span.height * HEIGHT / WHOLE, 2)
    y = round(HEIGHT - height, 2)
    hatching = _hatching(x, y, x + width, y + height) if span.kind == "trial" else ""
    return Box(span, x, y, width, height, hatching)


def _hatching(left: float, top: float, right: float, foot: float) -> str:
    """Lines at 45 degrees, upwards to the right, cut off at the edges."""
    lines, total = [], left + top + APART
    while total < right + foot:
        low, high = max(left, total - foot), min(right, total - top)
        lines.append(f"M{low:.2f} {total - low:.2f}L{high:.2f} {total - high:.2f}")
        total += APART
    return "".join(lines)
