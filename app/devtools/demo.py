"""The demo municipality: invented persons, and a history of real themes made through the real operations."""

import random
from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import select

from app.core import clock
from app.core.db import db
from app.devtools import agreements, first_day, ideas, people
from app.devtools.plans import PLANS
from app.devtools.story import Story
from app.devtools.themes import IDEAS, REVISIONS, THEMES
from app.forums.operations import plan
from app.networks.models import Network
from app.people.models import Function

BY_KEY = {theme.key: theme for theme in (*THEMES, *IDEAS)}


def load() -> None:
    """The demo municipality of the first start."""
    seed(len(PLANS), 2026)
    ideas.load()
    first_day.load()
    agreements.load()
    _meetings()


def _meetings() -> None:
    """Chefforum meets every other Tuesday, direktørforum in between."""
    first = clock.today() - timedelta(days=clock.today().weekday() - 1)
    weeks = [first + timedelta(weeks=week) for week in range(0, 12, 2)]
    for forum, later in ((Function.CHEFFORUM, 0), (Function.DIREKTOERFORUM, 7)):
        days = [day + timedelta(days=later) for day in weeks if day + timedelta(days=later) > clock.today()]
        plan(people.named(people.CONSULTANTS[0]), forum, days)


def seed(networks: int, seed: int) -> None:
    """Add so many networks with their history. The same numbers on the same day give the same history."""
    people.load()
    steps: list[tuple[datetime, int, Callable[[], None]]] = []
    there = set(db.session.scalars(select(Network.form_key)))
    for number in range(networks):
        if f"seed-{seed}-{number}" not in there:  # asked for before
            steps += [(moment, len(steps) + at, step) for at, (moment, step) in enumerate(_story(number, seed).steps())]
    for moment, _order, step in sorted(steps, key=lambda entry: entry[:2]):
        with clock.standing_at(moment):
            step()
        db.session.remove()


def _story(number: int, seed: int) -> Story:
    plan = PLANS[number % len(PLANS)]
    theme, again = BY_KEY[plan.theme], number // len(PLANS) + 1
    return Story(
        theme=theme,
        plan=plan,
        title=theme.title if again == 1 else f"{theme.title}, {again}. runde",
        form_key=f"seed-{seed}-{number}",
        chance=random.Random(f"{seed}-{number}"),
        consultant=people.CONSULTANTS[number % len(people.CONSULTANTS)],
        doubt=number % len(REVISIONS),
    )
