"""Opening a network, and the prints of its whole contract and of who takes part."""

from flask import Blueprint, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.contracts import documents
from app.contracts.forms import NetworkForm
from app.contracts.operations import open_with_contract, phases, require_open
from app.core.pages import Page, Refusal, actor, does
from app.documents import printing, sheets
from app.documents.loading import WITH_TEXTS
from app.documents.serving import serve
from app.networks.operations import load
from app.networks.people.guests import invited
from app.networks.people.operations import participants

blueprint = Blueprint("contracts", __name__)


@blueprint.route("/netvaerk/nyt", methods=["GET", "POST"])
@does("network.open")
def open_network() -> Response | tuple[str, int]:
    require_open(actor())
    form = NetworkForm()
    if form.validate_on_submit():
        type_, track = form.type_and_track
        document = open_with_contract(actor(), form.title.data or "", type_, form.form_key.data or "", track)
        return redirect(url_for("documents.edit", number=document.number), 303)
    return render_template("contracts/new.html", form=form), 422 if form.errors else 200


@blueprint.route("/netvaerk/<string:number>/kontrakt/pdf", methods=["GET", "POST"])
@does("network.follow")
def contract_pdf(number: str) -> Page:
    """The whole contract, of what the reader may see."""
    network = load(number, actor(), "network.follow", WITH_TEXTS)
    shown = [found for document in phases(network) if (found := sheets.in_contract(actor(), document))]
    back = url_for("networks.page", number=number)
    if not shown:
        raise _nothing(_("No phase that you may read is in force or on its way."), back)
    return serve(printing.of(documents.print_contract(network, shown)), f"NK-{number}-kontrakt.pdf", back)


@blueprint.route("/netvaerk/<string:number>/deltagere/pdf", methods=["GET", "POST"])
@does("network.follow")
def participants_pdf(number: str) -> Page:
    """Who takes part in the network today."""
    network = load(number, actor(), "network.follow")
    posts, guests = participants(network), [post for post in invited(network) if post.is_held]
    back = url_for("networks.page", number=number)
    if not posts:
        raise _nothing(_("Nobody takes part in the network yet."), back)
    return serve(printing.of(documents.print_participants(network, posts, guests)), f"NK-{number}-deltagere.pdf", back)


def _nothing(sentence: str, back: str) -> Refusal:
    return Refusal(409, _("There is nothing to print yet"), sentence, (back, _("Go to the network")))
