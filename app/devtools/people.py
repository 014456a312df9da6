"""The demo municipality's people: the office, the heads, the bodies' members and a good handful of employees."""

from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core import clock, text
from app.core.actions import Actor
from app.core.db import db, write
from app.devtools.themes import DEPARTMENTS
from app.networks.models import Network
from app.overview.queries import visible_networks
from app.people.models import Department, Function, Person, Post, in_force, post_label
from app.people.operations import actor_for

SINCE = date(2015, 1, 1)
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
MEMBERS = (
    ("Ellen Marie Storgaard", "Kommunaldirektør", Function.DIREKTOERFORUM),
    ("Torben Rosenkilde", "Direktør", Function.DIREKTOERFORUM),
    ("Gitte Vang Andreasen", "Udvalgsformand", Function.POLITISK_UDVALG),
)
# Who sits in chefforum besides: a head among them accedes through its minute (R16).
CHEFFORUM = ("Ellen Marie Storgaard", "Jens Peter Vestergaard", "Lone Rask Mikkelsen", "Mette Øllgaard")
DEPUTY = "Pia Engelbrecht"  # approves for a head who is away (R9)
FIRST_NAMES = {"Jens Peter Vestergaard": "Jens Peter", "Ellen Marie Storgaard": "Ellen Marie"}
EMPLOYEES = (
    ("Ida Skovbjerg", "Lærer"),
    ("Omar Haidari", "Sagsbehandler"),
    ("Signe Overgaard", "Sygeplejerske"),
    ("Thomas Vinther Bech", "Distriktsleder"),
    ("Jakob Stenholt", "Teknisk serviceleder"),
    ("Louise Frandsen", "Administrativ leder"),
    ("Malik Yilmaz", "Klubleder"),
    ("Camilla Nørremark", "Byplanlægger"),
    ("Peter Dam Hougaard", "Projektleder"),
    ("Anne-Grethe Lykke", "Sundhedsplejerske"),
    ("Frederik Aaby", "Pædagog"),
    ("Fatima El-Sayed", "Skolepsykolog"),
    ("Kirsten Munkholm", "Bibliotekar"),
    ("Søren Kjærulff", "SSP-konsulent"),
    ("Bente Raunkjær", "Hjemmevejleder"),
    ("Marianne Tofte", "Social- og sundhedsassistent"),
    ("Erik Dalsgaard", "Visitator"),
    ("Tina Bjørnholt", "Lønkonsulent"),
    ("Henrik Åbenhus", "Controller"),
    ("Lise Thorup", "Skolesekretær"),
    ("Pia Engelbrecht", "Institutionsleder"),
    ("Mohamed Farah", "Klubpædagog"),
    ("Nina Westergaard", "Ungdomsskolelærer"),
    ("Rikke Sandholm", "Kommunikationskonsulent"),
    ("Kasper Lindegaard", "Landskabsarkitekt"),
    ("Dorthe Kragh", "Jobkonsulent"),
    ("Vibeke Stougaard", "HR-konsulent"),
)


def load() -> None:
    """Put them into a database with nobody in it; leave any other as it is."""
    with write() as session:
        if session.scalar(select(Person.id).limit(1)) is not None:
            return
        _hold(session, _person(DIRECTOR, "Netværksdirektør"), Function.NETVAERKSDIREKTOER)
        for name in CONSULTANTS:
            _hold(session, _person(name, "Netværkskonsulent"), Function.NETVAERKSKONSULENT)
        for name, department_name in zip(HEADS, DEPARTMENTS, strict=True):
            department = Department(name=department_name, sort_key=text.sort_key(department_name), from_date=SINCE)
            _hold(session, _person(name, "Afdelingschef"), Function.AFDELINGSCHEF, department)
        for name, title, forum in MEMBERS:
            _hold(session, _person(name, title), forum)
        session.add_all(_person(name, title) for name, title in EMPLOYEES)
        session.flush()
        for sitting in session.scalars(select(Person).where(Person.name.in_(CHEFFORUM)).order_by(Person.id)).all():
            _hold(session, sitting, Function.CHEFFORUM)


def cast() -> list[dict[str, Any]]:
    """The persons with what a test needs to choose among them: what they are, on which network, and what they see."""
    day = clock.today()
    numbers = {row.id: row.number for row in db.session.execute(select(Network.id, Network.number))}
    rows = []
    for person in db.session.scalars(select(Person).order_by(Person.id)):
        posts = db.session.scalars(
            select(Post).where(Post.person_id == person.id, in_force(Post, day)).order_by(Post.id)
        ).all()
        rows.append(
            {
                "id": person.id,
                "name": person.name,
                "has_account": person.is_active,
                "roles": [_role(post, numbers) for post in posts],
                "networks": [network.number for network in visible_networks(actor_for(person))],
            }
        )
    return rows


def named(name: str) -> Actor:
    """The person of that name as an actor, at this moment."""
    return actor_for(person(name))


def person(name: str) -> Person:
    """The person of that name."""
    return db.session.scalars(select(Person).where(Person.name == name).order_by(Person.id).limit(1)).one()


def _role(post: Post, numbers: dict[int, str]) -> str:
    label = post_label(post.function, post.department.name if post.department else None)
    return f"{label} i {numbers[post.network_id]}" if post.network_id else label


def _hold(session: Session, person: Person, function: Function, department: Department | None = None) -> None:
    session.add(Post(function=function, person=person, department=department, from_date=SINCE))
    session.flush()  # so that the numbers of persons follow the order here


def _person(name: str, title: str) -> Person:
    letters = name.lower().translate(str.maketrans("æøåö ", "eoao."))
    return Person(
        name=name,
        first_name=FIRST_NAMES.get(name) or name.split()[0],
        sort_key=text.sort_key(name),
        title=title,
        email=f"{letters}@example.dk",
    )
