"""Why a network is led on, stopped or taken up again (R4)."""

from flask_babel import lazy_gettext as _

from app.core.forms import Form, HiddenLine, LongTextField, MaxLength, PlainText, Required

REASON_MAX = 2000


class ReasonForm(Form):
    """`state` is the one that the reason was written in."""

    state = HiddenLine()
    reason = LongTextField(
        _("Why?"),
        [Required(_("Write why, so that others can see it in the history")), MaxLength(REASON_MAX), PlainText()],
        description=_("It stands in the network's history"),
        render_kw={"rows": 4, "data-max": REASON_MAX},
    )
