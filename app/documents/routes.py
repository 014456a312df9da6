"""The pages of every kind of document: write it, read it, send it, approve it or send it back, print it."""

from flask import Blueprint, Response, flash, redirect, request, stream_with_context, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as BaseResponse

from app.core import files
from app.core.pages import Refusal, actor, does
from app.documents import operations, pages, printing, rules, texts, writing
from app.documents.catalogue import KINDS
from app.documents.forms import SendBackForm, SendForm, TextForm, answers_form

blueprint = Blueprint("documents", __name__, url_prefix="/dokumenter/<string:number>")
Page = BaseResponse | str | tuple[str, int]


@blueprint.get("")
@does("document.read")
def read(number: str) -> Page:
    return pages.reading(operations.load(number, actor(), "document.read"))


@blueprint.route("/ret", methods=["GET", "POST"])
@does("document.edit")
def edit(number: str) -> Page:
    document = operations.load(number, actor(), "document.edit")
    kind = KINDS[document.kind]
    form = answers_form(kind, texts.choosable_departments(document))
    if not form.is_submitted():
        form.fill(texts.values(document))
        return writing.page(document, form)
    stored = {answer.key: answer for answer in document.answers}
    undecided = writing.choose(form, stored)
    form.validate()
    for key in undecided:  # not saved now; what is begun in its field may be anything
        form[key].errors = []
    if form.errors:
        return writing.page(document, form, bases=writing.posted_bases(form), conflicts=undecided), 422
    answers = {key: value for key, value in form.answers().items() if key not in undecided}
    saved = operations.save(number, actor(), answers, writing.posted_bases(form))
    conflicts = undecided | saved.conflicts
    if conflicts:
        form.fill({**texts.values(document), **{key: answers.get(key, "") for key in conflicts}})
        return writing.page(document, form, conflicts=conflicts), 409
    if "HX-Request" not in request.headers:  # what saves in place says so beside its button
        flash(_("Saved."), "success")
    if request.form.get("next") == "read":
        return redirect(url_for("documents.read", number=number), 303)
    return redirect(url_for("documents.edit", number=number), 303)


@blueprint.post("/send")
@does("document.send")
def send(number: str) -> Page:
    document = operations.load(number, actor(), "document.read")
    form = SendForm()
    if operations.is_out(document, form.sha256.data or ""):  # a second click
        return redirect(url_for("documents.read", number=number), 303)
    operations.require(document, actor(), "document.send")
    if not form.validate() or form.due.day is None:
        return pages.reading(document, send_form=form), 422
    try:
        operations.send(number, actor(), form.sha256.data or "", form.due.day)
    except operations.Stale:
        flash(_("The text has changed since you opened it. Read it again below before you send it."), "warning")
        return pages.reading(document, send_form=form), 409
    flash(_("The text has been sent. You can follow the approvals here."), "success")
    return redirect(url_for("documents.read", number=number), 303)


@blueprint.post("/traek-tilbage")
@does("document.recall")
def recall(number: str) -> Page:
    operations.load(number, actor(), "document.read")
    operations.recall(number, actor())
    flash(_("The text has been taken back. You can change it now."), "success")
    return redirect(url_for("documents.edit", number=number), 303)


@blueprint.post("/godkend")
@does("document.approve")
def approve(number: str) -> Page:
    document = operations.load(number, actor(), "document.read")
    form = TextForm()
    try:
        document = operations.approve(number, actor(), form.sha256.data or "")
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
        operations.send_back(number, actor(), form.sha256.data or "", form.reason.data or "")
    except operations.Stale as stale:
        return pages.reading(document, stale=stale, send_back_form=form), 409
    said = _("You have sent %(label)s of »%(network)s« back. It stands here again when it has been written again.")
    flash(said % {"label": KINDS[document.kind].label, "network": document.network.title}, "success")
    return redirect(url_for("overview.front"), 303)


@blueprint.get("/version/<int:n>")
@does("document.read")
def version(number: str, n: int) -> Page:
    document = operations.load(number, actor(), "document.read")
    found = next((version for version in rules.readable_versions(actor(), document) if version.n == n), None)
    if found is None:
        raise Refusal(404, _("There is no such version"), _("Find the versions on the document's own page."))
    return pages.version(document, found)


@blueprint.route("/pdf", methods=["GET", "POST"])
@does("document.print")
def pdf(number: str) -> Page:
    """POST tries again what could not be made."""
    document = operations.load(number, actor(), "document.print")
    key = printing.want(document, texts.text(document), again=request.method == "POST")
    if request.method == "POST":
        return redirect(url_for("documents.pdf", number=number), 303)
    name = printing.wait(key)
    if name is None:
        return pages.printing(document, printing.failure(key))
    return _file(name, f"{document.number}{'' if document.state == 'agreed' else '-udkast'}.pdf")


def _file(name: str, filename: str) -> BaseResponse:
    response = Response(mimetype="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{filename}"'
    response.headers["Cache-Control"] = "private, no-cache"
    response.set_etag(name)
    if name in request.if_none_match:
        response.status_code = 304
        return response
    response.response = stream_with_context(files.stream(name))
    response.content_length = files.size(name)
    return response
