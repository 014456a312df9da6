"""Who is to lead a network, and be its referenceleder (domain.md 5.3): who decides, what follows (R3, R7, R8)."""

import secrets
from datetime import timedelta

import pytest

from app.appointments.documents import print_proposal
from app.contracts.operations import open_with_contract
from app.core import clock
from app.core.db import db
from app.documents import sheets
from app.lifecycle import operations as lifecycle
from app.networks.people.operations import add_participant, name, name_leader, participants
from app.networks.rules import NetworkType, Track
from app.people.models import Function, Person
from tests import build
from tests.appointments.leadership import LEADER, REFERENCE, decided, held, network, opened, proposed, sent, sound
from tests.browse import text_of
from tests.documents.minutes import minute

# From the first button to the posts.


@pytest.mark.both_databases
def test_leader_and_referenceleder_are_proposed_decided_and_hold_their_posts(browse, people, phase_at):
    phase = phase_at("agreed")
    page = f"/netvaerk/{network(phase).number}"
    director, office = browse(people.director), browse(people.consultant)
    number = director.submit(page, "/ledelse").location.split("/")[2]
    assert number == f"IL-{network(phase).number}"
    edit = f"/dokumenter/{number}/ret"
    answer = director.submit(edit, "/ret", {"leader": "Karen Bjergsted", "referenceleder": "lars kong"})
    assert answer.status_code == 303
    assert director.submit(f"/dokumenter/{number}", "/send").status_code == 303
    assert held(phase) == {}
    assert director.submit(f"/dokumenter/{number}", "/godkend").status_code == 303
    assert build.document(number).state == "sent"
    assert held(phase) == {}
    answer = office.submit(f"/dokumenter/{number}/beslutning", "/beslutning", minute("agreed"))
    assert answer.status_code == 303
    assert (build.document(number).state, build.document(number).agreed_n) == ("agreed", 1)
    assert held(phase) == {LEADER: people.leader, REFERENCE: people.chef_member}
    posts = [(post.from_date, post.to_date, post.is_acting) for post in network(phase).posts]
    assert posts == [(clock.today(), None, False)] * 2
    assert network(phase).state == "preparing"
    told = text_of(office.get(page))
    assert "Karen Bjergsted er netværksleder, som besluttet." in told
    assert "Lars Kongsted er referenceleder, som besluttet." in told
    assert "Indstilling om ledelse aftalt" in told
    assert f'action="{page}/ledelse"' not in office.get(page).text
    assert sound()


def test_the_parties_are_the_director_and_the_body_that_appoints(people, departments, phase_at):
    asked = {}
    for type_, track in (
        (NetworkType.WELFARE, ""),
        (NetworkType.INNOVATION, Track.COMMITTEE),
        (NetworkType.INNOVATION, Track.DIRECTOR),
    ):
        number = sent(opened(people, departments, type_, track), people)
        asked[type_, track] = [party.function for party in build.document(number).latest.parties]
    assert set(map(tuple, asked.values())) == {("netvaerksdirektoer", "chefforum")}
    number = sent(opened(people, departments, NetworkType.LEARNING), people, referenceleder="")
    assert [party.function for party in build.document(number).latest.parties] == ["netvaerksdirektoer"]


def test_in_a_learning_network_the_director_alone_decides_and_nobody_need_be_referenceleder(people, departments):
    phase = opened(people, departments, NetworkType.LEARNING)
    number = sent(phase, people, referenceleder="")
    assert held(phase) == {}
    build.operations.approve(number, build.actor(people.director), build.latest_sha(number))
    assert build.document(number).state == "agreed"
    assert held(phase) == {LEADER: people.leader}
    assert sound()


def test_a_referenceleder_who_is_not_chosen_is_missing_as_any_other_answer(browse, people, phase_at):
    number = proposed(phase_at("agreed"), people, leader="", referenceleder="")
    office = browse(people.consultant)
    page = text_of(office.get(f"/dokumenter/{number}"))
    assert "To svar mangler" in page
    assert "Svar på »Referenceleder« . Vælg, hvem der skal være referenceleder." in page
    page = text_of(office.get(f"/dokumenter/{number}/ret"))
    assert "Referenceleder Mangler" in page
    assert "Referenceleder (frivilligt)" not in page


def test_it_begins_once_and_by_the_office_alone(browse, people, phase_at):
    phase = phase_at("agreed")
    page = f"/netvaerk/{network(phase).number}"
    office = browse(people.consultant)
    form = office.form(page, "/ledelse")
    first, second = office.send(form), office.send(form)
    assert first.location == second.location
    assert len(network(phase).documents) == 2
    for who in (people.school_head, people.chef_member, people.stranger):
        assert browse(who).post(f"{page}/ledelse").status_code == 403
    number = proposed(phase, people)
    build.send(number, build.actor(people.director))
    assert office.post(f"{page}/ledelse").status_code == 409


def test_a_network_that_is_over_gets_no_new_leader(browse, people, phase_at):
    phase = phase_at("withdrawn")
    assert browse(people.director).post(f"/netvaerk/{network(phase).number}/ledelse").status_code == 409


# Another leader.


