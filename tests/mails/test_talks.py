"""A talk is told of in the morning's mail, with the guide and a file for the calendar (domain.md 7)."""

from datetime import timedelta

import icalendar
import pytest

from app.agreements import arranging, operations
from app.agreements.arranging import Slot
from app.core.db import db
from app.people.models import Person
from tests import build
from tests.agreements import REFERENCELEDER, led, replace_referenceleder
from tests.mails.conftest import MONDAY, on

pytestmark = pytest.mark.both_databases
SLOT = Slot(MONDAY + timedelta(days=3), MONDAY + timedelta(days=3, hours=1), "Mødelokale 2")


@pytest.fixture
def network(mails, people, frame_at):
    """Where the leader has begun an agreement with the referenceleder, and arranged the talk."""
    network = led(people, frame_at)
    operations.begin(network, build.actor(people.leader), REFERENCELEDER)
    arranging.arrange(network, build.actor(people.leader), REFERENCELEDER, SLOT)
    return network


def letters(mails, person):
    address = db.session.get(Person, person).email
    return [letter for letter, who in zip(mails.letters, mails.to, strict=True) if who == address]


def said(mails, person):
    return "".join(letter.get_body(("plain",)).get_content() for letter in letters(mails, person))


def calendars(letter):
    files = [part for part in letter.walk() if part.get_content_type() == "text/calendar"]
    read = [icalendar.Calendar.from_ical(file.get_payload(decode=True)) for file in files]
    return [(calendar["METHOD"], calendar.walk("VEVENT")[0]) for calendar in read]


def test_the_other_is_told_the_next_morning_with_the_guide_and_a_file_for_the_calendar(
    mails, people, network, each_morning
):
    each_morning(1)
    (letter,) = letters(mails, people.school_head)
    assert letter["Subject"].startswith("Tal om aftalen med referencelederen")
    words = letter.get_body(("plain",)).get_content()
    assert "I taler sammen 4. marts kl. 8.00." in words.replace("\xa0", " ")
    assert "/pjecer/referenceleder" in words
    assert f"/netvaerk/{network}/aftaler/referenceleder/samtale" in words
    ((method, event),) = calendars(letter)
    assert (method, event["SEQUENCE"], event["LOCATION"]) == ("PUBLISH", 0, "Mødelokale 2")
    each_morning(2)
    assert len(letters(mails, people.school_head)) == 1
    assert [calendars(letter) for letter in letters(mails, people.leader)] == [[]]  # who arranged it knows


def test_without_a_time_both_are_told_to_find_one_with_the_guide(mails, people, network, each_morning):
    arranging.cancel(network, build.actor(people.leader), REFERENCELEDER)
    each_morning(1)
    for person in (people.leader, people.school_head):
        (letter,) = letters(mails, person)
        assert "Find en tid" in letter.get_body(("plain",)).get_content()
    assert [method for method, _event in calendars(letter)] == ["CANCEL"]


def test_who_did_not_move_or_cancel_the_talk_is_told_with_a_file_that_does_the_same(
    mails, people, network, each_morning
):
    each_morning(1)
    other, later = build.actor(people.school_head), timedelta(days=1)
    with on(1, hours=1):
        arranging.arrange(network, other, REFERENCELEDER, Slot(SLOT.starts_at + later, SLOT.ends_at + later, ""))
    each_morning(2)
    assert [event["SEQUENCE"] for _method, event in calendars(letters(mails, people.leader)[-1])] == [1]
    with on(2, hours=1):
        arranging.cancel(network, other, REFERENCELEDER)
    each_morning(3)
    gone = letters(mails, people.leader)[-1]
    assert "Samtalen om aftalen med referencelederen er aflyst" in gone.get_body(("plain",)).get_content()
    assert [method for method, _event in calendars(gone)] == ["CANCEL"]


def test_a_talk_with_somebody_who_is_replaced_is_cancelled_and_a_new_one_is_to_be_found(
    mails, people, network, each_morning
):
    each_morning(1)
    with on(1, hours=1):
        replace_referenceleder(network, people, people.finance_head)
    each_morning(2)
    (letter,) = letters(mails, people.finance_head)
    assert "Find en tid" in letter.get_body(("plain",)).get_content()
    assert calendars(letter) == []
    for person in (people.school_head, people.leader):
        gone = letters(mails, person)[-1]
        assert "En anden har overtaget posten. Samtalen skulle have været" in gone.get_body(("plain",)).get_content()
        assert [(method, event["SEQUENCE"]) for method, event in calendars(gone)] == [("CANCEL", 1)]


def test_a_talk_is_cancelled_on_the_day_when_another_begins(mails, people, network, each_morning):
    replace_referenceleder(network, people, people.finance_head, days=1)
    each_morning(1)
    (gone,) = letters(mails, people.school_head)
    assert [method for method, _event in calendars(gone)] == ["CANCEL"]


def test_after_its_day_nobody_is_told_to_talk(mails, people, network, each_morning):
    each_morning(7)
    assert "Tal om aftalen" not in said(mails, people.school_head) + said(mails, people.leader)
