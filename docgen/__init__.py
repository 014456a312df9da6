"""A pure factory: plain data in, PDF bytes out (PDF/A-3a and PDF/UA-1, tagged, Danish).

No framework, database, clock or current user. Importing this is light: WeasyPrint is loaded in the child process only.
"""

from __future__ import annotations

from typing import Any

from docgen import rules
from docgen.attached import read_attached
from docgen.catalogue import TYPES
from docgen.coverage import uncovered
from docgen.engine import Rendered, Renderer, RenderFailed
from docgen.keys import content_key
from docgen.model import Document
from docgen.rules import InvalidData, encode
from docgen.scanned import scan_fault

__all__ = [
    "TYPES",
    "Document",
    "InvalidData",
    "RenderFailed",
    "Rendered",
    "Renderer",
    "check",
    "content_key",
    "decode",
    "encode",
    "read_attached",
    "scan_fault",
    "uncovered",
]


def decode(raw: bytes | str | dict[str, Any]) -> Document:
    """The document in the JSON (or parsed dict). InvalidData carries the path of the field and what is wrong."""
    return rules.decode(raw, TYPES)


def check(pdf: bytes) -> list[str]:
    """What keeps the file from being PDF/A-3a, PDF/UA-1 and one of ours; empty when it conforms."""
    from docgen.conformance import problems

    return problems(pdf)
