"""What prints tell of how two texts differ, word by word and row by row, as docgen's data (see sheets.py)."""

from collections.abc import Mapping, Sequence
from typing import Any

from app.core.text import Segment
from app.documents import content, sheets, standing
from app.documents.catalogue import kind_of
from app.documents.models import Document, Version
from app.documents.sheets import Part, Shown, named, sheet, touched

SEGMENTS_MAX = 2_000  # docgen's cap on the pieces of one changed text


def changes_part(earlier: Version, text: Mapping[str, Any], later: str, *, status: str | None = None) -> list[Part]:
    """Which answers say something else than the earlier version, and what; nothing when all say the same."""
    found = content.differences(earlier.text, text)
    changed = [difference for difference in found if difference.is_changed]
    if not changed:
        return []
    part = {
        "block": "changes",
        "label": "Forskel",
        "title": f"Det er ændret fra version {earlier.n} til {later}",
        "running_head": f"Forskel fra version {earlier.n} til {later}",
        "status": status,
        "changes": [_change(change) for change in changed],
        "unchanged": len(found) - len(changed),
    }
    return [part]


def _change(change: content.Difference) -> Part:
    rows = [{"moved_from": row.moved_from, "cells": [_segments(cell) for cell in row.cells]} for row in change.rows]
    segments, columns = _segments(change.segments), sheets.columns(change.columns)
    return {"heading": change.heading, "segments": segments, "columns": columns, "rows": rows}


def _segments(segments: Sequence[Segment]) -> list[Part]:
    if len(segments) > SEGMENTS_MAX:  # more pieces than anybody reads: the one text, then the other
        sides = {tag: "".join(text for kind, text in segments if kind in ("same", tag)) for tag in ("del", "ins")}
        return [{"kind": tag, "text": text} for tag, text in sides.items() if text]
    return [{"kind": kind, "text": text} for kind, text in segments]


def since_agreed(shown: Shown) -> list[Part]:
    """How what is shown differs from the version that was agreed before it; nothing for a first text."""
    newest = shown.version.n if shown.version else None
    agreed = [version for version in shown.document.versions if standing.was_agreed(version)]
    earlier = [version for version in agreed if newest is None or version.n < newest]
    if not earlier:
        return []
    later = f"version {newest}" if newest else "udkastet"
    return changes_part(earlier[-1], shown.text, later, status=f"{named(earlier[-1])}.")


def _same(earlier: Version, later: Version) -> str:
    if earlier.sha256 == later.sha256:
        return "De to versioner er ens."
    return "Svarene er de samme i de to versioner. Det, der skiller dem, er parterne, eller hvad teksten bygger på."


def difference_print(document: Document, earlier: Version, later: Version) -> Part:
    """The print of what separates two versions."""
    changes = changes_part(earlier, later.text, f"version {later.n}")
    rows = [{"label": "Fra", "value": named(earlier)}, {"label": "Til", "value": named(later)}]
    return sheet(
        "difference",
        document.number,
        document.network.title,
        "record",
        max(touched(earlier), touched(later)),
        [{"block": "facts", "rows": rows}, *changes],
        kind_label=f"Forskel mellem to versioner · {kind_of(document).title}",
        lead=None if changes else _same(earlier, later),
    )
