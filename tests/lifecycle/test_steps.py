"""The steps of a network (domain.md 5, R4): what makes each happen by itself, and who leads it on with a reason."""

import secrets
from datetime import date, timedelta

import pytest

from app.contracts.operations import open_with_contract
from app.core import clock, events
from app.core.db import db, write
from app.documents.consents import Result
from app.lifecycle import operations
from app.lifecycle.rules import BY_ITSELF, POLICY, missing
from app.networks.people.operations import add_participant, end_role, name_leader
from app.networks.rules import LINE, NetworkType, Track
from app.people.models import Function, Post
from tests import build
from tests.browse import text_of

pytestmark = pytest.mark.both_databases
WHY = "Sommerferien står for døren, og gruppen er klar."


def network(number):
    return build.document(number).network


def steps(number):
    """What is told of the network's states: the event and the state that it names, in order."""
    scope = network(number).scope
    return [
        (event.action.partition(".")[2], event.details["state"])
        for event in events.chain()
        if event.object == scope and "state" in event.details
    ]


def at(number):
    """The steps that were taken, and that the network is where the last of them led, with a chain that holds."""
    taken = steps(number)
    assert network(number).state == (taken[-1][1] if taken else "idea")
    assert events.first_break() is None
    return taken


def last_told(action):
    return [event for event in events.chain() if event.action == action][-1]


def opened(people, departments, type_, track=""):
    """Phase 1 of a new network of this kind, written."""
    consultant = build.actor(people.consultant)
    number = open_with_contract(consultant, "Et netværk", type_, secrets.token_hex(8), track).number
    build.save(number, consultant, build.answers_of(departments), {})
    return number


def leads(people, number, day=None):
    name_leader(network(number).number, build.actor(people.consultant), people.leader, day or clock.today())


PROPOSED, TAKEN_BACK, DECIDED = ("proposed", "proposed"), ("taken_back", "idea"), ("decided", "decided")
POSTPONED, DECLINED = ("postponed", "postponed"), ("declined", "rejected")
PREPARED, STARTED = ("prepared", "preparing"), ("started", "running")
ABANDONED, RESUMED = ("abandoned", "withdrawn"), ("resumed", "idea")


# Each row of BY_ITSELF.


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


def test_a_learning_network_is_decided_by_the_director(people, departments):
    """R1; its leader, who is a party too, may answer later."""
    number = opened(people, departments, NetworkType.LEARNING)
    leads(people, number)
    build.send(number, build.actor(people.consultant))
    assert at(number) == [PROPOSED]
    build.operations.approve(number, build.actor(people.director), build.latest_sha(number))
    assert build.document(number).state == "sent"
    assert at(number) == [PROPOSED, DECIDED, PREPARED]


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


# Led on by hand.


def url(number, act):
    return f"/netvaerk/{network(number).number}/{act}"


def lead(browse, who, number, act="videre", reason=WHY):
    return browse(who).submit(url(number, act), f"/{act}", {"reason": reason})


def notes(number):
    return [(note.act, note.text, note.by_id) for note in network(number).notes]


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
def test_a_second_click_changes_nothing(browse, people, phase_at, act, event):
    number, office = phase_at("agreed"), browse(people.consultant)
    form = office.form(url(number, act), f"/{act}")
    assert [office.send(form, {"reason": WHY}).status_code for _twice in range(2)] == [303, 303]
    assert len(notes(number)) == 1
    assert [told.action for told in events.chain()].count(event) == 1
    assert len(at(number)) == 3


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


def test_a_network_that_was_stopped_is_not_woken_when_phase_1_is_taken_back(browse, people, phase_at):
    number = phase_at("approved_by_one")
    build.decide(number, build.actor(people.consultant))
    lead(browse, people.consultant, number, "stop")
    build.operations.recall(number, build.actor(people.consultant))
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


def test_a_refused_step_leaves_nothing_behind(people, staked):
    before = len(list(events.chain()))
    with pytest.raises(operations.Refusal):
        operations.step(network(staked).number, build.actor(people.director), "move_on", "decided", WHY)
    assert len(list(events.chain())) == before
    assert notes(staked) == []
