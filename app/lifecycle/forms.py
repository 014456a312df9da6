"""Why a network is led on, stopped or taken up again (R4); when chefforum was briefed."""

from flask_babel import lazy_gettext as _
from wtforms.validators import StopValidation

from app.core import clock
from app.core.forms import (
    DanishDateField,
    Form,
    HiddenLine,
    LineField,
    LongTextField,
    MaxLength,
    PlainText,
    Required,
)

REASON_MAX = 2000
ITEM_MAX = 40


class BriefingForm(Form):
    """When chefforum was briefed."""

    day = DanishDateField(_("Date of the meeting"))
    item = LineField(
        _("Item"),
        [MaxLength(ITEM_MAX), PlainText()],
        description=_("The item's number on the agenda, for example 4"),
    )

    def validate_day(self, field: DanishDateField) -> None:
        if field.day is None:
            raise StopValidation(str(_("Write the date of the meeting")))
        if field.day > clock.today():
            raise StopValidation(str(_("The day has not come yet. Record it when it has been")))


class ReasonForm(Form):
    """`state` is the one that the reason was written in."""

    state = HiddenLine()
    reason = LongTextField(
        _("Why?"),
        [Required(_("Write why, so that others can see it in the history")), MaxLength(REASON_MAX), PlainText()],
        description=_("It stands in the network's history"),
        render_kw={"rows": 4, "data-max": REASON_MAX},
    )
