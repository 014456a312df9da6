"""Phase 3 from its first word to locked (R17): the leader writes and records, the absent confirm, one by a link."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import select

from app import create_app
from app.core.db import db
from app.networks.operations import add_external, add_participant
from app.people.models import Department, Person
from tests import build
from tests.browser.steps import good_to_look_at, sign_in, sign_out
from tests.cast import Cast, Departments
from tests.conftest import settings_for
from tests.support.browser import page as new_page
from tests.support.server import LiveServer

CONSULTANT, DIRECTOR = "Rasmus Toft Lind", "Hanne Thorsager"
SCHOOL, FAMILY = "Birgitte Holmskov", "Karsten Lundgaard"
EXTERNAL = "Sofie Brandt"
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


@contextmanager
def inside(site: LiveServer) -> Iterator[None]:
    app = create_app(settings_for(site.instance, f"sqlite:///{site.instance / 'netvaerk.db'}"))
    with app.app_context():
        yield
        db.session.remove()
        db.engine.dispose()


def ready_for_phase_3(site: LiveServer, title: str) -> Network:
    """A network of the demo's people with phases 1 and 2 agreed, a leader, and three who take part."""
    with inside(site):
        ids = {row.name: row.id for row in db.session.scalars(select(Person).where(Person.is_active))}
        rooms = {row.name: row.id for row in db.session.scalars(select(Department))}
        taken = (CONSULTANT, DIRECTOR, SCHOOL, FAMILY, "Nadia Özdemir")
        leader, present, absent = [name for name in sorted(ids) if name not in taken][:3]
        named = [ids[name] for name in (DIRECTOR, CONSULTANT, CONSULTANT, SCHOOL, FAMILY)]
        cast = Cast(*named, *[0, 0, ids[leader], 0, ids[present], ids[absent], 0, 0, 0])
        departments = Departments(rooms["Skoler og Uddannelse"], rooms["Børn og Familie"], 0, 0)
        network = build.document(build.frame_at("agreed", cast, departments, title)).network.number
        add_participant(network, build.actor(ids[leader]), ids[present])
        add_participant(network, build.actor(ids[leader]), ids[absent])
        add_external(network, build.actor(ids[leader]), EXTERNAL, "Boligforeningen", "")
    return Network(network, leader, present, absent)


def write_phase_3(page: Page) -> None:
    for label, words in WORDS.items():
        page.get_by_role("textbox", name=label).fill(words)


@pytest.mark.parametrize(("javascript", "width"), [(True, 1280), (True, 390), (False, 320)])
def test_from_the_first_word_to_locked_and_answered(
    site: LiveServer, chromium: Browser, javascript: bool, width: int
) -> None:
    title = f"Fravær {'med' if javascript else 'uden'} script i {width}"
    network = ready_for_phase_3(site, title)
    number = f"NK-{network.number}-3"
    with new_page(chromium, javascript=javascript, width=width) as page:
        sign_in(page, site.url, network.leader)
        page.goto(f"{site.url}/netvaerk/{network.number}")
        page.get_by_role("button", name="Begynd fase 3").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Fase 3: Fælles aftale")

        # What is missing is told, and there is nothing to record yet.
        page.goto(f"{site.url}/dokumenter/{number}/faelles")
        expect(page.get_by_text("Aftalen kan ikke registreres endnu.")).to_be_visible()
        good_to_look_at(page, javascript)
        page.get_by_role("link", name="Svar på »Vores mål«").click()
        write_phase_3(page)
        page.get_by_role("button", name="Gem og læs igennem").click()
        page.locator('main a[href$="/faelles"]').first.click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Registrér den fælles aftale")
        good_to_look_at(page, javascript)

        # Nobody is ticked for anybody.
        page.get_by_role("button", name="Registrér og lås teksten").click()
        expect(page.get_by_role("alert")).to_contain_text("Sæt kryds ved dem, der var med")
        good_to_look_at(page, javascript)
        page.get_by_label(network.present).check()
        page.get_by_role("button", name="Registrér og lås teksten").click()
        expect(page.get_by_text("Den fælles aftale er registreret, og teksten er låst.")).to_be_visible()
        expect(page.get_by_text("Ikke svaret", exact=True)).to_have_count(2)
        good_to_look_at(page, javascript)

        # A link for her who has no account; it is shown once.
        page.get_by_role("link", name="Personlige links").click()
        page.get_by_role("button", name=f"Lav et link til {EXTERNAL}").click()
        address = page.get_by_label("Linket", exact=True).input_value()
        expect(page.get_by_role("button", name="Kopiér linket")).to_be_visible(visible=javascript)
        good_to_look_at(page, javascript)
        sign_out(page, network.leader)

        sign_in(page, site.url, network.absent)
        page.get_by_role("link", name=f"Læs og svar {title}").click()
        good_to_look_at(page, javascript)
        page.get_by_role("button", name="Bekræft", exact=True).click()
        expect(page.get_by_text("Tak. Du har bekræftet teksten.")).to_be_visible()
        good_to_look_at(page, javascript)
        sign_out(page, network.absent)

        page.goto(address)
        good_to_look_at(page, javascript)
        page.get_by_role("button", name="Vis teksten").click()
        expect(page.get_by_text(f"Du svarer som {EXTERNAL}.")).to_be_visible()
        good_to_look_at(page, javascript)
        page.locator("#foreslaa > summary").click()
        page.get_by_label("Hvad skal være anderledes?").fill("Skriv naboerne ind.")
        page.get_by_role("button", name="Send forslaget").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Tak for dit svar")
        good_to_look_at(page, javascript)

        sign_in(page, site.url, network.leader)
        page.goto(f"{site.url}/dokumenter/{number}/svar")
        expect(page.get_by_text("Alle har svaret.")).to_be_visible()
        expect(page.get_by_text("Skriv naboerne ind.")).to_be_visible()
        good_to_look_at(page, javascript)


def test_the_link_is_copied_by_its_button(site: LiveServer, chromium: Browser) -> None:
    network = ready_for_phase_3(site, "Kopiér linket")
    with inside(site):
        leader = build.actor(db.session.scalars(select(Person.id).where(Person.name == network.leader)).one())
        number = build.begin_phase(network.number, leader).number
        bases = {a.key: build.texts.base(a.value, a.version) for a in build.document(number).answers}
        build.save(number, leader, build.CHARTER, bases)
        present = db.session.scalars(select(Person.id).where(Person.name == network.present)).one()
        build.agree_jointly(number, leader, [present])
    with new_page(chromium) as page:
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        sign_in(page, site.url, network.leader)
        page.goto(f"{site.url}/dokumenter/{number}/invitation")
        page.get_by_role("button", name="Lav et link til").click()
        page.get_by_role("button", name="Kopiér linket").click()
        expect(page.get_by_text("Linket er kopieret")).to_be_visible()
        address = page.get_by_label("Linket", exact=True).input_value()
        assert page.evaluate("navigator.clipboard.readText()") == address
        page.reload()
        expect(page.get_by_text("det vises kun én gang")).to_be_visible()
        assert address not in page.content()
