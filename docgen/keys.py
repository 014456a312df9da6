"""The key of a rendering: everything its bytes depend on, hashed. Same key, same bytes."""

from __future__ import annotations

import ctypes
import hashlib
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

from docgen import model
from docgen.rules import encode

HERE = Path(__file__).parent
SUFFIXES = {".py", ".html", ".css", ".svg", ".conf", ".ttf"}
PACKAGES = ("weasyprint", "pydyf", "pikepdf", "fonttools", "Jinja2", "Babel", "segno", "pyphen", "tzdata")


@lru_cache(maxsize=1)
def workshop() -> bytes:
    """Hash of our sources, templates, stylesheets, fonts, and of the versions of what sets the text. Once a process."""
    found = hashlib.sha256()
    for file in sorted(p for p in HERE.rglob("*") if p.suffix in SUFFIXES):
        found.update(f"{file.relative_to(HERE).as_posix()}\0".encode())
        found.update(hashlib.sha256(file.read_bytes()).digest())
    for package in PACKAGES:
        found.update(f"{package} {version(package)}\0".encode())
    for library, function in (("libpango-1.0.so.0", "pango_version_string"), ("libharfbuzz.so.0", "hb_version_string")):
        found.update(f"{library} {library_version(library, function)}\0".encode())
    return found.digest()


def library_version(library: str, function: str) -> str:
    """The version that a C library tells of itself."""
    ask = getattr(ctypes.CDLL(library), function)
    ask.restype = ctypes.c_char_p
    return bytes(ask()).decode()


def content_key(document: model.Document) -> str:
    """Hex SHA-256 under which the rendering of the document may be stored and found again."""
    return hashlib.sha256(workshop() + encode(document)).hexdigest()
