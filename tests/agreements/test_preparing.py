"""Each prepares alone; nobody else reads it but what its author shows (R6)."""

import re

import pytest

from app.agreements import preparing
from app.agreements.models import Preparation
from app.core import events
from app.core.db import db
from tests import build
from tests.agreements import CO_DRIVER, REFERENCELEDER, begun, led, replace_referenceleder, sent
from tests.agreements.acts import offered, show
from tests.browse import text_of

SECRET = "Kanariefugl-7731"


def room(network, place="forberedelse", post="referenceleder"):
    return f"/netvaerk/{network}/aftaler/{post}/{place}"


def prepared(browser, network, post="referenceleder", **answers):
    answer = browser.post(room(network, post=post), {key.replace("_", "-"): said for key, said in answers.items()})
    assert answer.status_code == 303, text_of(answer)


def kept():
    db.session.rollback()
    return {row.key: row.value for row in db.session.query(Preparation)}


@pytest.mark.both_databases
def test_what_is_written_is_kept_for_its_author_alone(browse, people, frame_at):
    network = led(people, frame_at)
    leader = browse(people.leader)
    prepared(leader, network, leader_1=SECRET)
    assert SECRET in leader.get(room(network)).text
    begun(people, network, REFERENCELEDER)
    for person in (people.school_head, people.consultant, people.director, people.co_driver, people.participant):
        other = browse(person)
        for url in (
            "/",
            f"/netvaerk/{network}",
            room(network),
            room(network, "samtale"),
            f"/dokumenter/SA-{network}-1",
        ):
            assert SECRET not in other.get(url).text, (person, url)
    assert all(SECRET not in str(event.details) for event in events.chain())


@pytest.mark.both_databases
def test_only_the_two_come_in(browse, people, frame_at):
    network = led(people, frame_at)
    for person, wanted in (
        (people.leader, 200),
        (people.school_head, 200),
        (people.co_driver, 403),
        (people.consultant, 403),
        (people.director, 403),
        (people.participant, 403),
        (people.stranger, 403),
    ):
        for place in ("forberedelse", "samtale"):
            assert browse(person).get(room(network, place)).status_code == wanted, (person, place)


@pytest.mark.both_databases
def test_what_is_cleared_is_gone(browse, people, frame_at):
    network = led(people, frame_at)
    leader = browse(people.leader)
    prepared(leader, network, leader_1=SECRET, leader_2="Mødeformen")
    assert kept() == {"leader-1": SECRET, "leader-2": "Mødeformen"}
    prepared(leader, network, leader_1="", leader_2="Mødeformen")
    assert kept() == {"leader-2": "Mødeformen"}


@pytest.mark.both_databases
def test_the_other_reads_what_is_shown_and_it_can_be_taken_back_until_they_have(browse, people, frame_at):
    network = led(people, frame_at)
    leader, other = browse(people.leader), browse(people.school_head)
    prepared(leader, network, leader_1="Sig det ligeud.", leader_2=SECRET)
    show(leader, network, REFERENCELEDER, "leader-1")
    show(leader, network, REFERENCELEDER)
    assert "Sig det ligeud." not in other.get(room(network, "samtale")).text
    show(leader, network, REFERENCELEDER, "leader-1")
    seen = text_of(other.get(room(network, "samtale")))
    assert "Sig det ligeud." in seen
    assert "Kun Karen har vist et svar" in seen
    assert SECRET not in seen
    show(leader, network, REFERENCELEDER)
    assert "Sig det ligeud." in text_of(other.get(room(network, "samtale")))
    assert "har læst det." in text_of(leader.get(room(network)))


