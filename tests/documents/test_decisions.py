"""R16: a forum does not sign. The office records its decision on exactly the version that was on its agenda."""

import secrets
from datetime import timedelta

import pytest
from sqlalchemy import text as sql

from app.contracts.operations import open_with_contract
from app.core import clock, events
from app.core.db import db, write
from app.core.forms import write_date
from app.documents import integrity, rules, standing, texts, versions
from app.documents.consents import Consent, Decision
from app.networks.rules import NetworkType, Track
from app.people.models import Function, Post
from tests import build
from tests.browse import forms, text_of

pytestmark = pytest.mark.both_databases
WORDING = "Direktørforum tiltrådte, at netværket går i gang."


@pytest.fixture
def idea_at(people, departments):
    """Phase 1 of an innovation network that a body must decide on; the director, where asked, has approved."""

    def made(track, title="Byens grønne tage"):
        consultant = build.actor(people.consultant)
        number = open_with_contract(consultant, title, NetworkType.INNOVATION, secrets.token_hex(8), track).number
        build.save(number, consultant, build.answers_of(departments), {})
        build.send(number, consultant)
        if track == Track.DIRECTOR:
            build.operations.approve(number, build.actor(people.director), build.latest_sha(number))
        return number

    return made


def minute(result, **changes):
    day = write_date(clock.today())
    return {"result": result, "day": day, "item": "4", "case_number": "26-1207", "wording": WORDING, **changes}


def decide(browser, number, result, **changes):
    return browser.submit(f"/dokumenter/{number}/beslutning", "/beslutning", minute(result, **changes))


def sound():
    db.session.rollback()
    return integrity.first_break() is None and events.first_break() is None


def parties(number):
    return [(party.function, party.has_approved) for party in build.document(number).latest.parties]


def test_a_body_accedes_by_its_decision_and_the_text_locks(browse, people, idea_at):
    number = idea_at(Track.DIRECTOR)
    assert decide(browse(people.consultant), number, "agreed").status_code == 303
    document = build.document(number)
    assert (document.state, document.agreed_n) == ("agreed", 1)
    consent = document.latest.parties[1].consent
    assert (consent.method, consent.person_id, consent.recorded_by_id) == ("forum", None, people.consultant)
    decision = consent.minuted
    assert (decision.forum, decision.result, decision.item, decision.case_number) == (
        "direktoerforum",
        "agreed",
        "4",
        "26-1207",
    )
    assert (decision.wording, decision.day, decision.version.sha256) == (WORDING, clock.today(), consent.sha256)
    told = [event for event in events.chain() if event.action == "document.decided"]
    assert [event.details["decision"] for event in told] == [decision.digest()]
    assert told[0].details["consent"] == consent.digest()
    assert sound()


def test_bodies_decide_one_after_the_other(browse, people, idea_at):
    """R1: direktørforum puts it to the committee, which decides."""
    number, office = idea_at(Track.COMMITTEE), browse(people.consultant)
    assert "Registrér beslutning fra direktørforum" in text_of(office.get(f"/dokumenter/{number}/beslutning"))
    decide(office, number, "agreed")
    assert build.document(number).state == "sent"
    assert parties(number) == [("direktoerforum", True), ("politisk_udvalg", False)]
    page = text_of(office.get(f"/dokumenter/{number}/beslutning"))
    assert "Registrér beslutning fra politisk udvalg" in page
    assert "Tiltrådt af Direktørforum den " in page
    decide(office, number, "agreed", wording="Udvalget tiltrådte.")
    assert build.document(number).state == "agreed"
    assert sound()


def test_the_same_minute_posted_twice_is_one_decision(browse, people, idea_at):
    number, office = idea_at(Track.COMMITTEE), browse(people.consultant)
    form = office.form(f"/dokumenter/{number}/beslutning", "/beslutning")
    assert [office.send(form, minute("agreed")).status_code for _ in range(2)] == [303, 303]
    assert db.session.query(Decision).count() == 1
    assert parties(number) == [("direktoerforum", True), ("politisk_udvalg", False)]


@pytest.mark.parametrize("result", ["postponed", "noted"])
def test_what_decides_nothing_is_kept_and_the_text_waits(browse, people, idea_at, result):
    number, office = idea_at(Track.DIRECTOR), browse(people.consultant)
    form = office.form(f"/dokumenter/{number}/beslutning", "/beslutning")
    assert [office.send(form, minute(result)).status_code for _ in range(2)] == [303, 303]
    assert build.document(number).state == "sent"
    assert parties(number) == [("netvaerksdirektoer", True), ("direktoerforum", False)]
    words = {"postponed": "Udsat", "noted": "Taget til efterretning"}[result]
    page = text_of(office.get(f"/dokumenter/{number}/beslutning"))
    assert f"{words} af Direktørforum den " in page
    assert WORDING in page
    assert db.session.query(Decision).count() == 1
    assert sound()
    decide(office, number, "agreed", wording="Tiltrådt ved andet møde.")
    assert build.document(number).state == "agreed"
    assert sound()


