"""The usual course of a type of network, as the office writes it: a table of periods without days (domain.md 8)."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound
from wtforms import Field

from app.core.forms import Form, HiddenLine
from app.core.pages import Page, actor, does
from app.documents.drafting import periods
from app.documents.questions import COURSE_COLUMNS, cell_key
from app.networks.courses import WORK, Course, Stretch
from app.networks.rules import TypeEntry
from app.networks.types import operations as types

blueprint = Blueprint("courses", __name__, url_prefix="/typer")
KEY = "course"


class CourseForm(Form):
    """`n` is the edition that was on the screen; each cell of the rows, in their order, is a field beside."""

    n = HiddenLine()
    _fields: dict[str, Field]


@blueprint.route("/<string:key>/forloeb", methods=["GET", "POST"])
@does("types.change")
def edit(key: str) -> Page:
    """A button beside a row changes the rows on the page alone; »Save« makes an edition of them."""
    types.require_editor(actor())
    newest = next(iter(types.editions()), None)
    n, table = newest.n if newest else 1, types.table_of(newest)
    place = next((place for place, row in table.items() if row.key == key), None)
    if place is None:
        raise NotFound
    answers = dict(request.form.items()) if request.method == "POST" else _written(table[place].course)
    act = periods.act(answers.get("row", ""), {KEY: periods.known(KEY, answers)})
    form, rows = _form(answers, n, act)
    if act or not form.is_submitted():
        return _page(table[place], form, rows)
    if not form.validate() or not _is_whole(form, rows):
        return _page(table[place], form, rows), 422
    try:
        types.change(actor(), _seen(form, n), place, replace(table[place], course=_course(form, rows)))
    except types.Newer:
        form.n.data = str(n)
        return _page(table[place], form, rows, is_stale=True), 409
    flash(_("Saved. A plan that is begun from now on can begin with it."), "success")
    return redirect(url_for("types.index"), 303)


def _seen(form: CourseForm, n: int) -> int:
    """The edition that was on the screen, of those that there may have been."""
    return n if form.n.data == str(n) else 0


def _page(row: TypeEntry, form: CourseForm, rows: Sequence[str], *, is_stale: bool = False) -> str:
    shown = periods.shown(KEY, {KEY: ",".join(rows)}, form, rows, COURSE_COLUMNS)
    return render_template("contracts/course.html", row=row, key=KEY, form=form, rows=shown, is_stale=is_stale)


def _written(course: Course) -> dict[str, str]:
    """The course as fields."""
    rows = ((f"r{place}", asdict(stretch)) for place, stretch in enumerate(course))
    return {cell_key(KEY, row, column): cell for row, stretch in rows for column, cell in stretch.items()}


def _form(answers: Mapping[str, str], n: int, act: periods.Act | None) -> tuple[CourseForm, list[str]]:
    """The form with what stands in its rows, and the rows, as they are when the pressed button has had its way."""
    rows = periods.rows_of(KEY, answers)
    rows = (act.change()(rows) if act else rows)[: periods.MOST_ROWS]
    cells = periods.cells(KEY, rows, COURSE_COLUMNS)
    form: CourseForm = type("RowsForm", (CourseForm,), dict(cells))()
    form.n.data = answers.get("n") or str(n)
    for name in () if form.is_submitted() else cells:
        form[name].process_data(answers.get(name, ""))
    if act and act.row in rows:
        moved = form[cell_key(KEY, act.row, COURSE_COLUMNS[0].key)]
        moved.render_kw = {**(moved.render_kw or {}), "autofocus": True}
    return form, rows


def _is_whole(form: CourseForm, rows: Sequence[str]) -> bool:
    """Whether each row in which something stands has a name and its weeks."""
    for row in rows:
        for column, words in (("name", _("Write what the period is called")), ("weeks", _("Write how many weeks"))):
            cell = form[cell_key(KEY, row, column)]
            if _says(form, row) and not cell.data:
                cell.errors = [str(words)]
    return not form.errors


def _course(form: CourseForm, rows: Sequence[str]) -> Course:
    return tuple(_stretch(form, row) for row in rows if _says(form, row))


def _stretch(form: CourseForm, row: str) -> Stretch:
    cells = {column.key: form[cell_key(KEY, row, column.key)].data or "" for column in COURSE_COLUMNS}
    return Stretch(**cells | {"kind": cells["kind"] or WORK})


def _says(form: CourseForm, row: str) -> bool:
    return any(form[cell_key(KEY, row, column.key)].data for column in COURSE_COLUMNS)
