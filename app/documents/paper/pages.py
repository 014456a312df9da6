"""The page where a signed paper is recorded."""

from collections.abc import Sequence
from datetime import date

from flask import render_template
from flask_babel import gettext as _

from app.core import clock, formats
from app.core.forms import SelectChoice
from app.core.text import read_check_code
from app.documents import claims, standing, texts, versions
from app.documents.catalogue import kind_of
from app.documents.models import Document, Version
from app.documents.paper import operations
from app.documents.paper.forms import AGAIN, AdoptionForm, PaperForm
from app.documents.paper.operations import Signer
from app.people.models import POST_LABELS, Function


def form_of(document: Document) -> PaperForm:
    """The form for the version that is out, with those who can have signed it, today's holders first."""
    form = PaperForm()
    out = document.current.at if document.current else document.state_since
    form.sent = out.astimezone(clock.COPENHAGEN).date()
    form.signed.choices = [SelectChoice(signer.key, _named(signer)) for signer in _signers(document, form.sent)]
    if not form.is_submitted() and document.current:
        form.sha256.data = document.current.sha256
    return form


def _signers(document: Document, sent: date) -> Sequence[Signer]:
    return operations.signers(standing.signing(document), [clock.today(), sent])


def _named(signer: Signer) -> str:
    return f"{signer.person.name}, {formats.lower_first(signer.party.label)}"


def find_faults(document: Document, form: PaperForm, scan: bytes, scan_fault: str | None) -> None:
    """Tell beside the fields what does not fit: another paper's code, somebody without the post that day, the file."""
    if document.current and (wrong := _wrong_code(form.code.data or claims.claimed_code(scan), document.current)):
        form.code.errors = [wrong]
    if form.day.day and not form.day.errors and not form.signed.errors:
        form.signed.errors = _wrong_signers(document, form, form.day.day)
    if scan_fault or form.errors:
        form.scan.errors = [scan_fault or str(AGAIN)]


def _wrong_signers(document: Document, form: PaperForm, day: date) -> list[str]:
    chosen = [signer for signer in _signers(document, form.sent) if signer.key in (form.signed.data or ())]
    then = {signer.key for signer in operations.signers(standing.signing(document), [day])}
    if without := [signer.person.name for signer in chosen if signer.key not in then]:
        return [_("%(names)s did not hold the post that day", names=formats.listed(without))]
    if len({signer.party.slot for signer in chosen}) < len(chosen):
        return [_("Choose one person for each post")]
    return []


def _wrong_code(typed: str, version: Version) -> str | None:
    """Why the paper is not the version that is out; None when it is."""
    code = read_check_code(typed)
    if code is None:
        return _("Write the check code: twelve signs in groups of four. 0, O, 1 and I are not used")
    if code == version.code:
        return None
    other = versions.with_code(code)
    if other is None:
        return _("The code is none of ours. Read it once more from the paper")
    if other.document is version.document:
        return _("The code belongs to version %(n)s. What is out now is version %(now)s", n=other.n, now=version.n)
    return _("The code belongs to another text: %(number)s, version %(n)s", number=other.document.number, n=other.n)


def recording(document: Document, form: PaperForm, *, is_stale: bool = False) -> str:
    """The page itself."""
    return render_template(
        "documents/paper.html",
        document=document,
        kind=kind_of(document),
        version=document.current,
        form=form,
        is_stale=is_stale,
    )


def adopting(document: Document, form: AdoptionForm, forum: Function | None) -> str:
    """The page on which a text is taken over from paper."""
    return render_template(
        "documents/adopt.html",
        document=document,
        kind=kind_of(document),
        forum=POST_LABELS[forum] if forum else None,
        form=form,
    )


def told(document: Document) -> str:
    """What the record did, and whom the text still waits for."""
    if document.state == "agreed":
        return _("The paper is recorded. All have approved now, and the text is locked.")
    return _(
        "The paper is recorded. The text still waits for %(names)s.", names=formats.listed(texts.awaited(document))
    )
