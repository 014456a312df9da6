"""A forum's meetings: what waits for each, and what was decided there. Each in a few queries, whatever their number."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.core.actions import Actor
from app.core.db import db
from app.core.formats import capital_first
from app.documents import rules, said, standing
from app.documents.catalogue import KINDS, kind_of
from app.documents.consents import Decision, Party, Result
from app.documents.loading import WITH_VERSIONS
from app.documents.models import Document, Version
from app.forums import operations as forums
from app.forums.models import ForumMeeting
from app.lifecycle import briefings
from app.lifecycle.said import ABOUT
from app.networks.models import Network
from app.overview import network_page
from app.people.models import post_label


@dataclass(frozen=True)
class Item:
    """A line under a meeting: what, of which network, and where the reader goes on, when there is such a page."""

    what: str
    network: Network
    url: str = ""
    result: str = ""


@dataclass(frozen=True)
class Meeting:
    id: int
    forum: str
    row: ForumMeeting
    items: list[Item] = field(default_factory=list)


def coming(actor: Actor, wanted: Sequence[str]) -> list[Meeting]:
    """The planned meetings. What waits for a forum stands under its next one."""
    made = [Meeting(row.id, post_label(row.forum, None), row) for row in forums.coming(wanted)]
    first = {meeting.row.forum: meeting for meeting in reversed(made)}
    for document in _out(wanted):
        party = standing.awaited_forum(document)
        if party and (meeting := first.get(party.function)):
            what = _("Decision on %(label)s", label=kind_of(document).label)
            meeting.items.append(Item(what, document.network, _text(actor, document)))
    if next_one := first.get(briefings.FORUM):
        for briefing in db.session.scalars(briefings.owed().limit(50)):
            what = _("Briefing on %(about)s", about=ABOUT[briefing.about])
            next_one.items.append(Item(what, briefing.network, network_page.records(actor, briefing)))
    return made


def _text(actor: Actor, document: Document) -> str:
    """Where the reader reads the text."""
    may = rules.POLICY.may(actor, "document.read", document).allowed
    return url_for("documents.read", number=document.number) if may else ""


def _out(wanted: Sequence[str]) -> Sequence[Document]:
    """The texts that are out and ask one of these forums."""
    asked = select(Version.document_id).join(Party, Party.version_id == Version.id).where(Party.function.in_(wanted))
    rows = select(Document).where(Document.state == "sent", Document.id.in_(asked))
    whole = (WITH_VERSIONS, joinedload(Document.network).selectinload(Network.documents))
    return db.session.scalars(rows.options(*whole).order_by(Document.due, Document.id).limit(50)).all()


def held(actor: Actor, wanted: Sequence[str]) -> list[Meeting]:
    """The meetings that have been held, with what was decided on their day."""
    made = [Meeting(row.id, post_label(row.forum, None), row) for row in forums.held(wanted)]
    by_day = {(meeting.row.forum, meeting.row.day): meeting for meeting in made}
    if not made:
        return []
    days = {day for _forum, day in by_day}
    whole = joinedload(Decision.version).joinedload(Version.document)
    rows = (
        select(Decision)
        .where(Decision.forum.in_(wanted), Decision.day.in_(days))
        .options(whole.joinedload(Document.network).selectinload(Network.documents), whole.options(WITH_VERSIONS))
    )
    for decision in db.session.scalars(rows.order_by(Decision.item, Decision.id)):
        document = decision.version.document
        label = capital_first(KINDS[document.kind].label)
        what = _("Item %(item)s: %(label)s", item=decision.item, label=label)
        result = str(said.RESULTS[Result(decision.result)])
        item = Item(what, document.network, _text(actor, document), result)
        if meeting := by_day.get((decision.forum, decision.day)):
            meeting.items.append(item)
    return made
