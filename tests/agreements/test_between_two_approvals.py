"""Another takes over between two approvals (R7), and one person in two capacities (R8)."""

from datetime import timedelta

import pytest

from app.agreements import operations
from app.core import clock
from app.core.db import write as transaction
from app.core.pages import Refusal
from app.documents import integrity
from app.documents.operations import Stale
from app.lifecycle import operations as lifecycle
from app.networks.people.operations import appoint, end_role, name, name_co_driver, name_leader
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
    opposite,
    replace_referenceleder,
    sent,
)
from tests.agreements.acts import consents, made, page, room, told, write
from tests.browse import text_of

pytestmark = pytest.mark.both_databases


# Another takes over between two approvals (R7).


def test_the_leader_s_approval_stands_for_the_next_referenceleder_while_the_text_does(people, frame_at):
    network = led(people, frame_at)
    number = sent(people, network, REFERENCELEDER)
    replace_referenceleder(network, people, people.family_head)
    assert consents(number) == {Function.NETVAERKSLEDER: people.leader}
    build.operations.send_back(number, build.actor(people.family_head), build.latest_sha(number), "Og hvornår?")
    write(number, people.family_head, "expectations", "Vi ses om torsdagen.")
    build.send(number, build.actor(people.family_head))
    assert consents(number) == {Function.REFERENCELEDER: people.family_head}  # of the new text, her alone
    build.operations.approve(number, build.actor(people.leader), build.latest_sha(number))
    assert build.document(number).in_force.n == 2


def test_what_the_former_leader_had_sent_is_a_draft_that_the_next_sends_as_it_is_or_otherwise(browse, people, frame_at):
    network = led(people, frame_at)
    number = sent(people, network, REFERENCELEDER)
    name_leader(network, build.actor(people.consultant), people.participant, clock.today())
    assert made(network, REFERENCELEDER) == [(number, "draft")]
    assert told(number) == ["sent", "approved", "recalled"]
    history = text_of(browse(people.participant).get(f"/netvaerk/{network}"))
    assert "Aftalen med referencelederen er et udkast igen, fordi en anden har overtaget posten." in history
    build.send(number, build.actor(people.participant))
    assert consents(number) == {Function.NETVAERKSLEDER: people.participant}
    build.operations.approve(number, build.actor(people.school_head), build.latest_sha(number))
    assert made(network, REFERENCELEDER) == [(number, "agreed")]
    assert build.document(number).in_force.n == 2


def test_what_the_former_referenceleder_had_sent_is_a_draft_again(people, frame_at):
    network = led(people, frame_at)
    number = begun(people, network, REFERENCELEDER)
    build.send(number, build.actor(people.school_head))
    replace_referenceleder(network, people, people.family_head)
    assert made(network, REFERENCELEDER) == [(number, "draft")]
    build.send(number, build.actor(people.leader))
    build.operations.approve(number, build.actor(people.family_head), build.latest_sha(number))
    assert consents(number) == {Function.NETVAERKSLEDER: people.leader, Function.REFERENCELEDER: people.family_head}


def test_both_replaced_the_same_day_begin_with_a_draft_and_nothing_of_the_others_counts(people, frame_at):
    network = led(people, frame_at)
    number = sent(people, network, REFERENCELEDER)
    name_leader(network, build.actor(people.consultant), people.participant, clock.today())
    replace_referenceleder(network, people, people.family_head)
    assert made(network, REFERENCELEDER) == [(number, "draft")]
    build.send(number, build.actor(people.family_head))
    assert consents(number) == {Function.REFERENCELEDER: people.family_head}
    build.operations.approve(number, build.actor(people.participant), build.latest_sha(number))
    assert made(network, REFERENCELEDER) == [(number, "agreed")]


