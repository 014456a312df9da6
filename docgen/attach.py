"""The data of a print travel in it (PDF/A-3, ISO 19005-3, 6.8) and can be read back from it."""

from __future__ import annotations

import hashlib
import json
import re
import zlib
from datetime import UTC, datetime
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from docgen.catalogue import TYPES
from docgen.rules import MAX_BYTES

MAX_FILE = 50_000_000
FOUND = re.compile(rb"/EmbeddedFile\b[^\0]{0,300}?\bstream\r?\n")


def attach(pdf: pikepdf.Pdf, name: str, data: bytes, at: datetime) -> None:
    """Attach the data as the source of the document, dated by the record."""
    date = String(at.astimezone(UTC).strftime("D:%Y%m%d%H%M%SZ"))
    stream = pdf.make_stream(data)
    stream.Type = Name.EmbeddedFile
    stream.Subtype = Name("/application/json")
    stream.Params = Dictionary(
        Size=len(data),
        CheckSum=String(hashlib.md5(data, usedforsecurity=False).digest()),
        CreationDate=date,
        ModDate=date,
    )
    spec = pdf.make_indirect(
        Dictionary(
            Type=Name.Filespec,
            F=String(name),
            UF=String(name),
            Desc=String("Dokumentets data"),
            AFRelationship=Name.Source,
            EF=Dictionary(F=stream, UF=stream),
        )
    )
    names = pdf.Root.get("/Names", Dictionary())
    names.EmbeddedFiles = Dictionary(Names=Array([String(name), spec]))
    pdf.Root.Names = names
    pdf.Root.AF = Array([spec])


def read_attached(pdf: bytes) -> dict[str, Any] | None:
    """The data attached to one of our prints, or None for anything else. Never raises.

    Reads the bytes as we write them instead of parsing the file: an uploaded file is anybody's, and a parser would
    unpack whatever it holds. At most a few streams are unpacked, each up to the cap on data.
    """
    if len(pdf) > MAX_FILE or not pdf.startswith(b"%PDF-"):
        return None
    for count, found in enumerate(FOUND.finditer(pdf)):
        if count == 5:
            break
        unpack = zlib.decompressobj()
        try:
            raw = unpack.decompress(pdf[found.end() : found.end() + MAX_BYTES], MAX_BYTES)
            data = json.loads(raw) if unpack.eof else None
        except (zlib.error, ValueError, RecursionError):
            continue
        if isinstance(data, dict) and data.get("type") in TYPES and isinstance(data.get("number"), str):
            return data
    return None
