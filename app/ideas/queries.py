"""The lists of ideas, each in one query, whatever its length."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from app.core.actions import Actor
from app.core.db import db
from app.core.forms import SelectChoice
from app.ideas.models import Idea, Remark
from app.ideas.rules import DECIDED, OPEN

# An idea's page: who proposed it, what was said, what became of it.
WHOLE = (
    joinedload(Idea.author),
    joinedload(Idea.network),
    joinedload(Idea.into),
    selectinload(Idea.merged).joinedload(Idea.author),
    selectinload(Idea.remarks).joinedload(Remark.by),
)


def proposed_by(actor: Actor) -> list[Idea]:
    """The actor's own, newest first."""
    mine = select(Idea).where(Idea.author_id == actor.person_id).order_by(Idea.id.desc())
    return list(db.session.scalars(mine))


def considered() -> list[Idea]:
    """Those that wait for the office or for their authors, the oldest first."""
    waiting = select(Idea).where(Idea.state.in_(OPEN)).order_by(Idea.state.desc(), Idea.id)
    return list(db.session.scalars(waiting.options(joinedload(Idea.author))))


def decided() -> list[Idea]:
    """Those of which every employee may know what became, newest first (domain.md 13)."""
    known = select(Idea).where(Idea.state.in_(DECIDED)).order_by(Idea.state_since.desc(), Idea.id.desc())
    return list(db.session.scalars(known))


def others(idea: Idea) -> list[SelectChoice]:
    """The ideas that this one can be joined with."""
    rows = (
        select(Idea)
        .where(Idea.state.in_(OPEN), Idea.id != idea.id)
        .order_by(Idea.sort_key)
        .options(joinedload(Idea.author))
    )
    return [SelectChoice(row.number, f"{row.title}, {row.author.name}") for row in db.session.scalars(rows)]
