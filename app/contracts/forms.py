"""The form that opens a network: its title, and which row of the table of types it is (R1, R15)."""

from typing import Any

from flask_babel import lazy_gettext as _
from flask_babel.speaklater import LazyString

from app.core.forms import LINE_MAX, Form, FormKey, LineField, MaxLength, OneOf, PlainText, Required, SelectChoice
from app.networks.rules import TYPES, NetworkType, TypeEntry
from app.networks.types.operations import current
from app.people.models import the_post

ROWS = {entry.key: type_and_track for type_and_track, entry in TYPES.items()}


def _reads(track: str, entry: TypeEntry) -> str | LazyString:
    """What a row of the table of types is for, and of innovation who proposes and decides (R1)."""
    if not track or not entry.proposes:
        return f"{entry.label}: {entry.focus}"
    return _(
        "%(label)s, proposed by %(proposes)s and decided by %(decides)s: %(focus)s",
        label=entry.label,
        proposes=the_post(entry.proposes),
        decides=the_post(entry.decides),
        focus=entry.focus,
    )


class NetworkForm(Form):
    title = LineField(
        _("The network's title"),
        [Required(_("Give the network a title")), MaxLength(LINE_MAX), PlainText()],
        description=_("The challenge in a few words, for example »Pupils with high absence«"),
        render_kw={"class": "long"},
    )
    type = OneOf(_("Type"), [Required(_("Choose a type"))], default=NetworkType.WELFARE)
    form_key = FormKey()

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        rows = current().items()
        self.type.choices = [SelectChoice(entry.key, _reads(track, entry)) for (_type, track), entry in rows]

    @property
    def type_and_track(self) -> tuple[str, str]:
        """The chosen row of the table of types."""
        return ROWS[self.type.data]
