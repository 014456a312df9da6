"""Whom the leader agrees with, where the network does not know it; when the two talk; what each prepares alone (R6)."""

from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from flask import request
from flask_babel import lazy_gettext as _
from wtforms import Field
from wtforms.validators import StopValidation

from app.agreements.arranging import Slot
from app.agreements.models import Preparation, Talk
from app.agreements.prompts import Prompt
from app.core import clock
from app.core.forms import (
    LINE_MAX,
    ChoicesField,
    DanishDateField,
    Form,
    LineField,
    LongTextField,
    MaxLength,
    PlainText,
    Required,
)
from app.core.pages import actor
from app.core.times import DanishTimeField
from app.documents.questions import TEXT_MAX
from app.people.forms import PersonField

HOUR = timedelta(hours=1)


class Manager(Form):
    """Who the leader's manager is. It stands above the talk, since fields stand in the order in which they are made."""

    manager = PersonField(
        _("Who is your manager?"),
        [Required(_("Write who your manager is"))],
        description=_("Begin to write, and choose from the list"),
        render_kw={"list": "konti", "autocomplete": "off"},
    )

    def validate_manager(self, field: PersonField) -> None:
        if field.chosen and field.chosen.id == actor().person_id:  # R8
            raise StopValidation(str(_("You cannot be your own manager")))


class TalkForm(Form):
    """When and where the two talk; it may be left open, unless it `is_needed`."""

    is_needed = False
    day = DanishDateField(
        _("Day"), description=_("For example 1 March 2027"), render_kw={"autocomplete": "off", "class": "input-width-m"}
    )
    starts = DanishTimeField(
        _("From (o'clock)"),
        description=_("For example 13.30"),
        render_kw={"autocomplete": "off", "class": "input-width-s"},
    )
    ends = DanishTimeField(
        _("To (o'clock)"),
        description=_("Empty: one hour"),
        render_kw={"autocomplete": "off", "class": "input-width-s"},
    )
    place = LineField(_("Place"), [MaxLength(LINE_MAX)], render_kw={"autocomplete": "off"})

    def show(self, talk: Talk | None) -> None:
        """Begin from the talk as it is arranged."""
        if talk is None or self.is_submitted():
            return
        here = [moment.astimezone(clock.COPENHAGEN) for moment in (talk.starts_at, talk.ends_at)]
        self.day.process_data(here[0].date())
        self.starts.process_data(here[0].time())
        self.ends.process_data(here[1].time())
        self.place.data = talk.place

    def validate(self, extra_validators: Any = None) -> bool:
        return super().validate(extra_validators) and self._fits()

    def _fits(self) -> bool:
        """What is wrong with the answers taken together, told at the field where it is mended."""
        day, starts, ends = self.day.day, self.starts.time, self.ends.time
        is_asked, slot = self.is_needed or starts or ends, self.slot()
        wrong = (
            (self.day, _("Write the day") if is_asked and day is None else None),
            (self.day, _("The day is over. Choose a day to come") if day and day < clock.today() else None),
            (self.starts, _("The time is over. Choose one to come") if slot and _is_over_today(slot, day) else None),
            (self.starts, _("Write when you begin") if (day or ends) and starts is None else None),
            (self.ends, _("It must end after it begins") if starts and ends and _is_void(slot, starts, ends) else None),
        )
        for field, message in wrong:
            if message:
                field.errors = [*field.errors, str(message)]
        return not any(message for _field, message in wrong)

    def slot(self) -> Slot | None:
        """When and where, of a form that is valid; None where it has been left open."""
        if self.day.day is None or self.starts.time is None:
            return None
        begins = _moment(self.day.day, self.starts.time)
        ends = _moment(self.day.day, self.ends.time) if self.ends.time else begins + HOUR
        return Slot(begins, ends, self.place.data or "")


def _moment(day: date, at: time) -> datetime:
    return datetime.combine(day, at, clock.COPENHAGEN).astimezone(UTC)


def _is_over_today(slot: Slot, day: date | None) -> bool:
    return day == clock.today() and slot.starts_at < clock.now()


def _is_void(slot: Slot | None, starts: time, ends: time) -> bool:
    """Whether it ends before it begins, also on the night when the clock is put forward."""
    return ends <= starts or (slot is not None and slot.ends_at <= slot.starts_at)


class ArrangeForm(TalkForm):
    """When the two talk, of an agreement that has begun."""

    is_needed = True


class BeginForm(TalkForm):
    """Of an agreement whose other side is known already."""


class ManagerForm(Manager, BeginForm):
    """Of the agreement with who the leader's manager is, and says so here."""


class PickForm(Form):
    """Lines that are taken over into the draft."""

    line = ChoicesField()


class OwnField(LongTextField):
    """What is kept stands in it until something else is posted."""

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        if valuelist:
            super().process_formdata(valuelist)


class PreparationForm(Form):
    """One field for each question to oneself; what was not posted is neither checked nor saved."""

    def posted(self) -> list[Field]:
        return [field for field in self if field.name != "csrf_token" and field.name in request.form]

    def answers(self) -> dict[str, str]:
        """What can be kept of what was posted."""
        return {field.name: field.data or "" for field in self.posted() if not field.errors}

    def bases(self) -> dict[str, str]:
        """Which answers the writer began from, of those that say so."""
        began = ((field.name, request.form.get(f"base-{field.name}")) for field in self.posted())
        return {name: base for name, base in began if base is not None}


def preparation_form(
    prompts: Sequence[Prompt], kept: Mapping[str, Preparation], shown: Collection[str], other: str
) -> PreparationForm:
    """The form of these questions, with what is kept where nothing was posted. `shown` are those whose answers `other`
    may read, and at which it is told so."""
    fields: dict[str, Any] = {
        prompt.key: OwnField(
            prompt.wording,
            [MaxLength(TEXT_MAX), PlainText()],
            description=_("%(name)s may read this answer.", name=other) if prompt.key in shown else "",
            default=kept[prompt.key].value if prompt.key in kept else "",
            render_kw={"rows": 3, "data-max": TEXT_MAX},
        )
        for prompt in prompts
    }
    made: PreparationForm = type("OwnForm", (PreparationForm,), fields)()
    return made
