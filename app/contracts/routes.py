"""Opening a network."""

from flask import Blueprint, redirect, render_template, url_for
from werkzeug.wrappers import Response

from app.contracts.forms import NetworkForm
from app.contracts.operations import begin_phase, open_with_contract, require_open
from app.core.pages import actor, does
from app.networks.operations import load

blueprint = Blueprint("contracts", __name__)


@blueprint.route("/netvaerk/nyt", methods=["GET", "POST"])
@does("network.open")
def open_network() -> Response | tuple[str, int]:
    require_open(actor())
    form = NetworkForm()
    if form.validate_on_submit():
        document = open_with_contract(
            actor(), form.title.data or "", form.type.data, form.form_key.data or "", form.chosen_track
        )
        return redirect(url_for("documents.edit", number=document.number), 303)
    return render_template("contracts/new.html", form=form), 422 if form.errors else 200


@blueprint.post("/netvaerk/<string:number>/naeste-fase")
@does("network.follow")
def begin(number: str) -> Response:
    load(number, actor(), "network.follow")
    document = begin_phase(number, actor())
    return redirect(url_for("documents.edit", number=document.number), 303)
