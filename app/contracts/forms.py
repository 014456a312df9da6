"""The form that opens a network: its title and type (R15). Who proposes it is asked of innovation alone."""

import secrets
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import HiddenField, RadioField, ValidationError

from app.core.forms import LINE_MAX, Form, LineField, MaxLength, PlainText, Required, SelectChoice, require_offered
from app.core.text import one_line
from app.networks.rules import TYPES, NetworkType
from app.people.models import POST_LABELS

# How a type reads. Innovation has two rows in the table of types, with one label and focus.
TYPE_CHOICES = {type_: SelectChoice(type_, f"{entry.label}: {entry.focus}") for (type_, _track), entry in TYPES.items()}
# The one who proposes, and what follows from it (R1).
TRACK_CHOICES = [
    SelectChoice(
        track,
        _(
            "%(proposes)s (%(decides)s decides)",
            proposes=POST_LABELS[entry.proposes],
            decides=POST_LABELS[entry.decides].lower(),
        ),
    )
    for (_type, track), entry in TYPES.items()
    if track and entry.proposes
]


class OneOf(RadioField):
    """Exactly one of the choices; said in Danish when it is another."""

    def pre_validate(self, form: Any) -> None:
        require_offered(self, [self.data] if self.data else [])


class NetworkForm(Form):
    title = LineField(
        _("The network's title"),
        [Required(_("Give the network a title")), MaxLength(LINE_MAX), PlainText()],
        description=_("The challenge in a few words, for example »Pupils with high absence«"),
        render_kw={"class": "long"},
    )
    type = OneOf(
        _("Type"),
        [Required(_("Choose a type"))],
        choices=list(TYPE_CHOICES.values()),
        default=NetworkType.WELFARE,
    )
    track = OneOf(_("Only for innovation networks: who proposes it?"), choices=TRACK_CHOICES)
    form_key = HiddenField(
        default=lambda: secrets.token_urlsafe(16),
        filters=[lambda value: one_line(value or secrets.token_urlsafe(16))[:64]],
    )

    def validate_track(self, field: RadioField) -> None:
        if self.type.data == NetworkType.INNOVATION and not field.data:
            raise ValidationError(_("Choose who proposes the innovation network"))

    @property
    def chosen_track(self) -> str:
        """What was answered of an innovation network; of other types nothing, whatever was ticked."""
        return self.track.data or "" if self.type.data == NetworkType.INNOVATION else ""
