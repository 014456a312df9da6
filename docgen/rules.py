"""Rules over a whole document, and the way in and out of JSON: decode, encode, InvalidData."""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce
from operator import or_
from typing import Any

import msgspec

from docgen import blocks, model
from docgen.coverage import named, uncovered
from docgen.messages import told

MAX_BYTES = 2_000_000


class InvalidData(ValueError):
    """The data do not make a document. `path` is the field ("$.sections[0].title"), `message` says why."""

    def __init__(self, path: str, message: str) -> None:
        super().__init__(path, message)
        self.path = path
        self.message = message

    def __str__(self) -> str:
        return f"{self.path}: {self.message}"


def union(types: dict[str, type[model.Document]]) -> Any:
    """The types as one, told apart by their field `type`."""
    return reduce(or_, types.values())


def decode(raw: bytes | str | dict[str, Any], types: dict[str, type[model.Document]]) -> model.Document:
    """The document that the JSON (or an already parsed dict) holds; InvalidData tells what is wrong, and where."""
    try:
        if isinstance(raw, dict):
            raw = msgspec.json.encode(raw)
        if len(raw) > MAX_BYTES:
            raise InvalidData("$", f"Dokumentet fylder {len(raw)} byte; højst {MAX_BYTES}")
        document: model.Document = msgspec.json.decode(raw, type=union(types))
    except msgspec.ValidationError as error:
        raise InvalidData(*told(str(error))) from None
    except (msgspec.MsgspecError, UnicodeError, TypeError) as error:
        raise InvalidData("$", f"Ikke læsbar JSON: {error}") from None
    except RecursionError:
        raise InvalidData("$", "JSON er indlejret for dybt") from None
    obey(document)
    return document


def encode(document: model.Document) -> bytes:
    """Canonical JSON (sorted keys, UTF-8, no spaces): the very bytes that are attached to the print."""
    return msgspec.json.encode(msgspec.to_builtins(document, order="sorted"), order="sorted")


def obey(document: model.Document) -> None:
    """Raise InvalidData at the first rule that the document breaks."""
    if document.state in ("agreed", "to_sign") and document.check is None:
        raise InvalidData("$.check", "Et dokument, der er godkendt eller til underskrift, skal have en tjekkode")
    if document.state == "draft" and document.check is not None:
        raise InvalidData("$.check", "Et udkast må ikke have en tjekkode")
    if contrast_on_white(document.accent) < 7:
        raise InvalidData("$.accent", f"Farven {document.accent} er for lys: kontrasten mod hvidt skal være mindst 7:1")
    for path, text in strings(document):
        if missing := uncovered(text):
            raise InvalidData(path, f"{named(missing[0])} kan ikke udskrives")
        if (lines := text.count("\n") + 1) > blocks.MAX_LINES:
            raise InvalidData(path, f"Teksten har {lines} linjer, men må højst have {blocks.MAX_LINES}")
    for index, section in enumerate(document.sections):
        at = f"$.sections[{index}]"
        if isinstance(section, blocks.Table):
            table(section, at)
        if isinstance(section, blocks.Answers):
            for number, answer in enumerate(section.answers):
                if answer.table:
                    table(answer.table, f"{at}.answers[{number}].table")
        if isinstance(section, blocks.Changes):
            changes(section, at)
        if isinstance(section, blocks.Approvals):
            approvals(section, at)
    if document.state == "to_sign" and not any(row.signature for row in approval_rows(document)):
        raise InvalidData("$.sections", "Et dokument til underskrift skal have mindst én plads til en underskrift")


def approval_rows(document: model.Document) -> Iterator[blocks.Approval]:
    for section in document.sections:
        if isinstance(section, blocks.Approvals):
            for group in section.groups:
                yield from group.rows


def table(section: blocks.Grid, at: str) -> None:
    for number, row in enumerate(section.rows):
        if len(row) != len(section.columns):
            raise InvalidData(f"{at}.rows[{number}]", f"{len(row)} celler til {len(section.columns)} kolonner")
        if not row[0]:
            raise InvalidData(f"{at}.rows[{number}][0]", "Første celle navngiver rækken og må ikke være tom")
    fit(section.columns, at)


def fit(columns: list[blocks.Column], at: str) -> None:
    if (width := sum(column.width_mm or 0 for column in columns)) > 168:
        raise InvalidData(f"{at}.columns", f"Kolonnerne er {width:g} mm brede; siden har 168 mm")


def changes(section: blocks.Changes, at: str) -> None:
    for number, change in enumerate(section.changes):
        place = f"{at}.changes[{number}]"
        if bool(change.segments) == bool(change.rows):
            raise InvalidData(place, "Et ændret svar har enten tekst eller rækker")
        for row_number, row in enumerate(change.rows):
            if len(row.cells) != (len(change.columns) or 1):
                told = f"{len(row.cells)} celler til {len(change.columns) or 1} kolonner"
                raise InvalidData(f"{place}.rows[{row_number}]", told)
        fit(change.columns, place)


def approvals(section: blocks.Approvals, at: str) -> None:
    for number, group in enumerate(section.groups):
        if not group.rows and group.decision is None:
            raise InvalidData(f"{at}.groups[{number}]", "Gruppen har hverken parter eller en beslutning")
        for place, row in enumerate(group.rows):
            if row.at is not None and row.awaits is not None:
                raise InvalidData(f"{at}.groups[{number}].rows[{place}].awaits", "Den, der har godkendt, afventer ikke")
            if row.at is not None and row.signature:
                raise InvalidData(
                    f"{at}.groups[{number}].rows[{place}].signature", "Den, der har godkendt, skal ikke skrive under"
                )


def strings(value: Any, path: str = "$") -> Iterator[tuple[str, str]]:
    """Every string in the document with its path."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from strings(item, f"{path}[{index}]")
    elif isinstance(value, msgspec.Struct):
        for field in value.__struct_fields__:
            yield from strings(getattr(value, field), f"{path}.{field}")


def contrast_on_white(colour: str) -> float:
    """WCAG 2.2 contrast of `#rrggbb` on white, from 1 (white) to 21 (black)."""
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)
