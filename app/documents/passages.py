"""The passages of an answer as it is read: paragraphs, items of a list, rows of a table. Each can be remarked on, and
be put in another's words without touching the rest."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.documents import content
from app.documents.questions import CELL_MAX, PERIOD_COLUMNS, POINT_MAX, TEXT_MAX, Control, Question, cell_key

_WORDS = [column.key for column in PERIOD_COLUMNS if column.kind == "text"]


@dataclass(frozen=True)
class Passage:
    """`key` is the answer that it stands in (course_plan.a1.content), `text` what it says; a row of a table without
    words is none to remark on, and says "". `is_line`: it stands on one line, of at most `most` characters."""

    key: str
    text: str
    is_line: bool = False
    most: int = TEXT_MAX


def of(question: Question, answers: Mapping[str, str]) -> list[Passage]:
    """The passages of the answer, as many and in the order in which content.sections shows them. What is chosen, not
    written (a day, a department, a person), has none."""
    if question.control == Control.PERIODS:
        rows = content.rows(answers.get(question.key, ""))
        return [_row(question.key, row, answers) for row in rows if _is_written(question.key, row, answers)]
    if question.control not in (Control.TEXT, Control.POINTS):
        return []
    value, is_list = answers.get(question.key, ""), question.control == Control.POINTS
    return [
        Passage(question.key, value[begin:end], is_line, POINT_MAX if is_list else TEXT_MAX)
        for begin, end, is_line in _spans(value, is_list=is_list)
    ]


def with_wording(question: Question, value: str, passage: str, wording: str) -> str | None:
    """The answer with this wording instead of the passage; None when the passage does not stand in it."""
    if question.control == Control.PERIODS:
        return wording if value == passage else None
    for begin, end, _is_line in _spans(value, is_list=question.control == Control.POINTS):
        if value[begin:end] == passage:
            return value[:begin] + wording + value[end:]
    return None


def _spans(value: str, *, is_list: bool) -> list[tuple[int, int, bool]]:
    """Where each passage begins and ends, and whether it is one line by itself: a paragraph goes on until an empty line
    or a point; in a list every line is a point."""
    found: list[tuple[int, int, bool]] = []
    at, goes_on = 0, False
    for line in value.split("\n"):
        point = content.POINT.match(line)
        end = at + len(line.rstrip())
        begin = min(at + (point.end() if point else len(line) - len(line.lstrip())), end)
        if goes_on and line.strip() and not point:
            found[-1] = (found[-1][0], end, False)
        elif begin < end:
            found.append((begin, end, is_list or point is not None))
        goes_on = bool(line.strip()) and not point and not is_list
        at += len(line) + 1
    return found


def _is_written(key: str, row: str, answers: Mapping[str, str]) -> bool:
    return any(answers.get(cell_key(key, row, column.key)) for column in PERIOD_COLUMNS)


def _row(key: str, row: str, answers: Mapping[str, str]) -> Passage:
    """What a row says in words: its content, else its name."""
    cells = (cell_key(key, row, column) for column in reversed(_WORDS))
    written = next((cell for cell in cells if answers.get(cell)), "")
    return Passage(written, answers.get(written, ""), is_line=True, most=CELL_MAX)
