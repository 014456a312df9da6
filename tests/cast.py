"""The standing cast, one person a role, plus a stranger. Every test begins with them in the database."""

from dataclasses import dataclass
from datetime import date

from app.core import text
from app.core.db import write
from app.people.models import Department, Function, Person, Post

SINCE = date(2015, 1, 1)


@dataclass(frozen=True)
class Cast:
    """Ids, as a test needs them to sign in."""

    director: int
    consultant: int
    other_consultant: int
    school_head: int
    family_head: int
    finance_head: int  # head of a department that the network does not concern
    stranger: int
    # With accounts, and without posts until a test gives them one.
    leader: int
    co_driver: int
    participant: int
    other_participant: int
    external: int  # has no account
    chef_member: int  # of chefforum
    director_member: int  # of direktørforum


@dataclass(frozen=True)
class Departments:
    school: int
    family: int
    finance: int
    vacant: int  # has no head


def person(name: str, title: str = "Medarbejder") -> Person:
    return Person(
        name=name,
        first_name=name.split()[0],
        sort_key=text.sort_key(name),
        title=title,
        email=f"{name.split()[0].lower()}@example.dk",
    )


def department(name: str) -> Department:
    return Department(name=name, sort_key=text.sort_key(name), from_date=SINCE)


def load() -> tuple[Cast, Departments]:
    """Put the cast into an empty database."""
    with write() as session:
        rooms = [
            department(name) for name in ("Skoler og Uddannelse", "Børn og Familie", "Økonomi og Stab", "Dagtilbud")
        ]
        persons = [
            person(name)
            for name in (
                "Hanne Thorsager",
                "Rasmus Toft",
                "Nadia Özdemir",
                "Birgitte Holmskov",
                "Jens Lundgaard",
                "Mette Øllgaard",
                "Ida Skovbjerg",
                "Karen Bjergsted",
                "Mikkel Aagesen",
                "Ulla Åkjær",
                "Zenia Holmegaard",
                "Yusuf Demirel",
                "Lars Kongsted",
                "Else Damgaard",
            )
        ]
        outsider = persons[11]
        outsider.title, outsider.about, outsider.is_active = "", "Foreningen Grønne Stier", False
        session.add_all([*rooms, *persons])
        session.flush()
        posts = [
            (persons[0], Function.NETVAERKSDIREKTOER, None),
            (persons[1], Function.NETVAERKSKONSULENT, None),
            (persons[2], Function.NETVAERKSKONSULENT, None),
            (persons[3], Function.AFDELINGSCHEF, rooms[0]),
            (persons[4], Function.AFDELINGSCHEF, rooms[1]),
            (persons[5], Function.AFDELINGSCHEF, rooms[2]),
            (persons[12], Function.CHEFFORUM, None),
            (persons[13], Function.DIREKTOERFORUM, None),
        ]
        session.add_all(
            Post(person=who, function=function, department=room, from_date=SINCE) for who, function, room in posts
        )
        session.flush()
        return Cast(*(who.id for who in persons)), Departments(*(room.id for room in rooms))
