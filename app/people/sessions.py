"""Sessions on the server: the cookie is a random token, so that signing out ends it for every copy of the cookie."""

import secrets
from datetime import datetime, timedelta
from typing import Any

from flask import Flask, Request, Response, session
from flask.sessions import SessionInterface, SessionMixin
from flask_login import login_user
from sqlalchemy import delete, insert, select, update
from sqlalchemy.exc import OperationalError
from werkzeug.datastructures import CallbackDict

from app.core import clock, text
from app.core.db import db, trace
from app.people.models import BrowserSession, Person

IDLE = timedelta(hours=10)  # a working day: a long form must not lose its writer at lunch
SEEN_EVERY = timedelta(minutes=10)


def begin(person: Person, form_token: str) -> None:
    """The person is signed in, in a session of its own."""
    session.clear()
    session.rotate()  # type: ignore[attr-defined]  # our own session
    session["csrf_token"] = form_token
    session["at"] = clock.now().isoformat()
    login_user(person)


def has_signed_in_since(person: Person) -> bool:
    """Whether this session began after the person's sessions were ended last."""
    if person.sessions_from is None:
        return True
    began = session.get("at")
    return began is not None and datetime.fromisoformat(began) > person.sessions_from


class ServerSession(CallbackDict[str, Any], SessionMixin):
    """The session's values; `token` is None until something has been put in it."""

    def __init__(self, token: str | None = None, data: dict[str, Any] | None = None, *, stale: bool = False) -> None:
        def changed(session: "ServerSession") -> None:
            session.modified = True

        super().__init__(data, changed)
        self.token, self.stale, self.modified, self.old_token = token, stale, False, None

    old_token: str | None

    def rotate(self) -> None:
        """Take a new token, so that one planted before signing in is worth nothing after."""
        self.old_token, self.token, self.modified = self.token, None, True


class ServerSessions(SessionInterface):
    def open_session(self, app: Flask, request: Request) -> ServerSession:
        token = request.cookies.get(app.config["SESSION_COOKIE_NAME"])
        if not token:
            return ServerSession()
        now = clock.now()
        found = select(BrowserSession.data, BrowserSession.seen_at).where(BrowserSession.token_sha256 == _hash(token))
        try:
            row = db.session.execute(found).one_or_none()
        except OperationalError:  # the page will tell; without a session it can
            db.session.rollback()
            return ServerSession()
        if row is None or row.seen_at < now - IDLE:
            return ServerSession()
        return ServerSession(token, dict(row.data), stale=row.seen_at < now - SEEN_EVERY)

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        assert isinstance(session, ServerSession)  # noqa: S101 - open_session makes no other
        response.vary.add("Cookie")
        if not session.modified and not session.stale:
            return
        name = app.config["SESSION_COOKIE_NAME"]
        now = clock.now()
        with trace() as connection:
            if session.old_token:
                connection.execute(
                    delete(BrowserSession).where(BrowserSession.token_sha256 == _hash(session.old_token))
                )
            if session.token:
                this = BrowserSession.token_sha256 == _hash(session.token)
                connection.execute(update(BrowserSession).where(this).values(data=dict(session), seen_at=now))
            elif session:
                session.token = secrets.token_urlsafe(32)
                row = {"token_sha256": _hash(session.token), "data": dict(session), "created_at": now, "seen_at": now}
                connection.execute(insert(BrowserSession).values(row))
                connection.execute(delete(BrowserSession).where(BrowserSession.seen_at < now - IDLE))
        if session.token:
            secure, path = app.config["SESSION_COOKIE_SECURE"], app.config["SESSION_COOKIE_PATH"] or "/"
            response.set_cookie(name, session.token, httponly=True, secure=secure, samesite="Lax", path=path)
        elif session.old_token:
            response.delete_cookie(name)


def _hash(token: str) -> str:
    return text.sha256(token)
