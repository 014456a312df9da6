"""Links to set a password, setting it, signing in with it. Argon2 is slow on purpose: it runs outside transactions."""

import secrets
from collections.abc import Sequence
from datetime import timedelta

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import delete, func, insert, or_, select
from sqlalchemy.orm import Session
from sqlalchemy.sql.elements import ColumnElement

from app.core import clock, events
from app.core.actions import Actor
from app.core.db import db, trace, write
from app.core.text import is_mail_address, sha256
from app.people.accounts.models import Attempt, Credential, PasswordLink
from app.people.models import Function, Person, Post, in_force, naming
from app.people.register.operations import require_registrar

INVITED = timedelta(days=14)  # how long a link is good
WINDOW = timedelta(minutes=15)
MOST_FOR_ONE = 5  # failed attempts within the window for a mail address
MOST_FROM_ONE = 100  # and from a network address: a town hall may share one
KEPT = timedelta(days=1)
hasher = PasswordHasher()
# Checked when there is no such account, so that the answer takes as long.
NOBODY_S = hasher.hash(secrets.token_urlsafe(16))


def invite(person_id: int, actor: Actor) -> str:
    """The token of a link by which the person sets a password. The links they had before are dead."""
    with write() as session:
        require_registrar(actor)
        person = session.get_one(Person, person_id)
        token = _link(session, person, "invite", actor.person_id)
        told = f"person:{person.id}"
        events.record("account.invited", actor_id=actor.person_id, object=told, scope="register")
        return token


def make_administrator(name: str, email: str) -> str:
    """The person of that mail address, or a new one, keeps the register from today; the token of their link. ValueError
    with a Danish sentence when that is nobody."""
    if not name or not is_mail_address(email):
        raise ValueError("Skriv et navn og en mailadresse.")
    with write() as session:
        person = session.scalar(select(Person).where(func.lower(Person.email) == email))
        if person is None:
            person = Person(**naming(name), title="", email=email)
            session.add(person)
        person.is_active, person.closed_on = True, None
        session.flush()
        holds = select(Post.id).where(
            Post.person_id == person.id, Post.function == Function.ADMINISTRATOR, in_force(Post, clock.today())
        )
        if session.scalar(holds) is None:
            session.add(Post(function=Function.ADMINISTRATOR, person_id=person.id, from_date=clock.today()))
            session.flush()
        events.record("account.administrator", actor_id=None, object=f"person:{person.id}", scope="register")
        return _link(session, person, "first", None)


def _link(session: Session, person: Person, purpose: str, by_id: int | None) -> str:
    session.execute(delete(PasswordLink).where(PasswordLink.person_id == person.id, PasswordLink.used_at.is_(None)))
    token = secrets.token_urlsafe(32)
    session.add(
        PasswordLink(
            token_sha256=sha256(token),
            person_id=person.id,
            purpose=purpose,
            by_id=by_id,
            created_at=clock.now(),
            expires_at=clock.now() + INVITED,
        )
    )
    return token


def good_link(token: str) -> PasswordLink | None:
    """The link of that token, when it can still be used by somebody with an account."""
    link = db.session.get(PasswordLink, sha256(token))
    is_good = link and link.used_at is None and link.expires_at > clock.now() and link.person.is_active
    return link if is_good else None


def set_password(token: str, password: str) -> Person | None:
    """The link's person has this password from now on, and all their sessions end; None when the link is dead."""
    if good_link(token) is None:
        return None
    hashed = hasher.hash(password)
    with write() as session:
        link = session.get(PasswordLink, sha256(token), with_for_update=True)
        if link is None or link.used_at is not None or link.expires_at <= clock.now() or not link.person.is_active:
            return None
        link.used_at = clock.now()
        session.merge(Credential(person_id=link.person_id, password=hashed, set_at=clock.now()))
        link.person.sessions_from = clock.now()
        told = f"person:{link.person_id}"
        events.record("account.password_set", actor_id=link.person_id, object=told, scope="register")
        return link.person


class TooMany(Exception):
    """Too many attempts failed lately, for the mail address or from the network address."""


def sign_in(email: str, password: str, address: str) -> Person | None:
    """The person whose mail address and password these are; None otherwise, after the same time. TooMany when it is not
    tried. An attempt is noted before the password is looked at, so that many at once are counted too."""
    noted = _note(email, address)
    if _too_many(email, address):
        _forget(Attempt.id.in_(noted))  # who goes on trying does not wait longer for it
        raise TooMany
    person = _verified(email, password)
    if person is not None:
        _forget(or_(Attempt.id.in_(noted), Attempt.key == _key("mail", email)))
    return person


def _verified(email: str, password: str) -> Person | None:
    mine = select(Person).where(func.lower(Person.email) == email.lower(), Person.is_active)
    person = db.session.scalar(mine) if email else None
    credential = db.session.get(Credential, person.id) if person else None
    kept = credential.password if credential else NOBODY_S
    db.session.rollback()  # nothing waits while argon2 works
    try:
        hasher.verify(kept, password)
    except (VerificationError, InvalidHashError):
        return None
    return db.session.get(Person, person.id) if person and credential else None


def _note(email: str, address: str) -> Sequence[int]:
    now = clock.now()
    with trace() as connection:
        connection.execute(delete(Attempt).where(Attempt.at < now - KEPT))
        rows = [{"key": key, "at": now} for key in (_key("mail", email), _key("from", address))]
        return connection.scalars(insert(Attempt).values(rows).returning(Attempt.id)).all()


def _too_many(email: str, address: str) -> bool:
    since = clock.now() - WINDOW
    with trace() as connection:  # sees what others have noted meanwhile
        for key, most in ((_key("mail", email), MOST_FOR_ONE), (_key("from", address), MOST_FROM_ONE)):
            tried = select(func.count()).select_from(Attempt).where(Attempt.key == key, Attempt.at > since)
            if (connection.scalar(tried) or 0) > most:
                return True
    return False


def _forget(which: ColumnElement[bool]) -> None:
    with trace() as connection:
        connection.execute(delete(Attempt).where(which))


def _key(kind: str, value: str) -> str:
    return sha256(f"{kind}:{value.strip().lower()}")
