"""What a mail about a talk brings with it: the guide to the role, and a file for the calendar."""

from collections.abc import Iterator
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import contains_eager, joinedload

from app.agreements import arranging
from app.agreements.models import Talk
from app.core import clock, formats
from app.core.actions import Actor
from app.core.db import db
from app.core.links import address
from app.documents.catalogue import kind_of
from app.documents.models import Document
from app.handbook import guides
from app.mails.item import Item
from app.mails.rules import NEWS
from app.overview import conditions
from app.overview.waiting import Waiting


def beside(one: Waiting) -> dict[str, Any]:
    """What stands by the thing in a mail, when it is a talk."""
    if one.act not in ("arrange", "talk"):
        return {}
    more, guide = [], guides.of(one.at["post"])
    if guide:
        more = [
            (_("Read the guide"), address("handbook.guide", slug=guide.slug)),
            (_("Get it as a leaflet"), address("handbook.folder", slug=guide.slug)),
        ]
    talk = db.session.scalar(_talks().where(Document.number == one.number)) if one.act == "talk" else None
    return {"more": tuple(more), "appointment": arranging.appointment(talk) if talk else None}


def cancelled(actor: Actor) -> Iterator[Item]:
    """The talks of the actor's that the other has cancelled, before their day was over."""
    lately = (Talk.is_cancelled, Talk.by_id != actor.person_id, Talk.at > clock.now() - NEWS, Talk.starts_at > Talk.at)
    for talk in db.session.scalars(_talks().where(*lately, conditions.drafts(actor)).order_by(Talk.at)):
        document, kind, when = talk.document, kind_of(talk.document), formats.moment(talk.starts_at)
        yield Item(
            reason="told",
            key=f"talk_cancelled:{document.number}:{talk.sequence}",
            act="talk_cancelled",
            title=_("The talk about %(label)s is cancelled", label=kind.label),
            about=document.network.title,
            text=_("%(name)s cancelled it. It was to be %(when)s.", name=talk.by.name, when=when),
            button=_("Read"),
            address=address("documents.read", number=document.number),
            appointment=arranging.appointment(talk),
        )


def _talks() -> Any:
    whole = contains_eager(Talk.document).joinedload(Document.network)
    return select(Talk).join(Talk.document).options(whole, joinedload(Talk.by))
