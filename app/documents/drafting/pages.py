"""The page where a draft is written: its form, what is missing, and the choice when two have written in one field."""

from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from typing import Any

from flask import render_template, request
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict
from wtforms import Field

from app.core import clock, formats, text
from app.core.actions import Position
from app.core.forms import ChoicesField, DanishDateField, LongTextField, read_date
from app.core.pages import actor
from app.documents import content, editions, fields, relations, remarked, returned, texts
from app.documents.answers import SAME_VISIT
from app.documents.catalogue import kind_of
from app.documents.drafting import earlier as earlier_phases
from app.documents.drafting import periods
from app.documents.drafting.forms import AnswersForm, answers_form
from app.documents.models import Answer, Document
from app.documents.questions import Control, Question, question_key
from app.people.forms import PersonField, matching
from app.people.models import Function
from app.people.operations import holders


def form_of(document: Document) -> AnswersForm:
    """The draft's form: what was posted, and in all other fields what is stored."""
    questions, stored = editions.questions(document), texts.values(document)
    form = answers_form(questions, texts.choosable_departments(document), _rows(document))
    posted = {field.name for field in form.posted()} if form.is_submitted() else set()
    form.fill(stored, {field.name for field in form.fields()} - posted)
    return form


def tables(document: Document) -> list[str]:
    """The questions that are answered with a table of periods."""
    return [question.key for question in editions.questions(document) if question.control == Control.PERIODS]


def _rows(document: Document) -> dict[str, list[str]]:
    return {key: periods.rows_to_show(key, texts.values(document), request.form) for key in tables(document)}


def page(
    document: Document,
    form: AnswersForm,
    *,
    bases: Mapping[str, str] | None = None,
    conflicts: Mapping[str, Answer] | None = None,
    undecided: Mapping[str, Answer] | None = None,
    lost: Sequence[str] = (),
) -> str:
    """The form of a draft, with help beside each field and what is still missing. To a field that saves itself, only
    what has changed on the page: what became of it, what it begins from now, and what is missing.

    `conflicts` are the answers of others where the form holds another; `undecided` those of an earlier conflict that
    still wait for the writer's choice."""
    stored = {answer.key: answer for answer in document.answers}
    answers, questions, rows = texts.values(document), editions.questions(document), _rows(document)
    current = {field.name: texts.base(*_stored(stored.get(field.name))) for field in form.fields()}
    alone = "autosave" in request.form
    earlier = [] if alone else earlier_phases.phases(document, actor())
    beside = {question.key: list(earlier_phases.beside(question, earlier)) for question in questions}
    given = answers | {field.name: "".join(field.data or "") for field in form.fields()}
    new = {key: _conflict(document, form[key], answer, _held(form[key])) for key, answer in (conflicts or {}).items()}
    old = {key: _conflict(document, form[key], answer, _mine(form[key])) for key, answer in (undecided or {}).items()}
    return render_template(
        "documents/_saved.html" if alone else "documents/write.html",
        document=document,
        kind=kind_of(document),
        form=form,
        bases=dict(current) | dict(bases or {}),
        posted={field.name for field in form.posted()},
        conflicts=new | old,
        required=[question for question in questions if question.required or question.unfolded],
        optional=[question for question in questions if not (question.required or question.unfolded)],
        known=fields.known(form),
        missing=texts.missing(document, answers if alone else given),
        faults=texts.faults(document),
        vacancies=texts.vacancies(document),
        may_appoint=relations.appoints(actor(), document),
        writers=_writers(document),
        beside=beside,
        shifts={question.key: earlier_phases.shift(question, answers, beside[question.key]) for question in questions},
        unfolded=_unfolded(form, questions, rows, new | old),
        tables={key: periods.shown(key, answers, form, rows[key]) for key in rows},
        removed={key: _removed(key, answers, rows[key]) for key in rows},
        told=kind_of(document).told(document, answers),
        usual={} if alone else kind_of(document).usual(document),
        lost=formats.listed([f"»{name}«" for name in lost]),
        saved_at=max((answer.at for answer in document.answers), default=None),
        others=_others(document),
        returned=returned.of(actor(), document),
        remarks=[] if alone else remarked.of(actor(), document),
        commentable=set() if alone else {question for question, _n in remarked.places(document)},
    )


def _unfolded(
    form: AnswersForm, questions: Sequence[Question], rows: Mapping[str, list[str]], conflicts: Collection[str]
) -> bool:
    """Whether something is written, wrong or undecided among the questions that fold away."""
    optional = {question.key for question in questions if not question.required}
    fields = [field for field in form.fields() if question_key(field.name) in optional]
    return any(rows.values()) or any(field.errors or field.data or field.name in conflicts for field in fields)


