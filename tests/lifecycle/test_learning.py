"""A learning network: the director decides, and its leader accedes to phases 1 and 2 in one act (domain.md 4, 5.3)."""

import secrets

import pytest

from app.contracts.operations import open_with_contract
from app.core import clock, events
from app.core.db import db
from app.core.pages import Refusal
from app.documents import integrity
from app.documents.consents import Consent
from app.documents.operations import Stale
from app.lifecycle import operations as lifecycle
from app.networks.people.operations import add_participant, name_leader
from app.networks.rules import NetworkType
from tests import build
from tests.browse import text_of


@pytest.fixture
def phase_1(people, departments):
    """Phase 1 of a learning network, sent; nobody leads it."""
    office = build.actor(people.consultant)
    number = open_with_contract(office, "Bedre overleveringer", NetworkType.LEARNING, secrets.token_hex(8)).number
    build.save(number, office, build.answers_of(departments), {})
    build.send(number, office)
    return number


@pytest.fixture
def phase_2(people, phase_1):
    """Phase 2 of the same, sent by its leader; the director has decided on phase 1."""
    build.operations.approve(phase_1, build.actor(people.director), build.latest_sha(phase_1))
    name_leader(network(phase_1).number, build.actor(people.consultant), people.leader, clock.today())
    leader = build.actor(people.leader)
    number = lifecycle.begin(network(phase_1).number, leader, "begin_frame").number
    build.save(number, leader, build.FRAME, {})
    build.send(number, leader)
    return number


def network(number):
    return build.document(number).network


def first_of(number):
    return f"{number[:-1]}1"


def states(number):
    return [document.state for document in network(number).documents if document.kind.startswith("contract")]


def sound():
    db.session.rollback()
    return events.first_break() is None and integrity.first_break() is None


@pytest.mark.both_databases
def test_the_whole_order_from_the_idea_to_a_running_network(browse, people, phase_1):
    """R4, R5: nobody leads it when it is sent, the director decides, the director proposes who leads it, and its leader
    accedes to both phases."""
    page = f"/netvaerk/{network(phase_1).number}"
    director, leader = browse(people.director), browse(people.leader)
    assert director.post(f"{page}/fase-2").status_code == 409
    assert director.submit(f"/dokumenter/{phase_1}", "/godkend").status_code == 303
    assert (network(phase_1).state, states(phase_1)) == ("decided", ["sent"])
    proposal = director.submit(page, "/ledelse").location.split("/")[2]
    assert director.submit(f"/dokumenter/{proposal}/ret", "/ret", {"leader": "Karen Bjergsted"}).status_code == 303
    assert director.submit(f"/dokumenter/{proposal}", "/send").status_code == 303
    assert director.submit(f"/dokumenter/{proposal}", "/godkend").status_code == 303
    assert (network(phase_1).state, build.document(proposal).state) == ("preparing", "agreed")
    assert "Godkend fase 1" not in text_of(leader.get("/"))
    assert "Begynd på fase 2" in text_of(leader.get("/"))
    number = leader.submit(page, "/fase-2").location.split("/")[2]
    build.save(number, build.actor(people.leader), build.FRAME, {})
    assert leader.submit(f"/dokumenter/{number}", "/send").status_code == 303
    assert director.submit(f"/dokumenter/{number}", "/godkend").status_code == 303
    assert states(number) == ["sent", "sent"]
    read = text_of(leader.get(f"/dokumenter/{number}"))
    assert "fase 1, version 1" in read
    assert leader.submit(f"/dokumenter/{number}", "/godkend").status_code == 303
    assert states(number) == ["agreed", "agreed"]
    add_participant(network(number).number, build.actor(people.leader), people.participant)
    charter = leader.submit(page, "/fase-3").location.split("/")[2]
    build.save(charter, build.actor(people.leader), build.CHARTER, build._bases(charter))
    build.agree_jointly(charter, build.actor(people.leader), [people.participant])
    assert network(phase_1).state == "running"
    assert sound()


def test_a_leader_who_is_missing_does_not_stop_phase_1(browse, people, phase_1):
    assert build.document(phase_1).state == "sent"
    page = text_of(browse(people.director).get(f"/dokumenter/{phase_1}"))
    assert "netværksleder" in page.lower(), page
    build.operations.approve(phase_1, build.actor(people.director), build.latest_sha(phase_1))
    assert network(phase_1).state == "decided"


