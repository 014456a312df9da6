"""R17, one act: the leader records the workshop's agreement; the absent answer, and silence is never consent."""

import re
from datetime import timedelta

import pytest

from app.contracts.operations import open_with_contract
from app.core import clock, events
from app.core.db import db
from app.core.forms import write_date
from app.documents import integrity, rules, standing
from app.documents.consents import Consent, Method
from app.documents.joint import operations as joint
from app.networks.people.operations import add_participant, end_role, name, participants
from app.people.models import Function
from tests import build
from tests.browse import text_of
from tests.documents.together import agree_anew, answer, change_goal, leader_party, party_of, record


@pytest.mark.both_databases
def test_the_leader_records_the_agreement_with_those_present_in_one_act(browse, people, charter_at):
    number = charter_at("draft")
    yesterday = clock.today() - timedelta(days=1)
    answered = record(browse, people.leader, number, present=[str(people.participant)], day=write_date(yesterday))
    assert answered.status_code == 422  # the network was not opened that day
    answered = record(browse, people.leader, number, present=[str(people.participant)])
    assert answered.status_code == 303
    document = build.document(number)
    assert (document.state, document.agreed_n) == ("agreed", 1)
    own, present = leader_party(number).consent, party_of(number, people.participant).consent
    for consent, person in ((own, people.leader), (present, people.participant)):
        assert (consent.person_id, consent.decision, consent.method) == (person, "approve", Method.JOINT)
        assert (consent.recorded_by_id, consent.day) == (people.leader, clock.today())
        assert consent.sha256 == document.in_force.sha256
    assert db.session.query(Consent).filter_by(method=Method.JOINT).count() == 2


def test_the_parties_are_the_leader_s_post_and_everybody_else_by_name(people, charter_at):
    """R17: each participant is a party of their own, named in the text that is hashed."""
    number = charter_at("agreed")
    version = build.document(number).in_force
    named = [(party.function, party.person.name if party.person else None) for party in version.parties]
    assert named == [
        ("netvaerksleder", None),
        ("netvaerksdeltager", "Sofie Brandt"),
        ("netvaerksdeltager", "Ulla Åkjær"),
        ("netvaerksdeltager", "Zenia Holmegaard"),
    ]
    assert [party["person"] for party in version.text["parties"][1:]] == [p.person_id for p in version.parties[1:]]


def test_who_has_another_role_and_takes_part_is_asked_too(people, charter_at):
    """R17: only who leads, or is co-driver, is asked as such already."""
    number = charter_at("draft")
    network, office = build.document(number).network.number, build.actor(people.consultant)
    name(network, office, Function.REFERENCELEDER, people.participant, clock.today())
    name(network, office, Function.CO_DRIVER, people.other_participant, clock.today())
    build.agree_jointly(number, build.actor(people.leader), [people.participant])
    parties = [(party.function, party.person_id) for party in build.document(number).in_force.parties]
    assert ("netvaerksdeltager", people.participant) in parties
    assert [function for function, person in parties if person == people.other_participant] == ["co_driver"]


def test_silence_is_listed_as_not_answered_and_never_blocks(browse, people, charter_at):
    """R17: silence is never consent."""
    number = charter_at("agreed")
    document = build.document(number)
    assert document.due == clock.today() + timedelta(days=14)
    silent = standing.unanswered(document)
    assert people.other_participant in {party.person_id for party in silent}
    assert len(silent) == 2
    with clock.standing_at(clock.now() + timedelta(days=200)):
        page = text_of(browse(people.leader).get(f"/dokumenter/{number}/svar"))
        assert page.count("Ikke svaret") >= 2
        assert build.document(number).in_force.n == 1
        assert not any(party.has_approved for party in standing.unanswered(build.document(number)))


def test_nobody_is_ticked_beforehand_and_nobody_ticked_is_an_error(browse, people, charter_at):
    number = charter_at("draft")
    browser = browse(people.leader)
    form = browser.form(f"/dokumenter/{number}/faelles", "/faelles")
    assert form.fields["present"] == []
    answered = browser.send(form)
    assert answered.status_code == 422
    assert "Sæt kryds ved dem, der var med" in text_of(answered)
    assert build.document(number).state == "draft"


