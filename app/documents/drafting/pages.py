"""The page where a draft is written: its form, what is missing, and the choice when two have written in one field."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from flask import render_template, request
from werkzeug.datastructures import MultiDict
from wtforms import Field

from app.core import clock, formats, text
from app.core.forms import DanishDateField, LongTextField, read_date
from app.core.pages import actor
from app.documents import editions, texts
from app.documents.agreeing.pages import sent_back
from app.documents.catalogue import kind_of
from app.documents.drafting.forms import AnswersForm
from app.documents.models import Answer, Document


def page(
    document: Document,
    form: AnswersForm,
    *,
    bases: Mapping[str, str] | None = None,
    conflicts: Mapping[str, Answer] | None = None,
) -> str:
    """The form of a draft, with help beside each field and what is still missing."""
    kind = kind_of(document)
    stored = {answer.key: answer for answer in document.answers}
    current = {field.name: texts.base(*_stored(stored.get(field.name))) for field in form.fields()}
    last = max((answer.at for answer in document.answers), default=None)
    questions = editions.questions(document)
    required = [question for question in questions if question.required]
    optional = [question for question in questions if not question.required]
    return render_template(
        "documents/write.html",
        document=document,
        kind=kind,
        form=form,
        bases=dict(current) | dict(bases or {}),
        conflicts={key: _conflict(document, form[key], answer) for key, answer in (conflicts or {}).items()},
        required=required,
        optional=optional,
        missing=texts.missing(document, {field.name: "".join(field.data or "") for field in form.fields()}),
        unfolded=any(form[q.key].errors or form[q.key].data or q.key in (conflicts or {}) for q in optional),
        saved_at=last,
        others=formats.listed(sorted({answer.by.name for answer in document.answers} - {actor().name})),
        sent_back=sent_back(document),
    )


def _stored(answer: Answer | None) -> tuple[str, int]:
    return (answer.value, answer.version) if answer else ("", 0)


def _conflict(document: Document, field: Field, answer: Answer) -> dict[str, Any]:
    """Both answers, each with the words that the other lacks marked (components/form.html). Texts can be written
    together, and are put under each other for it; a date or ticked departments are one or the other."""
    mine = _mine(field)
    is_text = isinstance(field, LongTextField)
    if is_text:
        shown = [mine[0], answer.value]
        field.data = joint(*shown)
    else:
        question = next(question for question in editions.questions(document) if question.key == field.name)
        shown = texts.as_read(question, [_as_stored(field, mine), answer.value])
    segments = text.word_differences(*shown)
    return {
        "whose": formats.genitive(answer.by.name),
        "when": answer.at,
        "text": [segment for segment in segments if segment[0] != "del"],
        "my_when": clock.now(),
        "my_text": [segment for segment in segments if segment[0] != "ins"],
        "mine": mine,
        "joint": is_text,
    }


def joint(mine: str, theirs: str) -> str:
    """What the field for the joint text begins with."""
    return f"{mine}\n\n{theirs}"


def _mine(field: Field) -> list[str]:
    return request.form.getlist(f"{field.name}-mine") or request.form.getlist(field.name) or [""]


def _as_stored(field: Field, mine: list[str]) -> str:
    if isinstance(field, DanishDateField):
        with suppress(ValueError):
            return read_date(text.one_line(mine[0])).isoformat()
        return ""
    return ",".join(mine)


def posted_bases(form: AnswersForm) -> dict[str, str]:
    """Which answers the writer began from, field by field."""
    return {field.name: request.form.get(f"base-{field.name}", "")[:64] for field in form.fields()}


def choose(form: AnswersForm, stored: Mapping[str, Answer]) -> dict[str, Answer]:
    """Put what the writer chose after a conflict into the form; the answers of others that still wait for a choice.

    Who has written in the field for the joint text has chosen it, ticked or not.
    """
    undecided = {}
    for field in form.fields():
        mine, name = request.form.getlist(f"{field.name}-mine"), field.name
        if not mine or name not in stored:
            continue
        begun = text.normalise(joint(text.normalise(mine[0]), stored[name].value))
        is_written = isinstance(field, LongTextField) and field.data != begun
        match request.form.get(f"{name}-choice"):
            case "mine":
                field.process(MultiDict((name, value) for value in mine))
            case "theirs":
                form.fill({name: stored[name].value}, only=name)
            case choice if not is_written and not (choice == "both" and isinstance(field, LongTextField)):
                undecided[name] = stored[name]
    return undecided
