"""The small forms of agreeing: an act on exactly the text that was on the screen."""

from datetime import timedelta

from flask_babel import lazy_gettext as _
from wtforms import HiddenField
from wtforms.validators import StopValidation

from app.core import clock, deadlines
from app.core.forms import DanishDateField, Form, LongTextField, MaxLength, PlainText, Required

REASON_MAX = 2000
ANSWER_DAYS = 10  # working days that a party is asked to answer within, unless the sender writes another day


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