@pytest.mark.parametrize("result", ["sent_back", "rejected"])
def test_what_is_not_acceded_to_becomes_a_draft_with_the_minute_as_its_reason(browse, people, idea_at, result):
    number, office = idea_at(Track.DIRECTOR), browse(people.consultant)
    decide(office, number, result, wording="Økonomien skal beskrives.")
    document = build.document(number)
    assert document.state == "draft"
    consent = document.latest.parties[1].consent
    assert (consent.decision, consent.reason, consent.minuted.result) == (
        "send_back",
        "Økonomien skal beskrives.",
        result,
    )
    for address in ("", "/ret", "/version/1"):
        page = text_of(office.get(f"/dokumenter/{number}{address}"))
        assert "Økonomien skal beskrives." in page
        assert "Direktørforum" in page
    assert {"sent_back": "Sendt tilbage af", "rejected": "Ikke tiltrådt af"}[result] in page
    assert sound()


def change(office, number, wanted, minute_changes=None, keys=("extent",)):
    """Walk »tiltrådt med ændring« to the look before the lock: its form."""
    url = f"/dokumenter/{number}/beslutning"
    page = office.submit(url, "/beslutning", minute("changed", changed=list(keys), **(minute_changes or {})))
    assert page.status_code == 200
    form = first_form(page, url)
    return office.send(form, {**wanted, "step": "look"})


def first_form(page, url):
    return next(form for form in forms(page) if form.action.endswith(url))


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


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"result": ""}, "Vælg, hvad der blev besluttet"),
        ({"result": "approve"}, "Vælg, hvad der blev besluttet"),
        ({"result": "changed"}, "Vælg de svar, som beslutningen ændrer"),
        ({"result": "changed", "changed": ["nothing"]}, "Vælg blandt dem, der er vist"),
        ({"day": ""}, "Skriv mødedatoen"),
        ({"day": "31. februar 2026"}, "Datoen findes ikke"),
        ({"day": "1. januar 2090"}, "Datoen ligger i fremtiden"),
        ({"day": "1. januar 2020"}, "Teksten blev først sendt senere"),
        ({"item": " "}, "Skriv punktets nummer på dagsordenen"),
        ({"item": "4" * 41}, "Skriv højst 40 tegn"),
        ({"case_number": "x" * 41}, "Skriv højst 40 tegn"),
        ({"wording": "\n"}, "Skriv, hvad der står i referatet"),
        ({"wording": "Borgeren 010190-1234 blev nævnt"}, "Fjern CPR-nummeret"),
    ],
)
def test_a_minute_that_does_not_fit_is_refused_with_what_was_typed(browse, people, idea_at, typed, sentence):
    number = idea_at(Track.DIRECTOR)
    given = {"result": "agreed", "item": "5b", **typed}
    answer = decide(browse(people.consultant), number, **given)
    assert answer.status_code == 422
    assert sentence in text_of(answer)
    kept = first_form(answer, "/beslutning").fields
    for name, value in minute(**given).items():
        if name not in ("result", "changed"):
            assert kept[name] == [value.strip()]
    assert build.document(number).state == "sent"
    assert db.session.query(Decision).count() == 0


def test_the_office_alone_records_and_only_when_a_body_is_next(browse, people, idea_at, phase_at):
    number = idea_at(Track.DIRECTOR, "Et andet")
    url = f"/dokumenter/{number}/beslutning"
    assert browse(people.director_member).get(url).status_code == 403
    assert browse(people.director_member).post(url, minute("agreed")).status_code == 403
    assert browse(people.stranger).get(url).status_code == 404
    assert browse(people.director).get(url).status_code == 200
    waits_for_persons = f"/dokumenter/{phase_at('sent')}/beslutning"
    answer = browse(people.consultant).get(waits_for_persons)
    assert answer.status_code == 409
    assert "venter ikke på en beslutning" in text_of(answer)
    assert browse(people.consultant).post(waits_for_persons, minute("agreed")).status_code == 409
    assert db.session.query(Decision).count() == 0


def test_persons_come_before_the_body(browse, people, idea_at, departments):
    consultant = build.actor(people.consultant)
    number = open_with_contract(consultant, "Tage", NetworkType.INNOVATION, secrets.token_hex(8), Track.DIRECTOR).number
    build.save(number, consultant, build.answers_of(departments), {})
    build.send(number, consultant)
    assert browse(people.consultant).get(f"/dokumenter/{number}/beslutning").status_code == 409


