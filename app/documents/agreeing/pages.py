"""What the pages of a document show: from the document, its text and who is looking, to a template."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import render_template
from flask_babel import gettext as _

from app.core import formats
from app.core.pages import actor
from app.documents import content, editions, operations, relations, remarked, returned, rules, said, standing, texts
from app.documents.agreeing import doors, parties, situation
from app.documents.agreeing.forms import SendBackForm, SendForm, send_back_form
from app.documents.catalogue import before, kind_of
from app.documents.consents import Consent
from app.documents.models import Document, Version
from app.documents.standing import Standing


def reading(
    document: Document,
    *,
    stale: operations.Stale | None = None,
    send_form: SendForm | None = None,
    back_form: SendBackForm | None = None,
) -> str:
    """The text as a document, who has approved it, and what the reader can do now."""
    may = {name: rules.POLICY.may(actor(), name, document) for name in rules.POLICY.actions}
    version = relations.shown_version(actor(), document)
    shown = version.text if version else texts.draft(document)
    if send_form is None:
        send_form = SendForm(formdata=None)
        send_form.suggest()
    send_form.sha256.data = content.digest(shown)
    back_form = back_form or returning(document, formdata=None)
    back_form.sha256.data = version.sha256 if version else ""
    writes = may["document.edit"].allowed
    compared = _compared(document, version)
    is_readable = version is not None or relations.reads_draft(actor(), document)
    return render_template(
        "documents/read.html",
        document=document,
        kind=kind_of(document),
        situation=situation.of(actor(), document, version),
        written=situation.written(document) if version is None else "",
        is_sheet_draft=version is None or standing.of(version) not in standing.AGREED,
        marks=_marks(document, version),
        basis=basis(document, shown),
        parties=parties.lines(actor(), document, version),
        text=shown,
        sections=content.sections(shown),
        versions=listed(document),
        earlier=_earlier(document, version),
        version=version,
        may=may,
        doors=doors.doors(actor(), document),
        acts=doors.acts(actor(), document),
        has_print=rules.has_print(actor(), document),
        missing=texts.missing(document) if writes else [],
        faults=_faults(document) if writes else [],
        vacancies=texts.vacancies(document) if writes else {},
        may_appoint=relations.appoints(actor(), document),
        returned=returned.of(actor(), document),
        remarks=remarked.of(actor(), document),
        places=remarked.places(document) if may["document.remark"].allowed else {},
        came_before=returned.before(actor(), version) if version else [],
        approved_earlier=_approved_earlier(document, version) if may["document.approve"].allowed else None,
        compared=compared,
        changes=content.changed(compared.text, shown) if compared else [],
        stale_changes=content.changed(stale.seen, shown) if stale and stale.seen and is_readable else [],
        approved_before=_approved_before(document, stale) if stale else None,
        is_stale=stale is not None,
        with_before=_with_before(document),
        confirms=_confirms(document, version) if version else [],
        approves_as=parties.approves_as(actor(), version) if version else "",
        send_form=send_form,
        send_back_form=back_form,
    )


def _confirms(document: Document, version: Version) -> list[str]:
    """What the reader confirms besides by approving the text, for themself or for somebody else."""
    asked = {party.function for party in relations.asked_of(actor(), version)}
    return [words for post, words in kind_of(document).confirms.items() if post in asked]


def _with_before(document: Document) -> tuple[Version, str] | None:
    """The text that the reader answers in one act with this one, and what it is called."""
    asked = relations.asked_before(actor(), document)
    return (asked[0].version, kind_of(asked[0].version.document).label) if asked else None


def returning(document: Document, **given: Any) -> SendBackForm:
    """The form that sends back the text that was sent last, with its wordings to change."""
    text = document.latest.text if document.latest else None
    return send_back_form(text, editions.questions(document), is_private=kind_of(document).is_private, **given)


def approved(document: Document) -> str:
    """What an approval did, and whom the text still waits for."""
    if document.state == "agreed":
        return _("You have approved. All have approved now, and the text is locked.")
    names = texts.awaited(document)
    told = {"label": kind_of(document).label, "names": formats.listed(names)}
    return _("You have approved %(label)s. It is locked when %(names)s have approved too.", **told)


def _approved_before(document: Document, stale: operations.Stale) -> int | None:
    """The version that the reader pressed the button on, when they had approved it already."""
    wanted = stale.seen["n"] if stale.seen else None
    return next((version.n for version in document.versions if version.n == wanted and _has_approved(version)), None)


def _approved_earlier(document: Document, shown: Version | None) -> int | None:
    """The version that the reader approved on the way to the one that is out: not one that has been in force."""
    last = shown.n if shown else 0
    readable = relations.readable_versions(actor(), document)
    on_the_way = [version for version in readable if (document.agreed_n or 0) < version.n < last]
    return next((version.n for version in reversed(on_the_way) if _has_approved(version)), None)


def _has_approved(version: Version) -> bool:
    given = (consent for party in version.parties for consent in party.consents)
    return any(consent.person_id == actor().person_id and consent.decision == "approve" for consent in given)


def _marks(document: Document, version: Version | None) -> list[str]:
    """What stands at the top right of the sheet."""
    if version is None:
        return [document.number]
    return [document.number, _("Version %(n)s", n=version.n), formats.date_full(version.at)]


@dataclass(frozen=True)
class Basis:
    """Which version of the phase before a text builds on (R5), `newer` when that one has been changed since."""

    label: str
    number: str
    n: int
    newer: int | None
    is_readable: bool


def basis(document: Document, shown: Mapping[str, Any]) -> Basis | None:
    """What the shown text builds on, as this reader may follow it."""
    built_on, earlier = shown.get("based_on"), before(document)
    if not built_on or earlier is None:
        return None
    n, now = built_on["n"], earlier.in_force
    is_readable = any(version.n == n for version in relations.readable_versions(actor(), earlier))
    return Basis(kind_of(earlier).label, earlier.number, n, now.n if now and now.n > n else None, is_readable)


def _faults(document: Document) -> list[tuple[str, str, str]]:
    """Answers that do not fit together, one that is missing too: key, what is to be done, what is wrong."""
    headings = {question.key: question.heading for question in editions.questions(document)}
    answers = texts.values(document)
    todo = {True: _("Correct »%(heading)s«"), False: _("Answer »%(heading)s«")}
    return [
        (key, todo[bool(answers.get(key))] % {"heading": headings.get(key, key)}, sentence)
        for key, sentence in texts.faults(document).items()
    ]


def _compared(document: Document, shown: Version | None) -> Version | None:
    """What the shown text is compared with: in a change what the reader last approved, else the version in force;
    before anything is agreed the version that the reader last answered, else the one before."""
    if (shown is not None and standing.of(shown) in standing.AGREED) or document.state == "withdrawn":
        return None
    versions = [version for version in relations.readable_versions(actor(), document) if version is not shown]
    if document.in_force:
        approved = [version for version in versions if _has_approved(version)]
        return next(reversed(approved), document.in_force if document.in_force in versions else None)
    told = {party.version_id for version in versions for party in version.parties if _answered(party.consents)}
    return next(reversed([version for version in versions if version.id in told] or versions), None)


def _earlier(document: Document, shown: Version | None) -> Version | None:
    """What the agreed text that is shown is a change of: the version agreed before it, else the one before it."""
    if shown is None or standing.of(shown) not in standing.AGREED:
        return None
    before = [version for version in relations.readable_versions(actor(), document) if version.n < shown.n]
    return next(
        (version for version in reversed(before) if standing.was_agreed(version)), before[-1] if before else None
    )


def _answered(consents: list[Consent]) -> bool:
    return any(consent.person_id == actor().person_id for consent in consents)


def listed(document: Document) -> list[tuple[Version, str]]:
    """The versions that the reader may open, newest first, each with what it is now."""
    readable = relations.readable_versions(actor(), document)
    return [(version, _word(version)) for version in reversed(readable)]


def _word(version: Version) -> str:
    words = {
        Standing.IN_FORCE: _("Applies"),
        Standing.REPLACED: _("Replaced"),
        Standing.ENDED: _("Ended"),
        Standing.OUT: _("Out for approval"),
        Standing.NEVER_AGREED: said.RESULTS[made] if (made := said.made_anew(version)) else _("Never agreed"),
    }
    return str(words[standing.of(version)])


def version(document: Document, found: Version, other: int | None) -> str:
    """A version as it was sent, to read, beside another one: the wanted, else the one before it."""
    readable = relations.readable_versions(actor(), document)
    earlier = [version for version in readable if version.n < found.n]
    choices = {version.n: version for version in (*earlier[-1:], document.in_force) if version in readable}
    choices.pop(found.n, None)
    compared = next((version for version in readable if version.n == other and version is not found), None)
    compared = compared or next(iter(choices.values()), None)
    old, new = sorted((compared or found, found), key=lambda version: version.n)
    return render_template(
        "documents/version.html",
        is_agreed=standing.of(found) in standing.AGREED,
        standing=situation.of_version(found),
        document=document,
        kind=kind_of(document),
        version=found,
        basis=basis(document, found.text),
        parties=parties.lines(actor(), document, found),
        sections=content.sections(found.text),
        versions=listed(document),
        choices=[version for version in choices.values() if version is not compared],
        compared=compared,
        old=old,
        new=new,
        changes=content.changed(old.text, new.text) if compared else [],
    )