def _removed(key: str, answers: Mapping[str, str], rows: Sequence[str]) -> dict[str, str]:
    return {row: words for row, words in periods.removed(key, answers).items() if row not in rows}


def _writers(document: Document) -> str:
    """Whom the answers that are missing wait for: the network's leader where there is one to write, else the office."""
    functions = kind_of(document).drafters
    leading = [Position(Function.NETVAERKSLEDER, None, document.network_id)]
    leaders = holders(leading)[leading[0]] if Function.NETVAERKSLEDER in functions else []
    if any(leader.id == actor().person_id for leader in leaders) or not leaders:
        return _("you")
    return formats.listed([leader.name for leader in leaders])


def _others(document: Document) -> tuple[str, str]:
    """Who else has written within a quarter of an hour, and who did earlier."""
    now = clock.now() - SAME_VISIT
    others = [answer for answer in document.answers if answer.by_id != actor().person_id]
    lately = {answer.by.name for answer in others if answer.at > now}
    before = {answer.by.name for answer in others} - lately
    return formats.listed(sorted(lately)), formats.listed(sorted(before))


def _stored(answer: Answer | None) -> tuple[str, int]:
    return (answer.value, answer.version) if answer else ("", 0)


def _conflict(document: Document, field: Field, answer: Answer, mine: list[str]) -> dict[str, Any]:
    """Both answers, each with the words that the other lacks marked (components/form.html). Texts can be written
    together, and are put under each other for it; a date or ticked departments are one or the other."""
    is_text = isinstance(field, LongTextField)
    if is_text:
        shown = [mine[0], answer.value]
        field.data = joint(*shown)
    else:
        shown = _as_read(document, field, [_as_stored(field, mine), answer.value])
    segments = text.word_differences(*shown)
    return {
        "name": answer.by.name,
        "whose": formats.genitive(answer.by.name),
        "when": answer.at,
        "text": [segment for segment in segments if segment[0] != "del"],
        "my_when": clock.now(),
        "my_text": [segment for segment in segments if segment[0] != "ins"],
        "mine": mine,
        "joint": is_text,
    }


def _as_read(document: Document, field: Field, values: Sequence[str]) -> list[str]:
    """Stored answers as people read them, those of a table's cells too."""
    question = next((question for question in editions.questions(document) if question.key == field.name), None)
    if question:
        return texts.as_read(question, values)
    return [content.day_in_words(value) for value in values] if isinstance(field, DanishDateField) else list(values)


def joint(mine: str, theirs: str) -> str:
    """What the field for the joint text begins with."""
    return f"{mine}\n\n{theirs}"


def _held(field: Field) -> list[str]:
    """What the writer wants to say in the field: typed now, or chosen after a conflict that others have overtaken."""
    return [field.data or ""] if isinstance(field, LongTextField) else _mine(field)


def _mine(field: Field) -> list[str]:
    """What the writer had when the conflict arose."""
    return request.form.getlist(f"{field.name}-mine") or request.form.getlist(field.name) or [""]


def _as_stored(field: Field, mine: list[str]) -> str:
    if isinstance(field, PersonField):
        meant = list(matching(mine[0], field.accounts).values())
        return str(meant[0].id) if len(meant) == 1 else ""
    if isinstance(field, DanishDateField):
        with suppress(ValueError):
            return read_date(text.one_line(mine[0])).isoformat()
        return ""
    return ",".join(mine)


def posted_bases(form: AnswersForm) -> dict[str, str]:
    """Which answers the writer began from, field by field."""
    return {field.name: request.form.get(f"base-{field.name}", "")[:64] for field in form.posted()}


def choose(form: AnswersForm, stored: Mapping[str, Answer]) -> dict[str, Answer]:
    """Put what the writer chose after a conflict into the form; the answers of others that still wait for a choice.

    Who has written in the field for the joint text has chosen it, ticked or not.
    """
    undecided = {}
    for field in form.fields():
        mine, name = request.form.getlist(f"{field.name}-mine"), field.name
        if not mine or name not in stored:
            continue
        is_text = isinstance(field, LongTextField) and name in request.form
        choice = request.form.get(f"{name}-choice")
        if choice == "theirs":
            form.fill({name: stored[name].value}, [name])
        elif choice == "mine" or not is_text or not (choice == "both" or _is_written(field, mine, stored[name])):
            field.process(MultiDict((name, value) for value in mine if value or not isinstance(field, ChoicesField)))
            if choice != "mine" and field.validate(form):  # what could not be saved is told so, and is no choice
                field.process(request.form)
                undecided[name] = stored[name]
    return undecided


def _is_written(field: Field, mine: Sequence[str], theirs: Answer) -> bool:
    """Whether the field for the joint text holds something else than it began with."""
    return bool(field.data != text.normalise(joint(text.normalise(mine[0]), theirs.value)))
