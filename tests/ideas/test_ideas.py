"""An idea from its first word to what becomes of it: who does what, and what the author is told."""

from datetime import UTC, date, datetime

import pytest

from app.core import clock, events
from app.core.db import db
from app.ideas import operations
from app.ideas.models import Idea
from app.ideas.rules import Round, round_of
from app.ideas.said import situation
from tests import build
from tests.browse import forms, text_of

SAID = {
    "title": "Flere cykler til skole",
    "need": "Forældre kører i bil,\nog der er kaos om morgenen.",
    "difference": "Elever og forældre",
}


def propose(browse, who, **said):
    answer = browse(who).submit("/ideer/ny", "/ny", {**SAID, **said})
    assert answer.status_code == 303
    return answer.location.rpartition("/")[2]


def idea(number):
    db.session.rollback()
    return db.session.query(Idea).filter_by(number=number).one()


def page(browse, who, number):
    return text_of(browse(who).get(f"/ideer/{number}"))


def act(browse, who, number, act, **fields):
    return browse(who).submit(f"/ideer/{number}", f"/{act}", fields)


def test_any_employee_proposes_with_three_answers_and_follows_the_idea(browse, people):
    number = propose(browse, people.stranger)
    assert number == f"I-{clock.today().year}-001"
    words = page(browse, people.stranger, number)
    for said in SAID.values():
        assert " ".join(said.split()) in words
    assert "Idéen bliver behandlet sammen med dem, sekretariatet får senest den" in words
    assert "Flere cykler til skole Er under behandling" in text_of(browse(people.stranger).get("/ideer"))
    assert [event.action for event in events.chain()][-1] == "idea.proposed"


@pytest.mark.parametrize("key", ["", "x" * 100])
def test_no_idea_is_lost_by_a_key_that_is_none(browse, people, key):
    form = browse(people.stranger).form("/ideer/ny", "/ny")
    numbers = set()
    for title in ("Den første", "Den anden"):
        numbers.add(browse(people.stranger).send(form, {**SAID, "title": title, "form_key": key}).location)
    assert len(numbers) == (1 if key else 2)


@pytest.mark.parametrize("missing", SAID)
def test_what_is_missing_is_told_and_the_rest_is_kept(browse, people, missing):
    answer = browse(people.stranger).submit("/ideer/ny", "/ny", {**SAID, "why_network": "Fordi.", missing: " "})
    assert answer.status_code == 422
    assert "Alt det, du har skrevet, er bevaret." in text_of(answer)
    assert "Fordi." in answer.text
    assert db.session.query(Idea).count() == 0


def test_a_cpr_number_in_an_idea_is_refused(browse, people):
    answer = browse(people.stranger).submit("/ideer/ny", "/ny", {**SAID, "need": "Barnet 010110-1234 mangler hjælp"})
    assert answer.status_code == 422
    assert "Fjern CPR-nummeret" in text_of(answer)


@pytest.mark.both_databases
def test_the_same_form_sent_twice_proposes_once(browse, people):
    browser = browse(people.stranger)
    form = browser.form("/ideer/ny", "/ny")
    assert {browser.send(form, SAID).location for _twice in range(2)} == {f"/ideer/I-{clock.today().year}-001"}
    assert db.session.query(Idea).count() == 1


@pytest.mark.both_databases
def test_an_idea_is_its_author_s_and_the_office_s_alone(browse, people):
    number = propose(browse, people.stranger)
    for who in (people.school_head, people.chef_member, people.participant):
        assert browse(who).get(f"/ideer/{number}").status_code == 404
        assert "Flere cykler" not in text_of(browse(who).get("/ideer"))
    for who in (people.consultant, people.director):
        assert "Flere cykler til skole" in text_of(browse(who).get("/ideer"))
        assert "Forældre kører i bil" in page(browse, who, number)


