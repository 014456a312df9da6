"""A cooperation agreement begins; written, approved, changed and printed it is as all documents are."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from app.agreements import arranging, operations
from app.agreements.catalogue import Agreement, with_post
from app.agreements.forms import BeginForm, ManagerForm
from app.agreements.rules import POLICY
from app.core.formats import lower_first
from app.core.pages import Page, actor, does
from app.handbook import guides
from app.networks import operations as networks
from app.networks.models import Network
from app.people.forms import labels
from app.people.models import post_label
from app.people.operations import accounts

blueprint = Blueprint("agreements", __name__, url_prefix="/netvaerk/<string:number>/aftaler")


def room(number: str, post: str, action: str) -> tuple[Network, Agreement]:
    """The network and the kind of agreement that an address names; refuses who may not do `action` there."""
    network, kind = networks.load(number, actor(), "network.read"), with_post(post)
    if kind is None:
        raise NotFound
    networks.require(network, actor(), action, POLICY)
    return network, kind


@blueprint.route("/<string:post>", methods=["GET", "POST"])
@does("network.begin_agreement")
def begin(number: str, post: str) -> Page:
    network, kind = room(number, post, "network.begin_agreement")
    form, begun = ManagerForm() if kind.is_chosen else BeginForm(), operations.living(network, kind)
    if begun and form.is_submitted() and not kind.is_chosen:
        return redirect(url_for("agreements.meet", number=number, post=post), 303)
    if form.validate_on_submit():
        chosen = form.manager.chosen if isinstance(form, ManagerForm) else None
        operations.begin(number, actor(), kind, chosen.id if chosen else None)
        if slot := form.slot():
            arranging.arrange(number, actor(), kind, slot)
        flash(_("The agreement has begun. The other is told of it, and gets the guide."), "success")
        return redirect(url_for("agreements.meet", number=number, post=post), 303)
    _leader, opposite = operations.sides(network, kind)
    if isinstance(form, ManagerForm) and opposite and not form.is_submitted():
        form.manager.show(str(opposite.id))
    page = render_template(
        "agreements/begin.html",
        network=network,
        kind=kind,
        form=form,
        opposite=opposite,
        post=lower_first(post_label(kind.opposite, None)),
        begun=begun,
        guide=guides.of(kind.opposite),
        known=labels(accounts()) if kind.is_chosen else {},
    )
    return page, 422 if form.errors else 200
