"""The record of a text that was signed on paper (R18)."""

from datetime import date

from flask_babel import lazy_gettext as _
from wtforms import FileField
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
)
from app.documents import claims
from app.documents.consents import ITEM_MAX
from app.documents.questions import TEXT_MAX

LARGEST_SCAN = 30  # megabytes
AGAIN = _("Choose the file again: it is not kept when something has to be corrected")


class PaperForm(Form):
    """Who signed when, on which paper. The scan itself is read beside the form."""

    sent: date  # the day the text was sent: nobody signed it before

    sha256 = HiddenLine()
    code = LineField(
        _("Check code"),
        description=_("It stands last on the paper: twelve signs in three groups"),
        render_kw={"autocomplete": "off"},
    )
    day = DanishDateField(_("Day of the signatures"), description=_("The day of the last one, when there are several"))
    signed = ChoicesField(_("Who has signed?"))
    scan = FileField(
        _("The scanned paper"),
        description=_("One PDF file of up to %(limit)s MB", limit=LARGEST_SCAN),
        render_kw={"accept": "application/pdf"},
    )

    def validate_day(self, field: DanishDateField) -> None:
        if field.day is None:
            raise StopValidation(str(_("Write the day they signed")))
        if field.day > clock.today():
            raise StopValidation(str(_("The day has not come yet")))
        if field.day < self.sent:
            raise StopValidation(str(_("The text was not sent until later, so nobody can have signed it then")))

    def validate_signed(self, field: ChoicesField) -> None:
        if not field.data:
            raise StopValidation(str(_("Choose those who have signed")))


class AdoptionForm(Form):
    """A text that was agreed on paper before its network came here. The minute is of the body that decided, if any."""

    day = DanishDateField(_("When was it agreed?"), description=_("The day of the last signature or of the decision"))
    item = LineField(_("Item"), [MaxLength(ITEM_MAX), PlainText()])
    case_number = LineField(_("Case number"), [MaxLength(ITEM_MAX), PlainText()])
    wording = LongTextField(
        _("The decision, word for word"),
        [MaxLength(TEXT_MAX), PlainText()],
        description=_("As it stands in the minutes. All who may read the text can read it"),
        render_kw={"rows": 4, "data-max": TEXT_MAX},
    )
    scan = FileField(
        _("The scanned paper"),
        description=_("One PDF file of up to %(limit)s MB", limit=LARGEST_SCAN),
        render_kw={"accept": "application/pdf"},
    )

    def validate_day(self, field: DanishDateField) -> None:
        if field.day is None:
            raise StopValidation(str(_("Write the day it was agreed")))
        if field.day > clock.today():
            raise StopValidation(str(_("The day has not come yet")))

    def minute(self) -> dict[str, str]:
        """What the minutes say, when something of it was typed."""
        typed = {field.short_name: field.data or "" for field in (self.item, self.case_number, self.wording)}
        return typed if any(typed.values()) else {}


def fault_of(scan: bytes) -> str | None:
    """A sentence when the file cannot be the scan."""
    if not scan:
        return str(_("Choose the file with the scanned paper"))
    if len(scan) > LARGEST_SCAN * 1024 * 1024:
        return str(_("The file is larger than %(limit)s MB. Scan it with fewer dots or in grey", limit=LARGEST_SCAN))
    if not scan.startswith(b"%PDF-"):
        return str(_("The file is not a PDF. Save or scan the paper as PDF"))
    if b"%%EOF" not in scan[-2048:]:
        return str(_("The end of the file is missing. Scan the paper again, or fetch the file again"))
    match claims.scan_fault(scan):
        case None:
            return None
        case "locked":
            return str(_("The file is locked with a password. Save it without one, or scan the paper again"))
        case "active":
            return str(_("The file holds more than pages: scripts or other files. Print it and scan the paper"))
        case _:
            return str(_("The file has no pages that can be read. Scan the paper again"))