def test_the_page_suggests_today_and_refuses_a_day_that_has_not_come(browse, people, charter_at):
    number = charter_at("draft")
    browser = browse(people.leader)
    form = browser.form(f"/dokumenter/{number}/faelles", "/faelles")
    assert form.fields["day"] == [write_date(clock.today())]
    for day, said in (
        (write_date(clock.today() + timedelta(days=1)), "Datoen ligger i fremtiden"),
        ("1. marts 2020", "Netværket var ikke oprettet endnu den dag"),
        ("", "Skriv datoen for workshoppen"),
        ("31. februar 2026", "Datoen findes ikke"),
    ):
        answered = browser.send(form, {"present": [str(people.participant)], "day": day})
        assert answered.status_code == 422
        assert said in text_of(answered)
        assert f'value="{people.participant}"' in answered.text
    assert build.document(number).state == "draft"


def test_what_is_missing_is_told_and_blocks(browse, people, charter_at):
    number = charter_at("draft")
    change_goal(number, people.leader, "")
    page = browse(people.leader).get(f"/dokumenter/{number}/faelles")
    assert "Aftalen kan ikke registreres endnu." in text_of(page)
    assert "Svar på »Vores mål«" in text_of(page)
    assert 'name="sha256"' not in page.text
    sha = build.digest(joint.whole(build.document(number)))
    sent = {"sha256": sha, "present": [str(people.participant)], "day": write_date(clock.today())}
    assert browse(people.leader).post(f"/dokumenter/{number}/faelles", sent).status_code == 409
    assert build.document(number).versions == []


def test_a_network_of_its_leader_alone_has_nobody_to_agree_with(browse, people, charter_at):
    number = charter_at("draft")
    network = build.document(number).network
    for post in joint.taking_part(network):
        end_role(network.number, build.actor(people.consultant), post.id)
    page = text_of(browse(people.leader).get(f"/dokumenter/{number}/faelles"))
    assert "Kun lederen er med i netværket." in page


def test_a_network_without_a_leader_cannot_agree(browse, people, charter_at):
    number = charter_at("draft")
    network = build.document(number).network
    leads = next(post for post in participants(network) if post.person_id == people.leader)
    end_role(network.number, build.actor(people.consultant), leads.id)
    page = text_of(browse(people.consultant).get(f"/dokumenter/{number}/faelles"))
    assert "Netværket har ingen leder nu." in page


def test_an_id_of_somebody_else_is_refused(browse, people, charter_at):
    number = charter_at("draft")
    answered = record(browse, people.leader, number, present=[str(people.stranger)])
    assert answered.status_code == 422
    assert "Vælg blandt dem, der er vist" in text_of(answered)


@pytest.mark.both_databases
def test_only_the_drafters_record_and_others_learn_no_more_than_they_may(browse, people, charter_at):
    number = charter_at("draft")
    sent = {"sha256": "f" * 64, "present": [str(people.participant)], "day": write_date(clock.today())}
    for who, code in ((people.director, 403), (people.participant, 404), (people.stranger, 404)):
        assert browse(who).get(f"/dokumenter/{number}/faelles").status_code == code
        assert browse(who).post(f"/dokumenter/{number}/faelles", sent).status_code == code
    assert browse(people.consultant).get(f"/dokumenter/{number}/faelles").status_code == 200


def test_phases_that_are_approved_one_by_one_have_no_joint_act(browse, people, phase_at):
    number = phase_at("draft")
    for address in ("faelles", "svar", "invitation"):
        assert browse(people.consultant).get(f"/dokumenter/{number}/{address}").status_code == 409


def test_a_change_is_agreed_on_with_those_who_take_part_now(browse, people, charter_at):
    number = charter_at("agreed")
    network = build.document(number).network.number
    add_participant(network, build.actor(people.leader), people.stranger)
    agree_anew(number, people, "Et nyt mål.")
    document = build.document(number)
    assert [version.n for version in document.versions] == [1, 2]
    assert document.in_force.n == 2
    assert people.stranger in {party.person_id for party in document.in_force.parties}
    assert standing.of(document.versions[0]) == standing.Standing.REPLACED


