"""Forms: one normaliser before every validation, Danish messages, dates as Danes write them, and no CPR numbers.

WTForms has no Danish; so every validator used here says its own sentence, and its English ones are never reached.
"""

import re
import secrets
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any
from unicodedata import digit, normalize

from flask import request
from flask_babel import format_date
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from werkzeug.datastructures import CombinedMultiDict
from wtforms import Field, RadioField, SelectField, SelectMultipleField, StringField, TextAreaField, ValidationError
from wtforms.fields.choices import SelectChoice as SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import StopValidation
from wtforms.widgets import CheckboxInput, HiddenInput, ListWidget

from app.core import text

MONTHS = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
LINE_MAX = 120
KEY_MAX = 64
# What a text may hold beyond its letters: so many line breaks that a print of it is slow are nobody's answer.
LINES_MAX = 400
# ddmmyy-xxxx or ddmmyyyy-xxxx in a folded text (_folded); a replacement number has 60 added to its day.
_BORN = r"(?:[0-27-8]\d|[39][01]|6[1-9])[-. ]?(?:0[1-9]|1[0-2])[-. ]?"
_CPR = re.compile(rf"(?<!\d){_BORN}(?:\d\d[-. ]?|(?:19|20)\d\d[- ]?)\d{{4}}(?!\d)")
_SPACED = re.compile(r"(?<!\d)(?<!\d )\d{1,2}(?: \d{1,2}){4,9}(?! ?\d)")  # the same, sign by sign or two by two
_MOMENT = re.compile(r"\d[./]\d{1,2}[./](?:20)?\d\d (?:[01]\d|2[0-3])[0-5]\d(?!\d)")  # 01.02.27 0930

# Which characters a print cannot show; set by the part of the house that prints (core knows no fonts).
unprintable: Callable[[str], list[str]] = lambda _text: []  # noqa: E731 - a def cannot be set anew with its type


class Form(FlaskForm):
    """What every form of the site stands on. Its fields take text alone: a file sent in one of them is nothing."""

    class Meta(FlaskForm.Meta):
        def wrap_formdata(self, form: FlaskForm, formdata: Any) -> Any:
            taken = super().wrap_formdata(form, formdata)
            return request.form if isinstance(taken, CombinedMultiDict) else taken


class LineField(StringField):
    """One line of text, normalised as it comes in."""

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        self.data = text.one_line(valuelist[0]) if valuelist else ""


class LongTextField(TextAreaField):
    """Text in paragraphs, normalised as it comes in."""

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        self.data = text.normalise(valuelist[0]) if valuelist else ""


class HiddenLine(LineField):
    """What a form carries on without showing it."""

    widget = HiddenInput()


class FormKey(HiddenLine):
    """Made when the empty form is shown: the same form sent twice does once what it asks for."""

    def __init__(self, **given: Any) -> None:
        super().__init__(**given, default=_new_key)

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        super().process_formdata(valuelist)
        self.data = (self.data or _new_key())[:KEY_MAX]


def _new_key() -> str:
    return secrets.token_urlsafe(16)


def require_offered(field: Any, chosen: Iterable[str]) -> None:
    """Refuse, in Danish, a value that is not among the field's choices."""
    offered = {choice.value for choice in field.choices or () if isinstance(choice, SelectChoice)}
    if not set(chosen) <= offered:
        raise ValidationError(str(_("Choose among those shown")))


