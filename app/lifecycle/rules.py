"""The action table of the network: its steps from state to state (domain.md 5), what each still lacks, who may hurry it
on (R4). Rows that nobody does happen by themselves as soon as their terms hold."""

from flask_babel import lazy_gettext as _

from app.agreements import rules as agreements
from app.appointments.catalogue import APPOINTMENT
from app.contracts.catalogue import CHARTER, FRAME, IDEA, decided
from app.core.actions import Action, Actor, Term, extended
from app.documents.catalogue import Kind
from app.documents.consents import Result
from app.documents.models import Document
from app.networks import rules as networks
from app.networks.models import Network
from app.networks.rules import LINE
from app.people.models import Function

NOBODY: frozenset[str] = frozenset()
# What the office can lead on from; before that it is for a body or the director to decide.
UNDER_WAY = frozenset(LINE[LINE.index("decided") : -1])


def document_of(network: Network, kind: Kind) -> Document | None:
    """The network's document of that kind, when it has begun."""
    return next((document for document in network.documents if document.kind == kind.key), None)


def idea_is(*states: str) -> Term:
    """The term that phase 1 is in one of these states."""

    def term(_actor: Actor | None, network: Network) -> str | None:
        idea = document_of(network, IDEA)
        return None if idea and idea.state in states else str(_("Phase 1 is not there yet."))

    return term


def was_last(result: Result) -> Term:
    """The term that this is what a body decided last about the newest text of phase 1, since that was sent or in
    sending it back: what it said before, the same text may be asked about anew."""

    def term(_actor: Actor | None, network: Network) -> str | None:
        idea = document_of(network, IDEA)
        decisions = idea.latest.decisions if idea and idea.latest else []
        is_so = idea and decisions and decisions[-1].result == result and decisions[-1].at >= idea.state_since
        return None if is_so else str(_("No body has decided that."))

    return term


def idea_is_decided(_actor: Actor | None, network: Network) -> str | None:
    idea = document_of(network, IDEA)
    return None if idea and decided(idea) else str(_("Phase 1 has not been decided."))


def has_leader(_actor: Actor | None, network: Network) -> str | None:
    is_led = any(post.function == Function.NETVAERKSLEDER and post.is_held for post in network.posts)
    return None if is_led else str(_("Nobody leads the network."))


def frame_is_agreed(_actor: Actor | None, network: Network) -> str | None:
    frame = document_of(network, FRAME)
    return None if frame and frame.in_force else str(_("Phase 2 has not been agreed."))


def charter_is_agreed(_actor: Actor | None, network: Network) -> str | None:
    charter = document_of(network, CHARTER)
    return None if charter and charter.in_force else str(_("Phase 3 has not been agreed."))


def director_has_no_own_stake(actor: Actor, network: Network) -> str | None:
    """R4: where the director has a role on the network, who acts instead leads it on."""
    if actor.holds(Function.DIREKTOER_I_STEDET, network_id=network.id) or not network.has_own_stake:
        return None
    return str(_("The network director has a role on the network. Who acts in the director's place does this."))


def has_not_begun(kind: Kind) -> Term:
    """The term that the network has no document of this kind yet."""

    def term(_actor: Actor | None, network: Network) -> str | None:
        return str(_("It has been begun already.")) if document_of(network, kind) else None

    return term


def was_never_agreed(_actor: Actor | None, network: Network) -> str | None:
    idea = document_of(network, IDEA)
    return str(_("Phase 1 has been agreed.")) if idea and idea.agreed_n else None


def was_not_stopped(_actor: Actor | None, network: Network) -> str | None:
    """A network that was stopped with a reason is taken up again with a reason."""
    acts = [note.act for note in network.notes if note.act in ("stop", "reopen")]
    return str(networks.IS_OVER) if acts[-1:] == ["stop"] else None


def _itself(name: str, states: str, target: str, event: str, *terms: Term) -> Action:
    """A row that happens by itself."""
    return Action(f"network.{name}", NOBODY, frozenset(states.split()), terms, (target,), f"network.{event}")


# Tried in this order after whatever happened to a network, until none fits.
BY_ITSELF = (
    _itself("propose", "idea rejected", "proposed", "proposed", idea_is("sent", "agreed")),
    _itself("decide", "proposed postponed", "decided", "decided", idea_is_decided),
    _itself("postpone", "proposed", "postponed", "postponed", idea_is("sent"), was_last(Result.POSTPONED)),
    _itself("decline", "proposed postponed", "rejected", "declined", idea_is("draft"), was_last(Result.REJECTED)),
    _itself("take_back", "proposed postponed", "idea", "taken_back", idea_is("draft")),
    _itself("abandon", "idea rejected", "withdrawn", "abandoned", idea_is("withdrawn")),
    _itself("resume", "withdrawn", "idea", "resumed", idea_is("draft"), was_never_agreed, was_not_stopped),
    _itself("prepare", "decided", "preparing", "prepared", has_leader),
    _itself("start", "preparing", "running", "started", idea_is_decided, frame_is_agreed, charter_is_agreed),
)
BY_HAND = frozenset({"office", "stand_in"})

# What each act begins: R5, phases are begun in order.
BEGINS = {"begin_frame": FRAME, "begin_charter": CHARTER, "begin_appointment": APPOINTMENT}


def _begin(act: str, relations: str, *terms: Term) -> Action:
    begun = has_not_begun(BEGINS[act])
    wrong_state = networks.IS_OVER
    who, states = frozenset(relations.split()), networks.ALL - networks.OVER
    return Action(f"network.{act}", who, states, (begun, *terms), (), "document.created", wrong_state)


POLICY = extended(
    agreements.POLICY,
    *BY_ITSELF,
    _begin("begin_frame", "office leader", idea_is_decided),
    _begin("begin_charter", "consultant leader", frame_is_agreed),
    _begin("begin_appointment", "office"),
    # Chefforum has been briefed: a duty with a date, never a gate.
    Action("network.record_briefing", frozenset({"office"}), networks.ALL, event="network.briefed"),
    Action(
        "network.move_on",
        BY_HAND,
        UNDER_WAY,
        (director_has_no_own_stake,),
        LINE[LINE.index("decided") + 1 :],
        "network.moved_on",
        wrong_state={
            **dict.fromkeys(("idea", "proposed", "postponed"), _("It must be decided first.")),
            **dict.fromkeys(networks.OVER, networks.IS_OVER),
        },
    ),
    Action(
        "network.stop",
        BY_HAND,
        UNDER_WAY,
        (director_has_no_own_stake,),
        ("withdrawn",),
        "network.stopped",
        wrong_state={
            **dict.fromkeys(("idea", "proposed", "postponed"), _("Take phase 1 back and give it up instead.")),
            **dict.fromkeys(networks.OVER, networks.IS_OVER),
        },
    ),
    Action(
        "network.reopen",
        BY_HAND,
        frozenset({"withdrawn"}),
        (director_has_no_own_stake, idea_is_decided),
        ("decided",),
        "network.reopened",
        wrong_state=_("Only a network that was stopped is taken up again."),
    ),
)


def target_of(action: Action, network: Network) -> str:
    """The state that the action leads this network to."""
    is_on = action.name == "network.move_on"
    return LINE[LINE.index(network.state) + 1] if is_on else action.targets[0]


def missing(network: Network) -> list[str]:
    """What a network that runs, or is to, still lacks; its page tells and nothing waits for it (R4)."""
    if network.state not in UNDER_WAY:
        return []
    wanted = (idea_is_decided, has_leader, frame_is_agreed, charter_is_agreed)
    return [obstacle for term in wanted if (obstacle := term(None, network))]