def test_what_is_shown_is_ticked_and_what_has_been_read_is_locked(browse, people, frame_at):
    network = led(people, frame_at)
    leader, other = browse(people.leader), browse(people.school_head)
    prepared(leader, network, leader_1="Sig det ligeud.", leader_2="Mødeformen.", leader_3="Referatet.")
    answer = show(leader, network, REFERENCELEDER, "leader-1")
    assert "kan nu læse ét af dine svar." in text_of(leader.get(answer.location))
    other.get(room(network, "samtale"))
    show(leader, network, REFERENCELEDER, "leader-2")
    assert boxes(leader.get(room(network))) == {
        "leader-1": {"checked", "disabled"},
        "leader-2": {"checked"},
        "leader-3": set(),
    }


def boxes(page):
    """What there is to tick, and how each box stands."""
    tags = re.findall(r'<input[^>]*name="shown"[^>]*>', page.text)
    marks = {"checked", "disabled"}
    return {re.search(r'id="vis-([^"]+)"', tag)[1]: marks & set(tag.removesuffix(">").split()) for tag in tags}


def test_answers_stand_in_the_order_of_the_questions_whenever_they_were_written(browse, people, frame_at):
    network = led(people, frame_at)
    leader, other = browse(people.leader), browse(people.school_head)
    first, second = [p.key for p in REFERENCELEDER.prompts["netvaerksleder"] if p.theme == "expectations"][:2]
    leader.post(room(network), {second: "Det sidste."})
    leader.post(room(network), {first: "Det første."})
    show(leader, network, REFERENCELEDER, first, second)
    seen = text_of(other.get(room(network, "samtale")))
    assert seen.index("Det første.") < seen.index("Det sidste.")


def test_the_draft_grows_from_the_lines_they_pick(browse, people, frame_at):
    network = led(people, frame_at)
    number = begun(people, network, REFERENCELEDER)
    leader, other = browse(people.leader), browse(people.school_head)
    prepared(leader, network, leader_1="Ring til mig.\nSkriv ikke.", leader_2=SECRET)
    show(leader, network, REFERENCELEDER, "leader-1")
    picked = {"line": ["Ring til mig.", SECRET, "Noget andet"]}
    refused = other.post(f"/netvaerk/{network}/aftaler/referenceleder/samtale/expectations", picked)
    assert refused.status_code == 303
    said = {answer.key: answer.value for answer in build.document(number).answers}
    assert said["expectations"] == "Vi siger det ligeud til hinanden.\n\nRing til mig."
    again = other.post(f"/netvaerk/{network}/aftaler/referenceleder/samtale/expectations", {"line": ["Ring til mig."]})
    assert again.status_code == 303
    assert build.document(number).answers[0].value == said["expectations"]


def test_lines_are_taken_over_into_a_draft_alone(browse, people, frame_at):
    network = led(people, frame_at)
    sent(people, network, REFERENCELEDER)
    leader = browse(people.leader)
    answer = leader.post(f"/netvaerk/{network}/aftaler/referenceleder/samtale/expectations", {"line": []})
    assert answer.status_code == 409
    assert leader.post(f"/netvaerk/{network}/aftaler/referenceleder/samtale/ukendt").status_code == 404


@pytest.mark.both_databases
def test_the_leader_prepares_to_find_a_co_driver_before_there_is_one(browse, people, frame_at):
    network = build.document(frame_at("agreed")).network.number
    leader = browse(people.leader)
    prepared(leader, network, CO_DRIVER.opposite, leader_1="En, der kan tal.")
    assert "En, der kan tal." in leader.get(room(network, post="co_driver")).text
    assert "Der er endnu ikke nogen at tale med" in text_of(leader.get(room(network, "samtale", "co_driver")))
    assert show(leader, network, CO_DRIVER, "leader-1").status_code == 409


def test_what_was_shown_to_one_is_not_shown_to_their_successor(browse, people, frame_at):
    network = led(people, frame_at)
    leader = browse(people.leader)
    prepared(leader, network, leader_1="Sig det ligeud.")
    show(leader, network, REFERENCELEDER, "leader-1")
    replace_referenceleder(network, people, people.family_head)
    assert "Sig det ligeud." not in browse(people.family_head).get(room(network, "samtale")).text


