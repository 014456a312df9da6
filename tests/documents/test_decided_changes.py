"""R16, »tiltrådt med ændring«: the office inserts the decided wording, and the new version is agreed at once."""

from datetime import timedelta

import pytest

from app.core import clock
from app.core.db import db
from app.core.forms import write_date
from app.documents import approvals, rules, standing, texts
from app.documents.consents import Decision
from app.networks.people.operations import name_leader
from app.networks.rules import Track
from tests import build
from tests.browse import text_of
from tests.documents.minutes import WORDING, change, decide, first_form, marks, minute, parties, sound


@pytest.mark.both_databases
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


def changed(office, number, wording=WORDING, extent="Ni måneder."):
    """The body whose turn it is accedes with a change."""
    look = change(office, number, {"answer-extent": extent}, {"wording": wording})
    assert office.send(first_form(look, f"/dokumenter/{number}/beslutning"), {"step": "record"}).status_code == 303


def test_the_wording_of_a_change_stands_with_both_versions_and_leads_to_what_it_changed(browse, people, idea_at):
    number = idea_at(Track.DIRECTOR)
    changed(browse(people.consultant), number)
    for who in (people.consultant, people.director, people.director_member):
        for address in ("", "/version/1", "/version/2"):
            page = browse(who).get(f"/dokumenter/{number}{address}")
            words = text_of(page)
            assert "Tiltrådt af Direktørforum den " in words
            assert f", punkt 4, med ændring {WORDING} Version 1 · Sag 26-1207 · Registreret af Rasmus Toft" in words
            assert f'href="/dokumenter/{number}/version/2?mod=1#aendringer"' in page.text
            assert "Ikke svaret" not in words
            assert "· Tiltrådt med ændring" in words  # in the list of versions
    assert "Version 1 blev tiltrådt med ændring. Den ændrede tekst er version 2." in text_of(
        browse(people.director).get(f"/dokumenter/{number}/version/1")
    )


def test_who_approved_before_the_change_is_shown_as_having_approved(browse, people, idea_at):
    number = idea_at(Track.DIRECTOR)
    changed(browse(people.consultant), number)
    office = browse(people.consultant)
    for address in ("", "/version/1", "/version/2"):
        page = office.get(f"/dokumenter/{number}{address}")
        assert marks(page) == [("done", "Godkendt"), ("done", "Tiltrådt med ændring")]
    page = text_of(office.get(f"/dokumenter/{number}/version/2"))
    assert "netværksdirektør Godkendt den" in page
    assert ", version 1 Godkendt" in page


def test_a_body_whose_decision_is_missing_or_came_before_a_change_is_printed_by_its_own_name(people, idea_at):
    document = build.document(idea_at(Track.COMMITTEE))
    rows = approvals.group(document.latest)["rows"]
    assert [(row["name"], row["role"]) for row in rows] == [("Direktørforum", "Forum"), ("Politisk udvalg", "Forum")]


def test_the_network_s_people_read_the_wording_that_made_the_text_and_no_earlier_one(browse, people, idea_at):
    number, office = idea_at(Track.COMMITTEE), browse(people.consultant)
    decide(office, number, "postponed", wording="Udsat til næste møde.")
    changed(office, number, "Direktørforum ændrede omfanget.")
    changed(office, number, "Udvalget ændrede det igen.", "Ti måneder.")
    page = text_of(office.get(f"/dokumenter/{number}"))
    assert page.index("Direktørforum ændrede omfanget.") < page.index("Udsat til næste møde.")
    assert "Udvalget ændrede det igen." in page
    assert marks(office.get(f"/dokumenter/{number}")) == [("done", "Tiltrådt med ændring")] * 2
    name_leader(build.document(number).network.number, build.actor(people.consultant), people.leader, clock.today())
    page = browse(people.leader).get(f"/dokumenter/{number}")
    assert "Udvalget ændrede det igen." in text_of(page)
    assert "Direktørforum ændrede omfanget." not in page.text
    assert "Udsat til næste møde." not in page.text
    assert "mod=" not in page.text


def test_a_text_that_a_lower_body_changed_is_nobody_s_turn_who_approved_before(browse, people, idea_at):
    number, office = idea_at(Track.COMMITTEE), browse(people.consultant)
    changed(office, number)
    page = office.get(f"/dokumenter/{number}")
    assert marks(page) == [("done", "Tiltrådt med ændring"), ("half", "Afventer")]


def test_the_text_in_force_leads_to_what_differs_from_the_one_before_it(browse, people, idea_at, phase_at):
    number = idea_at(Track.DIRECTOR)
    changed(browse(people.consultant), number)
    assert "Se forskellen fra version 1" in text_of(browse(people.director).get(f"/dokumenter/{number}"))
    first = browse(people.director).get(f"/dokumenter/{phase_at('agreed')}")
    assert "Se forskellen" not in text_of(first)


def test_the_difference_is_from_the_text_that_was_in_force_before(browse, people, phase_at):
    """Not from one that was sent between them and never agreed."""
    number, consultant = phase_at("change_sent"), build.actor(people.consultant)
    build.operations.send_back(number, build.actor(people.school_head), build.latest_sha(number), "Kortere.")
    build.save(number, consultant, {"strategy": "Børnepolitikken"}, {})
    build.send(number, consultant)
    build.agree(number, people)
    page = browse(people.director).get(f"/dokumenter/{number}")
    assert f'href="/dokumenter/{number}/version/3?mod=1#aendringer"' in page.text


def test_the_later_body_s_meeting_is_recorded_though_the_earlier_one_s_change_was_recorded_after_it(
    browse, people, idea_at
):
    number, today = idea_at(Track.COMMITTEE), clock.today()
    with build.days_later(20):
        office = browse(people.consultant)
        look = change(office, number, {"answer-extent": "Ni måneder."}, {"day": write_date(today)})
        office.send(first_form(look, f"/dokumenter/{number}/beslutning"), {"step": "record"})
        early = decide(office, number, "agreed", day=write_date(today - timedelta(days=1)))
        assert early.status_code == 422
        assert decide(office, number, "agreed", day=write_date(today + timedelta(days=10))).status_code == 303
    assert build.document(number).state == "agreed"
