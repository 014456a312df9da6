"""The half-yearly rounds: their deadlines, which the office can change, and the ranked proposal that each ends as
(domain.md 1). An idea that cannot wait is proposed apart from them."""

import json
from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.core import clock, events
from app.core.actions import Actor
from app.core.db import db, write
from app.core.pages import Refusal
from app.core.text import canonical
from app.documents.models import Edition
from app.ideas.models import Idea
from app.ideas.operations import locked, require
from app.ideas.rules import OPEN, RHYTHM, Rhythm, Round, round_of
from app.networks.operations import lock_series
from app.people.operations import require_office

KIND = "idea.rounds"  # of the editions


@dataclass(frozen=True)
class Proposal:
    """The ideas of a round, the first in rank first; of none those that are proposed apart."""

    round: Round | None
    ideas: list[Idea]


def require_ranker(actor: Actor) -> None:
    """Refuse who does not put the rounds' proposals."""
    require_office(actor, _("Only the office ranks the ideas."))


def _newest() -> Edition | None:
    return db.session.scalar(select(Edition).where(Edition.kind == KIND).order_by(Edition.n.desc()).limit(1))


def rhythm() -> Rhythm:
    """The deadlines that hold."""
    edition = _newest()
    return [((month, day), decided) for month, day, decided in json.loads(edition.json)] if edition else RHYTHM


def change(actor: Actor, wanted: Rhythm) -> None:
    """These deadlines hold from now on."""
    require_ranker(actor)
    with write() as session:
        lock_series(session, "idea")
        if sorted(wanted) == sorted(rhythm()):
            return
        newest = _newest()
        written = canonical([[*deadline, month] for deadline, month in sorted(wanted)])
        n = newest.n + 1 if newest else 1
        edition = Edition(kind=KIND, n=n, json=written, by_id=actor.person_id, at=clock.now())
        session.add(edition)
        session.flush()
        told = f"edition:{edition.id}"
        events.record("edition.made", actor_id=actor.person_id, object=told, scope="editions")


def of(idea: Idea, known: Rhythm) -> Round | None:
    """The round that the idea is considered in; none for one that is proposed apart."""
    return None if idea.is_outside else round_of(idea.at.astimezone(clock.COPENHAGEN).date(), known)


def proposals() -> list[Proposal]:
    """What is considered now, round by round, and last what is proposed apart."""
    known, found = rhythm(), dict[Round | None, list[Idea]]()
    waiting = select(Idea).where(Idea.state.in_(OPEN)).options(joinedload(Idea.author))
    for idea in db.session.scalars(waiting.order_by(Idea.rank.is_(None), Idea.rank, Idea.id)):
        found.setdefault(of(idea, known), []).append(idea)
    rounds = sorted((each for each in found if each), key=lambda each: each.deadline)
    return [Proposal(each, found[each]) for each in (*rounds, *([None] if None in found else []))]


def move(number: str, actor: Actor, by: int, seen: int) -> Idea:
    """The idea goes so many places up (-1) or down (1) from the place `seen` on the page, from 1. Pressed twice it goes
    once."""
    with write() as session:
        lock_series(session, "idea")
        idea = locked(session, number)
        action = require(idea, actor, "idea.rank")
        mine = next(proposal.ideas for proposal in proposals() if idea in proposal.ideas)
        place, to = mine.index(idea) + 1, min(max(seen + by, 1), len(mine))
        if place == to:
            return idea
        if place != seen:
            onward = ("/ideer/runder", _("See the order"))
            raise Refusal(409, _("It cannot be done now"), _("The ideas have been moved meanwhile."), onward)
        mine.insert(to - 1, mine.pop(place - 1))
        for rank, each in enumerate(mine, 1):
            each.rank = rank
        events.record(str(action.event), actor_id=actor.person_id, object=idea.scope, scope=idea.scope, rank=to)
        return idea


def set_apart(number: str, actor: Actor, *, is_outside: bool) -> Idea:
    """The idea is proposed apart from the rounds, or in its round after all."""
    with write() as session:
        lock_series(session, "idea")
        idea = locked(session, number)
        action = require(idea, actor, "idea.set_apart")
        if idea.is_outside != is_outside:
            idea.is_outside, idea.rank = is_outside, None
            told = {"outside": int(is_outside)}
            events.record(str(action.event), actor_id=actor.person_id, object=idea.scope, scope=idea.scope, **told)
        return idea
