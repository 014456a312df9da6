"""Posts are held from–to, and what follows from them follows today's holder (domain.md 3)."""

from datetime import timedelta

import pytest

from app.core import clock
from app.core.actions import Position
from app.core.db import db, write
from app.people.models import BrowserSession, Department, Function, Person, Post
from app.people.operations import holders
from app.people.sessions import IDLE
from tests import build
from tests.cast import person

pytestmark = pytest.mark.both_databases


def post_of(person_id):
    return db.session.query(Post).filter_by(person_id=person_id).one()


def test_who_has_left_the_post_no_longer_approves_and_who_follows_does(browse, people, departments, phase_at):
    number = phase_at("sent")
    with write() as session:
        old = session.query(Post).filter_by(person_id=people.school_head).one()
        old.to_date = clock.today() - timedelta(days=1)
        new = Post(
            function=Function.AFDELINGSCHEF,
            department_id=departments.school,
            person=person("Sofie Ny"),
            from_date=clock.today(),
        )
        session.add(new)
        session.flush()
        successor = new.person_id
    assert browse(people.school_head).get(f"/dokumenter/{number}").status_code == 404
    assert browse(successor).submit(f"/dokumenter/{number}", "/godkend").status_code == 303


def test_a_post_that_begins_tomorrow_counts_from_tomorrow(people):
    with write() as session:
        session.query(Post).filter_by(person_id=people.director).one().from_date = clock.today() + timedelta(days=1)
    assert not build.actor(people.director).holds(Function.NETVAERKSDIREKTOER)
    with clock.standing_at(clock.now() + timedelta(days=1)):
        assert build.actor(people.director).holds(Function.NETVAERKSDIREKTOER)


def test_the_regular_holder_is_named_before_an_acting_one(people, departments):
    position = Position(Function.AFDELINGSCHEF, departments.school)
    with write() as session:
        regular = session.query(Post).filter_by(person_id=people.school_head).one()
        regular.is_acting = True
        session.add(
            Post(
                function=position.function,
                department_id=position.department_id,
                person_id=people.stranger,
                from_date=clock.today(),
            )
        )
    assert [found.id for found in holders([position])[position]] == [people.stranger, people.school_head]


def test_a_department_that_has_ended_is_not_offered_but_stays_where_it_was_ticked(
    browse, people, departments, phase_at
):
    number = phase_at("draft")
    other = phase_at("draft", title="Et andet")
    browser = browse(people.consultant)
    browser.submit(f"/dokumenter/{other}/ret", "/ret", {"central_departments": [departments.finance]})
    with write() as session:
        session.get_one(Department, departments.school).to_date = clock.today() - timedelta(days=1)
    browser.submit(f"/dokumenter/{number}/ret", "/ret", {"strategy": "Nyt"})
    stored = {answer.key: answer.value for answer in build.document(number).answers}["central_departments"]
    assert stored == f"{departments.school},{departments.family}"
    assert "Skoler og Uddannelse" not in browser.get(f"/dokumenter/{other}/ret").text


def test_a_closed_person_s_open_session_is_worth_nothing(browse, people):
    browser = browse(people.director)
    with write() as session:
        session.get_one(Person, people.director).is_active = False
    assert browser.client.get("/").status_code == 302


def test_a_session_ends_when_it_has_not_been_used_for_a_working_day(browse, people):
    browser = browse(people.director)
    with write() as session:
        for row in session.query(BrowserSession):
            row.seen_at = clock.now() - IDLE + timedelta(minutes=1)
    assert browser.get("/").status_code == 200  # and is renewed by being used
    db.session.rollback()
    assert max(row.seen_at for row in db.session.query(BrowserSession)) > clock.now() - timedelta(minutes=1)
    with write() as session:
        for row in session.query(BrowserSession):
            row.seen_at = clock.now() - IDLE - timedelta(minutes=1)
    assert browser.client.get("/").status_code == 302
