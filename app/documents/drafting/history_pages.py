"""What the pages of a draft's history show: its moments, one of them, and how two differ."""

from flask import render_template

from app.core.pages import actor
from app.documents import content, printing, rules
from app.documents.catalogue import kind_of
from app.documents.drafting import moments
from app.documents.drafting.moments import Moment
from app.documents.models import Document


def listed(document: Document, compared: tuple[Moment, Moment] | None = None) -> str:
    """Every moment of the draft, newest first, and the difference between two of them when it is asked for."""
    return render_template(
        "documents/history.html",
        document=document,
        kind=kind_of(document),
        moments=moments.of(document),
        compared=compared,
        changes=moments.changed(document, *compared) if compared else [],
    )


def moment(document: Document, found: Moment) -> str:
    """The draft as it was then, what was changed, and the way to put it back."""
    every = moments.of(document)
    before = next((other for other in every if other.n < found.n), None)
    return render_template(
        "documents/history_moment.html",
        document=document,
        kind=kind_of(document),
        moment=found,
        seen=printing.times_written(document),
        is_now=found.n == every[0].n,
        sections=content.sections(moments.text(document, found)),
        changes=moments.changed(document, before, found) if before else [],
        may_edit=rules.POLICY.may(actor(), "document.edit", document).allowed,
    )
