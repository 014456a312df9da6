"""The mandate (domain.md 2): what who leads a network may rely on, on one page. It is phase 2 and the cooperation
agreements as they are in force, each shown to who reads it at its own address (domain.md 13), and of the rest where it
stands."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from app.agreements.catalogue import LEADER, all_kinds
from app.contracts.catalogue import FRAME
from app.core import formats
from app.core.actions import Actor
from app.documents import content, relations, rules, sheets
from app.documents.agreeing import pages, parties
from app.documents.catalogue import Kind, kind_of
from app.documents.models import Document
from app.documents.sheets import Shown, agreed_on
from app.networks.models import Network
from app.networks.people.operations import holding, participants
from app.overview import agreed, turns
from app.overview.agreed import Row
from app.people.models import OFFICE, Function, Post


@dataclass(frozen=True)
class Mandate:
    """`rows`: where each part stands; `texts`: those in force that the reader reads; `leader`: whom it is for."""

    network: Network
    leader: str
    rows: list[Row]
    texts: list[Shown]


def of(actor: Actor, network: Network) -> Mandate:
    """As this reader may see it; NotFound for who may know of no part of it."""
    if not is_known(actor, network):
        raise NotFound
    texts = [sheets.of(document, document.in_force) for document in _read(actor, network)]
    posts = participants(network)
    leader = next((post.person.name for post in posts if post.function == LEADER), "")
    agreements = [replace(row, title=kind.title) for kind, row in agreed.current(actor, network, posts)]
    return Mandate(network, leader, [_frame(actor, network, posts), *agreements], texts)


def is_known(actor: Actor, network: Network) -> bool:
    """Whether the reader reads a text of it, or may know of an agreement."""
    return bool(_read(actor, network)) or any(agreed.knows(actor, network, kind) for kind in all_kinds())


def _read(actor: Actor, network: Network) -> list[Document]:
    """The parts that are in force and that the reader reads, in order."""
    kinds: list[Kind] = [FRAME, *all_kinds()]
    found = [document for kind in kinds for document in network.documents if document.kind == kind.key]
    return [one for one in found if one.in_force and one.in_force in relations.readable_versions(actor, one)]


def _frame(actor: Actor, network: Network, posts: Sequence[Post]) -> Row:
    """Phase 2; who does not read it learns no more than that it is not agreed yet."""
    document = next((document for document in network.documents if document.kind == FRAME.key), None)
    held = {post.function: post for post in posts} | holding(network, [Function.NETVAERKSDIREKTOER])
    if document is None:
        writer = held[LEADER].person.name if LEADER in held else ""
        is_told = writer and actor.holds(LEADER, *OFFICE, network_id=network.id)
        return Row(FRAME.title, "", _("Not begun. %(name)s writes it", name=writer) if is_told else _("Not agreed yet"))
    if not rules.POLICY.may(actor, "document.read", document).allowed:
        return Row(FRAME.title, "", _("Not agreed yet"))
    return Row(FRAME.title, "", turns.of(document, held), url_for("documents.read", number=document.number), _("Read"))


def sheet(actor: Actor, shown: Shown) -> dict[str, Any]:
    """A text in force as the page shows it, with what it builds on (R5) and who agreed to it, when."""
    document, version = shown.document, shown.version
    assert version is not None  # noqa: S101 - only what is in force stands here
    return {
        "kind": kind_of(document),
        "number": document.number,
        "marks": [document.number, _("Version %(n)s", n=version.n), formats.date_full(agreed_on(version))],
        "basis": pages.basis(document, shown.text),
        # Headings of several texts on one page would share their ids.
        "sections": [section | {"id": None} for section in content.sections(shown.text)],
        "agreed": [_agreed(line) for line in parties.lines(actor, document, version)],
    }


def _agreed(line: parties.Line) -> tuple[str, str, str]:
    """The post, who agreed, when and how; of what was agreed on paper, the paper."""
    return (line["role"], line["name"], line["note"]) if line["role"] else (line["name"], line["note"], "")
