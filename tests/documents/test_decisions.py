"""R16: a forum does not sign. The office records its decision on exactly the version that was on its agenda."""

from datetime import timedelta

import pytest

from app.core import clock, events
from app.core.db import db, write
from app.documents import integrity, standing, texts, versions
from app.documents.consents import Consent, Decision
from app.networks.rules import Track
from app.people.models import Function, Post
from tests import build
from tests.browse import text_of
from tests.documents.minutes import WORDING, decide, first_form, minute, parties, sound, tamper


@pytest.mark.both_databases
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
    for who in (people.consultant, people.director, people.director_member):
        for address in ("", "/version/1"):
            words = text_of(browse(who).get(f"/dokumenter/{number}{address}"))
            assert f", punkt 4 {WORDING} Version 1 · Sag 26-1207 · Registreret af Rasmus Toft i dag" in words


def test_bodies_decide_one_after_the_other(browse, people, idea_at):
    """R1: direktørforum puts it to the committee, which decides."""
    number, office = idea_at(Track.COMMITTEE), browse(people.consultant)
    assert "Registrér beslutningen fra direktørforum" in text_of(office.get(f"/dokumenter/{number}/beslutning"))
    decide(office, number, "agreed")
    assert build.document(number).state == "sent"
    assert parties(number) == [("direktoerforum", True), ("politisk_udvalg", False)]
    page = text_of(office.get(f"/dokumenter/{number}/beslutning"))
    assert "Registrér beslutningen fra politisk udvalg" in page
    assert "Tiltrådt af Direktørforum den " in page
    decide(office, number, "agreed", wording="Udvalget tiltrådte.")
    assert build.document(number).state == "agreed"
    assert sound()


@pytest.mark.both_databases
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
    for address in ("/beslutning", "", "/version/1"):
        page = text_of(office.get(f"/dokumenter/{number}{address}"))
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
        ({"item": " "}, "Skriv det nummer, punktet har på dagsordenen"),
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


@pytest.mark.both_databases
def test_the_office_alone_records_and_only_what_a_body_is_asked(browse, people, idea_at, frame_at):
    number = idea_at(Track.DIRECTOR, "Et andet")
    url = f"/dokumenter/{number}/beslutning"
    assert browse(people.director_member).get(url).status_code == 403
    assert browse(people.director_member).post(url, minute("agreed")).status_code == 403
    assert browse(people.stranger).get(url).status_code == 404
    assert browse(people.director).get(url).status_code == 200
    waits_for_persons = f"/dokumenter/{frame_at('sent')}/beslutning"
    answer = browse(people.consultant).get(waits_for_persons)
    assert answer.status_code == 409
    assert "venter ikke på en beslutning" in text_of(answer)
    assert browse(people.consultant).post(waits_for_persons, minute("agreed")).status_code == 409
    assert [decision.forum for decision in db.session.query(Decision)] == ["chefforum"]  # on phase 1, before


def test_a_decision_is_recorded_before_all_have_answered_and_who_is_missing_is_still_asked(browse, people, phase_at):
    """R16: the meeting was held; the text locks when those who are missing answer."""
    number = phase_at("approved_by_one")
    assert decide(browse(people.consultant), number, "agreed").status_code == 303
    document = build.document(number)
    assert (document.state, document.agreed_n, document.network.state) == ("sent", None, "decided")
    assert [done for _who, done in parties(number)] == [True, False, False, True]
    assert texts.awaited(document) == ["Birgitte Holmskov", "Jens Lundgaard"]
    assert browse(people.consultant).get(f"/dokumenter/{number}/beslutning").status_code == 409  # it has been made
    for who in (people.school_head, people.family_head):
        head = browse(who)
        assert f'href="/dokumenter/{number}"' in head.get("/").text
        assert build.document(number).state == "sent"
        assert head.submit(f"/dokumenter/{number}", "/godkend").status_code == 303
    assert (build.document(number).state, build.document(number).agreed_n) == ("agreed", 1)
    assert sound()


def test_who_is_missing_may_send_a_text_back_that_the_body_has_acceded_to(browse, people, phase_at):
    number = phase_at("approved_by_one")
    build.decide(number, build.actor(people.consultant))
    browse(people.school_head).submit(f"/dokumenter/{number}", "/send-tilbage", {"reason": "Hvem betaler?"})
    assert build.document(number).state == "draft"
    writer = build.actor(people.consultant)
    build.save(number, writer, {"strategy": "Kassen betaler."}, {})
    build.send(number, writer)
    assert not any(done for _who, done in parties(number))  # another text, so all are asked again, the body too
    assert standing.awaited_forum(build.document(number)).function == "chefforum"
    assert sound()


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


def test_what_a_body_has_acceded_to_is_not_taken_back_but_can_be_sent_back(browse, people, phase_at):
    """R16."""
    number, office = phase_at("sent"), browse(people.consultant)
    assert f'action="/dokumenter/{number}/traek-tilbage"' in office.get(f"/dokumenter/{number}").text
    assert decide(office, number, "agreed").status_code == 303
    assert f'action="/dokumenter/{number}/traek-tilbage"' not in office.get(f"/dokumenter/{number}").text
    answer = office.post(f"/dokumenter/{number}/traek-tilbage")
    assert answer.status_code == 409
    assert "Chefforum har tiltrådt teksten, så den kan ikke trækkes tilbage" in text_of(answer)
    assert build.document(number).state == "sent"
    build.operations.send_back(number, build.actor(people.school_head), build.latest_sha(number), "Vi er ikke spurgt.")
    assert build.document(number).state == "draft"
    assert sound()


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
@pytest.mark.both_databases
def test_a_decision_altered_behind_the_software_s_back_is_found(browse, people, idea_at, column):
    number = idea_at(Track.DIRECTOR)
    decide(browse(people.consultant), number, "postponed")
    assert sound()
    value = {"day": "2020-01-01", "result": "agreed"}.get(column, "Noget andet")
    tamper("decision", f"UPDATE decision SET {column} = '{value}'")
    assert integrity.first_break() == f"{number}: beslutningerne er ikke dem, der blev registreret"


@pytest.mark.both_databases
def test_a_decision_that_is_gone_is_found(browse, people, idea_at):
    number = idea_at(Track.DIRECTOR)
    decide(browse(people.consultant), number, "postponed")
    tamper("decision", "DELETE FROM decision")
    assert integrity.first_break() == f"{number}: beslutningerne er ikke dem, der blev registreret"


@pytest.mark.parametrize("field", ["forum", "sha256"])
def test_a_hidden_field_that_was_meddled_with_records_nothing(browse, people, idea_at, field):
    number, office = idea_at(Track.DIRECTOR), browse(people.consultant)
    answer = decide(office, number, "agreed", **{field: "\0"})
    assert answer.status_code == 409
    assert build.document(number).state == "sent"
