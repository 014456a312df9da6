"""What somebody prepared for themself stays theirs, also when they have left the post: to read, and to delete (R6)."""

import pytest

from app.agreements import preparing
from tests import build
from tests.agreements import CO_DRIVER, REFERENCELEDER, led, replace_referenceleder
from tests.browse import text_of

pytestmark = pytest.mark.both_databases
SECRET = "Kanariefugl-5512"


@pytest.fixture
def network(people, frame_at):
    """Where the referenceleder has prepared, and is none any more."""
    network = led(people, frame_at)
    preparing.save(network, build.actor(people.school_head), REFERENCELEDER, {"referenceleder-1": SECRET})
    replace_referenceleder(network, people, people.finance_head)
    return network


def test_who_has_left_the_post_reads_and_deletes_it_and_nobody_else_meets_it(browse, people, network):
    author = browse(people.school_head)
    assert author.get(f"/netvaerk/{network}/aftaler/referenceleder/forberedelse").status_code == 403
    page = author.get("/forberedelser")
    assert SECRET in page.text
    assert REFERENCELEDER.prompts["referenceleder"][0].wording in text_of(page)
    for person in (people.leader, people.finance_head, people.consultant, people.director, people.stranger):
        assert SECRET not in browse(person).get("/forberedelser").text
        assert browse(person).post(f"/forberedelser/{network}/referenceleder/slet").status_code == 404
    answer = author.post(f"/forberedelser/{network}/referenceleder/slet")
    assert answer.status_code == 303
    assert SECRET not in author.get("/forberedelser").text
    assert author.post(f"/forberedelser/{network}/referenceleder/slet").status_code == 404


def test_deleting_one_preparation_leaves_the_others(browse, people, frame_at):
    network = led(people, frame_at)
    leader = build.actor(people.leader)
    for kind in (REFERENCELEDER, CO_DRIVER):
        preparing.save(network, leader, kind, {"leader-1": f"{SECRET} {kind.opposite}"})
    browse(people.leader).post(f"/forberedelser/{network}/co_driver/slet")
    page = browse(people.leader).get("/forberedelser").text
    assert f"{SECRET} referenceleder" in page
    assert f"{SECRET} co_driver" not in page


def test_a_field_that_was_changed_in_another_window_is_told_and_both_texts_are_kept(browse, people, frame_at):
    network = led(people, frame_at)
    address, leader = f"/netvaerk/{network}/aftaler/referenceleder/forberedelse", browse(people.leader)
    one, two = leader.form(address, "/forberedelse"), leader.form(address, "/forberedelse")
    assert leader.send(one, {"leader-1": "Det første"}).status_code == 303
    answer = leader.send(two, {"leader-1": "Det andet", "leader-2": "Noget nyt"})
    assert answer.status_code == 409
    assert "Det første" in answer.text
    assert "Det andet" in answer.text
    assert "Noget nyt" in leader.get(address).text


def test_what_cannot_be_kept_is_told_at_its_field_and_the_rest_is_kept(browse, people, frame_at):
    network = led(people, frame_at)
    address, leader = f"/netvaerk/{network}/aftaler/referenceleder/forberedelse", browse(people.leader)
    answer = leader.post(address, {"leader-1": "Ring 010190-1234", "leader-2": "Mødeformen"})
    assert answer.status_code == 422
    assert "Fjern CPR-nummeret" in text_of(answer)
    page = leader.get(address).text
    assert "Mødeformen" in page
    assert "010190" not in page
    assert leader.get(address).headers["Cache-Control"] == "no-store"


def test_everybody_reads_what_is_kept_of_them_before_signing_in_too(browse, people):
    for visitor in (browse(), browse(people.stranger)):
        page = text_of(visitor.get("/privatliv"))
        assert "Ingen andre kan læse den" in page
        assert "sikkerhedskopi" in page
    assert "/privatliv" in browse().get("/log-ind").text
