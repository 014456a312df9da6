"""The table of everything that can be done, and the one question asked of it: may this person do this to that?

An action says who may (relations of the person to the thing), from which states, on which terms (each names the
obstacle in plain words), what state it leads to and which event tells of it. Pages, buttons, operations, the audit
chain, the diagram in docs/actions.md and the tests all read the same rows.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

# Why not, in plain words. Of what happens by itself nobody is the actor.
Term = Callable[[Any, Any], str | None]


@dataclass(frozen=True)
class Position:
    """A post as such, whoever holds it: `function` and, for posts of a department or on a network, its id."""

    function: str
    department_id: int | None = None
    network_id: int | None = None


@dataclass(frozen=True)
class Deputyship:
    """That somebody may approve for the holder of a post, on a ground that the register keeps in that row (R9)."""

    position: Position
    holder_id: int
    holder: str
    ground: str
    row_id: int
    is_acting: bool  # whether the holder is so only acting


@dataclass(frozen=True)
class Actor:
    """Who asks: a person, the posts they hold today, and those whose holders they approve for (R9)."""

    person_id: int
    name: str
    positions: frozenset[Position]
    today: date
    deputyships: frozenset[Deputyship] = frozenset()

    def holds(self, *functions: str, network_id: int | None = None) -> bool:
        """Whether the actor holds one of these posts, as such or on that network: a post on one is none on another."""
        return any(p.function in functions and p.network_id in (None, network_id) for p in self.positions)

    def deputyship(self, position: Position) -> Deputyship | None:
        """On what ground the actor approves for the post's holder, for the regular one before who acts; None where the
        post is the actor's own."""
        if position in self.positions:
            return None
        mine = (deputyship for deputyship in self.deputyships if deputyship.position == position)
        return min(mine, key=lambda deputyship: (deputyship.is_acting, deputyship.row_id), default=None)

    def answers_for(self, position: Position) -> bool:
        """Whether the actor holds the post, or approves for who does."""
        return position in self.positions or self.deputyship(position) is not None


class Thing(Protocol):
    """Something that actions are done to."""

    state: str


@dataclass(frozen=True)
class Action:
    """One row of the table. `targets` are the states it may lead to; none means that it changes no state. A row without
    relations is done by nobody: it happens by itself as soon as its terms hold."""

    name: str
    relations: frozenset[str]
    states: frozenset[str]
    terms: tuple[Term, ...] = ()
    targets: tuple[str, ...] = ()
    event: str | None = None
    wrong_state: Mapping[str, str] | str = ""  # the obstacle, one for all other states or one for each


@dataclass(frozen=True)
class Verdict:
    """`visible`: the person may know that the thing exists. `reason`: the obstacle, in Danish, when not allowed."""

    allowed: bool
    visible: bool = True
    reason: str = ""


@dataclass(frozen=True)
class Policy:
    """The actions on one kind of thing, and how to tell a person's relations to it."""

    kind: str
    relations: Callable[[Actor, Any], frozenset[str]]
    states: tuple[str, ...]
    actions: dict[str, Action] = field(default_factory=dict)

    def may(self, actor: Actor, name: str, thing: Thing) -> Verdict:
        """Whether `actor` may do action `name` to `thing`. Reads only what it is given."""
        action = self.actions[name]
        relations = self.relations(actor, thing)
        read = self.actions[f"{self.kind}.read"]
        if not (relations & read.relations and thing.state in read.states):
            return Verdict(allowed=False, visible=False)
        if not relations & action.relations:
            return Verdict(allowed=False)
        if thing.state not in action.states:
            reason = action.wrong_state
            return Verdict(allowed=False, reason=reason.get(thing.state, "") if isinstance(reason, Mapping) else reason)
        for term in action.terms:
            if obstacle := term(actor, thing):
                return Verdict(allowed=False, reason=obstacle)
        return Verdict(allowed=True)


def policy(
    kind: str, relations: Callable[[Actor, Any], frozenset[str]], states: tuple[str, ...], *actions: Action
) -> Policy:
    """A policy of these actions, refusing a state or a name that is misspelt, or a name that is used twice."""
    for action in actions:
        unknown = (action.states | set(action.targets)) - set(states)
        if unknown or not action.name.startswith(f"{kind}."):
            raise ValueError(f"{action.name}: unknown {unknown or 'prefix'}")
    rows = {action.name: action for action in actions}
    if len(rows) < len(actions):
        raise ValueError(f"{kind}: an action's name is used twice")
    return Policy(kind, relations, states, rows)


def extended(base: Policy, *actions: Action) -> Policy:
    """The policy with more actions on the same kind of thing, from the features above the one that reads it."""
    return policy(base.kind, base.relations, base.states, *base.actions.values(), *actions)
