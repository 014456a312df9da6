"""What is written while a save is under way is nobody's loss."""

from collections.abc import Callable

from playwright.sync_api import Browser, Page, expect

from tests.browser.networks import new_draft, shared_draft
from tests.browser.steps import SAVED, write
from tests.browser.under_way import hold, is_alone, is_whole
from tests.support.browser import page as new_page
from tests.support.server import LiveServer


def press_save_and_hold(page: Page) -> Callable[[], None]:
    release = hold(page, is_whole)
    page.evaluate("document.getElementById('skema').dataset.old = 1")
    with page.expect_request(is_whole):
        page.get_by_role("button", name="Gem", exact=True).click()
    return release


def test_what_is_written_while_all_is_being_saved_stays_in_its_field_and_saves_itself(
    site: LiveServer, chromium: Browser
) -> None:
    with new_page(chromium) as page:
        address = new_draft(page, site, "Skrevet imens")
        write(page, "Formål", "Flere i skole")
        release = press_save_and_hold(page)
        purpose = page.get_by_label("Formål", exact=True)
        purpose.press_sequentially(" hver dag")
        for _ in range(4):
            page.keyboard.press("ArrowLeft")
        page.get_by_label("Børn og Familie").check()
        purpose.focus()
        with page.expect_request(is_alone):
            release()
            expect(page.locator("#skema[data-old]")).to_have_count(0)
            page.keyboard.type(" eneste")  # the caret is where it was
        expect(purpose).to_have_value("Flere i skole hver eneste dag")
        expect(page.locator("form[data-dirty]")).to_have_count(0)
        page.goto(address)
        expect(purpose).to_have_value("Flere i skole hver eneste dag")
        expect(page.get_by_label("Børn og Familie")).to_be_checked()


def test_what_is_written_while_all_is_being_saved_is_one_s_own_text_when_another_has_written_too(
    site: LiveServer, chromium: Browser
) -> None:
    with new_page(chromium) as one, new_page(chromium) as two:
        shared_draft(one, two, site, "Skrevet imens af to")
        write(one, "Omfang", "Fire måneder")
        expect(one.locator("#gemt")).to_contain_text(SAVED)
        write(two, "Omfang", "Ni måneder")
        release = press_save_and_hold(two)
        two.get_by_label("Omfang", exact=True).press_sequentially(" i alt")
        release()
        expect(two.locator(".conflict .words").first).to_have_text("Ni måneder i alt")
        expect(two.get_by_label("Den samlede tekst")).to_have_value("Ni måneder i alt\n\nFire måneder")
        two.get_by_label("Brug min tekst").check()
        two.get_by_role("button", name="Gem", exact=True).click()
        expect(two.locator("#gemt")).to_contain_text(SAVED)
        expect(two.get_by_label("Omfang", exact=True)).to_have_value("Ni måneder i alt")


def test_what_is_corrected_before_its_error_has_come_is_saved_and_nothing_is_left_to_warn_of(
    site: LiveServer, chromium: Browser
) -> None:
    with new_page(chromium) as page:
        new_draft(page, site, "Rettet imens")
        page.locator("#uddyb > summary").click()
        release = hold(page, is_alone)
        with page.expect_request(is_alone):
            page.get_by_label("Ønsket start").fill("31. februar 2027")
        page.get_by_label("Ønsket start").fill("1. marts 2027")
        release()
        expect(page.locator("#gemt")).to_contain_text(SAVED)
        expect(page.get_by_text("Datoen findes ikke")).to_be_hidden()
        expect(page.locator("form[data-dirty]")).to_have_count(0)
