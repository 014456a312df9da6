"""Those who write a draft remark on its passages: a comment, another wording, or both; answered, and all of it kept
(domain.md 7)."""

import re

import pytest
from sqlalchemy import select

from app.core.db import db
from app.documents.models import Remark
from app.mails import items
from app.people.models import Person
from tests import build
from tests.agreements import PERSONALELEDER, REFERENCELEDER, begun, led, opposite
from tests.browse import forms, text_of

pytestmark = pytest.mark.both_databases
SAID = "Vi siger det ligeud til hinanden."
WORDING = "Vi siger det ligeud til hinanden, også når det er svært."


@pytest.fixture
def number(people, frame_at):
    """A draft of an agreement in which the leader has written one passage."""
    return begun(people, led(people, frame_at), REFERENCELEDER)


def first_place(number):
    return f"/dokumenter/{number}/kommenter/expectations/0"


def remark(browse, who, number, comment="", wording=SAID, place=0):
    address = f"/dokumenter/{number}/kommenter/expectations/{place}"
    return browse(who).post(address, {"passage": SAID, "comment": comment, "new_wording": wording})


def settle(browse, who, number, act, answer=""):
    return browse(who).post(f"/dokumenter/{number}/bemaerkninger/{newest().id}", {"act": act, "answer": answer})


def newest():
    db.session.rollback()
    return db.session.scalars(select(Remark).order_by(Remark.id.desc())).first()


def said(number):
    return next(answer.value for answer in build.document(number).answers if answer.key == "expectations")


def test_a_proposed_wording_stands_beside_its_passage_and_takes_its_place_when_the_other_accepts(
    browse, people, number
):
    other, leader = browse(people.school_head), browse(people.leader)
    assert "Kommentér" in text_of(other.get(f"/dokumenter/{number}"))
    assert SAID in text_of(other.get(first_place(number)))
    assert remark(browse, people.school_head, number, "Det er det svære, det handler om.", WORDING).status_code == 303
    page = text_of(leader.get(f"/dokumenter/{number}"))
    assert "Det er det svære, det handler om." in page
    assert "Åbne bemærkninger" in text_of(leader.get(f"/dokumenter/{number}/ret"))
    assert said(number) == SAID
    assert settle(browse, people.leader, number, "accept").status_code == 303
    assert said(number) == WORDING
    assert (newest().state, newest().settled_by_id) == ("accepted", people.leader)
    kept = text_of(leader.get(f"/dokumenter/{number}"))
    assert "Det er det svære, det handler om." in kept  # folded, and there
    history = text_of(browse(people.consultant).get(f"/netvaerk/{build.document(number).network.number}"))
    assert "havde foreslået" in history


def test_what_is_declined_and_what_is_answered_is_kept_with_the_answer(browse, people, number):
    remark(browse, people.school_head, number, wording=WORDING)
    assert settle(browse, people.leader, number, "decline", "Det ved vi godt.").status_code == 303
    remark(browse, people.school_head, number, "Hvad mener vi med ligeud?")
    assert settle(browse, people.leader, number, "done", "Uden omsvøb.").status_code == 303
    assert said(number) == SAID
    page = text_of(browse(people.school_head).get(f"/dokumenter/{number}"))
    for words in ("Det ved vi godt.", "Hvad mener vi med ligeud?", "Uden omsvøb."):
        assert words in page


def test_nobody_accepts_their_own_wording_and_only_its_author_takes_a_remark_back(browse, people, number):
    remark(browse, people.school_head, number, wording=WORDING)
    assert settle(browse, people.school_head, number, "accept").status_code == 403
    assert settle(browse, people.leader, number, "withdraw").status_code == 403
    assert newest().state == "open"
    assert settle(browse, people.school_head, number, "withdraw").status_code == 303
    assert (newest().state, said(number)) == ("withdrawn", SAID)


def test_a_remark_that_says_nothing_is_told_so(browse, people, number):
    answer = remark(browse, people.school_head, number)
    assert answer.status_code == 422
    assert "Skriv en kommentar, eller ret ordlyden" in text_of(answer)
    refused = remark(browse, people.school_head, number, "Ring til 010190-1234")
    assert refused.status_code == 422
    assert "Fjern CPR-nummeret" in text_of(refused)
    assert newest() is None


def test_pressed_twice_it_is_said_once_and_settled_once(browse, people, number):
    for _twice in range(2):
        remark(browse, people.school_head, number, wording=WORDING)
    assert len(db.session.scalars(select(Remark)).all()) == 1
    for _twice in range(2):
        assert settle(browse, people.leader, number, "accept").status_code == 303
    assert said(number) == WORDING


def test_a_passage_that_was_changed_while_one_wrote_is_shown_as_it_is_now_and_nothing_is_lost(browse, people, number):
    build.save(number, build.actor(people.leader), {"expectations": "Noget helt andet."}, build._bases(number))
    answer = remark(browse, people.school_head, number, "Min kommentar")
    assert answer.status_code == 409
    for words in (SAID, "Noget helt andet.", "Min kommentar"):
        assert words in answer.text
    assert newest() is None


