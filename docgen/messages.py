"""msgspec's messages in Danish, and the path of the field they speak of."""

from __future__ import annotations

import re
from collections.abc import Callable

WITH_PATH = re.compile(r"^(?P<what>.*?)(?: - at `(?P<path>\$.*)`)?$", re.DOTALL)
AT = {"<=": "højst", ">=": "mindst"}
MUST = {"<=": "må", ">=": "skal"}
KINDS = {"str": "tekst", "int": "et helt tal", "float": "et tal", "bool": "sand eller falsk", "array": "en liste"}
KINDS |= {"object": "et objekt", "null": "ingenting", "datetime": "et tidspunkt"}


def kinds(names: str) -> str:
    return " eller ".join(KINDS.get(name.strip(), name.strip()) for name in names.split("|"))


Found = re.Match[str]
SAYINGS: tuple[tuple[str, Callable[[Found], str]], ...] = (
    (r"Object missing required field `(\w+)`", lambda m: "Feltet mangler"),
    (r"Object contains unknown field `(\w+)`", lambda m: "Feltet er ukendt"),
    (r"Expected `array` of length (<=|>=) (\d+).*", lambda m: f"Listen {MUST[m[1]]} have {AT[m[1]]} {m[2]} led"),
    (r"Expected `str` of length (<=|>=) (\d+).*", lambda m: f"Teksten {MUST[m[1]]} have {AT[m[1]]} {m[2]} tegn"),
    (r"Expected `str` matching regex .*", lambda m: "Teksten har ikke den rigtige form"),
    (r"Expected `(?:int|float)` (<=|>=) ([\d.]+)", lambda m: f"Tallet {MUST[m[1]]} være {AT[m[1]]} {m[2]}"),
    (r"Expected `datetime` with a timezone component", lambda m: "Tidspunktet mangler tidszone"),
    (r"Expected `([^`]+)`, got `([^`]+)`", lambda m: f"Skal være {kinds(m[1])}, ikke {kinds(m[2])}"),
    (r"Invalid enum value (.*)|Invalid value (.*)", lambda m: f"Ukendt værdi {m[1] or m[2]}"),
    (r"Invalid RFC3339 encoded datetime", lambda m: "Skal være et tidspunkt, for eksempel 2027-01-26T10:20:00Z"),
)
NAMED = re.compile(r"Object (?:missing required|contains unknown) field `(\w+)`")


def told(error: str) -> tuple[str, str]:
    """The path of the field and what is wrong with it. A message we do not know is passed on as it is."""
    split = WITH_PATH.match(error)
    what, path = (split["what"], split["path"] or "$") if split else (error, "$")
    if name := NAMED.match(what):
        path = f"{path}.{name[1]}"
    for pattern, say in SAYINGS:
        if found := re.fullmatch(pattern, what):
            return path, say(found)
    return path, what
