"""The form that opens a network: its title, nothing more (R15). The type is the one there is."""

import secrets

from flask_babel import lazy_gettext as _
from wtforms import HiddenField

from app.core.forms import LINE_MAX, Form, LineField, MaxLength, PlainText, Required
from app.core.text import one_line


class NetworkForm(Form):
    title = LineField(
        _("The network's title"),
        [Required(_("Give the network a title")), MaxLength(LINE_MAX), PlainText()],
        description=_("The challenge in a few words, for example »Pupils with high absence«"),
        render_kw={"class": "long"},
    )
    form_key = HiddenField(
        default=lambda: secrets.token_urlsafe(16),
        filters=[lambda value: one_line(value or secrets.token_urlsafe(16))[:64]],
    )
