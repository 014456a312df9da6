"""What the pages of a document show: from the document, its text and who is looking, to a template."""

from collections.abc import Mapping
from typing import Any

from flask import make_response, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.core import clock, formats, text
from app.core.actions import Office
from app.core.pages import actor
from app.documents import operations, rules
from app.documents.catalogue import KINDS
from app.documents.forms import AnswersForm, SendBackForm, SendForm
from app.documents.models import Answer, Consent, Document, Party, Version
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
    shown = operations.text(document) if can_read_draft else document.versions[-1].text
    version = document.current if can_read_draft else document.latest
    if send_form is None:
        send_form = SendForm(formdata=None)
        send_form.suggest()
    send_form.sha256.data = rules.digest(shown)
    send_back_form = send_back_form or SendBackForm(formdata=None)
    send_back_form.sha256.data = version.sha256 if version else ""
    offices = (
        [party.office for party in version.parties]
        if version
        else KINDS[document.kind].parties(operations.values(document))
    )
    is_draft = document.state == "draft" and can_read_draft
    return render_template(
        "documents/read.html",
        document=document,
        kind=KINDS[document.kind],
        situation=_situation(document, can_read_draft=can_read_draft),
        marks=_marks(document, version),
        parties=_parties(document, version, offices),
        previous_n=_previous_n(document),
        text=shown,
        sections=sections(shown),
        version=version,
        may=may,
        can_read_draft=can_read_draft,
        missing=operations.missing(document) if is_draft else [],
        vacancies=operations.vacancies(document) if is_draft else [],
        sent_back=_sent_back(document),
        changes=_changes(document, shown),
        stale_changes=_stale(document, stale, shown) if stale else None,
        is_stale=stale is not None,
        send_form=send_form,
        send_back_form=send_back_form,
    )


def _situation(document: Document, *, can_read_draft: bool) -> str:
    """Where the text stands and whom it awaits, in one sentence or two."""
    if not can_read_draft:
        return _("The text is being written again. You are told when it is sent to you.")
    if document.state == "draft":
        return _("A draft. Only the office can read it.")
    if document.state == "agreed":
        return _("All have approved. The text was locked %(when)s.", when=formats.moment(document.state_since))
    offices = rules.awaited_offices(document)
    due = formats.date_long(document.due) if document.due else ""
    if set(offices) & actor().offices:
        return _(
            "%(name)s sent the text and waits for you. Answer by %(due)s.",
            name=document.current.by.name if document.current else "",
            due=due,
        )
    names = [person.name for persons in holders(offices).values() for person in persons[:1]]
    return _("Waits for %(names)s. Answer by %(due)s.", names=formats.listed(names), due=due)


def _marks(document: Document, version: Version | None) -> list[str]:
    """What stands at the top right of the sheet."""
    if version is None:
        return [document.number]
    return [document.number, _("Version %(n)s", n=version.n), formats.date_long(version.at)]


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
        return {**line, "name": consent.person.name, "note": note, "word": _("Approved"), "shape": "done"}
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


def _previous_n(document: Document) -> int:
    """The version that the shown text is compared with; 0 when there is none."""
    versions = document.versions if document.state == "draft" else document.versions[:-1]
    return versions[-1].n if versions else 0


def sections(shown: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The text in the shape of components/sheet.html."""
    return [
        {
            "id": answer["key"],
            "heading": answer["heading"],
            "questions": [
                {
                    "text": answer["wording"],
                    "answer": [answer["items"]] if answer["items"] else rules.blocks(answer["text"]),
                }
            ],
        }
        for answer in shown["answers"]
    ]


def _changes(document: Document, shown: Mapping[str, Any]) -> list[rules.Difference]:
    """How the text differs from the version before it; a draft from the version sent last."""
    versions = document.versions if document.state == "draft" else document.versions[:-1]
    return _changed(versions[-1].text, shown) if versions else []


def _stale(document: Document, stale: operations.Stale, shown: Mapping[str, Any]) -> list[rules.Difference]:
    return _changed(stale.seen, shown) if stale.seen and document.state != "draft" else []


def _changed(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[rules.Difference]:
    return [difference for difference in rules.differences(before, after) if difference.is_changed]


def _sent_back(document: Document) -> Consent | None:
    """The reason why the text last sent came back, while it is being written again."""
    if document.state != "draft" or document.latest is None:
        return None
    said = [party.consent for party in document.latest.parties if party.consent and not party.has_approved]
    return max(said, key=lambda consent: consent.at, default=None)


def writing(
    document: Document,
    form: AnswersForm,
    *,
    bases: Mapping[str, str] | None = None,
    conflicts: Mapping[str, Answer] | None = None,
) -> str:
    """The form of a draft, with help beside each field and what is still missing."""
    kind = KINDS[document.kind]
    stored = {answer.key: answer for answer in document.answers}
    current = {field.name: operations.base(*_stored(stored.get(field.name))) for field in form.fields()}
    last = max((answer.at for answer in document.answers), default=None)
    optional = [question.key for question in kind.optional]
    return render_template(
        "documents/write.html",
        document=document,
        kind=kind,
        form=form,
        bases=dict(current) | dict(bases or {}),
        conflicts={key: _conflict(form[key].data or "", answer) for key, answer in (conflicts or {}).items()},
        missing=rules.missing(kind, {field.name: field.data for field in form.fields()}),
        unfolded=any(form[key].errors or form[key].data or key in (conflicts or {}) for key in optional),
        saved_at=last,
        others=sorted({answer.by.name for answer in document.answers} - {actor().name}),
        sent_back=_sent_back(document),
    )


def _stored(answer: Answer | None) -> tuple[str, int]:
    return (answer.value, answer.version) if answer else ("", 0)


def _conflict(mine: Any, answer: Answer) -> dict[str, Any]:
    """Both texts, each with the words that the other lacks marked (components/form.html)."""
    mine = ",".join(mine) if isinstance(mine, list) else mine
    segments = text.word_differences(mine, answer.value)
    return {
        "name": answer.by.name,
        "when": answer.at,
        "text": [segment for segment in segments if segment[0] != "del"],
        "my_when": clock.now(),
        "my_text": [segment for segment in segments if segment[0] != "ins"],
    }


def posted_bases(form: AnswersForm) -> dict[str, str]:
    """Which answers the writer began from, field by field."""
    return {field.name: request.form.get(f"base-{field.name}", "")[:64] for field in form.fields()}


def chosen(answers: Mapping[str, str], stored: Mapping[str, str]) -> dict[str, str]:
    """The answers, with the other's text where the writer chose it after a conflict."""
    return {
        key: stored.get(key, "") if request.form.get(f"{key}-choice") == "theirs" else value
        for key, value in answers.items()
    }


def version(document: Document, found: Version) -> str:
    """A version as it was sent, to read."""
    before = next((other for other in document.versions if other.n == found.n - 1), None)
    return render_template(
        "documents/version.html",
        document=document,
        kind=KINDS[document.kind],
        version=found,
        sections=sections(found.text),
        changes=_changed(before.text, found.text) if before else [],
    )


def printing(document: Document, failure: str | None) -> Response:
    """The print is not ready: a page that asks again by itself, or says that it could not be made."""
    kind = KINDS[document.kind]
    page = make_response(
        render_template("documents/printing.html", document=document, kind=kind, failure=failure),
        503 if failure else 202,
    )
    if not failure:
        page.headers["Refresh"] = "1"
    return page
