"""A guide as docgen's data: what its page shows, room for notes, and whom to ask."""

from dataclasses import asdict
from datetime import datetime, time
from typing import Any

from flask import current_app
from flask_babel import format_date

from app.core import clock
from app.documents import sheets
from app.handbook.guide import Guide
from app.handbook.guides import EDITION


def print_guide(guide: Guide, *, folded: bool) -> dict[str, Any]:
    """The guide as four small pages or, folded, as the same pages on the two sides of one sheet."""
    pages: list[list[dict[str, Any]]] = [[asdict(passage) for passage in page] for page in guide.pages]
    pages[-1] += [{"title": "Plads til dine noter", "blank_lines": guide.notes}, _whom_to_ask()]
    sheet = sheets.sheet(
        "guide",
        f"PJECE-{guide.slug.upper()}",
        guide.title,
        "record",
        datetime.combine(EDITION, time(), clock.COPENHAGEN),
        [{"block": "leaf", "passages": passages} for passages in pages],
        kind_label="Pjece om en rolle",
        lead=guide.lead,
        of_day=True,
    )
    foot = f"Pjece · {guide.name} · udgave {format_date(EDITION, 'MMMM y')}"
    return {**sheet, "foot": foot, "picture": guide.picture, "depicts": guide.depicts, "folded": folded}


def _whom_to_ask() -> dict[str, Any]:
    settings = current_app.extensions["settings"]
    office = f"{settings.office_name}, {settings.office_mail}" if settings.office_mail else settings.office_name
    address = settings.base_url.partition("://")[2]
    return {"title": "Spørg os", "paragraphs": [f"{office}. Alle pjecerne ligger på {address}/pjecer."]}
