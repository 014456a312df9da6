"""Choosing a workbook."""

from flask_babel import lazy_gettext as _
from wtforms import FileField

from app.core.forms import Form

LARGEST = 5  # megabytes


class WorkbookForm(Form):
    """The file itself is read beside the form."""

    workbook = FileField(
        _("The filled-in workbook"),
        description=_("An Excel file (.xlsx) of up to %(limit)s MB", limit=LARGEST),
        render_kw={"accept": ".xlsx"},
    )


def fault_of(content: bytes) -> str | None:
    """A sentence when there is no file, or too much of it."""
    if not content:
        return str(_("Choose the filled-in workbook"))
    if len(content) > LARGEST * 1024 * 1024:
        return str(_("The file is larger than %(limit)s MB. Part it into several", limit=LARGEST))
    return None
