"""Network types (domain.md 4) and who may know of a network (domain.md 13).

The steps from state to state (domain.md 5) are rows of app/lifecycle, which stands above what they depend on.
"""

import json
from dataclasses import asdict, dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Any

from flask_babel import lazy_gettext as _

from app.core.actions import Action, Actor, policy
from app.core.text import canonical
from app.networks import courses
from app.networks.courses import Course, Stretch
from app.networks.models import Network
from app.people.models import OFFICE, Function

# The way of a network that is decided and done.
LINE = (
    "idea",
    "proposed",
    "decided",
    "preparing",
    "running",
    "concluding",
    "outcome_proposed",
    "closing",
    "closed",
)
STATES = (*LINE, "postponed", "rejected", "withdrawn")
ALL = frozenset(STATES)
# Where a network is that was never decided; one that was stopped is withdrawn too.
UNDECIDED = frozenset({"idea", "proposed", "postponed", "rejected", "withdrawn"})
# Of these phase 1 is out, to whom the table of types then said (R1); of the rest nobody has been asked.
ASKED = frozenset({"proposed", "postponed"})
UNASKED = UNDECIDED - ASKED
OVER = frozenset({"closed", "rejected", "withdrawn"})
# The roles that are held on a network, in the order in which its people are named.
ROLES = (
    Function.NETVAERKSLEDER,
    Function.REFERENCELEDER,
    Function.CO_DRIVER,
    Function.NETVAERKSDELTAGER,
    Function.DIREKTOER_I_STEDET,
)
PUBLISHED = frozenset(LINE[LINE.index("decided") :])  # from here on every employee reads the short profile
IS_OVER = _("The network is over.")


class NetworkType(StrEnum):
    WELFARE = "welfare"
    INNOVATION = "innovation"
    LEARNING = "learning"


class Track(StrEnum):
    """Who proposes an innovation network, and so who decides it: a committee, or direktørforum."""

    COMMITTEE = "committee"
    DIRECTOR = "director"


@dataclass(frozen=True)
class TypeEntry:
    """A row of the table of types (R1): what people read about it, and who must act.

    Among `idea_parties`, `afdelingschef` stands for the head of each central department. `proposes` is None when the
    idea's author or group does.
    """

    key: str
    label: str
    focus: str
    proposes: Function | None
    idea_parties: tuple[Function, ...]
    decides: Function
    appoints: Function  # who decides on leader and referenceleder (domain.md 5.3)
    briefs: Function  # chefforum, where it is not what decides
    decides_outcome: Function
    referenceleder: str
    default_length: str
    success: str
    course: Course = ()


_INNOVATION = (
    "Innovationsnetværk",
    "Langsigtede politiske mål og visioner, som netværket arbejder åbent med.",
)
_INNOVATION_REST = (
    "En direktør",
    "Næste gennemgang er senest 12 måneder efter starten.",
    "En idé til et nyt samarbejde eller en ny måde at få borgerne med på.",
)
Row = tuple[str, str]  # type and track
Table = dict[Row, TypeEntry]
# As the system comes with it; the office makes editions of it (types/operations.py).
TYPES: Table = {
    (NetworkType.WELFARE, ""): TypeEntry(
        "welfare",
        "Velfærdsnetværk",
        "Det, kommunen gør for borgerne, skal hænge sammen på tværs af afdelinger.",
        Function.NETVAERKSDIREKTOER,
        (Function.NETVAERKSDIREKTOER, Function.AFDELINGSCHEF),
        Function.CHEFFORUM,
        Function.CHEFFORUM,
        Function.AFDELINGSCHEF,
        Function.CHEFFORUM,
        "Et medlem af chefforum",
        "Cirka 6 måneder og derefter en afprøvning på cirka 8 uger.",
        "En ny praksis, som borgerne mærker som bedre og mere sammenhængende.",
        course=courses.WELFARE,
    ),
    (NetworkType.INNOVATION, Track.COMMITTEE): TypeEntry(
        "innovation_committee",
        *_INNOVATION,
        Function.DIREKTOERFORUM,
        (Function.DIREKTOERFORUM, Function.POLITISK_UDVALG),
        Function.POLITISK_UDVALG,
        Function.CHEFFORUM,
        Function.NETVAERKSLEDER,
        Function.POLITISK_UDVALG,
        *_INNOVATION_REST,
        course=courses.INNOVATION,
    ),
    (NetworkType.INNOVATION, Track.DIRECTOR): TypeEntry(
        "innovation_director",
        *_INNOVATION,
        Function.NETVAERKSDIREKTOER,
        (Function.NETVAERKSDIREKTOER, Function.DIREKTOERFORUM),
        Function.DIREKTOERFORUM,
        Function.CHEFFORUM,
        Function.NETVAERKSLEDER,
        Function.DIREKTOERFORUM,
        *_INNOVATION_REST,
        course=courses.INNOVATION,
    ),
    (NetworkType.LEARNING, ""): TypeEntry(
        "learning",
        "Læringsnetværk",
        "Medarbejdere bliver dygtigere sammen og deler det, de ved.",
        None,
        (Function.NETVAERKSDIREKTOER, Function.NETVAERKSLEDER),
        Function.NETVAERKSDIREKTOER,
        Function.NETVAERKSDIREKTOER,
        Function.NETVAERKSDIREKTOER,
        Function.CHEFFORUM,
        "Valgfri",
        "4–5 måneder.",
        "Nye færdigheder på området, både den enkeltes og de fælles.",
        course=courses.LEARNING,
    ),
}


