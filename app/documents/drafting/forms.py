"""The form of a draft, made from its questions. Only the fields that were posted are read: one that saves itself, or
all of them, by the same rules."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from flask import request
from flask_babel import lazy_gettext as _
from wtforms import Field, ValidationError

from app.core.forms import (
    ChoicesField,
    DanishDateField,
    Form,
    LongTextField,
    MaxLength,
    PlainText,
    SelectChoice,
)
from app.documents.drafting import periods
from app.documents.questions import TEXT_MAX, Control, Question

MOST_POINTS, POINT_MAX = 30, 500  # a longer list is no list to agree on
MOST_DEPARTMENTS = 4  # domain.md 3: at most four central departments are confirmed


class AnswersForm(Form):
    """The answers of a draft, field by field; `answers` turns those that were posted into what is stored."""

    _fields: dict[str, Field]

    def fill(self, values: Mapping[str, str], only: Collection[str] | None = None) -> None:
        """Show stored answers, all of them or these."""
        for field in self.fields():
            if only is not None and field.name not in only:
                continue
            value = values.get(field.name, "")
            field.process_data(
                value.split(",") if isinstance(field, ChoicesField) and value else _unstored(field, value)
            )

    def answers(self) -> dict[str, str]:
        """What is stored for each field that was posted."""
        return {field.name: _stored(field) for field in self.posted()}

    def fields(self) -> Iterable[Field]:
        return (field for field in self if field.name != "csrf_token")

    def posted(self) -> list[Field]:
        """The fields that were sent. The mark beside a field (base-…) tells a group with nothing ticked from one that
        was not there; what was not there is never cleared."""
        sent = request.form
        return [
            field
            for field in self.fields()
            if any(name in sent for name in (field.name, f"base-{field.name}", f"{field.name}-mine"))
        ]

    def validate(self, extra_validators: Mapping[str, Sequence[Any]] | None = None) -> bool:
        """Check what was posted, and nothing else."""
        whole, self._fields = self._fields, {field.name: field for field in self.posted()}
        try:
            return bool(super().validate(extra_validators))
        finally:
            self._fields = whole


def _stored(field: Field) -> str:
    if isinstance(field, ChoicesField):
        return ",".join(sorted(set(field.data or ()), key=int))
    if isinstance(field, DanishDateField):
        return field.day.isoformat() if field.day else ""
    return field.data or ""


def _unstored(field: Field, value: str) -> Any:
    if isinstance(field, DanishDateField):
        return date.fromisoformat(value) if value else None
    return [] if isinstance(field, ChoicesField) else value


def answers_form(
    questions: Iterable[Question], departments: list[SelectChoice], rows: Mapping[str, Sequence[str]]
) -> AnswersForm:
    """An unbound-or-posted form of these questions; `departments` are ids and names of those that can be ticked,
    `rows` the rows of each table, whose cells are fields of their own."""
    fields: dict[str, Field] = {}
    for question in questions:
        if question.control == Control.PERIODS:
            fields |= periods.cells(question.key, rows.get(question.key, ()))
        else:
            fields[question.key] = _field(question, departments)
    made: AnswersForm = type("DraftForm", (AnswersForm,), fields)()
    return made


def _field(question: Question, departments: list[SelectChoice]) -> Field:
    about: dict[str, Any] = {"label": question.heading, "description": question.wording}
    match question.control:
        case Control.DATE:
            return DanishDateField(**about)
        case Control.DEPARTMENTS:
            return ChoicesField(choices=departments, validators=[_at_most_four], **about)
        case _:
            is_list = question.control == Control.POINTS
            rows, limits = (
                (3 if is_list else 4),
                [MaxLength(TEXT_MAX), PlainText(), *([_few_points] if is_list else [])],
            )
            return LongTextField(validators=limits, render_kw={"rows": rows, "data-max": TEXT_MAX}, **about)


def _at_most_four(_form: Form, field: Field) -> None:
    if len(field.data or ()) > MOST_DEPARTMENTS:
        raise ValidationError(str(_("Choose at most four departments")))


def _few_points(_form: Form, field: Field) -> None:
    if len([line for line in (field.data or "").splitlines() if line.strip()]) > MOST_POINTS:
        raise ValidationError(str(_("Write at most %(most)s lines, one point on each", most=MOST_POINTS)))
    if any(len(line) > POINT_MAX for line in (field.data or "").splitlines()):
        raise ValidationError(str(_("Keep each line within %(most)s characters", most=POINT_MAX)))
