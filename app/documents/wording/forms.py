"""The form of an edition: heading, wording and help of each question."""

from collections.abc import Mapping, Sequence

from flask_babel import lazy_gettext as _
from wtforms import Field, IntegerField, TextAreaField
from wtforms.widgets import HiddenInput

from app.core.forms import Form, LineField, MaxLength, PlainText, Required
from app.core.text import one_line
from app.documents.questions import Question

HEADING_MAX, WORDING_MAX, HELP_MAX = 72, 300, 600


class SentenceField(TextAreaField):
    """A sentence or two that may fill several lines on the screen, and is one line in the text."""

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        self.data = one_line(valuelist[0]) if valuelist else ""


class WordingForm(Form):
    """`n` is the edition that the words were read in."""

    n = IntegerField(widget=HiddenInput())

    def fields(self) -> dict[str, Field]:
        return {field.name: field for field in self if field.name not in ("csrf_token", "n")}

    def words(self) -> dict[str, str]:
        """What is written, by field."""
        return {name: field.data or "" for name, field in self.fields().items()}

    def show(self, n: int, words: Mapping[str, str]) -> None:
        """Put these words of edition `n` into the fields."""
        self.n.data, self.n.raw_data = n, None  # else the field shows what was posted
        for name, field in self.fields().items():
            field.process_data(words.get(name, ""))


def wording_form(questions: Sequence[Question]) -> WordingForm:
    """An unbound-or-posted form of these questions."""
    fields: dict[str, Field] = {}
    for question in questions:
        heading, told = question.heading, PlainText()
        fields |= {
            f"{question.key}-heading": LineField(
                _("Heading"),
                [Required(_("Write a heading for »%(heading)s«", heading=heading)), MaxLength(HEADING_MAX), told],
                render_kw={"class": "long"},
            ),
            f"{question.key}-wording": SentenceField(
                _("Question"),
                [Required(_("Write a question for »%(heading)s«", heading=heading)), MaxLength(WORDING_MAX), told],
                render_kw={"rows": 2, "data-max": WORDING_MAX},
            ),
            f"{question.key}-help": SentenceField(
                _("Help beside the field"),
                [Required(_("Write a help for »%(heading)s«", heading=heading)), MaxLength(HELP_MAX), told],
                render_kw={"rows": 3, "data-max": HELP_MAX},
            ),
        }
    made: WordingForm = type("KindForm", (WordingForm,), fields)()
    return made
