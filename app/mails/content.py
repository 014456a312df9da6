"""The words of a mail, of what waits when they are made, and the message that carries them."""

from collections.abc import Sequence
from dataclasses import dataclass
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from typing import Any
from urllib.parse import urlsplit

from flask import current_app
from flask_babel import gettext as _
from flask_babel import ngettext

from app.config import Settings
from app.core import clock, links
from app.core.calendar import Appointment
from app.mails import items
from app.mails.item import Item
from app.mails.models import Mail
from app.mails.smtp import Refused
from app.people.models import Person

ABOUT_MAX = 200


@dataclass(frozen=True)
class Written:
    subject: str
    text: str
    html: str
    appointments: Sequence[Appointment] = ()


def subject(chosen: Sequence[Item]) -> str:
    """The first thing first, and how many there are besides it."""
    first, more = chosen[0], len(chosen) - 1
    said = first.subject if len(first.subject) <= ABOUT_MAX else f"{first.subject[: ABOUT_MAX - 1]}…"
    late = {"soon": _("Soon due: %(what)s", what=said), "late": _("Overdue: %(what)s", what=said)}
    said = late.get(first.reason, said)
    besides = ngettext("and one more thing", "and %(num)s more things", more)
    return f"{said} {besides}" if more else said


def write(mail: Mail) -> Written | None:
    """The words of the mail; None when nothing of what it was made for waits any longer."""
    found = items.of(mail.person)
    chosen = [one for one in found if one.key in mail.items]
    if not chosen:
        return None
    named = {one.of for one in chosen}
    still = [one for one in found if one.reason == "new" and one.key not in named]
    return render(mail.kind, mail.person, chosen, still)


def render(kind: str, person: Person, chosen: Sequence[Item], still: Sequence[Item] = ()) -> Written:
    """The words of a mail of this kind."""
    settings: Settings = current_app.extensions["settings"]
    given: dict[str, Any] = {
        "subject": subject(chosen),
        "person": person,
        "items": chosen,
        "still": still,
        "front": links.address("overview.front"),
        "settings": settings,
    }
    make = current_app.jinja_env.get_template
    text = make(f"mail/{kind}/mail.txt").render(given)
    appointments = [one.appointment for one in chosen if one.appointment]
    return Written(given["subject"], text, make(f"mail/{kind}/mail.html").render(given), appointments)


def message(mail: Mail, written: Written) -> EmailMessage:
    """The message: both forms of the words, and headers that say that nobody wrote it by hand. A header holds one line,
    whatever stands in a title or a name."""
    settings: Settings = current_app.extensions["settings"]
    host = urlsplit(settings.base_url).hostname or "localhost"
    made = EmailMessage()
    made["From"] = _address(settings.office_name, settings.mail_from or settings.office_mail)
    made["To"] = _address(mail.person.name, mail.person.email or "")
    if settings.mail_from and settings.office_mail:
        made["Reply-To"] = _address(settings.office_name, settings.office_mail)
    made["Subject"] = _one_line(written.subject)
    made["Date"] = format_datetime(clock.now())
    made["Message-ID"] = f"<{mail.token}@{host}>"
    made["List-Id"] = f"Netvaerk <netvaerk.{host}>"
    made["Auto-Submitted"] = "auto-generated"
    made["X-Auto-Response-Suppress"] = "All"
    made.set_content(written.text, cte="quoted-printable")
    made.add_alternative(written.html, subtype="html", cte="quoted-printable")
    for n, appointment in enumerate(written.appointments, 1):
        kind = {"method": appointment.method, "charset": "utf-8"}
        name = f"samtale-{n}.ics" if len(written.appointments) > 1 else "samtale.ics"
        made.add_attachment(appointment.file(), "text", "calendar", filename=name, params=kind)
    return made


def _address(name: str, address: str) -> Address:
    try:
        return Address(_one_line(name), addr_spec=address)
    except (ValueError, IndexError, AttributeError, MessageError) as error:
        raise Refused(f"Mailadressen kan ikke bruges: {error}") from error


def _one_line(words: str) -> str:
    """Without what a mail program would take for letters in another encoding (RFC 2047)."""
    return " ".join(words.replace("=?", "= ?").split())