def test_an_agreement_of_two_who_are_both_replaced_the_same_day_ends_once(people, frame_at):
    network = led(people, frame_at)
    number = agreed(people, network, REFERENCELEDER)
    replace_referenceleder(network, people, people.family_head)
    name_leader(network, build.actor(people.consultant), people.participant, clock.today())
    assert made(network, REFERENCELEDER) == [(number, "ended"), (f"SA-{network}-2", "draft")]
    assert told(number).count("ended") == 1


def test_what_awaits_a_co_driver_awaits_the_next(browse, people, frame_at):
    network = led(people, frame_at)
    number = sent(people, network, CO_DRIVER)
    post = next(
        post for post in build.document(number).network.posts if post.function == Function.CO_DRIVER and post.is_held
    )
    end_role(network, build.actor(people.leader), post.id)
    assert made(network, CO_DRIVER) == [(number, "sent")]
    assert "Afventer den ubesatte post som co-driver" in text_of(browse(people.leader).get(f"/netvaerk/{network}"))
    name_co_driver(network, build.actor(people.leader), people.participant, clock.today())
    assert browse(people.co_driver).post(page(number, "/godkend"), {"sha256": "0"}).status_code == 404
    assert browse(people.participant).submit(page(number), "/godkend").status_code == 303
    assert made(network, CO_DRIVER) == [(number, "agreed")]


def test_a_new_day_takes_back_what_a_leader_of_yesterday_had_sent(people, frame_at):
    network = led(people, frame_at)
    number = sent(people, network, REFERENCELEDER)
    name_leader(network, build.actor(people.consultant), people.participant, clock.today() + timedelta(days=1))
    lifecycle.dawn()
    assert made(network, REFERENCELEDER) == [(number, "sent")]
    with build.days_later(1):
        lifecycle.dawn()
        assert made(network, REFERENCELEDER) == [(number, "draft")]


def test_the_leader_names_another_manager_and_they_begin_with_what_the_agreement_said(browse, people, frame_at):
    network = led(people, frame_at)
    number = agreed(people, network, PERSONALELEDER)
    leader = browse(people.leader)
    assert room(network, PERSONALELEDER) in leader.get(f"/netvaerk/{network}").text
    named = {"manager": build.actor(people.family_head).name}
    answer = leader.submit(room(network, PERSONALELEDER), "/personaleleder", named)
    assert answer.status_code == 303
    following = f"SA-{network}-2"
    assert made(network, PERSONALELEDER) == [(number, "ended"), (following, "draft")]
    assert build.document(following).answers[0].value == SAID[PERSONALELEDER.key]["balance"]
    assert browse(people.finance_head).get(page(following)).status_code == 404
    assert browse(people.finance_head).get(page(number)).status_code == 200
    assert browse(people.family_head).get(page(number)).status_code == 404


def test_the_leader_names_another_manager_while_the_text_is_out(browse, people, frame_at):
    network = led(people, frame_at)
    number = sent(people, network, PERSONALELEDER)
    operations.begin(network, build.actor(people.leader), PERSONALELEDER, people.family_head)
    assert made(network, PERSONALELEDER) == [(number, "sent")]
    assert browse(people.finance_head).post(page(number, "/godkend"), {"sha256": "0"}).status_code == 404
    assert browse(people.family_head).submit(page(number), "/godkend").status_code == 303
    assert made(network, PERSONALELEDER) == [(number, "agreed")]


@pytest.mark.parametrize("walk", [begun, sent, agreed])
def test_the_next_leader_reads_nothing_of_what_was_between_the_former_and_their_manager(browse, people, frame_at, walk):
    network = led(people, frame_at)
    number = walk(people, network, PERSONALELEDER)
    name_leader(network, build.actor(people.consultant), people.participant, clock.today())
    assert made(network, PERSONALELEDER) == [(number, "ended")]
    following = operations.begin(network, build.actor(people.participant), PERSONALELEDER, people.finance_head).number
    assert [answer.value for answer in build.document(following).answers] == []
    assert browse(people.participant).get(page(number)).status_code == 404
    assert integrity.first_break() is None


