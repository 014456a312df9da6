"""The types of document there are, in the order they are shown, each with the sample that shows it."""

from __future__ import annotations

from pathlib import Path

from docgen import model

TYPES: dict[str, type[model.Document]] = {
    "contract": model.Contract,
    "agreement": model.Agreement,
    "mandate": model.Mandate,
    "recommendations": model.Recommendations,
    "proposal": model.Proposal,
    "approval_sheet": model.ApprovalSheet,
    "difference": model.Difference,
    "participants": model.Participants,
    "guide": model.Guide,
}
SAMPLES = Path(__file__).parent / "samples"


def sample(kind: str) -> bytes:
    """The JSON of the type's sample; KeyError for a type we do not have."""
    TYPES[kind]
    return (SAMPLES / f"{kind.replace('_', '-')}.json").read_bytes()
