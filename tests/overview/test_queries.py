"""A page asks the database as often for many people, versions and agreements as for few."""

import pytest

from app.contracts.documents import print_participants
from app.documents.joint import links
from app.documents.joint import operations as joint
from app.networks.people.operations import add_external, add_participant, participants
from app.overview import queries
from tests import build
from tests.support.queries import selects


@pytest.fixture
def agreed_with(people, charter_at):
    """The number of an agreement with these outsiders besides the three who take part: changed `changes` times, each
    outsider with a link, and one of them heard from."""

    def made(title, outsiders, changes):
        number, leader = charter_at("draft", title=title), build.actor(people.leader)
        for n in range(outsiders):
            add_external(build.document(number).network.number, leader, f"Gæst {n} Bro", f"Forening {n}", "")
        build.agree_jointly(number, leader, [people.participant])
        for n in range(changes):
            build.operations.change(number, leader)
            build.save(number, leader, {"goal": f"Højst {n} uger."}, build._bases(number))
            build.agree_jointly(number, leader, [people.participant])
        for party in build.document(number).in_force.parties:
            if party.person and not party.person.is_active:
                links.invite(number, leader, party.id, 0)
        asked = build.actor(people.other_participant)
        joint.answer(number, asked, build.latest_sha(number), "Målet er for lavt.")
        return number

    return made


@pytest.mark.parametrize("page", ["/mennesker", "/videre", "/stop"])
def test_a_page_of_a_network_asks_as_often_for_many_texts_as_for_few(browse, people, frame_at, agreed_with, page):
    browser, counts = browse(people.consultant), []
    for number in (frame_at("sent"), agreed_with("Mange", 3, 2)):
        url = f"/netvaerk/{build.document(number).network.number}{page}"
        browser.get(url)
        with selects() as sent:
            assert browser.get(url).status_code == 200
        counts.append(len(sent))
    assert counts[0] == counts[1], counts


@pytest.mark.parametrize("page", ["", "/svar", "/invitation", "network"])
def test_a_page_asks_the_database_as_often_for_many_participants_as_for_few(browse, people, agreed_with, page):
    browser = browse(people.leader)
    counts = []
    for title, outsiders, changes in (("Få", 0, 1), ("Mange", 12, 2)):
        number = agreed_with(title, outsiders, changes)
        network = build.document(number).network.number
        url = f"/netvaerk/{network}" if page == "network" else f"/dokumenter/{number}{page}"
        browser.get(url)
        with selects() as sent:
            assert browser.get(url).status_code == 200
        counts.append(len(sent))
    assert counts[0] == counts[1], counts


def test_the_print_of_who_takes_part_asks_as_often_for_many_as_for_few(people, charter_at):
    number = build.document(charter_at("agreed")).network.number
    counts = []
    for more in ([], [people.finance_head, people.stranger, people.chef_member]):
        for person in more:
            add_participant(number, build.actor(people.leader), person)
        network = build.document(f"NK-{number}-1").network
        with selects() as sent:
            print_participants(network, participants(network))
        counts.append(len(sent))
    assert counts[0] == counts[1], counts


def test_the_front_page_does_not_read_agreements_that_ask_nothing_of_the_reader(people, agreed_with):
    for title in ("En", "To"):
        agreed_with(title, 0, 0)
    consultant = build.actor(people.consultant)
    with selects() as sent:
        assert queries.front(consultant).waiting == []
    assert len(sent) == 1 + 4, sent  # which texts there are: none; and the networks, their texts, versions, parties
