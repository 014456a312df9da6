"""A draft is written and saved, its rows are moved, and its history is read and put back."""

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from app.core import formats
from app.core.pages import Page, Refusal, actor, does
from app.documents import operations, relations, texts
from app.documents.blueprint import blueprint
from app.documents.drafting import history_pages, moments, pages, periods
from app.documents.drafting import operations as drafting
from app.documents.drafting.forms import AnswersForm
from app.documents.models import Document


@blueprint.route("/ret", methods=["GET", "POST"])
@does("document.edit")
def edit(number: str) -> Page:
    document = operations.load(number, actor(), "document.edit")
    form = pages.form_of(document)
    return _save(document, form) if form.is_submitted() else pages.page(document, form)


def _save(document: Document, form: AnswersForm) -> Page:
    """What was posted, all of the form or one field. What cannot be stored, or still waits for a choice, is told and
    stays in its field; the rest is saved. With a row that is removed goes what cannot be stored in it."""
    undecided = pages.choose(form, {answer.key: answer for answer in document.answers})
    form.validate()
    for key in undecided:  # not saved now; what is begun in its field may be anything
        form[key].errors = []
    wrong, bases, act = set(form.errors), pages.posted_bases(form), _act(document)
    answers = form.answers(but=wrong | undecided.keys())
    saved = drafting.save(document.number, actor(), answers, bases, touched="autosave" in request.form)
    is_stopped = any(not (act and act.drops(name)) for name in wrong)
    if is_stopped or undecided or saved.conflicts:
        now = texts.values(document) | {key: answers[key] for key in saved.conflicts}
        form.fill(now, {field.name for field in form.fields()} - wrong)
        kept = {name: bases[name] for name in wrong}
        shown = pages.page(document, form, bases=kept, conflicts=saved.conflicts, undecided=undecided)
        return shown, 422 if wrong else 409
    lost = periods.lost(saved.keys, texts.values(document))
    return pages.page(document, form, lost=lost) if "autosave" in request.form else _go_on(document, lost, act)


def _act(document: Document) -> periods.Act | None:
    """What the pressed button asks for, when it is one beside a row."""
    answers = texts.values(document)
    return periods.act(
        request.form.get("row", ""), {key: periods.known(key, answers) for key in pages.tables(document)}
    )


def _go_on(document: Document, lost: list[str], act: periods.Act | None) -> Page:
    """From a saved form to what the pressed button asks for."""
    number = document.number
    if lost:
        named = formats.listed([f"»{name}«" for name in lost])
        flash(
            _("%(names)s was removed while you wrote. What you wrote is kept: put it back below.", names=named),
            "warning",
        )
    elif "HX-Request" not in request.headers:  # what saves in place says so beside its button
        flash(_("Saved."), "success")
    if act and act.name in periods.WHOLE:
        return _plan(document, act)
    if act:
        return _move(document, act)
    if request.form.get("next") == "read":
        return redirect(url_for("documents.read", number=number), 303)
    return redirect(url_for("documents.edit", number=number), 303)


def _move(document: Document, act: periods.Act) -> Page:
    """Add, remove or move a row; the answer leads to the row."""
    drafting.move_row(document.number, actor(), act.key, act.change())
    is_listed = act.row in texts.values(document).get(act.key, "").split(",")
    if not is_listed and act.name in ("add", "back"):
        flash(_("A table holds at most %(most)s periods.", most=periods.MOST_ROWS), "warning")
    anchor = f"{act.key}.{act.row}.name" if is_listed else act.key
    return redirect(url_for("documents.edit", number=document.number, _anchor=anchor), 303)


def _plan(document: Document, act: periods.Act) -> Page:
    """Fill the table with the usual periods, or let its periods follow one another."""
    if act.name == "usual":
        drafting.begin_usually(document.number, actor(), act.key)
    elif not drafting.set_dates(document.number, actor(), act.key):
        flash(_("Write when the network starts, or when the first period does. Then the others can follow."), "warning")
    return redirect(url_for("documents.edit", number=document.number, _anchor=act.key), 303)


def _drafted(number: str) -> Document:
    """The document, for those who read its draft: the history is theirs (domain.md 13)."""
    document = operations.load(number, actor(), "document.read")
    if not relations.reads_draft(actor(), document):
        operations.refuse(document, None)
    return document


def _moment(document: Document, n: int) -> moments.Moment:
    found = next((moment for moment in moments.of(document) if moment.n == n), None)
    if found is None:
        raise Refusal(404, _("There is no such moment"), _("Find the moments in the history of the text."))
    return found


@blueprint.get("/historik")
@does("document.read")
def history(number: str) -> Page:
    document = _drafted(number)
    from_n, to_n = (request.args.get(name, type=int) for name in ("fra", "til"))
    if from_n is None or to_n is None:
        return history_pages.listed(document)
    first, last = sorted((from_n, to_n))
    return history_pages.listed(document, compared=(_moment(document, first), _moment(document, last)))


@blueprint.get("/historik/<int:n>")
@does("document.read")
def moment(number: str, n: int) -> Page:
    document = _drafted(number)
    return history_pages.moment(document, _moment(document, n))


@blueprint.post("/historik/<int:n>/gendan")
@does("document.edit")
def restore(number: str, n: int) -> Page:
    document = operations.load(number, actor(), "document.edit")
    changed = drafting.restore(number, actor(), _moment(document, n), request.form.get("seen", ""))
    told = ngettext("One answer has been put back.", "%(num)s answers have been put back.", changed)
    flash(told if changed else _("The text says that already."), "success")
    return redirect(url_for("documents.edit", number=number), 303)