def test_what_is_written_after_the_other_has_left_is_not_shown_to_them_when_they_come_back(browse, people, frame_at):
    network = led(people, frame_at)
    leader = browse(people.leader)
    prepared(leader, network, leader_1="Sig det ligeud.")
    show(leader, network, REFERENCELEDER, "leader-1")
    replace_referenceleder(network, people, people.family_head)
    prepared(leader, network, leader_1=SECRET)
    with build.days_later(1):
        replace_referenceleder(network, people, people.school_head)
        assert SECRET not in browse(people.school_head).get(room(network, "samtale")).text


def test_only_who_has_the_answer_on_the_screen_has_read_it(browse, people, frame_at):
    network = led(people, frame_at)
    leader, other = browse(people.leader), browse(people.school_head)
    prepared(leader, network, leader_1="Sig det ligeud.")
    show(leader, network, REFERENCELEDER, "leader-1")
    assert other._alone(other.client.head, room(network, "samtale")).status_code == 200
    assert db.session.query(Preparation).one().seen_at is None


def test_what_is_shown_anew_while_the_other_reads_can_still_be_taken_back(browse, people, frame_at):
    """Only what was on the screen has been read."""
    network = led(people, frame_at)
    leader = browse(people.leader)
    prepared(leader, network, leader_1="Sig det ligeud.")
    preparing.see({})
    show(leader, network, REFERENCELEDER, "leader-1")
    preparing.see({})
    assert db.session.query(Preparation).one().seen_at is None


def test_a_line_that_stands_within_another_is_taken_over_too(browse, people, frame_at):
    network = led(people, frame_at)
    number = begun(people, network, REFERENCELEDER)
    leader = browse(people.leader)
    prepared(leader, network, leader_1="ligeud")
    show(leader, network, REFERENCELEDER, "leader-1")
    leader.post(f"/netvaerk/{network}/aftaler/referenceleder/samtale/expectations", {"line": ["ligeud"]})
    assert build.document(number).answers[0].value == "Vi siger det ligeud til hinanden.\n\nligeud"


def test_a_draft_that_would_be_too_long_is_left_as_it_is(browse, people, frame_at):
    network = led(people, frame_at)
    number = begun(people, network, REFERENCELEDER)
    leader = browse(people.leader)
    long = "ord " * 1240
    build.save(number, build.actor(people.leader), {"expectations": long.strip()}, build._bases(number))
    prepared(leader, network, leader_1="et ord til " * 20)
    show(leader, network, REFERENCELEDER, "leader-1")
    picked = {"line": [("et ord til " * 20).strip()]}
    answer = leader.post(f"/netvaerk/{network}/aftaler/referenceleder/samtale/expectations", picked)
    assert answer.status_code == 409
    assert "Udkastet ville blive for langt." in text_of(answer)
    assert build.document(number).answers[0].value == long.strip()


@pytest.mark.both_databases
@pytest.mark.parametrize("meanwhile", ["cleared", "rewritten", "replaced"])
def test_what_was_ticked_is_shown_to_whom_it_was_meant_for_as_it_was_then_or_not_at_all(
    browse, people, frame_at, meanwhile
):
    network = led(people, frame_at)
    leader, reader = browse(people.leader), people.school_head
    prepared(leader, network, leader_1="Sig det ligeud.", leader_2="Mødeformen.")
    show(leader, network, REFERENCELEDER, "leader-2")
    offers = offered(leader, network, REFERENCELEDER).values()
    if meanwhile == "replaced":
        reader = people.family_head
        replace_referenceleder(network, people, reader)
    else:
        prepared(browse(people.leader), network, leader_1="" if meanwhile == "cleared" else SECRET)
    answer = leader.post(room(network, "vis"), {"shown": list(offers)})
    assert "Der er ikke vist noget" in text_of(leader.get(answer.location))
    seen = browse(reader).get(room(network, "samtale")).text
    assert not any(said in seen for said in ("Sig det ligeud.", SECRET))
    assert ("Mødeformen." in seen) == (meanwhile != "replaced")
