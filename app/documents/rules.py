"""Who may do what to a document in which state, what is missing, what its text is, how two texts differ. All pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from flask_babel import format_date
from flask_babel import lazy_gettext as _

from app.core.actions import Action, Actor, Office, policy
from app.core.text import Segment, canonical, says_something, sha256, word_differences
from app.documents.catalogue import KINDS, Answers, Control, Kind, Question
from app.documents.models import Document, Version
from app.people.models import OFFICE

STATES = ("draft", "sent", "agreed")
ALL = frozenset(STATES)
POINT = re.compile(r"^\s*[-•]\s+")


def relations(actor: Actor, document: Document) -> frozenset[str]:
    """drafter: writes it. office: runs the structure. party: may read what is out. awaited: an approval is theirs to
    give. consented: has given it."""
    found = set()
    if actor.holds(*KINDS[document.kind].drafters):
        found.add("drafter")
    if actor.holds(*OFFICE):
        found.add("office")
    if document.is_party(actor):
        found.add("party")
    for party in document.current.parties if document.current else ():
        if party.office in actor.offices:
            found.add("consented" if party.has_approved else "awaited")
    return frozenset(found)


def readable_versions(actor: Actor, document: Document) -> list[Version]:
    """The versions the actor may read: drafters and office all, a party those it was asked about (domain.md 13)."""
    reads_all = relations(actor, document) & {"drafter", "office"}
    return [version for version in document.versions if reads_all or version.is_party(actor)]


def visible_text(actor: Actor, document: Document) -> str | None:
    """A party reads what was sent, never the draft behind it (domain.md 13)."""
    if relations(actor, document) & {"drafter", "office"} or (document.current and document.current.is_party(actor)):
        return None
    return str(_("The text is being written again. You are told when it is sent to you."))


POLICY = policy(
    "document",
    relations,
    STATES,
    Action("document.read", frozenset({"drafter", "office", "party"}), ALL),
    Action("document.print", frozenset({"drafter", "office", "party"}), ALL, terms=(visible_text,)),
    Action(
        "document.edit",
        frozenset({"drafter"}),
        frozenset({"draft"}),
        event="document.edited",
        wrong_state={
            "sent": _("The text is out for approval. Take it back if you want to change it."),
            "agreed": _("The text is agreed and locked."),
        },
    ),
    Action(
        "document.send",
        frozenset({"drafter"}),
        frozenset({"draft"}),
        targets=("sent", "agreed"),
        event="document.sent",
        wrong_state=_("The text has been sent already."),
    ),
    Action(
        "document.recall",
        frozenset({"drafter"}),
        frozenset({"sent"}),
        targets=("draft",),
        event="document.recalled",
        wrong_state=_("Only a text that is out for approval can be taken back."),
    ),
    Action(
        "document.approve",
        frozenset({"awaited"}),
        frozenset({"sent"}),
        targets=("sent", "agreed"),
        event="document.approved",
        wrong_state=_("The text is not out for approval now."),
    ),
    Action(
        "document.send_back",
        frozenset({"awaited", "consented"}),
        frozenset({"sent"}),
        targets=("draft",),
        event="document.sent_back",
        wrong_state=_("The text is not out for approval now."),
    ),
)


def missing(kind: Kind, answers: Answers) -> list[Question]:
    """The required questions without an answer, in order."""
    return [question for question in kind.required if not says_something(answers.get(question.key) or "")]


def content(kind: Kind, document: Document, answers: Answers, names: Mapping[int, str]) -> dict[str, Any]:
    """The whole text with its questions' wording: what people agree to. Empty optional answers are absent (R15)."""
    return {
        "kind": kind.key,
        "number": document.number,
        "title": kind.title,
        "network": {"number": document.network.number, "title": document.network.title},
        "answers": [
            {
                "key": question.key,
                "heading": question.heading,
                "wording": question.wording,
                "required": question.required,
                **given(question.control, answers.get(question.key, ""), names),
            }
            for question in kind.questions
            if answers.get(question.key) or question.required
        ],
        "parties": [
            {"function": office.function, "department": office.department_id} for office in kind.parties(answers)
        ],
    }


def given(control: Control, value: str, names: Mapping[int, str]) -> dict[str, Any]:
    """A stored answer as it stands in the text: `text` in paragraphs, or `items` of a list."""
    match control:
        case Control.POINTS:
            return {
                "text": "",
                "items": [item for line in value.splitlines() if (item := POINT.sub("", line, 1).strip())],
            }
        case Control.DEPARTMENTS:
            return {"text": "", "items": [name for number, name in names.items() if str(number) in value.split(",")]}
        case Control.DATE:
            return {"text": format_date(date.fromisoformat(value), "d. MMMM yyyy") if value else "", "items": []}
        case _:
            return {"text": value, "items": []}


def digest(text: Mapping[str, Any]) -> str:
    """The SHA-256 that consents bind to."""
    return sha256(canonical(text))


@dataclass(frozen=True)
class Difference:
    """How one answer differs between two texts."""

    heading: str
    segments: list[Segment]

    @property
    def is_changed(self) -> bool:
        return any(tag != "same" for tag, _text in self.segments)


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Difference]:
    """Every answer of either text in the order of the later one, word by word; answers that were dropped stand last."""
    old = {answer["key"]: answer for answer in before["answers"]}
    new = {answer["key"]: answer for answer in after["answers"]}
    return [
        Difference((new.get(key) or old[key])["heading"], word_differences(_prose(old.get(key)), _prose(new.get(key))))
        for key in [*new, *(key for key in old if key not in new)]
    ]


def _prose(answer: Mapping[str, Any] | None) -> str:
    if answer is None:
        return ""
    return answer["text"] or "\n".join(answer["items"])


def awaited_offices(document: Document) -> list[Office]:
    """The posts whose approval is still missing, in the order of the parties."""
    version = document.current
    if version is None or document.state != "sent":
        return []
    return [party.office for party in version.parties if not party.has_approved]


def blocks(text: str) -> list[str | list[str]]:
    """A text as it is read: paragraphs parted by empty lines, lists of lines that begin with a dash or bullet."""
    found: list[str | list[str]] = []
    for paragraph in re.split(r"\n{2,}", text.strip()):
        for is_list, run in groupby(paragraph.split("\n"), key=lambda line: bool(POINT.match(line))):
            lines = list(run)
            found.append([POINT.sub("", line) for line in lines] if is_list else "\n".join(lines))
    return [block for block in found if block]