def test_the_office_asks_back_and_the_author_answers_and_changes_the_idea(browse, people):
    number = propose(browse, people.stranger)
    assert act(browse, people.consultant, number, "spoerg", question="Hvilke skoler?").status_code == 303
    assert idea(number).state == "asked"
    author = browse(people.stranger)
    words = text_of(author.get(f"/ideer/{number}"))
    assert "Sekretariatet har et spørgsmål til dig." in words
    assert "Hvilke skoler?" in words
    assert "Venter på svar fra" in page(browse, people.consultant, number)
    sent = author.submit(f"/ideer/{number}/ret", "/ret", {"answer": "Alle tre.", "title": "Cykler til skole"})
    assert sent.status_code == 303
    assert (idea(number).state, idea(number).title) == ("received", "Cykler til skole")
    assert "Alle tre." in page(browse, people.consultant, number)


def test_an_idea_is_turned_down_with_a_reason_and_can_be_taken_up_again(browse, people):
    number = propose(browse, people.stranger)
    empty = act(browse, people.consultant, number, "afvis", reason="")
    assert (empty.status_code, idea(number).state) == (422, "received")
    assert act(browse, people.consultant, number, "afvis", reason="Trafikafdelingen er i gang.").status_code == 303
    words = page(browse, people.stranger, number)
    assert "Idéen blev afvist den" in words
    assert "Trafikafdelingen er i gang." in words
    everybody = text_of(browse(people.school_head).get("/ideer"))
    assert "Flere cykler til skole Er afvist" in everybody
    assert "Trafikafdelingen" not in everybody
    assert text_of(browse(people.stranger).get("/ideer")).count("Flere cykler til skole") == 1
    there = f'href="/ideer/{number}"'
    assert there in browse(people.consultant).get("/ideer").text
    assert there not in browse(people.school_head).get("/ideer").text
    assert act(browse, people.consultant, number, "genaabn").status_code == 303
    assert idea(number).state == "received"
    assert "Er afvist" not in text_of(browse(people.school_head).get("/ideer"))


def test_ideas_are_joined_and_both_authors_see_what_becomes_of_them(browse, people):
    first, second = propose(browse, people.stranger), propose(browse, people.participant, title="Sikre skoleveje")
    assert act(browse, people.consultant, second, "saml", into=first).status_code == 303
    assert "Idéen er en del af »Flere cykler til skole«, som er under behandling." in page(
        browse, people.participant, second
    )
    assert "Sikre skoleveje" in page(browse, people.consultant, first)
    assert "Sikre skoleveje" not in page(browse, people.stranger, first)
    assert browse(people.stranger).post(f"/ideer/{first}/traek-tilbage").status_code == 409  # another's goes with it
    act(browse, people.consultant, first, "afvis", reason="Nej tak.")
    assert "som er afvist." in page(browse, people.participant, second)


@pytest.mark.parametrize("into", ["", "I-2000-001", "self"])
def test_an_idea_is_not_joined_with_what_is_no_open_idea(browse, people, into):
    number, _other = propose(browse, people.stranger), propose(browse, people.stranger, title="En anden")
    answer = act(browse, people.consultant, number, "saml", into=number if into == "self" else into)
    assert (answer.status_code, idea(number).state) == (422, "received")


@pytest.mark.both_databases
def test_an_idea_becomes_a_network_whose_phase_1_says_what_the_ideas_said(browse, people):
    first = propose(browse, people.stranger, why_network="Ingen kan alene.", type="learning")
    second = propose(browse, people.participant, title="Sikre skoleveje", need="Krydset er farligt.")
    act(browse, people.consultant, second, "saml", into=first)
    office = browse(people.consultant)
    form = office.form(f"/ideer/{first}/netvaerk", "/netvaerk")
    assert (form.fields["title"], form.fields["type"]) == (["Flere cykler til skole"], ["learning"])
    answers = [office.send(form) for _twice in range(2)]
    assert [answer.status_code for answer in answers] == [303, 303]
    network = idea(first).network
    assert (network.title, network.type) == ("Flere cykler til skole", "learning")
    stored = {answer.key: answer.value for answer in build.document(f"NK-{network.number}-1").answers}
    assert stored["background"] == f"{SAID['need']}\n\nKrydset er farligt."
    assert stored["complexity"] == "Ingen kan alene."
    assert "Idéen blev til netværket »Flere cykler til skole« den" in page(browse, people.stranger, first)
    assert "Flere cykler til skole Blev til et netværk" in text_of(browse(people.school_head).get("/ideer"))
    assert [event.action for event in events.chain()].count("idea.taken_up") == 1


