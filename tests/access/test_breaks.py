"""Each rule of every policy, broken on purpose, is caught by the tables: they are held against the policies, cell by
cell, over what is loaded, and once more against each policy with one rule of it broken."""

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import pytest

from app import POLICIES
from app.core.actions import Action, Actor, Policy
from app.documents import relations
from app.lifecycle.rules import BY_ITSELF
from tests.access import table
from tests.access.conftest import Place
from tests.access.table import Cell
from tests.access.tables.acts import ACTS, HIDDEN_BY_OTHERS
from tests.access.tables.texts import TEXTS

KINDS = {policy.kind: policy for policy in POLICIES}
# Views that ask for more than their action: which version, whether there is anything to print, who reads the draft.
ASK_MORE = (
    "/mandat",
    "/bemaerkninger/{remark_id}",
    "/pdf",
    "/pdf/underskrift",
    "/version/{n}",
    "/historik",
    "/historik/{n}",
    "/papir/{copy_id}",
)
# Which of the two the reader is.
ASK_OF_SIDES = ("/forberedelse", "/vis", "/samtale", "/samtale/{theme}", "/kalenderfil", "/tid", "/tid/aflys")
ASK_LESS = ("GET", "/dokumenter/{number}/svar")  # who reads the text reads what was answered


@dataclass(frozen=True)
class Judged:
    """What the tables say of one role doing one action to one thing."""

    action: str
    role: str
    thing: str
    is_allowed: bool
    is_visible: bool


@dataclass
class Court:
    """All of the town, loaded, and what the tables say of it, by action."""

    things: dict[str, Any]
    actors: dict[str, Actor]
    said: dict[str, list[Judged]]

    def mistakes(self, policy: Policy, name: str) -> Iterator[Judged]:
        """Where the policy says of this action something else than the tables."""
        for one in self.said[name]:
            verdict = policy.may(self.actors[one.role], name, self.things[one.thing])
            if (verdict.allowed, verdict.visible) != (one.is_allowed, one.is_visible):
                yield one

    def steps_due(self, action: Action) -> list[str]:
        """The networks that this step would lead on by itself, though nothing happened to them."""
        networks = {name: thing for name, thing in self.things.items() if name in table.NETWORKS_THERE}
        return [
            name
            for name, network in networks.items()
            if network.state in action.states and not any(term(None, network) for term in action.terms)
        ]


@pytest.fixture
def court(place: Place) -> Court:
    actions: dict[tuple[str, str], str] = {}
    for rule in place.app.url_map.iter_rules():
        action = getattr(place.app.view_functions[rule.endpoint], "action", "")
        actions |= {(method, table.plain(rule.rule)): action for method in rule.methods or ()}
    said: dict[str, list[Judged]] = {name: [] for policy in POLICIES for name in policy.actions}
    for cell in table.cells(place.town):
        name, address = actions[cell.method, cell.route], (cell.method, cell.route)
        if name in said and address != ASK_LESS and not cell.route.endswith(ASK_MORE + ASK_OF_SIDES):
            said[name].append(judged(name, cell))
    for name, rows in ACTS.items():
        said[name] += [judged(name, cell) for cell in table.of_act(rows, name)]
    things = {one.thing for rows in said.values() for one in rows} | {thing for thing, _what, _word in TEXTS}
    return Court(
        {name: place.town.thing(name) for name in things},
        {role: place.town.actor(role) for role in table.roles("everybody")},
        said,
    )


def judged(name: str, cell: Cell) -> Judged:
    return Judged(name, cell.role, cell.thing, cell.is_allowed, cell.role in table.sees(cell.thing))


def test_the_policies_say_of_every_role_and_thing_what_the_tables_say(court):
    wrong = [one for policy in POLICIES for name in policy.actions for one in court.mistakes(policy, name)]
    assert not wrong, "\n".join(map(str, wrong))


def test_no_step_is_due_in_a_town_where_nothing_happens(court):
    assert {action.name: court.steps_due(action) for action in BY_ITSELF} == {action.name: [] for action in BY_ITSELF}


def breaks() -> Iterator[tuple[str, str, Action]]:
    """Each rule of each row, broken: kind, what was done to it, the row."""
    for kind, policy in KINDS.items():
        readers = policy.actions[f"{kind}.read"].relations
        for action in policy.actions.values():
            if action.relations and not readers <= action.relations:  # what happens by itself is nobody's
                yield kind, f"{action.name} is everybody's who knows of it", replace(action, relations=readers)
            for relation in sorted(action.relations):
                fewer = action.relations - {relation}
                yield kind, f"{action.name} is not for {relation}", replace(action, relations=fewer)
            if set(policy.states) - action.states:
                yield kind, f"{action.name} in any state", replace(action, states=frozenset(policy.states))
            for term in action.terms:
                left = tuple(other for other in action.terms if other is not term)
                yield kind, f"{action.name} without {_called(action, term)}", replace(action, terms=left)