class ChoicesField(SelectMultipleField):
    """Boxes to tick. A value that is not among the choices is refused in Danish."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    def pre_validate(self, form: Any) -> None:
        require_offered(self, self.data or ())


class OneOf(RadioField):
    """Exactly one of the choices, all of them shown; said in Danish when it is another."""

    def pre_validate(self, form: Any) -> None:
        require_offered(self, [self.data] if self.data else [])


class OneOfList(SelectField):
    """One of the choices of a list that unfolds; said in Danish when it is another."""

    def pre_validate(self, form: Any) -> None:
        require_offered(self, [self.data] if self.data else [])


class DateUnreadable(ValueError):
    """Nothing that Danes write a date as."""


class DateTooFar(ValueError):
    """A day that no network will see."""


class DanishDateField(StringField):
    """A date as text: "1. marts 2027", "01.03.2027", "1/3 2027", "2027-03-01". `day` is the parsed date or None.

    What was typed stays in the field when it is no date.
    """

    day: date | None = None

    def process_data(self, value: date | None) -> None:
        self.day = value
        self.data = write_date(value) if value else ""

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        self.data = text.one_line(valuelist[0]) if valuelist else ""

    def pre_validate(self, form: Any) -> None:
        if self.data:
            self.day = understood_date(self.data)


class Required:
    """The field must be filled. The message says what to do."""

    def __init__(self, message: Any) -> None:
        self.message = message

    def __call__(self, form: Any, field: Field) -> None:
        given = field.data if isinstance(field.data, str) else ""
        if not text.says_something(given) and not field.errors:
            raise StopValidation(str(self.message))


class MaxLength:
    """At most so many characters and lines, counted after normalisation."""

    def __init__(self, characters: int) -> None:
        self.characters = characters

    def __call__(self, form: Any, field: Field) -> None:
        if message := too_long(field.data or "", self.characters):
            raise StopValidation(message)


class PlainText:
    """Nothing that must not stand in a text: no CPR number, no sign that the print lacks."""

    def __call__(self, form: Any, field: Field) -> None:
        if message := unfit(field.data or ""):
            raise StopValidation(message)


def too_long(value: str, limit: int) -> str | None:
    """A sentence when the text is longer than `limit` characters or has too many lines."""
    if len(value) > limit:
        return str(
            _(
                "Write at most %(limit)s characters. You have written %(count)s",
                limit=number(limit),
                count=number(len(value)),
            )
        )
    if (lines := value.count("\n") + 1) > LINES_MAX:
        return str(_("Write at most %(limit)s lines. You have written %(count)s", limit=LINES_MAX, count=number(lines)))
    return None


def unfit(value: str) -> str | None:
    """A sentence when the text holds something that must not stand in it (domain.md 13, stack.md GDPR and fonts)."""
    if _holds_cpr(value):
        return str(_("Remove the CPR number. Nobody must be recognisable by it"))
    if missing := unprintable(value):
        signs = ", ".join(f"»{sign}«" for sign in missing[:5])
        return str(_("Write it in another way: %(signs)s cannot be printed", signs=signs))
    return None


def _holds_cpr(value: str) -> bool:
    folded = _folded(value)
    spaced = (group.replace(" ", "") for group in _SPACED.findall(folded))
    return any(_CPR.search(part) for part in (folded, *spaced))


def _folded(value: str) -> str:
    """The text with ordinary digits; what parts two is one sign: dash, point, space, or a new clause."""
    plain = re.sub(r"(?![0-9])\d", lambda sign: str(digit(sign[0])), normalize("NFKC", value))
    return re.sub(r"(?<=\d)[\W_]+(?=\d)", _parting, _MOMENT.sub("", plain))


def _parting(between: re.Match[str]) -> str:
    if re.search(r"[,:;.!?]\s", between[0]):
        return "|"
    return " " if between[0].isspace() else "." if set(between[0]) <= set(".,:/;") else "-"


def number(value: int) -> str:
    """1234 → 1.234"""
    return f"{value:,}".replace(",", ".")


def write_date(day: date) -> str:
    """The date as it stands in a field: 1. marts 2027."""
    return str(format_date(day, "d. MMMM yyyy"))


def read_date(typed: str) -> date:
    """The date that was typed; ValueError when there is no such day. Two-digit years are of this century."""
    iso = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", typed)
    if iso:
        return _within(int(iso[1]), int(iso[2]), int(iso[3]))
    numbers = re.fullmatch(r"(\d{1,2})[./\- ]+(\d{1,2})[./\- ]+(\d{4}|\d{2})", typed)
    if numbers:
        century = 2000 if len(numbers[3]) == 2 else 0
        return _within(century + int(numbers[3]), int(numbers[2]), int(numbers[1]))
    words = re.fullmatch(r"(?:[a-zæøå]+ )?(?:den )?(\d{1,2})\.? ?([a-z]{3,9})\.? (\d{4})", typed.casefold())
    if words and words[2][:3] in MONTHS:
        return _within(int(words[3]), MONTHS.index(words[2][:3]) + 1, int(words[1]))
    raise DateUnreadable(typed)


def understood_date(typed: str) -> date:
    """The date that was typed; StopValidation with a Danish sentence when it is none."""
    example = _("1 March 2027")
    try:
        return read_date(typed)
    except DateTooFar as error:
        raise StopValidation(str(_("Choose a date between the years 2000 and 2100"))) from error
    except DateUnreadable as error:
        raise StopValidation(str(_("Write day, month and year, for example %(example)s", example=example))) from error
    except ValueError as error:
        raise StopValidation(
            str(_("The date does not exist. Write for example %(example)s", example=example))
        ) from error


def _within(year: int, month: int, day: int) -> date:
    if not 2000 <= year <= 2100:
        raise DateTooFar(year)
    return date(year, month, day)
