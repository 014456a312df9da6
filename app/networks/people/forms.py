"""Who is to lead, drive or take part: somebody with an account by name, or somebody from outside."""

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import ValidationError

from app.core import clock
from app.core.forms import LINE_MAX, DanishDateField, Form, LineField, MaxLength, PlainText, Required
from app.networks.people.guests import Stay
from app.people.forms import MAIL_MAX, MailField, PersonField


def _person(label: Any) -> PersonField:
    """Never filled again by the browser: each addition begins with an empty field."""
    missing = [Required(_("Write a name"))]
    hint = _("Begin to write, and choose from the list")
    return PersonField(label, missing, description=hint, render_kw={"list": "konti", "autocomplete": "off"})


class LeaderForm(Form):
    leader = _person(_("Acting network leader"))
    third = LineField(  # asked when it takes a reason (R3)
        _("Why is the leader to have one network more?"),
        [MaxLength(LINE_MAX), PlainText()],
        render_kw={"class": "long"},
    )


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


def _first() -> DanishDateField:
    begins: Any = clock.today  # the stubs know of text alone
    return DanishDateField(_("From"), [Required(_("Write from when"))], default=begins)


def _last() -> DanishDateField:
    hint = _("The last day. Then it is over by itself")
    return DanishDateField(_("Until"), [Required(_("Write until when"))], description=hint)


def _purpose() -> LineField:
    return LineField(
        _("What for"),
        [Required(_("Write in one line what it is for")), MaxLength(LINE_MAX), PlainText()],
        description=_("For example a meeting, a test or expert advice"),
        render_kw={"class": "long"},
    )


class _Invitation(Form):
    """Of any form that ends with a period and what for."""

    first: DanishDateField
    last: DanishDateField
    purpose: LineField

    def validate_last(self, field: DanishDateField) -> None:
        if field.day and field.day < clock.today():
            raise ValidationError(str(_("Choose a day that is not over")))
        if field.day and self.first.day and field.day < self.first.day:
            raise ValidationError(str(_("The last day must not be before the first")))

    def stay(self) -> Stay:
        """What was typed, once it has been validated."""
        assert self.first.day, "required"  # noqa: S101
        assert self.last.day, "required"  # noqa: S101
        return Stay(self.first.day, self.last.day, self.purpose.data or "")


class GuestForm(_Invitation):
    guest = _person(_("Name"))
    first, last, purpose = _first(), _last(), _purpose()


class OutsideGuestForm(_Invitation, OutsiderForm):
    first, last, purpose = _first(), _last(), _purpose()
