"""The mandate as docgen's data: exactly what its reader may read, each text as it is in force."""

from app.core import events
from app.documents import approvals, sheets
from app.documents.sheets import Part
from app.networks.rules import entry
from app.overview.mandate import Mandate


def print_mandate(mandate: Mandate) -> Part:
    """Where each part stands, then the texts, and last who agreed to them."""
    network, texts = mandate.network, mandate.texts
    groups = [approvals.group(one.version, with_code=True) for one in texts if one.version]
    told = [version for document in network.documents for version in document.versions]
    return sheets.sheet(
        "mandate",
        f"NK-{network.number}",
        network.title,
        "record",
        max(filter(None, [*map(sheets.touched, told), events.last(network.scope)])),  # it tells who holds the posts
        [
            {"block": "facts", "rows": _facts(mandate)},
            _table(mandate),
            {"block": "contents"},
            *(sheets.answers_part(one, new_page=True) for one in texts),
            *approvals.part(groups, state="record", is_finished=True, intro=approvals.where_to_check()),
        ],
        kind_label="Mandatet · fase 2 og samarbejdsaftalerne",
        lead=_lead(mandate),
    )


def _lead(mandate: Mandate) -> str:
    leads = mandate.leader or "netværkslederen"
    return (
        f"Det, {leads} kan regne med: fase 2 og samarbejdsaftalerne, som de gælder. Her er de tekster, som den, "
        "der hentede udskriften, må læse."
    )


def _facts(mandate: Mandate) -> list[Part]:
    network = mandate.network
    rows = [
        ("Netværk", network.number),
        ("Netværkstype", entry(network).label),
        ("Netværksleder", mandate.leader),
        ("Slut", sheets.day(network.ends_on) if network.ends_on else ""),
    ]
    return [{"label": label, "value": value} for label, value in rows if value]


def _table(mandate: Mandate) -> Part:
    return {
        "block": "table",
        "caption": "Sådan står det",
        "columns": [{"label": "Del", "width_mm": 58}, {"label": "Med hvem", "width_mm": 42}, {"label": "Status"}],
        "rows": [[row.title, row.name or None, row.stands] for row in mandate.rows],
    }
