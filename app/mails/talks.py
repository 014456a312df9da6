"""What a mail about a talk brings with it: the guide to the role, and a file for the calendar."""

from collections.abc import Iterator
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import or_, select
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
    """The talks that the actor was to have and another has cancelled, before their day was over."""
    is_mine = or_(Talk.leader_id == actor.person_id, Talk.other_id == actor.person_id)
    by_another = or_(Talk.by_id.is_(None), Talk.by_id != actor.person_id)
    lately = (Talk.is_cancelled, Talk.at > clock.now() - NEWS, Talk.starts_at > Talk.at)
    for talk in db.session.scalars(_talks().where(is_mine, by_another, *lately).order_by(Talk.at)):
        document, kind, when = talk.document, kind_of(talk.document), formats.moment(talk.starts_at)
        why = _("%(name)s cancelled it.", name=talk.by.name) if talk.by and talk.by_id in talk.two else _replaced()
        yield Item(
            reason="told",
            key=f"talk_cancelled:{document.number}:{talk.sequence}",
            act="talk_cancelled",
            title=_("The talk about %(label)s is cancelled", label=kind.label),
            about=document.network.title,
            text=_("%(why)s It was to be %(when)s.", why=why, when=when),
            button=_("Read"),
            address=address("networks.page", number=document.network.number),
            appointment=arranging.appointment(talk),
        )


def _replaced() -> str:
    return _("Those who were to talk are not the same any more.")


def _talks() -> Any:
    whole = contains_eager(Talk.document).joinedload(Document.network)
    return select(Talk).join(Talk.document).options(whole, joinedload(Talk.by))
