"""Preparing alone, revealing answer by answer, and taking lines over into the draft (R6). None of it is told anywhere:
no event, no log, no history."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from types import MappingProxyType

from flask_babel import gettext as _
from sqlalchemy import Select, delete, select, update

from app.agreements.catalogue import Agreement
from app.agreements.models import Preparation
from app.agreements.operations import living, sides
from app.agreements.prompts import Prompt
from app.agreements.rules import POLICY
from app.core import clock
from app.core.actions import Actor
from app.core.db import db, one_at_a_time, trace, write
from app.core.pages import Refusal
from app.core.text import sha256
from app.documents import texts
from app.documents.catalogue import KINDS
from app.documents.drafting import operations as drafting
from app.documents.questions import TEXT_MAX
from app.networks import operations as networks
from app.networks.models import Network
from app.people.models import Person


def side_of(network: Network, actor: Actor, kind: Agreement) -> str:
    """Which of the two posts the actor holds; 403 for who holds neither."""
    held = (post for post in kind.between if actor.holds(post, network_id=network.id))
    if (side := next(held, None)) is None:
        raise Refusal(403, _("You cannot do this"), _("Only the two who are to agree prepare themselves."))
    return side


def pair(network: Network, actor: Actor, kind: Agreement) -> list[Person | None]:
    """The actor, and who is across, when somebody is."""
    found = sides(network, kind)
    return found if side_of(network, actor, kind) == kind.between[0] else found[::-1]


def other(network: Network, actor: Actor, kind: Agreement) -> Person | None:
    """Who is across from the actor, when somebody is."""
    return pair(network, actor, kind)[1]


def prompts(kind: Agreement, side: str) -> tuple[Prompt, ...]:
    """The questions to oneself of this side."""
    return kind.prompts.get(side, ())


def own(network: Network, actor: Actor, kind: Agreement) -> dict[str, Preparation]:
    """The actor's own answers, by question."""
    return _by_question(kind, db.session.scalars(_of(actor.person_id, network, kind)))


def revealed(network: Network, actor: Actor, kind: Agreement, by: int) -> dict[str, Preparation]:
    """The answers of `by` that the actor may read."""
    rows = db.session.scalars(_of(by, network, kind).where(Preparation.revealed_to_id == actor.person_id))
    return _by_question(kind, rows)


def _by_question(kind: Agreement, rows: Iterable[Preparation]) -> dict[str, Preparation]:
    """The answers in the order of their questions, whenever they were written."""
    order = [prompt.key for side in kind.prompts.values() for prompt in side]
    found = {row.key: row for row in rows}
    return {key: found[key] for key in sorted(found, key=lambda key: order.index(key) if key in order else len(order))}


def _of(author_id: int, network: Network, kind: Agreement) -> Select[Preparation]:
    here = (Preparation.network_id == network.id, Preparation.kind == kind.key)
    return select(Preparation).where(Preparation.author_id == author_id, *here).order_by(Preparation.id)


def see(rows: Mapping[str, Preparation]) -> dict[str, Preparation]:
    """The other's answers that come on the reader's screen: they cannot be taken back any more. One that was taken back
    at this moment does not."""
    seen = {row.id for row in rows.values() if row.seen_at}
    if unseen := {row.id for row in rows.values()} - seen:
        still = (Preparation.id.in_(unseen), Preparation.revealed_at.is_not(None))
        with trace() as connection:
            marked = update(Preparation).where(*still).values(seen_at=clock.now()).returning(Preparation.id)
            seen |= set(connection.execute(marked).scalars())
    return {key: row for key, row in rows.items() if row.id in seen}


def base(value: str) -> str:
    """What a form carries beside a field: which answer its writer began from."""
    return sha256(value)[:16] if value else ""


def save(
    number: str,
    actor: Actor,
    kind: Agreement,
    answers: Mapping[str, str],
    bases: Mapping[str, str] = MappingProxyType({}),
    *,
    touched: bool = False,
) -> dict[str, str]:
    """Keep what the actor wrote; what is cleared is deleted. Answers that the actor has changed in another window since
    the form was opened (`bases` name what it held) are not overwritten but handed back. What is written anew is shown
    to nobody but who is across now."""
    overtaken = {}
    with write() as session:
        network = networks.locked(session, number)
        networks.require(network, actor, "network.prepare_talk", POLICY)
        side = side_of(network, actor, kind)
        one_at_a_time(session, f"preparation-{actor.person_id}")
        kept, across = own(network, actor, kind), other(network, actor, kind)
        for key in {prompt.key for prompt in prompts(kind, side)} & answers.keys():
            value, row = answers[key], kept.get(key)
            current = row.value if row else ""
            began = bases.get(key)
            if value == current or (base(value) == began and not touched):
                continue
            if began not in (None, base(current)) and not value.startswith(current):
                overtaken[key] = current
            elif not value:
                session.delete(row)
            elif row is None:
                here = {"author_id": actor.person_id, "network_id": network.id, "kind": kind.key, "key": key}
                session.add(Preparation(**here, value=value, at=clock.now()))
            else:
                row.value, row.at = value, clock.now()
                if across is None or row.revealed_to_id != across.id:
                    row.revealed_to_id, row.revealed_at, row.seen_at = None, None, None
    return overtaken


