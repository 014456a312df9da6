"""A network that is led on by hand, with a reason, or stopped (domain.md 5, R4), and who may do it."""

from datetime import date, timedelta

import pytest

from app.core import clock, events
from app.core.db import db, write
from app.lifecycle import operations
from app.lifecycle.rules import POLICY, missing
from app.networks.people.operations import add_participant, end_role
from app.networks.rules import LINE
from app.people.models import Function, Post
from tests import build
from tests.browse import text_of
from tests.lifecycle.steps import DECIDED, PREPARED, PROPOSED, STARTED, at, last_told, leads, network, steps

WHY = "Sommerferien står for døren, og gruppen er klar."


def url(number, act):
    return f"/netvaerk/{network(number).number}/{act}"


def lead(browse, who, number, act="videre", reason=WHY):
    return browse(who).submit(url(number, act), f"/{act}", {"reason": reason})


def notes(number):
    return [(note.act, note.text, note.by_id) for note in network(number).notes]


@pytest.mark.both_databases
def test_the_office_leads_a_network_on_with_a_reason_that_stands_in_its_history(browse, people, phase_at):
    number = phase_at("agreed")
    answer = lead(browse, people.consultant, number)
    assert (answer.status_code, answer.location) == (303, f"/netvaerk/{network(number).number}")
    assert at(number)[2:] == [("moved_on", "preparing")]
    assert notes(number) == [("move_on", WHY, people.consultant)]
    told = last_told("network.moved_on")
    assert (told.actor_id, told.details["note"]) == (people.consultant, network(number).notes[0].id)
    for who in (people.consultant, people.school_head):
        assert WHY in text_of(browse(who).get(f"/netvaerk/{network(number).number}"))
    assert WHY not in browse(people.stranger).get(f"/netvaerk/{network(number).number}").text


def test_a_network_is_led_on_step_by_step_to_its_end_and_then_no_further(browse, people, phase_at):
    number = phase_at("agreed")
    for state in LINE[LINE.index("decided") + 1 :]:
        assert lead(browse, people.director, number, reason=f"Videre til {state}.").status_code == 303
        assert network(number).state == state
    assert len(notes(number)) == len(steps(number)) - 2 == 6
    for act in ("videre", "stop", "genoptag"):
        assert browse(people.director).get(url(number, act)).status_code == 409


def test_what_is_led_on_goes_on_by_itself_from_there(browse, people, charter_at):
    """Stopped and taken up again, it is at once where what has been agreed allows."""
    number = charter_at("agreed")
    assert lead(browse, people.consultant, number, "stop").status_code == 303
    assert at(number)[4:] == [("stopped", "withdrawn")]
    assert lead(browse, people.consultant, number, "genoptag").status_code == 303
    assert at(number)[5:] == [("reopened", "decided"), PREPARED, STARTED]
    assert [act for act, _why, _who in notes(number)] == ["stop", "reopen"]


@pytest.mark.parametrize("act", ["videre", "stop"])
@pytest.mark.parametrize("reason", ["", " \n ", "x" * 2001, "Borgeren 010190-1234 blev nævnt"])
def test_without_a_reason_that_can_stand_nothing_happens_and_what_was_typed_is_kept(
    browse, people, phase_at, act, reason
):
    number = phase_at("agreed")
    answer = lead(browse, people.consultant, number, act, reason)
    assert answer.status_code == 422
    assert reason.strip() in answer.text
    assert at(number) == [PROPOSED, DECIDED]
    assert notes(number) == []


@pytest.mark.parametrize(("act", "event"), [("videre", "network.moved_on"), ("stop", "network.stopped")])
@pytest.mark.both_databases
def test_a_second_click_changes_nothing(browse, people, phase_at, act, event):
    number, office = phase_at("agreed"), browse(people.consultant)
    form = office.form(url(number, act), f"/{act}")
    assert [office.send(form, {"reason": WHY}).status_code for _twice in range(2)] == [303, 303]
    assert len(notes(number)) == 1
    assert [told.action for told in events.chain()].count(event) == 1
    assert len(at(number)) == 3


