"""Reads the data back from a print that somebody brings us."""

from __future__ import annotations

import json
import re
import zlib
from typing import Any

from docgen.catalogue import TYPES
from docgen.rules import MAX_BYTES

MAX_FILE = 50_000_000
BEGIN = re.compile(rb"\bstream\r?\n")
PLACES = 5  # one of our prints has one


def read_attached(pdf: bytes) -> dict[str, Any] | None:
    """The data attached to one of our prints, or None for anything else. Never raises.

    Reads the bytes as we write them instead of parsing the file: an uploaded file is anybody's, and a parser would
    unpack whatever it holds. At most a few streams are unpacked, each up to the cap on data.
    """
    if len(pdf) > MAX_FILE or not pdf.startswith(b"%PDF-"):
        return None
    place = 0
    for _ in range(PLACES):
        place = pdf.find(b"/EmbeddedFile", place) + 1
        found = BEGIN.search(pdf, place, place + 300) if place else None
        if not place:
            break
        if not found:
            continue
        unpack = zlib.decompressobj()
        try:
            raw = unpack.decompress(pdf[found.end() : found.end() + MAX_BYTES], MAX_BYTES)
            data = json.loads(raw) if unpack.eof else None
        except (zlib.error, ValueError, RecursionError):
            continue
        if (
            isinstance(data, dict)
            and isinstance(data.get("type"), str)
            and data["type"] in TYPES
            and isinstance(data.get("number"), str)
        ):
            return data
    return None
