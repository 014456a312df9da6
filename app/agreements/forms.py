"""Whom the leader agrees with, where the network does not know it."""

from flask_babel import lazy_gettext as _

from app.core.forms import Form, Required
from app.people.forms import PersonField


class BeginForm(Form):
    """Of an agreement whose other side is known already."""


class ManagerForm(BeginForm):
    manager = PersonField(
        _("Who is your manager?"),
        [Required(_("Write who your manager is"))],
        description=_("Begin to write, and choose from the list"),
        render_kw={"list": "konti", "autocomplete": "off"},
    )