@pytest.mark.both_databases
def test_what_another_has_led_on_meanwhile_is_refused_with_what_was_typed(browse, people, phase_at):
    number, office = phase_at("agreed"), browse(people.consultant)
    form = office.form(url(number, "videre"), "/videre")
    lead(browse, people.director, number, reason="Jeg var først.")
    answer = office.send(form, {"reason": WHY})
    assert answer.status_code == 409
    assert WHY in text_of(answer)
    assert "kept-2" not in answer.text  # the state that it was written in is nothing that anybody typed
    assert network(number).state == "preparing"
    assert len(notes(number)) == 1


@pytest.mark.both_databases
def test_the_same_reason_from_somebody_else_is_no_second_click(browse, people, phase_at):
    number, office = phase_at("agreed"), browse(people.consultant)
    form = office.form(url(number, "videre"), "/videre")
    lead(browse, people.director, number)
    assert office.send(form, {"reason": WHY}).status_code == 409
    assert notes(number) == [("move_on", WHY, people.director)]


@pytest.mark.parametrize("field", ["", "closed", "\0", "running"])
def test_a_state_that_was_never_on_the_screen_leads_nowhere(browse, people, phase_at, field):
    number = phase_at("agreed")
    answer = browse(people.consultant).submit(url(number, "videre"), "/videre", {"reason": WHY, "state": field})
    assert answer.status_code in (409, 422)
    assert at(number) == [PROPOSED, DECIDED]


@pytest.mark.both_databases
def test_who_may_not_lead_a_network_on_is_refused(browse, people, phase_at):
    """Who leads it, or takes part, or was asked, no more than a stranger; of a stopped one strangers know nothing."""
    number = phase_at("agreed")
    leads(people, number)
    add_participant(network(number).number, build.actor(people.leader), people.participant)
    others = (people.leader, people.participant, people.school_head, people.chef_member, people.stranger)
    for act in ("videre", "stop", "genoptag"):
        for who in others:
            assert browse(who).get(url(number, act)).status_code == 403
            assert browse(who).post(url(number, act), {"reason": WHY, "state": "preparing"}).status_code == 403
    lead(browse, people.consultant, number, "stop")
    for act in ("videre", "stop", "genoptag"):
        for who in others[:-1]:
            assert browse(who).get(url(number, act)).status_code == 403
        assert browse(people.stranger).get(url(number, act)).status_code == 404
        assert browse(people.stranger).post(url(number, act), {"reason": WHY}).status_code == 404
    assert browse(people.consultant).get("/netvaerk/2020-001/videre").status_code == 404


@pytest.mark.parametrize("state", ["draft", "sent", "withdrawn"])
def test_what_no_body_has_decided_is_not_led_on(browse, people, phase_at, state):
    number = phase_at(state)
    before = at(number)
    for act in ("videre", "stop", "genoptag"):
        assert browse(people.director).get(url(number, act)).status_code == 409
        assert browse(people.director).post(url(number, act), {"reason": WHY}).status_code == 409
    assert at(number) == before


def test_the_page_of_a_network_leads_to_what_the_reader_may_do_and_tells_what_is_missing(browse, people, phase_at):
    number = phase_at("agreed")
    ways = {act: f'href="{url(number, act)}"' for act in ("videre", "stop", "genoptag")}

    def led_to(who):
        page = browse(who).get(f"/netvaerk/{network(number).number}").text
        return {act for act, way in ways.items() if way in page}

    assert led_to(people.consultant) == {"videre", "stop"}
    assert led_to(people.school_head) == led_to(people.stranger) == set()
    with browse(people.consultant).client.application.test_request_context():
        wanted = missing(network(number))
        assert len(wanted) == 3  # leader, phase 2, phase 3
    page = text_of(browse(people.consultant).get(url(number, "videre")))
    assert all(sentence in page for sentence in wanted)
    lead(browse, people.consultant, number, "stop")
    assert led_to(people.consultant) == {"genoptag"}


def test_a_network_that_was_stopped_waits_for_nobody(browse, people, frame_at):
    """It begins no phase, takes nobody in, and asks nobody for a leader; nor does a phase that moves wake it."""
    number = frame_at("agreed")
    lead(browse, people.consultant, number, "stop")
    page = f"/netvaerk/{network(number).number}"
    assert browse(people.leader).get(page).status_code == 200
    assert browse(people.leader).post(f"{page}/fase-3").status_code == 409
    assert f'href="{page}"' not in browse(people.leader).get("/").text.split('id="netvaerk"')[0]
    assert browse(people.leader).post(f"{page}/mennesker/deltagere").status_code == 409
    assert browse(people.consultant).post(f"{page}/mennesker/leder").status_code == 409
    assert len(network(number).documents) == 2


