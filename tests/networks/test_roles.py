"""Who takes part in a network: roles are posts held from–to, one leader and one co-driver at a time (R7)."""

from datetime import date, timedelta

import pytest
from sqlalchemy import event, select
from sqlalchemy.exc import IntegrityError
from werkzeug.exceptions import NotFound

from app.core import clock, events
from app.core.actions import Position
from app.core.db import db, write
from app.core.pages import Refusal
from app.networks.models import Network
from app.networks.operations import load
from app.networks.people import operations
from app.people.models import Function, Person, Post
from app.people.operations import holder_of, holders
from tests import build
from tests.faults.test_races import at_once


def read(number):
    db.session.rollback()
    return db.session.scalars(select(Network).where(Network.number == number)).one()


def people_on(number, day=None):
    return [(post.person.name, post.function) for post in operations.participants(read(number), day)]


def posts_on(number):
    network = read(number)
    return db.session.scalars(select(Post).where(Post.network_id == network.id).order_by(Post.id)).all()


def told(number):
    scope = read(number).scope
    rows = [(row.action, row.details) for row in events.chain() if row.scope == scope]
    return [row for row in rows if row[0].startswith("network.") and row[0] != "network.opened"]


@pytest.fixture
def office(people):
    return build.actor(people.consultant)


def test_the_leader_named_is_the_leader_and_the_history_knows(people, network, office):
    operations.name_leader(network, office, people.leader, clock.today())
    leads = Position(Function.NETVAERKSLEDER, network_id=read(network).id)
    assert [person.id for person in holders([leads])[leads]] == [people.leader]
    assert holder_of(*leads.__dict__.values()).id == people.leader
    assert told(network) == [("network.leader_named", {"person": people.leader, "role": "netvaerksleder"})]
    assert events.first_break() is None


@pytest.mark.both_databases
def test_a_new_leader_takes_over_and_the_former_led_until_the_day_before(people, network, office):
    operations.name_leader(network, office, people.leader, clock.today())
    with clock.standing_at(clock.now() + timedelta(days=40)):
        operations.name_leader(network, office, people.stranger, clock.today())
        assert people_on(network) == [("Ida Skovbjerg", "netvaerksleder")]
        assert people_on(network, clock.today() - timedelta(days=1)) == [("Karen Bjergsted", "netvaerksleder")]
    former, successor = posts_on(network)
    assert former.to_date == successor.from_date - timedelta(days=1)
    assert successor.to_date is None


def test_a_leader_named_by_mistake_and_replaced_the_same_day_never_led(people, network, office):
    operations.name_leader(network, office, people.leader, clock.today())
    operations.name_leader(network, office, people.stranger, clock.today())
    assert people_on(network) == [("Ida Skovbjerg", "netvaerksleder")]
    assert not build.actor(people.leader).holds(Function.NETVAERKSLEDER, network_id=read(network).id)
    assert len(posts_on(network)) == 2


def test_a_leader_named_from_a_later_day_leaves_the_present_one_until_then(people, network, office):
    later = clock.today() + timedelta(days=10)
    operations.name_leader(network, office, people.leader, clock.today())
    operations.name_leader(network, office, people.stranger, later)
    assert people_on(network) == [("Karen Bjergsted", "netvaerksleder")]
    assert people_on(network, later) == [("Ida Skovbjerg", "netvaerksleder")]
    operations.name_leader(network, office, people.participant, clock.today())  # and the plan is changed
    assert people_on(network) == people_on(network, later) == [("Ulla Åkjær", "netvaerksleder")]


@pytest.mark.both_databases
def test_naming_and_adding_twice_changes_nothing_twice(people, network, office):
    for _time in range(2):
        operations.name_leader(network, office, people.leader, clock.today())
        operations.name_co_driver(network, office, people.co_driver, clock.today())
        operations.add_participant(network, office, people.participant)
        operations.add_external(network, office, "Yrsa Bendtsen", "Grønne Stier", "")
        operations.add_external(network, office, "Ole Find", "", "ole@example.dk")
    assert len(posts_on(network)) == len(told(network)) == 5
    ole = posts_on(network)[-1]
    for _time in range(2):
        operations.end_role(network, office, ole.id)
    assert [action for action, _details in told(network)].count("network.role_ended") == 1


