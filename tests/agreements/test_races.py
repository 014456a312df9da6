"""The two of an agreement act at the same instant: one version, one clear state, each act told of once."""

from functools import partial

import pytest

from app.agreements import operations, preparing
from app.core import clock, events
from app.core.pages import Refusal
from app.documents import integrity, standing
from app.documents.content import digest
from app.documents.operations import Stale
from app.networks.people.operations import name
from app.people.models import Function
from tests import build
from tests.agreements import CO_DRIVER, PERSONALELEDER, REFERENCELEDER, SAID, agreed, begun, led, sent
from tests.agreements.acts import shown, told
from tests.faults.test_races import at_once
from tests.people.deputising import away

pytestmark = pytest.mark.both_databases


def put_away(number, people):
    """So that the next round begins with nothing."""
    leader, other = build.actor(people.leader), build.actor(people.school_head)
    if build.document(number).state == "draft":
        build.send(number, leader)
    for who in (leader, other):
        if build.document(number).state == "sent":
            build.operations.approve(number, who, build.latest_sha(number))
    build.operations.end(number, build.actor(people.consultant))


def is_whole():
    return events.first_break() is None and integrity.first_break() is None


def sentence(refused):
    assert isinstance(refused, Refusal)
    assert refused.code == 409
    return str(refused.description)


def test_both_send_at_once_and_one_version_is_out_that_its_sender_alone_has_approved(app, people, frame_at, rounds):
    network = led(people, frame_at)
    two, due = [build.actor(who) for who in (people.leader, people.school_head)], clock.today()
    for _round in rounds(3, 100):
        number = begun(people, network, REFERENCELEDER)
        sha = digest(build.texts.draft(build.document(number)))
        said = at_once(app, *[partial(build.operations.send, number, who, sha, due) for who in two])
        assert "Teksten er allerede sendt." in sentence(next(filter(None, said)))
        document = build.document(number)
        assert (document.state, [version.n for version in document.versions]) == ("sent", [1])
        assert [party.has_approved for party in document.latest.parties] == [refused is None for refused in said]
        assert told(number) == ["sent", "approved"]
        put_away(number, people)
    assert is_whole()


def test_it_is_approved_once_by_its_holder_in_two_windows_and_the_holder_s_deputy(app, people, frame_at, rounds):
    network = led(people, frame_at)
    away(people, people.stranger)
    holder, deputy = build.actor(people.school_head), build.actor(people.stranger)
    for _round in rounds(3, 100):
        number = sent(people, network, REFERENCELEDER)
        sha = build.latest_sha(number)
        said = at_once(app, *[partial(build.operations.approve, number, who, sha) for who in (holder, deputy, holder)])
        late = [refused for refused in said if refused]
        assert all("har godkendt" in sentence(refused) for refused in late)
        assert len(late) == (1 if said[0] is None else 2)
        document = build.document(number)
        assert document.state == "agreed"
        assert [len(party.consents) for party in document.latest.parties] == [1, 1]
        assert told(number) == ["sent", "approved", "approved", "agreed"]
        put_away(number, people)
    assert is_whole()


def test_it_is_approved_while_it_is_taken_back_and_is_either_agreed_or_a_draft(app, people, frame_at, rounds):
    network = led(people, frame_at)
    leader, other = build.actor(people.leader), build.actor(people.school_head)
    for _round in rounds(4, 100):
        number = sent(people, network, REFERENCELEDER)
        approved, recalled = at_once(
            app,
            partial(build.operations.approve, number, other, build.latest_sha(number)),
            partial(build.operations.recall, number, leader),
        )
        document = build.document(number)
        assert (approved is None) != (recalled is None)
        if approved is None:
            assert "Kun en tekst, der er sendt til godkendelse" in sentence(recalled)
            assert told(number) == ["sent", "approved", "approved", "agreed"]
        else:
            assert isinstance(approved, Stale)
            assert told(number) == ["sent", "approved", "recalled"]
        assert document.state == ("agreed" if approved is None else "draft")
        assert standing.was_agreed(document.latest) is (approved is None)
        put_away(number, people)
    assert is_whole()


def test_it_is_sent_back_while_it_is_taken_back_and_is_a_draft_for_one_reason(app, people, frame_at, rounds):
    network = led(people, frame_at)
    leader, other = build.actor(people.leader), build.actor(people.school_head)
    for _round in rounds(3, 50):
        number = sent(people, network, REFERENCELEDER)
        sha = build.latest_sha(number)
        returned, recalled = at_once(
            app,
            partial(build.operations.send_back, number, other, sha, "Skriv, hvornår vi mødes."),
            partial(build.operations.recall, number, leader),
        )
        assert (returned is None) != (recalled is None)
        assert build.document(number).state == "draft"
        assert told(number) == ["sent", "approved", "sent_back" if returned is None else "recalled"]
        put_away(number, people)


