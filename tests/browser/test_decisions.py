"""A body's decision with a change, and a signed paper: as the office records them, with script and without."""

import os
import re
from datetime import datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

import docgen
from app.core.clock import COPENHAGEN
from tests.browser.steps import good_to_look_at, sign_in, sign_out, write_phase_1
from tests.support.browser import page as new_page
from tests.support.server import PROJECT, LiveServer

CONSULTANT, DIRECTOR = "Rasmus Toft Lind", "Hanne Thorsager"
TODAY = datetime.now(COPENHAGEN).date().isoformat()


def look(page: Page, name: str, javascript: bool = True) -> None:
    """Judged, and kept as a picture where somebody wants to see it."""
    good_to_look_at(page, javascript)
    if folder := os.environ.get("PICTURES"):
        width = page.viewport_size["width"] if page.viewport_size else 0
        page.screenshot(path=Path(folder) / f"{name}-{width}-{javascript}.png", full_page=True)


def sent_text(page: Page, site: LiveServer, title: str, kind: str) -> str:
    """The address of phase 1 of a new network of this kind, sent by the consultant."""
    sign_in(page, site.url, CONSULTANT)
    page.goto(f"{site.url}/netvaerk/nyt")
    page.get_by_label("Netværkets titel").fill(title)
    page.get_by_label(kind).check()
    page.get_by_role("button", name="Opret netværket").click()
    write_phase_1(page)
    page.get_by_role("button", name="Gem og læs igennem").click()
    page.get_by_role("button", name="Send til godkendelse").click()
    expect(page.get_by_text("Teksten er sendt.")).to_be_visible()
    number = re.search(r"NK-\d{4}-\d{3}-1", page.url)
    assert number
    return f"{site.url}/dokumenter/{number[0]}"


@pytest.mark.parametrize(("javascript", "width"), [(True, 1280), (True, 390), (False, 320)])
def test_a_body_accedes_with_a_change(site: LiveServer, chromium: Browser, javascript: bool, width: int) -> None:
    with new_page(chromium, javascript=javascript, width=width) as page:
        address = sent_text(
            page, site, f"Grønne tage {javascript} {width}", "Innovationsnetværk, indstillet af netværksdirektøren"
        )
        sign_out(page, CONSULTANT)
        sign_in(page, site.url, DIRECTOR)
        page.goto(address)
        page.get_by_role("button", name=f"Godkend som {DIRECTOR}").click()
        expect(page.get_by_text("Du har godkendt").first).to_be_visible()
        sign_out(page, DIRECTOR)
        sign_in(page, site.url, CONSULTANT)
        page.goto(address)
        look(page, "read", javascript)
        page.get_by_role("link", name="Registrér forummets beslutning").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Registrér beslutningen fra direktørforum")
        look(page, "minute", javascript)

        # Nothing is recorded of an empty form, nor of a change without its answers.
        page.get_by_role("button", name="Registrér beslutningen").click()
        expect(page.locator("[data-error-summary]")).to_contain_text("Vælg, hvad der blev besluttet")
        look(page, "minute-errors", javascript)
        page.get_by_label("Tiltrådt med ændring").check()
        page.get_by_label("Mødedato").fill(TODAY)
        page.get_by_label("Punkt", exact=True).fill("4")
        page.get_by_label("Beslutningen, ord for ord").fill("Direktørforum tiltrådte, at netværket varer ni måneder.")
        page.get_by_role("button", name="Registrér beslutningen").click()
        expect(page.locator("[data-error-summary]")).to_contain_text("Vælg de svar, som beslutningen ændrer")
        page.get_by_label("Omfang").check()
        page.get_by_role("button", name="Registrér beslutningen").click()

        expect(page.get_by_role("heading", level=1)).to_have_text("Indsæt den besluttede ordlyd")
        look(page, "wording", javascript)
        page.get_by_role("button", name="Se ændringerne").click()
        expect(page.locator("[data-error-summary]")).to_contain_text("Intet er ændret")
        page.get_by_label("Omfang").fill("Cirka ni måneder, 8 timer om ugen for lederen.")
        page.get_by_role("button", name="Se ændringerne").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Se ændringen igennem, før den låses")
        expect(page.locator("ins")).to_contain_text("ni")
        look(page, "look", javascript)
        page.get_by_role("button", name="Ret ordlyden").click()
        expect(page.get_by_label("Omfang")).to_have_value("Cirka ni måneder, 8 timer om ugen for lederen.")
        page.get_by_role("button", name="Tilbage til beslutningen").click()
        expect(page.get_by_label("Punkt", exact=True)).to_have_value("4")
        look(page, "minute-back", javascript)
        page.get_by_role("button", name="Registrér beslutningen").click()
        page.get_by_role("button", name="Se ændringerne").click()
        page.get_by_role("button", name="Registrér beslutningen").click()
        expect(page.get_by_text("Beslutningen er registreret. Version 2 er aftalt og låst.")).to_be_visible()
        look(page, "agreed", javascript)


@pytest.mark.parametrize(("javascript", "width"), [(True, 1280), (True, 390), (False, 320)])
def test_a_signed_paper_is_recorded(site: LiveServer, chromium: Browser, javascript: bool, width: int) -> None:
    with docgen.Renderer() as renderer:
        scan = renderer.render((PROJECT / "docgen" / "samples" / "contract-to-sign.json").read_bytes()).pdf
    with new_page(chromium, javascript=javascript, width=width) as page:
        address = sent_text(page, site, f"Papir {javascript} {width}", "Velfærdsnetværk")
        code = page.get_by_text("Tekstens tjekkode:").inner_text().split(":")[1].strip()
        page.get_by_role("link", name="Registrér underskrift på papir").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Registrér et underskrevet papir")
        look(page, "paper", javascript)
        page.get_by_label(DIRECTOR).check()
        page.get_by_label("Dato for underskrifterne").fill(TODAY)
        page.get_by_label("Det scannede papir").set_input_files(
            {"name": "scan.pdf", "mimeType": "application/pdf", "buffer": scan}
        )
        page.get_by_role("button", name="Registrér papiret").click()
        # The code is read from the file when it is one of ours, and this one is of another text.
        expect(page.locator("[data-error-summary]")).to_contain_text("Vi kender ikke koden")
        expect(page.get_by_label(DIRECTOR)).to_be_checked()
        look(page, "paper-errors", javascript)
        page.get_by_label("Tjekkode").fill(code)
        page.get_by_label("Det scannede papir").set_input_files(
            {"name": "scan.pdf", "mimeType": "application/pdf", "buffer": scan}
        )
        page.get_by_role("button", name="Registrér papiret").click()
        expect(page.get_by_text("Papiret er registreret. Teksten venter fortsat på")).to_be_visible()
        look(page, "paper-recorded", javascript)
        assert page.request.get(f"{address}/papir").ok
