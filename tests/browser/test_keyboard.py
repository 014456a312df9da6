"""The keyboard alone is enough for every phase: to write, send, approve, record together, answer, read the history."""

import re

from playwright.sync_api import Browser, Page, expect

from tests.browser.networks import (
    CONSULTANT,
    WORDS,
    new_draft,
    ready_for_phase_2,
    ready_for_phase_3,
)
from tests.browser.steps import good_to_look_at, sign_in, sign_out
from tests.support.browser import page as new_page
from tests.support.server import LiveServer

SAVED = re.compile(r"Gemt kl\.")
FOCUSED = """(() => {
  const at = document.activeElement;
  const ringless = getComputedStyle(at).outlineStyle === "none" && at !== document.body;
  return [at.id, at.textContent.trim().replace(/\\s+/g, " "), ringless ? at.outerHTML : ""];
})()"""


def tab_to(page: Page, what: str) -> None:
    """Tab to the field of this id, or the link, button or summary that begins with these words; every stop on the way
    has a ring around it."""
    for _ in range(90):
        page.keyboard.press("Tab")
        name, words, ringless = page.evaluate(FOCUSED)
        assert not ringless
        if name == what or words.startswith(what):
            return
    raise AssertionError(f"»{what}« was not reached on {page.url}")


def press(page: Page, what: str, key: str = "Enter") -> None:
    tab_to(page, what)
    page.keyboard.press(key)


def write(page: Page, what: str, words: str) -> None:
    tab_to(page, what)
    page.keyboard.type(words)


def test_the_keyboard_alone_is_enough_to_approve(site: LiveServer, chromium: Browser) -> None:
    with new_page(chromium) as page:
        sign_in(page, site.url, "Karsten Lundgaard")  # the demo's network that is out for approval awaits him
        page.keyboard.press("Tab")
        expect(page.get_by_role("link", name="Gå til sidens indhold")).to_be_focused()
        page.keyboard.press("Enter")
        press(page, "Læs og godkend")
        expect(page.get_by_role("heading", level=1)).to_have_text("Læs og godkend fase 1")
        press(page, "Godkend som")
        expect(page.get_by_text("Du har godkendt").first).to_be_visible()


def test_the_keyboard_alone_writes_saves_and_reads_the_history(site: LiveServer, chromium: Browser) -> None:
    with new_page(chromium) as page:
        new_draft(page, site, "Kun tastatur")

        write(page, "purpose", "Flere elever skal tilbage")
        expect(page.locator("#gemt")).to_contain_text(SAVED)
        expect(page.get_by_label("Formål", exact=True)).to_be_focused()
        write(page, "extent", "Fire måneder")
        press(page, "gem")
        expect(page.get_by_role("link", name="To ting mangler")).to_be_visible()
        press(page, "Historik")
        expect(page.get_by_role("heading", level=1)).to_have_text("Historik for fase 1")
        good_to_look_at(page)
        press(page, CONSULTANT)
        expect(page.get_by_text("Sådan står der i udkastet nu.")).to_be_visible()
        good_to_look_at(page)


def test_phase_2_with_its_periods_by_the_keyboard_alone(site: LiveServer, chromium: Browser) -> None:
    network, leader = ready_for_phase_2(site, "Perioder med tastatur")
    with new_page(chromium) as page:
        sign_in(page, site.url, leader)
        page.goto(f"{site.url}/netvaerk/{network}")
        press(page, "Begynd på fase 2")
        expect(page.get_by_role("heading", level=1)).to_have_text("Fase 2: Rammer og råderum")
        write(page, "start", "1. februar 2027")
        write(page, "end", "31. oktober 2027")
        write(page, "leadership_room", "Lederen vælger selv mødeform.")
        write(page, "disposal", "Tre timer om ugen.")
        press(page, "Uddyb Frivilligt")
        names = page.locator("input[name^='course_plan.'][name$='.name']")
        for n, name in enumerate(("Udforskning", "Forberedelse")):
            press(page, "Tilføj periode")
            expect(names).to_have_count(n + 1)
            expect(names.nth(n)).to_be_focused()
            page.keyboard.type(name)
        press(page, "Flyt op")
        expect(names.first).to_have_value("Forberedelse")
        good_to_look_at(page)
        press(page, "gem-laes")
        expect(page).to_have_url(re.compile(r"-2$"))
        press(page, "Send til godkendelse")
        expect(page.get_by_role("button", name="Godkend som")).to_be_visible()
        press(page, f"Godkend som {leader}")
        expect(page.get_by_text("Du har godkendt").first).to_be_visible()


def test_phase_3_is_recorded_and_answered_by_the_keyboard_alone(site: LiveServer, chromium: Browser) -> None:
    network = ready_for_phase_3(site, "Aftalt med tastatur")
    with new_page(chromium) as page:
        sign_in(page, site.url, network.leader)
        page.goto(f"{site.url}/netvaerk/{network.number}")
        press(page, "Begynd på fase 3")
        expect(page.get_by_role("heading", level=1)).to_have_text("Fase 3: Fælles aftale")
        for key, words in zip(
            ("understanding", "goal", "working", "tasks", "ground_rules"), WORDS.values(), strict=False
        ):
            write(page, key, words)
        press(page, "gem-laes")
        expect(page).to_have_url(re.compile(r"-3$"))
        press(page, "Registrér den fælles aftale")
        expect(page.get_by_role("heading", level=1)).to_have_text("Registrér den fælles aftale")
        box = page.get_by_label(network.present)
        press(page, str(box.get_attribute("id")), "Space")
        press(page, "Registrér og lås teksten")
        expect(page.get_by_text("Den fælles aftale er registreret, og teksten er låst.")).to_be_visible()
        sign_out(page, network.leader)
        sign_in(page, site.url, network.absent)
        press(page, "Læs og svar")
        expect(page.get_by_role("heading", level=1)).to_have_text("Læs og svar på fase 3")
        press(page, "Bekræft")
        expect(page.get_by_text("Tak. Du har bekræftet teksten.")).to_be_visible()
