"""Another holds the post: the agreement ends, the next begins with what it said (R7)."""

from datetime import timedelta

import pytest

from app.agreements import operations
from app.core import clock, events
from app.core.db import write
from app.documents import integrity
from app.lifecycle import operations as lifecycle
from app.networks.people.operations import appoint, end_role, name_co_driver, name_leader
from app.people.models import Function
from tests import build
from tests.agreements import (
    CO_DRIVER,
    PERSONALELEDER,
    REFERENCELEDER,
    SAID,
    agreed,
    begun,
    led,
    replace_referenceleder,
    sent,
)
from tests.browse import text_of


def standing(network):
    documents = build.document(f"NK-{network}-1").network.documents
    return {document.number: document.state for document in documents if document.number.startswith("SA-")}


@pytest.mark.both_databases
def test_a_new_referenceleder_ends_the_agreement_and_the_next_begins_with_its_words(browse, people, frame_at):
    network = led(people, frame_at)
    agreed(people, network, REFERENCELEDER)
    replace_referenceleder(network, people, people.family_head)
    assert standing(network) == {f"SA-{network}-1": "ended", f"SA-{network}-2": "draft"}
    new = build.document(f"SA-{network}-2")
    assert {answer.key: answer.value for answer in new.answers} == {"expectations": "Vi siger det ligeud til hinanden."}
    page = text_of(browse(people.family_head).get(f"/dokumenter/SA-{network}-2"))
    assert "Udkast siden" in page
    assert "skrev sidst" not in page  # the words are those of the one before
    assert events.first_break() is None
    assert integrity.first_break() is None


def test_what_two_agreed_on_stays_theirs_and_is_not_their_successor_s(browse, people, frame_at):
    network = led(people, frame_at)
    old = agreed(people, network, REFERENCELEDER)
    replace_referenceleder(network, people, people.family_head)
    assert "ophørt" in text_of(browse(people.school_head).get(f"/dokumenter/{old}")).lower()
    assert browse(people.school_head).get(f"/dokumenter/SA-{network}-2").status_code == 404
    assert browse(people.family_head).get(f"/dokumenter/{old}").status_code == 404
    assert browse(people.leader).get(f"/dokumenter/{old}").status_code == 200
    history = text_of(browse(people.leader).get(f"/netvaerk/{network}"))
    assert "Aftalen med referencelederen ophørte, fordi en anden har overtaget posten." in history


def test_what_awaited_the_old_awaits_the_new(browse, people, frame_at):
    network = led(people, frame_at)
    number = sent(people, network, REFERENCELEDER)
    replace_referenceleder(network, people, people.family_head)
    assert standing(network) == {number: "sent"}
    assert "aftalen med referencelederen" in text_of(browse(people.family_head).get("/"))
    refused = browse(people.school_head).post(f"/dokumenter/{number}/godkend", {"sha256": build.latest_sha(number)})
    assert refused.status_code == 404
    build.operations.approve(number, build.actor(people.family_head), build.latest_sha(number))
    assert build.document(number).in_force


def test_a_change_on_its_way_ends_with_the_agreement(people, frame_at):
    network = led(people, frame_at)
    number = agreed(people, network, REFERENCELEDER)
    build.operations.change(number, build.actor(people.leader))
    replace_referenceleder(network, people, people.family_head)
    assert standing(network) == {number: "ended", f"SA-{network}-2": "draft"}


def test_a_role_that_ends_ends_its_agreement_and_the_next_begins_when_somebody_has_it_again(people, frame_at):
    network = led(people, frame_at)
    number = agreed(people, network, CO_DRIVER)
    posts = build.document(f"NK-{network}-1").network.posts
    post = next(post for post in posts if post.function == Function.CO_DRIVER and post.is_held)
    end_role(network, build.actor(people.leader), post.id)
    assert standing(network) == {number: "ended"}
    name_co_driver(network, build.actor(people.leader), people.participant, clock.today())
    assert standing(network) == {number: "ended", f"SA-{network}-2": "draft"}


