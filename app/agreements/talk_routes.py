"""Preparing alone, choosing what the other may read, and the talk (R6)."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from app.agreements import arranging, operations, preparing, talk
from app.agreements.catalogue import Agreement
from app.agreements.forms import PickForm, RevealForm, preparation_form
from app.agreements.routes import blueprint, room
from app.core.forms import SelectChoice
from app.core.pages import Page, actor, does
from app.handbook import guides
from app.networks.models import Network


def _room(number: str, post: str) -> tuple[Network, Agreement]:
    """The network and the agreement, for one of the two alone."""
    network, kind = room(number, post, "network.prepare_talk")
    preparing.side_of(network, actor(), kind)
    return network, kind


@blueprint.route("/<string:post>/forberedelse", methods=["GET", "POST"])
@does("network.prepare_talk")
def prepare(number: str, post: str) -> Page:
    network, kind = _room(number, post)
    asked = preparing.prompts(kind, preparing.side_of(network, actor(), kind))
    kept = preparing.own(network, actor(), kind)
    form = preparation_form(asked, kept)
    if form.validate_on_submit():
        preparing.save(number, actor(), kind, form.answers())
        flash(_("Saved. Only you can read it."), "success")
        return redirect(url_for("agreements.prepare", number=number, post=post), 303)
    page = render_template(
        "agreements/prepare.html",
        network=network,
        kind=kind,
        form=form,
        prompts=asked,
        kept=kept,
        other=preparing.other(network, actor(), kind),
        headings={question.key: question.heading for question in kind.questions},
    )
    return page, 422 if form.errors else 200


@blueprint.post("/<string:post>/vis")
@does("network.prepare_talk")
def reveal(number: str, post: str) -> Page:
    network, kind = _room(number, post)
    form = RevealForm()
    form.shown.choices = [SelectChoice(key, key) for key in preparing.own(network, actor(), kind)]
    if not form.validate():
        flash(_("Your answers have changed meanwhile. Choose again what to show."), "warning")
        return redirect(url_for("agreements.prepare", number=number, post=post), 303)
    preparing.reveal(number, actor(), kind, set(form.shown.data or ()))
    return redirect(url_for("agreements.meet", number=number, post=post), 303)


@blueprint.get("/<string:post>/samtale")
@does("network.prepare_talk")
def meet(number: str, post: str) -> Page:
    network, kind = _room(number, post)
    me, across = preparing.pair(network, actor(), kind)
    draft, shown = operations.living(network, kind), preparing.readable_by(network, actor(), kind)
    names = (me.first_name if me else "", across.first_name if across else "")
    page = render_template(
        "agreements/talk.html",
        network=network,
        kind=kind,
        other=across,
        names=names,
        themes=talk.themes(kind, names, shown, draft) if across else [],
        draft=draft,
        guide=guides.of(kind.opposite),
        is_open=draft is not None and draft.state == "draft",
        talk=(when := arranging.of(draft) if draft else None),
        is_to_come=arranging.is_to_come(when),
    )
    preparing.see(shown[1].values())
    return page


@blueprint.post("/<string:post>/samtale/<string:theme>")
@does("network.prepare_talk")
def pick(number: str, post: str, theme: str) -> Page:
    _network, kind = _room(number, post)
    if theme not in {question.key for question in kind.questions}:
        raise NotFound
    if not preparing.take_over(number, actor(), kind, theme, PickForm().line.data or []):
        flash(_("Somebody wrote in the draft at the same moment. Choose the lines again."), "warning")
    return redirect(url_for("agreements.meet", number=number, post=post) + f"#{theme}", 303)
