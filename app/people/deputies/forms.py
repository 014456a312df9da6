"""Who approves for whom, and when."""

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms.validators import StopValidation

from app.core import clock
from app.core.actions import Actor
from app.core.forms import DanishDateField, Form, OneOf, Required, SelectChoice
from app.people.deputies import rules
from app.people.forms import PersonField
from app.people.models import Ground, Person, post_label

STANDING = "post-"  # and the post's id


def _somebody(label: Any) -> PersonField:
    hint = _("Begin to write, and choose from the list")
    missing = [Required(_("Write a name"))]
    return PersonField(label, missing, description=hint, render_kw={"list": "konti", "autocomplete": "off"})


class _Period(Form):
    deputy: PersonField
    _actor: Actor
    _of: Person

    def between(self, actor: Actor, of: Person) -> None:
        """The actor says who approves for that person."""
        self._actor, self._of = actor, of

    def validate_deputy(self, field: PersonField) -> None:
        if field.chosen and (why := rules.obstacle(self._actor, self._of, field.chosen)):
            raise StopValidation(why)

    from_date = DanishDateField(_("From"), description=_("The first day"))
    to_date = DanishDateField(_("To"), description=_("The last day"))

    def validate_from_date(self, field: DanishDateField) -> None:
        if field.day is None:
            raise StopValidation(str(_("Write a date, for example 1 March 2027")))

    def validate_to_date(self, field: DanishDateField) -> None:
        if field.day is None and self.must_end():
            raise StopValidation(str(_("Write the last day, for example 1 March 2027")))
        if field.day and self.from_date.day and field.day < self.from_date.day:
            raise StopValidation(str(_("The last day cannot come before the first")))
        if field.day and field.day < clock.today():
            raise StopValidation(str(_("The last day is over already")))

    def must_end(self) -> bool:
        """Whether it is for a time."""
        return True


class LeaveForm(_Period):
    """What a person says of themself: who approves while they are away."""

    deputy = _somebody(_("Who approves for you?"))
    ground = OneOf(
        _("How?"),
        [Required(_("Choose how"))],
        choices=[
            SelectChoice(Ground.LEAVE.value, _("As my deputy while I am away (p.v.)")),
            SelectChoice(Ground.AUTHORITY.value, _("By my authority, also while I am here (e.b.)")),
        ],
        default=Ground.LEAVE.value,
    )


class DeputyForm(_Period):
    """What the register notes of somebody: the superior at illness, or a post's standing deputy."""

    what = OneOf(_("What is it about?"), [Required(_("Choose what it is about"))])
    deputy = _somebody(_("Who approves?"))

    def between(self, actor: Actor, of: Person) -> None:
        """It can be about the person's illness, or about a post that they hold."""
        super().between(actor, of)
        self.from_date.id, self.to_date.id = "deputy-from", "deputy-to"  # beside the form that gives a post
        told = {"name": of.first_name}
        posts = rules.with_standing(of.posts)
        labels = [
            (post.id, post_label(post.function, post.department.name if post.department else None)) for post in posts
        ]
        self.what.choices = [
            SelectChoice(Ground.SUPERIOR.value, _("%(name)s is ill: the nearest superior approves for a time", **told)),
            *(
                SelectChoice(f"{STANDING}{post_id}", _("Standing deputy of the post: %(post)s", post=label))
                for post_id, label in labels
            ),
        ]

    @property
    def post_id(self) -> int | None:
        """The post that gets a standing deputy, of a form that holds; None at illness."""
        chosen = self.what.data or ""
        return int(chosen.removeprefix(STANDING)) if chosen.startswith(STANDING) else None

    def must_end(self) -> bool:
        return not (self.what.data or "").startswith(STANDING)
