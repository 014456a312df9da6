"""Our own fonts, and only they: fontconfig is told to look in assets/fonts and nowhere else.

An emoji, a hyphen from Word or a margin box without a font would otherwise pull a system font into the print.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

ASSETS = Path(__file__).parent / "assets"
CONFIG = ASSETS / "fonts.conf"
FACES = tuple(sorted((ASSETS / "fonts").glob("*/*.ttf")))
REGULAR = ASSETS / "fonts" / "plex" / "IBMPlexSans-Regular.ttf"

# The names WeasyPrint gives our faces in a file (after its subset prefix), and the stamp's own.
EMBEDDED = frozenset(
    {"IBM-Plex-Sans", "IBM-Plex-Sans-Semi-Bold", "IBM-Plex-Sans-Italic", "Noto-Emoji", "Docgen-Symbols"}
)


def use_only_ours() -> None:
    """Point fontconfig at our fonts. Must run before WeasyPrint is imported in the process.

    A service without a home gets a temporary place for fontconfig's small cache; otherwise it complains many times.
    """
    os.environ["FONTCONFIG_FILE"] = str(CONFIG)
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    existing = next(folder for folder in (cache, *cache.parents) if folder.exists())
    if not os.access(existing, os.W_OK):
        os.environ["XDG_CACHE_HOME"] = tempfile.mkdtemp(prefix="docgen-fonts-")
