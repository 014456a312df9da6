"""R17: the absent answer a joint act, and silence is never consent."""

import pytest

from app.core import events
from app.documents import integrity, standing
from app.documents.joint import operations as joint
from app.networks.people.operations import add_participant, end_role
from tests import build
from tests.browse import text_of
from tests.documents.together import agree_anew, answer, party_of, proposing


@pytest.mark.both_databases
def test_the_absent_find_it_on_their_front_page_read_it_and_confirm(browse, people, charter_at):
    number = charter_at("agreed")
    absent = browse(people.other_participant)
    front = text_of(absent.get("/"))
    assert "Svar på fase 3" in front
    page = absent.get(f"/dokumenter/{number}/svar")
    assert build.CHARTER["goal"] in text_of(page)
    assert absent.submit(f"/dokumenter/{number}/svar", "/svar").status_code == 303
    consent = party_of(number, people.other_participant).consent
    assert (consent.decision, consent.method, consent.person_id) == ("approve", "app", people.other_participant)
    assert consent.recorded_by_id is None
    thanks = text_of(absent.get(f"/dokumenter/{number}/svar"))
    assert "Tak. Du har bekræftet teksten. Se, hvad der ellers venter på dig" in thanks
    assert "Du har svaret." in thanks
    assert "Svar på fase 3" not in text_of(absent.get("/"))


def test_those_who_were_there_are_not_asked_again(browse, people, charter_at):
    charter_at("agreed")
    assert "Svar på fase 3" not in text_of(browse(people.participant).get("/"))


def test_what_somebody_proposed_stands_when_they_confirm_the_text_after_all(browse, people, charter_at):
    number = charter_at("agreed")
    answer(browse, people.other_participant, number, propose="1", reason="Målet bør være en uge.")
    answer(browse, people.other_participant, number)
    for who, reads in ((people.leader, True), (people.participant, False)):
        page = text_of(browse(who).get(f"/dokumenter/{number}/svar"))
        assert "Bekræftet den" in page
        assert ("Målet bør være en uge." in page) == reads
        assert ("Foreslog en ændring den" in page) == reads
    history = text_of(browse(people.leader).get(f"/netvaerk/{build.document(number).network.number}"))
    assert "Zenia Holmegaard bekræftede fase 3, version 1." in history


def test_a_proposal_needs_a_reason_and_is_read_by_leader_and_office_alone(browse, people, charter_at):
    number = charter_at("agreed")
    absent = browse(people.other_participant)
    form = proposing(absent, number)
    answered = absent.send(form, {"propose": "1", "reason": "  "})
    assert answered.status_code == 422
    assert "Skriv, hvad der skal være anderledes" in text_of(answered)
    answered = absent.send(form, {"propose": "1", "reason": "Barnet med cpr 010203-1234 skal med."})
    assert answered.status_code == 422
    assert "010203-1234" in answered.text
    assert absent.send(form, {"propose": "1", "reason": "Målet bør være en uge."}).status_code == 303
    consent = party_of(number, people.other_participant).consent
    assert (consent.decision, consent.reason) == ("propose", "Målet bør være en uge.")
    assert build.document(number).state == "agreed"
    for who in (people.leader, people.consultant, people.director, people.other_participant):
        assert "Målet bør være en uge." in text_of(browse(who).get(f"/dokumenter/{number}/svar"))
    for who in (people.participant,):
        page = text_of(browse(who).get(f"/dokumenter/{number}/svar"))
        assert "Målet bør være en uge." not in page
        assert "Foreslog en ændring" in page
    leader, others = browse(people.leader), browse(people.participant)
    for address in ("", "/version/1"):
        assert "Målet bør være en uge." in text_of(leader.get(f"/dokumenter/{number}{address}"))
        assert "Målet bør være en uge." not in text_of(others.get(f"/dokumenter/{number}{address}"))
    build.operations.change(number, build.actor(people.leader))
    assert "Målet bør være en uge." in text_of(leader.get(f"/dokumenter/{number}"))
    assert "Målet bør være en uge." not in text_of(others.get(f"/dokumenter/{number}"))


@pytest.mark.both_databases
def test_the_last_answer_counts_and_the_same_again_is_nothing_new(browse, people, charter_at):
    number = charter_at("agreed")
    who, sha = build.actor(people.other_participant), build.latest_sha(number)
    for reason in ("Et forslag.", "Et forslag.", None, None):
        joint.answer(number, who, sha, reason)
    given = party_of(number, people.other_participant).consents
    assert [consent.decision for consent in given] == ["propose", "approve"]
    assert events.first_break() is None
    assert integrity.first_break() is None


