"""Which mails are made, when, and what became of each.

After a change a job looks at whom it may concern (`follow`), and once in the morning of a working day one job a person
does (`morning`). Both read what waits for the person then, and write down what the person has been told of, so that
nothing is told twice. The words are made when the mail is sent.

What is promised: a mail is handed to the mail server at most once. It is marked before it is handed over; a job taken
up again after a kill finds the mark, sends nothing, and says that the mail may have been sent. The office can send it
again. A server that says that it will not take a mail now has not taken it, and is asked again.
"""

import secrets
from collections.abc import Sequence
from typing import Any

from flask import current_app
from flask_babel import gettext as _
from sqlalchemy import select, update
from sqlalchemy.orm import Session, joinedload
from werkzeug.exceptions import NotFound

from app.config import Settings
from app.core import clock, events, jobs
from app.core.actions import Actor
from app.core.db import db, insert_once, write
from app.core.deadlines import is_working_day
from app.core.events import Event
from app.core.pages import Refusal
from app.mails import content, items, recipients, smtp
from app.mails.item import Item
from app.mails.models import Mail, Told
from app.mails.rules import AT_ONCE, STILL, WAITS
from app.people.models import Person
from app.people.operations import require_office

KINDS = ("mail.look", "mail.morning", "mail.send")
AGAIN = ("sent", "unknown", "unsent", "failed")  # what can be sent again
PAGE = 50


def follow(session: Session, told: Sequence[Event]) -> None:
    """After what happened there may be something for somebody at once: a job looks."""
    for scope in sorted({_concerns(event) for event in told if event.action not in STILL} - {""}):
        jobs.enqueue(session, "mail.look", f"look:{secrets.token_hex(8)}", of=scope)


events.followers.append(follow)


def _concerns(event: Event) -> str:
    """Which network, or whose posts and deputyships, what happened is about."""
    if event.scope.startswith("network:"):
        return event.scope
    if "person" in event.details:
        return f"person:{event.details['person']}"
    return event.object if event.object.startswith("person:") else ""


@jobs.handler("mail.look")
def look(payload: dict[str, Any]) -> None:
    """Write at once to those for whom an approval waits that they have not been told of."""
    with write() as session:  # whoever asked before now is answered now
        jobs.forget(session, "mail.look", **payload)
    for person in recipients.of_scope(payload["of"]):
        _tell_at_once(person.id, items.of(person))


def begin_morning() -> bool:
    """Ask for the mail of the day to everybody who may have one; False on a day off."""
    day = clock.today()
    if not is_working_day(day):
        return False
    found = recipients.everybody()
    with write() as session:
        for person_id in found:
            jobs.enqueue(session, "mail.morning", f"morning:{day}:{person_id}", person=person_id, day=day.isoformat())
    return True


@jobs.handler("mail.morning")
def morning(payload: dict[str, Any]) -> None:
    """Write to the person about what is new since they were last written to, and of deadlines: one mail at most."""
    person = db.session.get(Person, payload["person"])
    if person is None or not recipients.may_write_to(person) or payload["day"] != clock.today().isoformat():
        return
    found, person_id = items.of(person), person.id
    new = {one.key for one in _untold(person_id, found) if one.reason == "new" and not one.is_own}
    _tell_at_once(person_id, found)
    _tell_of_the_day(person_id, found, new)


def _tell_at_once(person_id: int, found: Sequence[Item]) -> None:
    new = [one for one in found if one.act == AT_ONCE and one.reason == "new" and not one.is_own]
    for one in _untold(person_id, new):
        with write() as session:
            _make(session, f"approve:{person_id}:{one.key}", "approve", person_id, [one])


def _tell_of_the_day(person_id: int, found: Sequence[Item], new: set[str]) -> None:
    """What is new is not reminded of on the same day, and of what people arranged themselves they are not told."""
    wanted = [one for one in found if one.reason != "new" or not (one.act == AT_ONCE or one.is_own)]
    chosen = [one for one in _untold(person_id, wanted) if one.of not in new or one.key in new]
    if chosen:
        with write() as session:
            _make(session, f"digest:{person_id}:{clock.today()}", "digest", person_id, chosen)


def _untold(person_id: int, found: Sequence[Item]) -> list[Item]:
    keys = {_told(person_id, one.key) for one in found}
    told = set(db.session.scalars(select(Told.key).where(Told.key.in_(keys)))) if keys else set()
    return [one for one in found if _told(person_id, one.key) not in told]


def _told(person_id: int, key: str) -> str:
    return f"{person_id}:{key}"