def test_another_leader_is_a_change_and_what_awaited_the_old_one_awaits_the_new(browse, people, phase_at):
    """R7."""
    phase = phase_at("agreed")
    office = build.actor(people.consultant)
    number = decided(phase, people)
    frame = lifecycle.begin(network(phase).number, build.actor(people.leader), "begin_frame").number
    build.save(frame, build.actor(people.leader), build.FRAME, {})
    build.send(frame, build.actor(people.leader))
    assert "Godkend fase 2" in text_of(browse(people.leader).get("/"))
    with build.days_later(10):
        today = clock.today()
        build.operations.change(number, office)
        build.save(number, office, {"leader": str(people.stranger)}, build._bases(number))
        build.send(number, office)
        build.operations.approve(number, build.actor(people.director), build.latest_sha(number))
        assert held(phase)[LEADER] == people.leader
        build.decide(number, office)
        assert held(phase) == {LEADER: people.stranger, REFERENCE: people.chef_member}
        assert held(phase, today - timedelta(days=1))[LEADER] == people.leader
        rows = [(post.person_id, post.from_date, post.to_date) for post in network(phase).posts]
        began = today - timedelta(days=10)
        assert rows == [
            (people.leader, began, today - timedelta(days=1)),
            (people.chef_member, began, None),  # the same is referenceleder, in one unbroken time
            (people.stranger, today, None),
        ]
        assert "Godkend fase 2" in text_of(browse(people.stranger).get("/"))
        assert "Godkend fase 2" not in text_of(browse(people.leader).get("/"))
        assert browse(people.leader).get(f"/dokumenter/{frame}").status_code == 404
        answer = browse(people.stranger).submit(f"/dokumenter/{frame}", "/godkend")
        assert answer.status_code == 303
    db.session.rollback()
    assert sound()


def test_who_acts_is_followed_by_who_is_decided_on(people, phase_at):
    phase = phase_at("agreed")
    office = build.actor(people.consultant)
    for role, who in ((LEADER, people.participant), (REFERENCE, people.chef_member)):
        name(network(phase).number, office, role, who, clock.today() - timedelta(days=5))
    assert {post.is_acting for post in network(phase).posts} == {True}
    decided(phase, people)
    rows = [(post.function, post.person_id, post.is_acting) for post in participants(network(phase))]
    assert (LEADER, people.leader, False) in rows
    assert held(phase, clock.today() - timedelta(days=1))[LEADER] == people.participant


def test_who_began_to_act_after_the_meeting_has_led_until_it_was_recorded(people, phase_at):
    """They may have approved as leader: the history must not say that they never were."""
    phase, office = phase_at("agreed"), build.actor(people.consultant)
    number, met = sent(phase, people), clock.today()
    build.operations.approve(number, build.actor(people.director), build.latest_sha(number))
    with clock.standing_at(clock.now() + timedelta(days=2)):
        began = clock.today()
        name_leader(network(phase).number, office, people.participant, began)
        name(network(phase).number, office, Function.CO_DRIVER, people.leader, began)
    with clock.standing_at(clock.now() + timedelta(days=5)):
        said = build.Minute("chefforum", "agreed", met, "4", "", "Chefforum tiltrådte.")
        build.decisions.decide(number, office, build.latest_sha(number), said)
        assert held(phase)[LEADER] == people.leader
        yesterday = clock.today() - timedelta(days=1)
    periods = {(post.person_id, post.function): (post.from_date, post.to_date) for post in network(phase).posts}
    assert periods[people.participant, LEADER] == (began, yesterday)
    assert periods[people.leader, Function.CO_DRIVER] == (began, yesterday)
    assert periods[people.leader, LEADER] == (met, None)


def test_who_acted_and_is_decided_on_acts_no_more(people, phase_at):
    phase = phase_at("agreed")
    office = build.actor(people.consultant)
    name_leader(network(phase).number, office, people.leader, clock.today() - timedelta(days=5))
    decided(phase, people)
    (now,) = [post for post in participants(network(phase)) if post.function == LEADER]
    assert (now.person_id, now.is_acting) == (people.leader, False)


# Who may read it (domain.md 13).


@pytest.mark.both_databases
def test_who_reads_the_proposal(browse, people, phase_at):
    phase = phase_at("agreed")
    number = proposed(phase, people)
    add_participant(network(phase).number, build.actor(people.consultant), people.participant)

    def readers():
        asked = ("director", "consultant", "chef_member", "leader", "participant", "school_head", "stranger")
        return {role for role in asked if browse(getattr(people, role)).get(f"/dokumenter/{number}").status_code == 200}

    office = {"director", "consultant"}
    assert readers() == office
    build.send(number, build.actor(people.consultant))
    assert readers() == office | {"chef_member"}
    build.operations.approve(number, build.actor(people.director), build.latest_sha(number))
    build.decide(number, build.actor(people.consultant))
    assert readers() == office | {"chef_member", "leader", "participant"}
    listed = {
        role
        for role in ("director", "leader", "participant", "school_head", "stranger")
        if number in browse(getattr(people, role)).get(f"/netvaerk/{network(phase).number}").text
    }
    assert listed == {"director", "leader", "participant"}


def test_the_print_says_in_points_what_the_body_is_asked_to_decide(people, phase_at):
    written = build.document(proposed(phase_at("agreed"), people))
    said = "Netværksdirektøren indstiller til chefforum, at Karen Bjergsted bliver netværksleder, og at {} bliver {}."
    named = db.session.get(Person, people.chef_member).name
    assert print_proposal(sheets.of(written, None))["lead"] == said.format(named, "referenceleder")


def test_where_the_director_decides_alone_nothing_is_put_to_a_body(people):
    office = build.actor(people.consultant)
    number = open_with_contract(office, "Et læringsnetværk", NetworkType.LEARNING, secrets.token_hex(8)).number
    written = build.document(proposed(number, people, referenceleder=""))
    assert print_proposal(sheets.of(written, None))["lead"] is None
