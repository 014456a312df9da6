"""Preparing alone, choosing what the other may read, and the talk (R6)."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from app.agreements import operations, preparing, talk
from app.agreements.catalogue import Agreement, all_kinds
from app.agreements.forms import PickForm, RevealForm, preparation_form
from app.agreements.routes import blueprint
from app.agreements.rules import POLICY
from app.core.forms import SelectChoice
from app.core.pages import Page, actor, does
from app.handbook import guides
from app.networks import operations as networks
from app.networks.models import Network


def _room(number: str, post: str) -> tuple[Network, Agreement]:
    network = networks.load(number, actor(), "network.read")
    kind = next((kind for kind in all_kinds() if kind.opposite == post), None)
    if kind is None:
        raise NotFound
    networks.require(network, actor(), "network.prepare_talk", POLICY)
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
    if form.validate():
        preparing.reveal(number, actor(), kind, set(form.shown.data or ()))
    return redirect(url_for("agreements.meet", number=number, post=post), 303)


@blueprint.get("/<string:post>/samtale")
@does("network.prepare_talk")
def meet(number: str, post: str) -> Page:
    network, kind = _room(number, post)
    across = preparing.other(network, actor(), kind)
    draft = operations.living(network, kind)
    names = (actor().name.split()[0], across.first_name if across else "")
    page = render_template(
        "agreements/talk.html",
        network=network,
        kind=kind,
        other=across,
        names=names,
        themes=talk.themes(network, actor(), kind, names, draft) if across else [],
        draft=draft,
        guide=guides.of(kind.opposite),
        is_open=draft is not None and draft.state == "draft",
    )
    if across:
        preparing.see(network, actor(), kind, across.id)
    return page


@blueprint.post("/<string:post>/samtale/<string:theme>")
@does("network.prepare_talk")
def pick(number: str, post: str, theme: str) -> Page:
    _network, kind = _room(number, post)
    if theme not in {question.key for question in kind.questions}:
        raise NotFound
    preparing.take_over(number, actor(), kind, theme, PickForm().line.data or [])  # of those that both may read
    return redirect(url_for("agreements.meet", number=number, post=post) + f"#{theme}", 303)
