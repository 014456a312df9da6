"""The lists of ideas, each in one query, whatever its length."""

from datetime import timedelta

from sqlalchemy import false, literal, or_, select, union_all
from sqlalchemy.orm import aliased, joinedload, selectinload, undefer

from app.core import clock
from app.core.actions import Actor
from app.core.db import db
from app.core.forms import SelectChoice
from app.ideas.models import Idea, IdeaRemark
from app.ideas.rules import DECIDED, OPEN
from app.people.models import Function

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


def for_front(actor: Actor, most: int) -> tuple[list[Idea], list[Idea]]:
    """What the front page tells the actor of ideas, in one query: the first `most` that wait for the actor, oldest
    first (received, for the consultants; asked about, for the author); and of the actor's own those being considered
    and those that the office settled lately, the last first."""
    is_mine, into, since = Idea.author_id == actor.person_id, aliased(Idea), clock.now() - timedelta(days=TOLD_DAYS)
    is_new = Idea.state == "received" if actor.holds(Function.NETVAERKSKONSULENT) else false()
    waits = select(Idea.id, literal("waits").label("sort")).where(or_(is_mine & (Idea.state == "asked"), is_new))
    settled = Idea.state.in_(("taken_up", "merged", "rejected"))
    lately = settled & ((Idea.state_since > since) | (into.state_since > since))
    told = select(Idea.id, literal("told").label("sort")).outerjoin(into, Idea.into).where(is_mine)
    last_told = told.where((Idea.state == "received") | lately).order_by(Idea.state_since.desc(), Idea.id.desc())
    sorts = union_all(
        select(waits.order_by(Idea.id).limit(most).subquery()), select(last_told.limit(TOLD_MOST).subquery())
    ).subquery()
    found = select(Idea, sorts.c.sort).join(sorts, sorts.c.id == Idea.id).options(joinedload(Idea.author), *OF_MINE)
    rows = db.session.execute(found.order_by(Idea.state_since.desc(), Idea.id.desc())).all()
    waiting = sorted((idea for idea, sort in rows if sort == "waits"), key=lambda idea: idea.id)
    return waiting, [idea for idea, sort in rows if sort == "told"]


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
