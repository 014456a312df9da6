"""Meetings are planned and called off; which one is next."""

from collections.abc import Sequence
from datetime import date

from flask_babel import gettext as _
from sqlalchemy import select

from app.core import clock, events
from app.core.actions import Actor
from app.core.db import db, one_at_a_time, write
from app.core.pages import Refusal
from app.forums.models import ForumMeeting
from app.people.models import FORUMS, OFFICE
from app.people.operations import require_office

SCOPE = "forums"


def require_editor(actor: Actor) -> None:
    """Refuse who does not plan meetings."""
    require_office(actor, _("Only the office plans the forums' meetings."))


def may_see(actor: Actor) -> list[str]:
    """The forums whose meetings the actor follows: all, or those that they sit in."""
    return [forum for forum in FORUMS if actor.holds(*OFFICE, forum)]


def plan(actor: Actor, forum: str, days: Sequence[date]) -> None:
    """The forum meets on these days. A meeting that is planned already stays as it is."""
    with write() as session:
        require_editor(actor)
        one_at_a_time(session, SCOPE)
        there = set(session.scalars(select(ForumMeeting.day).where(ForumMeeting.forum == forum)))
        for day in sorted(set(days) - there):
            meeting = ForumMeeting(forum=forum, day=day, by_id=actor.person_id, at=clock.now())
            session.add(meeting)
            session.flush()
            told = f"forum_meeting:{meeting.id}"
            events.record("meeting.planned", actor_id=actor.person_id, object=told, scope=SCOPE, forum=forum)


def call_off(actor: Actor, meeting_id: int) -> None:
    """The meeting is not held. One that is gone already is left alone."""
    with write() as session:
        require_editor(actor)
        meeting = session.get(ForumMeeting, meeting_id, with_for_update=True) if meeting_id < 2**31 else None
        if meeting is not None:
            if meeting.day < clock.today():
                sentence = _("The meeting has been held. Its decisions stand in its minutes.")
                raise Refusal(409, _("It cannot be done now"), sentence, ("/forummoeder", _("Go back")))
            told = f"forum_meeting:{meeting.id}"
            events.record("meeting.called_off", actor_id=actor.person_id, object=told, scope=SCOPE, forum=meeting.forum)
            session.delete(meeting)


def coming(forums: Sequence[str]) -> list[ForumMeeting]:
    """The meetings from today on, the next first."""
    rows = select(ForumMeeting).where(ForumMeeting.forum.in_(forums), ForumMeeting.day >= clock.today())
    return list(db.session.scalars(rows.order_by(ForumMeeting.day, ForumMeeting.forum).limit(40)))


def held(forums: Sequence[str]) -> list[ForumMeeting]:
    """The meetings before today, the latest first."""
    rows = select(ForumMeeting).where(ForumMeeting.forum.in_(forums), ForumMeeting.day < clock.today())
    return list(db.session.scalars(rows.order_by(ForumMeeting.day.desc(), ForumMeeting.forum).limit(20)))


def last_until(forum: str, day: date) -> date | None:
    """The day of the forum's last meeting on that day or earlier."""
    rows = select(ForumMeeting.day).where(ForumMeeting.forum == forum, ForumMeeting.day <= day)
    return db.session.scalar(rows.order_by(ForumMeeting.day.desc()).limit(1))
