"""The office reads and changes what the kinds of documents ask."""

from collections.abc import Mapping

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from app.core.db import db
from app.core.pages import Page, actor, does
from app.documents import editions
from app.documents.catalogue import KINDS, Kind
from app.documents.models import Edition
from app.documents.wording import operations
from app.documents.wording.forms import WordingForm, wording_form

blueprint = Blueprint("wording", __name__, url_prefix="/skemaer")


@blueprint.get("")
@does("wording.change")
def index() -> Page:
    operations.require_editor(actor())
    found = [(kind, editions.in_use(db.session(), kind)) for kind in KINDS.values()]
    return render_template("documents/wordings.html", found=found)


@blueprint.route("/<string:key>", methods=["GET", "POST"])
@does("wording.change")
def edit(key: str) -> Page:
    operations.require_editor(actor())
    if (kind := KINDS.get(key)) is None:
        raise NotFound
    edition = editions.in_use(db.session(), kind)
    form = wording_form(edition.questions)
    if not form.is_submitted():
        form.show(edition.n, operations.words(edition.questions))
    elif form.validate():
        return _saved(kind, form)
    return _page(kind, edition, form), 422 if form.errors else 200


def _saved(kind: Kind, form: WordingForm) -> Page:
    n = form.n.data or 0
    try:
        edition = operations.change(kind, actor(), n, form.words())
    except operations.Newer as newer:
        theirs = operations.words(newer.edition.questions)
        shown, both = operations.merged(kind, n, form.words(), theirs)
        form.show(newer.edition.n, shown)
        return _page(kind, newer.edition, form, both), 409
    if edition.n == n:
        flash(_("Nothing has been changed. Edition %(n)s is still in use.", n=n), "info")
    else:
        flash(_("Saved. Edition %(n)s is in use from now on.", n=edition.n), "success")
    return redirect(url_for("wording.edit", key=kind.key), 303)


def _page(kind: Kind, edition: Edition, form: WordingForm, theirs: Mapping[str, str] | None = None) -> str:
    """`theirs`: what another has just written in fields that the reader has changed too; None when nobody has."""
    return render_template(
        "documents/wording.html",
        kind=kind,
        edition=edition,
        form=form,
        theirs=theirs,
        running=operations.running(kind),
    )
