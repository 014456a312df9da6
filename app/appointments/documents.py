"""The proposal about a network's leadership as docgen's data."""

from app.documents import approvals, changes, sheets
from app.documents.sheets import Part, Shown
from app.networks.rules import entry

LABEL = "Indstilling · Netværksleder og referenceleder"


def print_proposal(shown: Shown) -> Part:
    """The proposal: a version, or the draft."""
    document, version = shown.document, shown.version
    groups = [approvals.group(version, is_to_sign=shown.is_to_sign)] if version else []
    rows = [
        {"label": "Netværk", "value": f"{document.network.number} {document.network.title}"},
        {"label": "Netværkstype", "value": entry(document.network).label},
    ]
    return sheets.sheet(
        "proposal",
        document.number,
        shown.text["network"]["title"],
        shown.state,
        shown.recorded_at,
        [
            {"block": "facts", "rows": rows},
            sheets.answers_part(shown),
            *changes.since_agreed(shown),
            *approvals.part(groups, state=shown.state, is_finished=shown.state != "draft"),
        ],
        kind_label=LABEL,
        version=version,
    )