def test_phase_2_cannot_be_sent_without_the_leader(people, phase_1):
    """Only phase 1 may wait for who is to lead."""
    build.operations.approve(phase_1, build.actor(people.director), build.latest_sha(phase_1))
    office = build.actor(people.consultant)
    number = lifecycle.begin(network(phase_1).number, office, "begin_frame").number
    build.save(number, office, build.FRAME, {})
    with pytest.raises(Refusal):
        build.send(number, office)


def test_phase_2_waits_for_the_director_s_decision(people, phase_1):
    name_leader(network(phase_1).number, build.actor(people.consultant), people.leader, clock.today())
    with pytest.raises(Refusal):
        lifecycle.begin(network(phase_1).number, build.actor(people.leader), "begin_frame")
    assert len(network(phase_1).documents) == 1


def test_the_leader_cannot_approve_phase_1_alone(browse, people, phase_1):
    name_leader(network(phase_1).number, build.actor(people.consultant), people.leader, clock.today())
    leader, sha = browse(people.leader), build.latest_sha(phase_1)
    page = leader.get(f"/dokumenter/{phase_1}")
    assert page.status_code == 200
    assert "/godkend" not in page.text
    assert leader.post(f"/dokumenter/{phase_1}/godkend", {"sha256": sha}).status_code == 403
    assert leader.post(f"/dokumenter/{phase_1}/send-tilbage", {"sha256": sha, "reason": "Nej"}).status_code == 403
    assert "Godkend" not in text_of(leader.get("/"))
    with pytest.raises(Refusal):
        build.operations.approve(phase_1, build.actor(people.leader), sha)
    assert db.session.query(Consent).count() == 0
    assert network(phase_1).state == "proposed"


def test_one_act_gives_two_approvals_each_of_its_own_text(browse, people, phase_2):
    form = browse(people.leader).form(f"/dokumenter/{phase_2}", "/godkend")
    assert form.fields["sha256_before"] == [build.latest_sha(first_of(phase_2))]
    leader = browse(people.leader)
    assert [leader.send(form).status_code for _twice in range(2)] == [303, 303]
    db.session.rollback()
    given = db.session.query(Consent).filter_by(person_id=people.leader).order_by(Consent.id).all()
    assert [consent.party.version.document.number for consent in given] == [first_of(phase_2), phase_2]
    assert all(consent.sha256 == consent.party.version.sha256 for consent in given)
    assert states(phase_2) == ["agreed", "sent"]
    assert sound()


def test_phase_2_is_not_agreed_while_phase_1_is_written_again(browse, people, phase_2):
    """R5: phases are agreed in order."""
    first, office = first_of(phase_2), build.actor(people.consultant)
    build.operations.recall(first, office)
    for who in (people.leader, people.director):
        page = browse(who).get(f"/dokumenter/{phase_2}")
        assert "Den forrige fase gælder ikke længere" in text_of(page)
        assert f'action="/dokumenter/{phase_2}/godkend"' not in page.text
        with pytest.raises(Refusal):
            build.operations.approve(phase_2, build.actor(who), build.latest_sha(phase_2))
    assert states(phase_2) == ["draft", "sent"]
    build.send(first, office)
    before = build.latest_sha(first)
    for who in (people.leader, people.director):
        build.operations.approve(phase_2, build.actor(who), build.latest_sha(phase_2), before)
    assert states(phase_2) == ["agreed", "agreed"]


def test_the_front_page_tells_who_comes_first_while_phase_1_is_written_again(browse, people, phase_2):
    """R5."""
    first, office = first_of(phase_2), build.actor(people.consultant)
    page = text_of(browse(people.director).get("/"))
    assert "Godkend fase 2" in page
    assert "Vent med fase 2" not in page
    build.operations.recall(first, office)
    page = text_of(browse(people.director).get("/"))
    assert "Godkend fase 2" not in page
    assert "Vent med fase 2" in page
    assert (
        page.count("Sekretariatet skal først gøre fase 1 færdig.") == 2
    )  # the second under what the director waits for
    build.save(first, office, {"extent": "Fire måneder."}, build._bases(first))
    build.send(first, office)
    page = text_of(browse(people.leader).get("/"))
    assert "Godkend fase 2" not in page
    assert "Hanne Thorsager skal først gøre fase 1 færdig." in page
    build.operations.approve(first, build.actor(people.director), build.latest_sha(first))
    assert "Godkend fase 2" in text_of(browse(people.leader).get("/"))


