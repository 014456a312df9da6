"""The joint act is recorded; the absent answer it, signed in or by a personal link."""

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from app.core import clock
from app.core.pages import Page, actor, does
from app.documents import operations
from app.documents.blueprint import blueprint
from app.documents.joint import links, pages
from app.documents.joint import operations as joint
from app.documents.joint.forms import ProposeForm, RecordForm
from app.documents.models import Document
from app.documents.relations import readable_versions
from app.documents.rules import is_in_force, is_joint

PARTY = "<int(max=2147483647):party_id>"


@blueprint.get("/faelles")
@does("document.agree_jointly")
def agree_jointly(number: str) -> Page:
    document = operations.load(number, actor(), "document.agree_jointly")
    form = RecordForm(formdata=None)
    form.offer(document, joint.taking_part(document.network))
    form.day.process_data(clock.today())
    return pages.recording(document, form)


@blueprint.post("/faelles")
@does("document.agree_jointly")
def record_joint(number: str) -> Page:
    document = operations.load(number, actor(), "document.read")
    form = RecordForm()
    form.offer(document, joint.taking_part(document.network))
    if not joint.is_recorded(document, form.sha256.data or ""):  # else a second click
        operations.require(document, actor(), "document.agree_jointly")
        if not form.validate() or form.day.day is None:
            return pages.recording(document, form), 422
        present = {int(value) for value in form.present.data or ()}
        try:
            document = joint.record(number, actor(), form.sha256.data or "", present, form.day.day)
        except operations.Stale:
            return pages.recording(document, form, is_stale=True), 409
        flash(pages.recorded(document), "success")
    return redirect(url_for("documents.answers", number=number), 303)


@blueprint.get("/svar")
@does("document.answer_joint")
def answers(number: str) -> Page:
    return pages.answers(_agreed(number))


@blueprint.post("/svar")
@does("document.answer_joint")
def answer_joint(number: str) -> Page:
    """With a button named `propose` it is a proposal of a change, else a confirmation."""
    document = _agreed(number)
    operations.require(document, actor(), "document.answer_joint")
    is_proposal = "propose" in request.form
    form = ProposeForm()
    if is_proposal and not form.validate():
        return pages.answers(document, form=form), 422
    try:
        joint.answer(number, actor(), form.sha256.data or "", form.reason.data if is_proposal else None)
    except operations.Stale:
        return pages.answers(document, form=form, stale=True), 409
    flash(thanks(is_proposal=is_proposal), "answered")
    return redirect(url_for("documents.answers", number=number), 303)


def thanks(*, is_proposal: bool) -> str:
    """What an answer did."""
    if is_proposal:
        return _("Your proposal is with the leader of the network. The text is in force until it is changed.")
    return _("You have confirmed the text. Thank you.")


def _agreed(number: str) -> Document:
    document = operations.load(number, actor(), "document.read")
    if reason := is_joint(actor(), document) or is_in_force(actor(), document):
        operations.refuse(document, reason)
    if document.in_force not in readable_versions(actor(), document):
        raise NotFound
    return document


@blueprint.get("/invitation")
@does("document.invite")
def invitations(number: str) -> Page:
    return pages.invitations(operations.load(number, actor(), "document.invite"))


@blueprint.post(f"/invitation/{PARTY}")
@does("document.invite")
def invite(number: str, party_id: int) -> Page:
    """The link stands in this answer alone. Asked for again by a reload, the page tells that it has been made."""
    operations.load(number, actor(), "document.invite")
    made = links.invite(number, actor(), party_id, request.form.get("seen", -1, type=int))
    if made is None:
        flash(_("The link has been made, and it is shown once only. Make a new one if you did not get it."), "info")
        return redirect(url_for("documents.invitations", number=number), 303)
    return pages.invitations(operations.load(number, actor(), "document.invite"), made=made)


@blueprint.post(f"/invitation/{PARTY}/tilbagekald")
@does("document.revoke_link")
def revoke_link(number: str, party_id: int) -> Page:
    operations.load(number, actor(), "document.revoke_link")
    links.revoke(number, actor(), party_id)
    flash(_("The link has been called back. It no longer works."), "success")
    return redirect(url_for("documents.invitations", number=number), 303)
