"""The steps of a network that happen by themselves (domain.md 5, R4): each row of BY_ITSELF."""

from datetime import date

import pytest

from app.core import clock
from app.documents.consents import Result
from app.lifecycle.rules import BY_ITSELF, POLICY
from app.networks.rules import NetworkType, Track
from tests import build
from tests.lifecycle.steps import (
    ABANDONED,
    DECIDED,
    DECLINED,
    POSTPONED,
    PREPARED,
    PROPOSED,
    RESUMED,
    STARTED,
    TAKEN_BACK,
    at,
    last_told,
    leads,
    network,
    opened,
)


def test_a_network_is_proposed_when_phase_1_is_sent(people, phase_at):
    number = phase_at("draft")
    assert at(number) == []
    build.send(number, build.actor(people.consultant))
    assert at(number) == [PROPOSED]
    assert last_told("network.proposed").actor_id == people.consultant
    assert network(number).state_since >= build.document(number).state_since


@pytest.mark.parametrize("way", ["recalled", "sent_back"])
def test_it_is_an_idea_again_when_phase_1_is_taken_back_or_sent_back(people, phase_at, way):
    number = phase_at(way)
    assert at(number) == [PROPOSED, TAKEN_BACK]
    build.send(number, build.actor(people.consultant))
    assert at(number) == [PROPOSED, TAKEN_BACK, PROPOSED]


def test_it_is_an_idea_again_when_the_body_sends_it_back(people, phase_at):
    number = phase_at("sent")
    build.decide(number, build.actor(people.consultant), Result.SENT_BACK)
    assert at(number) == [PROPOSED, TAKEN_BACK]


def test_it_is_postponed_by_the_body_and_decided_at_a_later_meeting(people, phase_at):
    number, office = phase_at("sent"), build.actor(people.consultant)
    build.decide(number, office, Result.POSTPONED)
    assert at(number) == [PROPOSED, POSTPONED]
    build.decide(number, office, Result.NOTED)
    assert at(number) == [PROPOSED, POSTPONED]
    build.decide(number, office)
    assert at(number) == [PROPOSED, POSTPONED, DECIDED]


def test_what_was_postponed_is_proposed_anew_when_it_was_taken_back_and_sent_again_as_it_was(people, phase_at):
    """What a body said before the text was sent again says nothing of what it will say now."""
    number, office = phase_at("sent"), build.actor(people.consultant)
    build.decide(number, office, Result.POSTPONED)
    build.operations.recall(number, office)
    assert at(number) == [PROPOSED, POSTPONED, TAKEN_BACK]
    build.send(number, office)
    assert build.document(number).latest.n == 1
    assert at(number) == [PROPOSED, POSTPONED, TAKEN_BACK, PROPOSED]


def test_it_is_rejected_by_the_body_and_proposed_again_when_it_is_sent_again(people, phase_at):
    number, office = phase_at("sent"), build.actor(people.consultant)
    build.decide(number, office, Result.REJECTED)
    assert at(number) == [PROPOSED, DECLINED]
    build.save(number, office, {"strategy": "Børnepolitikken"}, {})
    assert at(number) == [PROPOSED, DECLINED]
    build.send(number, office)
    assert at(number) == [PROPOSED, DECLINED, PROPOSED]
    build.operations.recall(number, office)
    assert at(number)[3:] == [TAKEN_BACK]


def test_what_was_rejected_and_sent_again_as_it_was_is_an_idea_when_it_is_taken_back(people, phase_at):
    number, office = phase_at("sent"), build.actor(people.consultant)
    build.decide(number, office, Result.REJECTED)
    build.send(number, office)
    build.operations.recall(number, office)
    assert build.document(number).latest.n == 1
    assert at(number) == [PROPOSED, DECLINED, PROPOSED, TAKEN_BACK]


def test_what_was_postponed_can_be_rejected(people, phase_at):
    number, office = phase_at("sent"), build.actor(people.consultant)
    build.decide(number, office, Result.POSTPONED)
    build.decide(number, office, Result.REJECTED)
    assert at(number) == [PROPOSED, POSTPONED, DECLINED]


def test_it_is_withdrawn_with_phase_1_and_an_idea_again_when_that_is_taken_up(people, phase_at):
    number = phase_at("withdrawn")
    assert at(number) == [PROPOSED, TAKEN_BACK, ABANDONED]
    build.operations.resume(number, build.actor(people.consultant))
    assert at(number) == [PROPOSED, TAKEN_BACK, ABANDONED, RESUMED]


def test_what_was_rejected_is_given_up_with_phase_1(people, phase_at):
    number, office = phase_at("sent"), build.actor(people.consultant)
    build.decide(number, office, Result.REJECTED)
    build.operations.withdraw(number, office)
    assert at(number) == [PROPOSED, DECLINED, ABANDONED]


