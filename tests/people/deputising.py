"""Letting somebody approve for another, and what was approved."""

from datetime import timedelta

from app.core import clock
from app.documents.agreeing import operations as agreeing
from app.people.deputies import operations
from app.people.models import Ground
from tests import build


def away(people, by, *, of=None, ground=Ground.LEAVE, begins=0, days=14):
    """The school head lets that person approve, for so many days."""
    day = clock.today() + timedelta(days=begins)
    actor = build.actor(of or people.school_head)
    return operations.appoint(actor, ground, by, day, day + timedelta(days=days))


def approve(number, who):
    return agreeing.approve(number, build.actor(who), build.latest_sha(number))


def given(number):
    return [party.consent for party in build.document(number).latest.parties if party.consent]
