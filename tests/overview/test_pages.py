"""What waits for whom, the networks one may see, a network's page and its history."""

from app.core import clock
from app.core.db import db, write
from tests import build
from tests.browse import text_of
from tests.support.queries import selects


def test_the_drafters_see_what_is_theirs_to_write_and_whom_they_wait_for(browse, people, phase_at):
    phase_at("draft", title="Kladde")
    phase_at("sent_back", title="Kommet tilbage")
    phase_at("approved_by_one", title="Ude")
    page = text_of(browse(people.consultant).get("/"))
    assert "To ting, Rasmus." in page
    assert "Skriv fase 1 om" in page
    waits = page.split("Du venter på")[1]
    assert "Birgitte Holmskov" in waits
    assert "Jens Lundgaard" in waits
    assert "Hanne Thorsager" not in waits.split("Et nyt netværk")[0]


def test_who_has_nothing_to_do_is_told_so(browse, people):
    page = text_of(browse(people.stranger).get("/"))
    assert "Intet venter på dig lige nu, Ida." in page


def test_the_most_urgent_approval_stands_first(browse, people, phase_at):
    phase_at("sent", title="Sen")
    early = phase_at("sent", title="Tidlig")
    with write() as session:
        session.query(build.Document).filter_by(number=early).one().due = clock.today()
    page = text_of(browse(people.school_head).get("/"))
    assert page.index("Tidlig") < page.index("Sen")
    assert "I dag" in page


def test_a_party_s_page_of_a_network_tells_its_history_in_sentences(browse, people, phase_at):
    number = build.document(phase_at("agreed")).network.number
    page = text_of(browse(people.school_head).get(f"/netvaerk/{number}"))
    for sentence in (
        "Rasmus Toft oprettede netværket.",
        "Rasmus Toft sendte fase 1, version 1, til godkendelse.",
        "Birgitte Holmskov godkendte fase 1, version 1.",
        "Alle har godkendt fase 1, version 1. Teksten er låst.",
    ):
        assert sentence in page


def test_every_employee_reads_the_short_profile_of_an_agreed_network_and_no_more(browse, people, phase_at):
    number = build.document(phase_at("agreed")).network.number
    page = browse(people.stranger).get(f"/netvaerk/{number}")
    words = text_of(page)
    assert "Flere elever skal tilbage i skolen." in words
    assert "Fraværet stiger" not in words
    assert "godkendte" not in words
    assert "/dokumenter/" not in page.text


def test_a_list_asks_the_database_as_often_for_many_networks_as_for_few(browse, people, phase_at):
    browser = browse(people.consultant)
    counts = []
    for title in ("En", "To", "Tre", "Fire"):
        phase_at("approved_by_one", title=title)
        phase_at("sent_back", title=f"{title} igen")
        with selects() as sent:
            browser.get("/")
        counts.append(len(sent))
    assert len(set(counts)) == 1, counts
    assert counts[0] <= 20


def test_opening_the_same_form_twice_opens_one_network(browse, people):
    browser = browse(people.consultant)
    form = browser.form("/netvaerk/nyt", "/netvaerk/nyt")
    first, second = browser.send(form, {"title": "Bo i byen"}), browser.send(form, {"title": "Bo i byen"})
    assert first.location == second.location
    assert db.session.query(build.Document).count() == 1


def test_a_network_without_a_title_or_with_a_long_one_is_not_opened(browse, people):
    browser = browse(people.consultant)
    for title, said in (("", "Giv netværket en titel"), ("x" * 121, "Skriv højst 120 tegn. Du har skrevet 121")):
        answer = browser.submit("/netvaerk/nyt", "/netvaerk/nyt", {"title": title})
        assert answer.status_code == 422
        assert said in text_of(answer)
        assert title in answer.text
    assert db.session.query(build.Document).count() == 0
