"""The prints of a document, fetched: what is not ready yet is waited for."""

from flask import Response, make_response, redirect, render_template, request, stream_with_context, url_for
from werkzeug.wrappers import Response as BaseResponse

from app.core import files
from app.core.pages import Page, actor, does
from app.documents import operations, printing, texts
from app.documents.blueprint import blueprint
from app.documents.catalogue import kind_of
from app.documents.models import Document


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
        return _waiting(document, printing.failure(key))
    return file(name, f"{document.number}{'' if document.state == 'agreed' else '-udkast'}.pdf")


def file(name: str, filename: str) -> BaseResponse:
    """A stored PDF, shown in the browser under this name; one that is there already is not sent again."""
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


def _waiting(document: Document, failure: str | None) -> Response:
    """The print is not ready: a page that asks again by itself, or says that it could not be made."""
    page = make_response(
        render_template("documents/printing.html", document=document, kind=kind_of(document), failure=failure),
        503 if failure else 202,
    )
    if not failure:
        page.headers["Refresh"] = "1"
    return page
