"""What one prepares alone saves itself, and leaves nothing in the browser (R6); a passage of the draft is remarked on
from a phone, and the other takes the wording in."""

import pytest
from playwright.sync_api import Browser, expect

from app.agreements import operations
from app.agreements.catalogue import AGREEMENTS
from app.people.models import Function, Person
from tests import build
from tests.browser.networks import Pair, inside, ready_to_agree
from tests.browser.steps import good_to_look_at, sign_in, sign_out
from tests.support.browser import page as new_page
from tests.support.server import LiveServer

REFERENCELEDER = AGREEMENTS[1]
SECRET = "Kanariefugl 8814"
STORED = """async () => JSON.stringify([
  Object.entries(localStorage), Object.entries(sessionStorage), document.cookie,
  await Promise.all((await caches.keys()).map(async (key) => [key, (await (await caches.open(key)).keys()).length])),
  (await indexedDB.databases()).map((one) => one.name),
  JSON.stringify(history.state),
])"""


def begun(site: LiveServer, title: str) -> Pair:
    pair = ready_to_agree(site, title, Function.REFERENCELEDER)
    with inside(site):
        leader = build.db.session.query(Person).filter_by(name=pair.leader).one()
        operations.begin(pair.number, build.actor(leader.id), REFERENCELEDER)
        said = {"expectations": "Vi siger det ligeud.\n\nVi ringer om mandagen."}
        build.save(f"SA-{pair.number}-1", build.actor(leader.id), said, {})
    return pair


@pytest.mark.parametrize("width", [1280, 390])
def test_a_preparation_saves_itself_and_leaves_nothing_in_the_browser(
    site: LiveServer, chromium: Browser, width: int
) -> None:
    pair = begun(site, f"Alene {width}")
    address = f"{site.url}/netvaerk/{pair.number}/aftaler/referenceleder/forberedelse"
    with new_page(chromium, width=width) as page:
        sign_in(page, site.url, pair.leader)
        page.goto(address)
        page.locator("textarea").first.fill(SECRET)
        page.locator("textarea").nth(1).click()
        expect(page.locator("#gemt")).to_contain_text("Gemt. Kun du kan læse det")
        good_to_look_at(page)
        # What cannot be kept is told at its field, and stays in it.
        page.locator("textarea").nth(1).fill("Ring 010190-1234")
        page.locator("textarea").first.click()
        expect(page.get_by_text("Fjern CPR-nummeret").first).to_be_visible()
        page.locator("textarea").nth(1).fill("")
        page.locator("textarea").first.click()
        expect(page.get_by_text("Fjern CPR-nummeret")).to_have_count(0)
        assert SECRET not in page.evaluate(STORED)
        page.reload()
        expect(page.locator("textarea").first).to_have_value(SECRET)
        sign_out(page, pair.leader)
        assert SECRET not in page.evaluate(STORED)
        page.go_back()
        page.wait_for_load_state()
        assert SECRET not in page.content()


@pytest.mark.parametrize("javascript", [True, False])
def test_a_wording_is_proposed_on_a_phone_and_the_other_takes_it_in(
    site: LiveServer, chromium: Browser, javascript: bool
) -> None:
    pair = begun(site, f"Bemærkning {javascript}")
    draft = f"{site.url}/dokumenter/SA-{pair.number}-1"
    with new_page(chromium, javascript=javascript, width=390) as page:
        sign_in(page, site.url, pair.other)
        page.goto(draft)
        page.get_by_role("link", name="Kommentér").nth(1).click(force=True)
        good_to_look_at(page, javascript)
        page.get_by_role("button", name="Gem bemærkningen").click()
        expect(page.locator("[data-error-summary]")).to_contain_text("Skriv en kommentar, eller ret ordlyden")
        page.get_by_label("Kommentar").fill("Mandag er for sent.")
        page.get_by_label("Ny ordlyd").fill("Vi ringer om fredagen.")
        page.get_by_role("button", name="Gem bemærkningen").click()
        expect(page.get_by_text("Mandag er for sent.").first).to_be_visible()
        good_to_look_at(page, javascript)
    with new_page(chromium, javascript=javascript) as page:
        sign_in(page, site.url, pair.leader)
        page.get_by_role("link", name="Svar på en bemærkning til aftalen med referencelederen").first.click()
        good_to_look_at(page, javascript)
        page.get_by_role("button", name="Brug ordlyden").click()
        expect(page.get_by_text("Vi ringer om fredagen.").first).to_be_visible()
        expect(page.get_by_text("Vi siger det ligeud.").first).to_be_visible()
        if page.locator("#bemaerkninger").get_attribute("open") is None:  # the way to the remark may have opened it
            page.get_by_text("Afsluttede bemærkninger").click()
        expect(page.get_by_text("Mandag er for sent.").first).to_be_visible()
        good_to_look_at(page, javascript)
