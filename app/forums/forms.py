"""The days on which a forum meets: one on each line, as the year's plan has them."""

from datetime import date

from flask_babel import lazy_gettext as _
from wtforms.validators import StopValidation

from app.core import clock
from app.core.forms import Form, LongTextField, OneOf, Required, SelectChoice, read_date
from app.people.models import FORUMS, POST_LABELS

MOST_DAYS = 60


class MeetingsForm(Form):
    forum = OneOf(
        _("Forum"),
        [Required(_("Choose a forum"))],
        choices=[SelectChoice(forum.value, POST_LABELS[forum]) for forum in FORUMS],
    )
    days = LongTextField(
        _("When does it meet?"),
        [Required(_("Write at least one date"))],
        description=_("One date on each line, for example 1 March 2027"),
        render_kw={"rows": 6},
    )

    def dates(self) -> list[date]:
        """The days that were written; those that cannot be read are left out."""
        found = []
        for line in (self.days.data or "").splitlines():
            try:
                found += [read_date(line.strip())] if line.strip() else []
            except ValueError:
                continue
        return found

    def validate_days(self, field: LongTextField) -> None:
        lines = [line.strip() for line in (field.data or "").splitlines() if line.strip()]
        if len(lines) > MOST_DAYS:
            raise StopValidation(str(_("Write at most %(most)s dates at a time", most=MOST_DAYS)))
        for line in lines:
            try:
                day = read_date(line)
            except ValueError as error:
                raise StopValidation(str(_("»%(line)s« is no date", line=line[:40]))) from error
            if day < clock.today():
                raise StopValidation(str(_("»%(line)s« has passed", line=line[:40])))
