"""A text becomes a version, parties consent to it, and when all have it is locked. Parts of larger transactions."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core import clock
from app.core.actions import Actor
from app.core.db import db
from app.core.pages import Refusal
from app.core.text import canonical, code_prefix, sha256
from app.documents import content, printing, relations, standing
from app.documents.catalogue import kind_of
from app.documents.consents import Consent, Method, Party
from app.documents.models import Document, Version
from app.documents.operations import Stale, become, tell
from app.people.operations import holders, seats


def seen(document: Document, sha: str) -> Version:
    """The version that is out or agreed, when it is the one that was on the screen; else Stale."""
    if document.current is None or document.current.sha256 != sha:
        known = next((version for version in document.versions if version.sha256 == sha), None)
        raise Stale(known.text if known else None)
    return document.current


def with_code(code: str) -> Version | None:
    """The version that carries this check code, whatever its document."""
    return db.session.scalar(select(Version).where(Version.sha256.startswith(code_prefix(code))))


def of_text(session: Session, document: Document, text: Mapping[str, Any], actor: Actor) -> Version:
    """The version of this text: the latest, when it says the same, else a new one. What was approved of a text stands
    only as long as the text does, and between two only as long as who approved it holds the post (R7)."""
    latest = document.latest
    if latest is not None and content.without_n(latest.text) == text and not _is_overtaken(latest):
        return latest
    return new(session, document, text, actor)


def _is_overtaken(version: Version) -> bool:
    """Whether it is between two, and somebody has approved it for a post that they do not hold any more."""
    if not kind_of(version.document).between:
        return False
    held = holders(party.position for party in version.parties)
    now = {position.function: person.id for position, persons in held.items() for person in persons[:1]}
    return bool(relations.made_by(version).items() - now.items())


def refuse_unchanged(document: Document, text: Mapping[str, Any]) -> None:
    """Refuse to ask anybody about a text that is in force already."""
    if document.in_force and content.without_n(document.in_force.text) == text:
        sentence = _("The text says the same as the version in force. Give the change up instead.")
        raise Refusal(409, _("Nothing has been changed"), sentence)


def new(session: Session, document: Document, text: Mapping[str, Any], actor: Actor) -> Version:
    """The next version, of this text, with the text's parties. It keeps the draft's answers as they are stored."""
    previous = document.latest
    numbered = {**text, "n": previous.n + 1 if previous else 1}
    version = Version(
        document=document,
        n=numbered["n"],
        json=canonical(numbered),
        sha256=content.digest(numbered),
        previous_id=previous.id if previous else None,
        at=clock.now(),
        by_id=actor.person_id,
        answers=canonical({answer.key: answer.value for answer in document.answers if answer.value}),
        paper_day=date.fromisoformat(text["paper"]["day"]) if "paper" in text else None,
    )
    session.add(version)
    version.parties = _parties(text["parties"])
    session.flush()
    printing.require_printable(document, version)
    return version


def _parties(told: Sequence[Mapping[str, Any]]) -> list[Party]:
    """The text's parties. Whose holder sits in a body among them accedes through its minute (R16)."""
    found = [
        Party(
            slot=slot,
            function=party["function"],
            department_id=party["department"],
            network_id=party.get("network"),
            person_id=party.get("person"),
        )
        for slot, party in enumerate(told)
    ]
    sitting = seats(party.function for party in found if party.is_forum)
    asked = [party for party in found if not party.is_forum and not party.person_id] if sitting else []
    held = holders(party.position for party in asked)
    for party in asked:
        party.through = next((sitting[person.id] for person in held[party.position][:1] if person.id in sitting), None)
    return found


def give(
    session: Session,
    parties: Sequence[Party],
    decision: str,
    *,
    event: str | None,
    actor: Actor | None,
    method: Method = Method.APP,
    suggestions: Mapping[str, str] | None = None,
    told: Mapping[str, int | str] | None = None,
    **said: Any,
) -> None:
    """One consent for each of these parties, each told with its digest. `told` are further details of the event, `said`
    further columns of Consent. Who approves for the holder of a post is told with whom they do it for (R9)."""
    for party in parties:
        consent = Consent(
            sha256=party.version.sha256,
            decision=decision,
            method=method,
            at=clock.now(),
            suggestions=json.dumps(dict(suggestions), ensure_ascii=False, sort_keys=True) if suggestions else None,
            **said,
        )
        behalf = dict[str, int]()
        if method == Method.APP and actor and not party.person_id and (ground := actor.deputyship(party.position)):
            consent.on_behalf_of_id, consent.deputy_id = ground.holder_id, ground.row_id
            behalf = {"behalf": ground.holder_id}
        party.consents.append(consent)
        session.flush()
        version = party.version
        told_too = {**(told or {}), **behalf}
        tell(version.document, actor, event, version=version.n, consent=consent.digest(), **told_too)


def agree_when_all_have(session: Session, document: Document, version: Version, actor: Actor) -> None:
    """Lock the version when nobody's agreement is missing any more."""
    if standing.was_agreed(version):
        agree(session, document, version, actor)


def agree(session: Session, document: Document, version: Version, actor: Actor) -> None:
    """Lock the version: it is in force, its print is recorded and asked for, and what follows is done."""
    become(document, "agreed")
    document.agreed_n = version.n
    kind_of(document).on_agreed(session, document)
    record = printing.freeze(session, document, version)
    tell(document, actor, "document.agreed", version=version.n, record=sha256(record))
