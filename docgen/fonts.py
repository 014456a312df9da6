"""Our own fonts, and only they: fontconfig is told to look in assets/fonts and nowhere else.

An emoji, a hyphen from Word or a margin box without a font would otherwise pull a system font into the print.
"""

from __future__ import annotations

import os
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
    """Point fontconfig at our fonts. Must run before WeasyPrint is imported in the process."""
    os.environ["FONTCONFIG_FILE"] = str(CONFIG)
