"""The first day: persons, departments, posts and networks from a workbook, tried before it is read in."""

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from app.core.pages import Page, accepts, actor, does
from app.core.text import one_line
from app.imports import operations, workbook
from app.imports.forms import LARGEST, WorkbookForm, fault_of
from app.people.register.operations import require_registrar

blueprint = Blueprint("imports", __name__, url_prefix="/indlaesning")
MOST_SHOWN = 500


@blueprint.get("")
@does("register.import")
def index() -> str:
    require_registrar(actor())
    return _choosing(WorkbookForm(formdata=None))


@blueprint.get("/skabelon")
@does("register.import")
def template() -> Page:
    """The empty workbook."""
    require_registrar(actor())
    headers = {"Content-Disposition": "attachment; filename=netvaerk-skabelon.xlsx"}
    return Response(workbook.template(), mimetype=workbook.MEDIA_TYPE, headers=headers)


@blueprint.post("")
@does("register.import")
@accepts(LARGEST)
def keep() -> Page:
    require_registrar(actor())
    form, upload = WorkbookForm(), request.files.get("workbook")
    content, name = (upload.read(), one_line(upload.filename or "")) if upload else (b"", "")
    form.validate()
    fault = fault_of(content)
    if not fault and not form.errors:
        try:
            return redirect(url_for("imports.trial", key=operations.keep(actor(), content, name)), 303)
        except workbook.NotAWorkbook as error:
            fault = str(error)
    form.workbook.errors = [fault] if fault else []
    return _choosing(form), 422


@blueprint.get("/<string:key>")
@does("register.import")
def trial(key: str) -> Page:
    """What the workbook would do: nothing has been changed."""
    return _trial(key, operations.tried(actor(), key))


@blueprint.post("/<string:key>")
@does("register.import")
def load(key: str) -> Page:
    plan = operations.load(actor(), key)
    if plan.faults:
        return _trial(key, plan), 422
    told = [f"{sheet} {count}" for sheet, count in plan.new.items() if count]
    flash(_("Read in: %(told)s.", told=", ".join(told)) if told else _("Everything was there already."), "success")
    return redirect(url_for("imports.trial", key=key), 303)


def _choosing(form: WorkbookForm) -> str:
    return render_template("imports/choose.html", form=form)


def _trial(key: str, plan: operations.Plan) -> str:
    faults = plan.faults
    return render_template(
        "imports/trial.html",
        key=key,
        name=operations.kept(actor(), key).name,
        faults=faults[:MOST_SHOWN],
        count=len(faults),
        new=plan.new,
        known=plan.known,
        as_ideas=plan.as_ideas,
        form=WorkbookForm(formdata=None),
    )
