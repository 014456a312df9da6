"""Networks of the demo's people, as far as a browser test wants to begin, and what is written in their phases."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

from playwright.sync_api import Page, expect
from sqlalchemy import select

from app import create_app
from app.core import clock
from app.core.db import db
from app.networks.people.operations import add_external, add_participant, name, name_leader
from app.people.models import Department, Function, Person, Post
from tests import build
from tests.browser.steps import sign_in
from tests.cast import Cast, Departments
from tests.support.installation import settings_for
from tests.support.server import LiveServer

CONSULTANT, DIRECTOR = "Rasmus Toft Lind", "Hanne Thorsager"
SCHOOL, FAMILY = "Birgitte Holmskov", "Karsten Lundgaard"
EXTERNAL, DEPUTY = "Sofie Brandt", "Pia Engelbrecht"
WORDS = {
    "Sådan forstår vi formålet": "Vi skal opdage fraværet tidligt og handle sammen.",
    "Vores mål": "Højst to uger fra den første bekymring, til de rette har talt sammen.",
    "Sådan arbejder vi": "Vi mødes hver anden uge og prøver noget af mellem møderne.",
    "Opgaver, vi ser foran os": "Besøge tre skoler\nTale med forældre",
    "Spilleregler": "Vi møder forberedte\nVi siger det højt, når vi er i tvivl",
    "Succeskriterierne, som vi har aftalt dem": "Færre dage væk",
}


@dataclass(frozen=True)
class Network:
    number: str
    leader: str
    present: str
    absent: str


@dataclass(frozen=True)
class Pair:
    """A network whose leader is to agree with who holds the other post."""

    number: str
    leader: str
    other: str


@contextmanager
def inside(site: LiveServer) -> Iterator[None]:
    app = create_app(settings_for(site.instance, f"sqlite:///{site.instance / 'netvaerk.db'}"))
    with app.app_context():
        yield
        db.session.remove()
        db.engine.dispose()


def new_draft(page: Page, site: LiveServer, title: str) -> str:
    """A network of the writer's own; the address of its first phase's form."""
    sign_in(page, site.url, CONSULTANT)
    page.goto(f"{site.url}/netvaerk/nyt")
    page.get_by_label("Netværkets titel").fill(title)
    page.get_by_role("button", name="Opret netværket").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Fase 1: Idéoplæg")
    return page.url


def shared_draft(one: Page, two: Page, site: LiveServer, title: str) -> str:
    """The address where a consultant and the director both have the same new phase 1 before them."""
    address = new_draft(one, site, title)
    sign_in(two, site.url, DIRECTOR)
    two.goto(address)
    return address


def leaders() -> list[str]:
    """Who leads a network, so that none of them is given a third (R3)."""
    leading = select(Person.name).join(Post.person).where(Post.function == Function.NETVAERKSLEDER)
    return list(db.session.scalars(leading))


def ready_for_phase_2(site: LiveServer, title: str) -> tuple[str, str]:
    """The number of a network of the demo's people with phase 1 agreed, and its leader's name."""
    with inside(site):
        ids = {row.name: row.id for row in db.session.scalars(select(Person).where(Person.is_active))}
        rooms = {row.name: row.id for row in db.session.scalars(select(Department))}
        taken = (CONSULTANT, DIRECTOR, SCHOOL, FAMILY, *leaders())
        leader = next(name for name in sorted(ids) if name not in taken)
        named = [ids[name] for name in (DIRECTOR, CONSULTANT, CONSULTANT, SCHOOL, FAMILY)]
        cast = Cast(*named, *[0, 0, ids[leader], 0, 0, 0, 0, 0, 0])
        departments = Departments(rooms["Skoler og Uddannelse"], rooms["Børn og Familie"], 0, 0)
        network = build.document(build.network_at("agreed", cast, departments, title)).network.number
        name_leader(network, build.actor(ids[CONSULTANT]), ids[leader], clock.today() - timedelta(days=1))
    return network, leader


def ready_for_phase_3(site: LiveServer, title: str) -> Network:
    """A network of the demo's people with phases 1 and 2 agreed, a leader, and three who take part."""
    with inside(site):
        ids = {row.name: row.id for row in db.session.scalars(select(Person).where(Person.is_active))}
        rooms = {row.name: row.id for row in db.session.scalars(select(Department))}
        taken = (CONSULTANT, DIRECTOR, SCHOOL, FAMILY, "Nadia Özdemir", *leaders())
        leader, present, absent = [name for name in sorted(ids) if name not in taken][:3]
        named = [ids[name] for name in (DIRECTOR, CONSULTANT, CONSULTANT, SCHOOL, FAMILY)]
        cast = Cast(*named, *[0, 0, ids[leader], 0, ids[present], ids[absent], 0, 0, 0])
        departments = Departments(rooms["Skoler og Uddannelse"], rooms["Børn og Familie"], 0, 0)
        network = build.document(build.frame_at("agreed", cast, departments, title)).network.number
        add_participant(network, build.actor(ids[leader]), ids[present])
        add_participant(network, build.actor(ids[leader]), ids[absent])
        add_external(network, build.actor(ids[leader]), EXTERNAL, "Boligforeningen", "")
    return Network(network, leader, present, absent)


def ready_to_agree(site: LiveServer, title: str, post: Function) -> Pair:
    """A network of the demo's people with phase 2 agreed, a leader, and somebody to agree with in that post."""
    with inside(site):
        ids = {row.name: row.id for row in db.session.scalars(select(Person).where(Person.is_active))}
        rooms = {row.name: row.id for row in db.session.scalars(select(Department))}
        taken = (CONSULTANT, DIRECTOR, SCHOOL, FAMILY, DEPUTY, "Nadia Özdemir", *leaders())
        leader, co_driver = [one for one in sorted(ids) if one not in taken][:2]
        other = {Function.PERSONALELEDER: FAMILY, Function.REFERENCELEDER: SCHOOL, Function.CO_DRIVER: co_driver}[post]
        named = [ids[one] for one in (DIRECTOR, CONSULTANT, CONSULTANT, SCHOOL, FAMILY)]
        cast = Cast(*named, *[0, 0, ids[leader], 0, 0, 0, 0, 0, 0])
        departments = Departments(rooms["Skoler og Uddannelse"], rooms["Børn og Familie"], 0, 0)
        network = build.document(build.frame_at("agreed", cast, departments, title)).network.number
        if post != Function.PERSONALELEDER:
            name(network, build.actor(ids[CONSULTANT]), post, ids[other], clock.today() - timedelta(days=1))
    return Pair(network, leader, other)


def write_phase_2(page: Page) -> None:
    page.get_by_label("Start", exact=True).first.fill("1. februar 2027")
    page.get_by_label("Slut eller næste gennemgang").fill("31. oktober 2027")
    page.get_by_label("Ledelsesrum").fill("Lederen vælger selv mødeform.")
    page.get_by_label("Råderet over deltagernes tid").fill("Tre timer om ugen.")


def write_phase_3(page: Page) -> None:
    for label, words in WORDS.items():
        page.get_by_role("textbox", name=label).fill(words)
