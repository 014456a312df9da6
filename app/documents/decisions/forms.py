"""The minute of a body's decision as a form, and the answers that the decision changed (R16)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import Field, RadioField
from wtforms.validators import StopValidation

from app.core import clock
from app.core.forms import (
    ChoicesField,
    DanishDateField,
    Form,
    HiddenLine,
    LineField,
    LongTextField,
    MaxLength,
    PlainText,
    Required,
    SelectChoice,
)
from app.documents import fields
from app.documents.consents import ITEM_MAX, Result
from app.documents.questions import TEXT_MAX, Control, Question
from app.documents.said import RESULTS

# What becomes of the text after each decision.
AFTER = {
    Result.AGREED: _("the text is agreed exactly as it stands"),
    Result.CHANGED: _("you insert the wording that was decided"),
    Result.POSTPONED: _("the text stays out and waits"),
    Result.SENT_BACK: _("the text becomes a draft and is written again"),
    Result.REJECTED: _("the text becomes a draft"),
    Result.NOTED: _("that is no decision, so the text stays out and waits"),
    Result.SENT_ON: _("a political committee is to decide, and the minute is its proposal"),
}


@dataclass(frozen=True)
class Minute:
    """What the minutes of a body say about a text; `result` is one of Result."""

    forum: str
    result: str
    day: date
    item: str
    case_number: str
    wording: str


class MinuteForm(Form):
    """The decision of one body about exactly the text that was on the screen."""

    sent: date  # the day the text was sent: nobody decided on it before

    sha256 = HiddenLine()
    forum = HiddenLine()
    result = RadioField(_("What did they decide?"), validate_choice=False)
    changed = ChoicesField(
        _("Which answers were changed?"), description=_("You write their new wording on the next page")
    )
    also = ChoicesField(_("What else did they decide in the same item?"))
    day = DanishDateField(_("Date of the meeting"))
    item = LineField(
        _("Item"),
        [Required(_("Write the item's number on the agenda")), MaxLength(ITEM_MAX), PlainText()],
        description=_("The item's number on the agenda, for example 4"),
    )
    case_number = LineField(_("Case number"), [MaxLength(ITEM_MAX), PlainText()])
    wording = LongTextField(
        _("The decision, word for word"),
        [Required(_("Write what the minutes say")), MaxLength(TEXT_MAX), PlainText()],
        description=_("As it stands in the minutes. All who may read the text can read it"),
        render_kw={"rows": 4, "data-max": TEXT_MAX},
    )

    def validate_result(self, field: Field) -> None:
        if field.data not in set(Result):
            raise StopValidation(str(_("Choose what they decided")))

    def validate_changed(self, field: Field) -> None:
        if self.result.data == Result.CHANGED and not field.data:
            raise StopValidation(str(_("Choose the answers that the decision changes")))

    def validate_day(self, field: DanishDateField) -> None:
        if field.day is None:
            raise StopValidation(str(_("Write the date of the meeting")))
        if field.day > clock.today():
            raise StopValidation(str(_("The day has not come yet. Record the decision when it has been made")))
        if field.day < self.sent:
            raise StopValidation(str(_("The text was not sent until later, so they cannot have decided on it then")))

    @property
    def also_decided(self) -> list[str]:
        """The other texts that the same minute is about."""
        return list(self.also.data or ()) if "also" in self else []

    def minute(self) -> Minute | None:
        """What was typed, when it is a minute."""
        if self.result.data not in set(Result) or self.day.day is None:
            return None
        return Minute(
            forum=self.forum.data or "",
            result=self.result.data,
            day=self.day.day,
            item=self.item.data or "",
            case_number=self.case_number.data or "",
            wording=self.wording.data or "",
        )


def minute_form(
    questions: Iterable[Question], sent: date, others: Sequence[SelectChoice], *, sends_on: bool
) -> MinuteForm:
    """The form; of these questions the answer can be changed by the decision. A table is changed in a draft. `others`
    are texts that may have stood in the same item; `sends_on` whether the body can leave the decision to another."""
    form = MinuteForm()
    if others:
        form.also.choices = others
    else:
        del form.also
    form.sent = sent
    form.result.choices = [
        (key.value, f"{RESULTS[key]}: {after}") for key, after in AFTER.items() if sends_on or key != Result.SENT_ON
    ]
    form.changed.choices = [
        SelectChoice(question.key, question.heading) for question in questions if question.control != Control.PERIODS
    ]
    return form


class DecidedForm(Form):
    """The answers as they were decided. Named answer-…, so that no question is taken for a part of the minute."""

    def answers(self) -> dict[str, str]:
        """What is stored for each of these questions."""
        return {field.short_name: fields.stored(field) for field in self}


def decided_form(
    questions: Sequence[Question], departments: Sequence[SelectChoice], values: Mapping[str, str], shown: Sequence[str]
) -> DecidedForm:
    """The form of these questions; those that were not `shown` yet begin with the text that was on the agenda."""
    made: dict[str, Any] = {question.key: fields.field(question, departments) for question in questions}
    form: DecidedForm = type("DecidedAnswersForm", (DecidedForm,), made)(prefix="answer", meta={"csrf": False})
    for field in form:
        if field.short_name not in shown:
            fields.show(field, values.get(field.short_name, ""))
    return form
