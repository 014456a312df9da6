"""An agreement as docgen's data."""

from collections.abc import Mapping
from typing import Any

from app.core import events
from app.core.actions import Position
from app.core.formats import capital_first, lower_first
from app.documents import approvals, changes, sheets
from app.documents.catalogue import kind_of
from app.documents.sheets import Part, Shown, day
from app.networks.rules import entry
from app.people.models import Person, post_label
from app.people.operations import holders


def print_agreement(shown: Shown) -> Part:
    """An agreement: a version, or the draft."""
    document, version = shown.document, shown.version
    groups = [approvals.group(version, is_to_sign=shown.is_to_sign)] if version else []
    return sheets.sheet(
        "agreement",
        document.number,
        shown.text["network"]["title"],
        shown.state,
        max(filter(None, (shown.recorded_at, events.last(document.network.scope)))),  # it tells who holds the posts
        [
            {"block": "phases", "phases": _sides(shown)},
            {"block": "facts", "rows": _facts(shown)},
            sheets.answers_part(shown),
            *changes.since_agreed(shown),
            *approvals.part(groups, state=shown.state, is_finished=shown.state != "draft"),
        ],
        kind_label=f"Samarbejdsaftale · {' og '.join(_labels(shown))}",
        version=version,
    )


def _labels(shown: Shown) -> list[str]:
    return [lower_first(post_label(post, None)) for post in kind_of(shown.document).between]


def _sides(shown: Shown) -> list[Part]:
    """The two, by name, and when each approved."""
    network_id = shown.document.network_id
    positions = [Position(post, None, network_id) for post in kind_of(shown.document).between]
    held = holders(positions)
    said = {party.position: party for party in shown.version.parties} if shown.version else {}
    return [_side(position, held[position][:1], said) for position in positions]


def _side(position: Position, holder: list[Person], said: Mapping[Position, Any]) -> Part:
    party = said.get(position)
    consent = party.consent if party and party.has_approved else None
    person = (consent.on_behalf_of or consent.person) if consent else next(iter(holder), None)
    lines = [person.named(consent.at) if consent else person.name] if person else ["Ikke udpeget endnu"]
    if person and person.title:
        lines.append(capital_first(person.title))
    if consent:
        lines.append(f"Godkendt {day(consent.day or consent.at)}")
    return {"label": post_label(position.function, None), "state": "agreed" if consent else "open", "lines": lines}


def _facts(shown: Shown) -> list[Part]:
    network = shown.document.network
    ends = sheets.day(network.ends_on) if network.ends_on else None
    rows = [
        ("Netværk", f"{network.number} {network.title}"),
        ("Netværkstype", entry(network).label),
        ("Gælder", f"Så længe de to samarbejder, dog højst til netværket slutter {ends}" if ends else None),
    ]
    return [{"label": label, "value": value} for label, value in rows if value]