def test_an_answer_to_a_text_that_is_no_longer_in_force_is_refused_and_its_words_are_kept(browse, people, charter_at):
    number = charter_at("agreed")
    absent = browse(people.other_participant)
    form = proposing(absent, number)
    agree_anew(number, people, "Et nyt mål.")
    answered = absent.send(form, {"propose": "1", "reason": "Mit gode forslag."})
    assert answered.status_code == 409
    assert "Mit gode forslag." in text_of(answered)
    assert "Et nyt mål." in text_of(answered)
    assert party_of(number, people.other_participant).consent is None


def test_an_answer_counts_while_a_change_is_being_written(browse, people, charter_at):
    """R17: the version in force stands until another is agreed on."""
    number = charter_at("agreed")
    build.operations.change(number, build.actor(people.leader))
    assert "Svar på fase 3" in text_of(browse(people.other_participant).get("/"))
    assert answer(browse, people.other_participant, number).status_code == 303
    assert party_of(number, people.other_participant).has_approved


def test_a_proposal_of_everybody_undoes_no_agreement(people, charter_at):
    number = charter_at("agreed")
    joint.answer(number, build.actor(people.participant), build.latest_sha(number), "Vi skrev det forkert ned.")
    version = build.document(number).in_force
    assert standing.was_agreed(version)
    assert standing.of(version) == standing.Standing.IN_FORCE


def test_a_latecomer_reads_the_text_in_force_and_is_asked_nothing(browse, people, charter_at):
    number = charter_at("agreed")
    add_participant(build.document(number).network.number, build.actor(people.leader), people.stranger)
    late = browse(people.stranger)
    assert "Svar på fase 3" not in text_of(late.get("/"))
    page = late.get(f"/dokumenter/{number}/svar")
    assert "Netværket blev enigt, før du kom med." in text_of(page)
    assert "Kom til efter aftalen" in text_of(page)
    assert "Bekræft" not in text_of(page)
    assert late.post(f"/dokumenter/{number}/svar", {"sha256": build.latest_sha(number)}).status_code == 403
    assert late.get(f"/dokumenter/{number}").status_code == 200
    assert "Kom til efter aftalen" in text_of(browse(people.leader).get(f"/dokumenter/{number}/svar"))


def test_who_has_left_the_network_is_no_longer_reminded_and_no_longer_answers(browse, people, charter_at):
    number = charter_at("agreed")
    network = build.document(number).network
    post = next(post for post in joint.taking_part(network) if post.person_id == people.other_participant)
    end_role(network.number, build.actor(people.leader), post.id)
    gone = browse(people.other_participant)
    assert "Svar på fase 3" not in text_of(gone.get("/"))
    assert gone.post(f"/dokumenter/{number}/svar", {"sha256": build.latest_sha(number)}).status_code in (403, 409)
    assert party_of(number, people.other_participant).consent is None


@pytest.mark.both_databases
def test_who_has_left_the_network_reads_what_they_were_asked_about_and_follows_no_longer(browse, people, charter_at):
    number, leader = charter_at("agreed"), build.actor(people.leader)
    network = build.document(number).network
    post = next(post for post in joint.taking_part(network) if post.person_id == people.other_participant)
    end_role(network.number, leader, post.id)
    build.operations.change(number, leader)
    build.save(number, leader, {"goal": "Højst en uge."}, build._bases(number))
    build.agree_jointly(number, leader, [people.participant])
    gone, page = browse(people.other_participant), f"/netvaerk/{network.number}"
    assert "version 2" not in text_of(gone.get(page))
    for closed in ("/mennesker", "/kontrakt/pdf", "/deltagere/pdf"):
        assert gone.get(page + closed).status_code == 403
    assert gone.get(f"/dokumenter/{number}/svar").status_code == 404
    assert gone.get(f"/dokumenter/{number}/version/2").status_code == 404
    assert "Højst to uger" in gone.get(f"/dokumenter/{number}/version/1").text


@pytest.mark.both_databases
def test_strangers_and_the_leader_do_not_answer(browse, people, charter_at):
    number = charter_at("agreed")
    sent = {"sha256": build.latest_sha(number)}
    for who, code in ((people.stranger, 404), (people.director, 403), (people.leader, 409)):
        assert browse(who).post(f"/dokumenter/{number}/svar", sent).status_code == code
    assert browse(people.stranger).get(f"/dokumenter/{number}/svar").status_code == 404
