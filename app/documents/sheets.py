"""What the prints of any document say, as docgen's data: from a version's frozen text and consents, or from the draft.

A kind's own features put these parts together (`Kind.printed`); long prose of prints is whole Danish here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask import current_app
from flask_babel import format_date

from app.config import Settings
from app.core import clock
from app.core.actions import Actor
from app.core.formats import date_full
from app.documents import course, relations, said, standing, texts
from app.documents.catalogue import before, kind_of
from app.documents.consents import Result
from app.documents.models import Document, Version
from app.documents.questions import PERIOD_COLUMNS
from app.documents.standing import AGREED, Standing

Part = dict[str, Any]
PERIODS = {column.key: column for column in PERIOD_COLUMNS}


@dataclass(frozen=True)
class Shown:
    """What a print shows of a document: this version, or the draft (None). `is_to_sign`: with blank lines for those
    whose agreement is missing, to be signed on paper (R18)."""

    document: Document
    version: Version | None
    text: Mapping[str, Any]
    is_to_sign: bool = False

    @property
    def state(self) -> str:
        """The state that docgen prints by."""
        if self.is_to_sign:
            return "to_sign"
        return "agreed" if self.version and standing.of(self.version) in AGREED else "draft"

    @property
    def recorded_at(self) -> datetime:
        """When what is shown was last touched: the same text and consents give the same print."""
        if self.version is None:
            return max([self.document.state_since, *(answer.at for answer in self.document.answers)])
        return touched(self.version)


def of(document: Document, version: Version | None, *, is_to_sign: bool = False) -> Shown:
    """The version, or the draft as it stands now."""
    return Shown(document, version, version.text if version else texts.draft(document), is_to_sign)


def shown_to(actor: Actor, document: Document) -> Shown | None:
    """The document as this reader may see it now (domain.md 13)."""
    version = relations.shown_version(actor, document)
    return of(document, version) if version or relations.reads_draft(actor, document) else None


def in_contract(actor: Actor, document: Document) -> Shown | None:
    """The document as the whole contract shows it to this reader: the version in force where there is one, also while
    it is being changed; what was never agreed as `shown_to`."""
    version = document.in_force
    if version is None:
        return shown_to(actor, document)
    return of(document, version) if version in relations.readable_versions(actor, document) else None


def sheet(
    kind: str,
    number: str,
    title: str,
    state: str,
    recorded_at: datetime,
    sections: Sequence[Part],
    *,
    kind_label: str,
    version: Version | None = None,
    lead: str | None = None,
    of_day: bool = False,
) -> Part:
    """A whole print. What is agreed or to be signed carries its version's check code; what is `of_day` tells how things
    were on that day."""
    settings: Settings = current_app.extensions["settings"]
    check = version and {
        "code": version.code,
        "url": f"{settings.base_url}/tjek/{version.code}",
        "text_sha256": version.sha256,
    }
    return {
        "type": kind,
        "number": number,
        "version": version.n if version else None,
        "state": state,
        "recorded_at": recorded_at.isoformat(),
        "of_day": of_day,
        "sender": {"organisation": settings.municipality, "unit": settings.office_name},
        "kind_label": kind_label,
        "title": title,
        "lead": lead,
        "accent": settings.accent,
        "check": check if state in ("agreed", "to_sign") else None,
        "sections": list(sections),
    }


def answers_part(shown: Shown, *, new_page: bool = False) -> Part:
    """The questions answered, under the name of the document and what it is now."""
    label, _colon, title = kind_of(shown.document).title.rpartition(": ")
    return {
        "block": "answers",
        "label": label or None,
        "title": title,
        "running_head": f"{label} · {title}" if label else title,
        "status": status(shown),
        "new_page": new_page,
        "is_agreed": shown.state == "agreed",
        "answers": [_answer(answer) for answer in shown.text["answers"]],
    }


def _answer(answer: Mapping[str, Any]) -> Part:
    fields = {key: answer[key] for key in ("heading", "text", "items", "required")}
    table = answer.get("table")
    return {**fields, "question": answer["wording"], "table": _table(table), "timeline": _timeline(table)}


def _timeline(grid: Mapping[str, Any] | None) -> Part | None:
    """The periods of a table as a picture, where they have days; the table says in words what it shows."""
    drawn = course.of(grid) if grid and grid["rows"] else None
    if not drawn:
        return None
    first, last = drawn.periods[0].start, max(period.ends for period in drawn.periods)
    return {
        "describes": f"Perioderne som en tidslinje fra {date_full(first)} til {date_full(last)}. "
        "De står i tabellen nedenfor.",
        "spans": [
            {
                "n": period.n or None,
                "name": period.name or "–",
                "kind": period.kind,
                "start": round(100 * period.x),
                "width": round(100 * period.width),
                "height": round(10_000 * period.height / course.HEIGHT),
            }
            for period in drawn.periods
        ],
        "ticks": [{"at": round(100 * x), "label": words} for x, words in drawn.months],
    }


def _table(grid: Mapping[str, Any] | None) -> Part | None:
    if not grid or not grid["rows"]:
        return None
    return {"columns": columns(grid["columns"]), "rows": [[row[0] or "–", *row[1:]] for row in grid["rows"]]}


def columns(told: Sequence[Mapping[str, str]]) -> list[Part]:
    """A table's columns as they are set."""
    return [
        {"label": column["label"], "width_mm": known.width_mm, "numeric": known.kind == "number"}
        for column, known in ((column, PERIODS[column["key"]]) for column in told)
    ]


