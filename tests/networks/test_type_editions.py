"""The office changes the table of types in editions (R1): who has asked nobody follows, who is decided, or is out to be
decided, keeps theirs."""

import secrets

import pytest

from app.contracts.operations import open_with_contract
from app.core import clock, events
from app.core.db import db
from app.networks.models import Network, TypeEdition
from app.networks.rules import TYPES, NetworkType, entry
from app.people.models import Function
from tests import build
from tests.browse import forms, text_of

URL = "/typer/welfare"
FOCUS = "Borgerne skal mærke, at vi arbejder sammen."


def editions():
    db.session.rollback()
    return db.session.query(TypeEdition).order_by(TypeEdition.n).all()


def row_of(number):
    return entry(build.document(number).network)


def change(browse, who, **changes):
    return browse(who).submit(URL, URL, changes)


def parties(number):
    return [party.function for party in build.document(number).latest.parties]


def test_the_page_shows_the_table_and_its_editions(browse, people):
    page = text_of(browse(people.consultant).get("/typer"))
    for row in TYPES.values():
        assert row.focus in page
    assert change(browse, people.consultant, focus=FOCUS).status_code == 303
    page = text_of(browse(people.director).get("/typer"))
    assert FOCUS in page
    assert TYPES[NetworkType.WELFARE, ""].focus not in page
    assert "Rasmus Toft" in page
    assert [edition.n for edition in editions()] == [1, 2]
    assert editions()[0].by_id is None
    told = [event for event in events.chain() if event.action == "type_edition.made"]
    assert [event.actor_id for event in told] == [people.consultant]
    assert events.first_break() is None


def test_networks_that_have_asked_nobody_follow_and_the_others_keep_theirs(browse, people, phase_at):
    kept = [phase_at(state, title=f"Er {state}") for state in ("agreed", "sent")]
    following = [phase_at(state, title=f"Er {state}") for state in ("draft", "sent_back", "recalled", "withdrawn")]
    before = TYPES[NetworkType.WELFARE, ""]
    assert change(browse, people.director, focus=FOCUS, decides_outcome="direktoerforum").status_code == 303
    assert [row_of(number) for number in kept] == [before, before]
    assert all((row_of(n).focus, row_of(n).decides_outcome) == (FOCUS, "direktoerforum") for n in following)
    assert row_of(phase_at("draft", title="Ny")).focus == FOCUS
    learning = open_with_contract(
        build.actor(people.consultant), "Læring", NetworkType.LEARNING, secrets.token_hex(8)
    ).number
    assert row_of(learning) == TYPES[NetworkType.LEARNING, ""]
    assert FOCUS in text_of(browse(people.consultant).get("/netvaerk/nyt"))


def test_phase_1_is_sent_to_the_parties_of_the_new_table(browse, people, phase_at):
    number, out = phase_at("draft"), phase_at("sent", title="Ude")
    changes = {"parties": ["netvaerksdirektoer"], "decides": "direktoerforum"}
    assert change(browse, people.consultant, **changes).status_code == 303
    build.send(number, build.actor(people.consultant))
    assert parties(number) == ["netvaerksdirektoer", "direktoerforum"]
    assert parties(out) == ["netvaerksdirektoer", "afdelingschef", "afdelingschef", "chefforum"]  # what was sent stands
    build.operations.approve(number, build.actor(people.director), build.latest_sha(number))
    build.decide(number, build.actor(people.consultant))
    assert build.document(number).network.state == "decided"
    assert change(browse, people.consultant, decides="chefforum").status_code == 303
    assert row_of(number).decides == Function.DIREKTOERFORUM


def test_what_is_out_is_decided_by_the_table_that_it_was_sent_by(browse, people, phase_at):
    number = phase_at("sent")
    assert (
        change(browse, people.consultant, parties=["netvaerksdirektoer"], decides="direktoerforum").status_code == 303
    )
    changes = {"purpose": "Alle elever skal tilbage i skolen."}
    minute = build.Minute("chefforum", "changed", clock.today(), "4", "", "Chefforum tiltrådte med en ændring.")
    office = build.actor(people.consultant)
    for who in (people.director, people.school_head, people.family_head):
        build.operations.approve(number, build.actor(who), build.latest_sha(number))
    build.decisions.decide(number, office, build.latest_sha(number), minute, changes)
    assert parties(number) == ["netvaerksdirektoer", "afdelingschef", "afdelingschef", "chefforum"]
    assert build.document(number).network.state == "decided"
    assert row_of(number).decides == Function.CHEFFORUM


def test_a_learning_network_that_is_out_is_still_the_director_s_to_decide(browse, people, departments):
    """Its leader answers later: nothing but the decision makes it decided."""
    office = build.actor(people.consultant)
    number = open_with_contract(office, "Læring", NetworkType.LEARNING, secrets.token_hex(8)).number
    build.save(number, office, build.answers_of(departments), {})
    build.send(number, office)
    learning = "/typer/learning"
    assert browse(people.director).submit(learning, learning, {"decides": "chefforum"}).status_code == 303
    build.operations.approve(number, build.actor(people.director), build.latest_sha(number))
    assert build.document(number).network.state == "decided"


