"""What the pages of a document show: from the document, its text and who is looking, to a template."""

from collections.abc import Mapping
from typing import Any

from flask import render_template
from flask_babel import gettext as _
from flask_babel import ngettext

from app.core import formats
from app.core.actions import Office
from app.core.pages import actor
from app.documents import content, operations, rules, texts
from app.documents.agreeing.forms import SendBackForm, SendForm
from app.documents.catalogue import kind_of
from app.documents.consents import Consent, Party
from app.documents.models import Document, Version
from app.people.models import Person
from app.people.operations import holders, office_label


def reading(
    document: Document,
    *,
    stale: operations.Stale | None = None,
    send_form: SendForm | None = None,
    send_back_form: SendBackForm | None = None,
) -> str:
    """The text as a document, who has approved it, and what the reader can do now."""
    may = {name: rules.POLICY.may(actor(), name, document) for name in rules.POLICY.actions}
    can_read_draft = may["document.print"].allowed
    version = rules.shown_version(actor(), document)
    shown = version.text if version else texts.draft(document)
    if send_form is None:
        send_form = SendForm(formdata=None)
        send_form.suggest()
    send_form.sha256.data = content.digest(shown)
    send_back_form = send_back_form or SendBackForm(formdata=None)
    send_back_form.sha256.data = version.sha256 if version else ""
    offices = [party.office for party in version.parties] if version else texts.offices(document)
    is_draft = document.state == "draft" and can_read_draft
    previous = _previous(document)
    return render_template(
        "documents/read.html",
        document=document,
        kind=kind_of(document),
        situation=_situation(document, can_read_draft=can_read_draft),
        marks=_marks(document, version),
        parties=_parties(document, version, offices),
        previous_n=previous.n if previous else 0,
        text=shown,
        sections=sections(shown),
        earlier_versions=_earlier(document, version),
        version=version,
        may=may,
        can_read_draft=can_read_draft,
        missing=texts.missing(document) if is_draft else [],
        vacancies=texts.vacancies(document) if is_draft else [],
        sent_back=sent_back(document),
        changes=content.changed(previous.text, shown) if previous and document.state != "agreed" else [],
        stale_changes=_stale(document, stale, shown) if stale else None,
        is_stale=stale is not None,
        send_form=send_form,
        send_back_form=send_back_form,
    )


def _earlier(document: Document, shown: Version | None) -> list[Version]:
    """The other versions that the reader may open, newest first."""
    return [version for version in reversed(rules.readable_versions(actor(), document)) if version is not shown]


def approved(document: Document) -> str:
    """What an approval did, and whom the text still waits for."""
    if document.state == "agreed":
        return _("You have approved. All have approved now, and the text is locked.")
    names = texts.awaited(document)
    told = {"label": kind_of(document).label, "names": formats.listed(names)}
    return _("You have approved %(label)s. It is locked when %(names)s have approved too.", **told)


def _situation(document: Document, *, can_read_draft: bool) -> str:
    """Where the text stands and whom it awaits, in one sentence or two."""
    if not can_read_draft:
        return _("The text is being written again. You are told when it is sent to you.")
    if document.state == "draft":
        if returned := sent_back(document):
            told = {"name": returned.who, "n": document.latest.n if document.latest else 0}
            return _("%(name)s sent version %(n)s back. Correct the text, and send it again.", **told)
        lacking = len(texts.missing(document))
        if lacking:
            count = formats.counted(lacking).capitalize()
            return ngettext(
                "One answer is missing before it can be sent.",
                "%(count)s answers are missing before it can be sent.",
                lacking,
                count=count,
            )
        return _("Read the text through, and send it to be approved.")
    if document.state == "agreed":
        return _("All have approved. The text was locked %(when)s.", when=formats.moment(document.state_since))
    offices = [party.office for party in rules.awaited_parties(document)]
    due = formats.date_long(document.due) if document.due else ""
    if set(offices) & actor().offices:
        return _(
            "%(name)s sent the text and waits for you. Answer by %(due)s.",
            name=document.current.by.name if document.current else "",
            due=due,
        )
    names = texts.awaited(document)
    return _("Waits for %(names)s. Answer by %(due)s.", names=formats.listed(names), due=due)


