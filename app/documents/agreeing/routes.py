"""A text is read, sent, taken back, approved, sent back, changed, given up, taken up again, ended."""

from collections.abc import Callable

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _

from app.core.actions import Actor
from app.core.pages import Page, Refusal, actor, does
from app.documents import operations, relations
from app.documents.agreeing import operations as agreeing
from app.documents.agreeing import pages
from app.documents.agreeing.forms import SendForm, TextForm
from app.documents.blueprint import blueprint
from app.documents.catalogue import kind_of
from app.documents.models import Document


@blueprint.get("")
@does("document.read")
def read(number: str) -> Page:
    return pages.reading(operations.load(number, actor(), "document.read"))


@blueprint.post("/send")
@does("document.send")
def send(number: str) -> Page:
    document = operations.load(number, actor(), "document.read")
    form = SendForm()
    if agreeing.is_out(document, form.sha256.data or ""):  # a second click, or the other was first
        if document.latest and document.latest.by_id != actor().person_id:
            flash(_("%(name)s has sent this text already.", name=document.latest.by.name), "warning")
        return redirect(url_for("documents.read", number=number), 303)
    operations.require(document, actor(), "document.send")
    if not form.validate() or form.due.day is None:
        return pages.reading(document, send_form=form), 422
    try:
        agreeing.send(number, actor(), form.sha256.data or "", form.due.day)
    except operations.Stale:
        flash(_("The text has changed since you opened it. Read it again below before you send it."), "warning")
        return pages.reading(document, send_form=form), 409
    flash(_("The text has been sent. You can follow the approvals here."), "success")
    return redirect(url_for("documents.read", number=number), 303)


@blueprint.post("/godkend")
@does("document.approve")
def approve(number: str) -> Page:
    document = operations.load(number, actor(), "document.read")
    form = TextForm()
    try:
        document = agreeing.approve(number, actor(), form.sha256.data or "", form.sha256_before.data or "")
    except operations.Stale as stale:
        return pages.reading(document, stale=stale), 409
    flash(pages.approved(document), "answered")
    return redirect(url_for("documents.read", number=number), 303)


@blueprint.post("/send-tilbage")
@does("document.send_back")
def send_back(number: str) -> Page:
    document = operations.load(number, actor(), "document.read")
    form = pages.returning(document)
    if agreeing.has_sent_back(document, actor(), form.sha256.data or "", form.reason.data or ""):  # a second click
        return redirect(url_for("overview.front"), 303)
    if document.state != "sent":  # it was taken back, or sent back by another, while the reason was written
        return pages.reading(document, stale=operations.Stale(None), back_form=form), 409
    operations.require(document, actor(), "document.send_back")
    if not form.validate():
        return pages.reading(document, back_form=form), 422
    try:
        agreeing.send_back(number, actor(), form.sha256.data or "", form.reason.data or "", form.suggestions())
    except operations.Stale as stale:
        return pages.reading(document, stale=stale, back_form=form), 409
    said = _("You have sent %(label)s of »%(network)s« back. It stands here again when it has been written again.")
    flash(said % {"label": kind_of(document).label, "network": document.network.title}, "success")
    return redirect(url_for("overview.front"), 303)


@blueprint.post("/traek-tilbage")
@does("document.recall")
def recall(number: str) -> Page:
    return _do(number, agreeing.recall, _("The text has been taken back. You can change it now."), "documents.edit")


@blueprint.post("/aendr")
@does("document.change")
def change(number: str) -> Page:
    said = _("The change has begun. What was agreed applies until the change is.")
    return _do(number, agreeing.change, said, "documents.edit")


@blueprint.post("/opgiv-aendring")
@does("document.give_up")
def give_up(number: str) -> Page:
    return _do(number, agreeing.give_up, _("The change has been given up. The version in force stands."))


@blueprint.post("/opgiv")
@does("document.withdraw")
def withdraw(number: str) -> Page:
    return _do(number, agreeing.withdraw, _("The text has been given up. It can be taken up again from here."))


@blueprint.post("/genoptag")
@does("document.resume")
def resume(number: str) -> Page:
    return _do(number, agreeing.resume, _("The text has been taken up again. You can write on."), "documents.edit")


@blueprint.post("/afslut")
@does("document.end")
def end(number: str) -> Page:
    return _do(number, agreeing.end, _("The agreement has been ended."))


def _do(number: str, act: Callable[[str, Actor], Document], sentence: str, onward: str = "documents.read") -> Page:
    """An act on the whole text, then on to a page that shows it."""
    operations.load(number, actor(), "document.read")
    act(number, actor())
    flash(sentence, "success")
    return redirect(url_for(onward, number=number), 303)


@blueprint.get("/version/<int:n>")
@does("document.read")
def version(number: str, n: int) -> Page:
    """`?mod=` names the version that it is compared with."""
    document = operations.load(number, actor(), "document.read")
    found = next((version for version in relations.readable_versions(actor(), document) if version.n == n), None)
    if found is None:
        raise Refusal(404, _("There is no such version"), _("Find the versions on the document's own page."))
    return pages.version(document, found, request.args.get("mod", type=int))
