"""A draft is written and saved."""

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _

from app.core.pages import Page, actor, does
from app.documents import editions, operations, texts
from app.documents.blueprint import blueprint
from app.documents.drafting import operations as drafting
from app.documents.drafting import pages
from app.documents.drafting.forms import answers_form


@blueprint.route("/ret", methods=["GET", "POST"])
@does("document.edit")
def edit(number: str) -> Page:
    document = operations.load(number, actor(), "document.edit")
    form = answers_form(editions.questions(document), texts.choosable_departments(document))
    if not form.is_submitted():
        form.fill(texts.values(document))
        return pages.page(document, form)
    stored = {answer.key: answer for answer in document.answers}
    undecided = pages.choose(form, stored)
    form.validate()
    for key in undecided:  # not saved now; what is begun in its field may be anything
        form[key].errors = []
    if form.errors:
        return pages.page(document, form, bases=pages.posted_bases(form), conflicts=undecided), 422
    answers = {key: value for key, value in form.answers().items() if key not in undecided}
    saved = drafting.save(number, actor(), answers, pages.posted_bases(form))
    conflicts = undecided | saved.conflicts
    if conflicts:
        form.fill({**texts.values(document), **{key: answers.get(key, "") for key in conflicts}})
        return pages.page(document, form, conflicts=conflicts), 409
    if "HX-Request" not in request.headers:  # what saves in place says so beside its button
        flash(_("Saved."), "success")
    if request.form.get("next") == "read":
        return redirect(url_for("documents.read", number=number), 303)
    return redirect(url_for("documents.edit", number=number), 303)
