"""Who approves while the other acts, or presses a button twice: one clear state, and what was on the screen."""

import re

import pytest

from app.agreements.models import Preparation
from app.core import events
from app.core.db import db
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
    sent,
)
from tests.agreements.acts import consents, made, page, room, show, told, write
from tests.browse import text_of

pytestmark = pytest.mark.both_databases


# Who approves while the other acts: what was on the screen, or the difference.


def test_who_approves_what_has_been_rewritten_meanwhile_is_shown_the_difference(browse, people, frame_at):
    number = sent(people, led(people, frame_at), REFERENCELEDER)
    other = browse(people.school_head)
    form = other.form(page(number), "/godkend")
    build.operations.recall(number, build.actor(people.leader))
    write(number, people.leader, "expectations", "Vi siger det altid ligeud.")
    build.send(number, build.actor(people.leader))
    answer = other.send(form)
    assert answer.status_code == 409
    assert "altid" in "".join(re.findall("<ins>(.*?)</ins>", answer.text))
    assert build.document(number).state == "sent"
    assert consents(number) == {Function.NETVAERKSLEDER: people.leader}
    assert other.submit(page(number), "/godkend").status_code == 303
    assert build.document(number).in_force.n == 2


@pytest.mark.parametrize("rewritten", [False, True])
def test_who_approves_what_has_been_taken_back_is_told_and_has_approved_nothing(browse, people, frame_at, rewritten):
    number = sent(people, led(people, frame_at), REFERENCELEDER)
    other = browse(people.school_head)
    form = other.form(page(number), "/godkend")
    build.operations.recall(number, build.actor(people.leader))
    if rewritten:
        write(number, people.leader, "expectations", "Noget helt andet.")
    answer = other.send(form)
    assert answer.status_code == 409
    assert "Teksten er trukket tilbage" in text_of(answer)
    assert consents(number) == {Function.NETVAERKSLEDER: people.leader}
    assert build.document(number).state == "draft"


def test_who_approves_a_change_that_has_been_given_up_is_told_and_what_applied_applies(browse, people, frame_at):
    number = agreed(people, led(people, frame_at), REFERENCELEDER)
    build.operations.change(number, build.actor(people.leader))
    write(number, people.leader, "expectations", "Noget helt andet.")
    build.send(number, build.actor(people.leader))
    other = browse(people.school_head)
    form = other.form(page(number), "/godkend")
    build.operations.recall(number, build.actor(people.leader))
    build.operations.give_up(number, build.actor(people.leader))
    assert other.send(form).status_code == 409
    assert build.document(number).in_force.n == 1
    assert build.document(number).state == "agreed"


def test_a_reason_that_was_being_written_while_the_text_was_taken_back_is_not_lost(browse, people, frame_at):
    number = sent(people, led(people, frame_at), REFERENCELEDER)
    other = browse(people.school_head)
    form = other.form(page(number), "/send-tilbage")
    build.operations.recall(number, build.actor(people.leader))
    answer = other.send(form, {"reason": "Skriv, hvornår vi mødes."})
    assert answer.status_code == 409
    assert "Skriv, hvornår vi mødes." in text_of(answer)
    assert told(number) == ["sent", "approved", "recalled"]


def test_what_one_writes_while_the_other_sends_is_not_lost_and_not_sent(browse, people, frame_at):
    number = begun(people, led(people, frame_at), REFERENCELEDER)
    leader, other = browse(people.leader), browse(people.school_head)
    writing, sending = other.form(page(number, "/ret"), "/ret"), leader.form(page(number), "/send")
    assert leader.send(sending).status_code == 303
    answer = other.send(writing, {"expectations": "Mine ord, som ingen har set."})
    assert answer.status_code == 409
    assert "Mine ord, som ingen har set." in text_of(answer)
    assert build.document(number).latest.stored_answers == SAID[REFERENCELEDER.key]


def test_a_text_that_the_other_has_written_in_is_read_again_before_it_is_sent(browse, people, frame_at):
    number = begun(people, led(people, frame_at), REFERENCELEDER)
    leader = browse(people.leader)
    form = leader.form(page(number), "/send")
    write(number, people.school_head, "expectations", "Birgittes ord.")
    answer = leader.send(form)
    assert answer.status_code == 409
    assert "Teksten er ændret" in text_of(answer)
    assert "Birgittes ord." in text_of(answer)
    assert build.document(number).versions == []


def test_who_presses_send_when_the_other_has_sent_has_approved_nothing_and_is_told_so(browse, people, frame_at):
    number = begun(people, led(people, frame_at), REFERENCELEDER)
    leader, other = browse(people.leader), browse(people.school_head)
    first, second = leader.form(page(number), "/send"), other.form(page(number), "/send")
    assert leader.send(first).status_code == 303
    answer = other.send(second)
    assert answer.status_code == 303
    page_now = text_of(other.get(answer.location))
    assert "har allerede sendt denne tekst." in page_now
    assert "Læs og godkend" in page_now
    assert consents(number) == {Function.NETVAERKSLEDER: people.leader}
    assert told(number) == ["sent", "approved"]


