"""domain.md 15: a text that was agreed on paper before its network came here is taken over, without new approvals."""

from collections.abc import Mapping
from datetime import date

from app.core import clock, files
from app.core.actions import Actor
from app.core.db import write
from app.documents import content, texts, versions
from app.documents.consents import Decision, PaperCopy, Result
from app.documents.models import Document
from app.documents.operations import locked, require, tell
from app.people.models import FORUMS, Function


def adopt(
    number: str, actor: Actor, scan: bytes, scan_sha256: str, day: date, minute: Mapping[str, str] | None = None
) -> Document:
    """The text is in force as it stands on the scanned paper, which was agreed on that day; nobody is asked. `minute`
    is the `item`, `case_number` and `wording` of the body that decided it. The same paper recorded twice is one."""
    with write() as session:
        document = locked(session, number)
        if is_adopted(document, scan_sha256):
            return document
        action, forum = require(document, actor, "document.adopt"), deciding(document)
        text = {
            **texts.draft(document),
            "parties": [],
            "paper": {"day": day.isoformat(), "scan": scan_sha256},
        }
        text["answers"] = [answer for answer in text["answers"] if content.prose(answer)]
        version = versions.new(session, document, text, actor)
        files.store(session, scan, 0, name=scan_sha256)
        recorded = {"version": version, "day": day, "recorded_by_id": actor.person_id, "at": clock.now()}
        session.add(PaperCopy(file_sha256=scan_sha256, **recorded))
        told: dict[str, int | str] = {"version": version.n, "sha256": version.sha256}
        if minute and forum:
            decision = Decision(forum=forum, result=Result.AGREED, **recorded, **minute)
            session.add(decision)
            session.flush()
            told |= {"decision": decision.digest(), "result": decision.result, "forum": decision.forum}
        tell(document, actor, action.event, **told)
        versions.agree(session, document, version, actor)
    return document


def deciding(document: Document) -> Function | None:
    """The body whose decision the text takes, if it takes any."""
    return next((Function(each.function) for each in texts.positions(document) if each.function in FORUMS), None)


def is_adopted(document: Document, scan_sha256: str) -> bool:
    """Whether the text was taken over from that very scan: a second click."""
    version = document.in_force
    return bool(version and version.paper_day and version.text["paper"]["scan"] == scan_sha256)