@pytest.mark.both_databases
def test_people_stand_by_role_and_then_in_danish_order_and_once(people, network, office):
    for person in (people.other_participant, people.participant, people.leader, people.stranger):
        operations.add_participant(network, office, person)
    operations.add_external(network, office, "Aage Bro", "", "")
    operations.name_co_driver(network, office, people.co_driver, clock.today())
    operations.name_leader(network, office, people.leader, clock.today())  # who takes part already
    queries = []
    found = read(network)
    event.listen(db.engine, "before_cursor_execute", lambda *args: queries.append(args[2]))
    assert [(post.person.name, post.function) for post in operations.participants(found)] == [
        ("Karen Bjergsted", "netvaerksleder"),
        ("Mikkel Aagesen", "co_driver"),
        ("Ida Skovbjerg", "netvaerksdeltager"),
        ("Ulla Åkjær", "netvaerksdeltager"),
        ("Zenia Holmegaard", "netvaerksdeltager"),
        ("Aage Bro", "netvaerksdeltager"),
    ]
    assert len(queries) == 1


def test_the_director_does_not_act_in_their_own_place(people, network, office):
    """R4: where the director has an own stake, somebody else leads the network on."""
    operations.add_participant(network, office, people.director)
    with pytest.raises(Refusal, match="Vælg direktørens overordnede") as refused:
        operations.name(network, office, Function.DIREKTOER_I_STEDET, people.director, clock.today())
    assert refused.value.code == 409
    operations.name(network, office, Function.DIREKTOER_I_STEDET, people.chef_member, clock.today())
    assert people_on(network)[-1] == (db.session.get_one(Person, people.chef_member).name, "direktoer_i_stedet")


def test_why_there_was_no_co_driver_is_not_why_there_is_none_after_one(people, network, office):
    operations.waive_co_driver(network, office, "Lederen kører alene i starten.")
    operations.name_co_driver(network, office, people.co_driver, clock.today())
    with clock.standing_at(clock.now() + timedelta(days=40)):
        operations.end_role(network, office, posts_on(network)[0].id)
        assert operations.waived_co_driver(read(network)) is None
        operations.waive_co_driver(network, office, "Forløbet er næsten slut.")
        assert operations.waived_co_driver(read(network)).text == "Forløbet er næsten slut."


def test_nobody_is_leader_and_co_driver_of_one_network(people, network, office):
    """R8: the two agree with each other, and nobody approves for both sides."""
    operations.name_leader(network, office, people.leader, clock.today())
    with pytest.raises(Refusal) as refused:
        operations.name_co_driver(network, office, people.leader, clock.today())
    assert refused.value.code == 409
    assert "Karen Bjergsted er Netværksleder" in refused.value.description
    operations.name_co_driver(network, office, people.co_driver, clock.today())
    with pytest.raises(Refusal):
        operations.name_leader(network, office, people.co_driver, clock.today())
    assert len(posts_on(network)) == 2


@pytest.mark.parametrize("second", [Function.NETVAERKSLEDER, Function.CO_DRIVER])
def test_who_is_referenceleder_is_neither_leader_nor_co_driver_in_whichever_order(people, network, office, second):
    """R8."""
    operations.name(network, office, Function.REFERENCELEDER, people.chef_member, clock.today())
    with pytest.raises(Refusal) as refused:
        operations.name(network, office, second, people.chef_member, clock.today())
    assert "Lars Kongsted er Referenceleder" in refused.value.description
    assert len(posts_on(network)) == 1


@pytest.mark.both_databases
def test_a_role_that_is_ended_is_over_at_once_and_the_row_stays(people, network, office):
    post = operations.add_participant(network, office, people.participant)
    operations.end_role(network, office, post.id)
    assert people_on(network) == []
    assert len(posts_on(network)) == 1
    assert told(network)[-1] == ("network.role_ended", {"person": people.participant, "role": "netvaerksdeltager"})
    operations.add_participant(network, office, people.participant)  # it was a mistake
    assert people_on(network) == [("Ulla Åkjær", "netvaerksdeltager")]


def test_a_role_of_another_network_is_not_ended_here(people, network, office, phase_at):
    other = build.document(phase_at("draft", title="Et andet")).network.number
    post = operations.add_participant(other, office, people.participant)
    with pytest.raises(NotFound):
        operations.end_role(network, office, post.id)
    assert people_on(other) == [("Ulla Åkjær", "netvaerksdeltager")]


def test_a_known_mail_address_names_its_person_and_makes_no_second(people, network, office):
    post = operations.add_external(network, office, "Ole Find", "", "ole@example.dk")
    again = operations.add_external(network, office, "En Anden", "Et firma", "ole@example.dk")
    assert again.person_id == post.person_id
    with pytest.raises(operations.HasAccount):
        operations.add_external(network, office, "En Anden", "Et firma", "ida@example.dk")
    assert db.session.query(Person).filter_by(name="En Anden").count() == 0


def test_two_from_outside_without_mail_are_two_persons(people, network, office):
    operations.add_external(network, office, "Lis Holm", "Skolen", "")
    operations.add_external(network, office, "Lis Holm", "Spejderne", "")
    assert people_on(network) == [("Lis Holm", "netvaerksdeltager")] * 2