def test_a_network_that_was_stopped_is_not_woken_when_phase_1_is_sent_back(browse, people, phase_at):
    number = phase_at("approved_by_one")
    build.decide(number, build.actor(people.consultant))
    lead(browse, people.consultant, number, "stop")
    build.operations.send_back(number, build.actor(people.school_head), build.latest_sha(number), "Vi venter.")
    assert at(number) == [PROPOSED, DECIDED, ("stopped", "withdrawn")]
    assert browse(people.consultant).get(url(number, "genoptag")).status_code == 409  # it must be decided anew
    build.send(number, build.actor(people.consultant))
    assert lead(browse, people.consultant, number, "genoptag").status_code == 303  # the same text, decided before


# R4: where the director has an own stake.


@pytest.fixture
def staked(people, phase_at):
    """A decided network on which the director takes part."""
    number = phase_at("agreed")
    add_participant(network(number).number, build.actor(people.consultant), people.director)
    return number


def stands_in(who, number):
    with write() as session:
        row = network_id(number)
        session.add(
            Post(function=Function.DIREKTOER_I_STEDET, person_id=who, network_id=row, from_date=date(2015, 1, 1))
        )


def network_id(number):
    return build.document(number).network.id


@pytest.mark.parametrize("act", ["videre", "stop"])
def test_who_works_for_a_director_with_an_own_role_does_not_lead_it_on_nor_the_director(browse, people, staked, act):
    for who in (people.director, people.consultant):
        for answer in (
            browse(who).get(url(staked, act)),
            browse(who).post(url(staked, act), {"reason": WHY, "state": "decided"}),
        ):
            assert answer.status_code == 409
            verdict = POLICY.may(build.actor(who), "network.move_on", network(staked))
            assert verdict.reason
        assert url(staked, act) not in browse(who).get(f"/netvaerk/{network(staked).number}").text
    assert at(staked) == [PROPOSED, DECIDED]


def test_who_acts_in_the_director_s_place_leads_that_network_on_and_no_other(browse, people, staked, phase_at):
    other = phase_at("agreed", title="Noget andet")
    stands_in(people.director_member, staked)
    page = browse(people.director_member).get(f"/netvaerk/{network(staked).number}")
    assert f'href="{url(staked, "videre")}"' in page.text
    for act, told in (("videre", "moved_on"), ("stop", "stopped"), ("genoptag", "reopened")):
        assert lead(browse, people.director_member, staked, act).status_code == 303
        assert at(staked)[-1][0] == told
    assert browse(people.director_member).get(url(other, "videre")).status_code == 403
    assert browse(people.director).get(url(other, "videre")).status_code == 200


def test_a_role_that_has_ended_is_no_stake(browse, people, staked):
    with build.days_later(3):
        post = next(post for post in network(staked).posts if post.person_id == people.director)
        end_role(network(staked).number, build.actor(people.consultant), post.id)
        assert lead(browse, people.consultant, staked).status_code == 303
    db.session.rollback()


def test_a_stake_of_a_former_director_stands_in_nobody_s_way(browse, people, staked):
    with build.days_later(3):
        with write() as session:
            post = session.query(Post).filter_by(function=Function.NETVAERKSDIREKTOER).one()
            post.to_date = clock.today() - timedelta(days=1)
        assert lead(browse, people.consultant, staked).status_code == 303


def test_to_act_in_the_director_s_place_is_no_stake_of_the_director_s_own(browse, people, phase_at):
    number = phase_at("agreed")
    stands_in(people.director, number)
    assert lead(browse, people.consultant, number).status_code == 303


@pytest.mark.both_databases
def test_a_refused_step_leaves_nothing_behind(people, staked):
    before = len(list(events.chain()))
    with pytest.raises(operations.Refusal):
        operations.step(network(staked).number, build.actor(people.director), "move_on", "decided", WHY)
    assert len(list(events.chain())) == before
    assert notes(staked) == []
