"""When the two talk: on a page, and as a file for their calendars."""

from flask import Response, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from app.agreements import arranging, preparing
from app.agreements.catalogue import Agreement
from app.agreements.forms import ArrangeForm
from app.agreements.models import Talk
from app.agreements.routes import blueprint, room
from app.core import formats
from app.core.calendar import MIMETYPE
from app.core.pages import Page, actor, does
from app.networks.models import Network


@blueprint.route("/<string:post>/tid", methods=["GET", "POST"])
@does("network.arrange_talk")
def arrange(number: str, post: str) -> Page:
    network, kind, talk = _talk(number, post, "network.arrange_talk")
    form = ArrangeForm()
    form.show(talk)
    if form.validate_on_submit() and (slot := form.slot()):
        arranged = arranging.arrange(number, actor(), kind, slot)
        when = formats.moment(arranged.starts_at)
        flash(_("You talk together %(when)s. The other is told.", when=when), "success")
        return redirect(url_for("agreements.meet", number=number, post=post), 303)
    page = render_template("agreements/arrange.html", network=network, kind=kind, form=form, talk=talk)
    return page, 422 if form.errors else 200


@blueprint.post("/<string:post>/tid/aflys")
@does("network.arrange_talk")
def cancel(number: str, post: str) -> Page:
    _network, kind, _talk_now = _talk(number, post, "network.arrange_talk")
    arranging.cancel(number, actor(), kind)
    flash(_("The talk is cancelled. The other is told."), "success")
    return redirect(url_for("agreements.meet", number=number, post=post), 303)


@blueprint.get("/<string:post>/kalenderfil")
@does("network.prepare_talk")
def calendar_file(number: str, post: str) -> Response:
    _network, _kind, talk = _talk(number, post, "network.prepare_talk")
    if talk is None:
        raise NotFound
    name = f"samtale-{talk.document.number}.ics"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return Response(arranging.appointment(talk).file(), mimetype=MIMETYPE, headers=headers)


def _talk(number: str, post: str, action: str) -> tuple[Network, Agreement, Talk | None]:
    """What the address names, for one of the two alone, and their talk when they have arranged one."""
    network, kind = room(number, post, action)
    preparing.side_of(network, actor(), kind)
    return network, kind, arranging.of(arranging.begun(network, kind))
