"""Network types (domain.md 4) and who may know of a network (domain.md 13).

A network is an `idea` until the parties have agreed on phase 1 of its contract; then it is `proposed`. The later steps
of the life cycle (domain.md 5) continue this line.
"""

from dataclasses import dataclass
from enum import StrEnum

from app.core.actions import Action, Actor, policy
from app.networks.models import Network
from app.people.models import OFFICE

STATES = ("idea", "proposed")
ALL = frozenset(STATES)
PUBLISHED = frozenset({"proposed"})  # from here on every employee reads the short profile


class NetworkType(StrEnum):
    WELFARE = "welfare"


@dataclass(frozen=True)
class TypeEntry:
    """What people read about a type."""

    label: str
    focus: str


TYPES = {
    NetworkType.WELFARE: TypeEntry(
        "Velfærdsnetværk", "Det, kommunen gør for borgerne, skal hænge sammen på tværs af afdelinger."
    ),
}


def relations(actor: Actor, network: Network) -> frozenset[str]:
    """office: runs the structure. party: has or had an approval to give. reader: everybody, of what is published."""
    found = set()
    if actor.holds(*OFFICE):
        found.add("office")
    if any(document.is_party(actor) for document in network.documents):
        found.add("party")
    if network.state in PUBLISHED:
        found.add("reader")
    return frozenset(found)


POLICY = policy(
    "network",
    relations,
    STATES,
    Action("network.read", frozenset({"office", "party", "reader"}), ALL),
    # Beyond the short profile: the contract's state, its history.
    Action("network.follow", frozenset({"office", "party"}), ALL),
)


def may_open(actor: Actor) -> bool:
    """Opening a network (network.open) is the office's: there is no thing yet that a policy could read."""
    return actor.holds(*OFFICE)
