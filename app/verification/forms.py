"""The check form: a code or a file."""

from flask_babel import lazy_gettext as _
from wtforms import FileField

from app.core.forms import Form, LineField

LARGEST_FILE = 60  # megabytes


class CheckForm(Form):
    code = LineField(
        _("Check code"),
        description=_("It stands last in the document: twelve signs in three groups"),
        render_kw={"autocomplete": "off"},
    )
    file = FileField(
        _("Or the PDF file itself"),
        description=_("One PDF file of up to %(limit)s MB", limit=LARGEST_FILE),
        render_kw={"accept": "application/pdf"},
    )
