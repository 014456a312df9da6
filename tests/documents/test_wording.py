"""The office changes the questions' words: drafts keep theirs, agreed text holds its own, new drafts have the new."""

from dataclasses import replace

import pytest

from app.contracts.catalogue import IDEA
from app.core import events
from app.core.db import db
from app.documents import editions, integrity
from app.documents.models import Edition
from tests import build
from tests.browse import forms, text_of

PAGE = f"/skemaer/{IDEA.key}"
NEW = "Hvad skal være anderledes om et år, og for hvem?"


@pytest.fixture
def reword(browse, people):
    """Save other words as the consultant."""

    def save(**changes):
        sent = {name.replace("_", "-"): words for name, words in (changes or {"purpose_wording": NEW}).items()}
        return browse(people.consultant).submit(PAGE, PAGE, sent)

    return save


def made():
    db.session.rollback()
    return db.session.query(Edition).filter_by(kind=IDEA.key).order_by(Edition.n).all()


@pytest.mark.both_databases
def test_a_running_draft_keeps_its_words_and_the_next_has_the_new(browse, people, phase_at, reword):
    running = phase_at("draft")
    assert reword().status_code == 303
    begun = phase_at("draft", title="Et nyt netværk")
    page = browse(people.consultant).get
    assert NEW not in page(f"/dokumenter/{running}/ret").text
    assert IDEA.questions[0].wording in page(f"/dokumenter/{running}/ret").text
    assert NEW in page(f"/dokumenter/{begun}/ret").text


def test_an_agreed_text_holds_its_questions_and_still_verifies(browse, people, phase_at, reword):
    number = phase_at("agreed")
    before = build.document(number).in_force.json
    reword()
    assert build.document(number).in_force.json == before
    assert IDEA.questions[0].wording in before
    assert integrity.first_break() is None
    assert NEW not in browse(people.director).get(f"/dokumenter/{number}").text


def test_a_draft_that_keeps_its_words_is_sent_with_them(people, departments, phase_at, reword):
    number = phase_at("draft")
    reword()
    build.send(number, build.actor(people.consultant))
    wordings = [answer["wording"] for answer in build.document(number).latest.text["answers"]]
    assert wordings[0] == IDEA.questions[0].wording


def test_the_list_tells_which_edition_is_in_use_since_when_and_by_whom(browse, people, phase_at, reword):
    page = text_of(browse(people.director).get("/skemaer"))
    assert "Udgave 1, den første" in page
    reword()
    page = text_of(browse(people.director).get("/skemaer"))
    assert "Udgave 2, i brug siden i dag" in page
    assert "lavet af Rasmus Toft" in page


def test_the_page_tells_who_is_affected(browse, people, phase_at):
    page = browse(people.consultant).get
    assert "begyndte med" not in text_of(page(PAGE))
    for state in ("draft", "sent", "agreed"):
        phase_at(state, title=state)
    assert "2 tekster er i gang. De beholder de spørgsmål, de begyndte med." in text_of(page(PAGE))


def test_only_the_office_reads_and_changes_the_questions(browse, people, phase_at):
    for who in (people.director, people.other_consultant):
        assert browse(who).get(PAGE).status_code == 200
    for who in (people.school_head, people.leader, people.stranger):
        for url in ("/skemaer", PAGE):
            assert browse(who).get(url).status_code == 403
        assert browse(who).post(PAGE, {"purpose-heading": "Mit"}).status_code == 403
    assert browse().post(PAGE).status_code == 401
    assert browse(people.consultant).get("/skemaer/contract.other").status_code == 404
    assert not made()


def test_the_office_finds_the_page_from_the_networks(browse, people):
    assert 'href="/skemaer"' in browse(people.consultant).get("/netvaerk").text
    assert 'href="/skemaer"' not in browse(people.stranger).get("/netvaerk").text


def test_saving_what_says_the_same_is_told_so(browse, people):
    office = browse(people.consultant)
    assert office.submit("/skemaer/contract.idea", "/skemaer/contract.idea").status_code == 303
    page = text_of(office.get("/skemaer/contract.idea"))
    assert "Intet er ændret. Udgave 1 gælder stadig." in page
    assert "Gemt." not in page