def status(shown: Shown) -> str:
    """What is shown, and what it builds on (R5), in one or two sentences."""
    said = f"{_status(shown)}."
    return f"{said} Bygger på {basis}." if (basis := based_on(shown)) else said


def _status(shown: Shown) -> str:
    document, version = shown.document, shown.version
    if shown.is_to_sign and version:
        return f"Version {version.n}, til underskrift"
    if version:
        return named(version)
    if document.state == "withdrawn":
        return f"Opgivet {day(document.state_since)}. Teksten blev aldrig aftalt"
    if document.in_force:
        return f"Udkast til en ændring. Version {document.in_force.n} gælder, indtil ændringen er aftalt"
    return "Udkast. Teksten er ikke sendt til godkendelse"


def named(version: Version) -> str:
    """Version 1, godkendt 26.01.2027 af alle parter"""
    match standing.of(version):
        case Standing.OUT:
            said = f"sendt til godkendelse {day(version.at)}"
        case Standing.NEVER_AGREED:
            said = f"sendt {day(version.at)} og aldrig aftalt"
        case _:
            said = _agreed(version).format(day(agreed_on(version)))
            said += f", ophørt {day(version.document.state_since)}" if standing.of(version) == Standing.ENDED else ""
    return f"Version {version.n}, {said}"


def _agreed(version: Version) -> str:
    if version.paper_day:
        return "indgået på papir {}"
    if kind_of(version.document).is_joint:
        return "aftalt i fællesskab {}"
    if (made := said.changing(version)) and made.result == Result.CHANGED:
        return "tiltrådt {} med ændring"
    return "tiltrådt {}" if all(party.is_forum for party in version.parties) else "godkendt {} af alle parter"


def agreed_on(version: Version) -> date:
    """The day on which the last agreement that it took was given; of a joint act the day of the act (R17)."""
    if version.paper_day:
        return version.paper_day
    days = sorted(
        party.consent.day or party.consent.at.astimezone(clock.COPENHAGEN).date()
        for party in version.parties
        if party.consent and party.has_approved
    )
    return days[0 if kind_of(version.document).is_joint else -1]


def based_on(shown: Shown) -> str | None:
    """Which version of the phase before the text builds on: "fase 1, version 2" (R5)."""
    basis, earlier = shown.text.get("based_on"), before(shown.document)
    return f"{kind_of(earlier).label}, version {basis['n']}" if basis and earlier else None


def touched(version: Version) -> datetime:
    """When the version was touched last: sent, answered, ended, or not agreed after all."""
    moments = [version.at, *(consent.at for party in version.parties for consent in party.consents)]
    if standing.of(version) in (Standing.ENDED, Standing.NEVER_AGREED):
        moments.append(version.document.state_since)
    return max(moments)


def day(when: date | datetime) -> str:
    """26.01.2027, in Danish time."""
    return str(format_date(when.astimezone(clock.COPENHAGEN) if isinstance(when, datetime) else when, "dd.MM.yyyy"))