def test_an_agreement_is_not_dated_before_the_one_that_it_replaces(browse, people, charter_at):
    with clock.standing_at(clock.now() - timedelta(days=12)):
        number = charter_at("draft")
    with clock.standing_at(clock.now() - timedelta(days=9)):
        build.agree_jointly(number, build.actor(people.leader), [people.participant])
    build.operations.change(number, build.actor(people.leader))
    change_goal(number, people.leader, "Højst én uge.")
    agreed = clock.today() - timedelta(days=9)
    for days, status in ((-1, 422), (0, 303)):
        day = write_date(agreed + timedelta(days=days))
        answered = record(browse, people.leader, number, present=[str(people.participant)], day=day)
        assert answered.status_code == status
        assert ("Version 1, som gælder nu, blev først aftalt den" in text_of(answered)) == (status == 422)


def test_a_change_that_changes_nothing_is_not_agreed_on_again(people, charter_at):
    number = charter_at("agreed")
    build.operations.change(number, build.actor(people.leader))
    with pytest.raises(build.joint.Refusal):
        build.agree_jointly(number, build.actor(people.leader), [people.participant])
    assert [version.n for version in build.document(number).versions] == [1]


@pytest.mark.both_databases
def test_the_chain_tells_every_version_and_consent_and_the_history_is_true(browse, people, charter_at):
    number = charter_at("agreed")
    answer(browse, people.other_participant, number)
    assert events.first_break() is None
    assert integrity.first_break() is None
    page = text_of(browse(people.leader).get(f"/netvaerk/{build.document(number).network.number}"))
    assert "Netværket blev enigt om fase 3, version 1. Karen Bjergsted registrerede det." in page
    assert "Zenia Holmegaard bekræftede fase 3, version 1." in page
    assert "Dermed er fase 3" not in page


def test_another_network_s_leader_has_nothing_to_do_here(browse, people, charter_at):
    mine = charter_at("draft")
    open_with_contract(build.actor(people.consultant), "Et andet", "welfare", "nøgle")
    build.name_leader("2026-002", build.actor(people.consultant), people.co_driver, clock.today())
    assert browse(people.co_driver).get(f"/dokumenter/{mine}/faelles").status_code == 404


def test_who_may_do_what_to_an_agreed_phase_3(people, charter_at):
    """By hand, apart from the policy."""
    number = charter_at("agreed")
    add_participant(build.document(number).network.number, build.actor(people.leader), people.stranger)
    document = build.document(number)
    roles = ("director", "consultant", "leader", "participant", "other_participant", "stranger", "finance_head")
    writers, people_of = {"consultant", "leader"}, {"participant", "other_participant"}
    may = {
        "read": {"director", "stranger"} | writers | people_of,
        "print": {"director", "stranger"} | writers | people_of,
        "answer_joint": people_of,
        "invite": writers,
        "revoke_link": writers,
        "change": writers,
        "end": {"director", "consultant"},
    }
    allowed = {
        (name.removeprefix("document."), role)
        for name in rules.POLICY.actions
        for role in roles
        if rules.POLICY.may(build.actor(getattr(people, role)), name, document).allowed
    }
    assert allowed == {(action, role) for action, holders in may.items() for role in holders}


def test_a_text_that_is_agreed_on_together_is_nowhere_said_to_be_sent(browse, people, charter_at):
    number, browser = charter_at("draft"), browse(people.leader)
    assert "Registrér den, når I er enige om den." in text_of(browser.get("/"))
    browser.submit(f"/dokumenter/{number}/ret", "/ret", {"goal": ""})
    form, read = (text_of(browser.get(f"/dokumenter/{number}{page}")) for page in ("/ret", ""))
    assert "Én ting mangler , før fase 3 kan aftales. Det venter på dig." in form
    assert "Skal være udfyldt, før teksten kan aftales." in form
    assert "Ét svar mangler, før teksten kan aftales." in read
    for words in (form, read):
        assert "Det mangler, før fase 3 kan aftales" in words
    for words in (form, read, text_of(browser.get("/"))):
        assert not re.search(r"\bsend(e|es|)\b", words, re.IGNORECASE)