def offers(network: Network, actor: Actor, kind: Agreement) -> dict[str, str]:
    """What the actor ticks to show an answer to who is across, by question: it stands for that text and that reader."""
    across = other(network, actor, kind)
    return {key: _offer(row, across) for key, row in own(network, actor, kind).items()} if across else {}


def _offer(row: Preparation, across: Person) -> str:
    return sha256(f"{row.key} {across.id} {row.value}")[:32]


def reveal(number: str, actor: Actor, kind: Agreement, ticked: Collection[str]) -> bool:
    """Show the answers of these `offers` to who is across, and no others; one that they have seen stays shown. False,
    and nothing is done, when one of them stands for another text or another reader than there is now."""
    with write() as session:
        network = networks.locked(session, number)
        networks.require(network, actor, "network.prepare_talk", POLICY)
        across = other(network, actor, kind)
        if across is None:
            raise Refusal(409, _("Somebody is missing"), _("There is nobody to show it to yet."))
        rows = session.scalars(_of(actor.person_id, network, kind).with_for_update()).all()
        if set(ticked) - {_offer(row, across) for row in rows}:
            return False
        for row in rows:
            is_shown, is_ticked = row.revealed_to_id == across.id, _offer(row, across) in ticked
            if is_ticked and not is_shown:
                row.revealed_to_id, row.revealed_at, row.seen_at = across.id, clock.now(), None
            elif not is_ticked and is_shown and row.seen_at is None:
                row.revealed_to_id, row.revealed_at = None, None
    return True


def lines(row: Preparation) -> list[str]:
    """The answer in lines, each of which can be taken over."""
    return _lines(row.value)


def _lines(said: str) -> list[str]:
    return [line.strip() for line in said.split("\n") if line.strip()]


def take_over(number: str, actor: Actor, kind: Agreement, theme: str, picked: Sequence[str]) -> bool:
    """Put the picked lines, of those that both may read, under what the draft says on the theme: whether they stand
    there now. Somebody who wrote there at the same moment comes first."""
    network = networks.load(number, actor, "network.read")
    document = living(network, kind)
    if document is None or document.state != "draft":
        raise Refusal(409, _("There is no draft now"), _("Lines are taken over into the draft of the agreement."))
    readable = {line for rows in readable_by(network, actor, kind) for row in rows.values() for line in lines(row)}
    answer = next((answer for answer in document.answers if answer.key == theme), None)
    said, version = (answer.value, answer.version) if answer else ("", 0)
    new = [line for line in dict.fromkeys(picked) if line in readable and line not in _lines(said)]
    text = "\n\n".join(filter(None, (said, *new)))
    if len(text) > TEXT_MAX:
        raise Refusal(409, _("There is no room"), _("The draft would be too long. Shorten what it says first."))
    saved = drafting.save(document.number, actor, {theme: text}, {theme: texts.base(said, version)})
    return not saved.conflicts


def readable_by(network: Network, actor: Actor, kind: Agreement) -> list[dict[str, Preparation]]:
    """What the actor has revealed, and what has been revealed to the actor."""
    across = other(network, actor, kind)
    if across is None:
        return [{}, {}]
    mine = {key: row for key, row in own(network, actor, kind).items() if row.revealed_to_id == across.id}
    return [mine, revealed(network, actor, kind, across.id)]


def everything_of(actor: Actor) -> list[tuple[Network, Agreement, list[tuple[str, Preparation]]]]:
    """All that the actor has prepared, by network and kind, each answer with its question: theirs also when they hold
    the post no longer, and when the network is over."""
    mine = select(Preparation, Network).join(Network, Network.id == Preparation.network_id)
    rows = db.session.execute(
        mine.where(Preparation.author_id == actor.person_id).order_by(
            Network.sort_key, Preparation.kind, Preparation.id
        )
    )
    found: dict[tuple[int, str], tuple[Network, Agreement, list[tuple[str, Preparation]]]] = {}
    for row, network in rows:
        if isinstance(kind := KINDS.get(row.kind), Agreement):
            asked = {prompt.key: prompt.wording for side in kind.prompts.values() for prompt in side}
            _network, _kind, said = found.setdefault((network.id, row.kind), (network, kind, []))
            said.append((asked.get(row.key, ""), row))
    return list(found.values())


def forget(number: str, actor: Actor, kind: Agreement) -> int:
    """Delete all that the actor has prepared for this agreement, for good; how many answers there were."""
    with write() as session:
        here = select(Network.id).where(Network.number == number).scalar_subquery()
        mine = (Preparation.author_id == actor.person_id, Preparation.network_id == here, Preparation.kind == kind.key)
        return len(session.scalars(delete(Preparation).where(*mine).returning(Preparation.id)).all())
