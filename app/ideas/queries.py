"""The lists of ideas, each in one query, whatever its length."""

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import aliased, joinedload, selectinload, undefer

from app.core import clock
from app.core.actions import Actor
from app.core.db import db
from app.core.forms import SelectChoice
from app.ideas.models import Idea, IdeaRemark
from app.ideas.rules import DECIDED, OPEN

# An idea's page: who proposed it, what was said, what became of it.
WHOLE = (
    joinedload(Idea.author),
    joinedload(Idea.network),
    joinedload(Idea.into),
    selectinload(Idea.merged).joinedload(Idea.author),
    selectinload(Idea.remarks).joinedload(IdeaRemark.by),
)
# What its author is told of it in a list (said.standing).
OF_MINE = (joinedload(Idea.network), joinedload(Idea.into), undefer(Idea.received_by))
TOLD_DAYS, TOLD_MOST = 30, 6  # how long, and of how many, the front page tells what became of them


def proposed_by(actor: Actor) -> list[Idea]:
    """The actor's own, newest first."""
    mine = select(Idea).where(Idea.author_id == actor.person_id).order_by(Idea.id.desc())
    return list(db.session.scalars(mine.options(*OF_MINE)))


def told(actor: Actor) -> list[Idea]:
    """The actor's own of which there is something to tell: those being considered, and those that the office settled
    lately, the last first. What the author is asked stands among what waits for them."""
    into, since = aliased(Idea), clock.now() - timedelta(days=TOLD_DAYS)
    lately = Idea.state.in_(("taken_up", "merged", "rejected")) & (
        (Idea.state_since > since) | (into.state_since > since)
    )
    mine = (
        select(Idea)
        .outerjoin(into, Idea.into)
        .where(Idea.author_id == actor.person_id, (Idea.state == "received") | lately)
    )
    last = mine.order_by(Idea.state_since.desc(), Idea.id.desc()).limit(TOLD_MOST)
    return list(db.session.scalars(last.options(*OF_MINE)))


def considered() -> list[Idea]:
    """Those that wait for the office or for their authors, the oldest first."""
    waiting = select(Idea).where(Idea.state.in_(OPEN)).order_by(Idea.state.desc(), Idea.id)
    return list(db.session.scalars(waiting.options(joinedload(Idea.author))))


def decided_of_others(actor: Actor) -> list[Idea]:
    """Those of which every employee may know what became, newest first (domain.md 13); not the actor's own."""
    known = select(Idea).where(Idea.state.in_(DECIDED), Idea.author_id != actor.person_id)
    return list(db.session.scalars(known.order_by(Idea.state_since.desc(), Idea.id.desc()).options(*OF_MINE)))


def others(idea: Idea) -> list[SelectChoice]:
    """The ideas that this one can be joined with."""
    rows = (
        select(Idea)
        .where(Idea.state.in_(OPEN), Idea.id != idea.id)
        .order_by(Idea.sort_key)
        .options(joinedload(Idea.author))
    )
    return [SelectChoice(row.number, f"{row.title}, {row.author.name}") for row in db.session.scalars(rows)]
