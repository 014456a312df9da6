"""The page where a passage is remarked on, and the one where a remark is read and answered."""

from flask import render_template
from flask_babel import gettext as _

from app.core.pages import actor
from app.documents import content, remarked, texts
from app.documents.catalogue import kind_of
from app.documents.models import Document, Remark
from app.documents.passages import Passage
from app.documents.remarks.forms import AnswerForm, RemarkForm


def writing(document: Document, passage: Passage, form: RemarkForm, *, was: str = "") -> str:
    """The passage, and what is said about it. `was`: what stood there when the page was opened, when that is other."""
    return render_template(
        "documents/remark_write.html",
        document=document,
        kind=kind_of(document),
        question=remarked.question_of(document, passage.key),
        passage=passage,
        form=form,
        was=was,
    )


def reading(document: Document, remark: Remark, form: AnswerForm, *, is_refused: bool = False) -> str:
    """One remark, what it is about, and what the reader can do with it. `is_refused`: it was settled by another, or the
    text has changed, since the reader opened it."""
    shown = next(one for one in remarked.of(actor(), document) if one.remark.id == remark.id)
    question = remarked.question_of(document, remark.key)
    now = content.blocks(texts.values(document).get(remark.key, "")) if question and not shown.place else []
    return render_template(
        "documents/remark.html",
        document=document,
        kind=kind_of(document),
        shown=shown,
        now=now,
        form=form,
        is_refused=is_refused,
    )


def said(remark: Remark) -> str:
    """What was done to the remark, to who did it."""
    return {
        "accepted": _("The wording stands in the text now."),
        "declined": _("The proposal is declined. It is kept."),
        "done": _("The remark is marked as done. It is kept."),
        "withdrawn": _("You have taken the remark back. It is kept."),
    }[remark.state]
