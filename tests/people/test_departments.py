"""Departments as the office keeps them: a new name, a re-organisation, and what follows."""

from datetime import timedelta

import pytest

from app.core import clock
from app.core.db import db
from app.core.forms import write_date
from app.core.pages import Refusal
from app.people.models import Department, Function, Post
from app.people.operations import holder_of
from app.people.register import structure
from tests import build
from tests.browse import text_of
from tests.people.registering import give


def reorganise(people, room, name="", into=None, days=1):
    day = clock.today() + timedelta(days=days)
    return structure.reorganise(room, build.actor(people.consultant), day, name, into)


@pytest.mark.both_databases
def test_a_department_with_a_new_name_keeps_its_head_and_what_waits(browse, people, departments, phase_at):
    number = phase_at("sent")
    new = reorganise(people, departments.school, "Læring og Trivsel")
    assert reorganise(people, departments.school, "Læring og Trivsel").id == new.id  # sent twice
    with build.days_later(1):
        head = browse(people.school_head)
        assert head.submit(f"/dokumenter/{number}", "/godkend").status_code == 303
        page = text_of(head.get(f"/dokumenter/{number}"))
        assert "afdelingschef for Skoler og Uddannelse" in page  # the paper keeps the old name
        assert holder_of(Function.AFDELINGSCHEF, new.id).id == people.school_head


def test_what_waits_for_a_department_that_is_no_more_waits_for_its_successor_s_head(
    browse, people, departments, phase_at
):
    """Obligations follow the post, however often departments are re-organised."""
    number = phase_at("sent")
    last = reorganise(people, reorganise(people, departments.school, "Skole").id, into=departments.finance, days=2)
    assert last.id == departments.finance
    with build.days_later(2):
        assert browse(people.school_head).get(f"/dokumenter/{number}").status_code == 404
        assert "Mette Øllgaard" in text_of(browse(people.consultant).get(f"/dokumenter/{number}"))
        assert "Godkend fase 1" in text_of(browse(people.finance_head).get("/"))
        assert browse(people.finance_head).submit(f"/dokumenter/{number}", "/godkend").status_code == 303


def test_a_head_who_is_to_begin_later_heads_the_department_under_its_new_name(people, departments):
    later = clock.today() + timedelta(days=30)
    give(people, people.stranger, room=departments.school, day=later)
    new = reorganise(people, departments.school, "Læring og Trivsel", days=5)
    held = [(post.person_id, post.from_date, post.to_date) for post in db.session.query(Post).filter_by(department=new)]
    assert held == [
        (people.stranger, later, None),
        (people.school_head, clock.today() + timedelta(days=5), later - timedelta(days=1)),
    ]


def test_who_was_to_head_a_department_that_is_no_more_never_does(people, departments):
    give(people, people.stranger, room=departments.school, day=clock.today() + timedelta(days=30))
    reorganise(people, departments.school, into=departments.finance, days=5)
    assert db.session.query(Post).filter_by(person_id=people.stranger).count() == 0


def test_a_department_becomes_no_part_of_one_that_ends(people, departments):
    reorganise(people, departments.school, into=departments.finance, days=30)
    with pytest.raises(Refusal, match="Vælg en afdeling, der findes"):
        reorganise(people, departments.finance, into=departments.school, days=5)


def test_until_the_day_of_a_re_organisation_nothing_is_another_s(browse, people, departments, phase_at):
    number = phase_at("sent")
    reorganise(people, departments.school, into=departments.finance, days=3)
    assert browse(people.finance_head).get(f"/dokumenter/{number}").status_code == 404
    assert browse(people.school_head).submit(f"/dokumenter/{number}", "/godkend").status_code == 303


def test_a_re_organisation_on_the_page_tells_what_does_not_fit(browse, people, departments):
    office, url = browse(people.consultant), f"/afdelinger/{departments.school}"
    day = write_date(clock.today() + timedelta(days=1))
    for typed, sentence in (
        ({"what": "name", "name": "", "from_date": day}, "Skriv, hvad afdelingen hedder"),
        ({"what": "into", "into": "", "from_date": day}, "Vælg en afdeling"),
        ({"what": "into", "into": str(departments.school), "from_date": day}, "Vælg blandt dem, der er vist"),
        ({"what": "name", "name": "Skole", "from_date": "i morgen"}, "Skriv dag, måned og år"),
        ({"name": "Skole", "from_date": day}, "Vælg, hvad der sker"),
        ({"what": "name", "name": "Børn og Familie", "from_date": day}, "Der findes allerede en afdeling med det navn"),
    ):
        page = office.submit(url, url, typed)
        assert page.status_code == 422
        assert sentence in text_of(page)
    done = office.submit(url, url, {"what": "into", "into": str(departments.family), "from_date": day})
    assert done.status_code == 303
    assert "Nu Børn og Familie" in text_of(office.get(url))
    again = office.submit(f"/afdelinger/{departments.family}", f"/afdelinger/{departments.family}", {})
    assert again.status_code == 422


@pytest.mark.both_databases
def test_a_new_department_is_added_once_and_is_vacant(browse, people):
    office, typed = browse(people.director), {"name": "Plan og Natur", "from_date": write_date(clock.today())}
    for _ in range(2):
        assert office.submit("/afdelinger", "/afdelinger", typed).status_code == 303
    assert db.session.query(Department).filter_by(name="Plan og Natur").count() == 1
    assert "Afdelingschef for Plan og Natur" in text_of(office.get("/personer"))