def test_a_decision_on_a_text_that_has_changed_is_refused_with_what_was_typed(browse, people, idea_at):
    number, office = idea_at(Track.COMMITTEE), browse(people.consultant)
    form = office.form(f"/dokumenter/{number}/beslutning", "/beslutning")
    writer = build.actor(people.other_consultant)
    build.operations.recall(number, writer)
    assert office.send(form, minute("agreed")).status_code == 409
    build.save(number, writer, {"strategy": "Nyt"}, {})
    build.send(number, writer)
    answer = office.send(form, minute("agreed"))
    assert answer.status_code == 409
    assert WORDING in answer.text
    assert "Intet er registreret" in text_of(answer)
    assert db.session.query(Decision).count() == 0


def test_a_decision_of_a_body_whose_turn_has_passed_is_refused(browse, people, idea_at):
    number, office = idea_at(Track.COMMITTEE), browse(people.consultant)
    form = office.form(f"/dokumenter/{number}/beslutning", "/beslutning")
    decide(office, number, "agreed")
    answer = office.send(form, minute("rejected"))
    assert answer.status_code == 409
    assert "Intet er registreret" in text_of(answer)
    assert build.document(number).state == "sent"
    assert parties(number) == [("direktoerforum", True), ("politisk_udvalg", False)]


def test_a_member_of_the_forum_reads_what_is_out_and_cannot_approve(browse, people, idea_at):
    number = idea_at(Track.DIRECTOR)
    sha = build.latest_sha(number)
    member = browse(people.director_member)
    page = member.get(f"/dokumenter/{number}")
    assert page.status_code == 200
    assert build.ANSWERS["extent"] in page.text
    assert member.post(f"/dokumenter/{number}/godkend", {"sha256": sha}).status_code == 403
    assert member.post(f"/dokumenter/{number}/send-tilbage", {"sha256": sha, "reason": "Nej"}).status_code == 403
    assert browse(people.chef_member).get(f"/dokumenter/{number}").status_code == 404
    assert db.session.query(Consent).count() == 1


def test_who_is_asked_and_sits_in_the_forum_too_answers_for_themself_alone(browse, people, idea_at):
    """R16: nobody but the minutes speaks for a body."""
    with write() as session:
        session.add(Post(function=Function.DIREKTOERFORUM, person_id=people.director, from_date=clock.today()))
    number = idea_at(Track.DIRECTOR)
    assert build.document(number).state == "sent"
    assert parties(number) == [("netvaerksdirektoer", True), ("direktoerforum", False)]
    sha, director = build.latest_sha(number), browse(people.director)
    assert "/godkend" not in director.get(f"/dokumenter/{number}").text
    director.post(f"/dokumenter/{number}/send-tilbage", {"sha256": sha, "reason": "Hov"})
    said = {party.function: party.consent and party.consent.decision for party in build.document(number).latest.parties}
    assert said == {"netvaerksdirektoer": "send_back", "direktoerforum": None}
    assert sound()


def test_a_person_s_answer_in_a_body_s_place_is_found(browse, people, idea_at):
    number = idea_at(Track.DIRECTOR)
    with write() as session:
        document = build.operations.locked(session, number)
        director = build.actor(people.director)
        body = document.latest.parties[1]
        versions.give(session, [body], "approve", event="document.approved", actor=director, person_id=people.director)
    assert integrity.first_break() == f"{number}: en person har svaret for et forum"


def test_the_decision_is_of_the_forum_also_when_a_member_leaves(people, idea_at, browse):
    number = idea_at(Track.DIRECTOR)
    with write() as session:
        for post in session.query(Post).filter_by(function=Function.DIREKTOERFORUM):
            post.to_date = clock.today() - timedelta(days=1)
    assert decide(browse(people.consultant), number, "agreed").status_code == 303
    assert build.document(number).state == "agreed"


@pytest.mark.parametrize("column", ["wording", "result", "item", "day"])
def test_a_decision_altered_behind_the_software_s_back_is_found(browse, people, idea_at, column):
    number = idea_at(Track.DIRECTOR)
    decide(browse(people.consultant), number, "postponed")
    assert sound()
    value = {"day": "2020-01-01", "result": "agreed"}.get(column, "Noget andet")
    tamper("decision", f"UPDATE decision SET {column} = '{value}'")
    assert integrity.first_break() == f"{number}: beslutningerne er ikke dem, der blev registreret"


def test_a_decision_that_is_gone_is_found(browse, people, idea_at):
    number = idea_at(Track.DIRECTOR)
    decide(browse(people.consultant), number, "postponed")
    tamper("decision", "DELETE FROM decision")
    assert integrity.first_break() == f"{number}: beslutningerne er ikke dem, der blev registreret"


def tamper(table, statement):
    """Change a frozen row as somebody with the database in hand could."""
    db.session.rollback()
    with write() as session:
        on = f" ON {table}" if session.get_bind().dialect.name == "postgresql" else ""
        for verb in ("update", "delete"):
            session.execute(sql(f"DROP TRIGGER {table}_keeps_{verb}{on}"))
        session.execute(sql(statement))
