"""A network's page: where it stands and whom it awaits, who takes part, its short profile (domain.md 13)."""

from collections.abc import Sequence

from flask import url_for
from flask_babel import gettext as _

from app.appointments.catalogue import APPOINTMENT
from app.contracts.catalogue import FRAME, IDEA, PHASES, decided
from app.contracts.operations import phases
from app.core import clock, formats
from app.core.actions import Actor
from app.core.formats import capital_first
from app.documents import course, relations, rules, standing, texts
from app.documents.catalogue import Kind, kind_of
from app.documents.models import Document
from app.lifecycle.briefings import of as of_network
from app.lifecycle.models import Briefing
from app.lifecycle.operations import may_begin
from app.lifecycle.rules import BEGINS
from app.lifecycle.rules import POLICY as LIFECYCLE
from app.lifecycle.said import ABOUT, ACTS, STATES
from app.networks.models import Network
from app.networks.people import third
from app.networks.rules import LINE, OVER, entry
from app.overview import contract_path
from app.people.models import OFFICE, Function, Post, post_label

# Where a network takes somebody who leads it.
LED = frozenset(LINE[LINE.index("preparing") : -1])


def situation(actor: Actor, network: Network, posts: Sequence[Post], *, follows: bool) -> str:
    """Where the network stands, and whom it awaits. `posts` are those that are held on it."""
    if not follows:
        return ""
    stands = _("The network is %(state)s.", state=STATES[network.state])
    awaits = _awaits(actor, network, posts) if network.state not in OVER else ""
    is_led = network.state not in LED or bool(_leaders(posts))
    return " ".join(filter(None, (stands, "" if is_led else _("Nobody leads it."), awaits, _third(actor, network))))


def _third(actor: Actor, network: Network) -> str:
    """R3: the office is told of a leader who leads two others, and who can mend it."""
    if network.state != "running" or not actor.holds(*OFFICE):
        return ""
    words = _(
        "%(name)s leads two other running networks. The network director writes why in the proposal about the "
        "leadership, or proposes somebody else."
    )
    return "".join(words % {"name": leader.name} for _network, leader in third.missing(Network.id == network.id))


def _awaits(actor: Actor, network: Network, posts: Sequence[Post]) -> str:
    """What the contract waits for, in one sentence."""
    known = contract_path.known_phases(actor, network)
    if not known:
        return ""
    if on_paper := [kind_of(document).label for document in known if rules.is_on_paper(document)]:
        return _("The signed %(labels)s is still to be entered by the office.", labels=formats.listed(on_paper))
    latest = known[-1]
    label = kind_of(latest).label.capitalize()
    match contract_path.known_state(actor, latest):
        case "draft" if latest.agreed_n:
            return _("%(label)s is in force and is being changed.", label=label)
        case "draft":
            return _("%(label)s is being written by %(names)s.", label=label, names=_drafters(kind_of(latest), posts))
        case "sent" if _is_answered_later(latest):
            return " ".join((_("%(label)s is decided.", label=label), _next(PHASES[len(known) :], posts)))
        case "sent":
            return _("%(label)s waits for %(names)s.", label=label, names=formats.listed(texts.awaited(latest)))
        case "withdrawn":
            return _("%(label)s has been given up.", label=label)
        case "ended":
            return _("%(label)s has ended.", label=label)
    if coming := PHASES[len(known) :]:
        return " ".join((_("%(label)s is agreed.", label=label), _next(coming, posts)))
    return _("The whole contract is agreed.")


def _is_answered_later(document: Document) -> bool:
    """Whether it waits only for who answers in one act with a later phase (domain.md 5.3)."""
    waiting = standing.awaited_parties(document)
    return bool(waiting) and all(relations.answers_later(party) for party in waiting)


def _next(coming: Sequence[Kind], posts: Sequence[Post]) -> str:
    if not _leaders(posts):
        return _("Next the director proposes who is to lead it.")
    told = {"next": coming[0].label, "names": _drafters(coming[0], posts)}
    if coming[0].is_joint and not any(post.function == Function.NETVAERKSDELTAGER for post in posts):
        return _("Next %(names)s finds those who take part, and writes %(next)s.", **told)
    return _("Next %(next)s is written by %(names)s.", **told)


def begins(actor: Actor, network: Network) -> list[tuple[str, str]]:
    """What the reader may begin on the network now: words and address. Who leads it first; another leader later is
    proposed by a change of that."""
    words = {act: _("Begin %(label)s", label=kind.label) for act, kind in BEGINS.items()}
    is_led = network.is_taken_over and any(post.function == Function.NETVAERKSLEDER for post in network.posts)
    proposal = _("Propose another leader") if is_led else _("Propose leader and referenceleder")
    words["begin_appointment"] = proposal
    acts = sorted(may_begin(actor, network), key=lambda act: act != "begin_appointment")
    return [(words[act], url_for(f"lifecycle.{act}", number=network.number)) for act in acts]


def _drafters(kind: Kind, posts: Sequence[Post]) -> str:
    """The network's leader by name, when the leader writes it; else the office."""
    found = _leaders(posts) if Function.NETVAERKSLEDER in kind.drafters else []
    return found[0] if found else _("the office")