# A button pressed twice.


def test_an_agreement_is_begun_once_from_two_tabs(browse, people, frame_at):
    network = led(people, frame_at)
    leader = browse(people.leader)
    tabs = [leader.form(room(network, kind), f"/{kind.opposite}") for kind in (REFERENCELEDER, REFERENCELEDER)]
    answers = [leader.send(tab) for tab in tabs]
    assert [answer.status_code for answer in answers] == [303, 303]
    assert answers[0].location == answers[1].location
    assert made(network, REFERENCELEDER) == [(f"SA-{network}-1", "draft")]


def test_the_manager_is_named_once_from_two_tabs(browse, people, frame_at):
    network = led(people, frame_at)
    leader = browse(people.leader)
    tabs = [leader.form(room(network, PERSONALELEDER), "/personaleleder") for _tab in range(2)]
    named = {"manager": build.actor(people.finance_head).name}
    assert [leader.send(tab, named).status_code for tab in tabs] == [303, 303]
    assert made(network, PERSONALELEDER) == [(f"SA-{network}-1", "draft")]
    assert [event.action for event in events.chain()].count("network.manager_named") == 1


def test_sending_twice_makes_one_version_that_its_sender_has_approved_once(browse, people, frame_at):
    number = begun(people, led(people, frame_at), CO_DRIVER)
    leader = browse(people.leader)
    form = leader.form(page(number), "/send")
    assert [leader.send(form).status_code for _press in range(2)] == [303, 303]
    assert told(number) == ["sent", "approved"]


def test_approving_twice_locks_it_once(browse, people, frame_at):
    number = sent(people, led(people, frame_at), CO_DRIVER)
    other = browse(people.co_driver)
    form = other.form(page(number), "/godkend")
    assert [other.send(form).status_code for _press in range(2)] == [303, 303]
    assert told(number) == ["sent", "approved", "approved", "agreed"]


def test_sending_back_twice_is_one_reason(browse, people, frame_at):
    number = sent(people, led(people, frame_at), CO_DRIVER)
    other = browse(people.co_driver)
    form = other.form(page(number), "/send-tilbage")
    given = {"reason": "Skriv, hvem der tager referat."}
    assert [other.send(form, given).status_code for _press in range(2)] == [303, 303]
    assert told(number) == ["sent", "approved", "sent_back"]


def test_answers_shown_and_lines_picked_twice_stand_once(browse, people, frame_at):
    network = led(people, frame_at)
    number, leader = begun(people, network, CO_DRIVER), browse(people.leader)
    leader.post(room(network, CO_DRIVER, "/forberedelse"), {"leader-1": "Vi ringer om mandagen."})
    for _press in range(2):
        assert show(leader, network, CO_DRIVER, "leader-1").status_code == 303
    shown = db.session.query(Preparation).one()
    assert (shown.revealed_to_id, shown.value) == (people.co_driver, "Vi ringer om mandagen.")
    pick = {"line": ["Vi ringer om mandagen."]}
    for _press in range(2):
        assert leader.post(room(network, CO_DRIVER, f"/samtale/{CO_DRIVER.questions[0].key}"), pick).status_code == 303
    said = {answer.key: answer.value for answer in build.document(number).answers}
    assert said[CO_DRIVER.questions[0].key].count("Vi ringer om mandagen.") == 1


def test_the_leader_is_not_their_own_manager_and_nothing_typed_is_lost(browse, people, frame_at):
    network = led(people, frame_at)
    typed = {"manager": build.actor(people.leader).name, "place": "Kantinen"}
    answer = browse(people.leader).submit(room(network, PERSONALELEDER), "/personaleleder", typed)
    assert answer.status_code == 422
    assert "Du kan ikke være din egen personaleleder" in text_of(answer)
    assert "Kantinen" in answer.text
    assert made(network, PERSONALELEDER) == []


def test_without_a_co_driver_the_leader_is_led_to_name_one(browse, people, frame_at):
    network = build.document(frame_at("agreed")).network.number
    leader = browse(people.leader)
    assert "Udpeg en co-driver" in text_of(leader.get(f"/netvaerk/{network}"))
    assert "Udpeg en co-driver" not in text_of(browse(people.consultant).get(f"/netvaerk/{network}"))
    page = leader.get(room(network, CO_DRIVER))
    assert "Netværket har ingen co-driver endnu." in text_of(page)
    assert f"/netvaerk/{network}/mennesker" in page.text
    assert 'name="place"' not in page.text
