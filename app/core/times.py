"""A time of day as Danes write it in a form."""

import re
from collections.abc import Sequence
from datetime import time as Time  # noqa: N812 - the field has a `time`
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import StringField
from wtforms.validators import StopValidation

from app.core import text

_TYPED = re.compile(r"(?:kl\.? ?)?(\d{1,2})(?:[.:](\d{2})|(\d{2}))?", re.IGNORECASE)


class DanishTimeField(StringField):
    """A time of day as text: "9", "9.30", "09:30", "kl. 930". `time` is the parsed one or None.

    What was typed stays in the field when it is no time.
    """

    time: Time | None = None

    def process_data(self, value: Time | None) -> None:
        self.time = value
        self.data = write_time(value) if value else ""

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        self.data = text.one_line(valuelist[0]) if valuelist else ""

    def pre_validate(self, form: Any) -> None:
        if self.data:
            self.time = understood_time(self.data)


def write_time(value: Time) -> str:
    """The time as it stands in a field: 9.30."""
    return f"{value.hour}.{value.minute:02}"


def understood_time(typed: str) -> Time:
    """The time that was typed; StopValidation with a Danish sentence when it is none."""
    found = _TYPED.fullmatch(typed)
    try:
        if found:
            return Time(int(found[1]), int(found[2] or found[3] or 0))
    except ValueError:
        pass
    raise StopValidation(str(_("Write the time as hours and minutes, for example %(example)s", example="13.30")))