def test_the_director_is_asked_of_no_second_act(browse, people, phase_2):
    form = browse(people.director).form(f"/dokumenter/{phase_2}", "/godkend")
    assert "sha256_before" not in form.fields
    assert browse(people.director).send(form).status_code == 303
    assert states(phase_2) == ["sent", "sent"]


@pytest.mark.parametrize("before", ["", "0" * 64, "\0"])
def test_who_did_not_have_phase_1_on_the_screen_accedes_to_nothing(browse, people, phase_2, before):
    count = db.session.query(Consent).count()
    typed = {"sha256": build.latest_sha(phase_2), "sha256_before": before}
    assert browse(people.leader).post(f"/dokumenter/{phase_2}/godkend", typed).status_code == 409
    db.session.rollback()
    assert db.session.query(Consent).count() == count
    assert states(phase_2) == ["sent", "sent"]


@pytest.mark.both_databases
def test_a_phase_1_that_changed_meanwhile_is_refused_and_nothing_is_recorded(browse, people, phase_2):
    first, office, leader = first_of(phase_2), build.actor(people.consultant), browse(people.leader)
    form = leader.form(f"/dokumenter/{phase_2}", "/godkend")
    build.operations.recall(first, office)
    build.save(first, office, {"extent": "Fire måneder."}, build._bases(first))
    build.send(first, office)
    answer = leader.send(form)
    assert answer.status_code == 409
    db.session.rollback()
    assert db.session.query(Consent).filter_by(person_id=people.leader).count() == 0
    assert states(phase_2) == ["sent", "sent"]
    sha, before = form.fields["sha256"][0], form.fields["sha256_before"][0]
    with pytest.raises(Stale):
        build.operations.approve(phase_2, build.actor(people.leader), sha, before)


def test_another_leader_is_asked_for_both(people, phase_2):
    """R7: what awaited the old awaits the new."""
    first = first_of(phase_2)
    name_leader(network(phase_2).number, build.actor(people.consultant), people.stranger, clock.today())
    with pytest.raises(Refusal):
        build.operations.approve(
            phase_2, build.actor(people.leader), build.latest_sha(phase_2), build.latest_sha(first)
        )
    build.operations.approve(phase_2, build.actor(people.stranger), build.latest_sha(phase_2), build.latest_sha(first))
    assert states(phase_2) == ["agreed", "sent"]
    assert sound()


def test_a_change_of_phase_1_is_the_leader_s_to_approve_by_itself(browse, people, phase_2):
    first, office = first_of(phase_2), build.actor(people.consultant)
    before = build.latest_sha(first)
    for who in (people.leader, people.director):
        build.operations.approve(phase_2, build.actor(who), build.latest_sha(phase_2), before)
    assert states(phase_2) == ["agreed", "agreed"]
    build.operations.change(first, office)
    build.save(first, office, {"extent": "Fire måneder."}, build._bases(first))
    build.send(first, office)
    assert "Godkend fase 1" in text_of(browse(people.leader).get("/"))
    for who in (people.leader, people.director):
        build.operations.approve(first, build.actor(who), build.latest_sha(first))
    assert (build.document(first).state, build.document(first).agreed_n) == ("agreed", 2)
    assert sound()


def test_the_networks_page_tells_the_next_step_while_the_leader_is_yet_to_accede(browse, people, phase_1):
    build.operations.approve(phase_1, build.actor(people.director), build.latest_sha(phase_1))
    office, page = browse(people.consultant), f"/netvaerk/{network(phase_1).number}"
    assert "Fase 1 er besluttet. Nu skal netværksdirektøren indstille, hvem der skal lede netværket." in text_of(
        office.get(page)
    )
    name_leader(network(phase_1).number, build.actor(people.consultant), people.leader, clock.today())
    assert "Fase 1 er besluttet. Nu skal Karen Bjergsted skrive fase 2." in text_of(browse(people.leader).get(page))
