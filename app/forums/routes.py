"""The office plans the forums' meetings and calls them off."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _

from app.core.pages import Page, actor, does
from app.forums import operations
from app.forums.forms import MeetingsForm

blueprint = Blueprint("forums", __name__, url_prefix="/forummoeder")


@blueprint.route("/nye", methods=["GET", "POST"])
@does("forum.plan")
def plan() -> Page:
    operations.require_editor(actor())
    form = MeetingsForm()
    if form.validate_on_submit():
        operations.plan(actor(), form.forum.data, form.dates())
        flash(_("The meetings are planned."), "success")
        return redirect(url_for("meetings.index"), 303)
    return render_template("forums/plan.html", form=form), 422 if form.errors else 200


@blueprint.post("/<int:meeting_id>/aflys")
@does("forum.plan")
def call_off(meeting_id: int) -> Page:
    operations.call_off(actor(), meeting_id)
    flash(_("The meeting is called off."), "success")
    return redirect(url_for("meetings.index"), 303)
