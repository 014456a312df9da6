"""The people of a network: who is who, and adding them one after the other."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from werkzeug.wrappers import Response

from app.core import clock, formats
from app.core.actions import Actor
from app.core.forms import Form
from app.core.pages import actor, does
from app.networks.models import Network
from app.networks.operations import load
from app.networks.people import forms, guests, operations
from app.networks.people.third import TakesReason
from app.networks.rules import POLICY
from app.people.forms import PersonField, labels
from app.people.models import POST_LABELS, Function, Post
from app.people.operations import accounts

people_of = Blueprint("people_of", __name__, url_prefix="/netvaerk/<string:number>/mennesker")
Answer = Response | tuple[str, int]
BESIDE: dict[str, Any] = {"meta": {"csrf": False}}  # of a form with a prefix: the application asks for the token anyway
# Named by their first field.
FORMS: dict[str, Callable[..., Form]] = {
    "leader": forms.LeaderForm,
    "referenceleder": forms.ReferenceForm,
    "stand_in": forms.StandInForm,
    "co_driver": forms.CoDriverForm,
    "waiver": forms.WaiverForm,
    "participant": forms.ParticipantForm,
    "outsider": forms.OutsiderForm,
    # Several of their fields are called as others' on the page.
    "guest": partial(forms.GuestForm, prefix="guest-", **BESIDE),
    "outside_guest": partial(forms.OutsideGuestForm, prefix="outside-guest-", **BESIDE),
}


HAS_ACCOUNT = lazy_gettext("The mail address has an account. Choose the person from the list of employees")


@people_of.get("")
@does("network.follow")
def page(number: str) -> str:
    return _page(load(number, actor(), "network.follow"))


@people_of.post("/leder")
@does("network.name_leader")
def name_leader(number: str) -> Answer:
    return _name(number, "network.name_leader", "leader", Function.NETVAERKSLEDER)


@people_of.post("/referenceleder")
@does("network.name_leader")
def name_referenceleder(number: str) -> Answer:
    return _name(number, "network.name_leader", "referenceleder", Function.REFERENCELEDER)


@people_of.post("/i-stedet")
@does("network.name_leader")
def name_stand_in(number: str) -> Answer:
    return _name(number, "network.name_leader", "stand_in", Function.DIREKTOER_I_STEDET)


@people_of.post("/co-driver")
@does("network.staff")
def name_co_driver(number: str) -> Answer:
    return _name(number, "network.staff", "co_driver", Function.CO_DRIVER)


@people_of.post("/ingen-co-driver")
@does("network.waive_co_driver")
def waive_co_driver(number: str) -> Answer:
    network = load(number, actor(), "network.waive_co_driver")
    form = forms.WaiverForm()
    if not form.validate():
        return _page(network, waiver=form), 422
    operations.waive_co_driver(number, actor(), form.waiver.data or "")
    flash(_("It is kept why the network has no co-driver."), "success")
    return _to_page(number)


@people_of.post("/deltagere")
@does("network.staff")
def add_participant(number: str) -> Answer:
    return _choose(number, "network.staff", "participant", operations.add_participant)


@people_of.post("/udefra")
@does("network.staff")
def add_external(number: str) -> Answer:
    network = load(number, actor(), "network.staff")
    form = forms.OutsiderForm()
    if not form.validate():
        return _page(network, outsider=form), 422
    try:
        post = operations.add_external(number, actor(), *_typed(form), form.email.data or "")
    except operations.HasAccount:
        form.email.errors = [HAS_ACCOUNT]
        return _page(network, outsider=form), 422
    _tell_name(form, post)
    return _to_page(number, felt="outsider", ny=post.id)


@people_of.post("/inviterede")
@does("network.invite")
def invite(number: str) -> Answer:
    network, form = load(number, actor(), "network.invite"), FORMS["guest"]()
    if not form.validate() or form.guest.chosen is None:
        return _page(network, guest=form), 422
    try:
        post = guests.invite(number, actor(), form.guest.chosen.id, form.stay())
    except guests.OnNetwork as error:
        form.guest.errors = [_is_there(error.post)]
        return _page(network, guest=form), 422
    return _invited(number, post, form.stay().last)


@people_of.post("/inviterede-udefra")
@does("network.invite")
def invite_external(number: str) -> Answer:
    network, form = load(number, actor(), "network.invite"), FORMS["outside_guest"]()
    if not form.validate():
        return _page(network, outside_guest=form), 422
    try:
        post = guests.invite_external(number, actor(), *_typed(form), form.email.data or "", form.stay())
    except operations.HasAccount:
        form.email.errors = [HAS_ACCOUNT]
        return _page(network, outside_guest=form), 422
    except guests.OnNetwork as error:
        form.outsider.errors = [_is_there(error.post)]
        return _page(network, outside_guest=form), 422
    _tell_name(form, post)
    return _invited(number, post, form.stay().last)


@people_of.post("/<int:post_id>/afslut")
@does("network.staff")
def end_role(number: str, post_id: int) -> Answer:
    post = operations.end_role(number, actor(), post_id)
    flash(_("%(name)s is no longer %(role)s of the network.", **_named(post)), "success")
    return _to_page(number)


def _name(number: str, action: str, field: str, role: Function) -> Answer:
    def act(number: str, actor: Actor, person_id: int) -> Post:
        return operations.name(number, actor, role, person_id, clock.today(), forms.LeaderForm().third.data or "")

    return _choose(number, action, field, act)


def _choose(number: str, action: str, name: str, act: Callable[[str, Actor, int], Post]) -> Answer:
    network = load(number, actor(), action)
    form = FORMS[name]()
    field: PersonField = form[name]
    if not form.validate() or field.chosen is None:
        return _page(network, **{name: form}), 422
    try:
        post = act(number, actor(), field.chosen.id)
    except TakesReason as found:
        words = _("%(name)s leads two running networks already. Write why it is to be one more", name=found.name)
        form["third"].errors = [words]
        return _page(network, **{name: form}), 422
    if name == "participant":
        return _to_page(number, felt=name, ny=post.id)
    flash(_("%(name)s is now %(role)s of the network.", **_named(post)), "success")
    return _to_page(number)


def _typed(form: Any) -> tuple[str, str]:
    return form.outsider.data or "", form.organisation.data or ""


def _tell_name(form: Any, post: Post) -> None:
    """Whom the mail address names, when that is not who was typed."""
    if (post.person.name, post.person.about) != _typed(form):
        told = {"name": post.person.name, "typed": ", ".join(filter(None, _typed(form)))}
        flash(_("The mail address is %(name)s's, who is on the network. »%(typed)s« was not used.", **told), "warning")


def _is_there(post: Post) -> str:
    return _("%(name)s is %(role)s of the network in that time already.", **_named(post))


def _invited(number: str, post: Post, last: date) -> Response:
    told = {"name": post.person.name, "day": formats.date_full(last)}
    flash(_("%(name)s is invited until %(day)s.", **told), "success")
    return _to_page(number)


def _named(post: Post) -> dict[str, str]:
    role = POST_LABELS[Function(post.function)].lower()
    acting = _("Acting %(role)s", role=role).lower() if post.is_acting else role
    return {"name": post.person.name, "role": acting}


def _to_page(number: str, felt: str | None = None, ny: int | None = None) -> Response:
    """Back to the page; with the form of that name ready for the next after the holder of that new post."""
    return redirect(url_for("people_of.page", number=number, felt=felt, ny=ny), 303)


def _page(network: Network, **failed: Form) -> str:
    """The page. The form that came back with errors is shown as it was sent; the one that somebody was just added by
    stands ready for the next (`felt`, `ny`)."""
    posts = operations.participants(network)
    shown = {name: failed.get(name) or form(formdata=None) for name, form in FORMS.items()}
    added = next((post for post in posts if str(post.id) == request.args.get("ny")), None)
    if added and (name := request.args.get("felt")) in ("participant", "outsider"):
        field = shown[name][name]
        field.description = _("%(name)s is on the network. Write the next name.", name=added.person.name)
        field.render_kw = {**field.render_kw, "autofocus": True}
    may = {name: POLICY.may(actor(), f"network.{name}", network).allowed for name in ("staff", "name_leader")}
    return render_template(
        "networks/people.html",
        network=network,
        posts=posts,
        guests=guests.invited(network),
        waived=operations.waived_co_driver(network),
        roles=POST_LABELS,
        by_office=operations.BY_OFFICE,
        may=may,
        forms=shown,
        failed=next(iter(failed.values()), None),
        unfolded={*failed, request.args.get("felt")},
        known=labels(accounts()) if may["staff"] else {},
    )
