"""A passage is remarked on, a remark is read and settled. Its readers are those of the draft."""

from flask import flash, redirect, url_for
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from app.core.pages import Page, Refusal, actor, does
from app.documents import operations, relations, remarked
from app.documents.blueprint import blueprint
from app.documents.models import Document
from app.documents.remarks import operations as remarks
from app.documents.remarks import pages
from app.documents.remarks.forms import AnswerForm, RemarkForm

REMARK = "/bemaerkninger/<int(max=2147483647):remark_id>"


@blueprint.route("/kommenter/<string:question>/<int:passage>", methods=["GET", "POST"])
@does("document.remark")
def remark(number: str, question: str, passage: int) -> Page:
    document = operations.load(number, actor(), "document.remark")
    if remarked.question_of(document, question) is None:
        raise NotFound
    there = remarked.places(document)
    form = RemarkForm()
    seen = form.passage.data or ""
    same = next((at for at, one in there.items() if at[0] == question and one.text == seen), None)
    about = there.get(same or (question, passage))
    if about is None:
        raise _gone(document)
    form.ask_about(about)
    if not form.is_submitted():
        return pages.writing(document, about, form)
    if same is None:
        return pages.writing(document, about, form, was=seen), 409
    if not form.validate():
        return pages.writing(document, about, form), 422
    try:
        made = remarks.remark(number, actor(), about, form.comment.data or "", form.wording)
    except remarks.Moved:
        raise _gone(document) from None
    flash(_("Your remark stands beside the text, and waits for the others who write it."), "success")
    return _beside_text(document, made.id)


@blueprint.get(REMARK)
@does("document.read")
def remark_page(number: str, remark_id: int) -> Page:
    document = _drafted(number)
    return pages.reading(document, remarks.find(document, remark_id), AnswerForm(formdata=None))


@blueprint.post(REMARK)
@does("document.settle_remark")
def settle_remark(number: str, remark_id: int) -> Page:
    document = _drafted(number)
    found, form = remarks.find(document, remark_id), AnswerForm()
    if not form.validate():
        return pages.reading(document, found, form), 422
    try:
        settled = remarks.settle(number, remark_id, actor(), form.act.data or "", form.answer.data or "")
    except (remarks.Moved, remarks.Settled):
        return pages.reading(_drafted(number), remarks.find(document, remark_id), form, is_refused=True), 409
    flash(pages.said(settled), "success")
    return _beside_text(document, settled.id)


def _drafted(number: str) -> Document:
    """The document, for those who read its draft; to others it has no remarks."""
    document = operations.load(number, actor(), "document.read")
    if not relations.reads_draft(actor(), document):
        raise NotFound
    return document


def _gone(document: Document) -> Refusal:
    heading, sentence = _("That passage is no longer there"), _("The text has been changed. Read it as it is now.")
    return Refusal(409, heading, sentence, (url_for("documents.read", number=document.number), _("Go to the text")))


def _beside_text(document: Document, remark_id: int) -> Page:
    anchor = f"bemaerkning-{remark_id}"
    return redirect(url_for("documents.read", number=document.number, _anchor=anchor), 303)