def test_who_has_withdrawn_an_idea_has_nobody_answer_it(browse, people):
    number = propose(browse, people.stranger)
    assert act(browse, people.stranger, number, "traek-tilbage").status_code == 303
    assert idea(number).state == "withdrawn"
    office = browse(people.consultant)
    assert "/spoerg" not in {form.action.rpartition("/")[2] for form in forms(office.get(f"/ideer/{number}"))}
    answer = office.post(f"/ideer/{number}/spoerg", {"question": "Er du sikker?"})
    assert answer.status_code == 409
    assert "Er du sikker?" in text_of(answer)


@pytest.mark.both_databases
def test_ideas_are_considered_twice_a_year():
    assert round_of(date(2026, 5, 1)) == Round(date(2026, 5, 1), date(2026, 6, 1))
    assert round_of(date(2026, 5, 2)) == Round(date(2026, 12, 1), date(2027, 1, 1))
    assert round_of(date(2026, 12, 2)) == Round(date(2027, 5, 1), date(2027, 6, 1))


@pytest.mark.parametrize(
    ("act", "typed", "event"),
    [("spoerg", {"question": "Hvilke skoler?"}, "idea.asked"), ("afvis", {"reason": "Nej tak."}, "idea.rejected")],
)
@pytest.mark.both_databases
def test_a_button_pressed_twice_says_it_once(browse, people, act, typed, event):
    number, office = propose(browse, people.stranger), browse(people.consultant)
    form = office.form(f"/ideer/{number}", f"/{act}")
    assert [office.send(form, typed).status_code for _twice in range(2)] == [303, 303]
    assert [remark.text for remark in idea(number).remarks] == list(typed.values())
    assert [told.action for told in events.chain()].count(event) == 1


@pytest.mark.both_databases
def test_an_idea_is_joined_and_withdrawn_once(browse, people):
    first, second = propose(browse, people.stranger), propose(browse, people.stranger, title="Sikre skoleveje")
    for who, number, act, typed in (
        (people.consultant, second, "saml", {"into": first}),
        (people.stranger, propose(browse, people.stranger, title="En tredje"), "traek-tilbage", {}),
    ):
        browser = browse(who)
        form = browser.form(f"/ideer/{number}", f"/{act}")
        assert [browser.send(form, typed).status_code for _twice in range(2)] == [303, 303], act
    told = [event.action for event in events.chain()]
    assert (told.count("idea.merged"), told.count("idea.withdrawn")) == (1, 1)


def test_the_words_of_many_ideas_never_make_a_longer_answer_than_there_may_be(browse, people):
    first = propose(browse, people.stranger, need="a" * 2900)
    for title in ("Nummer to", "Nummer tre"):
        number = propose(
            browse, people.stranger, title=title, need=title[-1] * 2900 if title == "Nummer to" else "Kort."
        )
        act(browse, people.consultant, number, "saml", into=first)
    assert operations.carried(idea(first))["background"] == f"{'a' * 2900}\n\nKort."


def test_the_day_that_an_idea_comes_is_a_day_in_denmark(app, people):
    late = Idea(state="received", at=datetime(2026, 12, 1, 23, 30, tzinfo=UTC), author_id=people.stranger)
    with app.test_request_context():
        assert "1. maj 2027" in situation(build.actor(people.stranger), late).replace("\xa0", " ")
