"""Forums' meetings: planned by the office, seen by who sits in the forum, with what waits for them and was decided."""

from datetime import timedelta
from functools import partial

import pytest

from app.core import clock
from app.core.db import db
from app.core.forms import write_date
from app.forums.models import ForumMeeting
from app.forums.operations import last_until, plan
from app.people.models import Function
from tests import build
from tests.browse import text_of
from tests.documents.minutes import decide
from tests.faults.test_races import at_once


def in_days(days):
    return clock.today() + timedelta(days=days)


def meets(people, *days, forum=Function.CHEFFORUM):
    plan(build.actor(people.consultant), forum, [in_days(day) for day in days])


@pytest.mark.both_databases
def test_the_office_plans_a_year_of_meetings_at_once(browse, people):
    office = browse(people.consultant)
    typed = {"forum": "chefforum", "days": "\n".join(write_date(in_days(day)) for day in (3, 17, 3))}
    for _ in range(2):  # sent twice
        assert office.submit("/forummoeder/nye", "/forummoeder/nye", typed).status_code == 303
    assert [row.day for row in db.session.query(ForumMeeting).order_by(ForumMeeting.day)] == [in_days(3), in_days(17)]
    page = text_of(office.get("/forummoeder"))
    assert page.count("Chefforum") == 4  # each meeting, and its button


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"forum": "", "days": "1. marts 2090"}, "Vælg et forum"),
        ({"forum": "kommunalbestyrelse", "days": "1. marts 2090"}, "Vælg blandt dem, der er vist"),
        ({"forum": "chefforum", "days": ""}, "Skriv mindst én dato"),
        ({"forum": "chefforum", "days": "1. marts 2090\nengang i maj"}, "»engang i maj« er ikke en dato"),
        ({"forum": "chefforum", "days": "1. marts 2001"}, "»1. marts 2001« er passeret"),
        ({"forum": "chefforum", "days": "1. marts 2090\n" * 61}, "Skriv højst 60 datoer ad gangen"),
    ],
)
def test_what_is_no_meeting_is_told_and_kept(browse, people, typed, sentence):
    page = browse(people.consultant).submit("/forummoeder/nye", "/forummoeder/nye", typed)
    assert page.status_code == 422
    assert sentence in text_of(page)
    assert typed["days"][:12] in page.text
    assert db.session.query(ForumMeeting).count() == 0


def test_who_sits_in_a_forum_sees_its_meetings_alone_and_plans_none(browse, people):
    meets(people, 3)
    meets(people, 5, forum=Function.DIREKTOERFORUM)
    page = text_of(browse(people.chef_member).get("/forummoeder"))
    assert "Chefforum" in page
    assert "Direktørforum" not in page
    for who, status in ((people.consultant, 200), (people.chef_member, 200), (people.school_head, 403)):
        assert browse(who).get("/forummoeder").status_code == status
    for who in (people.chef_member, people.stranger):
        assert browse(who).get("/forummoeder/nye").status_code == 403
        assert browse(who).post("/forummoeder/1/aflys").status_code == 403
    assert db.session.query(ForumMeeting).count() == 2


def test_a_meeting_is_called_off_and_one_that_was_held_is_not(browse, people):
    meets(people, 1, 9)
    office = browse(people.director)
    first, second = (row.id for row in db.session.query(ForumMeeting).order_by(ForumMeeting.day))
    for _ in range(2):  # a second click
        assert office.post(f"/forummoeder/{second}/aflys").status_code == 303
    assert office.post(f"/forummoeder/{2**40}/aflys").status_code == 303
    with build.days_later(2):
        assert browse(people.director).post(f"/forummoeder/{first}/aflys").status_code == 409
    db.session.rollback()
    assert [row.id for row in db.session.query(ForumMeeting)] == [first]


def test_what_waits_for_a_forum_stands_under_its_next_meeting(browse, people, phase_at):
    meets(people, 4, 18)
    number = phase_at("sent")
    for who in (people.consultant, people.chef_member):
        page = browse(who).get("/forummoeder")
        assert text_of(page).count("Beslutning om fase 1") == 1
        assert f'href="/dokumenter/{number}"' in page.text


def test_what_was_decided_stands_under_the_meeting_of_its_day(browse, people, phase_at):
    meets(people, 0)
    number = phase_at("sent")
    decide(browse(people.consultant), number, "postponed")
    with build.days_later(1):
        page = text_of(browse(people.chef_member).get("/forummoeder"))
    assert "Afholdte møder" in page
    assert "Punkt 4: Fase 1 · Udsat" in page


def test_a_decision_begins_with_the_day_of_the_last_meeting(browse, people, phase_at):
    meets(people, 1)
    number = phase_at("sent")
    with build.days_later(3):
        form = browse(people.consultant).form(f"/dokumenter/{number}/beslutning", "/beslutning")
    assert form.fields["day"] == [write_date(in_days(1))]


@pytest.mark.both_databases
def test_the_last_meeting_until_a_day(people):
    meets(people, 2, 9)
    assert last_until(Function.CHEFFORUM, in_days(8)) == in_days(2)
    assert last_until(Function.CHEFFORUM, in_days(1)) is None


@pytest.mark.both_databases
def test_two_who_plan_the_same_meeting_at_once_plan_one(app, people, rounds):
    day = in_days(3)
    for round_ in rounds(3, 30):
        acts = [
            partial(plan, build.actor(who), Function.CHEFFORUM, [day]) for who in (people.consultant, people.director)
        ]
        assert at_once(app, *acts) == [None, None]
        day += timedelta(days=1)
        assert db.session.query(ForumMeeting).count() == round_ + 1
