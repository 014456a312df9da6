"""That what was agreed is what stands: the audit chain is read through, and every document must be what it tells.

Each version, consent, decision and agreed print has its digest in the chain, and each digest its row: none is changed,
added or gone.
"""

from collections import Counter
from dataclasses import dataclass, field

from sqlalchemy import select

from app.core import events
from app.core.db import db
from app.core.text import canonical, sha256
from app.documents import rules
from app.documents.consents import Decision, Method
from app.documents.content import party
from app.documents.models import Document, Version
from app.documents.printing import Rendition, agreed_key

# Where each event leads, from the action table; "created" and "agreed" are told by no act of a person alone.
LEADS_TO = {"document.created": "draft", "document.agreed": "agreed"} | {
    action.event: action.targets[0] for action in rules.POLICY.actions.values() if action.event and action.targets
}


@dataclass
class Told:
    """What the chain tells of a document."""

    state: str = ""
    versions: dict[int, str] = field(default_factory=dict)
    consents: Counter[str] = field(default_factory=Counter)
    decisions: Counter[str] = field(default_factory=Counter)
    records: dict[int, str] = field(default_factory=dict)  # what the print of each agreed version says
    prints: dict[int, str] = field(default_factory=dict)  # its file


def first_break() -> str | None:
    """A sentence about the first document that is not what the chain tells, or None when all are."""
    told = _told()
    documents = list(db.session.scalars(select(Document).order_by(Document.id)))
    if missing := told.keys() - {f"document:{document.id}" for document in documents}:
        return f"{min(missing)} er væk"
    for document in documents:
        if fault := _fault(document, told.get(f"document:{document.id}", Told())):
            return f"{document.number}: {fault}"
    return None


def _told() -> dict[str, Told]:
    told: dict[str, Told] = {}
    for event in events.chain():
        if not event.object.startswith("document:"):
            continue
        this = told.setdefault(event.object, Told())
        this.state = str(event.details.get("state", LEADS_TO.get(event.action, this.state)))
        if "sha256" in event.details:  # a version was made: sent, or agreed on together
            this.versions[int(event.details["version"])] = str(event.details["sha256"])
        if "consent" in event.details:
            this.consents[str(event.details["consent"])] += 1
        if "decision" in event.details:
            this.decisions[str(event.details["decision"])] += 1
        if "record" in event.details:
            this.records[int(event.details["version"])] = str(event.details["record"])
        if "file" in event.details:  # prints made before there were several did not say of which version
            this.prints[int(event.details.get("version", max(this.records)))] = str(event.details["file"])
    return told


def _fault(document: Document, told: Told) -> str | None:
    for version in document.versions:
        if sha256(version.json) != version.sha256 or canonical(version.text) != version.json:
            return f"version {version.n} er ændret"
        if version.text["number"] != document.number or version.text["n"] != version.n:
            return f"version {version.n} hører til et andet dokument"
        if version.text["parties"] != [party(asked.position, asked.person_id) for asked in version.parties]:
            return f"version {version.n} har andre parter"
    if {version.n: version.sha256 for version in document.versions} != told.versions:
        return "versionerne er ikke dem, der blev sendt"
    consents = [consent for version in document.versions for party in version.parties for consent in party.consents]
    if Counter(consent.digest() for consent in consents) != told.consents:
        return "godkendelserne er ikke dem, der blev givet"
    if any(consent.sha256 != consent.party.version.sha256 for consent in consents):
        return "en godkendelse gælder en anden tekst"
    if any(consent.party.is_forum and consent.method != Method.FORUM for consent in consents):
        return "en person har svaret for et forum"
    if any(consent.party.through and consent.method != Method.FORUM for consent in consents):
        return "en person har svaret selv, selv om et forums beslutning taler for posten"
    decisions = db.session.scalars(select(Decision).join(Version).where(Version.document_id == document.id))
    if Counter(decision.digest() for decision in decisions) != told.decisions:
        return "beslutningerne er ikke dem, der blev registreret"
    if document.state != told.state:
        return f"tilstanden er {document.state}, men burde være {told.state or 'ukendt'}"
    if document.agreed_n != max(told.records, default=None):
        return "en anden version står som gældende"
    return _print_fault(document, told)


def _print_fault(document: Document, told: Told) -> str | None:
    agreed = db.session.scalars(
        select(Rendition).where(Rendition.document_id == document.id, Rendition.state == "agreed")
    )
    prints = {rendition.key: rendition for rendition in agreed}
    keys = {agreed_key(version): version.n for version in document.versions if version.n in told.records}
    if prints.keys() != keys.keys():
        return "udskriften af den aftalte tekst er væk eller en anden"
    for key, n in keys.items():
        if sha256(prints[key].record) != told.records[n]:
            return "det, udskriften siger, er ændret"
        if prints[key].file_sha256 != told.prints.get(n):
            return "udskriften er en anden fil"
    return None
