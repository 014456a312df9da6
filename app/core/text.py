"""Text as people write it: one normaliser before every validation, one canonical form before every hash,
differences by words (never letters), and the order of the Danish alphabet."""

import hashlib
import json
import re
import unicodedata
from collections import Counter
from difflib import SequenceMatcher
from typing import Any, Literal

# So many steps of a comparison are taken within about a second, and two answers of 5.000 characters take far fewer.
_STEPS_MAX = 10_000_000
Segment = tuple[Literal["same", "ins", "del"], str]

# Word and browsers send these; none of the fonts has them, and all mean the same to a reader.
_REPLACED = str.maketrans(
    {"\u2010": "-", "\u2011": "-", "\u00ad": None, "\ufeff": None, "\u2028": "\n", "\u2029": "\n"}
)
# Signs nobody sees, some of which turn the reading order round: what is read must be what is stored.
_INVISIBLE = {*map(chr, (0x200B, 0x200C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2060, 0x206A)))}
# What holds an emoji together, anywhere else: after a letter or a space it hides.
_LONE_JOINER = re.compile(r"(?<![\u2190-\u3299\ufe0e\ufe0f\U0001f000-\U0001faff])[\u200d\ufe0e\ufe0f]+(?!\u20e3)")
_DANISH = str.maketrans({"æ": "zza", "ø": "zzb", "å": "zzc", "ä": "zza", "ö": "zzb", "é": "e", "ü": "u"})
_CODE_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # 32 signs, without 0, O, 1 and I, which people mix up


def normalise(text: str) -> str:
    """NFC, newlines as \\n, no control characters, no invisible signs, no space at the ends of lines or text."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_REPLACED)
    text = "".join(
        c for c in text if c in "\n\t" or (unicodedata.category(c) not in ("Cc", "Cs") and c not in _INVISIBLE)
    )
    text = _LONE_JOINER.sub("", text)
    lines = unicodedata.normalize("NFC", text).replace("\t", " ").split("\n")
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line.rstrip() for line in lines)).strip()


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
        if i2 > i1:
            segments.append(("del", "".join(old[i1:i2])))
        if j2 > j1:
            segments.append(("ins", "".join(new[j1:j2])))
    return segments


def _steps(old: Counter[str], new: Counter[str]) -> int:
    """At most so many steps does the comparison take: for each word it finds again, it may look through all that are
    left, and through every pair of equal ones."""
    return (old & new).total() * (old.total() + sum(count * new[word] for word, count in old.items()))
