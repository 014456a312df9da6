"""Write without fear: a draft saves itself, tells when it cannot, and lets two who write in one field choose."""

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.networks import CONSULTANT, new_draft, shared_draft
from tests.browser.steps import SAVED, good_to_look_at, sign_in, write
from tests.support.browser import page as new_page
from tests.support.server import LiveServer


@pytest.mark.parametrize("width", [1280, 390])
def test_what_is_written_saves_itself_and_what_is_missing_follows(
    site: LiveServer, chromium: Browser, width: int
) -> None:
    with new_page(chromium, width=width) as page:
        address = new_draft(page, site, f"Gemmer selv i {width}")
        expect(page.get_by_role("link", name="Fire ting mangler")).to_be_visible()
        write(page, "Formål", "Flere elever skal tilbage i skolen.")
        expect(page.locator("#gemt")).to_contain_text(SAVED)
        expect(page.get_by_role("link", name="Tre ting mangler")).to_be_visible()
        page.get_by_label("Børn og Familie").check()
        expect(page.get_by_role("link", name="To ting mangler")).to_be_visible()
        expect(page.get_by_label("Børn og Familie")).to_be_focused()
        good_to_look_at(page)
        page.goto(address)  # nothing asks: all is saved
        expect(page.get_by_label("Formål", exact=True)).to_have_value("Flere elever skal tilbage i skolen.")
        expect(page.get_by_label("Børn og Familie")).to_be_checked()


@pytest.mark.parametrize("width", [1280, 390])
def test_without_a_connection_the_text_stays_and_is_saved_when_it_is_back(
    site: LiveServer, chromium: Browser, width: int
) -> None:
    with new_page(chromium, width=width, expected=("ERR_INTERNET_DISCONNECTED",)) as page:
        address = new_draft(page, site, f"Uden forbindelse i {width}")
        page.context.set_offline(True)
        write(page, "Formål", "Det her må ikke gå tabt")
        alert = page.get_by_role("alert").filter(has_text="Der er ingen forbindelse")
        expect(alert).to_be_in_viewport()
        expect(page.locator("#gemt")).to_have_text("Ikke alt er gemt endnu")
        expect(page.get_by_label("Formål", exact=True)).to_have_value("Det her må ikke gå tabt")
        page.get_by_role("button", name="Gem og læs igennem").click()  # not now: the text would be lost
        expect(page).to_have_url(address)
        good_to_look_at(page)
        page.context.set_offline(False)
        expect(page.locator("#gemt")).to_contain_text(SAVED)
        expect(alert).to_be_hidden()
        page.goto(address)
        expect(page.get_by_label("Formål", exact=True)).to_have_value("Det her må ikke gå tabt")


def test_signed_out_the_text_stays_and_is_saved_after_signing_in_in_a_new_tab(
    site: LiveServer, chromium: Browser
) -> None:
    with new_page(chromium, expected=("401",)) as page:
        new_draft(page, site, "Logget ud")
        page.context.clear_cookies()
        write(page, "Formål", "Skrevet før og gemt efter")
        alert = page.get_by_role("alert").filter(has_text="Du er logget ud.")
        expect(alert.get_by_role("link", name="Log ind i en ny fane")).to_be_visible()
        assert alert.inner_text() == "Du er logget ud. Log ind i en ny fane, så gemmes teksten."
        good_to_look_at(page)
        page.wait_for_timeout(4500)  # it has been tried again in vain; the next time is in eight seconds
        sign_in(page.context.new_page(), site.url, CONSULTANT)
        expect(page.locator("#gemt")).to_contain_text(SAVED)
        expect(alert).to_be_hidden()


def test_what_cannot_be_saved_is_told_at_its_field_and_the_rest_is_saved(site: LiveServer, chromium: Browser) -> None:
    with new_page(chromium) as page:
        address = new_draft(page, site, "En umulig dato")
        page.locator("#uddyb > summary").click()
        write(page, "Formål", "Flere i skole")
        wanted = page.get_by_label("Ønsket start")
        wanted.fill("31. februar 2027")
        expect(page.get_by_role("alert").filter(has_text="Datoen findes ikke")).to_be_visible()
        expect(wanted).to_have_attribute("aria-invalid", "true")
        expect(wanted).to_have_value("31. februar 2027")
        good_to_look_at(page)
        wanted.fill("1. marts 2027")
        expect(page.locator("#gemt")).to_contain_text(SAVED)
        expect(page.get_by_text("Datoen findes ikke")).to_be_hidden()
        page.goto(address)
        expect(page.get_by_label("Ønsket start")).to_have_value("1. marts 2027")
        expect(page.get_by_label("Formål", exact=True)).to_have_value("Flere i skole")


@pytest.mark.parametrize("width", [1280, 390])
def test_two_in_one_field_see_both_texts_and_write_them_together(
    site: LiveServer, chromium: Browser, width: int
) -> None:
    with new_page(chromium, width=width) as one, new_page(chromium, width=width) as two:
        address = shared_draft(one, two, site, f"To i samme felt i {width}")
        write(one, "Omfang", "Fire måneder i alt")
        expect(one.locator("#gemt")).to_contain_text(SAVED)
        write(two, "Omfang", "Ni måneder i alt")
        told = two.get_by_role("alert").filter(has_text=f"{CONSULTANT} har også skrevet her.")
        expect(told).to_be_visible()
        expect(two.get_by_label("Omfang", exact=True)).to_have_value("Ni måneder i alt")
        good_to_look_at(two)
        told.get_by_role("button", name="Se begge tekster").click()
        expect(two.locator("mark").filter(has_text="Ni")).to_be_visible()
        expect(two.locator("mark").filter(has_text="Fire")).to_be_visible()
        good_to_look_at(two)
        two.get_by_label("Skriv dem sammen").check()
        two.get_by_label("Den samlede tekst").fill("Fire til ni måneder i alt")
        two.get_by_role("button", name="Gem", exact=True).click()
        expect(two.locator("#gemt")).to_contain_text(SAVED)
        one.goto(address)
        expect(one.get_by_label("Omfang", exact=True)).to_have_value("Fire til ni måneder i alt")


def test_without_script_one_button_saves_all(site: LiveServer, chromium: Browser) -> None:
    with new_page(chromium, javascript=False) as page:
        address = new_draft(page, site, "Uden script")
        write(page, "Formål", "Flere i skole")
        write(page, "Omfang", "Fire måneder")
        page.get_by_role("button", name="Gem", exact=True).click()
        expect(page.get_by_role("status").filter(has_text="Gemt.").first).to_be_visible()
        page.goto(address)
        expect(page.get_by_label("Formål", exact=True)).to_have_value("Flere i skole")
        expect(page.get_by_label("Omfang", exact=True)).to_have_value("Fire måneder")
