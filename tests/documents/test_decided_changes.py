"""R16, »tiltrådt med ændring«: the office inserts the decided wording, and the new version is agreed at once."""

import pytest

from app.core.db import db
from app.documents import rules, standing, texts
from app.documents.consents import Decision
from app.networks.rules import Track
from tests import build
from tests.browse import text_of
from tests.documents.minutes import WORDING, change, decide, first_form, minute, parties, sound

pytestmark = pytest.mark.both_databases


def test_acceded_to_with_a_change_locks_the_changed_text_at_once(browse, people, idea_at):
    number, office = idea_at(Track.DIRECTOR), browse(people.consultant)
    url = f"/dokumenter/{number}/beslutning"
    form = first_form(office.submit(url, "/beslutning", minute("changed", changed=["extent"])), url)
    assert form.fields["answer-extent"] == [build.ANSWERS["extent"]]
    assert "answer-purpose" not in form.fields
    look = office.send(form, {"answer-extent": "Cirka ni måneder. Lederen 8 timer om ugen.", "step": "look"})
    assert look.status_code == 200
    assert "<ins>" in look.text
    assert "Version 2 er aftalt og låst, når du registrerer" in text_of(look)
    assert db.session.query(Decision).count() == 0
    form = first_form(look, url)
    assert [office.send(form, {"step": "record"}).status_code for _ in range(2)] == [303, 303]
    document = build.document(number)
    assert (document.state, document.agreed_n, [version.n for version in document.versions]) == ("agreed", 2, [1, 2])
    first, second = document.versions
    assert [party.has_approved for party in first.parties] == [True, False]
    assert [party.has_approved for party in second.parties] == [False, True]
    assert second.parties[1].consent.minuted.version is first
    assert second.parties[1].has_changed
    assert standing.was_agreed(second)
    assert not standing.was_agreed(first)
    assert second.stored_answers["extent"] == "Cirka ni måneder. Lederen 8 timer om ugen."
    stated = {key: value for key, value in texts.values(document).items() if value}
    assert stated == second.stored_answers
    assert db.session.query(Decision).count() == 1
    assert sound()
    assert office.get(f"/dokumenter/{number}").status_code == 200
    history = [text_of(office.get(f"/dokumenter/{number}/historik/{n}")) for n in (1, 2)]
    assert build.ANSWERS["extent"] in history[0]
    assert "Cirka ni måneder. Lederen 8 timer om ugen." in history[1]
    assert office.get(f"/dokumenter/{number}/version/1").status_code == 200


def test_the_agreed_text_that_a_body_changed_is_printed(browse, people, idea_at, work):
    number, office = idea_at(Track.DIRECTOR), browse(people.consultant)
    url = f"/dokumenter/{number}/beslutning"
    office.send(first_form(change(office, number, {"answer-extent": "Ni måneder."}), url), {"step": "record"})
    work()
    assert office.get(f"/dokumenter/{number}/pdf").data.startswith(b"%PDF-")


def test_a_change_by_the_lower_body_goes_on_to_the_next(browse, people, idea_at):
    number, office = idea_at(Track.COMMITTEE), browse(people.consultant)
    url = f"/dokumenter/{number}/beslutning"
    look = change(office, number, {"answer-extent": "Ni måneder."})
    assert "Version 2 sendes videre til politisk udvalg" in text_of(look)
    office.send(first_form(look, url), {"step": "record"})
    document = build.document(number)
    assert (document.state, document.agreed_n, document.latest.n) == ("sent", None, 2)
    assert parties(number) == [("direktoerforum", True), ("politisk_udvalg", False)]
    assert standing.of(document.latest) == standing.Standing.OUT
    assert not standing.was_agreed(document.latest)
    assert sound()
    decide(office, number, "agreed", wording="Udvalget tiltrådte version 2.")
    assert (build.document(number).state, build.document(number).agreed_n) == ("agreed", 2)
    assert sound()