def test_a_manager_who_leads_next_begins_with_nothing_of_what_the_leader_before_agreed_with_them(people, frame_at):
    network = led(people, frame_at)
    agreed(people, network, PERSONALELEDER)
    name_leader(network, build.actor(people.consultant), people.finance_head, clock.today())
    following = operations.begin(network, build.actor(people.finance_head), PERSONALELEDER, people.family_head).number
    assert [answer.value for answer in build.document(following).answers] == []


# One person in two capacities (R8).


def decided(people, number, **posts):
    """Who is to hold these posts from today is decided, all in one act."""
    with transaction() as session:
        here = {Function(post): person for post, person in posts.items()}
        appoint(session, build.document(number).network, people.consultant, here, clock.today())


@pytest.mark.parametrize("kind", [REFERENCELEDER, CO_DRIVER], ids=["referenceleder", "co_driver"])
@pytest.mark.parametrize("sender", ["leader", "other"])
def test_who_has_approved_and_takes_the_other_post_does_not_approve_for_it_too(people, frame_at, kind, sender):
    network, other = led(people, frame_at), opposite(people, kind)
    number, who = begun(people, network, kind), people.leader if sender == "leader" else other
    build.send(number, build.actor(who))
    post = kind.opposite if sender == "leader" else Function.NETVAERKSLEDER
    decided(people, number, **{post: who})
    assert made(network, kind) == [(number, "draft")]
    with pytest.raises(Stale):
        build.operations.approve(number, build.actor(who), build.latest_sha(number))


@pytest.mark.parametrize("kind", [REFERENCELEDER, CO_DRIVER], ids=["referenceleder", "co_driver"])
def test_two_who_change_places_have_agreed_on_nothing(people, frame_at, kind):
    network, other = led(people, frame_at), opposite(people, kind)
    number = sent(people, network, kind)
    decided(people, number, **{Function.NETVAERKSLEDER: other, kind.opposite: people.leader})
    assert made(network, kind) == [(number, "draft")]
    build.send(number, build.actor(other))
    build.operations.approve(number, build.actor(people.leader), build.latest_sha(number))
    assert consents(number) == {Function.NETVAERKSLEDER: other, kind.opposite: people.leader}
    decided(people, number, **{Function.NETVAERKSLEDER: people.leader, kind.opposite: other})
    assert made(network, kind) == [(number, "ended"), (f"SA-{network}-2", "draft")]


def test_who_is_manager_and_referenceleder_approves_each_agreement_by_itself(browse, people, frame_at):
    network = led(people, frame_at)
    name(network, build.actor(people.consultant), Function.REFERENCELEDER, people.finance_head, clock.today())
    numbers = [sent(people, network, kind) for kind in (PERSONALELEDER, REFERENCELEDER)]
    both = browse(people.finance_head)
    assert both.submit(page(numbers[0]), "/godkend").status_code == 303
    assert [build.document(number).state for number in numbers] == ["agreed", "sent"]
    assert both.submit(page(numbers[1]), "/godkend").status_code == 303
    for number in numbers:
        assert sorted(consents(number).values()) == sorted([people.leader, people.finance_head])


@pytest.mark.parametrize("role", [Function.REFERENCELEDER, Function.CO_DRIVER])
def test_the_leader_does_not_become_their_own_counterpart(people, frame_at, role):
    network = led(people, frame_at)
    with pytest.raises(Refusal, match="Afslut den rolle først"):
        name(network, build.actor(people.consultant), role, people.leader, clock.today())


@pytest.mark.parametrize("kind", [REFERENCELEDER, CO_DRIVER], ids=["referenceleder", "co_driver"])
def test_the_counterpart_does_not_become_leader_beside_it(people, frame_at, kind):
    network = led(people, frame_at)
    number = sent(people, network, kind)
    with pytest.raises(Refusal, match="Afslut den rolle først"):
        name_leader(network, build.actor(people.consultant), opposite(people, kind), clock.today())
    assert made(network, kind) == [(number, "sent")]
