"""The table of types: what holds for each, and changing a row."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.exceptions import NotFound

from app.core.formats import capital_first, listed, lower_first
from app.core.pages import Page, actor, does
from app.networks import courses
from app.networks.courses import Course
from app.networks.rules import TypeEntry
from app.networks.types import operations
from app.networks.types.forms import TypeForm
from app.people.models import POST_LABELS, the_post

blueprint = Blueprint("types", __name__, url_prefix="/typer")


@blueprint.get("")
@does("types.change")
def index() -> str:
    operations.require_editor(actor())
    made = operations.editions()
    table = operations.table_of(next(iter(made), None))
    lines = list(zip(*map(_facts, table.values()), strict=True))
    return render_template("networks/types.html", table=table, editions=made, the_post=the_post, lines=lines)


@blueprint.route("/<string:key>", methods=["GET", "POST"])
@does("types.change")
def edit(key: str) -> Page:
    operations.require_editor(actor())
    newest = next(iter(operations.editions()), None)
    n, table = newest.n if newest else 1, operations.table_of(newest)
    place = next((place for place, row in table.items() if row.key == key), None)
    if place is None:
        raise NotFound
    row, form, is_stale = table[place], TypeForm(), False
    if not form.is_submitted():
        form.show(n, row)
    elif form.validate():
        try:
            operations.change(actor(), n if form.n.data == str(n) else 0, place, form.entry(row))
        except operations.Newer:
            is_stale, form.n.data = True, str(n)
        else:
            flash(_("Saved. Networks whose phase 1 has not been sent follow it from now on."), "success")
            return redirect(url_for("types.index"), 303)
    status = 409 if is_stale else 422 if form.errors else 200
    shown = _facts(row) if is_stale else []
    return render_template("networks/type.html", row=row, place=place, form=form, theirs=shown), status


def _facts(row: TypeEntry) -> list[tuple[str, str]]:
    """The row in words."""
    return [
        (_("What it is for"), row.focus),
        (_("Who puts the proposal"), POST_LABELS[row.proposes] if row.proposes else _("The idea's author or group")),
        (_("Parties to phase 1"), capital_first(listed([POST_LABELS[party].lower() for party in row.idea_parties]))),
        (_("Who decides"), POST_LABELS[row.decides]),
        (_("Who decides on leader and referenceleder"), POST_LABELS[row.appoints]),
        (_("Who briefs chefforum"), POST_LABELS[row.briefs]),
        (_("Who decides the outcome"), POST_LABELS[row.decides_outcome]),
        (_("The referenceleder's level"), row.referenceleder),
        (_("How long it usually is"), row.default_length),
        (_("The usual course"), _course(row.course)),
        (_("Success may be"), row.success),
    ]


def _course(course: Course) -> str:
    """How long it is, and of what."""
    weeks = ngettext("%(num)s week", "%(num)s weeks", courses.length(course))
    return f"{weeks}: {listed([lower_first(stretch.name) for stretch in course])}" if course else weeks