def test_a_change_by_the_last_body_settles_the_text_for_those_before_it(browse, people, idea_at):
    number, office = idea_at(Track.COMMITTEE), browse(people.consultant)
    url = f"/dokumenter/{number}/beslutning"
    office.send(first_form(change(office, number, {"answer-extent": "Ni måneder."}), url), {"step": "record"})
    look = change(office, number, {"answer-extent": "Ti måneder."}, {"wording": "Udvalget ændrede omfanget."})
    office.send(first_form(look, url), {"step": "record"})
    document = build.document(number)
    assert (document.state, document.agreed_n) == ("agreed", 3)
    assert [party.has_approved for party in document.latest.parties] == [False, True]
    assert sound()


def test_who_approved_before_the_change_is_asked_for_nothing_more(people, idea_at, browse):
    """An approval never survives a change of text, and a body's change needs no new one (R16)."""
    number, office = idea_at(Track.DIRECTOR), browse(people.consultant)
    url = f"/dokumenter/{number}/beslutning"
    office.send(first_form(change(office, number, {"answer-extent": "Ni måneder."}), url), {"step": "record"})
    document = build.document(number)
    assert standing.awaited_parties(document) == []
    assert not rules.POLICY.may(build.actor(people.director), "document.approve", document).allowed


@pytest.mark.parametrize(
    ("wanted", "sentence"),
    [
        ({}, "Intet er ændret."),
        ({"answer-extent": " \n "}, "Svaret skal med."),
        ({"answer-extent": "x" * 5001}, "Skriv højst 5.000 tegn"),
        ({"answer-extent": "Borger 010190-1234"}, "Fjern CPR-nummeret"),
    ],
)
def test_a_wording_that_cannot_be_locked_is_refused_with_what_was_typed(browse, people, idea_at, wanted, sentence):
    number, office = idea_at(Track.DIRECTOR), browse(people.consultant)
    answer = change(office, number, wanted)
    assert answer.status_code == 422
    assert sentence in text_of(answer)
    kept = first_form(answer, "/beslutning").fields
    assert kept["answer-extent"] == [wanted.get("answer-extent", build.ANSWERS["extent"]).strip()]
    assert kept["wording"] == [WORDING]
    assert build.document(number).latest.n == 1
    assert db.session.query(Decision).count() == 0


def test_the_way_back_from_a_change_keeps_all_that_was_typed(browse, people, idea_at):
    number, office = idea_at(Track.DIRECTOR), browse(people.consultant)
    look = change(office, number, {"answer-extent": "Ni måneder."})
    wording = office.send(first_form(look, "/beslutning"), {"step": "wording"})
    assert first_form(wording, "/beslutning").fields["answer-extent"] == ["Ni måneder."]
    back = office.send(first_form(wording, "/beslutning"), {"step": "minute"})
    assert back.status_code == 200
    fields = first_form(back, "/beslutning").fields
    assert (fields["result"], fields["changed"], fields["wording"]) == (["changed"], ["extent"], [WORDING])
    again = office.send(first_form(back, "/beslutning"), {"changed": ["extent", "strategy"]})
    fields = first_form(again, "/beslutning").fields
    assert fields["answer-extent"] == ["Ni måneder."]
    assert fields["answer-strategy"] == [""]


def test_an_answer_can_be_dropped_and_a_choice_changed_by_the_decision(browse, people, departments, idea_at):
    number, office = idea_at(Track.DIRECTOR), browse(people.consultant)
    wanted = {"answer-criteria": "", "answer-central_departments": [str(departments.finance)]}
    look = change(office, number, wanted, keys=("criteria", "central_departments"))
    assert "2 svar ændres" in text_of(look)
    office.send(first_form(look, "/beslutning"), {"step": "record"})
    text = build.document(number).last_agreed.text
    given = {answer["key"]: answer for answer in text["answers"]}
    assert given["central_departments"]["items"] == ["Økonomi og Stab"]
    assert "criteria" not in given
    assert sound()
