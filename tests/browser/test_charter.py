"""Phase 3 from its first word to locked (R17): the leader writes and records, the absent confirm, one by a link."""

import pytest
from playwright.sync_api import Browser, expect
from sqlalchemy import select

from app.core.db import db
from app.people.models import Person
from tests import build
from tests.browser.networks import EXTERNAL, inside, ready_for_phase_3, write_phase_3
from tests.browser.steps import good_to_look_at, sign_in, sign_out
from tests.support.browser import page as new_page
from tests.support.server import LiveServer


@pytest.mark.parametrize(("javascript", "width"), [(True, 390), (False, 320)])
def test_from_the_first_word_to_locked_and_answered(
    site: LiveServer, chromium: Browser, javascript: bool, width: int
) -> None:
    title = f"Fravær {'med' if javascript else 'uden'} script i {width}"
    network = ready_for_phase_3(site, title)
    number = f"NK-{network.number}-3"
    with new_page(chromium, javascript=javascript, width=width) as page:
        sign_in(page, site.url, network.leader)
        page.goto(f"{site.url}/netvaerk/{network.number}")
        page.get_by_role("button", name="Begynd på fase 3").click()
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
        expect(page.get_by_role("heading", level=1)).to_have_text("Læs og svar på fase 3")
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
        number = build.begin(network.number, leader, "begin_charter").number
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
