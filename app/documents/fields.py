"""An answer as a field of a form: what a question takes, and how it is stored."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import Field, ValidationError

from app.core.forms import (
    LINE_MAX,
    ChoicesField,
    DanishDateField,
    Form,
    LongTextField,
    MaxLength,
    PlainText,
    SelectChoice,
)
from app.documents.questions import POINT_MAX, TEXT_MAX, Control, Question
from app.people.forms import PersonField, labels

MOST_POINTS = 30  # a longer list is no list to agree on
MOST_DEPARTMENTS = 4  # domain.md 3: at most four central departments are confirmed


def field(question: Question, departments: Sequence[SelectChoice]) -> Field:
    """The field of a question, still unbound; `departments` are ids and names of those that can be ticked."""
    about: dict[str, Any] = {"label": question.heading, "description": question.wording}
    match question.control:
        case Control.DATE:
            return DanishDateField(**about)
        case Control.PERSON:
            kw = {"list": "konti", "autocomplete": "off"}
            return PersonField(validators=[MaxLength(LINE_MAX), PlainText()], render_kw=kw, **about)
        case Control.DEPARTMENTS:
            return ChoicesField(choices=departments, validators=[_at_most_four], **about)
        case _:
            is_list = question.control == Control.POINTS
            limits = [MaxLength(TEXT_MAX), PlainText(), *([_few_points] if is_list else [])]
            return LongTextField(
                validators=limits, render_kw={"rows": 3 if is_list else 4, "data-max": TEXT_MAX}, **about
            )


def show(field: Field, value: str) -> None:
    """Put a stored answer into the field."""
    if isinstance(field, DanishDateField):
        field.process_data(date.fromisoformat(value) if value else None)
    elif isinstance(field, ChoicesField):
        field.process_data(value.split(",") if value else [])
    elif isinstance(field, PersonField):
        field.show(value)
    else:
        field.process_data(value)


def known(form: Iterable[Field]) -> list[str]:
    """Whom the form's fields offer, where one of them takes a person."""
    field = next((field for field in form if isinstance(field, PersonField)), None)
    return list(labels(field.accounts)) if field else []


def stored(field: Field) -> str:
    """What the field holds, as it is stored."""
    if isinstance(field, ChoicesField):
        return ",".join(sorted(set(field.data or ()), key=int))
    if isinstance(field, PersonField):
        return str(field.chosen.id) if field.chosen else ""
    if isinstance(field, DanishDateField):
        return field.day.isoformat() if field.day else ""
    return field.data or ""


def _at_most_four(_form: Form, field: Field) -> None:
    if len(field.data or ()) > MOST_DEPARTMENTS:
        raise ValidationError(str(_("Choose at most four departments")))


def _few_points(_form: Form, field: Field) -> None:
    lines = (field.data or "").splitlines()
    if len([line for line in lines if line.strip()]) > MOST_POINTS:
        raise ValidationError(str(_("Write at most %(most)s lines, one point on each", most=MOST_POINTS)))
    if any(len(line) > POINT_MAX for line in lines):
        raise ValidationError(str(_("Keep each line within %(most)s characters", most=POINT_MAX)))
