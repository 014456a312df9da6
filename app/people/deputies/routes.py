"""A person's own page of who approves for them and for whom they approve; what the register notes of others."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _

from app.core import clock
from app.core.pages import Page, actor, does
from app.people.deputies import operations
from app.people.deputies.forms import LeaveForm
from app.people.forms import labels
from app.people.models import Ground, post_label
from app.people.operations import accounts, holder_of
from app.people.register.queries import person as registered

blueprint = Blueprint("deputies", __name__, url_prefix="/stedfortraeder")


@blueprint.route("", methods=["GET", "POST"])
@does("deputy.appoint")
def page() -> Page:
    form = LeaveForm()
    form.between(actor(), registered(actor().person_id))
    if form.validate_on_submit() and form.deputy.chosen and form.from_date.day and form.to_date.day:
        days = form.from_date.day, form.to_date.day
        row = operations.appoint(actor(), Ground(form.ground.data), form.deputy.chosen.id, *days)
        flash(_("%(name)s approves for you in that time.", name=row.by.name), "success")
        return redirect(url_for("deputies.page"), 303)
    if not form.is_submitted():
        form.from_date.process_data(clock.today())
    shown = render_template(
        "people/deputies/page.html",
        form=form,
        mine=operations.for_person(actor().person_id),
        others=operations.by_person(actor().person_id),
        known=labels(accounts()),
        post_label=post_label,
    )
    return shown, 422 if form.errors else 200


@blueprint.post("/<int:deputy_id>/afslut")
@does("deputy.end")
def end(deputy_id: int) -> Page:
    row = operations.end(deputy_id, actor())
    if row.of_id == actor().person_id:
        flash(_("%(name)s no longer approves for you.", name=row.by.name), "success")
        return redirect(url_for("deputies.page"), 303)
    flash(_("%(name)s no longer approves for others on that ground.", name=row.by.name), "success")
    holder = row.of if row.of or not row.function else holder_of(row.function, row.department_id)
    return redirect(url_for("register.person", person_id=(holder or row.by).id), 303)
