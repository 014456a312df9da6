"""The history of a draft is read, compared and put back; nothing that was written is lost."""

import re
from datetime import timedelta

import pytest

from app.core import clock
from app.documents.drafting import moments
from tests import build
from tests.browse import text_of


def page(number, rest=""):
    return f"/dokumenter/{number}/historik{rest}"


def values(number):
    return {answer.key: answer.value for answer in build.document(number).answers if answer.value}


def save(number, who, **answers):
    """One who saves an hour later than the last."""
    bases = {answer.key: build.texts.base(answer.value, answer.version) for answer in build.document(number).answers}
    build.save(number, build.actor(who), answers, bases)


@pytest.fixture
def written(people, phase_at):
    """Three moments by two persons, an hour apart."""
    number = phase_at("draft")
    start = clock.now()
    for hours, who, answers in (
        (1, people.director, {"purpose": "Alle elever i skole.", "strategy": "Børnepolitikken"}),
        (2, people.consultant, {"purpose": "Alle elever trygt i skole.", "strategy": ""}),
    ):
        with clock.standing_at(start + timedelta(hours=hours)):
            save(number, who, **answers)
    return number


@pytest.mark.both_databases
def test_the_history_tells_who_wrote_which_answers_newest_first(browse, people, written):
    words = text_of(browse(people.consultant).get(page(written)))
    newest, middle = words.index("Rasmus Toft Formål, Kobling til strategi"), words.index("Hanne Thorsager Formål")
    assert newest < middle < words.index("Formål, Baggrund, Omfang")


def test_a_line_opens_the_text_as_it_was_then(browse, people, written):
    browser = browse(people.consultant)
    then = text_of(browser.get(page(written, "/2")))
    assert "Alle elever i skole." in then
    assert "Børnepolitikken" in then
    assert "Sådan stod der i udkastet dengang." in then
    first = text_of(browser.get(page(written, "/1")))
    assert "Flere elever skal tilbage i skolen." in first
    assert "Børnepolitikken" not in first
    assert "Sådan står der i udkastet nu." in text_of(browser.get(page(written, "/3")))
    assert "Ikke udfyldt" in text_of(browser.get(page(written, "/0")))


def test_two_moments_are_compared_word_by_word(browse, people, written):
    browser = browse(people.consultant)
    words = text_of(browser.get(page(written, "?fra=2&til=3")))
    assert "tilføjet: trygt" in words
    assert "slettet: Børnepolitikken" in words
    assert text_of(browser.get(page(written, "?fra=3&til=2"))) == words  # always from the earlier to the later
    assert "Teksten var ens begge gange." in text_of(browser.get(page(written, "?fra=2&til=2")))


@pytest.mark.both_databases
def test_an_earlier_text_is_restored_as_a_change_of_its_own(browse, people, written):
    browser, now = browse(people.director), values(written)
    answer = browser.submit(page(written, "/1"), "/gendan")
    assert answer.status_code == 303
    assert values(written)["purpose"] == build.ANSWERS["purpose"]
    assert "strategy" not in values(written)
    assert "Ét svar er gendannet." in text_of(browser.get(f"/dokumenter/{written}/ret"))
    assert "Alle elever trygt i skole." in text_of(browser.get(page(written, "/3")))
    browser.submit(page(written, "/3"), "/gendan")  # and back again
    assert values(written) == now


def test_what_was_just_written_stands_in_the_history_when_an_earlier_text_is_restored(browse, people, phase_at):
    number = phase_at("draft")
    save(number, people.consultant, purpose="Skrevet for et øjeblik siden.")
    browser = browse(people.consultant)
    assert browser.submit(page(number, "/0"), "/gendan").status_code == 303
    assert values(number) == {}
    assert "Skrevet for et øjeblik siden." in text_of(browser.get(page(number, "/1")))
    assert browser.submit(page(number, "/1"), "/gendan").status_code == 303
    assert values(number)["purpose"] == "Skrevet for et øjeblik siden."


def test_a_removed_period_and_its_cells_stand_in_the_history(browse, people, frame_at):
    number = frame_at("draft")
    save(number, people.leader, **{"course_plan": "a1", "course_plan.a1.name": "Udforskning"})
    save(number, people.consultant, course_plan="")
    browser = browse(people.leader)
    assert "Forløbsplan" in text_of(browser.get(page(number)))
    before = max(
        n for n in range(1, 9) if "Udforskning" in text_of(browser.get(page(number, f"/{n}"))).split("UDKAST")[-1]
    )
    assert '<th scope="row">Udforskning</th>' in browser.get(page(number, f"/{before}")).text
    browser.submit(page(number, f"/{before}"), "/gendan")
    assert values(number)["course_plan"] == "a1"