def test_both_begin_a_change_at_once_and_it_is_begun_once(app, people, frame_at, rounds):
    network = led(people, frame_at)
    number = agreed(people, network, REFERENCELEDER)
    two = [build.actor(who) for who in (people.leader, people.school_head)]
    for round_ in rounds(3, 50):
        before = len(told(number))
        said = at_once(app, *[partial(build.operations.change, number, who) for who in two])
        assert "Teksten er ved at blive skrevet. Skriv videre i den." in sentence(next(filter(None, said)))
        assert build.document(number).state == "draft"
        assert build.document(number).in_force.n == 1
        assert told(number)[before:] == ["change_begun"], round_
        build.operations.give_up(number, two[0])


def test_begun_in_many_windows_at_once_it_is_one_draft(app, people, frame_at, rounds):
    network = led(people, frame_at)
    leader = build.actor(people.leader)
    for round_ in rounds(3, 50):
        assert at_once(app, *[partial(operations.begin, network, leader, REFERENCELEDER)] * 4) == [None] * 4
        made = [document.number for document in build.document(f"NK-{network}-1").network.documents]
        assert [number for number in made if number.startswith("SA-")][round_:] == [f"SA-{network}-{round_ + 1}"]
        build.save(made[-1], leader, SAID[REFERENCELEDER.key], {})
        put_away(made[-1], people)


def test_two_managers_named_at_once_are_one_manager_and_one_agreement(app, people, frame_at):
    network = led(people, frame_at)
    leader, chosen = build.actor(people.leader), (people.finance_head, people.family_head)
    said = at_once(app, *[partial(operations.begin, network, leader, PERSONALELEDER, who) for who in chosen])
    assert said == [None, None]
    here = build.document(f"NK-{network}-1").network
    assert [document.number for document in operations.of(here, PERSONALELEDER)] == [f"SA-{network}-1"]
    held = [post.person_id for post in here.posts if post.function == Function.PERSONALELEDER and post.is_held]
    assert len(held) == 1
    assert held[0] in chosen


def test_it_is_approved_while_another_takes_over_and_nothing_is_in_force_between_others_than_the_two(
    app, people, frame_at, rounds
):
    network = led(people, frame_at)
    office, here = build.actor(people.consultant), f"NK-{network}-1"
    for _round in rounds(4, 100):
        number = sent(people, network, REFERENCELEDER)
        old = build.actor(people.school_head)
        approved, named = at_once(
            app,
            partial(build.operations.approve, number, old, build.latest_sha(number)),
            partial(name, network, office, Function.REFERENCELEDER, people.family_head, clock.today()),
        )
        assert named is None
        made = operations.of(build.document(here).network, REFERENCELEDER)
        last = made[-1]
        if approved is None:  # by who still was it: that agreement has ended, and the next has begun
            assert (build.document(number).state, last.state) == ("ended", "draft")
        else:
            assert (last.number, last.state) == (number, "sent")
        if last.state == "draft":
            build.send(last.number, build.actor(people.leader))
        build.operations.approve(last.number, build.actor(people.family_head), build.latest_sha(last.number))
        build.operations.end(last.number, office)
        name(network, office, Function.REFERENCELEDER, people.school_head, clock.today())
    assert is_whole()


def test_a_change_is_begun_while_another_takes_over_and_the_agreement_has_ended(app, people, frame_at, rounds):
    network = led(people, frame_at)
    leader, office, here = build.actor(people.leader), build.actor(people.consultant), f"NK-{network}-1"
    holders = [people.school_head, people.family_head]
    agreed(people, network, REFERENCELEDER)
    for round_ in rounds(4, 100):
        number = operations.of(build.document(here).network, REFERENCELEDER)[-1].number
        successor = holders[(round_ + 1) % 2]
        changed, named = at_once(
            app,
            partial(build.operations.change, number, leader),
            partial(name, network, office, Function.REFERENCELEDER, successor, clock.today()),
        )
        assert named is None
        assert changed is None or isinstance(changed, Refusal)
        states = [document.state for document in operations.of(build.document(here).network, REFERENCELEDER)]
        assert states == ["ended"] * (round_ + 1) + ["draft"]
        following = operations.of(build.document(here).network, REFERENCELEDER)[-1].number
        build.send(following, leader)
        build.operations.approve(following, build.actor(successor), build.latest_sha(following))
    assert is_whole()


def test_a_line_that_both_pick_at_once_stands_in_the_draft_once(app, people, frame_at, rounds):
    network = led(people, frame_at)
    two = [build.actor(who) for who in (people.leader, people.co_driver)]
    number = begun(people, network, CO_DRIVER)
    for round_ in rounds(3, 50):
        line = f"Ulla skriver referat {round_}."
        preparing.save(network, two[0], CO_DRIVER, {"leader-1": line})
        shown(network, two[0], CO_DRIVER, "leader-1")
        theme = CO_DRIVER.questions[0].key
        at_once(app, *[partial(preparing.take_over, network, who, CO_DRIVER, theme, [line]) for who in two])
        said = {answer.key: answer.value for answer in build.document(number).answers}[theme]
        assert said.split("\n\n").count(line) == 1
