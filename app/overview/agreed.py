"""The cooperation agreements on a network's page: who agrees with whom, and where it stands. What is private is told to
the office as its state and days alone (domain.md 13)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from flask import url_for
from flask_babel import gettext as _

from app.agreements import operations as agreements
from app.agreements.catalogue import LEADER, Agreement, all_kinds
from app.agreements.rules import POLICY
from app.core import formats
from app.core.actions import Actor
from app.documents import rules, standing
from app.documents.models import Document
from app.documents.sheets import agreed_on
from app.networks.models import Network
from app.people.models import OFFICE, Person, Post, post_label


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
    """Those that the reader may know of, with the ended ones that they read. `posts` are those that are held on it; who
    the leader's manager is, is read where there is an agreement with them."""
    if network.state == "idea":
        return []
    known = [kind for kind in all_kinds() if _is_one(actor, network, kind) or actor.holds(*OFFICE)]
    held: dict[str, Person] = {post.function: post.person for post in posts}
    for kind in known:
        if kind.is_chosen and agreements.of(network, kind) and (person := agreements.sides(network, kind)[1]):
            held[kind.opposite] = person
    return [row for kind in all_kinds() for row in _of(actor, network, kind, held, is_known=kind in known)]


def _is_one(actor: Actor, network: Network, kind: Agreement) -> bool:
    return actor.holds(*kind.between, network_id=network.id)


def _of(
    actor: Actor, network: Network, kind: Agreement, held: Mapping[str, Person], *, is_known: bool
) -> Iterator[Row]:
    made, title = agreements.of(network, kind), post_label(kind.opposite, None)
    if is_known:
        now = _now(actor, network, kind, made[-1] if made else None, held)
        yield replace(now, more=_rooms(actor, network, kind))
    for document in made[:-1] if is_known else made:
        if document.state == "ended" and rules.POLICY.may(actor, "document.read", document).allowed:
            yield Row(title, "", _stands(document, held), _address(document), _("Read"))


def _now(actor: Actor, network: Network, kind: Agreement, last: Document | None, held: Mapping[str, Person]) -> Row:
    title, leader, opposite = post_label(kind.opposite, None), held.get(LEADER), held.get(kind.opposite)
    name = opposite.name if opposite else ""
    if last is not None and last.state != "ended":
        is_read = rules.POLICY.may(actor, "document.read", last).allowed
        is_asked = is_read and rules.POLICY.may(actor, "document.approve", last).allowed
        act = _("Read and approve") if is_asked else _("Read")
        return Row(title, name, _stands(last, held), _address(last) if is_read else "", act)
    if leader and not leader.is_active:
        return Row(title, name, _("Not relevant: who leads the network is from outside"))
    begins = POLICY.may(actor, "network.begin_agreement", network).allowed and (opposite or kind.is_chosen)
    stands = _("Not begun") if opposite or kind.is_chosen else _("Not begun; nobody is named yet")
    address = url_for("agreements.begin", number=network.number, post=kind.opposite)
    return Row(title, name, stands, address, _("Begin")) if begins else Row(title, name, stands)


def _rooms(actor: Actor, network: Network, kind: Agreement) -> list[tuple[str, str]]:
    """Where each of the two prepares, and where they talk."""
    if not _is_one(actor, network, kind) or not POLICY.may(actor, "network.prepare_talk", network).allowed:
        return []
    told = ((_("Prepare yourself"), "agreements.prepare"), (_("The talk"), "agreements.meet"))
    return [(words, url_for(endpoint, number=network.number, post=kind.opposite)) for words, endpoint in told]


def _address(document: Document) -> str:
    return url_for("documents.read", number=document.number)


def _stands(document: Document, held: Mapping[str, Person]) -> str:
    """Where an agreement stands, in few words."""
    if document.state == "ended":
        return _("Ended %(day)s", day=formats.date_full(document.state_since.date()))
    if document.state == "sent":
        awaited = [party.function for party in standing.awaited_parties(document)]
        names = [held[post].name if post in held else post_label(post, None).lower() for post in awaited]
        waits = _("Waits for %(names)s", names=formats.listed(names))
        return waits if document.in_force is None else _("Being changed") + ". " + waits
    if document.in_force is None:
        return _("Given up") if document.state == "withdrawn" else _("Draft")
    day = formats.date_full(agreed_on(document.in_force))
    changes = "" if document.state == "agreed" else ". " + _("Being changed")
    return _("Agreed %(day)s, version %(n)s", day=day, n=document.in_force.n) + changes