def _marks(document: Document, version: Version | None) -> list[str]:
    """What stands at the top right of the sheet."""
    if version is None:
        return [document.number]
    return [document.number, _("Version %(n)s", n=version.n), formats.date_full(version.at)]


def _parties(document: Document, version: Version | None, offices: list[Office]) -> list[dict[str, Any]]:
    """Each party as a line of the sign block: who, what they have said, whose turn it is."""
    found = holders(offices)
    if version is None or document.state == "draft":
        return [_line(found[office], office_label(office)) for office in offices]
    return [
        _line(found[party.office], party.label, party, is_open=document.state == "sent") for party in version.parties
    ]


def _line(persons: list[Person], role: str, party: Party | None = None, *, is_open: bool = False) -> dict[str, Any]:
    holder = persons[0] if persons else None
    line: dict[str, Any] = {
        "name": holder.name if holder else _("Vacant"),
        "role": role,
        "word": "",
        "shape": "",
        "turn": False,
    }
    consent = party.consent if party else None
    if consent and party and party.has_approved:
        note = _("Approved %(when)s", when=formats.moment(consent.at))
        return {**line, "name": consent.who, "note": note, "word": _("Approved"), "shape": "done"}
    if is_open and holder and any(person.id == actor().person_id for person in persons):
        return {
            **line,
            "turn": True,
            "name": actor().name,
            "note": _("You are signed in as %(name)s", name=actor().name),
        }
    if is_open:
        word = _("%(whose)s turn", whose=formats.genitive(holder.first_name)) if holder else _("Vacant")
        return {**line, "word": word, "shape": "half"}
    return line


def _previous(document: Document) -> Version | None:
    """What the shown text is compared with: the version this reader last answered, else the one before."""
    versions = [
        version
        for version in rules.readable_versions(actor(), document)
        if document.state == "draft" or version is not document.latest
    ]
    answered = [
        version
        for version in versions
        if any(consent.person_id == actor().person_id for party in version.parties for consent in party.consents)
    ]
    return next(reversed(answered or versions), None)


def sections(shown: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The text in the shape of components/sheet.html."""
    return [
        {
            "id": answer["key"],
            "heading": answer["heading"],
            "questions": [
                {
                    "text": answer["wording"],
                    "answer": [answer["items"]] if answer["items"] else content.blocks(answer["text"]),
                }
            ],
        }
        for answer in shown["answers"]
    ]


def _stale(document: Document, stale: operations.Stale, shown: Mapping[str, Any]) -> list[content.Difference]:
    return content.changed(stale.seen, shown) if stale.seen and document.state != "draft" else []


def sent_back(document: Document) -> Consent | None:
    """The reason why the text last sent came back, while it is being written again."""
    latest = document.latest
    if document.state != "draft" or latest is None or latest not in rules.readable_versions(actor(), document):
        return None
    said = [party.consent for party in latest.parties if party.consent and not party.has_approved]
    return max(said, key=lambda consent: consent.at, default=None)


def version(document: Document, found: Version) -> str:
    """A version as it was sent, to read."""
    readable = rules.readable_versions(actor(), document)
    before = next((other for other in readable if other.n == found.n - 1), None)
    is_agreed = all(party.has_approved for party in found.parties)
    standing = _("Version %(n)s is agreed and in force.", n=found.n)
    if not is_agreed:
        standing = _("Version %(n)s was never agreed.", n=found.n)
        if document.state == "sent" and document.latest is found:
            standing = _("Version %(n)s is out for approval.", n=found.n)
    said = [consent for party in found.parties for consent in party.consents if consent.decision == "send_back"]
    return render_template(
        "documents/version.html",
        is_agreed=is_agreed,
        standing=standing,
        reasons=said,
        document=document,
        kind=kind_of(document),
        version=found,
        sections=sections(found.text),
        changes=content.changed(before.text, found.text) if before else [],
    )
