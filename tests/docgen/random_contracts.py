"""Contracts that nobody wrote: what stands in the data stands in the print, letter for letter, and is the same twice.

The same seed gives the same contract.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from random import Random
from typing import Any

import docgen
from tests.docgen import cases
from tests.docgen.reading import reading

SHORT = ["vi", "og", "i", "på", "en", "et", "af", "for", "når", "børn", "år", "uge", "møde", "æble", "øre", "å", "åben"]
LONGER = [
    "samarbejde",
    "netværket",
    "afprøvning",
    "pårørende",
    "sundhedsplejersken",
    "plejehjemslederne",
    "startworkshoppen",
    "udfordringen",
    "bæredygtighed",
    "fællesskab",
    "øvelse",
    "årsplan",
    "færdiggøre",
]
COMPOUND = [
    cases.LONG_WORD,
    "Arbejdsmarkedsuddannelsesplanlægning",
    "børneogungepolitikkens",
    "kommunalbestyrelsesmødet",
]
ODD = [
    "😀",
    "🌱",
    "☐",
    "☑",
    "→",
    "✓",
    "nord‑syd",
    "Hjem‐mets",
    "Bi\u00adlag",
    "kl.\u00a09",
    "§ 4",
    "50 %",
    "»ja«",
    "e\u0301t",
]
NAMES = [
    "Anne-Sofie Østergaard",
    "Bilal Yıldız",
    "Jens-Christian Bro",
    "Åse Thorvaldsen",
    "Agnieszka Wójcik",
    "Per Juhl",
]
OWN_HEADS = ("Navn", "Rolle", "Godkendt", "Svar", "Ændring", "Nye ord", "Slettede ord")
AS_PRINTED = str.maketrans({"\u2010": "-", "\u2011": "-", "\u00ad": "", "\u200b": "", "\ufe0f": ""})
AT = "2027-03-18T14:40:00Z"
TOLD_AT = "18.03.2027 kl. 15.40"


class Writer:
    """Writes one contract, and beside it the words that its print must hold, in the order they are read."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.told: list[str] = []
        self.heads = {head(text) for text in OWN_HEADS}  # a table repeats them on each of its pages

    def word(self) -> str:
        kind = self.random.random()
        pool = SHORT if kind < 0.55 else LONGER if kind < 0.92 else ODD if kind < 0.98 else COMPOUND
        return self.random.choice(pool)

    def words(self, fewest: int, most: int, room: int = 10_000) -> str:
        text = " ".join(self.word() for _ in range(self.random.randint(fewest, most)))
        return text[:room].strip().rstrip("\u00ad")

    def tell(self, text: str) -> str:
        self.told.append(text)
        return text

    def text(self) -> str:
        blocks = []
        for _ in range(self.random.randint(1, 4)):
            if self.random.random() < 0.25:
                rows = [self.tell(self.words(3, 20)) for _ in range(self.random.randint(1, 6))]
                blocks.append("\n".join(f"- {row}" for row in rows))
            else:
                blocks.append("\n".join(self.tell(self.words(8, 70)) for _ in range(self.random.choice([1, 1, 1, 3]))))
        return "\n\n".join(blocks)

    def grid(self) -> dict[str, Any]:
        count = self.random.randint(2, 8)
        columns = [{"label": f"Kol {n} {self.words(1, 1, 20)}", "numeric": n > 4} for n in range(count)]
        self.heads |= {head(str(column["label"])) for column in columns}
        rows: list[list[str | None]] = []
        for _ in range(self.random.randint(1, 25)):
            cells = [self.words(1, 3, 60)]
            cells += [str(self.random.randint(0, 40)) if n > 4 else self.words(0, 6, 60) for n in range(1, count)]
            for cell in cells:
                self.tell(cell or "–")
            rows.append([cell or None for cell in cells])
        return {"columns": columns, "rows": rows}

    def answer(self, number: int) -> dict[str, Any]:
        heading = self.tell(f"{number} {self.words(1, 4, 48)}")
        kind = self.random.random()
        if kind < 0.12:
            return {"heading": heading, "table": self.grid()}
        question = self.tell(self.words(3, 12, 200)) if self.random.random() < 0.5 else None
        if kind < 0.35:
            items = [self.tell(self.words(2, 25)) for _ in range(self.random.randint(1, 8))]
            return {"heading": heading, "question": question, "items": items}
        return {"heading": heading, "question": question, "text": self.text()}

    def part(self, number: int) -> dict[str, Any]:
        label, title = self.tell(f"Fase {number}"), self.tell(self.words(1, 5, 60))
        status = self.tell(self.words(5, 20, 300)) if self.random.random() < 0.7 else None
        answers = [self.answer(n) for n in range(1, self.random.randint(2, 9))]
        given = {"label": label, "title": title, "running_head": title[:60], "status": status, "answers": answers}
        return {"block": "answers", "new_page": self.random.random() < 0.5, **given}

    def changes(self) -> dict[str, Any]:
        title = self.tell(self.words(1, 5, 60))
        self.tell("Fed, understreget tekst er tilføjet. Overstreget tekst er slettet.")
        self.tell("En streg til venstre eller et ord i rækken viser, hvor der er en ændring. Overblik")
        changes = [self.change(f"{n} {self.words(1, 4, 48)}") for n in range(self.random.randint(1, 5))]
        for change in changes:
            segments = [*change["segments"], *(s for row in change["rows"] for cell in row["cells"] for s in cell)]
            counts = [sum(len(s["text"].split()) for s in segments if s["kind"] == kind) for kind in ("ins", "del")]
            self.told += [change["heading"], how(segments, "Nyt") or "Ændret", *(str(count or "–") for count in counts)]
        for change in changes:
            self.tell(change["heading"])
            self.tell_segments(change["segments"])
            for row in change["rows"]:
                self.tell_changed(row, is_item=not change["columns"])
        return {"block": "changes", "title": title, "running_head": title[:60], "changes": changes}

    def change(self, heading: str) -> dict[str, Any]:
        """Running text, a list, or a table."""
        cells = self.random.choice([0, 0, 1, 4])
        columns = [{"label": f"Felt {n} {self.words(1, 1, 20)}"} for n in range(cells if cells > 1 else 0)]
        self.heads |= {head(str(column["label"])) for column in columns}
        rows = [
            {"moved_from": self.random.choice([None, None, 3]), "cells": [self.segments() for _ in range(cells)]}
            for _ in range(self.random.randint(1, 8) if cells else 0)
        ]
        return {"heading": heading, "segments": [] if cells else self.segments(), "columns": columns, "rows": rows}

    def tell_changed(self, row: dict[str, Any], *, is_item: bool) -> None:
        said = how([s for cell in row["cells"] for s in cell], "Tilføjet")
        is_one_kind = said in ("Tilføjet", "Slettet")
        if row["moved_from"] and not is_one_kind:
            said = " og ".join(filter(None, ["Flyttet fra plads 3", said.lower()]))
        self.tell(("•" if is_item else "") + said + (":" if is_item and said else ""))
        for cell in row["cells"]:
            self.tell_segments(cell, heard=not is_one_kind)

    def tell_segments(self, segments: list[dict[str, str]], *, heard: bool = True) -> None:
        for s in segments:
            before = {"ins": "tilføjet: ", "del": "slettet: "}.get(s["kind"], "") if heard else ""
            self.tell(before + s["text"])

    def segments(self) -> list[dict[str, str]]:
        kinds = [self.random.choice(["same", "ins", "del"]) for _ in range(self.random.randint(1, 12))]
        return [{"kind": kind, "text": f"{self.words(1, 15)} "} for kind in kinds]

    def approvals(self) -> dict[str, Any]:
        self.tell("Godkendelser")
        groups = []
        for number in range(1, self.random.randint(2, 4)):
            caption = self.tell(f"Fase {number}, version {self.random.randint(1, 4)}")
            rows = [self.approval() for _ in range(self.random.randint(1, 20))]
            decision = self.tell(self.words(4, 12, 200)) if self.random.random() < 0.3 else None
            groups.append({"caption": caption, "rows": rows, "decision": decision})
        return {"block": "approvals", "title": "Godkendelser", "running_head": "Godkendelser", "groups": groups}

    def approval(self) -> dict[str, Any]:
        row: dict[str, Any] = {"name": self.tell(self.random.choice(NAMES)), "role": self.tell(self.words(1, 5, 80))}
        kind = self.random.choice(["at", "both", "said", "awaits", "none"])
        if kind in ("at", "both"):
            row["at"] = AT
            self.tell(TOLD_AT)
        if kind in ("said", "both"):
            row["said"] = self.tell(self.words(2, 8, 100))
        if kind == "awaits":
            row["awaits"] = self.tell(self.words(1, 5, 60))
        if kind == "none":
            self.tell("–")
        return row

    def contract(self) -> dict[str, Any]:
        title, lead = self.tell(self.words(2, 7, 100)), self.tell(self.words(5, 30, 400))
        sections: list[dict[str, Any]] = []
        if self.random.random() < 0.7:
            rows = [{"label": f"Felt {n}", "value": self.words(1, 6, 80)} for n in range(self.random.randint(1, 8))]
            self.told += [text for row in rows for text in (row["label"], row["value"])]
            sections.append({"block": "facts", "rows": rows})
        sections += [self.part(number) for number in range(1, self.random.randint(2, 4))]
        if self.random.random() < 0.5:
            caption = self.tell(self.words(1, 4, 60))
            sections.append({"block": "table", "caption": caption, **self.grid()})
        if self.random.random() < 0.4:
            sections.append(self.changes())
        sections.append(self.approvals())
        given = cases.sample("contract") | {"title": title, "lead": lead, "sections": sections}
        return given | ({"state": "record", "check": None} if self.random.random() < 0.5 else {})


