"""A phase of the contract as docgen's data: what its print says, from its text and its consents, all of them frozen."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from flask import current_app
from flask_babel import format_date

from app.config import Settings
from app.documents import texts
from app.documents.consents import Consent, Party
from app.documents.models import Document
from app.networks.rules import entry
from app.people.models import Function
from app.people.operations import holders, office_holder

PHASES = ("1 Idéoplæg", "2 Rammer og råderum", "3 Fælles aftale")


def print_phase(document: Document, text: Mapping[str, Any]) -> dict[str, Any]:
    """docgen's "contract" for the document in its present state; `text` is the version's, or the draft's."""
    settings: Settings = current_app.extensions["settings"]
    version = document.current
    is_agreed = document.state == "agreed"
    check = version and {
        "code": version.code,
        "url": f"{settings.base_url}/tjek/{version.code}",
        "text_sha256": version.sha256,
    }
    return {
        "type": "contract",
        "number": document.number,
        "version": version.n if version else None,
        "state": "agreed" if is_agreed else "draft",
        "recorded_at": _recorded_at(document).isoformat(),
        "sender": {"organisation": settings.municipality, "unit": settings.office_name},
        "kind_label": "Netværkskontrakt · Et netværk i Albertslund",
        "title": text["network"]["title"],
        "accent": settings.accent,
        "check": check if is_agreed else None,
        "sections": [
            {"block": "phases", "phases": _phases(document)},
            {"block": "facts", "rows": _facts(document, text)},
            *_missing(document),
            _answers(document, text),
            *_approvals(document),
        ],
    }


def _recorded_at(document: Document) -> datetime:
    """When the document was last touched: the same draft gives the same print."""
    consents = [
        consent.at for party in (document.current.parties if document.current else ()) for consent in party.consents
    ]
    return max([document.state_since, *(answer.at for answer in document.answers), *consents])


def _phases(document: Document) -> list[dict[str, Any]]:
    version = document.current
    parties = version.parties if version else []
    approvals = f"{sum(party.has_approved for party in parties)} af {len(parties)} har godkendt"
    lines = {
        "draft": ["Udkast", "Bliver skrevet om" if document.versions else "Ikke sendt til godkendelse"],
        "sent": ["Sendt til godkendelse", approvals],
        "agreed": [f"Aftalt {_day(document.state_since)}", f"Version {version.n if version else 0} · {approvals}"],
    }[document.state]
    first = {"label": PHASES[0], "state": "agreed" if document.state == "agreed" else "open", "lines": lines}
    later = [{"label": label, "state": "later", "lines": ["Ikke begyndt"]} for label in PHASES[1:]]
    return [first, *later]


def _facts(document: Document, text: Mapping[str, Any]) -> list[dict[str, Any]]:
    starts = [answer["text"] for answer in text["answers"] if answer["key"] == "wanted_start"]
    director = office_holder(Function.NETVAERKSDIREKTOER)
    return [
        {"label": "Netværkstype", "value": entry(document.network).label},
        {"label": "Netværk", "value": document.network.number},
        {"label": "Netværksdirektør", "value": director.name if director else None},
        *({"label": "Ønsket start", "value": start} for start in starts),
    ]


def _missing(document: Document) -> list[dict[str, Any]]:
    lacking = texts.missing(document)
    if document.state != "draft" or not lacking:
        return []
    return [
        {
            "block": "table",
            "caption": "Det mangler, før fase 1 kan sendes til godkendelse",
            "columns": [{"label": "Hvad"}, {"label": "Hvem", "width_mm": 70}],
            "rows": [[question.heading, "Sekretariatet"] for question in lacking],
        }
    ]


def _answers(document: Document, text: Mapping[str, Any]) -> dict[str, Any]:
    version = document.current
    status = {
        "draft": "Udkast. Teksten er ikke til godkendelse.",
        "sent": f"Version {version.n if version else 0}, sendt til godkendelse.",
        "agreed": f"Version {version.n if version else 0}, godkendt {_day(document.state_since)} af alle parter.",
    }[document.state]
    fields = ("heading", "text", "items", "required")
    return {
        "block": "answers",
        "label": "Fase 1",
        "title": "Idéoplæg",
        "running_head": "Fase 1 · Idéoplæg",
        "status": status,
        "answers": [
            {"question": answer["wording"], **{key: answer[key] for key in fields}} for answer in text["answers"]
        ],
    }


def _approvals(document: Document) -> list[dict[str, Any]]:
    version = document.current
    if version is None:
        return []
    names = holders(party.office for party in version.parties)
    groups = [
        {
            "caption": f"Fase 1, version {version.n}",
            "rows": [
                _approval(document, party, names[party.office][0].name if names[party.office] else None)
                for party in version.parties
            ],
        }
    ]
    title = "Godkendelser" if document.state == "agreed" else "Godkendelser indtil nu"
    return [{"block": "approvals", "label": None, "title": title, "running_head": "Godkendelser", "groups": groups}]


def _approval(document: Document, party: Party, holder: str | None) -> dict[str, Any]:
    if party.consent and party.has_approved:
        return {"name": _who(party.consent), "role": party.label, "at": party.consent.at.isoformat()}
    due = f", senest {_day(document.due)}" if document.due else ""
    return {"name": holder, "role": party.label, "awaits": f"Afventer{due}"}


def _who(consent: Consent) -> str | None:
    return consent.person.name if consent.person else None  # a body has no name but its own


def _day(day: Any) -> str:
    return str(format_date(day, "dd.MM.yyyy"))
