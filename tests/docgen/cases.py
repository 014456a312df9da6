"""Documents for the tests: the samples, and the worst that the caps allow in one direction or another."""

from __future__ import annotations

import json
from typing import Any

from docgen.catalogue import SAMPLES

SAMPLE_NAMES = sorted(file.stem for file in SAMPLES.glob("*.json"))
ALL_NAMES = [*SAMPLE_NAMES, "long", "empty"]
LONG_WORD = "Speciallægepraksisplanlægningsstabiliseringsperiodeforlængelse"
SENTENCE = "Netværket skal finde ud af, hvordan skolen, klubben og familien bedst hjælper hinanden i hverdagen. "


def sample(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((SAMPLES / f"{name.replace('_', '-')}.json").read_bytes())
    return found


def document(name: str) -> dict[str, Any]:
    """A sample by its file's name, or one of the worst cases."""
    return {"long": long_contract, "empty": empty_draft}.get(name, lambda: sample(name))()


def raw(document: dict[str, Any]) -> bytes:
    return json.dumps(document).encode()


def with_text(text: str) -> dict[str, Any]:
    """The contract with this as its first answer."""
    document = sample("contract")
    part = next(section for section in document["sections"] if section["block"] == "answers")
    part["answers"][0]["text"] = text
    return document


def answers(title: str, fields: list[dict[str, Any]]) -> dict[str, Any]:
    return {"block": "answers", "label": "Fase 2", "title": title, "running_head": title[:60], "answers": fields}


def empty_draft() -> dict[str, Any]:
    """A draft in which nothing has been written yet."""
    document = sample("contract-draft")
    for section in document["sections"]:
        if section["block"] == "answers":
            for answer in section["answers"]:
                answer.update(text=None, items=[])
        if section["block"] == "facts":
            for fact in section["rows"]:
                fact["value"] = None
    return document | {"version": None, "lead": None}


def long_contract() -> dict[str, Any]:
    """Every cap stretched: names, headings, answers, a table of seven columns, approvals over three pages."""
    document = sample("contract")
    document["title"] = f"Involvering af {LONG_WORD} og pårørende i ældreplejen, hjemmeplejen og på plejehjemmene"
    document["sender"]["unit"] = "Sekretariatet for Netværksstrukturen og den tværgående opgaveløsning i forvaltningen"
    person = "Anne-Sofie Ingeborg Margrethe von Wedel-Heinen Østergaard-Christoffersen"
    row: dict[str, Any] = {"name": person, "role": f"Afdelingschef, {LONG_WORD}", "at": "2027-01-20T13:05:00Z"}
    group: dict[str, Any] = {"caption": "Fase 3, version 2: deltagernes godkendelse", "rows": [row] * 60}
    group["rows"][3] = row | {"on_behalf": f"p.v. {person}", "note": "Fuldmagt af 18.01.2027, gælder til 29.01.2027"}
    group["rows"][4] = {"name": None, "role": "Netværksleder", "awaits": "Afventer svar senest 12.02.2027"}
    columns: list[dict[str, Any]] = [{"label": f"Kolonne {n}"} for n in range(1, 6)]
    columns += [{"label": "Timer om ugen", "numeric": True, "width_mm": 18}, {"label": "Bemærkning"}]
    cells = ["Forberedelse og aftaler", "Samarbejdsaftaler", LONG_WORD, None, "5–7", "12.345", "Netværkslederen"]
    extra = [
        {"block": "table", "caption": "Forløb", "columns": columns, "rows": [cells] * 30},
        answers(
            "Rammer og råderum for netværkslederen og alle deltagerne i hele forløbet",
            [
                {"heading": "Hvad der skal spørges om først, og hvem der så skal spørges om det", "text": "Kort."},
                {"heading": LONG_WORD, "text": (SENTENCE * 12 + "\n\n") * 4},
                {"heading": "Et langt ord", "text": "x" * 3_000},
                {"heading": "Mange punkter", "items": [SENTENCE * 2] * 25},
                {"heading": "Mange linjer", "text": "\n".join(f"Linje {n}" for n in range(100))},
            ],
        ),
    ]
    at = next(n for n, section in enumerate(document["sections"]) if section["block"] == "approvals")
    document["sections"][at:at] = extra
    document["sections"][-1]["groups"] += [group]
    return document
