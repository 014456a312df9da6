"""An idea's whole way: proposed on a phone, asked about, answered, made a network; with script and without."""

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.steps import good_to_look_at, sign_in, sign_out
from tests.support.browser import page as new_page
from tests.support.server import LiveServer

OFFICE, AUTHOR = "Rasmus Toft Lind", "Dorthe Kragh"


@pytest.mark.parametrize(("javascript", "width"), [(True, 390), (False, 320)])
def test_from_an_idea_to_phase_1(site: LiveServer, chromium: Browser, javascript: bool, width: int) -> None:
    title = f"Job på deltid {'med' if javascript else 'uden'} script i {width}"
    with new_page(chromium, javascript=javascript, width=width) as page:
        sign_in(page, site.url, AUTHOR)
        page.get_by_role("link", name="Foreslå en idé").click()
        page.get_by_role("button", name="Send til sekretariatet").click()
        expect(page.get_by_role("alert")).to_contain_text("Giv idéen en titel")
        good_to_look_at(page, javascript)
        page.get_by_label("Hvad handler idéen om?").fill(title)
        page.get_by_label("Hvilket behov eller ønske").fill("Mange kan arbejde lidt, men ingen spørger dem.")
        page.get_by_label("Hvem gør det en forskel for?").fill("Ledige\nArbejdspladser")
        page.get_by_text("Uddyb", exact=True).click()
        good_to_look_at(page, javascript)
        page.get_by_role("button", name="Send til sekretariatet").click()
        expect(page.get_by_text("Tak. Sekretariatet har fået din idé")).to_be_visible()
        address = page.url
        good_to_look_at(page, javascript)
        sign_out(page, AUTHOR)

        sign_in(page, site.url, OFFICE)
        page.get_by_role("link", name=f"Læs idéen {title}").click()
        page.get_by_text("Spørg forfatteren").click()
        good_to_look_at(page, javascript)
        page.get_by_label("Dit spørgsmål til forfatteren").fill("Hvem skal spørge dem?")
        page.get_by_role("button", name="Send spørgsmålet").click()
        expect(page.get_by_text("Forfatteren har fået spørgsmålet")).to_be_visible()
        sign_out(page, OFFICE)

        sign_in(page, site.url, AUTHOR)
        page.get_by_role("link", name=f"Svar {title}").click()
        expect(page.get_by_text("Hvem skal spørge dem?")).to_be_visible()
        page.get_by_label("Dit svar").fill("Jobcentret og virksomhederne sammen.")
        good_to_look_at(page, javascript)
        page.get_by_role("button", name="Send til sekretariatet").click()
        expect(page.get_by_text("Sekretariatet har fået det, du skrev.")).to_be_visible()
        sign_out(page, AUTHOR)

        sign_in(page, site.url, OFFICE)
        page.goto(address)
        expect(page.get_by_text("Jobcentret og virksomhederne sammen.")).to_be_visible()
        page.get_by_role("link", name="Gør den til et netværk").click()
        good_to_look_at(page, javascript)
        page.get_by_role("button", name="Opret netværket").click()
        expect(page.get_by_label("Baggrund")).to_have_value("Mange kan arbejde lidt, men ingen spørger dem.")
