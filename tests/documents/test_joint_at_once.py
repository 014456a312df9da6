"""The joint act while somebody else writes, joins, or records it too: one clear state, and nothing typed is lost."""

import re
from dataclasses import replace

import pytest

from app.core import clock, events
from app.core.db import db
from app.core.forms import write_date
from app.documents.consents import Consent, Method
from app.documents.joint import operations as joint
from app.documents.models import Version
from app.networks.people.operations import add_participant
from tests import build
from tests.browse import text_of
from tests.documents.together import change_goal
from tests.faults.test_races import at_once

pytestmark = pytest.mark.both_databases


def test_a_text_that_another_has_changed_is_shown_again_and_the_ticks_are_kept(browse, people, charter_at):
    number = charter_at("draft")
    browser = browse(people.leader)
    form = browser.form(f"/dokumenter/{number}/faelles", "/faelles")
    change_goal(number, people.consultant, "Et helt andet mål.")
    answered = browser.send(form, {"present": [str(people.participant)], "day": write_date(clock.today())})
    assert answered.status_code == 409
    words = text_of(answered)
    assert "Teksten er ændret, siden du åbnede den" in words
    assert "Et helt andet mål." in words
    told = answered.text.split("Dine krydser er bevaret")[1].split("</ul>")[0]
    assert re.findall(r"<li>(.+?)</li>", told) == ["Vores mål"]
    ticked = re.findall(r'<input[^>]*checked[^>]*value="(\d+)"', answered.text)
    assert ticked == [str(people.participant)]
    assert db.session.query(Version).filter_by(document_id=build.document(number).id).count() == 0


def test_somebody_who_came_while_the_page_was_open_is_seen_before_the_agreement_is_recorded(browse, people, charter_at):
    number = charter_at("draft")
    browser = browse(people.leader)
    form = browser.form(f"/dokumenter/{number}/faelles", "/faelles")
    add_participant(build.document(number).network.number, build.actor(people.leader), people.stranger)
    answered = browser.send(form, {"present": [str(people.participant)]})
    assert answered.status_code == 409
    assert "Hvem der deltager" in text_of(answered)
    assert "Ida Skovbjerg" in text_of(answered)


def test_a_second_click_makes_no_second_version(browse, people, charter_at):
    number = charter_at("draft")
    browser = browse(people.leader)
    form = browser.form(f"/dokumenter/{number}/faelles", "/faelles")
    said = [browser.send(form, {"present": [str(people.participant)]}).status_code for _ in range(3)]
    assert said == [303, 303, 303]
    assert [version.n for version in build.document(number).versions] == [1]
    assert db.session.query(Consent).filter_by(method=Method.JOINT).count() == 2


def test_recording_while_another_edits_loses_nothing(app, people, departments):
    """The leader records exactly what was on the screen, or is told that it has changed."""
    leaders = (people.leader, people.leader, people.stranger, people.stranger, people.finance_head)  # R3: two each
    there = [people.participant]
    for round_, led_by in enumerate(leaders):
        people = replace(people, leader=led_by)
        number = build.charter_at("draft", people, departments, f"Runde {round_}")
        leader, writer = build.actor(people.leader), build.actor(people.consultant)
        sha = build.digest(joint.whole(build.document(number)))
        stored = {answer.key: answer for answer in build.document(number).answers}["goal"]
        base = {"goal": build.texts.base(stored.value, stored.version)}
        recorded, saved = at_once(
            app,
            lambda n=number, s=sha, who=leader: joint.record(n, who, s, there, clock.today()),
            lambda n=number, b=base, who=writer: build.save(n, who, {"goal": "Et andet mål."}, b),
        )
        document = build.document(number)
        goal = {answer.key: answer.value for answer in document.answers}["goal"]
        if recorded is None:
            assert saved is not None
            assert document.state == "agreed"
            assert goal == build.CHARTER["goal"]
        else:
            assert (document.state, document.versions, goal) == ("draft", [], "Et andet mål.")
    assert events.first_break() is None


def test_two_who_record_at_once_make_one_version(app, people, charter_at):
    number = charter_at("draft")
    sha = build.digest(joint.whole(build.document(number)))
    who = build.actor(people.leader)
    said = at_once(app, *[lambda: joint.record(number, who, sha, [people.participant], clock.today())] * 3)
    assert said.count(None) == 1
    assert [version.n for version in build.document(number).versions] == [1]
