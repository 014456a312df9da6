"""What a document asks: questions, and the editions of them that the office can change (domain.md 4, 6)."""

from dataclasses import dataclass
from enum import StrEnum

TEXT_MAX = 5000
REASON_MAX = 2000  # of why a text is sent back, or what should be different
CELL_MAX = 400  # a cell of a table of periods
POINT_MAX = 500  # a line of a list


class Control(StrEnum):
    """How an answer is given and stored."""

    TEXT = "text"  # paragraphs, as typed
    POINTS = "points"  # a list, one item a line
    DATE = "date"  # one day, stored as 2027-03-01
    DEPARTMENTS = "departments"  # ticked departments, stored as ids with commas between: 3,7
    PERSON = "person"  # somebody with an account, stored as their id
    PERIODS = "periods"  # a table; stored as ids of its rows in order (a1,b2), each cell as an answer of its own


@dataclass(frozen=True)
class Question:
    """`heading` stands in the side column of the print: at most three lines of 24 characters. `beside` names answers
    of earlier phases that are shown beside the field; a `carried` question begins with the earlier phase's answer; an
    `unfolded` one stands with the required ones, though it can be left empty. `begins` names the question whose day a
    table of periods begins on."""

    key: str
    heading: str
    wording: str
    help: str
    control: Control = Control.TEXT
    required: bool = False
    beside: tuple[str, ...] = ()
    carried: bool = False
    unfolded: bool = False
    begins: str = ""


@dataclass(frozen=True)
class Column:
    """A column of a table of periods. `kind` is what its cells hold: text, date, number or one of `choices`."""

    key: str
    label: str
    kind: str = "text"
    width_mm: int = 20
    choices: tuple[str, ...] = ()


# The course plan's columns (domain.md 8). Hours are planned hours a week.
PERIOD_COLUMNS = (
    Column("name", "Periode", width_mm=34),
    Column("content", "Indhold", width_mm=37),
    Column("start", "Start", "date", 23),
    Column("weeks", "Uger", "number", 8),
    Column("leader", "Leder, timer/uge", "number", 15),
    Column("co_driver", "Co-driver, timer/uge", "number", 15),
    Column("participants", "Deltagere, timer/uge", "number", 16),
    Column("kind", "Art", "choice", 20, ("Arbejde", "Pause", "Afprøvning")),
)

COURSE_COLUMNS = tuple(column for column in PERIOD_COLUMNS if column.kind != "date")  # of a course without days


def cell_key(question: str, row: str, column: str) -> str:
    """The answer's key of one cell: course_plan.a1b2.weeks."""
    return f"{question}.{row}.{column}"


def question_key(key: str) -> str:
    """The question that an answer's key belongs to."""
    return key.partition(".")[0]
