"""What a person can be written to about: what waits for them, as their front page has it, and what happened to what is
theirs. It is read anew whenever a mail is made, so that no mail is about what has been done."""

from collections.abc import Iterator
from dataclasses import replace

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import and_, or_, select
from sqlalchemy.orm import joinedload

from app.core import clock
from app.core.actions import Actor
from app.core.db import db
from app.core.links import address
from app.documents import said
from app.documents.catalogue import KINDS
from app.documents.consents import Consent, Party
from app.documents.models import Document, Version
from app.ideas.models import Idea
from app.ideas.queries import for_front
from app.ideas.said import standing
from app.mails import talks
from app.mails.item import Item
from app.mails.rules import AT_ONCE, IN_THE_MORNING, NEWS, REMINDED, reminder
from app.overview import queries
from app.overview.waiting import Waiting
from app.people.models import Person
from app.people.operations import actor_for

DONE_FOR_YOU = {
    "approve": (_l("Approved for you: %(label)s"), _l("It was done by %(name)s.")),
    "send_back": (_l("Sent back for you: %(label)s"), _l("It was done by %(name)s.")),
    "on_paper": (
        _l("Recorded as signed by you on paper: %(label)s"),
        _l("%(name)s recorded it. Did you not sign it? Then write to the office."),
    ),
}
MANY = 1000  # no person has as many texts to answer


def of(person: Person) -> list[Item]:
    """All that the person can be told of now, the most urgent first."""
    actor = actor_for(person)
    to_consider, _told = for_front(actor, queries.FRONT_MOST)
    waiting = queries.everything(actor, queries.front(actor, MANY), to_consider)
    found = [_item(one, actor) for one in waiting if one.act in (AT_ONCE, *IN_THE_MORNING)]
    reminders = [one for item in found if (one := _reminder(item))]
    return [*reminders, *found, *talks.cancelled(actor), *_done_for(actor), *_ideas_settled(actor)]


def _item(one: Waiting, actor: Actor) -> Item:
    return Item(
        reason="new",
        key=one.key,
        act=one.act,
        title=one.title,
        about=one.about,
        text=one.text,
        button=str(one.button),
        address=address(one.page, **one.at),
        due=one.due,
        behalf=one.behalf,
        is_own=one.act in (AT_ONCE, "talk") and one.name == actor.name,
        **talks.beside(one),
    )


def _reminder(item: Item) -> Item | None:
    if item.due is None or item.act not in REMINDED:
        return None
    which = reminder(item.due, clock.today())
    return replace(item, reason=which, key=f"{item.key}:{which}") if which else None


def _done_for(actor: Actor) -> Iterator[Item]:
    """What others have approved in the person's stead (R9), and what others have recorded that they have signed on
    paper: whom it was done for is told."""
    whole = joinedload(Consent.party).joinedload(Party.version).joinedload(Version.document)
    on_paper = (
        Consent.method == "paper",
        Consent.person_id == actor.person_id,
        Consent.recorded_by_id != actor.person_id,
    )
    mine = or_(Consent.on_behalf_of_id == actor.person_id, and_(*on_paper))
    persons = [joinedload(who) for who in (Consent.person, Consent.on_behalf_of, Consent.recorded_by)]
    told = set()
    for consent in db.session.scalars(
        select(Consent)
        .where(mine, Consent.at > clock.now() - NEWS, Consent.decision.in_(("approve", "send_back")))
        .options(whole.joinedload(Document.network), *persons)
        .order_by(Consent.id)
    ):
        version = consent.party.version
        recorder = consent.recorded_by
        act = "on_paper" if recorder else consent.decision
        key = f"for_you:{version.document.number}:v{version.n}:{act}:{consent.person_id}"
        if key in told:  # one act for two posts (R8)
            continue
        told.add(key)
        title, text = DONE_FOR_YOU[act]
        yield Item(
            reason="told",
            key=key,
            act="for_you",
            title=str(title) % {"label": KINDS[version.document.kind].label},
            about=version.document.network.title,
            text=str(text) % {"name": recorder.name if recorder else said.by(consent)},
            button=_("Read"),
            address=address("documents.read", number=version.document.number),
        )


def _ideas_settled(actor: Actor) -> Iterator[Item]:
    """What became of the person's ideas."""
    settled = Idea.state.in_(("taken_up", "merged", "rejected"))
    mine = select(Idea).where(Idea.author_id == actor.person_id, settled, Idea.state_since > clock.now() - NEWS)
    for idea in db.session.scalars(mine.options(joinedload(Idea.network), joinedload(Idea.into)).order_by(Idea.id)):
        yield Item(
            reason="told",
            key=f"idea:{idea.number}:{idea.state}:{idea.state_since.isoformat()}",
            act="idea_settled",
            title=_("Your idea has been decided on"),
            about=idea.title,
            text=f"{standing(actor, idea).rstrip('.')}.",
            button=_("Read the idea"),
            address=address("ideas.page", number=idea.number),
        )
