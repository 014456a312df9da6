"""The log of mails, which the office reads: who, when, which, about what, and what became of it. Never what it said."""

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.core.pages import actor, does
from app.mails import operations, said

blueprint = Blueprint("mails", __name__, url_prefix="/mails")


@blueprint.get("")
@does("mail.list")
def index() -> str:
    before = request.args.get("foer", "")
    mails, older = operations.log(actor(), int(before) if before.isdecimal() and len(before) < 10 else None)
    return render_template(
        "mails/index.html",
        mails=mails,
        older=older,
        again=operations.AGAIN,
        sent_again=operations.sent_again(mails),
        kinds=said.KINDS,
        states=said.STATES,
        tones=said.TONES,
        has_server=bool(current_app.extensions["settings"].smtp_url),
    )


@blueprint.post("/<int:mail_id>/igen")
@does("mail.send")
def again(mail_id: int) -> Response:
    mail = operations.send_again(mail_id, actor())
    name = mail.person.name
    flash(_("The mail to %(name)s is sent again, if it still is about something that waits.", name=name), "success")
    return redirect(url_for("mails.index"), 303)
