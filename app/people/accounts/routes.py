"""The office makes a link for somebody to set a password; the link's own page."""

from flask import Blueprint, current_app, flash, redirect, render_template, url_for
from flask_babel import gettext as _

from app.core.pages import Page, Refusal, actor, does, public
from app.people.accounts import operations
from app.people.accounts.forms import PasswordForm
from app.people.register.operations import require_registrar
from app.people.register.queries import person as registered

blueprint = Blueprint("accounts", __name__)


@blueprint.post("/personer/<int:person_id>/adgang")
@does("register.keep")
def invite(person_id: int) -> Page:
    """A link to set a password, shown this once."""
    require_registrar(actor())
    person = registered(person_id)
    if not person.is_active:
        raise Refusal(409, _("It cannot be done now"), _("The person has no account. Give them one first."))
    base = current_app.extensions["settings"].base_url
    link = base + url_for("accounts.password", token=operations.invite(person_id, actor()))
    days = operations.INVITED.days
    return render_template("people/accounts/invited.html", who=person, link=link, days=days)


@blueprint.route("/adgang/<string:token>", methods=["GET", "POST"])
@public
def password(token: str) -> Page:
    link = operations.good_link(token)
    if link is None:
        raise _dead()
    form = PasswordForm()
    form.known = (*link.person.name.split(), *(link.person.email or "").replace("@", ".").split("."))
    if form.validate_on_submit():
        if operations.set_password(token, form.password.data or "") is None:
            raise _dead()
        flash(_("Your password is set. Sign in with it."), "success")
        return redirect(url_for("people.sign_in"), 303)
    status = 422 if form.errors else 200
    return render_template("people/accounts/password.html", form=form, token=token, who=link.person), status


@blueprint.after_request
def keep_the_address(response):  # type: ignore[no-untyped-def]  # flask's own signature
    """The address is the key: no other site learns it, and no search engine."""
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _dead() -> Refusal:
    return Refusal(
        410,
        _("The link can no longer be used"),
        _("It has been used, or it is too old. Ask the office for another."),
        (url_for("people.sign_in"), _("Go to signing in")),
    )
