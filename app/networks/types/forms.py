"""A row of the table of types as a form."""

from dataclasses import replace
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import Field
from wtforms.validators import StopValidation

from app.core.forms import (
    LINE_MAX,
    ChoicesField,
    Form,
    HiddenLine,
    LineField,
    MaxLength,
    OneOfList,
    PlainText,
    Required,
    SelectChoice,
    require_offered,
)
from app.networks.rules import TypeEntry
from app.people.models import FORUMS, POST_LABELS, Function

SENTENCE_MAX = 300
AUTHORS = ""  # the value for: the idea's author or group
DECIDERS = (Function.NETVAERKSDIREKTOER, *FORUMS)
PARTIES = (Function.NETVAERKSDIREKTOER, Function.AFDELINGSCHEF, Function.NETVAERKSLEDER, *FORUMS)
BRIEFERS = (Function.NETVAERKSDIREKTOER, Function.AFDELINGSCHEF, Function.NETVAERKSLEDER)


def _choices(functions: tuple[Function, ...]) -> list[SelectChoice]:
    return [SelectChoice(function.value, POST_LABELS[function]) for function in functions]


def _one(label: Any, functions: tuple[Function, ...], *before: SelectChoice) -> OneOfList:
    return OneOfList(label, [_chosen], choices=[*before, *_choices(functions)])


def _chosen(_form: Form, field: Field) -> None:
    """One of those offered, and not none of them."""
    require_offered(field, [field.data or ""])


def _line(label: Any, most: int = LINE_MAX) -> LineField:
    checks = [Required(_("Write a few words")), MaxLength(most), PlainText()]
    return LineField(label, checks, render_kw={"class": "long"})


class TypeForm(Form):
    n = HiddenLine()
    focus = _line(_("What it is for"), SENTENCE_MAX)
    proposes = _one(_("Who puts the proposal"), DECIDERS, SelectChoice(AUTHORS, _("The idea's author or group")))
    parties = ChoicesField(_("Parties to phase 1"), choices=_choices(PARTIES))
    decides = _one(_("Who decides"), DECIDERS)
    appoints = _one(_("Who decides on leader and referenceleder"), DECIDERS)
    briefs = _one(_("Who briefs chefforum"), BRIEFERS)
    decides_outcome = _one(_("Who decides the outcome"), DECIDERS)
    referenceleder = _line(_("The referenceleder's level"))
    default_length = _line(_("How long it usually is"), SENTENCE_MAX)
    success = _line(_("Success may be"), SENTENCE_MAX)

    def validate_parties(self, field: ChoicesField) -> None:
        if not field.data:
            raise StopValidation(str(_("Choose at least one party")))

    def show(self, n: int, row: TypeEntry) -> None:
        """Put the row of edition `n` into the form."""
        self.n.data = str(n)
        self.parties.data = [str(party) for party in row.idea_parties]
        self.proposes.data = str(row.proposes or AUTHORS)
        for name in ("focus", "decides", "appoints", "briefs", "decides_outcome"):
            self[name].data = str(getattr(row, name))
        for name in ("referenceleder", "default_length", "success"):
            self[name].data = getattr(row, name)

    def entry(self, row: TypeEntry) -> TypeEntry:
        """What was typed, as the row that it makes of this one."""
        return replace(
            row,
            focus=self.focus.data or "",
            proposes=Function(self.proposes.data) if self.proposes.data else None,
            idea_parties=tuple(party for party in PARTIES if party in (self.parties.data or ())),
            decides=Function(self.decides.data),
            appoints=Function(self.appoints.data),
            briefs=Function(self.briefs.data),
            decides_outcome=Function(self.decides_outcome.data),
            referenceleder=self.referenceleder.data or "",
            default_length=self.default_length.data or "",
            success=self.success.data or "",
        )
