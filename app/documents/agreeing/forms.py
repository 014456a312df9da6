"""The small forms of agreeing: an act on exactly the text that was on the screen."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import Field
from wtforms.validators import StopValidation

from app.core import clock, deadlines
from app.core.forms import DanishDateField, Form, HiddenLine, LongTextField, MaxLength, PlainText, Required
from app.core.text import normalise
from app.documents import content
from app.documents.questions import REASON_MAX, TEXT_MAX, Control, Question

ANSWER_DAYS = 10  # working days that a party is asked to answer within, unless the sender writes another day
WORDED = (Control.TEXT, Control.POINTS)  # answers that another wording can be proposed for
SUGGEST = "suggest_"


class TextForm(Form):
    """An act on exactly the text that was on the screen; `sha256_before` names the one that goes with it."""

    sha256 = HiddenLine()
    sha256_before = HiddenLine()


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
    """Why the text is sent back and, where a wording is changed, the wording wanted instead."""

    reason = LongTextField(
        _("Why do you send it back?"),
        [Required(_("Write what has to change, so that the drafters can go on")), MaxLength(REASON_MAX), PlainText()],
        description=_("The office and the others who approve can read your reason"),
        render_kw={"rows": 4, "data-max": REASON_MAX},
    )
    present: Mapping[str, str] = {}

    def wordings(self) -> list[Field]:
        """The fields in which another wording can be proposed."""
        return [self[f"{SUGGEST}{key}"] for key in self.present]

    def is_changed(self, field: Field) -> bool:
        """Whether something else stands in it than what the text says."""
        return bool(field.raw_data) and field.data != normalise(self.present[field.name.removeprefix(SUGGEST)])

    def suggestions(self) -> dict[str, str]:
        """The wordings that were changed: question → wanted wording."""
        return {field.name.removeprefix(SUGGEST): field.data for field in self.wordings() if self.is_changed(field)}


def send_back_form(
    text: Mapping[str, Any] | None, questions: Sequence[Question], *, is_private: bool = False, **given: Any
) -> SendBackForm:
    """The form for this text; what `is_private` two read alone. `given` goes to the form (formdata=None shows it
    empty)."""
    worded = {question.key for question in questions if question.control in WORDED}
    answers = [answer for answer in (text["answers"] if text else ()) if answer["key"] in worded]
    present = {answer["key"]: content.prose(answer) for answer in answers}
    fields: dict[str, Any] = {
        f"{SUGGEST}{answer['key']}": LongTextField(
            gettext("Wording of »%(heading)s«", heading=answer["heading"]),
            [MaxLength(TEXT_MAX), PlainText()],
            default=present[answer["key"]],
            render_kw={"rows": 4, "data-max": TEXT_MAX},
        )
        for answer in answers
    }
    made: SendBackForm = type("SendBackForm", (SendBackForm,), fields | {"present": present})(**given)
    if is_private:
        made.reason.description = gettext("Only the two of you can read your reason")
    return made
