"""The prints of a document, fetched: what is not ready yet is waited for. Each shows what this reader may read."""

from flask import Response, make_response, redirect, render_template, request, stream_with_context, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as BaseResponse

from app.core import files
from app.core.pages import Page, Refusal, actor, does
from app.documents import approvals, changes, operations, printing, relations, rules, sheets, standing
from app.documents.blueprint import blueprint
from app.documents.models import Document, Version
from app.documents.printing import Print


@blueprint.route("/pdf", methods=["GET", "POST"])
@does("document.print")
def pdf(number: str) -> Page:
    """The text as the reader may see it now: the draft for those who write it, the version in force for others."""
    document = operations.load(number, actor(), "document.read")
    if not rules.has_print(actor(), document):
        operations.require(document, actor(), "document.print")
    shown = sheets.shown_to(actor(), document)
    if shown is None:
        raise _nothing(document)
    draft = "" if shown.state == "agreed" else "-udkast"
    return serve(printing.shown(shown), f"{number}{draft}.pdf", _back(document))


@blueprint.route("/version/<int:n>/pdf", methods=["GET", "POST"])
@does("document.read")
def version_pdf(number: str, n: int) -> Page:
    """One version: as it was agreed, or with UDKAST when it was not."""
    document = operations.load(number, actor(), "document.read")
    shown = sheets.of(document, _readable(document, n))
    draft = "" if shown.state == "agreed" else "-udkast"
    return serve(printing.shown(shown), f"{number}-version-{n}{draft}.pdf", _back(document))


@blueprint.route("/pdf/underskrift", methods=["GET", "POST"])
@does("document.print")
def sign_pdf(number: str) -> Page:
    """The version that is out, with lines for those who sign it on paper (R18)."""
    document = operations.load(number, actor(), "document.print")
    if document.current is None or not standing.signing(document):
        operations.refuse(document, _("Nobody's signature is awaited now."))
    shown = sheets.of(document, document.current, is_to_sign=True)
    return serve(printing.shown(shown), f"{number}-underskrift.pdf", _back(document))


@blueprint.route("/forskel/<int:a>/<int:b>/pdf", methods=["GET", "POST"])
@does("document.read")
def difference_pdf(number: str, a: int, b: int) -> Page:
    """What separates two versions, the earlier one first."""
    document = operations.load(number, actor(), "document.read")
    earlier, later = _readable(document, min(a, b)), _readable(document, max(a, b))
    wanted = printing.of(changes.difference_print(document, earlier, later), document, later)
    return serve(wanted, f"{number}-forskel-{earlier.n}-{later.n}.pdf", _back(document))


@blueprint.route("/underskriftsblad/pdf", methods=["GET", "POST"])
@does("document.read")
def approvals_pdf(number: str) -> Page:
    """Who agreed to which version, when and how: every version that was agreed or is out."""
    document = operations.load(number, actor(), "document.read")
    told = standing.AGREED | {standing.Standing.OUT}
    found = [v for v in relations.readable_versions(actor(), document) if standing.of(v) in told]
    if not found:
        raise _nothing(document)
    return serve(
        printing.of(approvals.sheet(document, found), document),
        f"{number}-underskriftsblad.pdf",
        _back(document),
    )


def serve(wanted: Print, filename: str, back: str) -> Page:
    """The file of a print, or a page that waits for it. POST tries again what could not be made."""
    if request.method == "POST":
        printing.try_again(wanted.key)
        return redirect(request.path, 303)
    name = printing.fetch(wanted)
    return _waiting(printing.failure(wanted.key), back) if name is None else file(name, filename)


def _readable(document: Document, n: int) -> Version:
    """That version, when the reader may read it."""
    found = next((version for version in relations.readable_versions(actor(), document) if version.n == n), None)
    if found is None:
        raise Refusal(404, _("There is no such version"), _("Find the versions on the document's own page."))
    return found


def _nothing(document: Document) -> Refusal:
    return Refusal(
        409,
        _("There is nothing to print yet"),
        _("Nothing that you may read has been sent or agreed."),
        (_back(document), _("Go to the text")),
    )


def _back(document: Document) -> str:
    return url_for("documents.read", number=document.number)


def file(name: str, filename: str, shown: str = "inline") -> BaseResponse:
    """A stored PDF, shown in the browser under this name, or only saved from it ("attachment") when it was not made
    here; one that is there already is not sent again."""
    response = Response(mimetype="application/pdf")
    response.headers["Content-Disposition"] = f'{shown}; filename="{filename}"'
    response.headers["Cache-Control"] = "private, no-cache"
    response.set_etag(name)
    if name in request.if_none_match:
        response.status_code = 304
        return response
    response.response = stream_with_context(files.stream(name))
    response.content_length = files.size(name)
    return response


def _waiting(failure: str | None, back: str) -> Response:
    """The print is not ready: a page that asks again by itself, or says that it could not be made."""
    page = make_response(
        render_template("documents/printing.html", again=request.path, back=back, failure=failure),
        503 if failure else 202,
    )
    if not failure:
        page.headers["Refresh"] = "1"
    return page
