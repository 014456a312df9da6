"""The bar of a draft tells what is saved, in sight wherever one writes; an error is told where it is."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.networks import DIRECTOR, new_draft, shared_draft
from tests.browser.steps import SAVED, good_to_look_at, sign_in, write
from tests.support.browser import page as new_page
from tests.support.server import LiveServer


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
        shared_draft(one, two, site, "Valget er åbent")
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
        shared_draft(one, two, site, f"Altid i syne i {width}")
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
        sign_in(page, site.url, "Peter Dam Hougaard")
        page.goto(f"{site.url}/dokumenter/NK-2026-008-2/ret")
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