def test_the_same_form_sent_twice_makes_one_edition_and_one_event(browse, people):
    browser = browse(people.consultant)
    form = browser.form(PAGE, PAGE)
    assert [browser.send(form, {"purpose-wording": NEW}).status_code for _click in range(2)] == [303, 303]
    assert [edition.n for edition in made()] == [1, 2]
    told = [event for event in events.chain() if event.action == "edition.made"]
    assert [(event.actor_id, event.object, event.scope) for event in told] == [
        (people.consultant, f"edition:{made()[-1].id}", "editions")
    ]


def test_saving_without_a_change_makes_no_edition(browse, people):
    assert browse(people.consultant).submit(PAGE, PAGE).status_code == 303
    assert not made()


def test_only_words_change_and_never_what_is_asked(reword):
    reword(purpose_heading="Mål", purpose_help="Skriv  kort.")
    first, second = (edition.questions for edition in made())
    assert second[0].heading == "Mål"
    assert second[0].help == "Skriv kort."
    assert second[1:] == first[1:]
    assert [(q.key, q.control, q.required) for q in second] == [(q.key, q.control, q.required) for q in IDEA.questions]


def test_what_a_release_asks_anew_is_asked_and_the_office_keeps_its_words(people, reword):
    reword()
    first, *rest = IDEA.questions
    asked = (
        replace(first, required=False, heading="Vores formål"),
        replace(first, key="new", heading="Nyt"),
        *rest[1:],
    )
    kept, new, *others = editions.in_use(db.session(), replace(IDEA, questions=asked)).questions
    assert (kept.wording, kept.heading, kept.required) == (NEW, first.heading, False)
    assert new.heading == "Nyt"
    assert [question.key for question in others] == [question.key for question in rest[1:]]


@pytest.mark.both_databases
def test_two_who_write_at_once_both_keep_what_they_wrote(browse, people, reword):
    browser = browse(people.director)
    form = browser.form(PAGE, PAGE)
    reword(purpose_wording=NEW, extent_heading="Længde")
    answer = browser.send(form, {"purpose-wording": "Hvad vil I opnå?", "background-heading": "Hvorfor"})
    assert answer.status_code == 409
    page = text_of(answer)
    assert "Rasmus Toft gemte udgave 2, mens du skrev" in page
    assert f"Rasmus Toft har skrevet: {NEW}" in page
    assert len(made()) == 2
    again = browser.send(next(form for form in forms(answer) if form.action == PAGE))
    assert again.status_code == 303
    words = {question.key: question for question in made()[-1].questions}
    assert words["purpose"].wording == "Hvad vil I opnå?"
    assert words["background"].heading == "Hvorfor"
    assert words["extent"].heading == "Længde"  # what the other changed alone is kept


@pytest.mark.parametrize(
    ("field", "words", "told"),
    [
        ("purpose-heading", "", "Skriv en overskrift til »Formål«"),
        ("purpose-heading", "x" * 73, "Skriv højst 72 tegn. Du har skrevet 73"),
        ("purpose-wording", "x" * 301, "Skriv højst 300 tegn. Du har skrevet 301"),
        ("purpose-help", "x" * 601, "Skriv højst 600 tegn. Du har skrevet 601"),
        ("purpose-help", "Skriv 010190-1234", "Fjern CPR-nummeret"),
    ],
)
def test_words_that_do_not_fit_are_told_and_kept(browse, people, field, words, told):
    answer = browse(people.consultant).submit(PAGE, PAGE, {field: words, "background-help": "Mine egne ord"})
    assert answer.status_code == 422
    assert told in text_of(answer)
    assert words in answer.text
    assert "Mine egne ord" in answer.text
    assert not made()


@pytest.mark.both_databases
@pytest.mark.parametrize("n", [0, -1, 2**31, 2**63, 10**20, -(10**20)])
def test_an_edition_that_no_page_can_have_shown_is_told_as_another_s(browse, people, n):
    answer = browse(people.consultant).submit(PAGE, PAGE, {"n": n, "purpose-wording": NEW})
    assert answer.status_code == 409
    assert NEW in answer.text


def test_the_first_draft_and_the_first_change_agree_on_which_edition_they_mean(browse, people, phase_at):
    """The catalogue's words are edition 1 whether a draft has needed them or not."""
    browser = browse(people.consultant)
    form = browser.form(PAGE, PAGE)
    phase_at("draft")
    assert browser.send(form, {"purpose-wording": NEW}).status_code == 303
    assert [edition.by_id for edition in made()] == [None, people.consultant]
    assert editions.in_use(db.session(), IDEA).questions[0].wording == NEW