def how(segments: list[dict[str, str]], added: str) -> str:
    """What the print calls the change that these pieces are; "" where all is the same."""
    kinds = {segment["kind"] for segment in segments}
    return {"ins": added, "del": "Slettet", "same": ""}[kinds.pop()] if len(kinds) == 1 else "Ændret"


def squeezed(text: str) -> str:
    """The text as it may be compared: composed, plain hyphens, no spaces, no invisible marks."""
    plain = unicodedata.normalize("NFC", text).translate(AS_PRINTED)
    return "".join(plain.split())


def head(label: str) -> str:
    """A column's head as a line of the reading, however it broke."""
    return squeezed(f"TH{label}").replace("-", "")


def shown(pdf: bytes, heads: set[str]) -> str:
    """What the print holds between the kind's line and the check block, without the heads that a table repeats.

    A hyphen at the end of a line may be the line's own: it is told as a soft one.
    """
    lines = reading(pdf).splitlines()[3:]
    end = next((n for n, line in enumerate(lines) if line.startswith("Figure QR-kode")), len(lines))
    body = [line for line in lines[:end] if squeezed(line).replace("-", "") not in heads]
    text = " ".join(line.partition(" ")[2] for line in body)
    return "\u00ad".join(squeezed(piece) for piece in text.split("- "))


def difference(got: str, wanted: str) -> str | None:
    """Where the texts part, or None; a soft hyphen in `got` stands for a hyphen or for nothing."""
    at = 0
    for place, sign in enumerate(got):
        if sign == "\u00ad":
            at += wanted[at : at + 1] == "-"
        elif wanted[at : at + 1] == sign:
            at += 1
        else:
            return f"»{got[max(0, place - 30) : place + 30]}« / »{wanted[max(0, at - 30) : at + 30]}«"
    return None if at == len(wanted) else f"mangler »{wanted[at : at + 60]}«"


def faults(seed: int, renderer: docgen.Renderer) -> Iterator[str]:
    """What is wrong with the print of the seed's contract."""
    writer = Writer(seed)
    raw = cases.raw(writer.contract())
    made = renderer.render(raw)
    if made.pdf != renderer.render(raw).pdf:
        yield f"{seed}: other bytes the second time"
    if told := difference(shown(made.pdf, writer.heads), squeezed("".join(writer.told))):
        yield f"{seed}: {told}"
    yield from (f"{seed}: {problem}" for problem in docgen.check(made.pdf))
