"""The forms of the register."""

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import BooleanField
from wtforms.validators import StopValidation

from app.core.forms import (
    LINE_MAX,
    DanishDateField,
    Form,
    HiddenLine,
    LineField,
    MaxLength,
    OneOf,
    OneOfList,
    PlainText,
    Required,
    SelectChoice,
)
from app.people.forms import MAIL_MAX, MailField
from app.people.models import DEPARTMENT_MAX, POST_LABELS, Department, Function
from app.people.register.operations import FUNCTIONS

NEW_NAME, INTO = "name", "into"
POSTS = [
    SelectChoice("", _("Choose a post")),
    *(SelectChoice(function.value, POST_LABELS[function]) for function in FUNCTIONS),
]


class PersonForm(Form):
    seen = HiddenLine()
    name = LineField(
        _("Name"), [Required(_("Write a name")), MaxLength(LINE_MAX), PlainText()], render_kw={"autocomplete": "off"}
    )
    title = LineField(_("Title"), [MaxLength(LINE_MAX), PlainText()], description=_("For example »School head«"))
    email = MailField(_("Mail"), [MaxLength(MAIL_MAX), PlainText()], render_kw={"autocomplete": "off"})
    about = LineField(
        _("Organisation"),
        [MaxLength(LINE_MAX), PlainText()],
        description=_("Only of somebody from outside, for example an association"),
    )
    has_account = BooleanField(_("Has an account and can sign in"))

    def validate_email(self, field: MailField) -> None:
        if self.has_account.data and not field.data:
            raise StopValidation(str(_("An account takes a mail address")))


class PostForm(Form):
    function = OneOfList(_("Post"), [Required(_("Choose a post"))], choices=POSTS)
    department = OneOfList(_("Department"), description=_("Only of a department head"))
    from_date = DanishDateField(_("From"), description=_("The first day"))
    to_date = DanishDateField(_("To"), description=_("The last day, when it is known"))
    is_acting = BooleanField(_("Acting, until the post is filled"))

    def offer(self, departments: Sequence[Department]) -> None:
        """These departments can be headed."""
        self.department.choices = _rooms(departments)

    def validate_department(self, field: OneOfList) -> None:
        if (self.function.data == Function.AFDELINGSCHEF) != bool(field.data):
            raise StopValidation(str(_("A department head has a department, and nobody else")))

    def validate_from_date(self, field: DanishDateField) -> None:
        _day(field)

    def validate_to_date(self, field: DanishDateField) -> None:
        if field.day and self.from_date.day and field.day < self.from_date.day:
            raise StopValidation(str(_("The last day cannot come before the first")))


class EndForm(Form):
    last_day = DanishDateField(_("The last day"))

    def validate_last_day(self, field: DanishDateField) -> None:
        _day(field)


class DepartmentForm(Form):
    name = LineField(_("Name"), [Required(_("Write what it is called")), MaxLength(DEPARTMENT_MAX), PlainText()])
    from_date = DanishDateField(_("From"), description=_("The first day"))

    def validate_from_date(self, field: DanishDateField) -> None:
        _day(field)


class ReorganiseForm(Form):
    others: set[str]  # the names of the departments there are besides

    what = OneOf(
        _("What happens?"),
        [Required(_("Choose what happens"))],
        choices=[
            SelectChoice(NEW_NAME, _("It gets another name, and its head goes along")),
            SelectChoice(INTO, _("It becomes part of another department")),
        ],
    )
    name = LineField(
        _("The new name"), [MaxLength(DEPARTMENT_MAX), PlainText()], description=_("When it gets another name")
    )
    into = OneOfList(_("The other department"), description=_("When it becomes part of another"))
    from_date = DanishDateField(_("From"), description=_("The first day of the new"))

    def offer(self, departments: Sequence[Department]) -> None:
        """It can become part of these."""
        self.into.choices = _rooms(departments)
        self.others = {room.name for room in departments}

    def validate_name(self, field: LineField) -> None:
        if self.what.data == NEW_NAME and not field.data:
            raise StopValidation(str(_("Write what it is called")))
        if self.what.data == NEW_NAME and field.data in self.others:
            raise StopValidation(str(_("There is a department of that name. Let it become part of that one")))

    def validate_into(self, field: OneOfList) -> None:
        if self.what.data == INTO and not field.data:
            raise StopValidation(str(_("Choose a department")))

    def validate_from_date(self, field: DanishDateField) -> None:
        _day(field)


def _rooms(departments: Sequence[Department]) -> list[SelectChoice]:
    return [SelectChoice("", _("None")), *(SelectChoice(str(room.id), room.name) for room in departments)]


def _day(field: Any) -> None:
    if field.day is None:
        raise StopValidation(str(_("Write a date, for example 1 March 2027")))