@pytest.mark.both_databases
def test_the_history_of_a_draft_is_for_those_who_read_drafts(browse, people, phase_at):
    number = phase_at("sent")
    assert browse(people.director).get(page(number)).status_code == 200
    for rest in ("", "/1", "?fra=0&til=1"):
        assert browse(people.school_head).get(page(number, rest)).status_code == 403
        assert browse(people.stranger).get(page(number, rest)).status_code == 404
    assert browse(people.school_head).post(page(number, "/1/gendan")).status_code == 403


def test_a_text_that_is_out_is_read_in_its_history_and_not_restored(browse, people, phase_at):
    number = phase_at("sent")
    browser = browse(people.consultant)
    assert "Gendan denne tekst" not in text_of(browser.get(page(number, "/0")))
    assert browser.post(page(number, "/0/gendan")).status_code == 409


@pytest.mark.parametrize("rest", ["/99", "?fra=0&til=99"])
def test_a_moment_that_never_was_is_not_found(browse, people, phase_at, rest):
    assert browse(people.consultant).get(page(phase_at("draft"), rest)).status_code == 404


def test_a_restore_never_overwrites_what_somebody_wrote_after_the_page_was_shown(browse, people, written):
    browser = browse(people.director)
    form = browser.form(page(written, "/1"), "/gendan")
    save(written, people.consultant, purpose="Skrevet imens.")
    answer = browser.send(form)
    assert answer.status_code == 409
    assert "Der er skrevet i udkastet, siden du åbnede siden" in text_of(answer)
    assert values(written)["purpose"] == "Skrevet imens."
    assert browser.submit(page(written, "/1"), "/gendan").status_code == 303


def approve(number, *who):
    for person in who:
        build.operations.approve(number, build.actor(person), build.latest_sha(number))


def changed_at(number, n):
    """Which answers the line tells that it changed."""
    return next(moment.headings for moment in moments.of(build.document(number)) if moment.n == n)


def sent_and_taken_back(people, number):
    build.send(number, build.actor(people.consultant))
    build.operations.recall(number, build.actor(people.consultant))


def agreed_and_changed(people, number):
    build.send(number, build.actor(people.consultant))
    build.agree(number, people)
    build.operations.change(number, build.actor(people.consultant))


def given_up_and_taken_up(people, number):
    build.operations.withdraw(number, build.actor(people.consultant))
    build.operations.resume(number, build.actor(people.consultant))


@pytest.mark.parametrize("between", [sent_and_taken_back, agreed_and_changed, given_up_and_taken_up])
def test_a_line_never_reaches_across_what_is_done_to_the_whole_text(browse, people, phase_at, between):
    """All of it by one person within a quarter of an hour."""
    number = phase_at("draft")
    between(people, number)
    save(number, people.consultant, extent="Cirka ni måneder.")
    assert changed_at(number, 1) == ["Formål", "Baggrund", "Omfang", "Centrale afdelinger", "De første succeskriterier"]
    assert changed_at(number, 2) == ["Omfang"]
    browser = browse(people.consultant)
    assert "slettet: seks" in text_of(browser.get(page(number, "/2")))
    browser.submit(page(number, "/1"), "/gendan")
    assert values(number)["extent"] == build.ANSWERS["extent"]


def test_a_change_that_was_given_up_and_the_next_one_are_lines_of_their_own(people, phase_at):
    number = phase_at("being_changed")
    build.operations.give_up(number, build.actor(people.consultant))
    build.operations.change(number, build.actor(people.consultant))
    save(number, people.consultant, strategy="Børnepolitikken")
    assert [changed_at(number, n) for n in (2, 3, 4)] == [["Omfang"], ["Omfang"], ["Kobling til strategi"]]


def test_a_restoration_is_a_line_of_its_own_and_named_as_one(browse, people, written):
    browser = browse(people.director)
    browser.submit(page(written, "/1"), "/gendan")
    save(written, people.director, strategy="Skrevet lige efter.")
    assert changed_at(written, 5) == ["Kobling til strategi"]
    assert "Hanne Thorsager gendannede linje 1" in text_of(browser.get(page(written)))
    assert "Hanne Thorsager gendannede linje 1." in text_of(browser.get(page(written, "/4")))
    browser.submit(page(written, "/0"), "/gendan")
    assert "Hanne Thorsager gendannede udkastet, som det var, før nogen skrev" in text_of(browser.get(page(written)))


def test_no_two_moments_to_choose_among_read_alike(browse, people, written):
    browser = browse(people.director)
    for n in (1, 3, 1):  # within one minute
        browser.submit(page(written, f"/{n}"), "/gendan")
    offered = re.findall(r"<option[^>]*>\s*(.*?)\s*</option>", browser.get(page(written)).text, re.DOTALL)
    assert len(offered) == 2 * 7
    assert len(set(offered)) == 7
