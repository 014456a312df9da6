"""The demo's themes: real themes of the municipality in the project's own words; all persons elsewhere are invented.

One file a theme in `themes/`, and those that are no more than an idea in `ideas.toml`, read here into answers as drafts
store them.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.documents.questions import cell_key

FOLDER = Path(__file__).with_name("themes")
IDEAS_FILE = Path(__file__).with_name("ideas.toml")
Answers = dict[str, str]


@dataclass(frozen=True)
class SendBack:
    """Why a party sends a phase back."""

    phase: str
    reason: str


@dataclass(frozen=True)
class Revision:
    """The sentence that answers a reason, put at the end of an answer."""

    phase: str
    key: str
    sentence: str


@dataclass(frozen=True)
class Suggestion:
    """Another wording: `old`, which stands once in the answer, becomes `new`. In phase 1 the deciding forum's (R16), in
    phase 3 that of a participant who was absent (R17)."""

    phase: str
    key: str
    old: str
    new: str
    why: str


@dataclass(frozen=True)
class Theme:
    """A network's title, type, track of the proposal (innovation), the departments it concerns, and its answers to the
    three phases by question key. `key` is the file's name."""

    key: str
    order: int
    title: str
    type: str
    track: str
    departments: tuple[str, ...]
    idea: Answers
    frame: Answers
    charter: Answers
    send_back: tuple[SendBack, ...]
    revisions: tuple[Revision, ...]
    suggestions: tuple[Suggestion, ...]


DEPARTMENTS = (
    "Skoler og Uddannelse",
    "Børn og Familie",
    "Dagtilbud",
    "Sundhed, Pleje og Omsorg",
    "Borger og Fritid",
    "By, Miljø og Beskæftigelse",
    "Økonomi og Stab",
)


def read(path: Path) -> Theme:
    """The theme in this file."""
    told = tomllib.loads(path.read_text("utf-8"))
    return Theme(
        key=path.stem,
        order=told["order"],
        title=told["title"],
        type=told["type"],
        track=told.get("track", ""),
        departments=tuple(told["departments"]),
        idea=_answers(told["idea"]),
        frame=_answers(told["frame"]),
        charter=_answers(told["charter"]),
        send_back=tuple(SendBack(**entry) for entry in told["send_back"]),
        revisions=tuple(Revision(**entry) for entry in told["revisions"]),
        suggestions=tuple(Suggestion(**entry) for entry in told["suggestions"]),
    )


def read_ideas(path: Path) -> list[Theme]:
    """Themes that have not come further than phase 1."""
    return [_idea(key, told) for key, told in tomllib.loads(path.read_text("utf-8")).items()]


def _idea(key: str, told: dict[str, Any]) -> Theme:
    about = {name: told.pop(name) for name in ("title", "type", "departments")}
    return Theme(
        key=key,
        order=0,
        title=about["title"],
        type=about["type"],
        track=told.pop("track", ""),
        departments=tuple(about["departments"]),
        suggestions=tuple(Suggestion(phase="idea", **entry) for entry in told.pop("suggestions", ())),
        idea=_answers(told),
        frame={},
        charter={},
        send_back=(),
        revisions=(),
    )


def _answers(told: Mapping[str, Any]) -> Answers:
    """As a draft stores them: a list as lines, a day as 2027-02-01, a table as its rows' ids and a cell an answer."""
    answers: Answers = {}
    for key, value in told.items():
        if isinstance(value, list) and isinstance(value[0], dict):
            rows = {f"p{number}": row for number, row in enumerate(value, start=1)}
            answers[key] = ",".join(rows)
            answers |= {
                cell_key(key, row, column): str(cell) for row, cells in rows.items() for column, cell in cells.items()
            }
        else:
            answers[key] = "\n".join(value) if isinstance(value, list) else str(value)
    return answers


THEMES: tuple[Theme, ...] = tuple(sorted(map(read, FOLDER.glob("*.toml")), key=lambda theme: theme.order))
IDEAS: tuple[Theme, ...] = tuple(read_ideas(IDEAS_FILE))

# What may be said of any theme's phase 1.
SEND_BACK_REASONS: tuple[str, ...] = (
    (
        "Det er et godt og vigtigt tema. Jeg mangler at kunne se, hvad netværket ikke skal tage sig af, så det ikke "
        "overlapper det, vi allerede har i gang i afdelingen."
    ),
    (
        "Vi vil gerne være med, men jeg har brug for at vide, hvornår timerne falder. Skriv gerne lidt mere om det "
        "under »Omfang«, så vi kan planlægge efter det."
    ),
    (
        "Jeg kan genkende vores hverdag i baggrunden, men det er mest kommunen, der taler. Kan I få lidt mere med om, "
        "hvad de mennesker, det handler om, selv siger?"
    ),
)

REVISIONS: tuple[tuple[str, str], ...] = (
    (
        "purpose",
        "Netværket skal bygge videre på det, der allerede er i gang i afdelingerne, og ikke erstatte det.",
    ),
    (
        "extent",
        (
            "De fleste timer falder i begyndelsen og under afprøvningen, og mødedatoerne ligger fast, før netværket "
            "går i gang."
        ),
    ),
    (
        "background",
        (
            "Vi har talt med nogle af dem, det handler om: De vil gerne være med, og de vil kunne se, at det, de "
            "siger, bliver brugt til noget."
        ),
    ),
)
