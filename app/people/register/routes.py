"""The pages of the register: persons and their posts, departments and what became of them."""

from collections.abc import Sequence

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.core import clock
from app.core.formats import date_full
from app.core.forms import Form
from app.core.pages import Page, actor, does
from app.core.text import one_line
from app.people.deputies import operations as deputies
from app.people.deputies.forms import DeputyForm
from app.people.forms import labels
from app.people.models import OFFICE, Department, Function, Ground, Person, post_label
from app.people.operations import accounts
from app.people.register import forms, operations, queries, structure

blueprint = Blueprint("register", __name__)


@blueprint.get("/personer")
@does("register.keep")
def persons() -> str:
    operations.require_registrar(actor())
    words, page = one_line(request.args.get("q", ""))[:100], max(request.args.get("side", 1, type=int), 1)
    found, count = queries.found(words, min(page, 1000))
    return render_template(
        "people/register/persons.html",
        persons=found,
        count=count,
        words=words,
        page=page,
        pages=-(-count // queries.PER_PAGE),
        vacancies=queries.vacancies(),
        post_label=post_label,
    )


@blueprint.route("/personer/ny", methods=["GET", "POST"])
@does("register.keep")
def add_person() -> Page:
    operations.require_registrar(actor())
    form = forms.PersonForm(data={"has_account": True})
    if form.validate_on_submit():
        row = operations.add_person(actor(), *_said(form), has_account=form.has_account.data)
        flash(_("%(name)s is in the register.", name=row.name), "success")
        return redirect(url_for("register.person", person_id=row.id), 303)
    return render_template("people/register/new_person.html", form=form), 422 if form.errors else 200


@blueprint.get("/personer/<int:person_id>")
@does("register.keep")
def person(person_id: int) -> str:
    """`?fravaer=1`: whoever comes from a text that waits for the person is about to note who approves meanwhile."""
    operations.require_registrar(actor())
    row = queries.person(person_id)
    if "fravaer" not in request.args:
        return _page(row)
    form = DeputyForm(formdata=None, what=Ground.SUPERIOR.value)
    form.between(actor(), row)
    form.from_date.process_data(clock.today())
    return _page(row, deputy=form)


@blueprint.post("/personer/<int:person_id>")
@does("register.keep")
def change_person(person_id: int) -> Page:
    operations.require_registrar(actor())
    row, form = queries.person(person_id), forms.PersonForm()
    if not form.validate():
        return _page(row, about=form), 422
    try:
        operations.change_person(
            person_id, actor(), form.seen.data or "", *_said(form), has_account=form.has_account.data
        )
    except operations.Changed:
        form.seen.data = operations.shown(row)
        return _page(row, about=form, is_stale=True), 409
    return _to_person(person_id, _("It is saved."))


@blueprint.post("/personer/<int:person_id>/poster")
@does("register.keep")
def add_post(person_id: int) -> Page:
    operations.require_registrar(actor())
    row, form = queries.person(person_id), _post_form()
    if not form.validate() or form.from_date.day is None:
        return _page(row, post=form), 422
    department_id = int(form.department.data) if form.department.data else None
    function, days = Function(form.function.data), (form.from_date.day, form.to_date.day)
    operations.add_post(person_id, actor(), function, department_id, *days, is_acting=form.is_acting.data)
    return _to_person(person_id, _("The post is given."))


@blueprint.post("/personer/<int:person_id>/poster/<int:post_id>/afslut")
@does("register.keep")
def end_post(person_id: int, post_id: int) -> Page:
    operations.require_registrar(actor())
    row, form = queries.person(person_id), forms.EndForm()
    if not form.validate() or form.last_day.day is None:
        return _page(row, **{f"end-{post_id}": form}), 422
    operations.end_post(person_id, actor(), post_id, form.last_day.day)
    return _to_person(person_id, _("The last day of the post is %(day)s.", day=date_full(form.last_day.day)))


@blueprint.post("/personer/<int:person_id>/poster/afslut")
@does("register.keep")
def end_posts(person_id: int) -> Page:
    """All of them at once: whose account is closed can answer for none."""
    operations.require_registrar(actor())
    row, form = queries.person(person_id), forms.EndForm()
    if not form.validate() or form.last_day.day is None:
        return _page(row, end_all=form), 422
    operations.end_posts(person_id, actor(), form.last_day.day)
    return _to_person(person_id, _("The last day of the posts is %(day)s.", day=date_full(form.last_day.day)))


@blueprint.post("/personer/<int:person_id>/stedfortraedere")
@does("register.keep")
def add_deputy(person_id: int) -> Page:
    operations.require_registrar(actor())
    row, form = queries.person(person_id), DeputyForm()
    form.between(actor(), row)
    if not form.validate() or form.from_date.day is None or form.deputy.chosen is None:
        return _page(row, deputy=form), 422
    by, days = form.deputy.chosen.id, (form.from_date.day, form.to_date.day)
    if form.post_id is not None:
        deputies.appoint_to_post(person_id, actor(), form.post_id, by, *days)
    elif days[1]:
        deputies.appoint_superior(person_id, actor(), by, days[0], days[1])
    return _to_person(person_id, _("It is noted who approves."))


@blueprint.get("/afdelinger")
@does("register.keep")
def departments() -> str:
    operations.require_registrar(actor())
    return _departments(forms.DepartmentForm(formdata=None))


@blueprint.post("/afdelinger")
@does("register.keep")
def add_department() -> Page:
    operations.require_registrar(actor())
    form = forms.DepartmentForm()
    if not form.validate() or form.from_date.day is None:
        return _departments(form), 422
    row = structure.add_department(actor(), form.name.data or "", form.from_date.day)
    flash(_("%(name)s is in the register.", name=row.name), "success")
    return redirect(url_for("register.departments"), 303)


@blueprint.route("/afdelinger/<int:department_id>", methods=["GET", "POST"])
@does("register.keep")
def department(department_id: int) -> Page:
    operations.require_registrar(actor())
    row, form, rooms = queries.department(department_id), forms.ReorganiseForm(), queries.departments()
    form.offer([room for room in _lasting(rooms) if room is not row])
    if form.validate_on_submit() and form.from_date.day:
        into = int(form.into.data) if form.what.data == forms.INTO else None
        successor = structure.reorganise(department_id, actor(), form.from_date.day, form.name.data or "", into)
        flash(_("From then on it is %(name)s.", name=successor.name), "success")
        return redirect(url_for("register.department", department_id=successor.id), 303)
    page = render_template(
        "people/register/department.html",
        department=row,
        before=[room for room in rooms if room.successor_id == row.id],
        heads=queries.heads().get(row.id, []),
        form=form,
    )
    return page, 422 if form.errors else 200


def _departments(form: forms.DepartmentForm) -> str:
    rows = queries.departments()
    return render_template(
        "people/register/departments.html",
        current=[row for row in rows if row.to_date is None or row.is_current],
        former=[row for row in rows if not (row.to_date is None or row.is_current)],
        heads=queries.heads(),
        form=form,
    )


def _lasting(rooms: Sequence[Department]) -> list[Department]:
    return [room for room in rooms if room.to_date is None]


def _post_form(**given: None) -> forms.PostForm:
    form = forms.PostForm(**given)
    form.offer(_lasting(queries.departments()))
    return form


def _said(form: forms.PersonForm) -> tuple[str, str, str, str]:
    return form.name.data or "", form.title.data or "", form.about.data or "", form.email.data or ""


def _to_person(person_id: int, told: str) -> Response:
    flash(told, "success")
    return redirect(url_for("register.person", person_id=person_id), 303)


def _page(row: Person, *, is_stale: bool = False, **failed: Form) -> str:
    """The person's page; a form that came back with errors, or of a page that is out of date, is shown as it was
    sent."""
    about = forms.PersonForm(formdata=None, obj=row, has_account=row.is_active, seen=operations.shown(row))
    post, deputy = _post_form(formdata=None), DeputyForm(formdata=None)
    deputy.between(actor(), row)
    for form in (post, deputy):
        form.from_date.process_data(clock.today())
    held = [one for one in row.posts if one.network_id is None]
    ends = {}
    for one in held:
        ends[one.id] = failed.get(f"end-{one.id}") or forms.EndForm(formdata=None, prefix="")
        if not ends[one.id].errors:
            ends[one.id].last_day.process_data(clock.today())
        ends[one.id].last_day.id = f"last-day-{one.id}"
    end_all = failed.get("end_all") or forms.EndForm(formdata=None, prefix="")
    end_all.last_day.id = "last-day-of-all"
    if not end_all.errors:
        end_all.last_day.process_data(row.closed_on)
    return render_template(
        "people/register/person.html",
        who=row,
        is_stale=is_stale,
        left_open=queries.left_open(row),
        runs_structure=actor().holds(*OFFICE),  # who else keeps the register reads nothing of networks
        end_all=end_all,
        posts=held,
        about=failed.get("about") or about,
        post=failed.get("post") or post,
        ends=ends,
        today=clock.today(),
        deputy=failed.get("deputy") or deputy,
        deputies=deputies.for_person(row.id),
        known=labels(accounts()),
        failed=next(iter(failed.values()), None),
        unfolded=set(failed),
        post_label=post_label,
    )
