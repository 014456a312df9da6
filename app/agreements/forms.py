"""Whom the leader agrees with, where the network does not know it; and what each prepares alone (R6)."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import lazy_gettext as _

from app.agreements.models import Preparation
from app.agreements.prompts import Prompt
from app.core.forms import ChoicesField, Form, LongTextField, MaxLength, PlainText, Required
from app.documents.questions import TEXT_MAX
from app.people.forms import PersonField


class BeginForm(Form):
    """Of an agreement whose other side is known already."""


class ManagerForm(BeginForm):
    manager = PersonField(
        _("Who is your manager?"),
        [Required(_("Write who your manager is"))],
        description=_("Begin to write, and choose from the list"),
        render_kw={"list": "konti", "autocomplete": "off"},
    )


class RevealForm(Form):
    """Which of the answers the other may read."""

    shown = ChoicesField()


class PickForm(Form):
    """Lines that are taken over into the draft."""

    line = ChoicesField()


class PreparationForm(Form):
    """One field for each question to oneself."""

    def answers(self) -> dict[str, str]:
        return {field.name: field.data or "" for field in self if field.name != "csrf_token"}


def preparation_form(prompts: Sequence[Prompt], kept: Mapping[str, Preparation]) -> PreparationForm:
    """The form of these questions, with what is kept where nothing was posted."""
    fields: dict[str, Any] = {
        prompt.key: LongTextField(
            prompt.wording,
            [MaxLength(TEXT_MAX), PlainText()],
            default=kept[prompt.key].value if prompt.key in kept else "",
            render_kw={"rows": 3, "data-max": TEXT_MAX},
        )
        for prompt in prompts
    }
    made: PreparationForm = type("OwnForm", (PreparationForm,), fields)()
    return made
