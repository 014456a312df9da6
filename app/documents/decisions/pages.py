"""What the pages of a decision show: the minute, the wording that was decided, and the change before it locks."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask import render_template, request
from flask_babel import gettext as _

from app.core import clock, formats
from app.core.formats import capital_first
from app.core.forms import SelectChoice
from app.documents import content, editions, fields, said, standing, texts
from app.documents.catalogue import kind_of
from app.documents.consents import Result
from app.documents.decisions import operations
from app.documents.decisions.forms import DecidedForm, MinuteForm, decided_form, minute_form
from app.documents.models import Document
from app.documents.said import RESULTS
from app.forums.operations import last_until
from app.people.models import post_label

ANSWER = "answer-"  # what the names of the decided answers begin with (DecidedForm)


def form_of(document: Document) -> MinuteForm:
    """The form of a decision on the text that is out, empty or as posted."""
    others = [
        SelectChoice(operations.also_of(other), capital_first(kind_of(other).label))
        for other in operations.same_item(document)
    ]
    sends_on = bool(kind_of(document).onward(document))
    form = minute_form(editions.questions(document), _came_out(document), others, sends_on=sends_on)
    if not form.is_submitted() and document.current and (party := standing.awaited_forum(document)):
        form.sha256.data, form.forum.data = document.current.sha256, party.function
        met = last_until(party.function, clock.today())
        form.day.process_data(met if met and met >= form.sent else None)
    return form


def _came_out(document: Document) -> date:
    """The day from which a body could decide on the text that is out: it was sent, or the body before it changed it."""
    version = document.current
    changed = said.changing(version) if version else None
    sent = version.at if version else document.state_since
    return changed.day if changed else sent.astimezone(clock.COPENHAGEN).date()


def wording_of(document: Document, form: MinuteForm) -> DecidedForm:
    """The answers that the decision changes, as on the agenda or as posted."""
    questions = [question for question in editions.questions(document) if question.key in (form.changed.data or ())]
    departments = texts.choosable_departments(document)
    return decided_form(questions, departments, texts.values(document), request.form.getlist("shown"))


def is_for_now(document: Document, form: MinuteForm) -> bool:
    """Whether the form is about the text that is out, and the body that it waits for, and so with each of the others
    that were ticked."""
    party = standing.awaited_forum(document)
    sha = document.current.sha256 if document.current else ""
    waiting = {operations.also_of(other) for other in operations.same_item(document)}
    is_now = party is not None and (form.sha256.data, form.forum.data) == (sha, party.function)
    return is_now and waiting.issuperset(request.form.getlist("also"))


def find_faults(document: Document, wording: DecidedForm) -> None:
    """Tell beside the fields what is wrong with the decided text as a whole, or that it is no other text."""
    answers = {**texts.values(document), **wording.answers()}
    for question in texts.missing(document, answers):
        wording[question.key].errors = [_("It must be there. Write it, or leave it as it was")]
    for key, sentence in texts.faults(document, answers).items():
        (wording[key] if key in wording else wording[next(iter(wording)).short_name]).errors = [sentence]
    if not wording.errors and not changes(document, wording):
        told = _("Nothing has been changed. Write the wording that was decided, or go back and choose »Acceded to«.")
        wording.form_errors = [told]


def changes(document: Document, wording: DecidedForm) -> list[content.Difference]:
    """What the decision changes."""
    before = document.current.text if document.current else {"answers": []}
    return content.changed(before, operations.decided(document, wording.answers()))


def minute(document: Document, form: MinuteForm, *, is_stale: bool = False) -> str:
    """What the body decided, to be filled in."""
    return _page(document, form, "documents/decide.html", kept=_answers(), is_stale=is_stale)


def wording(document: Document, form: MinuteForm, wording: DecidedForm) -> str:
    """The wording that was decided, to be put into the text."""
    helps = {question.key: question.help for question in editions.questions(document)}
    return _page(
        document,
        form,
        "documents/decide_wording.html",
        wording=wording,
        helps=helps,
        kept=_minute(form),
        known=fields.known(wording),
    )


def look(document: Document, form: MinuteForm, wording: DecidedForm) -> str:
    """The change, to be looked through before it is locked."""
    kept = [*_minute(form), *_answers()]
    found, later = changes(document, wording), _later(document)
    return _page(document, form, "documents/decide_look.html", kept=kept, changes=found, later=later)


def _minute(form: MinuteForm) -> list[tuple[str, str]]:
    """The minute as posted, to be carried on by a page that does not ask for it."""
    names = {field.name for field in form} - {"csrf_token"}
    return [(name, value) for name, value in request.form.items(multi=True) if name in names]


def _answers() -> list[tuple[str, str]]:
    """The decided answers as posted, and which of them were shown."""
    every = request.form.items(multi=True)
    return [(name, value) for name, value in every if name.startswith(ANSWER) or name == "shown"]


def _later(document: Document) -> str:
    """The body that decides after this one, if any."""
    party = standing.awaited_forum(document)
    awaited = standing.awaited_parties(document)
    later = [other for other in awaited if party and other.is_forum and other.slot > party.slot]
    return later[0].label if later else ""


def _page(document: Document, form: MinuteForm, template: str, **shown: Any) -> str:
    party = standing.awaited_forum(document)
    return render_template(
        template,
        document=document,
        kind=kind_of(document),
        version=document.current,
        forum=party.label if party else "",
        form=form,
        result=RESULTS[Result(form.result.data)] if form.result.data in set(Result) else "",
        earlier=[said.minuted(decision) for decision in texts.decisions(document)],
        **shown,
    )


def told(document: Document, form: MinuteForm) -> str:
    """What the decision did."""
    forum = formats.lower_first(post_label(form.forum.data or "", None))
    about: Mapping[str, Any] = {"forum": forum, "n": document.latest.n if document.latest else 0}
    match form.result.data:
        case Result.POSTPONED:
            return _("The decision is kept. The text still waits for %(forum)s.", **about)
        case Result.NOTED:
            return _("That is kept, but it is no decision. The text still waits for %(forum)s.", **about)
        case Result.SENT_BACK | Result.REJECTED:
            return _("The decision is kept. The text is a draft again.", **about)
    if document.state == "agreed":
        return _("The decision is kept. Version %(n)s is agreed and locked.", **about)
    names = formats.listed(texts.awaited(document))
    return _("The decision is kept. Version %(n)s now waits for %(names)s.", **about, names=names)