def test_somebody_without_an_account_can_be_given_no_role_that_needs_one(people, network, office):
    for act in (
        lambda: operations.name_leader(network, office, people.external, clock.today()),
        lambda: operations.name_co_driver(network, office, people.external, clock.today()),
        lambda: operations.add_participant(network, office, people.external),
        lambda: operations.add_participant(network, office, 999_999),
    ):
        with pytest.raises(Refusal) as refused:
            act()
        assert refused.value.code == 409
    assert posts_on(network) == []


def test_the_leader_finds_the_people_but_only_the_office_names_the_leader(people, network, office):
    post = operations.name_leader(network, office, people.leader, clock.today())
    leader = build.actor(people.leader)
    operations.name_co_driver(network, leader, people.co_driver, clock.today())
    added = operations.add_participant(network, leader, people.participant)
    operations.add_external(network, leader, "Yrsa Bendtsen", "", "")
    operations.end_role(network, leader, added.id)
    for act in (
        lambda: operations.name_leader(network, leader, people.stranger, clock.today()),
        lambda: operations.end_role(network, leader, post.id),
    ):
        with pytest.raises(Refusal) as refused:
            act()
        assert refused.value.code == 403
    assert people_on(network)[0] == ("Karen Bjergsted", "netvaerksleder")


def test_a_participant_adds_nobody_and_a_stranger_learns_of_nothing(people, network, office):
    operations.add_participant(network, office, people.participant)
    with pytest.raises(Refusal) as refused:
        operations.add_participant(network, build.actor(people.participant), people.stranger)
    assert refused.value.code == 403
    with pytest.raises(NotFound):
        operations.add_participant(network, build.actor(people.stranger), people.stranger)
    with pytest.raises(NotFound):
        operations.add_participant("2026-999", office, people.stranger)


def test_a_leader_of_one_network_is_nobody_on_another(people, network, office, phase_at):
    other = build.document(phase_at("draft", title="Et andet")).network.number
    operations.name_leader(network, office, people.leader, clock.today())
    leader = build.actor(people.leader)
    assert leader.holds(Function.NETVAERKSLEDER, network_id=read(network).id)
    assert not leader.holds(Function.NETVAERKSLEDER, network_id=read(other).id)
    assert not leader.holds(Function.NETVAERKSLEDER)
    with pytest.raises(NotFound):
        load(other, leader, "network.read")
    with pytest.raises(NotFound):
        operations.add_participant(other, leader, people.participant)


def test_a_post_that_belongs_to_no_network_counts_on_each(people, network):
    assert build.actor(people.director).holds(Function.NETVAERKSDIREKTOER, network_id=read(network).id)


@pytest.mark.both_databases
def test_the_database_knows_one_leader_at_a_time(people, network):
    def post(person, function):
        return Post(
            function=function, person_id=person, network_id=read(network).id, from_date=clock.today(), to_date=None
        )

    for function in (Function.NETVAERKSLEDER, Function.REFERENCELEDER, Function.CO_DRIVER):
        with pytest.raises(IntegrityError), write() as session:
            session.add_all([post(people.leader, function), post(people.stranger, function)])
    several = [post(person, Function.NETVAERKSDELTAGER) for person in (people.leader, people.stranger)]
    with write() as session:
        session.add_all(several)


@pytest.mark.both_databases
def test_a_post_outside_networks_cannot_end_before_it_begins(people):
    with pytest.raises(IntegrityError), write() as session:
        session.add(
            Post(
                function=Function.CHEFFORUM,
                person_id=people.stranger,
                from_date=date(2026, 5, 2),
                to_date=date(2026, 5, 1),
            )
        )


@pytest.mark.both_databases
def test_two_leaders_named_at_once_leave_one(app, people, network, office):
    named = [
        lambda person=person: operations.name_leader(network, office, person, clock.today())
        for person in (people.leader, people.stranger, people.participant)
    ]
    assert at_once(app, *named) == [None] * 3
    assert len(people_on(network)) == 1
    assert len(posts_on(network)) == 3


@pytest.mark.both_databases
def test_somebody_from_outside_added_to_two_networks_at_once_is_one_person(app, people, network, office, phase_at):
    other = build.document(phase_at("draft", title="Et andet")).network.number
    added = [
        lambda number=number: operations.add_external(number, office, "Ole Find", "", "ole@example.dk")
        for number in (network, other, network, other)
    ]
    assert at_once(app, *added) == [None] * 4
    assert db.session.query(Person).filter_by(email="ole@example.dk").count() == 1
    assert people_on(network) == people_on(other) == [("Ole Find", "netvaerksdeltager")]
