"""The forms of the joint act, and of the answers to it."""

from collections.abc import Iterable

from flask_babel import lazy_gettext as _
from wtforms.validators import StopValidation

from app.core import clock, formats
from app.core.forms import (
    ChoicesField,
    DanishDateField,
    Form,
    HiddenLine,
    LongTextField,
    MaxLength,
    PlainText,
    Required,
    SelectChoice,
)
from app.documents.models import Document
from app.documents.questions import REASON_MAX
from app.documents.sheets import agreed_on
from app.people.models import Post, post_label


class RecordForm(Form):
    """Who was there, and when. `seen` tells what each answer said on the screen, so that a change can be named."""

    sha256 = HiddenLine()
    seen = HiddenLine()
    present = ChoicesField(
        _("Who was there, besides the leader?"), description=_("The others are asked to confirm or propose a change")
    )
    day = DanishDateField(_("When did you agree?"), description=_("The day of the start workshop"))

    def offer(self, document: Document, posts: Iterable[Post]) -> None:
        """Take the network's people as choices; nobody is ticked."""
        self.present.choices = [SelectChoice(str(post.person_id), _named(post)) for post in posts]
        self.opened = document.network.created_at.astimezone(clock.COPENHAGEN).date()
        self.replaced = document.in_force

    def validate_present(self, field: ChoicesField) -> None:
        if not field.data:
            raise StopValidation(str(_("Tick those who were there. One at least")))

    def validate_day(self, field: DanishDateField) -> None:
        if field.day is None:
            raise StopValidation(str(_("Write the day of the workshop")))
        if field.day > clock.today():
            raise StopValidation(str(_("The day has not come yet. Record the agreement when it is made")))
        if field.day < self.opened:
            raise StopValidation(str(_("The network was not opened yet on that day")))
        if self.replaced and field.day < (before := agreed_on(self.replaced)):
            told = {"n": self.replaced.n, "day": formats.date_full(before)}
            raise StopValidation(str(_("Version %(n)s, which this one replaces, was agreed on %(day)s", **told)))


def _named(post: Post) -> str:
    about = [post_label(post.function, None).lower(), post.person.about]
    return ", ".join([post.person.name, *filter(None, about)])


class AnswerForm(Form):
    """An answer to exactly the text that was on the screen."""

    sha256 = HiddenLine()


class ProposeForm(AnswerForm):
    reason = LongTextField(
        _("What should be different?"),
        [Required(_("Write what should be different")), MaxLength(REASON_MAX), PlainText()],
        description=_("The leader of the network and the office read it"),
        render_kw={"rows": 4, "data-max": REASON_MAX},
    )
