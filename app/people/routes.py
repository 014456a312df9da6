"""Signing in and out. In a demo the page offers the demo's persons; nothing of it answers outside a demo."""

import hashlib
import hmac

from flask import Blueprint, current_app, flash, redirect, render_template, request, session, url_for
from flask_babel import gettext as _
from flask_login import current_user, logout_user
from sqlalchemy import select
from sqlalchemy.orm import selectinload
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from app.core.db import db
from app.core.pages import Page, local, public
from app.people.accounts import operations as accounts
from app.people.accounts.forms import SignInForm
from app.people.forms import DemoSignInForm
from app.people.models import Function, Person, Post, post_label
from app.people.sessions import begin

blueprint = Blueprint("people", __name__)
# Who does what there is to see comes first among the demo's persons; posts not named here, and none, come last.
DEMO_ORDER = (
    Function.NETVAERKSDIREKTOER,
    Function.NETVAERKSKONSULENT,
    Function.NETVAERKSLEDER,
    Function.AFDELINGSCHEF,
    Function.CO_DRIVER,
    Function.NETVAERKSDELTAGER,
)


@blueprint.get("/log-ind")
@public
def sign_in() -> str | Response:
    if current_user.is_authenticated:
        return redirect(local(request.args.get("next", "")) or url_for("overview.front"))
    return _page(SignInForm(formdata=None, data={"next": local(request.args.get("next", ""))}))


@blueprint.post("/log-ind")
@public
def enter() -> Page:
    return _enter_demo() if "person" in request.form else _enter()


def _enter() -> Page:
    """With a mail address and a password."""
    form = SignInForm()
    if not form.validate():
        return _page(form), 422
    try:
        person = accounts.sign_in(form.email.data or "", form.password.data or "", request.remote_addr or "")
    except accounts.TooMany:
        form.form_errors = [_("Too many attempts. Wait a quarter of an hour, and try again")]
        return _page(form), 429
    if person is None:
        form.form_errors = [_("The mail address and the password do not belong together")]
        return _page(form), 422
    begin(person, form_token(person))
    return redirect(local(form.next.data or "") or url_for("overview.front"), 303)


def _enter_demo() -> Response:
    """As one of the demo's persons."""
    if not current_app.extensions["settings"].demo:
        raise NotFound
    form = DemoSignInForm()
    chosen = form.person.data or 0
    person = db.session.get(Person, chosen) if 0 < chosen < 2**31 else None
    if person is None or not person.is_active:
        flash(_("Choose one of the persons."), "error")
        return redirect(url_for("people.sign_in"), 303)
    begin(person, form_token(person))
    return redirect(local(form.next.data or "") or url_for("overview.front"), 303)


def _page(form: SignInForm) -> str:
    shown = local(form.next.data or "")
    return render_template("people/sign_in.html", persons=_demo_persons(), next=shown, form=form)


@blueprint.post("/log-ud")
@public
def sign_out() -> Response:
    logout_user()
    session.clear()
    session.rotate()  # type: ignore[attr-defined]
    return redirect(url_for("people.sign_in"), 303)


def form_token(person: Person) -> str:
    """The same for a person at every sign-in, so that a form that was being written when the session ended can still be
    sent after signing in again in another tab."""
    key = current_app.extensions["settings"].secret_key.encode()
    return hmac.new(key, f"form token of person {person.id}".encode(), hashlib.sha256).hexdigest()


def _demo_persons() -> list[tuple[Person, str]]:
    """The demo's persons with what they are, by what they do and then in Danish order; nobody outside a demo."""
    if not current_app.extensions["settings"].demo:
        return []
    persons = db.session.scalars(
        select(Person)
        .where(Person.is_active)
        .order_by(Person.sort_key)
        .options(selectinload(Person.posts).joinedload(Post.department))
    )
    shown = [(person, [post for post in person.posts if post.is_held]) for person in persons]
    first = {function: place for place, function in enumerate(DEMO_ORDER)}
    shown.sort(
        key=lambda found: min((first.get(Function(post.function), len(first)) for post in found[1]), default=len(first))
    )
    return [(person, " · ".join(_labels(held)) or person.title) for person, held in shown]


def _labels(held: list[Post]) -> list[str]:
    labels = [post_label(post.function, post.department.name if post.department else None) for post in held]
    return list(dict.fromkeys(labels))  # a leader of two networks is a leader