def _make(session: Session, key: str, kind: str, person_id: int, chosen: Sequence[Item]) -> None:
    """The mail with that key, to be sent now; when it is there already, nothing."""
    about, keys = content.subject(chosen), [one.key for one in chosen]
    mail = _insert(session, key, kind=kind, person_id=person_id, about=about, items=keys)
    for one in keys if mail else ():
        insert_once(session, Told, "key", key=_told(person_id, one), mail_id=mail)


def _insert(session: Session, key: str, **values: Any) -> int | None:
    if session.scalar(select(Mail.id).where(Mail.key == key)) is not None:
        return None
    token, at = secrets.token_hex(16), clock.now()
    insert_once(session, Mail, "key", key=key, token=token, at=at, state="waiting", attempts=0, **values)
    mail = session.scalar(select(Mail.id).where(Mail.key == key, Mail.token == token))
    if mail is not None:  # two who asked at once made one
        jobs.enqueue(session, "mail.send", f"mail:{mail}:0", mail=mail)
    return mail


@jobs.handler("mail.send")
def send(payload: dict[str, Any]) -> None:
    """Give the mail to the mail server, unless what it is about is done."""
    mail = db.session.get(Mail, payload["mail"])
    if mail is None or mail.state not in ("waiting", "handing_over"):
        return
    settings: Settings = current_app.extensions["settings"]
    mail_id, attempts = mail.id, mail.attempts
    if mail.state == "handing_over":  # whoever did was killed
        return _settle(mail_id, "unknown")
    written = content.write(mail) if recipients.may_write_to(mail.person) else None
    if written is None:
        return _settle(mail_id, "overtaken")
    if not settings.smtp_url:
        return _settle(mail_id, "unsent")
    try:
        smtp.deliver(settings.smtp_url, content.message(mail, written), lambda: _hand_over(mail_id))
    except smtp.Later as error:
        _try_later(mail_id, attempts + 1, str(error))
    except smtp.Refused as error:
        _settle(mail_id, "failed", str(error))
    except smtp.Unknown as error:
        _settle(mail_id, "unknown", str(error))
    else:
        _settle(mail_id, "sent")


def _hand_over(mail_id: int) -> None:
    """Mark the mail before the server is given it. Whoever comes second (the lease ran out) leaves it alone."""
    with write() as session:
        waiting = update(Mail).where(Mail.id == mail_id, Mail.state == "waiting").values(state="handing_over")
        if session.execute(waiting.returning(Mail.id)).scalar() is None:
            raise smtp.Unknown("somebody else was sending it")


def _settle(mail_id: int, state: str, error: str | None = None) -> None:
    with write() as session:
        mail = session.get_one(Mail, mail_id)
        mail.state, mail.done_at, mail.error = state, clock.now(), error


def _try_later(mail_id: int, attempts: int, error: str) -> None:
    """Wait longer each time; who has waited long enough has failed."""
    if attempts > len(WAITS):
        return _settle(mail_id, "failed", error)
    with write() as session:
        mail = session.get_one(Mail, mail_id)
        mail.state, mail.attempts, mail.error = "waiting", attempts, error
        jobs.enqueue(session, "mail.send", f"mail:{mail_id}:{attempts}", wait=WAITS[attempts - 1], mail=mail_id)


def send_again(mail_id: int, actor: Actor) -> Mail:
    """Send what still waits of a mail once more: a mail of its own. Pressed twice it is one."""
    with write() as session:
        _require_reader(actor)
        mail = session.get(Mail, mail_id) if mail_id < 2**31 else None
        if mail is None:
            raise NotFound
        if mail.state not in AGAIN:
            raise Refusal(409, _("It cannot be done now"), _("The mail is not one that can be sent again."))
        values = {"kind": mail.kind, "person_id": mail.person_id, "about": mail.about, "items": mail.items}
        _insert(session, f"again:{mail.id}", **values)
        return mail


def log(actor: Actor, before: int | None) -> tuple[list[Mail], int | None]:
    """A page of the log, newest first, and where the next begins."""
    _require_reader(actor)
    rows = select(Mail).options(joinedload(Mail.person)).order_by(Mail.id.desc()).limit(PAGE + 1)
    found = db.session.scalars(rows.where(Mail.id < before) if before else rows).all()
    return list(found[:PAGE]), found[PAGE - 1].id if len(found) > PAGE else None


def sent_again(mails: Sequence[Mail]) -> set[int]:
    """Those of the mails that have been sent once more."""
    keys = {f"again:{mail.id}": mail.id for mail in mails}
    return {keys[key] for key in db.session.scalars(select(Mail.key).where(Mail.key.in_(keys)))}


def _require_reader(actor: Actor) -> None:
    require_office(actor, _("Only the office reads which mails were sent."))
