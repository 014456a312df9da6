"""Personal links (R17): by one, somebody without an account answers one agreement, for themself, as long as it is in
force. The link is shown once; only the SHA-256 of its token (256 bits, so that none can be guessed) is kept."""

import secrets
from collections.abc import Collection
from datetime import date, datetime, time, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlalchemy.sql.elements import ColumnElement
from werkzeug.exceptions import NotFound

from app.core import clock
from app.core.actions import Actor
from app.core.db import db, write
from app.core.text import sha256
from app.documents.consents import Method, Party, PersonalLink
from app.documents.joint.operations import give_answer, taking_part
from app.documents.models import Document, Version
from app.documents.operations import locked, require, tell
from app.people.models import Person
from app.people.operations import actor_for

LINK_DAYS = 14


def latest(*parties: Party) -> dict[int, PersonalLink]:
    """Each party's newest link, whatever became of it, by the party's id."""
    asked = PersonalLink.party_id.in_([party.id for party in parties])
    links = db.session.scalars(select(PersonalLink).where(asked).order_by(PersonalLink.id))
    return {link.party_id: link for link in links}


def last_day(link: PersonalLink) -> date:
    """The last day on which the link works."""
    return link.expires_at.astimezone(clock.COPENHAGEN).date() - timedelta(days=1)


def here(document: Document) -> set[int]:
    """Who takes part in the document's network today, by id."""
    return {post.person_id for post in taking_part(document.network)}


def works(link: PersonalLink | None, here: Collection[int]) -> bool:
    """Whether the link opens its text now: not called back, not too old, the text in force, the person among those who
    are `here`."""
    if link is None or link.revoked_at or link.expires_at <= clock.now():
        return False
    version = link.party.version
    return version.document.in_force is version and link.party.person_id in here


def found(token: str) -> PersonalLink | None:
    """The link with this token, when it works."""
    link = db.session.scalar(select(PersonalLink).where(_has(token)))
    return link if link and works(link, here(link.party.version.document)) else None


def _has(token: str) -> ColumnElement[bool]:
    return PersonalLink.token_sha256 == sha256(token)


def invite(number: str, actor: Actor, party_id: int, seen: int) -> tuple[PersonalLink, str] | None:
    """A new link for that party, with its token; the one before it no longer works. None when another link has been
    made since `seen`, the newest one on the maker's page (0 for none): a reload makes nothing."""
    with write() as session:
        document = locked(session, number)
        action = require(document, actor, "document.invite")
        party = _invited(document, party_id)
        before = latest(party).get(party.id)
        if (before.id if before else 0) != seen:
            return None
        if before and before.revoked_at is None:
            before.revoked_at = clock.now()
        token = secrets.token_urlsafe(32)
        link = PersonalLink(
            token_sha256=sha256(token),
            party_id=party.id,
            created_by_id=actor.person_id,
            created_at=clock.now(),
            expires_at=_midnight_after(clock.today() + timedelta(days=LINK_DAYS)),
        )
        session.add(link)
        tell(document, actor, action.event, person=party.person_id or 0)
    return link, token


def revoke(number: str, actor: Actor, party_id: int) -> None:
    """Call the party's link back. One that is gone already is left as it is."""
    with write() as session:
        document = locked(session, number)
        action = require(document, actor, "document.revoke_link")
        party = _party(session, document, party_id)
        link = latest(party).get(party.id)
        if link and link.revoked_at is None:
            link.revoked_at = clock.now()
            tell(document, actor, action.event, person=party.person_id or 0)


def answer(token: str, sha: str, reason: str | None) -> None:
    """Answer as the link's person; 404 when the link does not work any more."""
    with write() as session:
        query = select(Document.number).join(Document.versions).join(Version.parties)
        number = session.scalar(query.join(PersonalLink, PersonalLink.party_id == Party.id).where(_has(token)))
        document = locked(session, number) if number else None
        link = found(token)  # looked up when the row is held: it may have been called back meanwhile
        if document is None or link is None:
            raise NotFound
        actor = actor_for(session.get_one(Person, link.party.person_id))
        give_answer(session, document, actor, sha, reason, Method.LINK)


def _party(session: Session, document: Document, party_id: int) -> Party:
    party = session.get(Party, party_id)
    if party is None or party.version.document is not document:
        raise NotFound
    return party


def _invited(document: Document, party_id: int) -> Party:
    """Links are for those of the text in force who have no account."""
    for party in document.in_force.parties if document.in_force else ():
        if party.id == party_id and party.person and not party.person.is_active:
            return party
    raise NotFound


def _midnight_after(day: date) -> datetime:
    return datetime.combine(day + timedelta(days=1), time(), clock.COPENHAGEN)
