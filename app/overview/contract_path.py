"""The phases of a network's contract, as far as a reader may know of them (domain.md 13)."""

from dataclasses import dataclass
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from app.contracts.catalogue import PHASES
from app.contracts.operations import phases
from app.core import formats
from app.core.actions import Actor
from app.documents import relations, rules, standing
from app.documents.catalogue import Kind, kind_of
from app.documents.models import Document, Version
from app.documents.sheets import agreed_on
from app.networks.models import Network

# How much of a phase is done, as the small bar shows it; a text that is out lies between by its approvals.
SHARES = {"draft": 0.2, "withdrawn": 0.0, "agreed": 1.0, "ended": 1.0}


def known_state(actor: Actor, document: Document) -> str:
    """What the reader may know of the document's state: all of it when they read the document, else only that a text
    has been agreed; nothing of one that never was (domain.md 13)."""
    if rules.POLICY.may(actor, "document.read", document).allowed:
        return document.state
    return ("ended" if document.state == "ended" else "agreed") if document.agreed_n else ""


def known_phases(actor: Actor, network: Network) -> list[Document]:
    """The contract's phases of which the reader may know that they have begun."""
    return [document for document in phases(network) if known_state(actor, document)]


def _follows_a_phase(actor: Actor, network: Network) -> bool:
    """Whether the reader follows the contract though not the network: who sits in a body, once a text is agreed."""
    return any("follower" in relations.relations(actor, document) for document in phases(network))


def steps(actor: Actor, network: Network, *, follows: bool) -> list[dict[str, Any]]:
    """The contract's phases as the path shows them, to who follows the network or its contract."""
    if not follows and not _follows_a_phase(actor, network):
        return []
    begun = {document.kind: document for document in known_phases(actor, network)}
    return [_step(actor, kind, begun.get(kind.key)) for kind in PHASES]


def _step(actor: Actor, kind: Kind, document: Document | None) -> dict[str, Any]:
    label, _colon, title = kind.title.partition(": ")
    step: dict[str, Any] = {"label": label, "title": title, "state": "", "lines": [_("Not agreed yet")], "links": []}
    if document is None:
        return step
    step["state"] = "done" if known_state(actor, document) == "agreed" else "now"
    return step | {"lines": _lines(actor, document), "links": _links(actor, document)}


def _links(actor: Actor, document: Document) -> list[tuple[str, str]]:
    may = {name: rules.POLICY.may(actor, name, document).allowed for name in rules.POLICY.actions}
    may["document.print"] = rules.has_print(actor, document)
    read = _("Read and approve") if may["document.approve"] else _("Read")
    wanted = (
        ("document.read", read, "documents.read"),
        ("document.edit", _("Write on"), "documents.edit"),
        ("document.adopt", _("Enter the signed paper"), "documents.adopt"),
        ("document.print", _("Get it as PDF"), "documents.pdf"),
    )
    return [(words, url_for(endpoint, number=document.number)) for action, words, endpoint in wanted if may[action]]


def _lines(actor: Actor, document: Document) -> list[str]:
    """What has become of a phase; first what is in force, then what is on its way, to those who read it."""
    lines, state = [], known_state(actor, document)
    if agreed := document.in_force:
        lines.append(_("Agreed %(day)s, version %(n)s", day=formats.date_full(agreed_on(agreed)), n=agreed.n))
    if state == "sent" and document.latest:
        lines.append(_counted(document.latest))
    elif state == "draft":
        is_back = standing.came_back(document)
        lines.append(_("Sent back, being written again") if is_back else _("Being changed") if agreed else _("Draft"))
    elif state in ("withdrawn", "ended"):
        lines.append(_("Given up") if state == "withdrawn" else _("Ended"))
    is_read = rules.POLICY.may(actor, "document.read", document).allowed
    if is_read and (waiting := standing.unanswered(document)):
        names = formats.listed([party.person.name for party in waiting if party.person])
        lines.append(_("Not answered: %(names)s", names=names))
    return lines


def _counted(version: Version) -> str:
    told = {"done": standing.settled(version), "all": len(version.parties)}
    return _("%(done)s of %(all)s have approved", **told)


@dataclass(frozen=True)
class Progress:
    """How far a contract is: `parts` of each phase from 0 to 1, and the same in words."""

    parts: list[float]
    words: str


def progress(actor: Actor, network: Network) -> Progress:
    """How far a contract is, as far as the reader may know, for its row in a list."""
    known = [(document, known_state(actor, document)) for document in known_phases(actor, network)]
    parts = [_share(document, state) for document, state in known]
    words = f"{kind_of(known[-1][0]).label.capitalize()}: {word(*known[-1])}" if known else _("Not agreed yet")
    return Progress([*parts, 0.0, 0.0, 0.0][: len(PHASES)], words)


def _share(document: Document, state: str) -> float:
    if state != "sent" or document.latest is None:
        return 1.0 if document.agreed_n else SHARES[state]
    return 0.3 + 0.6 * standing.settled(document.latest) / len(document.latest.parties)


def word(document: Document, state: str) -> str:
    if state == "sent" and document.latest:
        return _counted(document.latest)
    if state == "draft" and document.agreed_n:
        return _("being changed")
    return {
        "draft": _("draft"),
        "agreed": _("agreed"),
        "withdrawn": _("given up"),
        "ended": _("ended"),
    }[state]
