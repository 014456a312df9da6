"""A town with networks and ideas in every state, made by real steps, and everybody who may stand in some way to them.

Each text holds a word of its own, such as `Ord-running/3`, so that an answer tells whose text stands in it.
"""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from app.agreements import operations as agreements
from app.agreements.catalogue import AGREEMENTS
from app.core import clock
from app.core.actions import Actor
from app.core.db import db
from app.documents.models import Document, Version
from app.ideas.models import Idea
from app.lifecycle import operations as lifecycle
from app.lifecycle.models import Briefing
from app.networks.models import Network
from app.networks.people import guests
from app.networks.people import operations as networks
from app.people.models import Function, Person
from app.people.operations import actor_for
from app.people.register import operations as register
from tests import build
from tests.cast import Cast, Departments

PHASES = {"1": "contract.idea", "2": "contract.frame", "3": "contract.charter", "leadership": "appointment"}
PHASES |= {"manager": "agreement.personaleleder", "reference": "agreement.referenceleder"}
SAID = {"1": "background", "2": "leadership_room", "3": "goal", "leadership": "reason"}
SAID |= {"manager": "balance", "reference": "expectations"}
# Those of tests/cast.py by what they are here; the rest are made below.
CAST = ("consultant", "director", "school_head", "chef_member", "director_member", "leader", "co_driver", "participant")
ON_NETWORKS = ("referenceleder", "stand_in", "guest", "former")
MADE = (*ON_NETWORKS, "manager", "deputy", "author", "administrator", "politician", "nobody_special")
ROLES = (*CAST, *MADE, "finance_head")


def word(name: str) -> str:
    """The word that stands in this text alone."""
    return f"Ord-{name}."


def version_of(number: str) -> Version:
    """The newest version of the document, which was sent or agreed."""
    version = build.document(number).latest
    assert version is not None
    return version


@dataclass
class Town:
    """`numbers`: what stands in the address of each thing, by the thing's name and the parameter's."""

    who: dict[str, int] = field(default_factory=dict)
    numbers: dict[str, dict[str, Any]] = field(default_factory=dict)

    def actor(self, role: str) -> Actor:
        return actor_for(db.session.get_one(Person, self.who[role]))

    def thing(self, name: str) -> Any:
        """The document `running/3`, the network `running` or the idea `idea:asked`, as it is in the database now."""
        model: Any = Idea if name.startswith("idea:") else Document if "/" in name else Network
        return db.session.query(model).filter_by(number=self.numbers[name]["number"]).one()


class Hands:
    """Who makes the town in an empty database with the cast in it, and what they know how to do (builder.py)."""

    def __init__(self, people: Cast, departments: Departments) -> None:
        self.town, self.people, self.departments = Town(), people, departments
        self.town.who |= {role: getattr(people, role) for role in (*CAST, "finance_head")}
        self.office = self.actor("consultant")
        for role in MADE:
            made = register.add_person(self.office, role.title(), "", "", f"{role}@example.dk", has_account=True)
            self.town.who[role] = made.id
        for role, function in (
            ("administrator", Function.ADMINISTRATOR),
            ("politician", Function.POLITISK_UDVALG),
        ):
            register.add_post(self.town.who[role], self.office, function, None, clock.today(), None, is_acting=False)

    def actor(self, role: str) -> Actor:
        return self.town.actor(role)

    def _approve(self, number: str, *roles: str) -> None:
        for role in roles:
            build.operations.approve(number, self.actor(role), build.latest_sha(number))

    def _staff(self, name: str, *, is_led: bool) -> None:
        number, who = self._number(name), self.town.who
        held = {Function.REFERENCELEDER: "referenceleder", Function.CO_DRIVER: "co_driver"}
        held |= {Function.DIREKTOER_I_STEDET: "stand_in"}
        for function, role in held.items():
            networks.name(number, self.office, function, who[role], clock.today())
        if is_led:
            self._lead(name)
        networks.add_participant(number, self.office, who["participant"])
        stay = guests.Stay(clock.today(), clock.today() + timedelta(days=30), "Et møde")
        guests.invite(number, self.office, who["guest"], stay)
        networks.add_participant(number, self.office, who["former"])
        if name != "running":
            self._leave(name, "former")
        self.town.numbers[name] |= {"post": "referenceleder", "theme": "expectations"}
        held_now = self.town.thing(name).posts
        post = next(post for post in held_now if post.person_id == who["participant"])
        self.town.numbers[name]["post_id"] = post.id

    def _lead(self, name: str) -> None:
        """One person leads them all: the director says why (R3)."""
        day, why = clock.today(), "Ingen andre kender temaet."
        leader, director = self.town.who["leader"], self.actor("director")
        networks.name(self._number(name), director, Function.NETVAERKSLEDER, leader, day, why)

    def _leave(self, name: str, role: str) -> None:
        post = next(post for post in self.town.thing(name).posts if post.person_id == self.town.who[role])
        networks.end_role(self._number(name), self.office, post.id)

    def _frame(self, name: str) -> None:
        number = self._begin(name, "2", "leader", build.FRAME)
        build.send(number, self.actor("leader"))
        self._approve(number, "leader", "director")
        briefing = db.session.query(Briefing).filter_by(network_id=self.town.thing(name).id, about="composition").one()
        self.town.numbers[name]["briefing_id"] = briefing.id

    def _leadership(self, name: str) -> str:
        chosen = {"leader": str(self.town.who["leader"]), "referenceleder": str(self.town.who["referenceleder"])}
        chosen["third"] = "Der er brug for det."
        return self._begin(name, "leadership", "consultant", chosen)

    def _agreement(self, name: str, part: str, chosen: str = "") -> str:
        kind = next(kind for kind in AGREEMENTS if kind.key == PHASES[part])
        person = self.town.who[chosen] if chosen else None
        agreements.begin(self._number(name), self.actor("leader"), kind, person)
        self._know_document(name, part)
        return self._write(f"{name}/{part}", {}, self.actor("leader"))

    def _begin(self, name: str, part: str, role: str, answers: dict[str, str]) -> str:
        act = {"2": "begin_frame", "3": "begin_charter", "leadership": "begin_appointment"}[part]
        lifecycle.begin(self._number(name), self.actor(role), act)
        self._know_document(name, part)
        return self._write(f"{name}/{part}", answers, self.actor(role))

    def _write(self, name: str, answers: dict[str, str], writer: Actor) -> str:
        number = self.town.numbers[name]["number"]
        said = {**answers, SAID[name.partition("/")[2]]: word(name)}
        build.save(number, writer, said, build._bases(number))
        return number

    def _know(self, name: str, number: str) -> None:
        network = build.document(number).network
        self.town.numbers[name] = {"number": network.number}
        self._know_document(name, "1")

    def _know_document(self, name: str, part: str) -> None:
        number = next(d.number for d in self.town.thing(name).documents if d.kind == PHASES[part])
        self.town.numbers[f"{name}/{part}"] = {"number": number, "n": 1, "a": 1, "b": 1}

    def _number(self, name: str) -> str:
        number: str = self.town.numbers[name]["number"]
        return number
