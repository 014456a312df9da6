"""The talks that wait for a reader: of agreements that have begun and have not been sent to anybody yet."""

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import joinedload

from app.agreements import arranging
from app.agreements.catalogue import Agreement, all_kinds
from app.agreements.models import Talk
from app.core import clock, formats
from app.core.actions import Actor
from app.core.db import db
from app.documents.catalogue import KINDS
from app.documents.models import Document, Version
from app.overview import conditions
from app.overview.waiting import Waiting


def waiting_for(actor: Actor, most: int) -> list[Waiting]:
    """The talks that the actor is to have, or to find a time for. One that has been held leaves the draft to write."""
    posts = {post for kind in all_kinds() for post in kind.between}
    if not any(position.function in posts for position in actor.positions):
        return []
    new = (Document.state == "draft", ~exists().where(Version.document_id == Document.id))
    begun = select(Document, Talk).outerjoin(Talk, Talk.document_id == Document.id)
    mine = begun.where(*new, Document.kind.in_([kind.key for kind in all_kinds()]), conditions.drafts(actor))
    to_come = or_(Talk.document_id.is_(None), Talk.is_cancelled, Talk.starts_at >= clock.start_of(clock.today()))
    rows = db.session.execute(
        mine.where(to_come)
        .options(joinedload(Document.network), joinedload(Talk.by))
        .order_by(Document.state_since, Document.id)
        .limit(most)
    )
    return [_waiting(document, talk) for document, talk in rows]


def _waiting(document: Document, talk: Talk | None) -> Waiting:
    kind, network = KINDS[document.kind], document.network
    assert isinstance(kind, Agreement)  # noqa: S101 - no others are asked for
    room = {"number": network.number, "post": str(kind.opposite)}
    if talk is None or talk.is_cancelled:
        since = document.state_since
        return Waiting("arrange", network.title, document.number, kind.label, since=since, where=room)
    return Waiting(
        "talk",
        network.title,
        document.number,
        kind.label,
        name=talk.by.name if talk.by else "",
        n=talk.sequence,
        due=arranging.day_of(talk),
        when=formats.moment(talk.starts_at),
        where=room,
    )