def _leaders(posts: Sequence[Post]) -> list[str]:
    return [post.person.name for post in posts if post.function == Function.NETVAERKSLEDER]


def acts(actor: Actor, network: Network) -> list[tuple[str, str]]:
    """What the reader may do to the network by hand, with a reason (R4): words and address."""
    may = (act for act in ACTS if LIFECYCLE.may(actor, f"network.{act}", network).allowed)
    return [(str(ACTS[act].heading), url_for(f"lifecycle.{act}", number=network.number)) for act in may]


def profile(network: Network, posts: Sequence[Post], *, follows: bool) -> list[tuple[str, str]]:
    """What every employee may read once phase 1 is agreed: title, type, purpose, leader, state, end. The page of who
    follows the network tells its leader and state elsewhere."""
    idea = next(document for document in network.documents if document.kind == IDEA.key)
    agreed = idea.last_agreed or decided(idea)
    if agreed is None and not network.is_taken_over:
        return []
    answers = {answer["key"]: answer["text"] for answer in agreed.text["answers"]} if agreed else {}
    type_ = entry(network)
    told = [(_("Type"), f"{type_.label}. {type_.focus}"), (_("Purpose"), answers.get("purpose", ""))]
    end = (_("End or next review"), formats.date_full(network.ends_on) if network.ends_on else "")
    if follows:
        return [*told, end]
    return [*told, *((_("Leader"), name) for name in _leaders(posts)), (_("State"), _state(network)), end]


def _state(network: Network) -> str:
    """Where the network is, and what has been agreed, in few words."""
    begun = phases(network)
    agreed_now = [kind_of(document).label for document in begun if document.in_force]
    ended = [kind_of(document).label for document in begun if document.state == "ended"]
    said = (
        _("Agreed: %(phases)s", phases=formats.listed(agreed_now)) if agreed_now else "",
        _("Ended: %(phases)s", phases=formats.listed(ended)) if ended else "",
    )
    return ". ".join(filter(None, (capital_first(str(STATES[network.state])), *said)))


def plan(actor: Actor, network: Network) -> tuple[course.Course, str] | None:
    """The agreed course plan as a picture, and where it is read, when there is one and the reader reads it."""
    frame = next((document for document in network.documents if document.kind == FRAME.key), None)
    if frame is None or not frame.in_force or frame.in_force not in relations.readable_versions(actor, frame):
        return None
    table = next((answer["table"] for answer in frame.in_force.text["answers"] if "table" in answer), None)
    drawn = course.of(table, clock.today()) if table else None
    return (drawn, url_for("documents.read", number=frame.number)) if drawn else None


def briefings(actor: Actor, network: Network) -> list[tuple[str, str, str]]:
    """What chefforum is told of the network: words, when, and where the office records it."""
    return [
        (
            _("Briefing of chefforum on %(about)s", about=ABOUT[briefing.about]),
            _briefed(briefing),
            records(actor, briefing),
        )
        for briefing in of_network(network)
    ]


def records(actor: Actor, briefing: Briefing) -> str:
    """The address where the reader records that it was given; none for who does not."""
    network = briefing.network
    may = LIFECYCLE.may(actor, "network.record_briefing", network).allowed
    return url_for("lifecycle.brief", number=network.number, briefing_id=briefing.id) if may else ""


def _briefed(briefing: Briefing) -> str:
    if briefing.held_on:
        item = _(", item %(item)s", item=briefing.item) if briefing.item else ""
        return _("Held %(day)s%(item)s", day=formats.date_full(briefing.held_on), item=item)
    who = post_label(briefing.by, None)
    if briefing.due is None:
        return _("%(who)s, at the next meeting", who=who)
    return _("%(who)s, at the meeting %(day)s", who=who, day=formats.date_full(briefing.due))


def leadership(actor: Actor, network: Network) -> list[tuple[str, str, str]]:
    """The proposal about who leads, when the reader reads it: words, address, and where it stands."""
    found = [document for document in network.documents if document.kind == APPOINTMENT.key]
    return [
        (
            kind_of(document).title,
            url_for("documents.read", number=document.number),
            contract_path.word(document, document.state),
        )
        for document in found
        if rules.POLICY.may(actor, "document.read", document).allowed
    ]


def prints(network: Network, posts: Sequence[Post]) -> list[tuple[str, str]]:
    """What can be had on paper of the network as a whole; of who takes part when somebody does."""
    contract = (_("The whole contract"), url_for("contracts.contract_pdf", number=network.number))
    taking_part = (_("Participants"), url_for("contracts.participants_pdf", number=network.number))
    return [contract, taking_part] if posts else [contract]


def people(posts: Sequence[Post]) -> list[tuple[str, str]]:
    """Who leads and who helps by name, and how many take part."""
    named = [(post_label(p.function, None), p.person.name) for p in posts if p.function != Function.NETVAERKSDELTAGER]
    taking_part = [post for post in posts if post.function == Function.NETVAERKSDELTAGER]
    from_outside = sum(post.person.is_external for post in taking_part)
    count = _("%(all)s, of them %(outside)s from outside", all=len(taking_part), outside=from_outside)
    return [*named, (_("Participants"), count if from_outside else str(len(taking_part) or ""))]
