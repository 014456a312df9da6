"""The author is told each time something becomes of an idea: on the front page, and in its history (domain.md 5.1)."""

import pytest

from tests import build
from tests.browse import text_of
from tests.ideas.test_ideas import act, propose


@pytest.fixture
def front(browse, people):
    """What the author's front page says, in `days`."""

    def read(days=0):
        with build.days_later(days):
            return text_of(browse(people.stranger).get("/"))

    return read


@pytest.fixture
def mine(browse, people):
    return propose(browse, people.stranger)


def history(browse, who, number):
    return text_of(browse(who).get(f"/ideer/{number}")).partition("Historik")[2]


def test_that_it_is_considered_and_that_the_office_asks(browse, people, front, mine):
    assert "Dine idéer Flere cykler til skole Er under behandling" in front()
    act(browse, people.consultant, mine, "spoerg", question="Hvilke skoler?")
    words = front()
    assert "Sekretariatet har et spørgsmål til dig. Flere cykler til skole" in words
    assert "Dine idéer" not in words  # it stands once


def test_that_it_is_turned_down_and_considered_again(browse, people, front, mine):
    act(browse, people.consultant, mine, "afvis", reason="Trafikafdelingen er i gang.")
    assert "Flere cykler til skole Er afvist. Læs hvorfor" in front()
    assert f'href="/ideer/{mine}"' in browse(people.stranger).get("/").text
    act(browse, people.consultant, mine, "genaabn")
    assert "Flere cykler til skole Bliver behandlet igen" in front()


def test_which_idea_it_was_joined_with_and_what_became_of_that_months_later(browse, people, front, mine):
    other = propose(browse, people.participant, title="Sikre skoleveje")
    act(browse, people.consultant, mine, "saml", into=other)
    assert "Idéen er en del af »Sikre skoleveje«, som er under behandling." in front()
    with build.days_later(60):
        act(browse, people.consultant, other, "afvis", reason="Nej tak.")
    assert "Idéen er en del af »Sikre skoleveje«, som er afvist." in front(days=61)


def test_which_network_it_became(browse, people, front, mine):
    browse(people.consultant).submit(f"/ideer/{mine}/netvaerk", "/netvaerk", {"title": "Byen på cykel"})
    assert "Flere cykler til skole Blev til netværket »Byen på cykel«" in front()
    assert "Flere cykler til skole Blev til netværket »Byen på cykel«" in text_of(browse(people.stranger).get("/ideer"))


def test_what_is_settled_leaves_the_front_page_after_a_month_and_is_told_to_nobody_else(browse, people, front, mine):
    act(browse, people.consultant, mine, "afvis", reason="Nej tak.")
    assert "Dine idéer" not in text_of(browse(people.participant).get("/"))
    assert ["Dine idéer" in front(days) for days in (29, 31)] == [True, False]


def test_the_history_stands_in_sentences_for_who_reads_the_idea(browse, people, mine):
    other = propose(browse, people.participant, title="Sikre skoleveje")
    act(browse, people.consultant, mine, "spoerg", question="Hvilke skoler?")
    browse(people.stranger).submit(f"/ideer/{mine}/ret", "/ret", {"answer": "Alle tre."})
    browse(people.consultant).submit("/ideer/runder", f"/{mine}/ned")
    act(browse, people.consultant, mine, "saml", into=other)
    told = [
        "Rasmus Toft lagde idéen sammen med en anden.",
        "Ida Skovbjerg ændrede idéen.",
        "Rasmus Toft stillede forfatteren et spørgsmål.",
        "Ida Skovbjerg foreslog idéen.",
    ]
    for who in (people.stranger, people.consultant):
        words = history(browse, who, mine)
        places = [words.find(sentence) for sentence in told]
        assert -1 not in places
        assert places == sorted(places)  # the newest first
    assert "gav idéen en plads i rækkefølgen" not in history(browse, people.stranger, mine)  # the office's own work
    assert "gav idéen en plads i rækkefølgen" in history(browse, people.consultant, mine)
    assert browse(people.school_head).get(f"/ideer/{mine}").status_code == 404
