"""What a person does in the browser, in the words they would use for it."""

import re
from collections.abc import Sequence
from datetime import datetime

from playwright.sync_api import Page, expect

from app.core.clock import COPENHAGEN
from tests.support.browser import axe

SAVED = re.compile(r"Gemt kl\.")


def sign_in(page: Page, url: str, name: str) -> None:
    page.goto(f"{url}/log-ind")
    page.get_by_role("button", name=f"Log ind som {name}").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Venter på dig")


def open_menu(page: Page) -> bool:
    """On a phone the menu folds away."""
    menu = page.locator("details.menu > summary")
    if is_folded := menu.is_visible():
        menu.click()
    return is_folded


def menu(page: Page, point: str) -> None:
    open_menu(page)
    points = page.get_by_role("navigation", name="Hovedmenu")
    points.get_by_role("link", name=point, exact=True).click()


def sign_out(page: Page, name: str) -> None:
    if open_menu(page):
        page.get_by_role("button", name=f"Log ud ({name})").click()
    else:
        page.get_by_role("button", name="Log ud", exact=True).click()
    expect(page).to_have_url(re.compile("/log-ind$"))


def good_to_look_at(page: Page, javascript: bool = True, rules: Sequence[str] = ()) -> None:
    """No sideways scroll, and nothing that axe finds (WCAG 2.2 AA, or these rules of it)."""
    page.wait_for_load_state()  # a click that leads to a page may be answered before the page is there
    width, inner = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    assert width <= inner, f"{page.url} scrolls sideways: {width} > {inner}"
    if javascript:
        assert axe(page, rules) == [], page.url


def heading(page: Page) -> str:
    return page.get_by_role("heading", level=1).inner_text()


def write(page: Page, label: str, words: str) -> None:
    page.get_by_label(label, exact=True).fill(words)


def write_phase_1(page: Page) -> None:
    page.get_by_label("Formål").fill("Flere unge skal have et sted at være.\n\nDe skal selv være med til at skabe det.")
    page.get_by_label("Baggrund").fill("De unge savner et fælles sted, og klubberne vil gerne samle kræfterne.")
    page.get_by_label("Omfang").fill("Cirka seks måneder, 8 timer om ugen for lederen.")
    page.get_by_label("Skoler og Uddannelse").check()
    page.get_by_label("Børn og Familie").check()


def record_decision(page: Page) -> None:
    """The body that is awaited accedes today; the office is on the decision's page."""
    page.get_by_role("radio", name=re.compile(r"^\s*Tiltrådt(?! med)")).check()
    page.get_by_label("Mødedato").fill(datetime.now(COPENHAGEN).date().isoformat())
    page.get_by_label("Punkt", exact=True).fill("4")
    page.get_by_label("Beslutningen, ord for ord").fill("Tiltrådt, så netværket går i gang.")
    page.get_by_role("button", name="Registrér beslutningen").click()
    expect(page.get_by_text("Beslutningen er registreret.")).to_be_visible()
