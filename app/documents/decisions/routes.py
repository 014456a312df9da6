"""R16: the office records what a body decided about the text that is out."""

from flask import flash, redirect, request, url_for

from app.core.pages import Page, actor, does
from app.documents import operations
from app.documents.blueprint import blueprint
from app.documents.consents import Result
from app.documents.decisions import operations as decisions
from app.documents.decisions import pages
from app.documents.decisions.forms import MinuteForm
from app.documents.models import Document


@blueprint.route("/beslutning", methods=["GET", "POST"])
@does("document.decide")
def decide(number: str) -> Page:
    document = operations.load(number, actor(), "document.read")
    form = pages.form_of(document)
    is_posted = form.is_submitted()
    is_valid = is_posted and form.validate()
    if is_valid and (minute := form.minute()) and decisions.recorded(document, form.sha256.data or "", minute):
        return redirect(url_for("documents.read", number=number), 303)  # a second click
    operations.require(document, actor(), "document.decide")
    if is_posted and not pages.is_for_now(document, form):
        return pages.minute(document, form, is_stale=True), 409
    if not is_valid or request.form.get("step") == "minute":
        return pages.minute(document, form), 422 if form.errors else 200
    return _changed(document, form) if form.result.data == Result.CHANGED else _record(document, form, {})


def _changed(document: Document, form: MinuteForm) -> Page:
    """The steps of »tiltrådt med ændring«: the wording, a look at what it changes, the lock."""
    wording, step = pages.wording_of(document, form), request.form.get("step")
    if step not in ("look", "record"):
        return pages.wording(document, form, wording)
    if wording.validate():
        pages.find_faults(document, wording)
    if wording.errors:
        return pages.wording(document, form, wording), 422
    return pages.look(document, form, wording) if step == "look" else _record(document, form, wording.answers())


def _record(document: Document, form: MinuteForm, changes: dict[str, str]) -> Page:
    minute, number = form.minute(), document.number
    assert minute is not None, "a form that was found valid"  # noqa: S101 - its validators refuse none
    try:
        document = decisions.decide(number, actor(), form.sha256.data or "", minute, changes, form.also_decided)
    except operations.Stale:
        return pages.minute(operations.load(number, actor(), "document.decide"), form, is_stale=True), 409
    flash(pages.told(document, form), "success")
    return redirect(url_for("documents.read", number=number), 303)
