"""The forms of an idea: three answers, three more if wanted, and what office and author write to each other (R15)."""

from datetime import date
from typing import Any

from babel.dates import get_month_names
from flask_babel import format_date
from flask_babel import lazy_gettext as _
from wtforms.validators import StopValidation

from app.core.forms import (
    LINE_MAX,
    Form,
    FormKey,
    LineField,
    LongTextField,
    MaxLength,
    OneOf,
    OneOfList,
    PlainText,
    Required,
    SelectChoice,
    read_date,
)
from app.ideas.rules import Rhythm
from app.networks.rules import TYPE_LABELS

GUESSES = [SelectChoice("", _("I do not know")), *(SelectChoice(*known) for known in TYPE_LABELS.items())]
YEAR = 2027  # any year without a 29 February: a deadline is a day of every year
MONTHS = [SelectChoice(str(n), name) for n, name in get_month_names("wide", locale="da").items()]
IDEA_MAX = 3000
WORDS_MAX = 2000


def _long(label: Any, hint: Any, *, missing: Any = None, most: int = IDEA_MAX, rows: int = 5) -> LongTextField:
    needed = [Required(missing)] if missing else []
    checks = [*needed, MaxLength(most), PlainText()]
    return LongTextField(label, checks, description=hint, render_kw={"rows": rows, "data-max": most})


class IdeaForm(Form):
    title = LineField(
        _("What is the idea about?"),
        [Required(_("Give the idea a title")), MaxLength(LINE_MAX), PlainText()],
        description=_("The challenge in a few words, for example »Pupils with high absence«"),
        render_kw={"class": "long"},
    )
    need = _long(
        _("Which need or wish is behind it?"),
        _("What do you see in everyday work? No citizen must be recognisable"),
        missing=_("Write which need or wish is behind it"),
    )
    difference = _long(
        _("For whom does it make a difference?"),
        _("For example a group of citizens, relatives or colleagues. One on each line"),
        missing=_("Write for whom it makes a difference"),
        rows=3,
    )
    why_network = _long(
        _("Why does it take a network?"), _("Who holds a part of it, which no one department can solve alone?"), rows=3
    )
    taking_part = _long(_("Who should take part?"), _("Departments, persons, associations, citizens"), rows=3)
    type = OneOf(_("Which type could it be?"), choices=GUESSES, default="")
    answer = _long(_("Your answer"), _("The office reads it together with the idea"), most=WORDS_MAX, rows=3)
    form_key = FormKey()

    def said(self) -> dict[str, str]:
        """The idea's texts by column."""
        columns = ("title", "need", "difference", "why_network", "taking_part", "type")
        return {column: self[column].data or "" for column in columns}


class AskForm(Form):
    question = _long(
        _("Your question to the author"), "", missing=_("Write what you ask about"), most=WORDS_MAX, rows=4
    )


class RejectForm(Form):
    reason = _long(
        _("Why it is turned down"),
        _("The author reads it"),
        missing=_("Write why, so that the author knows"),
        most=WORDS_MAX,
        rows=4,
    )


class RhythmForm(Form):
    """The year's two deadlines, and the month in which each round is decided."""

    first = LineField(_("The first deadline"), [Required(_("Write day and month, for example 1 May"))])
    first_decided = OneOfList(_("Decided in"), [Required(_("Choose a month"))], choices=MONTHS)
    second = LineField(_("The second deadline"), [Required(_("Write day and month, for example 1 May"))])
    second_decided = OneOfList(_("Decided in"), [Required(_("Choose a month"))], choices=MONTHS)

    def show(self, rhythm: Rhythm) -> None:
        """Put these deadlines into the form."""
        for name, (deadline, decided) in zip(("first", "second"), sorted(rhythm), strict=True):
            self[name].data = str(format_date(date(YEAR, *deadline), "d. MMMM"))
            self[f"{name}_decided"].data = str(decided)

    def rhythm(self) -> Rhythm:
        """What was typed, when it is valid."""
        found = [(_deadline(self[name].data), int(self[f"{name}_decided"].data)) for name in ("first", "second")]
        return [(deadline, decided) for deadline, decided in found if deadline]

    def validate_first(self, field: LineField) -> None:
        if _deadline(field.data) is None:
            raise StopValidation(str(_("Write day and month, for example 1 May")))

    def validate_second(self, field: LineField) -> None:
        deadline = _deadline(field.data)
        if deadline is None:
            raise StopValidation(str(_("Write day and month, for example 1 May")))
        if deadline == _deadline(self.first.data):
            raise StopValidation(str(_("The two deadlines cannot be the same day")))


def _deadline(typed: str | None) -> tuple[int, int] | None:
    """Month and day of "1. maj"; None when it is no day of every year."""
    try:
        day = read_date(f"{(typed or '').strip()} {YEAR}")
    except ValueError:
        return None
    return day.month, day.day


class MergeForm(Form):
    into = OneOf(_("Which idea does it go together with?"), [Required(_("Choose an idea"))])
