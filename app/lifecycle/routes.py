"""Leading a network on, stopping it, taking it up again: each with a reason (R4)."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from app.core import clock
from app.core.pages import Page, actor, does
from app.forums.operations import last_until
from app.lifecycle import briefings, operations, said
from app.lifecycle.forms import BriefingForm, ReasonForm
from app.lifecycle.rules import missing, target_of
from app.networks.operations import load

blueprint = Blueprint("lifecycle", __name__, url_prefix="/netvaerk/<string:number>")


@blueprint.post("/fase-2")
@does("network.begin_frame")
def begin_frame(number: str) -> Page:
    return _begin(number, "begin_frame")


@blueprint.post("/fase-3")
@does("network.begin_charter")
def begin_charter(number: str) -> Page:
    return _begin(number, "begin_charter")


@blueprint.post("/ledelse")
@does("network.begin_appointment")
def begin_appointment(number: str) -> Page:
    return _begin(number, "begin_appointment")


def _begin(number: str, act: str) -> Page:
    load(number, actor(), "network.read")
    document = operations.begin(number, actor(), act)
    return redirect(url_for("documents.edit", number=document.number), 303)


@blueprint.route("/videre", methods=["GET", "POST"])
@does("network.move_on")
def move_on(number: str) -> Page:
    return _step(number, "move_on")


@blueprint.route("/stop", methods=["GET", "POST"])
@does("network.stop")
def stop(number: str) -> Page:
    return _step(number, "stop")


@blueprint.route("/genoptag", methods=["GET", "POST"])
@does("network.reopen")
def reopen(number: str) -> Page:
    return _step(number, "reopen")


@blueprint.route("/orientering/<int:briefing_id>", methods=["GET", "POST"])
@does("network.record_briefing")
def brief(number: str, briefing_id: int) -> Page:
    network, form = load(number, actor(), "network.read"), BriefingForm()
    operations.require(network, actor(), "network.record_briefing")
    briefing = next((each for each in briefings.of(network) if each.id == briefing_id), None)
    if briefing is None:
        raise NotFound
    if form.validate_on_submit() and form.day.day:
        briefings.hold(number, actor(), briefing_id, form.day.day, form.item.data or "")
        flash(_("It is kept when chefforum was briefed."), "success")
        return redirect(url_for("networks.page", number=number), 303)
    if not form.is_submitted():
        form.day.process_data(briefing.held_on or last_until(briefings.FORUM, clock.today()))
        form.item.data = briefing.item
    page = render_template(
        "lifecycle/brief.html", network=network, briefing=briefing, form=form, about=said.ABOUT[briefing.about]
    )
    return page, 422 if form.errors else 200


def _step(number: str, act: str) -> Page:
    network, form, words = load(number, actor(), "network.read"), ReasonForm(), said.ACTS[act]
    if form.validate_on_submit():
        operations.step(number, actor(), act, form.state.data or "", form.reason.data or "")
        flash(str(words.done), "success")
        return redirect(url_for("networks.page", number=number), 303)
    action = operations.require(network, actor(), f"network.{act}")
    form.state.data = form.state.data or network.state
    told = {"state": said.STATES[network.state], "target": said.STATES[target_of(action, network)]}
    page = render_template(
        "lifecycle/step.html",
        network=network,
        form=form,
        words=words,
        what=str(words.what) % told,
        missing=missing(network) if act == "move_on" else [],
    )
    return page, 422 if form.errors else 200
