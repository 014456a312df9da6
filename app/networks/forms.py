"""Who is to lead, drive or take part: somebody with an account by name, or somebody from outside."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms.validators import StopValidation
from wtforms.widgets import EmailInput

from app.core.forms import LINE_MAX, Form, LineField, MaxLength, PlainText, Required
from app.people.models import Person

MAIL_MAX = 254
TYPED_MAX = 400
SHOWN_MAX = 5


class PersonField(LineField):
    """Somebody with an account, typed or chosen from the list of `labels`. `chosen` is the person that was meant."""

    accounts: Sequence[Person] = ()
    chosen: Person | None = None

    def pre_validate(self, form: Any) -> None:
        if not self.data:
            return
        found = matching(self.data[:TYPED_MAX], self.accounts)
        if not found:
            raise StopValidation(str(_("Nobody with an account has that name. Choose from the list")))
        if len(found) > 1:
            names = "; ".join(label for label in list(found)[:SHOWN_MAX])
            raise StopValidation(str(_("It may be several: %(names)s. Write more of the name", names=names)))
        (self.chosen,) = found.values()


class MailField(LineField):
    """A mail address in small letters, or nothing."""

    widget = EmailInput()

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        super().process_formdata(valuelist)
        self.data = (self.data or "").lower()

    def pre_validate(self, form: Any) -> None:
        if self.data and not re.fullmatch(r"[^@\s,;<>]+@[^@\s,;<>]+\.[^@\s,;<>.]+", self.data):
            raise StopValidation(str(_("Write a mail address, for example name@example.dk")))


def _person(label: Any) -> PersonField:
    """Never filled again by the browser: each addition begins with an empty field."""
    missing = [Required(_("Write a name"))]
    hint = _("Begin to write, and choose from the list")
    return PersonField(label, missing, description=hint, render_kw={"list": "konti", "autocomplete": "off"})


class LeaderForm(Form):
    leader = _person(_("Network leader"))


class CoDriverForm(Form):
    co_driver = _person(_("Co-driver"))


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


def labels(accounts: Sequence[Person]) -> dict[str, Person]:
    """Each person under a text of their own: name, title, and the mail address where two would read the same."""
    named = [(", ".join(filter(None, (person.name, person.title))), person) for person in accounts]
    times = Counter(label for label, _person in named)
    return {label if times[label] == 1 else f"{label}, {person.email}": person for label, person in named}


def matching(typed: str, accounts: Sequence[Person]) -> dict[str, Person]:
    """Whom the typed text may mean: the one with that label, else that name, else all whose name has words that begin
    with the words typed."""
    known = labels(accounts)
    if typed in known:
        return {typed: known[typed]}
    words = typed.casefold().split()
    exact = {label: person for label, person in known.items() if person.name.casefold().split() == words}
    return exact or {label: person for label, person in known.items() if _begins(words, person.name.casefold().split())}


def _begins(typed: list[str], name: list[str]) -> bool:
    return all(any(word.startswith(part) for word in name) for part in typed)
