"""Who has left: their account is closed, and what they held waits for nobody (domain.md 3: obligations follow the
post)."""

from datetime import timedelta

import pytest

from app.core import clock, events
from app.core.actions import Position
from app.core.db import db
from app.core.forms import write_date
from app.networks.people.operations import name_co_driver
from app.people.models import Function, Person
from app.people.operations import holder_of, holders
from app.people.register import operations
from tests import build
from tests.browse import text_of


def close(browse, people, who):
    url = f"/personer/{who}"
    assert browse(people.consultant).submit(url, url, {"has_account": []}).status_code == 303
    db.session.rollback()


def test_on_closing_an_account_the_page_tells_which_posts_are_left_and_one_press_ends_them(browse, people, departments):
    url, office = f"/personer/{people.school_head}", browse(people.consultant)
    assert "har stadig poster" not in text_of(office.get(url))
    close(browse, people, people.school_head)
    page = text_of(office.get(url))
    assert "har stadig poster" in page
    assert "Det, der venter" not in page
    for _twice in range(2):
        answer = office.post(f"{url}/poster/afslut", {"last_day": write_date(clock.today())})
        assert answer.status_code == 303
    db.session.rollback()
    posts = db.session.get_one(Person, people.school_head).posts
    assert {post.to_date for post in posts if post.network_id is None} == {clock.today()}
    assert "har stadig poster" not in text_of(office.get(url))
    ended = [event for event in events.chain() if event.action == "post.ended"]
    assert len(ended) == len(posts)


def test_a_day_that_is_none_is_told_and_ends_nothing(browse, people):
    close(browse, people, people.school_head)
    url = f"/personer/{people.school_head}"
    answer = browse(people.consultant).submit(url, f"{url}/poster/afslut", {"last_day": "engang"})
    assert answer.status_code == 422
    assert "engang" in answer.text
    assert "Skriv dag, måned og år" in text_of(answer)
    db.session.rollback()
    assert {post.to_date for post in db.session.get_one(Person, people.school_head).posts} == {None}


def test_a_post_that_began_after_the_last_day_is_held_on_its_first_and_one_to_come_not_at_all(people, departments):
    office, today = build.actor(people.consultant), clock.today()
    later = today + timedelta(days=9)
    operations.add_post(people.stranger, office, Function.CHEFFORUM, None, today, None, is_acting=False)
    operations.add_post(people.stranger, office, Function.DIREKTOERFORUM, None, later, None, is_acting=False)
    operations.end_posts(people.stranger, office, today - timedelta(days=30))
    db.session.rollback()
    posts = db.session.get_one(Person, people.stranger).posts
    assert [(post.function, post.to_date) for post in posts] == [(Function.CHEFFORUM, today)]


def test_a_post_whose_only_holder_has_left_is_vacant(browse, people, departments, phase_at):
    draft, out = phase_at("draft"), phase_at("sent", title="Ude")
    head = Position(Function.AFDELINGSCHEF, departments.school)
    name = db.session.get_one(Person, people.school_head).name
    close(browse, people, people.school_head)
    assert f'/afdelinger/{departments.school}"' in browse(people.consultant).get("/personer").text
    assert holders([head])[head] == []
    assert holders([head], clock.today())[head][0].name == name  # until the day on which they left
    assert "mangler" in text_of(browse(people.consultant).get(f"/dokumenter/{draft}"))
    assert name not in text_of(browse(people.consultant).get(f"/dokumenter/{out}")).split("Godkendelse")[-1]
    operations.add_post(
        people.participant,
        build.actor(people.consultant),
        head.function,
        departments.school,
        clock.today(),
        None,
        is_acting=True,
    )
    assert holder_of(head.function, departments.school).id == people.participant


@pytest.mark.both_databases
def test_a_network_whose_leader_has_left_waits_for_the_consultants(browse, people, frame_at):
    number = frame_at("draft")
    network = build.document(number).network
    name_co_driver(network.number, build.actor(people.consultant), people.co_driver, clock.today())
    assert "Skriv" not in text_of(browse(people.consultant).get("/")).split("Netværk")[0]
    close(browse, people, people.leader)
    assert number in browse(people.consultant).get("/").text
    page = browse(people.consultant).get(f"/personer/{people.leader}")
    assert f"/netvaerk/{network.number}/mennesker" in page.text
    office = build.actor(people.director)
    operations.add_post(people.stranger, office, Function.ADMINISTRATOR, None, clock.today(), None, is_acting=False)
    bare = browse(people.stranger).get(f"/personer/{people.leader}")  # reads nothing of networks
    assert "på et netværk" in text_of(bare)
    assert network.title not in bare.text
