"""Signing in, a mail address, and choosing somebody with an account by name."""

from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import HiddenField, IntegerField
from wtforms.validators import StopValidation
from wtforms.widgets import EmailInput

from app.core.forms import Form, LineField
from app.core.text import is_mail_address
from app.people.models import Person
from app.people.operations import accounts

MAIL_MAX = 254
TYPED_MAX = 400
SHOWN_MAX = 5


class DemoSignInForm(Form):
    """One button a demo person; nothing is typed."""

    person = IntegerField()
    next = HiddenField()


class PersonField(LineField):
    """Somebody with an account, typed or chosen from the list of `labels`. `chosen` is the person that was meant."""

    chosen: Person | None = None

    @cached_property
    def accounts(self) -> Sequence[Person]:
        return accounts()

    def pre_validate(self, form: Any) -> None:
        self.chosen = None
        if not self.data:
            return
        found = matching(self.data[:TYPED_MAX], self.accounts)
        if not found:
            raise StopValidation(str(_("Nobody with an account has that name. Choose from the list")))
        if len(found) > 1:
            names = "; ".join(label for label in list(found)[:SHOWN_MAX])
            raise StopValidation(str(_("It may be several: %(names)s. Write more of the name", names=names)))
        (self.chosen,) = found.values()

    def show(self, person_id: str) -> None:
        """Put the person with this id into the field."""
        named = {str(person.id): label for label, person in labels(self.accounts).items()} if person_id else {}
        self.data = named.get(person_id, "")


class MailField(LineField):
    """A mail address in small letters, or nothing."""

    widget = EmailInput()

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        super().process_formdata(valuelist)
        self.data = (self.data or "").lower()

    def pre_validate(self, form: Any) -> None:
        if self.data and not is_mail_address(self.data):
            raise StopValidation(str(_("Write a mail address, for example name@example.dk")))


def labels(accounts: Sequence[Person]) -> dict[str, Person]:
    """Each person under a text of their own: name, title, and where two would read the same, the mail address; who has
    none goes by their number in the register."""
    named = [(", ".join(filter(None, (person.name, person.title))), person) for person in accounts]
    times = Counter(label for label, _person in named)
    apart = {person.id: person.email or gettext("no. %(n)s", n=person.id) for _label, person in named}
    return {label if times[label] == 1 else f"{label}, {apart[person.id]}": person for label, person in named}


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
