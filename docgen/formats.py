"""How values become Danish print: dates, hard spaces, paragraphs, breaks in long words, the QR code.

Everything here is pure and takes plain strings; what comes out as Markup has been escaped first.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

import pyphen
import segno
from babel.dates import format_date, format_time
from markupsafe import Markup, escape

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
NBSP, SHY, ZWSP = "\u00a0", "\u00ad", "\u200b"
LONG = 60  # letters after which a word without a space may break: 20,000 of them cost seconds otherwise

REPLACED = str.maketrans({"\u2010": "-", "\u2011": "-", SHY: None, ZWSP: None, "\t": " ", "\r": None})
ENDLESS = re.compile(rf"\S{{{LONG}}}(?=\S)")
MONTHS = "januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december"
HARD_SPACES = (
    re.compile(r"(?i)\b(kl\.|side|version|udgave|fase|punkt|uge|nr\.|bilag|§|p\.v\.|e\.b\.) (?=[\d§])"),
    re.compile(rf"(\d\.?) (?=(?:kr|mio|mm|km|m²|procent|pct|timer|uger|måneder|år|%|{MONTHS})\b)"),
    re.compile(r"(\d{2}\.\d{2}\.\d{4}) (?=kl\.)"),
)
LONE_LETTER = re.compile(r"(?<!\S)([iåIÅ]) (?=\S)")
WHOLE = re.compile(
    r"\b(?:[A-ZÆØÅ][a-zæøåéü]{1,14}-[A-ZÆØÅ][a-zæøåéü]{1,14}|\d{1,6}(?:\.\d{1,6}){0,2}–\d{1,6}(?:\.\d{1,6}){0,2})\b"
)

# Where the dictionary breaks a compound wrongly: ours come first.
COMPOUNDS = (
    "familie-afsnittet",
    "netværks-konsulent",
    "netværks-konsulenten",
    "netværks-direktør",
    "netværks-direktøren",
    "netværks-lederens",
    "plejehjems-leder",
    "plejehjems-lederne",
    "reference-lederen",
    "skole-bestyrelsen",
    "start-workshop",
)
OWN_BREAKS = {word.replace("-", ""): word.replace("-", SHY) for word in COMPOUNDS}
DICTIONARY = pyphen.Pyphen(lang="da_DK", left=4, right=4)
LETTERS = "[a-zæøåA-ZÆØÅé]"


def plain(text: str) -> str:
    """The text as the fonts can set it: composed, plain hyphens, no invisible marks, endless words breakable."""
    return ENDLESS.sub(rf"\g<0>{ZWSP}", unicodedata.normalize("NFC", text).translate(REPLACED))


def prose(text: str, letters: int = 0) -> Markup:
    """Escaped text with hard spaces in dates, numbers and references, and double names and spans of numbers kept whole.

    Words of so many `letters` may break where the language allows; 0 is never.
    """
    text = plain(text)
    for pattern in HARD_SPACES:
        text = pattern.sub(rf"\1{NBSP}", text)
    if letters:
        text = re.sub(f"{LETTERS}{{{letters},}}", lambda word: hyphenated(word[0]), text)
    whole = WHOLE.sub(r'<span class="nb">\g<0></span>', str(escape(text)))
    return Markup(whole)  # noqa: S704 - escaped above


def line(text: str, letters: int = 0) -> Markup:
    """One line of prose: a newline in it is a space."""
    return prose(re.sub(r"[ \t\r\n]+", " ", text.strip()), letters)


def piece(text: str, letters: int = 0) -> Markup:
    """A piece of a line: like a line of prose, and the spaces at its ends stand."""
    return prose(re.sub(r"[ \t\r\n]+", " ", text), letters)


def headline(text: str) -> Markup:
    """A line of display type: a one-letter word never ends a line, and only a word of 24 letters may break."""
    return line(LONE_LETTER.sub(rf"\1{NBSP}", text.strip()), 24)


def narrow(text: str, letters: int = 13) -> Markup:
    """A heading, label or cell in a narrow column, where long compounds may break."""
    return line(text, letters)


def shortened(text: str, room: int) -> str:
    """The text, cut at a word with an ellipsis when it is longer than the room for it."""
    if len(text) <= room:
        return text
    kept = text[: room - 1]
    return (kept.rpartition(" ")[0] if " " in kept[room // 2 :] else kept).rstrip(" ,·") + "…"


def hyphenated(word: str) -> str:
    """The word with soft hyphens, its own list before the dictionary."""
    own = OWN_BREAKS.get(word.lower())
    return word[0] + own[1:] if own else DICTIONARY.inserted(word, SHY)


def tall(heading: str) -> int:
    """How many lines of 24 characters the heading takes in the side column."""
    lines, room = 1, 24
    for word in heading.split():
        if len(word) > room and room < 24:
            lines, room = lines + 1, 24
        lines += (len(word) - 1) // 24
        room -= len(word) % 24 + 1
    return lines


@dataclass(frozen=True)
class Passage:
    """A paragraph (its lines) or a list (its items)."""

    is_list: bool
    lines: tuple[Markup, ...]


def passages(text: str) -> list[Passage]:
    """Plain text as paragraphs and lists: an empty line parts, '- ' or '• ' makes items."""
    found: list[Passage] = []
    for block in re.split(r"\n\s*\n", text.replace("\r\n", "\n").replace("\r", "\n")):
        group: list[Markup] = []
        listed = False
        for row in filter(None, (row.strip() for row in block.split("\n"))):
            is_item = row.startswith(("- ", "• "))
            if group and is_item != listed:
                found.append(Passage(listed, tuple(group)))
                group = []
            listed = is_item
            group.append(prose(row[2:].strip() if is_item else row))
        if group:
            found.append(Passage(listed, tuple(group)))
    return found


def day(moment: datetime) -> str:
    """08.02.2027, in Danish time."""
    return format_date(moment.astimezone(COPENHAGEN), "dd.MM.yyyy", locale="da_DK")


def moment(moment: datetime) -> str:
    """08.02.2027 kl. 13.15, in Danish time."""
    clock = format_time(moment.astimezone(COPENHAGEN), "H.mm", tzinfo=COPENHAGEN, locale="da_DK")
    return f"{day(moment)} kl. {clock}"


def address(url: str, code: str) -> str:
    """What a person types: the address without scheme and code."""
    return re.sub(r"^https?://", "", url).removesuffix(code).rstrip("/?=")


def fours(code: str) -> str:
    """A long code in groups of four, so that it can be read aloud."""
    return " ".join(code[place : place + 4] for place in range(0, len(code), 4))


def qr(url: str) -> tuple[int, str]:
    """Modules along one side, and the path of the dark ones (ISO/IEC 18004, error level M, no quiet zone)."""
    path: list[str] = []
    rows = list(segno.make(url, error="m", micro=False, boost_error=False).matrix)
    for y, row in enumerate(rows):
        for run in re.finditer(b"\x01+", bytes(row)):
            width = run.end() - run.start()
            path.append(f"M{run.start()} {y}h{width}v1h-{width}z")
    return len(rows), "".join(path)
