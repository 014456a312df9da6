"""Half-yearly rounds end as one ranked proposal; an idea that cannot wait is proposed apart (domain.md 1)."""

from datetime import date, timedelta

import pytest

from app.core import clock, events
from app.core.db import db
from app.core.pages import Refusal
from app.ideas import operations, rounds
from app.ideas.models import Idea
from tests import build
from tests.browse import text_of


def propose(people, title, by=None):
    said = {"title": title, "need": "Noget mangler.", "difference": "Elever", "why_network": "", "taking_part": ""}
    return operations.propose(build.actor(by or people.stranger), {**said, "type": ""}, f"key-{title}").number


def titles():
    db.session.rollback()
    return [[idea.title for idea in proposal.ideas] for proposal in rounds.proposals()]


@pytest.fixture
def three(people):
    return [propose(people, title) for title in ("Første", "Anden", "Tredje")]


@pytest.mark.both_databases
def test_the_office_puts_the_ideas_in_order(browse, people, three):
    office = browse(people.consultant)
    assert office.submit("/ideer/runder", f"/ideer/{three[2]}/op", {}).status_code == 303
    assert titles() == [["Første", "Tredje", "Anden"]]
    assert office.submit("/ideer/runder", f"/ideer/{three[0]}/ned", {}).status_code == 303
    assert titles() == [["Tredje", "Første", "Anden"]]
    page = text_of(office.get("/ideer/runder"))
    assert "1. Tredje" in page
    assert "3. Anden" in page
    assert [event.details["rank"] for event in events.chain() if event.action == "idea.ranked"] == [2, 2]


@pytest.mark.both_databases
def test_a_button_pressed_twice_moves_the_idea_one_place(browse, people, three):
    office = browse(people.consultant)
    form = office.form("/ideer/runder", f"/ideer/{three[2]}/op")
    for _ in range(2):
        assert office.send(form, {}).status_code == 303
    assert titles() == [["Første", "Tredje", "Anden"]]
    assert len([event for event in events.chain() if event.action == "idea.ranked"]) == 1


@pytest.mark.both_databases
def test_what_another_has_moved_meanwhile_is_told_and_stays(browse, people, three):
    office = browse(people.consultant)
    form = office.form("/ideer/runder", f"/ideer/{three[1]}/op")
    rounds.move(three[0], build.actor(people.director), 1, 1)
    rounds.move(three[1], build.actor(people.director), 1, 1)
    rounds.move(three[1], build.actor(people.director), 1, 2)
    answer = office.send(form, {})
    assert answer.status_code == 409
    assert "Idéerne er flyttet i mellemtiden" in text_of(answer)
    assert titles() == [["Første", "Tredje", "Anden"]]


def test_who_is_first_goes_no_further_up_and_nothing_is_told(people, three):
    rounds.move(three[0], build.actor(people.consultant), -1, 1)
    rounds.move(three[2], build.actor(people.consultant), 1, 3)
    assert titles() == [["Første", "Anden", "Tredje"]]
    assert not [event for event in events.chain() if event.action == "idea.ranked"]


def test_an_idea_that_cannot_wait_is_proposed_apart_and_put_back(browse, people, three):
    office = browse(people.director)
    for _ in range(2):  # a second click
        assert office.post(f"/ideer/{three[1]}/uden-for-runden").status_code == 303
    assert titles() == [["Første", "Tredje"], ["Anden"]]
    assert "uden for de halvårlige runder" in text_of(browse(people.stranger).get(f"/ideer/{three[1]}"))
    assert office.submit("/ideer/runder", f"/ideer/{three[1]}/i-runden", {}).status_code == 303
    assert titles() == [["Første", "Tredje", "Anden"]] or titles() == [["Første", "Anden", "Tredje"]]
    assert len([event for event in events.chain() if event.action == "idea.set_apart"]) == 2


def test_each_round_has_its_own_order(people, three):
    with clock.standing_at(clock.now() + timedelta(days=200)):
        propose(people, "Næste runde")
    assert [len(each) for each in titles()] == [3, 1]
    later = db.session.query(Idea).filter_by(title="Næste runde").one().number
    rounds.move(later, build.actor(people.consultant), -1, 1)
    assert titles()[0] == ["Første", "Anden", "Tredje"]


def test_an_idea_that_is_decided_is_no_longer_ranked(browse, people, three):
    operations.settle(three[0], build.actor(people.consultant), "reject", "Det er et projekt.")
    assert titles() == [["Anden", "Tredje"]]
    with pytest.raises(Refusal, match="afvist"):
        rounds.move(three[0], build.actor(people.consultant), 1, 1)


def test_only_the_office_ranks(browse, people, three):
    for who in (people.stranger, people.school_head, people.chef_member):
        for address in ("/ideer/runder", "/ideer/runder/frister", "/ideer/runder/1/pdf"):
            assert browse(who).get(address).status_code == 403
    assert browse(people.stranger).post(f"/ideer/{three[0]}/ned").status_code == 403  # the author
    assert browse(people.school_head).post(f"/ideer/{three[0]}/ned").status_code == 404
    assert titles() == [["Første", "Anden", "Tredje"]]


def test_the_office_changes_the_deadlines(browse, people, three):
    office, url = browse(people.consultant), "/ideer/runder/frister"
    assert office.form(url, url).fields["first"] == ["1. maj"]
    typed = {"first": "15. april", "first_decided": "6", "second": "1. november", "second_decided": "1"}
    for _ in range(2):  # sent twice
        assert office.submit(url, url, typed).status_code == 303
    db.session.rollback()
    assert rounds.rhythm() == [((4, 15), 6), ((11, 1), 1)]
    assert len([event for event in events.chain() if event.action == "edition.made"]) == 1
    day = rounds.round_of(clock.today(), rounds.rhythm()).deadline
    assert (day.month, day.day) in ((4, 15), (11, 1))


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"first": "engang"}, "Skriv dag og måned, for eksempel 1. maj"),
        ({"second": "29. februar"}, "Skriv dag og måned, for eksempel 1. maj"),
        ({"second": "1. maj"}, "De to frister kan ikke være samme dag"),
        ({"first_decided": "13"}, "Vælg blandt dem, der er vist"),
    ],
)
def test_what_is_no_deadline_is_told_and_kept(browse, people, typed, sentence):
    url = "/ideer/runder/frister"
    page = browse(people.consultant).submit(url, url, typed)
    assert page.status_code == 422
    assert sentence in text_of(page)


def test_the_rounds_of_other_deadlines():
    known = [((4, 15), 6), ((11, 1), 1)]
    assert rounds.round_of(date(2026, 4, 16), known) == rounds.Round(date(2026, 11, 1), date(2027, 1, 1))
    assert rounds.round_of(date(2026, 11, 2), known) == rounds.Round(date(2027, 4, 15), date(2027, 6, 1))
