"""An agreement from beginning to locked: who begins, writes, reads, approves (domain.md 7, 13)."""

import pytest

import docgen
from app.agreements import operations
from app.core.pages import Refusal
from tests import build
from tests.agreements import AGREEMENTS, CO_DRIVER, PERSONALELEDER, REFERENCELEDER, agreed, begun, led, opposite, sent
from tests.browse import forms, text_of


def name_of(person):
    return build.actor(person).name


each = pytest.mark.parametrize("kind", AGREEMENTS, ids=lambda kind: str(kind.opposite))


@each
@pytest.mark.both_databases
def test_it_is_locked_when_the_leader_has_sent_it_and_the_other_has_approved(browse, people, frame_at, kind):
    network = led(people, frame_at)
    leader = browse(people.leader)
    page = leader.get(f"/netvaerk/{network}/aftaler/{kind.opposite}")
    typed = {"manager": name_of(people.finance_head)} if kind.is_chosen else {}
    begun_at = leader.post(page.request.path, typed)
    assert begun_at.status_code == 303, text_of(begun_at)
    number = f"SA-{network}-1"
    assert begun_at.location.endswith("/samtale")
    build.save(number, build.actor(people.leader), {kind.questions[0].key: "Vi ringer om mandagen."}, {})
    assert "Godkend og send" in text_of(leader.get(f"/dokumenter/{number}"))
    build.send(number, build.actor(people.leader))
    assert [party.has_approved for party in build.document(number).latest.parties] == [True, False]
    other = browse(opposite(people, kind))
    assert kind.label in text_of(other.get("/"))
    other.post(f"/dokumenter/{number}/godkend", {"sha256": build.latest_sha(number)})
    assert build.document(number).in_force.n == 1
    assert "Vi ringer om mandagen." in text_of(leader.get(f"/dokumenter/{number}"))


@each
def test_the_other_may_write_and_send_it_too(people, frame_at, kind):
    number = begun(people, led(people, frame_at), kind)
    other = build.actor(opposite(people, kind))
    build.save(number, other, {kind.questions[1].key: "Det tager vi op i marts."}, build._bases(number))
    build.send(number, other)
    assert [party.has_approved for party in build.document(number).latest.parties] == [False, True]


@each
@pytest.mark.both_databases
def test_who_reads_it_and_who_may_not_know_of_it(browse, people, frame_at, kind):
    number = agreed(people, led(people, frame_at), kind)
    two = {people.leader, opposite(people, kind)}
    office = set() if kind is PERSONALELEDER else {people.consultant, people.director}
    for person in (*two, people.consultant, people.director, people.school_head, people.co_driver, people.finance_head,
                   people.participant, people.stranger, people.chef_member):  # fmt: skip
        wanted = 200 if person in two | office else 404
        for url in (f"/dokumenter/{number}", f"/dokumenter/{number}/version/1"):
            assert browse(person).get(url).status_code == wanted, (person, url)


def test_the_office_is_told_the_state_and_days_of_what_it_does_not_read(browse, people, frame_at):
    network = led(people, frame_at)
    number = begun(people, network, PERSONALELEDER)
    office, leader = browse(people.consultant), browse(people.leader)
    assert "Personaleleder · " in text_of(office.get(f"/netvaerk/{network}"))
    assert f"/dokumenter/{number}" not in office.get(f"/netvaerk/{network}").text
    assert f"/dokumenter/{number}" in leader.get(f"/netvaerk/{network}").text
    build.send(number, build.actor(people.leader))
    build.operations.approve(number, build.actor(people.finance_head), build.latest_sha(number))
    words = text_of(office.get(f"/netvaerk/{network}"))
    assert "Aftalt " in words
    assert "aftalen med personalelederen" not in words  # its history is the two's
    assert "Personaleleder" not in text_of(browse(people.participant).get(f"/netvaerk/{network}"))


def test_the_leader_s_manager_reads_the_agreed_contract_and_is_none_of_the_network_s_people(browse, people, frame_at):
    network = led(people, frame_at)
    begun(people, network, PERSONALELEDER)
    manager = browse(people.finance_head)
    assert manager.get(f"/dokumenter/NK-{network}-2").status_code == 200
    assert manager.get(f"/dokumenter/NK-{network}-2/historik").status_code == 403
    assert "Karen" in text_of(browse(people.leader).get(f"/netvaerk/{network}/mennesker"))
    name = name_of(people.finance_head)
    assert name not in text_of(browse(people.leader).get(f"/netvaerk/{network}/mennesker"))


def test_the_two_see_which_of_them_wrote_last(browse, people, frame_at):
    number = begun(people, led(people, frame_at), PERSONALELEDER)
    other = build.actor(people.finance_head)
    build.save(number, other, {"skills": "Vi taler om det i marts."}, build._bases(number))
    assert f"{other.name} skrev sidst, i dag" in text_of(browse(people.leader).get(f"/dokumenter/{number}"))


@pytest.mark.both_databases
def test_begun_twice_it_is_one(people, frame_at):
    network = led(people, frame_at)
    assert begun(people, network, CO_DRIVER) == begun(people, network, CO_DRIVER)


def test_nobody_agrees_with_themself(people, frame_at):
    network = led(people, frame_at)
    with pytest.raises(Refusal, match="Afslut den rolle først"):
        operations.begin(network, build.actor(people.leader), PERSONALELEDER, people.leader)


def test_only_the_leader_begins_and_what_is_missing_is_told(browse, people, frame_at):
    network = build.document(frame_at("agreed")).network.number
    leader = browse(people.leader)
    assert browse(people.consultant).get(f"/netvaerk/{network}/aftaler/referenceleder").status_code == 403
    assert leader.get(f"/netvaerk/{network}/aftaler/ukendt").status_code == 404
    answer = leader.post(f"/netvaerk/{network}/aftaler/referenceleder")
    assert answer.status_code == 409
    assert "Netværket har ingen referenceleder endnu." in text_of(answer)
    missing = leader.post(f"/netvaerk/{network}/aftaler/personaleleder", {"manager": ""})
    assert missing.status_code == 422
    assert "Skriv, hvem der er din personaleleder" in text_of(missing)


def test_nobody_is_asked_to_agree_to_an_empty_text(browse, people, frame_at):
    network = led(people, frame_at)
    number = operations.begin(network, build.actor(people.leader), REFERENCELEDER).number
    assert "Skriv mindst ét svar" in text_of(browse(people.leader).get(f"/dokumenter/{number}"))


def test_the_course_plan_stands_beside_what_builds_on_it(browse, people, frame_at):
    network = led(people, frame_at)
    number = begun(people, network, REFERENCELEDER)
    page = text_of(browse(people.leader).get(f"/dokumenter/{number}/ret"))
    assert build.FRAME["leadership_room"] in page


@each
def test_its_print_conforms(browse, people, frame_at, kind, work):
    number = agreed(people, led(people, frame_at), kind)
    work()
    answer = browse(people.leader).get(f"/dokumenter/{number}/pdf")
    assert answer.status_code == 200
    assert docgen.check(answer.data) == []


def test_a_page_with_agreements_has_its_forms(browse, people, frame_at):
    network = led(people, frame_at)
    sent(people, network, REFERENCELEDER)
    page = browse(people.school_head).get(f"/dokumenter/SA-{network}-1")
    assert any(form.action.endswith("/godkend") for form in forms(page))