# R1: direktørforum may leave it to a committee to decide what the director proposed; then it is the one who proposes.
SENT_ON: dict[Row, str] = {(NetworkType.INNOVATION, Track.DIRECTOR): Track.COMMITTEE}
TYPE_LABELS = {type_: row.label for (type_, _track), row in TYPES.items()}  # innovation has two rows


def written_types(table: Table) -> str:
    """The table as an edition keeps it."""
    rows = [{"type": type_, "track": track, **asdict(row)} for (type_, track), row in table.items()]
    return canonical(json.loads(json.dumps(rows)))


@lru_cache(maxsize=64)
def read_types(written: str) -> Table:
    """The table of an edition."""
    return {(place := (row.pop("type"), row.pop("track"))): _read(row, TYPES[place]) for row in json.loads(written)}


def _read(row: dict[str, Any], first: TypeEntry) -> TypeEntry:
    """The row; an edition from before there were courses has those that the system came with."""
    course = tuple(Stretch(**stretch) for stretch in row["course"]) if "course" in row else first.course
    posts = ("decides", "appoints", "briefs", "decides_outcome")
    return TypeEntry(
        **row
        | {name: Function(row[name]) for name in posts}
        | {"proposes": Function(row["proposes"]) if row["proposes"] else None}
        | {"idea_parties": tuple(Function(party) for party in row["idea_parties"]), "course": course}
    )


def entry(network: Network) -> TypeEntry:
    """What holds for this network's type and track: the newest table until phase 1 is sent, then the one that it was
    sent by (R1)."""
    table = read_types(network.type_edition.json) if network.type_edition else TYPES
    return table[network.type, network.track]


# Posts on a network that let their holder do what others on it cannot.
OWN = {
    Function.NETVAERKSLEDER: "leader",
    Function.DIREKTOER_I_STEDET: "stand_in",
}
# Who takes part as such; all other posts on a network have a task of their own.
TAKING_PART = (Function.NETVAERKSDELTAGER, Function.INVITERET)


def takes_part(actor: Actor, network_id: int) -> bool:
    """Whether the actor is one of the network's people: holds a post on it other than that of its leader's own
    manager."""
    return network_id in own(actor)


def own(actor: Actor) -> set[int]:
    """The networks whose people the actor is one of, by id."""
    posts = (position for position in actor.positions if position.function != Function.PERSONALELEDER)
    return {position.network_id for position in posts if position.network_id}


def relations(actor: Actor, network: Network) -> frozenset[str]:
    """office: runs the structure, consultant among them. party: holds a post that has or had an approval to give; who
    was asked by name, and has left, follows no longer. people: holds a post on it today, stand_in (who acts where the
    director has an own stake, R4) and leader among them. counterpart: holds a post with a task of its own, that of the
    leader's manager too: who may agree with another on how they work together. reader: everybody, of what is
    published."""
    found = set()
    if actor.holds(*OFFICE):
        found.add("office")
    if actor.holds(Function.NETVAERKSKONSULENT):
        found.add("consultant")
    if any(document.is_party_by_post(actor) for document in network.documents):
        found.add("party")
    if takes_part(actor, network.id):
        found.add("people")
    if any(post.network_id == network.id and post.function not in TAKING_PART for post in actor.positions):
        found.add("counterpart")
    found |= {name for role, name in OWN.items() if actor.holds(role, network_id=network.id)}
    if network.state in PUBLISHED:
        found.add("reader")
    return frozenset(found)


def _staffing(name: str, who: str, event: str) -> Action:
    relations = frozenset(who.split())
    return Action(f"network.{name}", relations, ALL - OVER, event=f"network.{event}", wrong_state=IS_OVER)


POLICY = policy(
    "network",
    relations,
    STATES,
    Action("network.read", frozenset({"office", "party", "people", "reader"}), ALL),
    # Beyond the short profile: the contract's state, its history.
    Action("network.follow", frozenset({"office", "party", "people"}), ALL),
    # Who takes part: the leader finds them, with a standing mandate to invite staff and outsiders (domain.md 5).
    _staffing("staff", "office leader", "participant_added"),
    _staffing("invite", "office leader", "invited"),
    # A co-driver is found, or the network says why there is none.
    _staffing("waive_co_driver", "office leader", "co_driver_waived"),
    # Acting, until who is proposed has been decided on; and who acts in the director's place (R4).
    _staffing("name_leader", "office", "leader_named"),
)


def may_open(actor: Actor) -> bool:
    """Opening a network (network.open) is the office's: there is no thing yet that a policy could read."""
    return actor.holds(*OFFICE)