def test_what_is_taken_back_asks_by_the_new_table_when_it_is_sent_again(browse, people, phase_at):
    number, office = phase_at("sent"), build.actor(people.consultant)
    changes = {"parties": ["netvaerksdirektoer"], "decides": "direktoerforum"}
    assert change(browse, people.consultant, **changes).status_code == 303
    build.operations.recall(number, office)
    build.send(number, office)
    assert parties(number) == ["netvaerksdirektoer", "direktoerforum"]
    assert row_of(number).decides == Function.DIREKTOERFORUM


def test_who_decides_on_the_leader_follows_the_table_that_the_network_keeps(browse, people, phase_at):
    kept, undecided = phase_at("agreed", title="Besluttet"), phase_at("draft", title="Kladde")
    assert change(browse, people.consultant, appoints="netvaerksdirektoer").status_code == 303
    asked = []
    for number in (kept, undecided):
        office = build.actor(people.consultant)
        begun = build.begin(build.document(number).network.number, office, "begin_appointment").number
        answers = {"leader": str(people.leader), "referenceleder": str(people.chef_member)}
        build.save(begun, office, answers, {})
        build.send(begun, office)
        asked.append(parties(begun))
    assert asked == [["netvaerksdirektoer", "chefforum"], ["netvaerksdirektoer"]]


@pytest.mark.both_databases
def test_a_second_click_makes_one_edition(browse, people):
    office = browse(people.consultant)
    form = office.form(URL, URL)
    assert [office.send(form, {"focus": FOCUS}).status_code for _twice in range(2)] == [303, 303]
    assert [edition.n for edition in editions()] == [1, 2]


def test_the_same_words_make_no_edition(browse, people):
    assert change(browse, people.consultant).status_code == 303
    assert [edition.by_id for edition in editions()] in ([], [None])


@pytest.mark.both_databases
def test_what_another_changed_meanwhile_is_told_and_can_be_sent_again(browse, people):
    office = browse(people.consultant)
    form = office.form(URL, URL)
    assert change(browse, people.director, success="Borgerne mærker det.").status_code == 303
    answer = office.send(form, {"focus": FOCUS})
    assert answer.status_code == 409
    assert "Borgerne mærker det." in text_of(answer)
    (kept,) = [form for form in forms(answer) if form.action.endswith(URL)]
    assert kept.fields["focus"] == [FOCUS]
    assert [edition.n for edition in editions()] == [1, 2]
    assert office.send(kept).status_code == 303
    assert [edition.n for edition in editions()] == [1, 2, 3]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"focus": ""}, "Skriv"),
        ({"focus": "x" * 301}, "Skriv højst 300 tegn"),
        ({"success": "Borgeren 010190-1234"}, "Fjern CPR-nummeret."),
        ({"parties": []}, "Vælg mindst én part"),
        ({"parties": ["co_driver"]}, "Vælg blandt dem, der er vist"),
        ({"decides": "kommunalbestyrelse"}, "Vælg blandt dem, der er vist"),
        ({"decides": ""}, "Vælg"),
        ({"appoints": "afdelingschef"}, "Vælg blandt dem, der er vist"),
        ({"briefs": "chefforum"}, "Vælg blandt dem, der er vist"),
    ],
)
def test_what_cannot_stand_in_the_table_is_told_and_nothing_is_made(browse, people, changes, said):
    answer = change(browse, people.consultant, **changes)
    assert answer.status_code == 422
    assert said in text_of(answer)
    assert [edition.by_id for edition in editions()] in ([], [None])


@pytest.mark.parametrize("n", ["", "x", "99", "-1"])
def test_an_edition_that_was_never_on_the_screen_changes_nothing(browse, people, n):
    assert change(browse, people.consultant, focus=FOCUS, n=n).status_code in (409, 422)
    assert [edition.by_id for edition in editions()] in ([], [None])


def test_only_the_office_changes_the_table(browse, people):
    for who in (people.school_head, people.chef_member, people.leader, people.stranger):
        assert browse(who).get("/typer").status_code == 403
        assert browse(who).get(URL).status_code == 403
        assert browse(who).post(URL, {"focus": FOCUS, "n": 1}).status_code == 403
    assert browse(people.consultant).get("/typer/party").status_code == 404
    assert editions() == []
    assert '"/typer"' not in browse(people.stranger).get("/netvaerk").text


def test_a_network_from_before_there_were_editions_keeps_what_the_system_came_with(browse, people, phase_at):
    number = phase_at("agreed")
    with build.db.session.begin_nested():
        db.session.query(Network).update({"type_edition_id": None})
    db.session.commit()
    change(browse, people.consultant, focus=FOCUS)
    assert row_of(number) == TYPES[NetworkType.WELFARE, ""]
