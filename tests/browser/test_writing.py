"""Write without fear: a draft saves itself, tells when it cannot, and lets two who write in one field choose."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Dialog, Page, Request, Route, expect

from tests.browser.networks import CONSULTANT, DIRECTOR, new_draft
from tests.browser.steps import good_to_look_at, sign_in
from tests.support.browser import page as new_page
from tests.support.server import LiveServer

LEADER = "Peter Dam Hougaard"
SAVED = re.compile(r"Gemt kl\.")


def write(page: Page, label: str, words: str) -> None:
    page.get_by_label(label, exact=True).fill(words)


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
        address = new_draft(one, site, f"To i samme felt i {width}")
        sign_in(two, site.url, DIRECTOR)
        two.goto(address)
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


def is_whole(request: Request) -> bool:
    """Whether it saves the whole form, not one field."""
    return request.method == "POST" and "autosave=" not in (request.post_data or "")


def is_alone(request: Request) -> bool:
    return request.method == "POST" and not is_whole(request)


def hold(page: Page, is_held: Callable[[Request], bool]) -> Callable[[], None]:
    """The first request of which that is true is held until what is returned is called."""
    held: list[Route] = []

    def sent(route: Route) -> None:
        if held or not is_held(route.request):
            route.continue_()
        else:
            held.append(route)

    page.route("**/ret", sent)
    return lambda: held[0].continue_()


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
        address = new_draft(one, site, "Skrevet imens af to")
        sign_in(two, site.url, DIRECTOR)
        two.goto(address)
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


def is_ready(page: Page, key: str) -> None:
    expect(page.locator(f"#{key}-state")).to_have_text("Klar")


def test_the_bar_tells_of_a_field_that_is_not_saved_until_it_is(site: LiveServer, chromium: Browser) -> None:
    with new_page(chromium) as page:
        new_draft(page, site, "Først ret, så gemt")
        bar, purpose = page.locator("#gemt"), page.get_by_label("Formål", exact=True)
        purpose.fill("Peter 010190-1234")
        expect(page.get_by_role("alert").filter(has_text="Fjern CPR-nummeret")).to_be_visible()
        expect(page.locator("#purpose-missing")).to_have_text("")  # it is filled in
        write(page, "Baggrund", "Gemmes")
        is_ready(page, "background")
        expect(bar).to_have_text("Ikke alt er gemt. Gå til feltet")
        expect(page.locator("#purpose-state")).to_have_text("Ret")
        bar.get_by_role("link").click()
        expect(purpose).to_be_focused()
        page.get_by_role("button", name="Gem", exact=True).click()  # now the server has marked it
        expect(page.locator("[data-error-summary]")).to_be_visible()
        write(page, "Omfang", "Gemmes også")
        is_ready(page, "extent")
        expect(bar).to_have_text("Ikke alt er gemt. Gå til feltet")
        purpose.fill("Peter")
        expect(bar).to_contain_text(SAVED)
        expect(page.locator("[data-error-summary]")).to_have_count(0)
        expect(page.locator("form[data-dirty]")).to_have_count(0)


def test_the_bar_tells_of_a_choice_that_is_open_until_it_is_made(site: LiveServer, chromium: Browser) -> None:
    with new_page(chromium) as one, new_page(chromium) as two:
        address = new_draft(one, site, "Valget er åbent")
        sign_in(two, site.url, DIRECTOR)
        two.goto(address)
        write(one, "Omfang", "Fire måneder")
        expect(one.locator("#gemt")).to_contain_text(SAVED)
        write(two, "Omfang", "Ni måneder")
        expect(two.get_by_role("alert").filter(has_text="har også skrevet her")).to_be_visible()
        write(two, "Formål", "Gemmes")
        is_ready(two, "purpose")
        expect(two.locator("#gemt")).to_have_text("Ikke alt er gemt. Gå til feltet")
        two.get_by_role("button", name="Se begge tekster").click()
        expect(two.get_by_text("Brug min tekst")).to_be_visible()
        write(two, "Baggrund", "Gemmes også")
        is_ready(two, "background")
        expect(two.locator("#gemt")).to_have_text("Ikke alt er gemt. Gå til feltet")
        expect(two.locator("#gemt a")).to_have_attribute("href", "#extent-conflict")


@pytest.mark.parametrize("width", [1280, 320])
def test_the_bar_is_in_sight_while_one_writes_is_low_and_covers_no_field(
    site: LiveServer, chromium: Browser, width: int
) -> None:
    with new_page(chromium, width=width) as one, new_page(chromium) as two:
        address = new_draft(one, site, f"Altid i syne i {width}")
        sign_in(two, site.url, DIRECTOR)
        two.goto(address)
        write(two, "Baggrund", "Hannes ord")
        expect(two.locator("#gemt")).to_contain_text(SAVED)
        write(one, "Formål", "Rasmus' ord")
        one.evaluate("scrollTo(0, 0)")
        expect(one.locator("#gemt")).to_contain_text(SAVED)
        expect(one.locator("#gemt")).to_be_in_viewport(ratio=1)
        expect(one.get_by_text(f"{DIRECTOR} skriver også her")).to_be_in_viewport(ratio=1)
        bar = one.locator(".savebar")
        assert bar.evaluate("bar => bar.offsetHeight") <= 64
        good_to_look_at(one)
        one.locator("#uddyb > summary").click()
        # How far the bar stands below the top and the bottom of what has the focus. A browser lets a field be that is
        # partly in sight, until something is written in it.
        free = """() => {
            const focused = document.activeElement.getBoundingClientRect();
            const bar = document.querySelector(".savebar").getBoundingClientRect();
            return [bar.top - focused.top, bar.top - focused.bottom];
        }"""
        one.get_by_label("Formål", exact=True).focus()
        for _ in range(17):  # to the last field
            one.keyboard.press("Tab")
            assert one.evaluate(free)[0] > 24, one.evaluate("document.activeElement.outerHTML")
        one.get_by_label("Politisk samspil").focus()
        for _ in range(30):
            one.keyboard.press("Enter")
        assert one.evaluate(free)[1] > 0


@pytest.mark.parametrize("width", [1280, 320])
def test_an_error_in_a_narrow_cell_of_the_periods_is_told_across_the_row(
    site: LiveServer, chromium: Browser, width: int
) -> None:
    with new_page(chromium, width=width) as page:
        sign_in(page, site.url, LEADER)
        page.goto(f"{site.url}/dokumenter/NK-2026-003-2/ret")
        row = page.locator("#course_plan tbody tr").nth(1)
        weeks = row.get_by_label("Uger")
        high, before = row.evaluate("row => row.offsetHeight"), weeks.input_value()
        weeks.fill("mange")
        at = weeks.evaluate("field => field.getBoundingClientRect().top")
        told = row.get_by_role("alert").filter(has_text="Periode 2, Uger: Skriv et helt antal uger fra 1 til 60")
        expect(told).to_be_visible()
        assert weeks.evaluate("field => field.getBoundingClientRect().top") == pytest.approx(at, abs=1)
        assert row.evaluate("row => row.offsetHeight") - high < 130
        good_to_look_at(page)
        page.locator("#course_plan").get_by_role("button", name="Flyt ned").first.click()
        expect(page.locator("[data-error-summary]")).to_be_visible()
        assert row.evaluate("row => row.offsetHeight") - high < 80
        good_to_look_at(page)
        weeks.fill(before)
        expect(page.locator("#gemt")).to_contain_text("Gemt ")
        assert row.evaluate("row => row.offsetHeight") == pytest.approx(high, abs=1)


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