@pytest.mark.both_databases
def test_chefforum_decides_a_welfare_network_although_a_head_is_missing_and_once(people, phase_at):
    """R4: running needs a decided phase 1; who is missing is shown, and nothing waits for them."""
    number = phase_at("approved_by_one")
    build.decide(number, build.actor(people.consultant))
    assert build.document(number).state == "sent"
    assert at(number) == [PROPOSED, DECIDED]
    for who in (people.school_head, people.family_head):
        build.operations.approve(number, build.actor(who), build.latest_sha(number))
    assert build.document(number).state == "agreed"
    assert at(number) == [PROPOSED, DECIDED]


def test_persons_alone_decide_no_welfare_network(people, phase_at):
    number = phase_at("sent")
    for who in (people.director, people.school_head, people.family_head):
        build.operations.approve(number, build.actor(who), build.latest_sha(number))
    assert at(number) == [PROPOSED]


def test_a_body_that_accedes_with_a_change_decides(people, phase_at):
    number, office = phase_at("sent"), build.actor(people.consultant)
    party = build.standing.awaited_forum(build.document(number))
    minute = build.Minute(party.function, "changed", clock.today(), "4", "", "Tiltrådt med ændring.")
    build.decisions.decide(number, office, build.latest_sha(number), minute, {"extent": "Ni måneder."})
    assert (build.document(number).state, build.document(number).latest.n) == ("sent", 2)
    assert at(number) == [PROPOSED, DECIDED]


@pytest.mark.both_databases
def test_a_learning_network_is_decided_by_the_director(people, departments):
    """R1; its leader, who is a party too, may answer later."""
    number = opened(people, departments, NetworkType.LEARNING)
    leads(people, number)
    build.send(number, build.actor(people.consultant))
    assert at(number) == [PROPOSED]
    build.operations.approve(number, build.actor(people.director), build.latest_sha(number))
    assert build.document(number).state == "sent"
    assert at(number) == [PROPOSED, DECIDED, PREPARED]


@pytest.mark.both_databases
def test_the_committee_decides_what_direktoerforum_puts_to_it(people, departments):
    """R1: the body follows from the track of the proposal."""
    number, office = opened(people, departments, NetworkType.INNOVATION, Track.COMMITTEE), people.consultant
    build.send(number, build.actor(office))
    build.decide(number, build.actor(office))
    assert at(number) == [PROPOSED]
    build.decide(number, build.actor(office))
    assert at(number) == [PROPOSED, DECIDED]


def test_it_is_prepared_when_it_gets_a_leader(people, phase_at):
    number = phase_at("agreed")
    assert at(number) == [PROPOSED, DECIDED]
    leads(people, number)
    assert at(number) == [PROPOSED, DECIDED, PREPARED]
    assert last_told("network.prepared").actor_id == people.consultant


def test_a_leader_who_is_known_before_makes_it_be_prepared_as_soon_as_it_is_decided(people, phase_at):
    number = phase_at("approved_by_one")
    leads(people, number)
    assert at(number) == [PROPOSED]
    build.decide(number, build.actor(people.consultant))
    assert at(number) == [PROPOSED, DECIDED, PREPARED]


@pytest.mark.both_databases
def test_it_runs_when_phases_2_and_3_are_agreed_and_its_days_are_those_of_phase_2(people, frame_at, charter_at):
    """R4."""
    frame = frame_at("sent")
    assert at(frame) == [PROPOSED, DECIDED, PREPARED]
    assert (network(frame).starts_on, network(frame).ends_on) == (None, None)
    charter = charter_at("draft")
    assert at(charter) == [PROPOSED, DECIDED, PREPARED]
    assert (network(charter).starts_on, network(charter).ends_on) == (date(2027, 2, 1), date(2027, 10, 31))
    build.agree_jointly(charter, build.actor(people.leader), [people.participant])
    assert at(charter) == [PROPOSED, DECIDED, PREPARED, STARTED]


def test_a_change_of_what_is_in_force_moves_the_network_nowhere(people, charter_at):
    """R5: a later change of phase 1 leaves the others standing."""
    number, office = charter_at("agreed"), build.actor(people.consultant)
    first = f"{number[:-1]}1"
    build.operations.change(first, office)
    build.save(first, office, {"extent": "Et år."}, build._bases(first))
    build.send(first, office)
    build.agree(first, people)
    build.operations.change(first, office)
    build.operations.give_up(first, office)
    assert at(first) == [PROPOSED, DECIDED, PREPARED, STARTED]


def test_every_step_that_happens_by_itself_tells_of_itself_and_is_nobody_s_to_do(people, phase_at):
    office, found = build.actor(people.consultant), network(phase_at("agreed"))
    assert all(row.event and len(row.targets) == 1 and not row.relations for row in BY_ITSELF)
    assert not any(POLICY.may(office, row.name, found).allowed for row in BY_ITSELF)
