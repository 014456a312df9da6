"""The sheets of the workbook as data: their columns, in order, and what a cell of each says (domain.md 15). Headings
and help are whole Danish here, as they stand in the template."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from app.core.formats import capital_first
from app.core.forms import LINE_MAX
from app.imports import cells
from app.imports.cells import Reader
from app.lifecycle.said import STATES
from app.networks.types.operations import current
from app.people.models import DEPARTMENT_MAX, POST_LABELS, the_post
from app.people.register.operations import FUNCTIONS

Choices = Callable[[], dict[str, str]]


@dataclass(frozen=True)
class Column:
    """`required`: a row without it is no row. `choices` are those of a list that unfolds in the template."""

    key: str
    label: str
    help: str
    read: Reader
    required: bool = False
    choices: Choices | None = None
    width: int = 24


@dataclass(frozen=True)
class Sheet:
    label: str
    help: str
    columns: tuple[Column, ...]

    def required(self) -> Iterator[Column]:
        return (column for column in self.columns if column.required)


def choice(key: str, label: str, help: str, choices: Choices, *, required: bool = False, width: int = 24) -> Column:
    """A column of which each cell is one of the choices: what is written → what it stands for."""
    return Column(key, label, help, cells.one_of(choices), required, choices, width)


def posts() -> dict[str, str]:
    """The posts that are not held on a network."""
    return {POST_LABELS[function]: function.value for function in FUNCTIONS}


def types() -> dict[str, str]:
    """The rows of the table of types: innovation has one for each body that decides (R1)."""
    rows = current()
    return {
        f"{row.label}, besluttet af {the_post(row.decides)}" if track else row.label: row.key
        for (_type, track), row in rows.items()
    }


def states() -> dict[str, str]:
    """The states of a network."""
    return {capital_first(str(label)): state for state, label in STATES.items()}


def yes_or_no() -> dict[str, str]:
    return {"Ja": "ja", "Nej": "nej"}


PERSON = "Mail, eller navnet, hvis kun én hedder sådan."
DEPARTMENTS = Sheet(
    "Afdelinger",
    "En linje for hver afdeling. En afdeling, der er nedlagt, har en slutdag og gerne en efterfølger.",
    (
        Column(
            "name", "Afdeling", "Navnet, som det skal stå på papirerne.", cells.line(DEPARTMENT_MAX), True, width=34
        ),
        Column("from_date", "Fra", "Den første dag. Tom: i dag.", cells.day, width=14),
        Column("to_date", "Til", "Den sidste dag, hvis afdelingen er nedlagt eller bliver det.", cells.day, width=14),
        Column("successor", "Efterfølger", "Den afdeling, der tager over.", cells.line(DEPARTMENT_MAX), width=34),
    ),
)
PERSONS = Sheet(
    "Personer",
    "En linje for hver person. Alle, der skal logge ind, skal have en mail.",
    (
        Column("name", "Navn", "Fulde navn.", cells.line(LINE_MAX), True, width=30),
        Column("title", "Stilling", "For eksempel Skoleleder.", cells.line(LINE_MAX), width=30),
        Column("email", "Mail", "Kendetegner personen. Skal med, hvis personen har en konto.", cells.mail, width=34),
        Column("about", "Organisation", "Kun for personer udefra, for eksempel en forening.", cells.line(LINE_MAX)),
        Column(
            "has_account",
            "Konto",
            "Ja, hvis personen skal kunne logge ind. Tom: ja, hvis der er en mail og ingen organisation.",
            cells.yes,
            choices=yes_or_no,
            width=10,
        ),
    ),
)
POSTS = Sheet(
    "Poster",
    "En linje for hver post, en person har eller har haft. Poster på et netværk står på arket Netværk.",
    (
        Column("person", "Person", PERSON, cells.line(254), True, width=34),
        choice("function", "Post", "Vælg på listen.", posts, required=True),
        Column("department", "Afdeling", "Kun for afdelingschefer.", cells.line(DEPARTMENT_MAX), width=34),
        Column("from_date", "Fra", "Den første dag.", cells.day, True, width=14),
        Column("to_date", "Til", "Den sidste dag, hvis den kendes.", cells.day, width=14),
        Column(
            "is_acting",
            "Konstitueret",
            "Ja, hvis personen har posten, indtil den er besat. Tom: nej.",
            cells.yes,
            choices=yes_or_no,
            width=14,
        ),
    ),
)
NETWORKS = Sheet(
    "Netværk",
    "En linje for hvert netværk. Den underskrevne kontrakt lægger I op på netværkets side bagefter.",
    (
        Column("title", "Titel", "Kendetegner netværket.", cells.line(LINE_MAX), True, width=38),
        choice("type", "Type", "Vælg på listen.", types, required=True, width=38),
        choice("state", "Status", "Hvor netværket er nu. Vælg på listen.", states, required=True),
        Column("start", "Start", "Skal med, når netværket er i gang eller slut.", cells.day, width=14),
        Column("end", "Slut", "Slut eller næste gennemgang, højst 12 måneder efter start.", cells.day, width=14),
        Column("purpose", "Formål", "Hvad skal blive anderledes, og for hvem?", cells.line(1000), width=50),
        Column("leader", "Netværksleder", PERSON, cells.line(254), width=30),
        Column("referenceleder", "Referenceleder", PERSON, cells.line(254), width=30),
        Column("co_driver", "Co-driver", PERSON, cells.line(254), width=30),
        Column("departments", "Centrale afdelinger", "Højst fire, med semikolon mellem.", cells.lines, width=38),
        Column("participants", "Deltagere", "Mail eller navn på hver, med semikolon mellem.", cells.lines, width=50),
    ),
)
SHEETS = (DEPARTMENTS, PERSONS, POSTS, NETWORKS)
GUIDE = "Vejledning"
