"""Who is to lead, drive or take part: somebody with an account by name, or somebody from outside."""

from typing import Any

from flask_babel import lazy_gettext as _

from app.core.forms import LINE_MAX, Form, LineField, MaxLength, PlainText, Required
from app.people.forms import MAIL_MAX, MailField, PersonField


def _person(label: Any) -> PersonField:
    """Never filled again by the browser: each addition begins with an empty field."""
    missing = [Required(_("Write a name"))]
    hint = _("Begin to write, and choose from the list")
    return PersonField(label, missing, description=hint, render_kw={"list": "konti", "autocomplete": "off"})


class LeaderForm(Form):
    leader = _person(_("Acting network leader"))


class ReferenceForm(Form):
    referenceleder = _person(_("Acting referenceleder"))


class StandInForm(Form):
    stand_in = _person(_("Who acts in the director's place"))


class CoDriverForm(Form):
    co_driver = _person(_("Co-driver"))


class WaiverForm(Form):
    waiver = LineField(
        _("Why is there no co-driver?"),
        [Required(_("Write in one line why there is none")), MaxLength(LINE_MAX), PlainText()],
        render_kw={"class": "long"},
    )


class ParticipantForm(Form):
    participant = _person(_("Name"))


class OutsiderForm(Form):
    outsider = LineField(
        _("Name"), [Required(_("Write a name")), MaxLength(LINE_MAX), PlainText()], render_kw={"autocomplete": "off"}
    )
    organisation = LineField(
        _("Organisation"),
        [MaxLength(LINE_MAX), PlainText()],
        description=_("For example an association, a company or »citizen«"),
        render_kw={"autocomplete": "off"},
    )
    email = MailField(_("Mail"), [MaxLength(MAIL_MAX), PlainText()], render_kw={"autocomplete": "off"})
