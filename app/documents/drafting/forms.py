"""The form of a draft, made from its questions. Only the fields that were posted are read: one that saves itself, or
all of them, by the same rules."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from flask import request
from wtforms import Field

from app.core.forms import ChoicesField, Form, SelectChoice
from app.documents import fields
from app.documents.drafting import periods
from app.documents.questions import Control, Question


class AnswersForm(Form):
    """The answers of a draft, field by field; `answers` turns those that were posted into what is stored."""

    _fields: dict[str, Field]

    def fill(self, values: Mapping[str, str], only: Collection[str] | None = None) -> None:
        """Show stored answers, all of them or these."""
        for field in self.fields():
            if only is not None and field.name not in only:
                continue
            fields.show(field, values.get(field.name, ""))

    def answers(self, but: Collection[str]) -> dict[str, str]:
        """What is stored for each field that was posted, but these."""
        return {field.name: fields.stored(field) for field in self.posted() if field.name not in but}

    def fields(self) -> Iterable[Field]:
        return (field for field in self if field.name != "csrf_token")

    def posted(self) -> list[Field]:
        """The fields that were sent. The mark beside a field (base-…) tells a group with nothing ticked from one that
        was not there; what was not there is never cleared."""
        return [field for field in self.fields() if any(name in request.form for name in _sent_as(field))]

    def validate(self, extra_validators: Mapping[str, Sequence[Any]] | None = None) -> bool:
        """Check what was posted, and nothing else."""
        whole, self._fields = self._fields, {field.name: field for field in self.posted()}
        try:
            return bool(super().validate(extra_validators))
        finally:
            self._fields = whole


def _sent_as(field: Field) -> list[str]:
    """The names that show that the field was there."""
    marks = [f"base-{field.name}"] if isinstance(field, ChoicesField) else []
    return [field.name, f"{field.name}-mine", *marks]


def answers_form(
    questions: Iterable[Question], departments: list[SelectChoice], rows: Mapping[str, Sequence[str]]
) -> AnswersForm:
    """An unbound-or-posted form of these questions; `departments` are ids and names of those that can be ticked,
    `rows` the rows of each table, whose cells are fields of their own."""
    made: dict[str, Field] = {}
    for question in questions:
        if question.control == Control.PERIODS:
            made |= periods.cells(question.key, rows.get(question.key, ()))
        else:
            made[question.key] = fields.field(question, departments)
    form: AnswersForm = type("DraftForm", (AnswersForm,), made)()
    return form
