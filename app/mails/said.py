"""The log in words."""

from flask_babel import lazy_gettext as _

KINDS = {"approve": _("Approval"), "digest": _("Mail of the day")}
STATES = {
    "waiting": _("Waits to be sent"),
    "handing_over": _("Is being sent"),
    "sent": _("Sent"),
    "unknown": _("Perhaps sent: the connection was lost"),
    "unsent": _("Not sent, no mail server"),
    "overtaken": _("Not sent: it was done already"),
    "failed": _("Failed"),
}
# Which states are well, and which are not.
TONES = {"sent": "success", "unknown": "warning", "unsent": "warning", "failed": "error"}
