"""The form of a kind of document, made from its questions, and the small forms of its actions."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import Field, HiddenField, ValidationError
from wtforms.validators import StopValidation

from app.core import clock, deadlines
from app.core.forms import (
    ChoicesField,
    DanishDateField,
    Form,
    LongTextField,
    MaxLength,
    PlainText,
    Required,
    SelectChoice,
)
from app.documents.catalogue import TEXT_MAX, Control, Kind, Question

REASON_MAX = 2000
ANSWER_DAYS = 10  # working days that a party is asked to answer within, unless the sender writes another day
MOST_POINTS, POINT_MAX = 30, 500  # a longer list is no list to agree on
MOST_DEPARTMENTS = 4  # domain.md 3: at most four central departments are confirmed


class AnswersForm(Form):
    """The answers of a draft, field by field; `answers` turns them into what is stored."""

    def fill(self, values: Mapping[str, str], only: str | None = None) -> None:
        """Show stored answers, all of them or one."""
        for field in self.fields():
            if only not in (None, field.name):
                continue
            value = values.get(field.name, "")
            field.process_data(
                value.split(",") if isinstance(field, ChoicesField) and value else _unstored(field, value)
            )

    def answers(self) -> dict[str, str]:
        """What is stored for each question."""
        return {field.name: _stored(field) for field in self.fields()}

    def fields(self) -> Iterable[Field]:
        return (field for field in self if field.name != "csrf_token")


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


def answers_form(kind: Kind, departments: list[SelectChoice]) -> AnswersForm:
    """An unbound-or-posted form of this kind; `departments` are ids and names of those that can be ticked."""
    fields = {question.key: _field(question, departments) for question in kind.questions}
    made: AnswersForm = type("KindForm", (AnswersForm,), fields)()
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


class TextForm(Form):
    """An act on exactly the text that was on the screen."""

    sha256 = HiddenField()


class SendForm(TextForm):
    due = DanishDateField(_("Answer by"), description=_("A reminder. Nothing closes after this day"))

    def suggest(self) -> None:
        """Ten Danish working days from today, when nothing else is written."""
        self.due.process_data(deadlines.working_days_after(clock.today(), ANSWER_DAYS))

    def validate_due(self, field: DanishDateField) -> None:
        if field.day is None:
            raise StopValidation(str(_("Write the day you want an answer by")))
        if field.day < clock.today():
            raise StopValidation(str(_("The day has passed. Choose a later one")))
        if field.day > clock.today() + timedelta(days=366):
            raise StopValidation(str(_("Choose a day within a year")))


class SendBackForm(TextForm):
    reason = LongTextField(
        _("Why do you send it back?"),
        [Required(_("Write what has to change, so that the drafters can go on")), MaxLength(REASON_MAX), PlainText()],
        description=_("The office and the others who approve can read your reason"),
        render_kw={"rows": 4, "data-max": REASON_MAX},
    )
