"""The proposal about a network's leadership as docgen's data."""

from app.core.formats import lower_first
from app.documents import approvals, changes, sheets
from app.documents.sheets import Part, Shown
from app.networks.rules import entry
from app.people.models import FORUMS, POST_LABELS

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
        lead=_points(shown),
        version=version,
    )


def _points(shown: Shown) -> str | None:
    """What the body is asked to decide, in "at …" points; none when the director decides alone, or nobody is named."""
    said = {answer["key"]: answer["text"].partition(", ")[0] for answer in shown.text["answers"]}
    body = entry(shown.document.network).appoints
    roles = (("leader", "netværksleder"), ("referenceleder", "referenceleder"))
    points = [f"at {said[key]} bliver {role}" for key, role in roles if said.get(key)]
    if body not in FORUMS or not points:
        return None
    return f"Netværksdirektøren indstiller til {lower_first(POST_LABELS[body])}, {', og '.join(points)}."
