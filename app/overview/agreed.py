"""The cooperation agreements on a network's page: who agrees with whom, and where it stands. What is private is told to
the office as its state and days alone (domain.md 13)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from app.agreements import operations as agreements
from app.agreements.catalogue import LEADER, Agreement, all_kinds
from app.agreements.rules import POLICY
from app.core.actions import Actor
from app.documents import rules, standing
from app.documents.models import Document
from app.networks.models import Network
from app.networks.people.operations import holding
from app.overview import turns
from app.people.models import OFFICE, Function, Post, post_label

# Who finds somebody for a post that nobody holds (domain.md 5.3).
FINDS = {
    Function.REFERENCELEDER: lazy_gettext("Not begun. The office proposes who is to be referenceleder"),
    Function.CO_DRIVER: lazy_gettext("Not begun. The leader finds a co-driver"),
}


@dataclass(frozen=True)
class Row:
    """`url` leads to the text, or to where it begins; `act` is what is done there."""

    title: str
    name: str
    stands: str
    url: str = ""
    act: str = ""
    more: Sequence[tuple[str, str]] = ()  # other rooms of the two: words and address


def rows(actor: Actor, network: Network, posts: Sequence[Post]) -> list[Row]:
    """Those that the reader may know of, with the ended ones that they read. `posts` are those that are held on it."""
    now = {
        kind.key: replace(row, more=[*row.more, *_rooms(actor, network, kind)])
        for kind, row in current(actor, network, posts)
    }
    return [row for kind in all_kinds() for row in (*filter(None, [now.get(kind.key)]), *_ended(actor, network, kind))]


def current(actor: Actor, network: Network, posts: Sequence[Post]) -> list[tuple[Agreement, Row]]:
    """Those that hold, are being made, or are missing, of which the reader may know. Who the leader's manager is, is
    read where there is an agreement with them."""
    known = [kind for kind in all_kinds() if knows(actor, network, kind)]
    held = {post.function: post for post in posts if post.person.closed_on is None}
    chosen = [kind.opposite for kind in known if kind.is_chosen and agreements.of(network, kind)]
    held |= holding(network, chosen)
    return [(kind, _now(actor, network, kind, held)) for kind in known]


def knows(actor: Actor, network: Network, kind: Agreement) -> bool:
    """Whether the reader may know of the network's agreement of this kind: the two, and the office (domain.md 13)."""
    is_told = _is_one(actor, network, kind) or actor.holds(*OFFICE)
    return is_told and network.state != "idea"


def events_untold(actor: Actor, network: Network) -> list[str]:
    """Of whom the leader names as their manager the history tells who may know of their agreement: it has begun."""
    chosen = [kind for kind in all_kinds() if kind.is_chosen]
    return [] if any(knows(actor, network, kind) for kind in chosen) else ["network.manager_named"]


def _is_one(actor: Actor, network: Network, kind: Agreement) -> bool:
    return actor.holds(*kind.between, network_id=network.id)


def _ended(actor: Actor, network: Network, kind: Agreement) -> Iterator[Row]:
    for document in agreements.of(network, kind):
        if document.state == "ended" and rules.POLICY.may(actor, "document.read", document).allowed:
            yield Row(post_label(kind.opposite, None), "", turns.of(document, {}), _address(document), _("Read"))


def _now(actor: Actor, network: Network, kind: Agreement, held: Mapping[str, Post]) -> Row:
    title, leader, opposite = post_label(kind.opposite, None), held.get(LEADER), held.get(kind.opposite)
    row = Row(title, opposite.person.name if opposite else "", "")
    if (last := agreements.living(network, kind)) is not None:
        return _living(actor, last, row, held)
    if leader and not leader.person.is_active:
        return replace(row, stands=_("Not relevant: who leads the network is from outside"))
    if not opposite and not kind.is_chosen:
        stands = str(FINDS.get(kind.opposite) or _("Not begun; nobody is named yet"))
        if kind.opposite == Function.CO_DRIVER and leader and leader.person_id == actor.person_id:
            address = url_for("people_of.page", number=network.number)
            return replace(row, stands=stands, url=address, act=_("Name a co-driver"))
        return replace(row, stands=stands)
    begins = POLICY.may(actor, "network.begin_agreement", network).allowed
    row = replace(row, stands=_("Not begun. %(name)s begins it", name=leader.person.name) if leader else _("Not begun"))
    address = url_for("agreements.begin", number=network.number, post=kind.opposite)
    return replace(row, url=address, act=_("Begin")) if begins else row


def _living(actor: Actor, document: Document, row: Row, held: Mapping[str, Post]) -> Row:
    may = {act: rules.POLICY.may(actor, f"document.{act}", document).allowed for act in ("read", "approve")}
    return replace(
        row,
        stands=turns.of(document, held),
        url=_address(document) if may["read"] else "",
        act=_("Read and approve") if may["approve"] else _("Read"),
        more=_redirects(actor, document, held),
    )


def _redirects(actor: Actor, document: Document, held: Mapping[str, Post]) -> list[tuple[str, str]]:
    """Where the office says who approves for somebody who is absent (R9); it needs to read nothing for that."""
    awaited = (held[party.function].person for party in standing.awaited_parties(document) if party.function in held)
    if not actor.holds(*OFFICE):
        return []
    return [
        (
            _("Let another approve for %(name)s", name=person.first_name),
            url_for("register.person", person_id=person.id, fravaer=1, _anchor="stedfortraedere"),
        )
        for person in awaited
        if person.id != actor.person_id
    ]


def _rooms(actor: Actor, network: Network, kind: Agreement) -> list[tuple[str, str]]:
    """Where each of the two prepares, and where they talk."""
    if not _is_one(actor, network, kind) or not POLICY.may(actor, "network.prepare_talk", network).allowed:
        return []
    told = [(_("Prepare yourself"), "agreements.prepare"), (_("The talk"), "agreements.meet")]
    is_leader = POLICY.may(actor, "network.begin_agreement", network).allowed
    if kind.is_chosen and is_leader and agreements.living(network, kind):
        told.append((_("Another manager"), "agreements.begin"))
    return [(words, url_for(endpoint, number=network.number, post=kind.opposite)) for words, endpoint in told]


def _address(document: Document) -> str:
    return url_for("documents.read", number=document.number)
