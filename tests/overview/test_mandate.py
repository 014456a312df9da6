"""The mandate: phase 2 and the agreements on one page, each as it is in force, to who reads it (domain.md 2, 13)."""

import pytest

import docgen
from app.core import clock, formats
from app.documents import printing
from app.documents.agreeing import operations as agreeing
from app.networks.people.operations import end_role
from app.people.models import Function
from tests import build
from tests.agreements import (
    AGREEMENTS,
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
from tests.support.queries import selects

FRAME = build.FRAME["leadership_room"]
TEXTS = {"frame": FRAME} | {kind.key: next(iter(SAID[kind.key].values())) for kind in AGREEMENTS}


@pytest.fixture
def printed(browse, work, monkeypatch):
    """The data of the mandate's print, as this person gets it."""
    monkeypatch.setattr(printing, "WAIT_SECONDS", 0)

    def fetch(person, network):
        browser, url = browse(person), f"/netvaerk/{network}/mandat/pdf"
        if browser.get(url).status_code == 202:  # who reads the same gets the same print
            work()
        return browser.get(url).data

    return fetch


def address(network):
    return f"/netvaerk/{network}/mandat"


def today():
    return formats.date_full(clock.today()).replace(formats.NBSP, " ")


def shown(words):
    """Which of the texts stand there."""
    return {key for key, said in TEXTS.items() if said in words}


def readers(people):
    """What each reads of a mandate that is whole."""
    private, reference, driver = (kind.key for kind in AGREEMENTS)
    return {
        people.leader: {"frame", private, reference, driver},
        people.finance_head: {"frame", private},  # the leader's own manager
        people.school_head: {"frame", reference},
        people.co_driver: {"frame", driver},
        people.consultant: {"frame", reference, driver},
        people.director: {"frame", reference, driver},
        people.chef_member: {"frame"},
    }


def test_each_reads_of_it_what_they_read_at_its_own_address(browse, people, frame_at):
    network = led(people, frame_at)
    numbers = {"frame": f"NK-{network}-2"} | {kind.key: agreed(people, network, kind) for kind in AGREEMENTS}
    for person, wanted in readers(people).items():
        browser = browse(person)
        assert shown(text_of(browser.get(address(network)))) == wanted
        elsewhere = {key for key, number in numbers.items() if browser.get(f"/dokumenter/{number}").status_code == 200}
        assert elsewhere == wanted
    assert browse(people.stranger).get(address(network)).status_code == 404


def test_its_print_holds_what_its_reader_reads_and_no_more(people, frame_at, printed):
    network = led(people, frame_at)
    for kind in AGREEMENTS:
        agreed(people, network, kind)
    for person, wanted in readers(people).items():
        pdf = printed(person, network)
        assert docgen.check(pdf) == []
        data = docgen.read_attached(pdf)
        assert shown(str(data)) == wanted
        approvals = next(part for part in data["sections"] if part["block"] == "approvals")
        assert len(approvals["groups"]) == len(wanted)


def test_both_names_and_days_stand_by_what_is_agreed(browse, people, frame_at):
    network = led(people, frame_at)
    agreed(people, network, REFERENCELEDER)
    words = text_of(browse(people.consultant).get(address(network)))
    by = words.split("Samarbejdsaftale med referencelederen")[-1]
    for person in (people.leader, people.school_head):
        assert build.actor(person).name in by
    assert by.count("Godkendt ") >= 3
    assert "Bygger på" in words


def test_of_what_the_office_does_not_read_it_learns_state_and_days(browse, people, frame_at):
    network = led(people, frame_at)
    number = agreed(people, network, PERSONALELEDER)
    page = browse(people.consultant).get(address(network))
    assert "Samarbejdsaftale med personalelederen · " in text_of(page)
    assert "Aftalt " in text_of(page).split("personalelederen · ")[1]
    assert number not in page.text
    agreeing.change(number, build.actor(people.finance_head))
    assert "Under ændring siden" in text_of(browse(people.consultant).get(address(network)))


def test_what_is_missing_is_told_with_whose_turn_it_is_and_since_when(browse, people, frame_at):
    network = led(people, frame_at)
    sent(people, network, REFERENCELEDER)
    begun(people, network, PERSONALELEDER)
    words = text_of(browse(people.leader).get(address(network)))
    assert f"Afventer {build.actor(people.school_head).name} siden {today()}" in words
    assert f"Udkast siden {today()}" in words
    assert f"Ikke begyndt. {build.actor(people.leader).name} begynder på den" in words
    posts = build.document(f"NK-{network}-1").network.posts
    held = next(post for post in posts if post.function == Function.CO_DRIVER)
    end_role(network, build.actor(people.leader), held.id)
    assert "Netværkslederen finder en co-driver" in text_of(browse(people.leader).get(address(network)))


def test_what_awaits_a_vacant_post_says_so(browse, people, frame_at):
    network = led(people, frame_at)
    sent(people, network, CO_DRIVER)
    posts = build.document(f"NK-{network}-1").network.posts
    end_role(network, build.actor(people.leader), next(p.id for p in posts if p.function == Function.CO_DRIVER))
    for page in ("", "/mandat"):
        words = text_of(browse(people.leader).get(f"/netvaerk/{network}{page}"))
        assert "Afventer den ubesatte post som co-driver siden" in words


def test_whose_turn_it_is_is_told_from_the_day_they_had_it(browse, people, frame_at):
    network = led(people, frame_at)
    sent(people, network, REFERENCELEDER)
    with build.days_later(3):
        replace_referenceleder(network, people, people.family_head)
        leader = browse(people.leader)
        words = text_of(leader.get(f"/netvaerk/{network}"))
        assert f"Afventer {build.actor(people.family_head).name} siden {today()}" in words


def test_before_phase_2_is_agreed_its_draft_stays_with_those_who_write_it(browse, people, frame_at):
    network = led(people, frame_at, "draft")
    for person, told in ((people.leader, "Udkast siden"), (people.school_head, "Ikke aftalt endnu")):
        words = text_of(browse(person).get(address(network)))
        assert told in words
        assert FRAME not in words
    assert browse(people.leader).get(f"{address(network)}/pdf").status_code == 409
    assert browse(people.participant).get(address(network)).status_code == 404


def test_a_change_of_phase_2_is_told_beside_what_is_in_force(browse, people, frame_at):
    number = frame_at("agreed")
    network = build.document(number).network.number
    agreeing.change(number, build.actor(people.leader))
    build.save(number, build.actor(people.leader), {"leadership_room": "Noget andet."}, build._bases(number))
    words = text_of(browse(people.director).get(address(network)))
    assert "Under ændring siden" in words
    assert FRAME in words
    assert "Noget andet." not in words


def test_the_network_s_page_leads_to_it(browse, people, frame_at):
    network = led(people, frame_at)
    assert f'href="{address(network)}"' in browse(people.leader).get(f"/netvaerk/{network}").text
    assert f'href="{address(network)}"' not in browse(people.stranger).get(f"/netvaerk/{network}").text


def test_it_asks_the_database_as_often_for_many_versions_as_for_few(browse, people, frame_at):
    network = led(people, frame_at)
    number = agreed(people, network, REFERENCELEDER)
    browser, leader, counts = browse(people.leader), build.actor(people.leader), []
    for day in ("mandag", "tirsdag", "onsdag"):
        browser.get(address(network))
        with selects() as asked:
            assert browser.get(address(network)).status_code == 200
        counts.append(len(asked))
        agreeing.change(number, leader)
        build.save(number, leader, {"expectations": f"Vi taler hver {day}."}, build._bases(number))
        build.send(number, leader)
        agreeing.approve(number, build.actor(people.school_head), build.latest_sha(number))
    assert len(set(counts)) == 1, counts
