"""Which characters the print fonts have. What has no glyph is refused by name, since PDF/A forbids the empty box."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from fontTools.ttLib import TTFont

from docgen.fonts import FACES

# Replaced or taken away before printing (formats.plain): hyphens from Word, soft hyphen, zero-width space, line ends.
TAGS = range(0xE0000, 0xE0080)
HANDLED = frozenset("\u2010\u2011\u00ad\u200b\n\r\t")


@lru_cache(maxsize=1)
def covered() -> frozenset[int]:
    """Code points that at least one of our faces has. Read once a process from the fonts' own tables (about 50 ms)."""
    points: set[int] = set()
    for face in FACES:
        with TTFont(face, lazy=True) as font:
            points.update(font.getBestCmap())
    # Private use says nothing to a reader of tags (PDF/A asks for a meaning), and tags write what nobody sees.
    return frozenset(
        p for p in points if unicodedata.category(chr(p)) not in ("Cc", "Co") and not 0xE0000 <= p <= 0xE007F
    )


def uncovered(text: str) -> list[str]:
    """Characters of the text, in order and once each, that no print font has."""
    if text.isascii() and text.isprintable():
        return []
    have = covered()
    composed = unicodedata.normalize("NFC", text)
    return list(dict.fromkeys(c for c in composed if c not in HANDLED and ord(c) not in have))


def named(character: str) -> str:
    """'Tegnet »漢« (U+6F22)'; a character that cannot be seen is told by its code alone."""
    code = f"U+{ord(character):04X}"
    return f"Tegnet »{character}« ({code})" if character.isprintable() else f"Tegnet {code}"