def test_another_leader_has_other_agreements_and_another_manager(browse, people, frame_at):
    network = led(people, frame_at)
    for kind in (PERSONALELEDER, CO_DRIVER):
        agreed(people, network, kind)
    name_leader(network, build.actor(people.consultant), people.participant, clock.today())
    assert standing(network) == {f"SA-{network}-1": "ended", f"SA-{network}-2": "ended", f"SA-{network}-3": "draft"}
    assert "Ikke begyndt" in text_of(browse(people.participant).get(f"/netvaerk/{network}"))
    assert browse(people.participant).get(f"/dokumenter/SA-{network}-1").status_code == 404
    assert browse(people.leader).get(f"/dokumenter/SA-{network}-1").status_code == 200


def test_an_agreement_that_was_ended_by_hand_begins_again_only_by_hand(people, frame_at):
    network = led(people, frame_at)
    number = agreed(people, network, CO_DRIVER)
    build.operations.end(number, build.actor(people.consultant))
    lifecycle.dawn()
    assert standing(network) == {number: "ended"}


def test_a_new_day_ends_the_agreement_of_who_holds_the_post_no_longer(people, frame_at):
    network = led(people, frame_at)
    number = agreed(people, network, CO_DRIVER)
    tomorrow = clock.today() + timedelta(days=1)
    name_co_driver(network, build.actor(people.leader), people.participant, tomorrow)
    assert standing(network) == {number: "agreed"}
    lifecycle.dawn()
    assert standing(network) == {number: "agreed"}
    with build.days_later(1):
        lifecycle.dawn()
        assert standing(network) == {number: "ended", f"SA-{network}-2": "draft"}


@pytest.mark.parametrize("walk", [begun, sent, agreed])
def test_who_leads_from_today_reads_nothing_private_before_the_worker_is_up(browse, people, frame_at, walk):
    network = led(people, frame_at)
    number = walk(people, network, PERSONALELEDER)
    tomorrow = clock.today() + timedelta(days=1)
    name_leader(network, build.actor(people.consultant), people.participant, tomorrow)
    with build.days_later(1):
        for place in ("", "/ret", "/historik", "/version/1", "/pdf"):
            assert browse(people.participant).get(f"/dokumenter/{number}{place}").status_code == 404
        assert standing(network) == {number: "ended"}


def test_a_leader_who_comes_back_finds_what_they_had_written_for_their_manager(people, frame_at):
    network, office = led(people, frame_at), build.actor(people.consultant)
    begun(people, network, PERSONALELEDER)
    name_leader(network, office, people.participant, clock.today())
    between = operations.begin(network, build.actor(people.participant), PERSONALELEDER, people.family_head)
    assert build.document(between.number).answers == []
    with build.days_later(1):
        name_leader(network, office, people.leader, clock.today())
        again = operations.begin(network, build.actor(people.leader), PERSONALELEDER, people.finance_head)
        assert [answer.value for answer in build.document(again.number).answers] == [
            SAID[PERSONALELEDER.key]["balance"]
        ]


def test_a_leader_who_is_acting_no_longer_keeps_the_agreements(people, frame_at):
    network = led(people, frame_at)
    number = agreed(people, network, PERSONALELEDER)
    with write() as session:
        here = build.document(number).network
        appoint(session, here, people.consultant, {Function.NETVAERKSLEDER: people.leader}, clock.today())
    lifecycle.dawn()
    assert standing(network) == {number: "agreed"}


def test_the_leader_s_manager_may_be_referenceleder_and_lead_the_network_later(people, frame_at):
    """R8: one person in two capacities, and never on both sides of one text."""
    network = led(people, frame_at)
    number = agreed(people, network, PERSONALELEDER)
    with write() as session:
        here = build.document(number).network
        appoint(session, here, people.consultant, {Function.REFERENCELEDER: people.finance_head}, clock.today())
    assert standing(network) == {number: "agreed"}
    replace_referenceleder(network, people, people.family_head)
    name_leader(network, build.actor(people.consultant), people.finance_head, clock.today())
    assert standing(network) == {number: "ended"}
