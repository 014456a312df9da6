"""What leads on from a text: doors to other rooms, and what can be done to the whole of it. As data."""

from dataclasses import dataclass

from flask import url_for
from flask_babel import lazy_gettext as _

from app.core.actions import Actor
from app.documents import rules
from app.documents.catalogue import Door, kind_of
from app.documents.models import Document

# (action, the page's endpoint, label, its button): shown to whom the policy allows it, when there is such a page.
DOORS = (
    ("document.agree_jointly", "documents.agree_jointly", _("Record the joint agreement"), "button-secondary"),
    ("document.answer_joint", "documents.answers", _("Answer the joint agreement"), "button-secondary"),
    ("document.invite", "documents.answers", _("See the answers"), "button-secondary"),
    ("document.decide", "documents.decide", _("Record the forum's decision"), "button-secondary"),
    ("document.record_paper", "documents.record_paper", _("Record a signature on paper"), "quiet"),
    ("document.adopt", "documents.adopt", _("It was agreed on paper"), "button-secondary"),
    ("document.approve", "documents.sign_pdf", _("Get it to sign on paper"), "quiet"),
)


@dataclass(frozen=True)
class Act:
    """Something done to the whole text, with what it means said before the button."""

    endpoint: str
    summary: str
    meaning: str
    button: str


ACTS = {
    "document.recall": Act(
        "documents.recall",
        _("Take the text back to change it"),
        _(
            "Nobody can approve while you write. Send it again when it is ready; who has approved is asked again if "
            "the text has changed."
        ),
        _("Take the text back"),
    ),
    "document.change": Act(
        "documents.change",
        _("Begin a change"),
        _("You write on in the text as it is. What was agreed applies until the same parties have agreed the change."),
        _("Begin a change"),
    ),
    "document.give_up": Act(
        "documents.give_up",
        _("Give the change up"),
        _(
            "What you have written goes out of the draft, and stays in its history. The version in force stands "
            "as it is."
        ),
        _("Give the change up"),
    ),
    "document.withdraw": Act(
        "documents.withdraw",
        _("Give the text up"),
        _("Nothing is deleted. Nobody is asked to approve the text, and it can be taken up again."),
        _("Give the text up"),
    ),
    "document.resume": Act(
        "documents.resume",
        _("Take the text up again"),
        _("The text becomes a draft again, and you can write on."),
        _("Take the text up again"),
    ),
    "document.end": Act(
        "documents.end",
        _("End the agreement"),
        _(
            "The agreement no longer applies from now on, and it cannot be undone. The text and all approvals can "
            "still be read and printed. If only something is to be different, begin a change instead."
        ),
        _("End the agreement"),
    ),
}


def doors(actor: Actor, document: Document) -> list[Door]:
    """The rooms that stand open to this reader, and what the document's kind leads on to."""
    rooms = [
        (str(label), url_for(endpoint, number=document.number), button)
        for action, endpoint, label, button in DOORS
        if rules.POLICY.may(actor, action, document).allowed
    ]
    return [*rooms, *kind_of(document).doors(actor, document)]


def acts(actor: Actor, document: Document) -> list[Act]:
    """What this reader can do to the whole text now."""
    return [act for name, act in ACTS.items() if rules.POLICY.may(actor, name, document).allowed]
