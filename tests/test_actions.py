"""The action table: every action × state × relation, against a table written by hand, apart from the policy."""

from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from app import POLICIES
from app.core import clock
from app.core.actions import Actor, Position
from app.documents.models import TO_DRAFT
from app.documents.rules import POLICY as DOCUMENTS
from app.history.sentences import sentence
from tests import build

ROLES = ("director", "consultant", "school_head", "family_head", "finance_head", "stranger")
# For each state: action → the roles that may do it. Everything not listed is refused.
OFFICE = {"director", "consultant"}
PARTIES = {"director", "school_head", "family_head"}
KNOWN = OFFICE | PARTIES
DRAFT = {"read": KNOWN, "print": OFFICE, "edit": OFFICE, "send": OFFICE}
OUT = {
    "read": KNOWN,
    "print": KNOWN,
    "recall": OFFICE,
    "approve": PARTIES,
    "send_back": PARTIES,
    "decide": OFFICE,  # whether or not all persons have answered (R16)
    "record_paper": OFFICE,
}
MAY = {
    "draft": {**DRAFT, "read": OFFICE, "withdraw": OFFICE},
    "sent": OUT,
    "approved_by_one": {**OUT, "approve": PARTIES - {"director"}},
    # After it came back the parties know of the document, but read no draft.
    "sent_back": {**DRAFT, "withdraw": OFFICE},
    "recalled": {**DRAFT, "withdraw": OFFICE},
    "withdrawn": {"read": KNOWN, "print": OFFICE, "resume": OFFICE},
    "agreed": {"read": KNOWN, "print": KNOWN, "change": OFFICE, "end": OFFICE},
    "being_changed": {**DRAFT, "give_up": OFFICE},
    "change_sent": OUT,
    "ended": {"read": KNOWN, "print": KNOWN},
}


def allowed_to(people, number, roles):
    """The pairs of action and role that the policy allows on this document."""
    document = build.document(number)
    actors = {role: build.actor(getattr(people, role)) for role in roles}
    return {
        (action, role)
        for action in DOCUMENTS.actions
        for role, actor in actors.items()
        if DOCUMENTS.may(actor, action, document).allowed
    }


def pairs(table):
    """Who writes a draft remarks on it, and answers remarks."""
    if "edit" in table:
        table = table | {"remark": table["edit"], "settle_remark": table["edit"]}
    return {(f"document.{action}", role) for action, roles in table.items() for role in roles}


@pytest.mark.parametrize("state", build.STATES)
def test_who_may_do_what_to_a_document(people, phase_at, state):
    assert allowed_to(people, phase_at(state), ROLES) == pairs(MAY[state])


# Phase 2 is its leader's, and the office's; the network's people read it when it is agreed.
FRAME_ROLES = (*ROLES, "leader", "participant")
WRITERS = OFFICE | {"leader"}
FRAME_MAY = {
    "draft": {"read": WRITERS, "print": WRITERS, "edit": WRITERS, "send": WRITERS, "withdraw": WRITERS},
    "sent": {
        "read": WRITERS,
        "print": WRITERS,
        "recall": WRITERS,
        "approve": {"director", "leader"},
        "send_back": {"director", "leader"},
        "record_paper": OFFICE,
    },
    "agreed": {
        "read": WRITERS | {"participant"} | PARTIES,
        "print": WRITERS | {"participant"} | PARTIES,
        "change": WRITERS,
        "end": OFFICE,
    },
}


@pytest.mark.parametrize("state", FRAME_MAY)
def test_who_may_do_what_to_phase_2(people, frame_at, state):
    number = frame_at(state)
    network = build.document(number).network.number
    build.add_participant(network, build.actor(people.leader), people.participant)
    assert allowed_to(people, number, FRAME_ROLES) == pairs(FRAME_MAY[state])


def test_who_may_do_what_to_the_draft_of_phase_3(people, charter_at):
    may = {action: {"consultant", "leader"} for action in ("print", "edit", "withdraw", "agree_jointly")}
    may |= {"read": WRITERS, "print": WRITERS}
    assert allowed_to(people, charter_at("draft"), FRAME_ROLES) == pairs(may)


@pytest.mark.parametrize("state", build.STATES)
def test_only_those_who_may_read_know_that_a_document_exists(people, phase_at, state):
    document = build.document(phase_at(state))
    for role in ROLES:
        verdicts = [DOCUMENTS.may(build.actor(getattr(people, role)), name, document) for name in DOCUMENTS.actions]
        assert {verdict.visible for verdict in verdicts} == {role in MAY[state]["read"]}


def test_the_acts_that_are_looked_for_are_those_that_make_a_draft():
    leads = {action.event for action in DOCUMENTS.actions.values() if "draft" in action.targets}
    assert leads == set(TO_DRAFT)


def test_every_event_of_the_tables_is_told_as_a_sentence(app):
    @dataclass
    class Told:
        action: str
        actor_id: int = 1
        details: dict[str, int] = field(default_factory=dict)

    with app.test_request_context():
        names = {action.event for policy in POLICIES for action in policy.actions.values() if action.event}
        told = [
            sentence(Told(name), {1: "Ida"}, "fase 1")
            for name in {
                *names,
                "idea.proposed",
                "network.opened",
                "network.appointed",
                "network.role_ended",
                "document.agreed",
            }
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
    successor = Actor(99, "Ny chef", frozenset({Position("afdelingschef", departments.school)}), clock.today())
    assert DOCUMENTS.may(successor, "document.approve", document).allowed
