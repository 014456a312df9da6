"""Who leaves a draft has it saved first, or is asked."""

from contextlib import nullcontext

from playwright.sync_api import Browser, Dialog, Page, expect

from tests.browser.networks import CONSULTANT, new_draft
from tests.browser.steps import SAVED, sign_in, write
from tests.browser.under_way import hold, is_alone
from tests.support.browser import page as new_page
from tests.support.server import LiveServer

# The window is put aside (true), or taken up again.
TURN = """isHidden => {
    Object.defineProperty(document, "hidden", { value: isHidden, configurable: true });
    document.dispatchEvent(new Event("visibilitychange"));
}"""


def answered(page: Page) -> list[str]:
    """What the browser asks from now on; every question is answered with yes."""
    asked: list[str] = []

    def accept(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", accept)
    return asked


def stored(page: Page, site: LiveServer, address: str) -> str:
    """What the purpose says, to somebody who opens the draft now."""
    if page.url.endswith("/log-ind"):
        sign_in(page, site.url, CONSULTANT)
    page.goto(address)
    return page.get_by_label("Formål", exact=True).input_value()


def test_a_link_or_a_button_that_leads_away_saves_first_and_asks_nothing(site: LiveServer, chromium: Browser) -> None:
    with new_page(chromium) as page:
        address = new_draft(page, site, "Gem først")
        asked = answered(page)
        write(page, "Formål", "Skrevet lige før")
        page.get_by_role("link", name="Netværk", exact=True).first.click()
        expect(page).to_have_url(f"{site.url}/netvaerk")
        assert stored(page, site, address) == "Skrevet lige før"
        release = hold(page, is_alone)
        with page.expect_request(is_alone):
            write(page, "Formål", "På vej")
        page.get_by_role("link", name="Venter på dig").first.click()
        page.wait_for_timeout(200)
        expect(page).to_have_url(address)  # the answer is still to come
        release()
        expect(page).to_have_url(f"{site.url}/")
        assert stored(page, site, address) == "På vej"
        write(page, "Formål", "Det sidste")
        page.get_by_role("button", name="Log ud").click()
        expect(page).to_have_url(f"{site.url}/log-ind")
        assert stored(page, site, address) == "Det sidste"
        assert asked == []


def test_what_cannot_be_saved_is_asked_about_before_it_is_left(site: LiveServer, chromium: Browser) -> None:
    with new_page(chromium, expected=("ERR_FAILED", "net::ERR_FAILED")) as page:
        address = new_draft(page, site, "Spørg først")
        page.route("**/ret", lambda route: route.abort() if is_alone(route.request) else route.continue_())
        asked = answered(page)
        write(page, "Formål", "Flere")
        page.get_by_role("link", name="Netværk", exact=True).first.click()
        expect(page).not_to_have_url(address)
        assert asked == ["beforeunload"]


def test_what_is_unsaved_when_the_page_is_left_in_another_way_is_sent_all_the_same(
    site: LiveServer, chromium: Browser
) -> None:
    with new_page(chromium) as page:
        address = new_draft(page, site, "Lukket i utide")
        answered(page)
        write(page, "Formål", "Skrevet, før vinduet blev lukket")
        page.get_by_label("Børn og Familie").check()
        page.goto(f"{site.url}/tjek")
        found = ("", False)
        for _ in range(20):  # nobody waits for the answers
            found = stored(page, site, address), page.get_by_label("Børn og Familie").is_checked()
            if all(found):
                break
            page.wait_for_timeout(500)
        assert found == ("Skrevet, før vinduet blev lukket", True)


def test_who_turns_to_another_window_and_back_in_the_midst_of_a_sentence_writes_on(
    site: LiveServer, chromium: Browser
) -> None:
    with new_page(chromium) as page:
        address = new_draft(page, site, "Frem og tilbage")
        purpose = page.get_by_label("Formål", exact=True)
        for words in ("Først", " og så", " og til sidst"):
            purpose.press("End")
            purpose.press_sequentially(words)
            for is_hidden in (True, False):
                with page.expect_response("**/ret") if is_hidden else nullcontext():
                    page.evaluate(TURN, is_hidden)
        expect(page.locator("#gemt")).to_contain_text(SAVED)
        expect(page.locator(".conflict")).to_have_count(0)
        assert stored(page, site, address) == "Først og så og til sidst"
