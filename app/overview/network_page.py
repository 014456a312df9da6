"""A network's page: where it stands, the path of its contract, its short profile (domain.md 13)."""

from typing import Any

from flask import url_for
from flask_babel import gettext as _

from app.core import formats
from app.core.actions import Actor
from app.documents import rules, texts
from app.documents.models import Document
from app.networks.models import Network
from app.networks.rules import entry

LATER = ((2, "Rammer og råderum"), (3, "Fælles aftale"))


def situation(network: Network, *, follows: bool) -> str:
    """Where the network stands and whom it awaits, in one sentence."""
    document = network.documents[0]
    if document.state == "agreed":
        return _("Phase 1 is agreed. Next come leader, frame and room to lead.")
    if not follows:
        return ""
    if document.state == "draft":
        return _("Phase 1 is being written. It waits for the office.")
    names = texts.awaited(document)
    return _("Phase 1 waits for %(names)s.", names=formats.listed(names))


def steps(actor: Actor, network: Network) -> list[dict[str, Any]]:
    """The contract's three phases as the path shows them; the later two have not begun."""
    first = network.documents[0]
    later = [
        {"label": _("Phase %(n)s", n=n), "title": title, "state": "", "lines": [_("Not begun")], "links": []}
        for n, title in LATER
    ]
    return [_step(actor, first), *later]


def _step(actor: Actor, document: Document) -> dict[str, Any]:
    may = {name: rules.POLICY.may(actor, name, document).allowed for name in rules.POLICY.actions}
    number = document.number
    links = []
    if may["document.approve"]:
        links.append((_("Read and approve"), url_for("documents.read", number=number)))
    elif may["document.read"]:
        links.append((_("Read"), url_for("documents.read", number=number)))
    if may["document.edit"]:
        links.append((_("Write on"), url_for("documents.edit", number=number)))
    if may["document.print"]:
        links.append((_("Get it as PDF"), url_for("documents.pdf", number=number)))
    state = "done" if document.state == "agreed" else "now"
    return {
        "label": _("Phase %(n)s", n=1),
        "title": "Idéoplæg",
        "state": state,
        "lines": _lines(document),
        "links": links,
    }


def _lines(document: Document) -> list[str]:
    since = formats.date_full(document.state_since)
    if document.state == "agreed" and document.latest:
        return [_("Agreed %(day)s, version %(n)s", day=since, n=document.latest.n)]
    if document.state == "sent" and document.latest:
        parties = document.latest.parties
        done = sum(party.has_approved for party in parties)
        return [_("%(done)s of %(all)s have approved", done=done, all=len(parties))]
    return [_("Sent back, being written again") if document.versions else _("Draft")]


def profile(network: Network) -> list[tuple[str, str]]:
    """What every employee may read once phase 1 is agreed: title, type, purpose, state."""
    document = network.documents[0]
    if document.state != "agreed" or document.latest is None:
        return []
    answers = {answer["key"]: answer for answer in document.latest.text["answers"]}
    type_ = entry(network)
    return [
        (_("Type"), f"{type_.label}. {type_.focus}"),
        (_("Purpose"), answers["purpose"]["text"]),
        (_("State"), _("Phase 1 agreed %(day)s", day=formats.date_long(document.state_since))),
    ]
