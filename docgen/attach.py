"""The data of a print travel in it (PDF/A-3, ISO 19005-3, 6.8); attached.py reads them back."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime

import pikepdf
from pikepdf import Array, Dictionary, Name, String


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
