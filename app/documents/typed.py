"""What a posted field is called when its text is given back on an error page (core/pages.py)."""

import re

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from app.documents.catalogue import KINDS
from app.documents.questions import PERIOD_COLUMNS, Control

# What nobody typed: hidden fields, the names of buttons, and what is ticked. What is not here is given back.
_NOT_TYPED = re.compile(
    r"csrf_token|sha256|sha256_before|seen|shown|autosave|row|form_key|n|next|step|propose|forum|person|password|again|state"
    r"|type|track|into|result|changed|also|present|signed|function|department|has_account|is_acting|what|parties"
    r"|proposes|decides|appoints|briefs|decides_outcome|act|passage|base-.*|.*-choice"
)
_LABELS = {
    "title": _("The network's title"),
    "reason": _("Reason"),
    "wording": _("The decision, word for word"),
    "item": _("Item"),
    "case_number": _("Case number"),
    "comment": _("Comment"),
    "new_wording": _("New wording"),
    "answer": _("Your answer"),
}
# purpose, answer-purpose (decisions), suggest_purpose (agreeing), purpose-mine (a conflict), purpose-help (wording),
# course_plan.a1.content (a cell)
_ABOUT = re.compile(r"(?:answer-|suggest_)?(\w+)(?:-\w+|\.\w+\.(\w+)(?:-mine)?)?")
_QUESTIONS = {question.key: question for kind in KINDS.values() for question in kind.questions}
_COLUMNS = {column.key: column.label for column in PERIOD_COLUMNS}


def label(name: str) -> str | None:
    """What the field is called, that of its question where it has no label of its own; None when nobody typed in it."""
    if _NOT_TYPED.fullmatch(name):
        return None
    about = _ABOUT.fullmatch(name)
    question = _QUESTIONS.get(about[1]) if about else None
    if about is None or question is None:
        return str(_LABELS.get(name) or gettext("Text"))
    if question.control == Control.DEPARTMENTS:
        return None
    return ", ".join(filter(None, (question.heading, _COLUMNS.get(about[2]))))
