"""The demo municipality: invented persons, and a history of real themes made through the real operations."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any

from sqlalchemy import select

from app.contracts.operations import open_with_contract
from app.core import clock, deadlines, text
from app.core.actions import Actor
from app.core.db import db, write
from app.devtools.themes import DEPARTMENTS, REVISIONS, SEND_BACK_REASONS, THEMES, Theme
from app.documents import texts
from app.documents.agreeing import operations
from app.documents.content import digest
from app.documents.drafting.operations import save
from app.documents.models import Document
from app.networks.models import Network
from app.networks.rules import NetworkType
from app.overview.queries import visible_networks
from app.people.models import Department, Function, Person, Post, in_force, post_label
from app.people.operations import actor_for, office_holder

DIRECTOR, CONSULTANTS = "Hanne Thorsager", ("Rasmus Toft Lind", "Nadia Özdemir")
HEADS = (
    "Birgitte Holmskov",
    "Karsten Lundgaard",
    "Samira Aydin",
    "Jens Peter Vestergaard",
    "Lone Rask Mikkelsen",
    "Anders Brogaard",
    "Mette Øllgaard",
)
FIRST_NAMES = {"Jens Peter Vestergaard": "Jens Peter"}
EMPLOYEES = (("Ida Skovbjerg", "Lærer"), ("Omar Haidari", "Sagsbehandler"))
WELFARE = tuple(theme for theme in THEMES if theme.type == NetworkType.WELFARE)
# What becomes of phase 1, in the order in which networks are opened.
PLANS = ("agreed", "sent", "sent_back", "agreed_after_change", "draft")


def load() -> None:
    """The demo municipality of the first start."""
    seed(len(WELFARE), 2026)


def seed(networks: int, seed: int) -> None:
    """Add so many networks with their history. The same numbers on the same day give the same history."""
    _people()
    chance = random.Random(seed)
    steps: list[tuple[datetime, int, Callable[[], None]]] = []
    there = set(db.session.scalars(select(Network.form_key)))
    for number in range(networks):
        if f"seed-{seed}-{number}" in there:  # asked for before
            continue
        theme, plan = WELFARE[number % len(WELFARE)], PLANS[number % len(PLANS)]
        title = theme.title if number < len(WELFARE) else f"{theme.title}, {number // len(WELFARE) + 1}. runde"
        story = _Story(theme, title, plan, f"seed-{seed}-{number}", chance, number % len(REVISIONS))
        steps += [(moment, len(steps) + at, step) for at, (moment, step) in enumerate(story.steps())]
    for moment, _order, step in sorted(steps, key=lambda entry: entry[:2]):
        with clock.standing_at(moment):
            step()
        db.session.remove()


def cast() -> list[dict[str, Any]]:
    """The persons with what a test needs to choose among them."""
    day = clock.today()
    rows = []
    for person in db.session.scalars(select(Person).order_by(Person.id)):
        posts = db.session.scalars(select(Post).where(Post.person_id == person.id, in_force(Post, day))).all()
        rows.append(
            {
                "id": person.id,
                "name": person.name,
                "roles": [
                    post_label(post.function, post.department.name if post.department else None) for post in posts
                ],
                "networks": [network.number for network in visible_networks(actor_for(person))],
            }
        )
    return rows


def _people() -> None:
    with write() as session:
        if session.scalar(select(Person.id).limit(1)) is not None:
            return
        since = date(2015, 1, 1)
        director = _person(DIRECTOR, "Netværksdirektør")
        session.add(Post(function=Function.NETVAERKSDIREKTOER, person=director, from_date=since))
        for name in CONSULTANTS:
            consultant = _person(name, "Netværkskonsulent")
            session.add(Post(function=Function.NETVAERKSKONSULENT, person=consultant, from_date=since))
        for name, department_name in zip(HEADS, DEPARTMENTS, strict=True):
            department = Department(name=department_name, sort_key=text.sort_key(department_name), from_date=since)
            head = _person(name, "Afdelingschef")
            session.add(Post(function=Function.AFDELINGSCHEF, person=head, department=department, from_date=since))
        session.add_all(_person(name, title) for name, title in EMPLOYEES)


def _person(name: str, title: str) -> Person:
    letters = name.lower().translate(str.maketrans("æøåö ", "eoao."))
    return Person(
        name=name,
        first_name=FIRST_NAMES.get(name) or name.split()[0],
        sort_key=text.sort_key(name),
        title=title,
        email=f"{letters}@example.dk",
    )


@dataclass
class _Story:
    """What happened to one network, step by step, each at its moment."""

    theme: Theme
    title: str
    plan: str
    form_key: str
    chance: random.Random
    doubt: int  # which reason it is sent back for, and the change that answers it
    number: str = ""
    departments: list[int] = field(default_factory=list)

    def steps(self) -> Iterator[tuple[datetime, Callable[[], None]]]:
        """(when, what) in order; nothing is done before it is called."""
        days = {"agreed": 90, "agreed_after_change": 60, "sent_back": 20, "sent": 9, "draft": 5}[self.plan]
        moment = self._moment(clock.today() - timedelta(days=days + self.chance.randrange(4)))
        yield moment, self._open
        for part in (0, 1):
            moment = self._later(moment)
            yield moment, partial(self._write, part)
        if self.plan == "draft":
            return
        moment = self._later(moment)
        yield moment, self._send
        if self.plan in ("sent_back", "agreed_after_change"):
            moment = self._later(moment)
            yield moment, self._send_back
        if self.plan == "agreed_after_change":
            moment = self._later(moment)
            yield moment, self._revise
            moment = self._later(moment)
            yield moment, self._send
        if self.plan in ("agreed", "agreed_after_change", "sent"):
            for place in range(1 if self.plan == "sent" else len(self.theme.departments) + 1):
                moment = self._later(moment)
                yield moment, partial(self._approve, place)

    def _moment(self, day: date) -> datetime:
        day = deadlines.working_days_after(day, 1)
        at = time(8 + self.chance.randrange(8), self.chance.randrange(60))
        return datetime.combine(day, at, clock.COPENHAGEN)

    def _later(self, moment: datetime) -> datetime:
        """Later the same day or on the next working day, and never after now."""
        later = self._moment(moment.date()) if self.chance.random() < 0.6 else moment + timedelta(minutes=37)
        return min(later, clock.now().astimezone(clock.COPENHAGEN))

    def _open(self) -> None:
        names = {row.name: row.id for row in db.session.scalars(select(Department))}
        self.departments = [names[name] for name in self.theme.departments]
        self.number = open_with_contract(
            _actor(Function.NETVAERKSKONSULENT), self.title, NetworkType.WELFARE, self.form_key
        ).number

    def _write(self, part: int) -> None:
        ticked = ",".join(str(number) for number in sorted(self.departments))
        answers = {"central_departments": ticked, **self.theme.idea}
        keys = list(answers)
        half = keys[: len(keys) // 2] if part == 0 or self.plan == "draft" else keys[len(keys) // 2 :]
        writer = Function.NETVAERKSKONSULENT if part == 0 else Function.NETVAERKSDIREKTOER
        save(self.number, _actor(writer), {key: answers[key] for key in half}, {})

    def _send(self) -> None:
        due = deadlines.working_days_after(clock.today(), 10)
        operations.send(self.number, _actor(Function.NETVAERKSKONSULENT), digest(texts.draft(self._document())), due)

    def _send_back(self) -> None:
        operations.send_back(self.number, self._party(1), self._latest_sha(), SEND_BACK_REASONS[self.doubt])

    def _revise(self) -> None:
        key, sentence = REVISIONS[self.doubt]
        stored = {answer.key: answer for answer in self._document().answers}[key]
        began = texts.base(stored.value, stored.version)
        save(self.number, _actor(Function.NETVAERKSKONSULENT), {key: f"{stored.value} {sentence}"}, {key: began})

    def _approve(self, place: int) -> None:
        operations.approve(self.number, self._party(place), self._latest_sha())

    def _party(self, place: int) -> Actor:
        if place == 0:
            return _actor(Function.NETVAERKSDIREKTOER)
        return _actor(Function.AFDELINGSCHEF, self.departments[place - 1])

    def _document(self) -> Document:
        return db.session.scalars(select(Document).where(Document.number == self.number)).one()

    def _latest_sha(self) -> str:
        version = self._document().latest
        return version.sha256 if version else ""


def _actor(function: Function, department_id: int | None = None) -> Actor:
    person = office_holder(function, department_id)
    if person is None:
        raise LookupError(function)
    return actor_for(person)
