"""The ranked proposal of a round as docgen's data."""

from datetime import date, datetime, time

from flask_babel import format_date

from app.core import clock
from app.documents import sheets
from app.documents.sheets import Part, day
from app.ideas.models import Idea
from app.ideas.rounds import Proposal

SAID = (
    ("need", "Behov eller ønske"),
    ("difference", "Hvem det gør en forskel for"),
    ("why_network", "Hvorfor et netværk"),
    ("taking_part", "Hvem der bør deltage"),
)


def print_proposal(proposal: Proposal) -> Part:
    """The ideas in rank, first as a list and then each with what it says."""
    found = proposal.round
    number = f"IR-{found.deadline:%Y-%m}" if found else f"IR-{clock.today():%Y-%m-%d}"
    rows = [("Frist", day(found.deadline)), ("Besluttes", month(found.decided))] if found else []
    facts: list[Part] = [{"block": "facts", "rows": [{"label": label, "value": value} for label, value in rows]}]
    ranked = [[str(place), idea.title, idea.author.name] for place, idea in enumerate(proposal.ideas, 1)]
    return sheets.sheet(
        "proposal",
        number,
        "Idéer til nye netværk",
        "record",
        datetime.combine(clock.today(), time(), clock.COPENHAGEN),
        [
            *(facts if rows else []),
            {
                "block": "table",
                "caption": "Idéerne i prioriteret rækkefølge",
                "columns": [
                    {"label": "Nr.", "width_mm": 12},
                    {"label": "Idé"},
                    {"label": "Foreslået af", "width_mm": 55},
                ],
                "rows": ranked,
            },
            *(_idea(place, idea) for place, idea in enumerate(proposal.ideas, 1)),
        ],
        kind_label="Indstilling · Idéer til netværk",
        lead="Det indstilles, at idéerne bliver taget op i denne rækkefølge."
        if found
        else "Idéerne indstilles uden for de halvårlige runder.",
        of_day=True,
    )


def month(when: date) -> str:
    """juni 2027"""
    return str(format_date(when, "MMMM y"))


def _idea(place: int, idea: Idea) -> Part:
    said = [(heading, getattr(idea, column)) for column, heading in SAID]
    return {
        "block": "answers",
        "label": f"Nr. {place}",
        "title": idea.title,
        "running_head": f"Nr. {place}",
        "status": f"{idea.number}, foreslået af {idea.author.name} {day(idea.at)}.",
        "new_page": False,
        "is_agreed": False,
        "answers": [
            {"heading": heading, "question": None, "text": text, "items": [], "required": False, "table": None}
            for heading, text in said
            if text
        ],
    }
