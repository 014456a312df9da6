"""The action table: every action × state × relation, against a table written by hand, apart from the policy."""

from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from app import POLICIES
from app.core import clock
from app.core.actions import Actor, Office
from app.documents.rules import POLICY as DOCUMENTS
from app.history.sentences import sentence
from tests import build

ROLES = ("director", "consultant", "school_head", "family_head", "finance_head", "stranger")
# For each state: action → the roles that may do it. Everything not listed is refused.
OFFICE = {"director", "consultant"}
PARTIES = {"director", "school_head", "family_head"}
MAY = {
    "draft": {"read": OFFICE, "print": OFFICE, "edit": OFFICE, "send": OFFICE},
    "sent": {
        "read": OFFICE | PARTIES,
        "print": OFFICE | PARTIES,
        "recall": OFFICE,
        "approve": PARTIES,
        "send_back": PARTIES,
    },
    "approved_by_one": {
        "read": OFFICE | PARTIES,
        "print": OFFICE | PARTIES,
        "recall": OFFICE,
        "approve": PARTIES - {"director"},
        "send_back": PARTIES,
    },
    # After it came back the parties know of the document, but read no draft.
    "sent_back": {"read": OFFICE | PARTIES, "print": OFFICE, "edit": OFFICE, "send": OFFICE},
    "recalled": {"read": OFFICE | PARTIES, "print": OFFICE, "edit": OFFICE, "send": OFFICE},
    "agreed": {"read": OFFICE | PARTIES, "print": OFFICE | PARTIES},
}


@pytest.mark.parametrize("state", build.STATES)
def test_who_may_do_what_to_a_document(people, phase_at, state):
    document = build.document(phase_at(state))
    actors = {role: build.actor(getattr(people, role)) for role in ROLES}
    allowed = {
        (action, role)
        for action in DOCUMENTS.actions
        for role, actor in actors.items()
        if DOCUMENTS.may(actor, action, document).allowed
    }
    assert allowed == {(f"document.{action}", role) for action, roles in MAY[state].items() for role in roles}


@pytest.mark.parametrize("state", build.STATES)
def test_only_those_who_may_read_know_that_a_document_exists(people, phase_at, state):
    document = build.document(phase_at(state))
    for role in ROLES:
        verdicts = [DOCUMENTS.may(build.actor(getattr(people, role)), name, document) for name in DOCUMENTS.actions]
        assert {verdict.visible for verdict in verdicts} == {role in MAY[state]["read"]}


def test_every_event_of_the_tables_is_told_as_a_sentence(app):
    @dataclass
    class Told:
        action: str
        details: dict[str, int] = field(default_factory=dict)

    with app.test_request_context():
        names = {action.event for policy in POLICIES for action in policy.actions.values() if action.event}
        told = [
            sentence(Told(name), "Ida", "fase 1")
            for name in [*names, "network.opened", "document.created", "document.agreed"]
        ]
    assert all(words.endswith(".") for words in told)
    assert len(set(told)) == len(told)


def test_a_deadline_never_blocks(people, phase_at):
    """R15: an approval given long after the day it was asked for counts as any other."""
    number = phase_at("sent")
    with clock.standing_at(clock.now() + timedelta(days=300)):
        build.operations.approve(number, build.actor(people.school_head), build.latest_sha(number))
    assert sum(party.has_approved for party in build.document(number).latest.parties) == 1


def test_an_obligation_follows_the_post_not_the_person(people, departments, phase_at):
    document = build.document(phase_at("sent"))
    successor = Actor(99, "Ny chef", frozenset({Office("afdelingschef", departments.school)}), clock.today())
    assert DOCUMENTS.may(successor, "document.approve", document).allowed
