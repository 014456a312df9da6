"""R18: the office records a text that was signed on paper; the scan is there for those who agreed to it."""

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _

from app.core import text
from app.core.pages import Page, accepts, actor, does
from app.documents import operations, serving
from app.documents.blueprint import blueprint
from app.documents.models import Document
from app.documents.paper import adoption, pages
from app.documents.paper import operations as paper
from app.documents.paper.forms import AGAIN, LARGEST_SCAN, AdoptionForm, PaperForm, fault_of


@blueprint.route("/papir", methods=["GET", "POST"])
@does("document.record_paper")
@accepts(LARGEST_SCAN)
def record_paper(number: str) -> Page:
    document = operations.load(number, actor(), "document.read")
    form, scan = pages.form_of(document), _scan()
    scan_sha256 = text.sha256(scan)  # before the write: nobody waits for it
    if form.is_submitted() and paper.recorded(document, form.sha256.data or "", scan_sha256, form.signed.data or ()):
        return redirect(url_for("documents.read", number=number), 303)  # a second click
    operations.require(document, actor(), "document.record_paper")
    if not form.is_submitted():
        return pages.recording(document, form)
    form.validate()
    pages.find_faults(document, form, scan, fault_of(scan))
    if form.errors:
        return pages.recording(document, form), 422
    return _record(document, form, scan, scan_sha256)


@blueprint.route("/indgaaet-paa-papir", methods=["GET", "POST"])
@does("document.adopt")
@accepts(LARGEST_SCAN)
def adopt(number: str) -> Page:
    """A text that was agreed before its network came here, with its scan."""
    document = operations.load(number, actor(), "document.read")
    form, scan = AdoptionForm(), _scan()
    scan_sha256 = text.sha256(scan)
    if form.is_submitted() and adoption.is_adopted(document, scan_sha256):
        return redirect(url_for("documents.read", number=number), 303)  # a second click
    operations.require(document, actor(), "document.adopt")
    forum = adoption.deciding(document)
    if not form.is_submitted():
        return pages.adopting(document, form, forum)
    form.validate()
    if (fault := fault_of(scan)) or form.errors:
        form.scan.errors = [fault or str(AGAIN)]
    if form.errors or form.day.day is None:
        return pages.adopting(document, form, forum), 422
    adoption.adopt(number, actor(), scan, scan_sha256, form.day.day, form.minute() if forum else None)
    flash(_("The paper is recorded. The text is in force."), "success")
    return redirect(url_for("documents.read", number=number), 303)


def _scan() -> bytes:
    upload = request.files.get("scan")
    if upload is None:
        return b""
    with upload.stream as stream:
        return stream.read()


def _record(document: Document, form: PaperForm, scan: bytes, scan_sha256: str) -> Page:
    sha, day, keys = form.sha256.data or "", form.day.day, form.signed.data or ()
    assert day is not None, "a form that was found valid"  # noqa: S101 - its validators refuse none
    try:
        document = paper.record(document.number, actor(), sha, scan, scan_sha256, day, keys)
    except operations.Stale:
        document = operations.load(document.number, actor(), "document.record_paper")
        return pages.recording(document, form, is_stale=True), 409
    flash(pages.told(document), "success")
    return redirect(url_for("documents.read", number=document.number), 303)


@blueprint.get("/papir/<int:copy_id>")
@does("document.read")
def paper_copy(number: str, copy_id: int) -> Page:
    copy = paper.copy_of(operations.load(number, actor(), "document.read"), actor(), copy_id)
    return serving.file(copy.file_sha256, f"{number}-papir-{copy.id}.pdf", shown="attachment")