def _called(action: Action, term: Callable[..., Any]) -> str:
    name = term.__name__
    return f"{name} {action.terms.index(term)}" if name == "term" else name


BREAKS = {name: (kind, row) for kind, name, row in breaks()}


def test_every_broken_rule_is_caught(court):
    missed = []
    for name, (kind, row) in BREAKS.items():
        policy = KINDS[kind]
        broken = replace(policy, actions={**policy.actions, row.name: row})
        is_caught = any(any(court.mistakes(broken, action)) for action in _touched(policy, row))
        is_caught = is_caught or (row.name in {step.name for step in BY_ITSELF} and bool(court.steps_due(row)))
        if not is_caught:
            missed.append(name)
    assert sorted(missed) == sorted(HIDDEN_BY_OTHERS), "\n".join(sorted(set(missed) ^ set(HIDDEN_BY_OTHERS)))


def _touched(policy: Policy, row: Action) -> list[str]:
    """The actions whose verdicts follow from this row: who may not read it may do nothing to it."""
    return list(policy.actions) if row.name.endswith(".read") else [row.name]


def test_nobody_is_served_what_happens_by_itself(place):
    served = {getattr(view, "action", "") for view in place.app.view_functions.values()}
    assert not served & {step.name for step in BY_ITSELF}


RELATIONS = [
    (kind, relation)
    for kind, policy in KINDS.items()
    for relation in sorted({relation for action in policy.actions.values() for relation in action.relations})
]


@pytest.mark.parametrize("is_everybody_s", [True, False])
@pytest.mark.parametrize(("kind", "relation"), RELATIONS)
def test_a_relation_that_everybody_has_or_nobody_is_caught(court, kind, relation, is_everybody_s):
    policy = KINDS[kind]

    def relations(actor: Actor, thing: Any) -> frozenset[str]:
        found = policy.relations(actor, thing)
        return found | {relation} if is_everybody_s else found - {relation}

    broken = replace(policy, relations=relations)
    assert any(any(court.mistakes(broken, name)) for name in policy.actions)


# What the rules of reading tell: whether, or which versions.
READING = {
    name: [lambda *_asked: True, lambda *_asked: False]
    for name, rule in vars(relations).items()
    if inspect.isfunction(rule)
    and rule.__module__ == relations.__name__
    and rule.__annotations__["return"] is bool
    and not name.startswith("_")
} | {"readable_versions": [lambda _actor, document: list(document.versions), lambda *_asked: []]}


def test_no_rule_of_reading_is_missing():
    asks_another_policy = {"appoints"}
    assert set(READING) - asks_another_policy == {
        "answers_later",
        "drafts",
        "follows",
        "is_party",
        "reads_draft",
        "reads_reason",
        "reads_scan",
        "readable_versions",
    }


def misread(court: Court) -> Iterator[tuple[str, str, str]]:
    """Where the rules let somebody read something else than the table of texts."""
    for (thing, what, _word), readers in TEXTS.items():
        for role, actor in court.actors.items():
            if reads(actor, court.things[thing], what) != (role in table.roles(readers)):
                yield thing, what, role


def reads(actor: Actor, document: Any, what: str) -> bool:
    match what:
        case "draft":
            return relations.reads_draft(actor, document)
        case "reason":
            said = [consent for party in document.in_force.parties for consent in party.consents]
            (proposed,) = (consent for consent in said if consent.decision == "propose")
            return relations.reads_reason(actor, proposed)
        case "scan":
            (version,) = (version for version in document.versions if version.papers)
            return relations.reads_scan(actor, version)
    return int(what) in {version.n for version in relations.readable_versions(actor, document)}


def test_the_rules_of_reading_let_everybody_read_what_the_table_says(court):
    assert list(misread(court)) == []


@pytest.mark.parametrize(("name", "broken"), [(name, way) for name in READING for way in (0, 1) if name != "appoints"])
def test_a_broken_rule_of_reading_is_caught(court, monkeypatch, name, broken):
    monkeypatch.setattr(relations, name, READING[name][broken])
    acts = KINDS["document"].actions
    assert any(misread(court)) or any(any(court.mistakes(KINDS["document"], act)) for act in acts)
