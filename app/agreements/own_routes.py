"""/forberedelser: all that somebody has prepared for themself, theirs for as long as they keep it (R6)."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import ngettext
from werkzeug.exceptions import NotFound

from app.agreements import preparing
from app.agreements.catalogue import with_post
from app.core.pages import Page, actor, does

blueprint = Blueprint("preparations", __name__, url_prefix="/forberedelser")


@blueprint.get("")
@does("preparation.own")
def index() -> str:
    return render_template("agreements/own.html", prepared=preparing.everything_of(actor()))


@blueprint.post("/<string:number>/<string:post>/slet")
@does("preparation.own")
def forget(number: str, post: str) -> Page:
    kind = with_post(post)
    gone = preparing.forget(number, actor(), kind) if kind else 0
    if not gone:
        raise NotFound
    flash(ngettext("One answer is deleted for good.", "%(num)s answers are deleted for good.", gone), "success")
    return redirect(url_for("preparations.index"), 303)