def test_a_wording_for_a_passage_that_no_longer_stands_is_not_put_in(browse, people, number):
    remark(browse, people.school_head, number, wording=WORDING)
    build.save(number, build.actor(people.leader), {"expectations": "Noget helt andet."}, build._bases(number))
    answer = settle(browse, people.leader, number, "accept")
    assert answer.status_code == 409
    assert "Noget helt andet." in text_of(answer)
    assert "ændret siden" in text_of(answer)
    assert (newest().state, said(number)) == ("open", "Noget helt andet.")
    assert settle(browse, people.leader, number, "decline").status_code == 303


def test_settled_by_another_meanwhile_says_what_became_of_it_and_keeps_the_answer(browse, people, number):
    remark(browse, people.school_head, number, wording=WORDING)
    settle(browse, people.school_head, number, "withdraw")
    answer = settle(browse, people.leader, number, "decline", "Nej tak, for sent.")
    assert answer.status_code == 409
    assert "Nej tak, for sent." in text_of(answer)
    assert newest().state == "withdrawn"


def test_only_the_passage_changes_and_the_rest_of_the_answer_stands(browse, people, number):
    several = f"Først dette.\n\n{SAID}\n\n- et punkt\n- et til"
    build.save(number, build.actor(people.leader), {"expectations": several}, build._bases(number))
    remark(browse, people.school_head, number, wording=WORDING, place=1)
    settle(browse, people.leader, number, "accept")
    assert said(number) == several.replace(SAID, WORDING)


def test_only_those_who_write_the_draft_remark_and_of_a_private_one_nobody_else_reads_a_word(browse, people, frame_at):
    network = led(people, frame_at)
    private = begun(people, network, PERSONALELEDER)
    address = f"/dokumenter/{private}/kommenter/balance/0"
    browse(people.leader).post(address, {"passage": "Karen er fri om torsdagen.", "comment": "Kun os to."})
    made = newest()
    page = f"/dokumenter/{private}/bemaerkninger/{made.id}"
    assert "Kun os to." in text_of(browse(people.finance_head).get(page))
    for who in (people.consultant, people.director, people.school_head, people.stranger):
        for url in (address, page):
            assert browse(who).get(url).status_code == 404, (who, url)
        assert "Kun os to." not in text_of(browse(who).get(f"/netvaerk/{network}"))
    shared = begun(people, network, REFERENCELEDER)
    office = browse(people.consultant)
    assert office.get(first_place(shared)).status_code == 403


def test_open_remarks_do_not_stop_the_text_and_stay_to_be_read(browse, people, number):
    remark(browse, people.school_head, number, "Hvad mener vi med ligeud?")
    leader = browse(people.leader)
    assert "Én bemærkning er åben" in text_of(leader.get(f"/dokumenter/{number}"))
    build.send(number, build.actor(people.leader))
    build.operations.approve(number, build.actor(people.school_head), build.latest_sha(number))
    assert "Hvad mener vi med ligeud?" in text_of(leader.get(f"/dokumenter/{number}"))
    assert settle(browse, people.leader, number, "done").status_code == 409
    assert browse(people.leader).get(first_place(number)).status_code == 409


def test_open_remarks_are_told_where_a_joint_agreement_is_recorded(browse, people, charter_at):
    number = charter_at("draft")
    leader, page = browse(people.leader), f"/dokumenter/{number}/faelles"
    assert "bemærkning er åben" not in text_of(leader.get(page))
    address = re.search(rf"/dokumenter/{number}/kommenter/\w+/0", leader.get(f"/dokumenter/{number}").text)[0]
    (form,) = [one for one in forms(leader.get(address)) if "passage" in one.fields]
    sent = {"passage": form.fields["passage"], "new_wording": form.fields["passage"], "comment": "Er det nok?"}
    assert browse(people.consultant).post(address, sent).status_code == 303
    assert "Én bemærkning er åben" in text_of(leader.get(page))


def test_a_remark_waits_for_the_others_who_write_and_stops_when_it_is_answered(browse, people, number):
    remark(browse, people.school_head, number, "Hvad mener vi med ligeud?")
    assert "Svar på en bemærkning til aftalen med referencelederen" in text_of(browse(people.leader).get("/"))
    assert "Svar på en bemærkning" not in text_of(browse(people.school_head).get("/"))
    found = items.of(db.session.get(Person, people.leader))
    assert [one.act for one in found if one.act == "answer_remark"] == ["answer_remark"]
    settle(browse, people.leader, number, "done")
    assert "Svar på en bemærkning" not in text_of(browse(people.leader).get("/"))


def test_what_was_said_is_never_changed_in_the_database(browse, people, number):
    remark(browse, people.school_head, number, "Hvad mener vi med ligeud?")
    settle(browse, people.leader, number, "done")
    with pytest.raises(Exception, match="remark"), db.session.begin_nested():
        db.session.execute(Remark.__table__.update().values(comment="Noget andet"))
    db.session.rollback()
    assert opposite(people, REFERENCELEDER) == people.school_head
