"""The sign block: each party as a line, with what it has said and whose turn it is."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import gettext as _

from app.core import formats
from app.core.actions import Actor, Office
from app.documents import rules, said, standing, texts
from app.documents.consents import Method, Party
from app.documents.models import Document, Version
from app.people.models import FORUMS, Person
from app.people.operations import holders, office_label

Line = dict[str, Any]


def lines(actor: Actor, document: Document, version: Version | None) -> list[Line]:
    """The parties of the version, or those that the draft would be sent to."""
    if version is None:
        offices = texts.offices(document)
        found = holders(offices)
        return [_asked(office, found, office_label(office)) for office in offices]
    found = holders(party.office for party in version.parties)
    return [_line(actor, party, found) for party in version.parties]


def _line(actor: Actor, party: Party, found: Mapping[Office, Sequence[Person]]) -> Line:
    consent, is_out = party.consent, standing.of(party.version) == standing.Standing.OUT
    line = _asked(party.office, found, party.label, party.person)
    if consent:
        line |= {"note": said.of(party), "reason": consent.reason or "" if rules.reads_reason(actor, consent) else ""}
        line["name"] = said.by(consent) if party.has_approved else line["name"]
    if party.has_approved and consent:
        done = {Method.FORUM: _("Acceded"), Method.JOINT: _("Took part")}
        otherwise = _("Confirmed") if said.is_confirmed(consent) else _("Approved")
        return line | {"word": done.get(Method(consent.method), otherwise), "shape": "done"}
    if is_out and party.is_asked(actor):
        note = _("You are signed in as %(name)s", name=actor.name)
        return line | {"turn": True, "name": actor.name, "note": f"{line['note']}. {note}" if consent else note}
    if is_out:
        first = None if party.is_forum else next(iter(found.get(party.office, ())), None)
        word = _("%(whose)s turn", whose=formats.genitive(first.first_name)) if first else _("Awaited")
        return line | {"word": word, "shape": "half"}
    if consent is None:
        return line | {"word": said.of(party), "shape": "ring"}
    return line | {"word": _("Wants a change"), "shape": "ring"}


def _asked(office: Office, found: Mapping[Office, Sequence[Person]], label: str, person: Person | None = None) -> Line:
    """A line before anything is said. A body goes by its own name (R16)."""
    line: Line = {"name": label, "role": "", "note": "", "reason": "", "word": "", "shape": "", "turn": False}
    if office.function in FORUMS:
        return line
    holder = person or next(iter(found.get(office, ())), None)
    return line | {"name": holder.name if holder else _("Vacant"), "role": label}
