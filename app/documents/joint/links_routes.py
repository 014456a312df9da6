"""/link/<token>: the only way in without an account. Opening it shows nothing and changes nothing, so that a scanner of
mail may; a link that does not work, for whatever reason, gets one and the same answer.

The token in the address is the secret that a form needs: a forged request would have to know it. So these pages ask
for no session (and, sending no referrer, could not pass its check over HTTPS).
"""

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from app.core.pages import Page, Refusal, public
from app.documents.consents import PersonalLink
from app.documents.joint import links, pages
from app.documents.joint.forms import ProposeForm
from app.documents.operations import Stale

blueprint = Blueprint("links", __name__, url_prefix="/link/<string:token>")


@blueprint.after_request
def keep_to_itself(response: Response) -> Response:
    """The address is a secret: it is told to nobody, and no robot keeps it."""
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Cache-Control"] = "no-store"
    return response


def _working(token: str) -> PersonalLink:
    link = links.found(token)
    if link is None:
        raise _gone()
    return link


def _gone() -> Refusal:
    text = _("It may be too old, or the text has been changed. Ask for a new one where you got it.")
    return Refusal(404, _("The link does not work any more"), text)


@blueprint.get("")
@public
def door(token: str) -> Page:
    _working(token)
    return render_template("documents/link.html", token=token, thanks="tak" in request.args)


@blueprint.post("")
@public
def show(token: str) -> Page:
    return pages.linked(_working(token), token)


@blueprint.post("/svar")
@public
def answer(token: str) -> Page:
    """With a button named `propose` it is a proposal of a change, else a confirmation."""
    link = _working(token)
    is_proposal = "propose" in request.form
    form = ProposeForm(meta={"csrf": False})
    if is_proposal and not form.validate():
        return pages.linked(link, token, form=form), 422
    try:
        links.answer(token, form.sha256.data or "", form.reason.data if is_proposal else None)
    except (NotFound, Stale) as error:
        raise _gone() from error
    return redirect(url_for("links.door", token=token, tak=1), 303)
