"""Preparing alone, choosing what the other may read, and the talk (R6)."""

from collections.abc import Mapping

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.exceptions import NotFound

from app.agreements import arranging, operations, preparing, talk
from app.agreements.catalogue import Agreement
from app.agreements.forms import PickForm, PreparationForm, preparation_form
from app.agreements.routes import blueprint, room
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
    """The whole form, or one field that saves itself. What cannot be kept stays in its field; the rest is kept."""
    network, kind = _room(number, post)
    form = _form(network, kind)
    if not form.is_submitted():
        return _prepare(network, kind, form)
    form.validate()
    alone, answers = "autosave" in request.form, form.answers()
    overtaken = preparing.save(number, actor(), kind, answers, form.bases(), touched=alone)
    if form.errors or overtaken or alone:
        return _prepare(network, kind, form, overtaken), 422 if form.errors else 409 if overtaken else 200
    flash(_("Saved. Only you can read it.") if not _shown(network, kind) else _("Saved."), "success")
    return redirect(url_for("agreements.prepare", number=number, post=post), 303)


def _shown(network: Network, kind: Agreement) -> set[str]:
    """The actor's own answers that the other may read."""
    return set(preparing.readable_by(network, actor(), kind)[0])


def _form(network: Network, kind: Agreement) -> PreparationForm:
    asked = preparing.prompts(kind, preparing.side_of(network, actor(), kind))
    other = preparing.other(network, actor(), kind)
    kept, shown = preparing.own(network, actor(), kind), _shown(network, kind)
    return preparation_form(asked, kept, shown, other.first_name if other else "")


def _prepare(
    network: Network, kind: Agreement, form: PreparationForm, overtaken: Mapping[str, str] | None = None
) -> str:
    """The page; to a field that saves itself, only what has changed. Where two windows have written in one field, the
    page holds both texts."""
    alone, kept = "autosave" in request.form, preparing.own(network, actor(), kind)
    values = {key: row.value for key, row in kept.items()}
    current = {field.name: preparing.base(values.get(field.name, "")) for field in form if field.name != "csrf_token"}
    for key, said in (overtaken or {}).items() if not alone else ():
        form[key].data = "\n\n".join(filter(None, (form[key].data, said)))
    wrong = {} if alone else {key: began for key, began in form.bases().items() if form[key].errors}
    return render_template(
        "agreements/_kept.html" if alone else "agreements/prepare.html",
        network=network,
        kind=kind,
        form=form,
        bases=current | wrong,
        overtaken=overtaken or {},
        prompts=preparing.prompts(kind, preparing.side_of(network, actor(), kind)),
        kept=kept,
        shown=_shown(network, kind),
        offers=preparing.offers(network, actor(), kind),
        other=preparing.other(network, actor(), kind),
        headings={question.key: question.heading for question in kind.questions},
    )


@blueprint.post("/<string:post>/vis")
@does("network.prepare_talk")
def reveal(number: str, post: str) -> Page:
    network, kind = _room(number, post)
    if not preparing.reveal(number, actor(), kind, request.form.getlist("shown")):
        words = _("Nothing has been shown. Your answer has changed, or another has taken over, since you ticked it.")
        flash(words, "warning")
        return redirect(url_for("agreements.prepare", number=number, post=post), 303)
    flash(_told(network, kind), "success")
    return redirect(url_for("agreements.meet", number=number, post=post), 303)


def _told(network: Network, kind: Agreement) -> str:
    """How many of the actor's answers the other may read now."""
    across, shown = preparing.other(network, actor(), kind), len(_shown(network, kind))
    name = across.first_name if across else ""
    if not shown:
        return _("%(name)s may read none of your answers.", name=name)
    return ngettext(
        "%(name)s may read one of your answers.", "%(name)s may read %(num)s of your answers.", shown, name=name
    )


@blueprint.get("/<string:post>/samtale")
@does("network.prepare_talk")
def meet(number: str, post: str) -> Page:
    network, kind = _room(number, post)
    me, across = preparing.pair(network, actor(), kind)
    draft, (own, of_other) = operations.living(network, kind), preparing.readable_by(network, actor(), kind)
    read = preparing.see(of_other) if request.method == "GET" else {}  # not who asks for the head alone
    names = (me.first_name if me else "", across.first_name if across else "")
    return render_template(
        "agreements/talk.html",
        network=network,
        kind=kind,
        other=across,
        names=names,
        themes=talk.themes(kind, names, (own, read), draft) if across else [],
        draft=draft,
        guide=guides.of(kind.opposite),
        is_open=draft is not None and draft.state == "draft",
        talk=(when := arranging.of(draft) if draft else None),
        is_to_come=arranging.is_to_come(when),
    )


@blueprint.post("/<string:post>/samtale/<string:theme>")
@does("network.prepare_talk")
def pick(number: str, post: str, theme: str) -> Page:
    _network, kind = _room(number, post)
    if theme not in {question.key for question in kind.questions}:
        raise NotFound
    if not preparing.take_over(number, actor(), kind, theme, PickForm().line.data or []):
        flash(_("Somebody wrote in the draft at the same moment. Choose the lines again."), "warning")
    return redirect(url_for("agreements.meet", number=number, post=post) + f"#{theme}", 303)
