"""What people agree to: the whole text of a document with its questions' wording, and how two texts differ."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from flask_babel import format_date

from app.core.actions import Position
from app.core.text import Row, Segment, canonical, row_differences, sha256, word_differences
from app.documents.catalogue import Answers
from app.documents.questions import PERIOD_COLUMNS, Column, Control, Question, cell_key

POINT = re.compile(r"^\s*[-•]\s+")


@dataclass(frozen=True)
class Names:
    """What stored ids are called: departments in Danish order, and a person."""

    departments: Mapping[int, str]
    person: Callable[[str], str]


def of_draft(
    head: Mapping[str, Any],
    questions: Sequence[Question],
    answers: Answers,
    parties: Iterable[Mapping[str, Any]],
    names: Names,
) -> dict[str, Any]:
    """The whole text. `head` tells which document it is; empty optional answers are absent (R15)."""
    return {
        **head,
        "answers": [
            {
                "key": question.key,
                "heading": question.heading,
                "wording": question.wording,
                "required": question.required,
                **given(question, answers, names),
            }
            for question in questions
            if question.required or _is_answered(question, answers)
        ],
        "parties": list(parties),
    }


def _is_answered(question: Question, answers: Answers) -> bool:
    if question.control == Control.PERIODS:
        return bool(table(question.key, answers)["rows"])
    return bool(answers.get(question.key))


def party(position: Position, person_id: int | None = None) -> dict[str, Any]:
    """A party as the text names it."""
    told: dict[str, Any] = {"function": position.function, "department": position.department_id}
    later = {"network": position.network_id, "person": person_id}
    return told | {name: value for name, value in later.items() if value is not None}


def given(question: Question, answers: Answers, names: Names) -> dict[str, Any]:
    """A stored answer as it stands in the text: `text` in paragraphs, `items` of a list, or a `table`."""
    value = answers.get(question.key, "")
    match question.control:
        case Control.POINTS:
            return {"text": "", "items": points(value)}
        case Control.DEPARTMENTS:
            return {
                "text": "",
                "items": [name for number, name in names.departments.items() if str(number) in value.split(",")],
            }
        case Control.PERSON:
            return {"text": names.person(value) if value else "", "items": []}
        case Control.DATE:
            return {"text": day_in_words(value), "items": []}
        case Control.PERIODS:
            return {"text": "", "items": [], "table": table(question.key, answers)}
        case _:
            return {"text": value, "items": []}


def points(value: str) -> list[str]:
    """The items of a list, written one a line."""
    return [item for line in value.splitlines() if (item := POINT.sub("", line, 1).strip())]


def day_in_words(value: str) -> str:
    """2027-03-01 → 1. marts 2027"""
    return str(format_date(date.fromisoformat(value), "d. MMMM yyyy")) if value else ""


def rows(value: str) -> list[str]:
    """The ids of a table's rows, in order."""
    return [row for row in value.split(",") if row]


def table(key: str, answers: Answers) -> dict[str, Any]:
    """The periods in order; a row in which nothing is written is absent."""
    lines = [
        [_cell(column, answers.get(cell_key(key, row, column.key), "")) for column in PERIOD_COLUMNS]
        for row in rows(answers.get(key, ""))
    ]
    return {
        "columns": [{"key": column.key, "label": column.label} for column in PERIOD_COLUMNS],
        "rows": [line for line in lines if any(line)],
    }


def _cell(column: Column, value: str) -> str:
    return day_in_words(value) if column.kind == "date" else value


def digest(text: Mapping[str, Any]) -> str:
    """The SHA-256 that consents bind to."""
    return sha256(canonical(text))


def without_n(text: Mapping[str, Any]) -> dict[str, Any]:
    """The text as a draft has it, before it is given its version's number."""
    return {key: value for key, value in text.items() if key != "n"}


@dataclass(frozen=True)
class Difference:
    """How one answer differs between two texts: running text word by word in `segments`, a list or a table item by item
    in `rows`. A table has `columns`."""

    key: str
    heading: str
    segments: Sequence[Segment] = ()
    rows: Sequence[Row] = ()
    columns: Sequence[Mapping[str, str]] = ()

    @property
    def is_changed(self) -> bool:
        moved_or_changed = any(row.moved_from or row.how != "same" for row in self.rows)
        return moved_or_changed or any(tag != "same" for tag, _text in self.segments)


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Difference]:
    """Every answer of either text in the order of the later one; answers that were dropped stand last."""
    old = {answer["key"]: answer for answer in before["answers"]}
    new = {answer["key"]: answer for answer in after["answers"]}
    keys = [*new, *(key for key in old if key not in new)]
    return [_difference(key, old.get(key), new.get(key)) for key in keys]


def difference(question: Question, before: Mapping[str, Any] | None, after: Mapping[str, Any]) -> Difference:
    """How two answers to one question differ."""
    return _difference(question.key, before, {"heading": question.heading, **after})


def _difference(key: str, old: Mapping[str, Any] | None, new: Mapping[str, Any] | None) -> Difference:
    heading = (new or old or {})["heading"]
    told = [answer for answer in (old, new) if answer and prose(answer)]
    columns = [(answer.get("table") or {}).get("columns", []) for answer in told]
    is_one_kind = len({tuple(column["key"] for column in kind) for kind in columns}) == 1
    if not is_one_kind or any(answer["text"] for answer in told):
        return Difference(key, heading, segments=word_differences(prose(old), prose(new)))
    return Difference(key, heading, rows=row_differences(_items(old), _items(new)), columns=columns[-1])


def _items(answer: Mapping[str, Any] | None) -> list[list[str]]:
    """The rows of a table, or the items of a list as rows of one cell."""
    if answer is None:
        return []
    grid = answer.get("table")
    return grid["rows"] if grid else [[item] for item in answer["items"]]


def changed(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Difference]:
    """Those of the differences where something differs."""
    return [difference for difference in differences(before, after) if difference.is_changed]


def prose(answer: Mapping[str, Any] | None) -> str:
    """An answer as running text: paragraphs, a line for each item, or a line for each row with its cells named."""
    if answer is None:
        return ""
    if grid := answer.get("table"):
        return "\n".join(_row(grid["columns"], row) for row in grid["rows"])
    return answer["text"] or "\n".join(answer["items"])


def _row(columns: Sequence[Mapping[str, str]], row: Sequence[str]) -> str:
    told = [f"{column['label']}: {cell}" for column, cell in zip(columns[1:], row[1:], strict=True) if cell]
    return " · ".join([row[0] or "–", *told])


def blocks(text: str) -> list[str | list[str]]:
    """A text as it is read: paragraphs parted by empty lines, lists of lines that begin with a dash or bullet."""
    found: list[str | list[str]] = []
    for paragraph in re.split(r"\n{2,}", text.strip()):
        for is_list, run in groupby(paragraph.split("\n"), key=lambda line: bool(POINT.match(line))):
            lines = list(run)
            found.append([POINT.sub("", line) for line in lines] if is_list else "\n".join(lines))
    return [block for block in found if block]


def sections(shown: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The text in the shape of components/sheet.html."""
    return [
        {
            "id": answer["key"],
            "heading": answer["heading"],
            "questions": [{"text": answer["wording"], "answer": _shown(answer)}],
        }
        for answer in shown["answers"]
    ]


def _shown(answer: Mapping[str, Any]) -> list[Any]:
    if grid := answer.get("table"):
        return [{"table": grid, "caption": answer["heading"]}] if grid["rows"] else []
    return [answer["items"]] if answer["items"] else blocks(answer["text"])
