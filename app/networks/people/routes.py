"""The people of a network: who is who, and adding them one after the other."""

from collections.abc import Callable

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.core import clock
from app.core.actions import Actor
from app.core.forms import Form
from app.core.pages import actor, does
from app.networks.models import Network
from app.networks.operations import load
from app.networks.people import forms, operations
from app.networks.rules import POLICY
from app.people.forms import PersonField, labels
from app.people.models import POST_LABELS, Function, Post
from app.people.operations import accounts

people_of = Blueprint("people_of", __name__, url_prefix="/netvaerk/<string:number>/mennesker")
Answer = Response | tuple[str, int]
# Named by their first field.
FORMS: dict[str, type[Form]] = {
    "leader": forms.LeaderForm,
    "referenceleder": forms.ReferenceForm,
    "stand_in": forms.StandInForm,
    "co_driver": forms.CoDriverForm,
    "waiver": forms.WaiverForm,
    "participant": forms.ParticipantForm,
    "outsider": forms.OutsiderForm,
}


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
    typed = (form.outsider.data or "", form.organisation.data or "")
    try:
        post = operations.add_external(number, actor(), *typed, form.email.data or "")
    except operations.HasAccount:
        form.email.errors = [_("The mail address has an account. Choose the person from the list of employees")]
        return _page(network, outsider=form), 422
    if (post.person.name, post.person.about) != typed:
        told = {"name": post.person.name, "typed": ", ".join(filter(None, typed))}
        flash(_("The mail address is %(name)s's, who is on the network. »%(typed)s« was not used.", **told), "warning")
    return _to_page(number, felt="outsider", ny=post.id)


@people_of.post("/<int:post_id>/afslut")
@does("network.staff")
def end_role(number: str, post_id: int) -> Answer:
    post = operations.end_role(number, actor(), post_id)
    flash(_("%(name)s is no longer %(role)s of the network.", **_named(post)), "success")
    return _to_page(number)


def _name(number: str, action: str, field: str, role: Function) -> Answer:
    def act(number: str, actor: Actor, person_id: int) -> Post:
        return operations.name(number, actor, role, person_id, clock.today())

    return _choose(number, action, field, act)


def _choose(number: str, action: str, name: str, act: Callable[[str, Actor, int], Post]) -> Answer:
    network = load(number, actor(), action)
    form = FORMS[name]()
    field: PersonField = form[name]
    if not form.validate() or field.chosen is None:
        return _page(network, **{name: form}), 422
    post = act(number, actor(), field.chosen.id)
    if name == "participant":
        return _to_page(number, felt=name, ny=post.id)
    flash(_("%(name)s is now %(role)s of the network.", **_named(post)), "success")
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
        waived=operations.waived_co_driver(network),
        roles=POST_LABELS,
        by_office=operations.BY_OFFICE,
        may=may,
        forms=shown,
        failed=next(iter(failed.values()), None),
        unfolded={*failed, request.args.get("felt")},
        known=labels(accounts()) if may["staff"] else {},
    )
