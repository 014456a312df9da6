"""Text as people write it: one normaliser before every validation, one canonical form before every hash,
differences by words (never letters) and by rows, and the order of the Danish alphabet."""

import hashlib
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Literal

# So many steps of a comparison are taken within about a second, and two answers of 5.000 characters take far fewer.
_STEPS_MAX = 10_000_000
_PAIRS_MAX = 10_000  # so many pairs of rows are held against each other
Segment = tuple[Literal["same", "ins", "del"], str]

# Word and browsers send these; none of the fonts has them, and all mean the same to a reader.
_REPLACED = str.maketrans(
    {"\u2010": "-", "\u2011": "-", "\u00ad": None, "\ufeff": None, "\u2028": "\n", "\u2029": "\n"}
)
# Signs nobody sees, some of which turn the reading order round: what is read must be what is stored.
_INVISIBLE = {*map(chr, (0x200B, 0x200C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2060, 0x206A)))}
# What holds an emoji together, anywhere else: after a letter or a space it hides.
_LONE_JOINER = re.compile(r"(?<![\u2190-\u3299\ufe0e\ufe0f\U0001f000-\U0001faff])[\u200d\ufe0e\ufe0f]+(?!\u20e3)")
# Word puts hard and narrow spaces among the others: to a reader they are the same text.
_SPACES = re.compile(r"[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
# More accents on one letter than this are nobody's, and to put them in order takes time by the square of their number
# (Unicode's Stream-Safe Text Format, UAX #15).
_MARKS_MAX = 30
_DANISH = str.maketrans({"æ": "zza", "ø": "zzb", "å": "zzc", "ä": "zza", "ö": "zzb", "é": "e", "ü": "u"})
_CODE_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # 32 signs, without 0, O, 1 and I, which people mix up


def normalise(text: str) -> str:
    """NFC, newlines as \\n, ordinary spaces, no control characters, no invisible signs, no heaps of accents, no
    space at the ends of lines or text."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_REPLACED)
    text = "".join(
        c for c in text if c in "\n\t" or (unicodedata.category(c) not in ("Cc", "Cs") and c not in _INVISIBLE)
    )
    text = unicodedata.normalize("NFC", _few_marks(_LONE_JOINER.sub("", text)))
    lines = _SPACES.sub(" ", _few_marks(text)).split("\n")
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line.rstrip() for line in lines)).strip()


def _few_marks(text: str) -> str:
    """The text with the first accents of each letter."""
    kept, marks = [], 0
    for sign in text:
        marks = marks + 1 if unicodedata.combining(sign) else 0
        if marks <= _MARKS_MAX:
            kept.append(sign)
    return "".join(kept)


def says_something(text: str) -> bool:
    """Whether anything in it can be seen: a letter, a number, a sign. Joiners and accents alone are nothing."""
    return any(unicodedata.category(sign)[0] in "LNPS" for sign in text)


def one_line(text: str) -> str:
    """As normalise, for what stands on one line: every run of space is one space."""
    return " ".join(normalise(text).split())


def canonical(data: Any) -> str:
    """The one JSON form of `data`: sorted keys, no spaces, Danish letters as they are. Floats are refused."""

    def refuse_floats(value: Any) -> None:
        if isinstance(value, float):
            raise TypeError("a float has no one way to be written")
        for item in value.values() if isinstance(value, dict) else value if isinstance(value, list | tuple) else ():
            refuse_floats(item)

    refuse_floats(data)
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def sha256(text: str | bytes) -> str:
    """Hex SHA-256 of the text in UTF-8."""
    return hashlib.sha256(text.encode() if isinstance(text, str) else text).hexdigest()


def check_code(sha256_hex: str) -> str:
    """Twelve signs in groups of four that name a text: the first 60 bits of its SHA-256, easy to read aloud."""
    bits = int(sha256_hex[:15], 16)
    signs = "".join(_CODE_ALPHABET[bits >> shift & 31] for shift in range(55, -1, -5))
    return "-".join((signs[:4], signs[4:8], signs[8:]))


def read_check_code(typed: str) -> str | None:
    """The check code that somebody typed, in its written form; None when it cannot be one."""
    signs = re.sub(r"[\s\-–.]", "", typed).upper()
    if len(signs) != 12 or not set(signs) <= set(_CODE_ALPHABET):
        return None
    return "-".join((signs[:4], signs[4:8], signs[8:]))


def code_prefix(code: str) -> str:
    """The hex digits that every SHA-256 with this check code begins with (60 bits are 15 digits)."""
    bits = 0
    for sign in code.replace("-", ""):
        bits = bits << 5 | _CODE_ALPHABET.index(sign)
    return f"{bits:015x}"


def is_mail_address(text: str) -> bool:
    """Whether it looks like name@example.dk."""
    return re.fullmatch(r"[^@\s,;<>]+@[^@\s,;<>]+\.[^@\s,;<>.]+", text) is not None


def sort_key(text: str) -> str:
    """Orders as Danes do (… y z æ ø å, "aa" as å), the same on every database."""
    return text.casefold().replace("aa", "å").translate(_DANISH)


def word_differences(before: str, after: str) -> list[Segment]:
    """What stands, what was deleted and what was added, by whole words; the segments joined give both texts back."""
    old, new = (re.findall(r"\n+|[^\S\n]+|\S+[^\S\n]*", text) for text in (before, after))
    if _steps(Counter(old), Counter(new)) > _STEPS_MAX and before != after:
        return [("del", before), ("ins", after)]
    segments: list[Segment] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            segments.append(("same", "".join(old[i1:i2])))
            continue
        removed, added = "".join(old[i1:i2]), "".join(new[j1:j2])
        word = old[i1].rstrip() if tag == "replace" else ""
        if word and word == new[j1].rstrip():  # it stands; what came after it, its space too, is what changed
            before_it = segments.pop()[1] if segments and segments[-1][0] == "same" else ""
            segments.append(("same", before_it + word))
            removed, added = removed[len(word) :], added[len(word) :]
        if removed:
            segments.append(("del", removed))
        if added:
            segments.append(("ins", added))
    return segments


@dataclass(frozen=True)
class Row:
    """An item of a list, or a row of a table, with the differences in each of its cells. `moved_from` is the place it
    had, counted from 1, when it stands in another order among the others."""

    cells: list[list[Segment]]
    moved_from: int | None = None

    @property
    def how(self) -> Literal["same", "new", "gone", "changed"]:
        """What has become of what it says."""
        kinds = {kind for cell in self.cells for kind, _text in cell}
        if kinds <= {"same"}:
            return "same"
        return "new" if kinds == {"ins"} else "gone" if kinds == {"del"} else "changed"


def row_differences(before: Sequence[Sequence[str]], after: Sequence[Sequence[str]]) -> list[Row]:
    """The later rows in their order, with each row that is gone where it stood. The cells joined give both lists back.
    A row is found again by what it says, in its first cell before the others; all rows have as many cells."""
    old, new = ([tuple(row) for row in rows] for rows in (before, after))
    found = _found_again(old, new)
    kept, order = set(found.values()), [found.get(place, -1) for place in range(len(new))]
    rows: list[Row] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, range(len(old)), order, autojunk=False).get_opcodes():
        if tag == "equal":
            rows += [_row(old[found[place]], new[place]) for place in range(j1, j2)]
            continue
        rows += [_row(old[place], None) for place in range(i1, i2) if place not in kept]
        for place in range(j1, j2):
            came = found.get(place)
            rows.append(_row(None, new[place]) if came is None else _row(old[came], new[place], came + 1))
    return rows


def _row(before: Sequence[str] | None, after: Sequence[str] | None, moved_from: int | None = None) -> Row:
    none = [""] * len(before or after or ())
    return Row([word_differences(*cells) for cells in zip(before or none, after or none, strict=True)], moved_from)


def _found_again(old: Sequence[tuple[str, ...]], new: Sequence[tuple[str, ...]]) -> dict[int, int]:
    """Which of the old rows each of the new ones is: first those that say the same in the same order, then the pairs
    that are most alike."""
    if old != new and _steps(Counter(old), Counter(new)) > _STEPS_MAX:
        return {}
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    found = {block.b + n: block.a + n for block in blocks for n in range(block.size)}
    left, free = set(range(len(old))) - set(found.values()), set(range(len(new))) - set(found)
    if len(left) * len(free) > _PAIRS_MAX:
        return found
    words = {row: (_words(row[0]), _words(" ".join(row))) for row in {*old, *new}}
    alike = ((*_alike(words[old[i]], words[new[j]]), -abs(i - j), i, j) for i in left for j in free)
    for named, _whole, _near, i, j in sorted(alike, reverse=True):
        if named > 0.5 and i in left and j in free:
            found[j] = i
            left.remove(i)
            free.remove(j)
    return found


def _words(text: str) -> Counter[str]:
    return Counter(text.casefold().split())


def _alike(old: tuple[Counter[str], Counter[str]], new: tuple[Counter[str], Counter[str]]) -> tuple[float, float]:
    """How like each other two rows are, by the words that they have in common, from 0 to 1: (the cells that name them,
    or the whole rows when one has no name; the whole rows)."""
    named, whole = (
        2 * (one & other).total() / max(1, one.total() + other.total()) for one, other in zip(old, new, strict=True)
    )
    return (named if old[0] and new[0] else whole), whole


def _steps(old: Counter[Hashable], new: Counter[Hashable]) -> int:
    """At most so many steps does the comparison take: for each word it finds again, it may look through all that are
    left, and through every pair of equal ones."""
    return (old & new).total() * (old.total() + sum(count * new[word] for word, count in old.items()))
