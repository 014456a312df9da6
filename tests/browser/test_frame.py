"""Phase 2 from its first word to locked: leader and director, a proposed wording on the way, and a later change."""

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.networks import DIRECTOR, ready_for_phase_2, write_phase_2
from tests.browser.steps import good_to_look_at, sign_in, sign_out
from tests.support.browser import page as new_page
from tests.support.server import LiveServer


@pytest.mark.parametrize(("javascript", "width"), [(True, 390), (False, 320)])
def test_phase_2_from_the_first_word_to_locked_and_changed(
    site: LiveServer, chromium: Browser, javascript: bool, width: int
) -> None:
    title = f"Rammer {'med' if javascript else 'uden'} script i {width}"
    network, leader = ready_for_phase_2(site, title)
    address = f"{site.url}/dokumenter/NK-{network}-2"
    with new_page(chromium, javascript=javascript, width=width) as page:
        sign_in(page, site.url, leader)
        page.goto(f"{site.url}/netvaerk/{network}")
        page.get_by_role("button", name="Begynd på fase 2").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Fase 2: Rammer og råderum")
        write_phase_2(page)
        page.get_by_role("button", name="Gem og læs igennem").click()
        expect(page.get_by_text("Bygger på")).to_be_visible()
        page.get_by_role("button", name="Send til godkendelse").click()
        expect(page.get_by_text("du skal også selv godkende den")).to_be_visible()
        good_to_look_at(page, javascript)
        sign_out(page, leader)

        # The director proposes another wording; the leader uses it and sends again.
        sign_in(page, site.url, DIRECTOR)
        page.goto(address)
        page.locator("#send-tilbage > summary").click()
        page.get_by_label("Hvorfor sender du teksten tilbage?").fill("Skriv timetallet om måneden.")
        page.get_by_text("Foreslå en anden ordlyd af »Råderet over deltagernes tid«").first.click()
        wording = page.locator("#suggest_disposal")
        expect(wording).to_have_value("Tre timer om ugen.")
        wording.fill("Tolv timer om måneden.")
        good_to_look_at(page, javascript)
        page.get_by_role("button", name="Send teksten tilbage").click()
        expect(page.get_by_text("Du har sendt fase 2")).to_be_visible()
        sign_out(page, DIRECTOR)
        sign_in(page, site.url, leader)
        page.goto(address)
        expect(page.get_by_role("heading", name="Forslag til ordlyd")).to_be_visible()
        good_to_look_at(page, javascript)
        page.get_by_role("button", name="Brug forslaget").click()
        expect(page.get_by_text("Sådan står der allerede i udkastet.")).to_be_visible()
        page.get_by_role("button", name="Send til godkendelse").click()
        page.get_by_role("button", name=f"Godkend som {leader}").click()
        expect(page.get_by_text("Du har godkendt").first).to_be_visible()
        sign_out(page, leader)
        sign_in(page, site.url, DIRECTOR)
        page.goto(address)
        expect(page.get_by_text("Siden version 1.")).to_be_visible()
        page.get_by_role("button", name=f"Godkend som {DIRECTOR}").click()
        expect(page.get_by_text("Teksten blev aftalt den")).to_be_visible()
        good_to_look_at(page, javascript)
        sign_out(page, DIRECTOR)

        # A later change: the agreed version applies until then, and giving the change up leaves it as it was.
        sign_in(page, site.url, leader)
        page.goto(address)
        page.locator("summary", has_text="Begynd på en ændring").click()
        page.get_by_role("button", name="Begynd på en ændring").click()
        page.get_by_label("Ledelsesrum").fill("Lederen vælger selv mødeform og sted.")
        page.get_by_role("button", name="Gem og læs igennem").click()
        expect(page.get_by_text("Version 2 gælder, indtil ændringen er aftalt.")).to_be_visible()
        good_to_look_at(page, javascript)
        page.locator("summary", has_text="Opgiv ændringen").click()
        page.get_by_role("button", name="Opgiv ændringen").click()
        expect(page.get_by_text("Teksten blev aftalt den")).to_be_visible()
        page.get_by_role("link", name="Version 1", exact=True).click()
        expect(page.get_by_text("Version 1 blev aldrig aftalt")).to_be_visible()
        good_to_look_at(page, javascript)
