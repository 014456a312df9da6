"""A text is read, sent, taken back, approved or sent back."""

from flask import flash, redirect, url_for
from flask_babel import gettext as _

from app.core.pages import Page, Refusal, actor, does
from app.documents import operations, rules
from app.documents.agreeing import operations as agreeing
from app.documents.agreeing import pages
from app.documents.agreeing.forms import SendBackForm, SendForm, TextForm
from app.documents.blueprint import blueprint
from app.documents.catalogue import kind_of


@blueprint.get("")
@does("document.read")
def read(number: str) -> Page:
    return pages.reading(operations.load(number, actor(), "document.read"))


@blueprint.post("/send")
@does("document.send")
def send(number: str) -> Page:
    document = operations.load(number, actor(), "document.read")
    form = SendForm()
    if agreeing.is_out(document, form.sha256.data or ""):  # a second click
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


@blueprint.post("/traek-tilbage")
@does("document.recall")
def recall(number: str) -> Page:
    operations.load(number, actor(), "document.read")
    agreeing.recall(number, actor())
    flash(_("The text has been taken back. You can change it now."), "success")
    return redirect(url_for("documents.edit", number=number), 303)


@blueprint.post("/godkend")
@does("document.approve")
def approve(number: str) -> Page:
    document = operations.load(number, actor(), "document.read")
    form = TextForm()
    try:
        document = agreeing.approve(number, actor(), form.sha256.data or "")
    except operations.Stale as stale:
        return pages.reading(document, stale=stale), 409
    flash(pages.approved(document), "success")
    return redirect(url_for("documents.read", number=number), 303)


@blueprint.post("/send-tilbage")
@does("document.send_back")
def send_back(number: str) -> Page:
    document = operations.load(number, actor(), "document.read")
    form = SendBackForm()
    if document.state != "sent":  # it was taken back, or sent back by another, while the reason was written
        return pages.reading(document, stale=operations.Stale(None), send_back_form=form), 409
    operations.require(document, actor(), "document.send_back")
    if not form.validate():
        return pages.reading(document, send_back_form=form), 422
    try:
        agreeing.send_back(number, actor(), form.sha256.data or "", form.reason.data or "")
    except operations.Stale as stale:
        return pages.reading(document, stale=stale, send_back_form=form), 409
    said = _("You have sent %(label)s of »%(network)s« back. It stands here again when it has been written again.")
    flash(said % {"label": kind_of(document).label, "network": document.network.title}, "success")
    return redirect(url_for("overview.front"), 303)


@blueprint.get("/version/<int:n>")
@does("document.read")
def version(number: str, n: int) -> Page:
    document = operations.load(number, actor(), "document.read")
    found = next((version for version in rules.readable_versions(actor(), document) if version.n == n), None)
    if found is None:
        raise Refusal(404, _("There is no such version"), _("Find the versions on the document's own page."))
    return pages.version(document, found)
