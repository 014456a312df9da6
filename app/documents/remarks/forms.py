"""What is said about a passage, and what is said to that."""

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import HiddenField

from app.core import text
from app.core.forms import Form, HiddenLine, LongTextField, MaxLength, PlainText
from app.documents.content import POINT
from app.documents.passages import Passage
from app.documents.questions import REASON_MAX, TEXT_MAX


class PassageField(HiddenField):
    """The words that were on the screen; they are compared, never shown as anybody's."""

    def process_formdata(self, valuelist: Any) -> None:
        self.data = text.normalise(valuelist[0])[: 2 * TEXT_MAX] if valuelist else ""


class RemarkForm(Form):
    """A comment, another wording, or both."""

    passage = PassageField()
    comment = LongTextField(
        _("Comment"), [MaxLength(REASON_MAX), PlainText()], render_kw={"rows": 4, "data-max": REASON_MAX}
    )
    new_wording = LongTextField(
        _("New wording"),
        [PlainText()],
        description=_("Correct the text here if you want it to say something else."),
        render_kw={"rows": 5},
    )

    def ask_about(self, passage: Passage) -> None:
        """Show this passage, its words to be corrected; what was typed stays."""
        self.limit = passage.most
        if not self.is_submitted():
            self.new_wording.data = passage.text
        elif passage.is_line:
            self.new_wording.data = POINT.sub("", text.one_line(self.new_wording.data or ""), count=1)
        self.passage.data = passage.text

    @property
    def wording(self) -> str | None:
        """The wording that is proposed; None when the passage was left as it is, or cleared."""
        typed = self.new_wording.data or ""
        return typed if text.says_something(typed) and typed != self.passage.data else None

    def validate_new_wording(self, field: Any) -> None:
        MaxLength(self.limit)(self, field)

    def validate(self, extra_validators: Any = None) -> bool:
        is_valid = bool(super().validate(extra_validators))
        if is_valid and not self.wording and not text.says_something(self.comment.data or ""):
            self.comment.errors = [str(_("Write a comment, or correct the wording"))]
            return False
        return is_valid


class AnswerForm(Form):
    """What is said to a remark; it may be nothing."""

    act = HiddenLine()
    answer = LongTextField(
        _("Your answer"), [MaxLength(REASON_MAX), PlainText()], render_kw={"rows": 3, "data-max": REASON_MAX}
    )
