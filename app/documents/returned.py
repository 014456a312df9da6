"""What came back with a text: reasons, and wordings proposed instead of those it has, answer by answer (R17)."""

import json
from dataclasses import dataclass

from flask_babel import gettext as _

from app.core.actions import Actor
from app.documents import content, editions, relations, said, standing, texts
from app.documents.consents import Consent
from app.documents.models import Document, Version

# A text that its writers took back and sent again as it was still has the answers to it.
ANSWERED_OR_RECALLED = ("document.sent_back", "document.decided", "document.recalled")


@dataclass(frozen=True)
class Suggestion:
    """Another wording of one answer. `change` goes from what the reader sees now to what is proposed; `base` is what a
    save of it begins from, "" for who does not write the text."""

    value: str
    change: content.Difference
    base: str


@dataclass(frozen=True)
class Returned:
    """What one party said instead of agreeing to version `n`."""

    n: int
    heading: str
    reason: str
    suggestions: list[Suggestion]


def of(actor: Actor, document: Document) -> list[Returned]:
    """All that came back with the version sent last, oldest first, while the text is being written again; of a text in
    force what the absent have proposed (R17). Who reads drafts sees a proposal beside the draft, others beside the
    version."""
    latest = document.latest
    if document.state != "draft" or latest is None or latest not in relations.readable_versions(actor, document):
        return []
    if latest is not document.in_force and document.made_draft_by not in ANSWERED_OR_RECALLED:
        return []
    return _with(actor, latest)


def before(actor: Actor, shown: Version) -> list[Returned]:
    """Why there is another version than one before it: all that came back with the last one that anything came back
    with, since the text was agreed. A text that a body changed came back from nobody (R16)."""
    if standing.of(shown) != standing.Standing.OUT:
        return []
    for version in reversed(relations.readable_versions(actor, shown.document)):
        if version.n >= shown.n:
            continue
        if standing.of(version) in standing.AGREED or said.changed_by(version):
            return []
        if came := _with(actor, version):
            return came
    return []


def _with(actor: Actor, version: Version) -> list[Returned]:
    document = version.document
    # One person in two capacities says it once (R8).
    found = {
        (consent.person_id, consent.reason): consent
        for party in version.parties
        if (consent := party.consent) and not party.has_approved and relations.reads_reason(actor, consent)
    }
    return [
        Returned(version.n, _heading(consent), consent.reason or "", _suggestions(actor, document, consent))
        for consent in sorted(found.values(), key=lambda consent: consent.at)
    ]


def _heading(consent: Consent) -> str:
    if consent.minuted:
        return said.of(consent.party)
    if consent.decision == "propose":
        return _("%(name)s proposed a change", name=said.by(consent))
    return _("%(name)s sent the text back", name=said.by(consent))


def _suggestions(actor: Actor, document: Document, consent: Consent) -> list[Suggestion]:
    proposed: dict[str, str] = json.loads(consent.suggestions or "{}")
    writes, reads_draft = relations.drafts(actor, document), relations.reads_draft(actor, document)
    drafted = {answer.key: answer for answer in document.answers}
    sent = {answer["key"]: answer for answer in consent.party.version.text["answers"]}
    names = texts.names()
    found = []
    for question in editions.questions(document):
        if question.key not in proposed:
            continue
        answer = drafted.get(question.key)
        now = content.given(question, {question.key: answer.value if answer else ""}, names)
        shown = now if reads_draft else sent.get(question.key)
        base = texts.base(answer.value, answer.version) if answer else texts.base("", 0)
        value = proposed[question.key]
        change = content.difference(question, shown, content.given(question, {question.key: value}, names))
        found.append(Suggestion(value, change, base if writes else ""))
    return found
