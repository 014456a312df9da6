"""Each cooperation agreement from its beginning to both approvals (domain.md 7): the leader at a desk, the other on a
phone; with script and without, by the keyboard alone, and by a deputy. What it takes is counted (R15)."""

import re
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from app.agreements import operations
from app.agreements.catalogue import AGREEMENTS, Agreement
from app.core.clock import COPENHAGEN
from app.people.models import Function, Person
from tests import build
from tests.browser.networks import DEPUTY, inside, ready_to_agree
from tests.browser.steps import good_to_look_at, sign_in
from tests.browser.test_keyboard import press, tab_to
from tests.browser.test_keyboard import write as type_into
from tests.support.browser import page as new_page
from tests.support.server import LiveServer

PERSONALELEDER, REFERENCELEDER, CO_DRIVER = AGREEMENTS
DAY = datetime.now(COPENHAGEN).date() + timedelta(days=6)
PHONE = 390
each = pytest.mark.parametrize("kind", AGREEMENTS, ids=lambda kind: str(kind.opposite))


def go(page: Page, address: str, javascript: bool = True) -> None:
    page.goto(address)
    good_to_look_at(page, javascript)


def begin(page: Page, kind: Agreement, other: str) -> int:
    """Begun with a time for the talk; how many fields had to be filled in."""
    required = 0
    if kind.is_chosen:
        page.get_by_label("Hvem er din personaleleder?").fill(other)
        required = 1
    page.get_by_label("Dato").fill(DAY.isoformat())
    page.get_by_label("Fra kl.").fill("10")
    page.get_by_role("button", name="Begynd på aftalen").click()
    expect(page.get_by_text("Nu kan I begge skrive i udkastet.")).to_be_visible()
    return required


@pytest.mark.parametrize("javascript", [True, False])
@each
def test_from_the_guide_to_both_approvals(
    site: LiveServer, chromium: Browser, kind: Agreement, javascript: bool
) -> None:
    pair = ready_to_agree(site, f"Aftale {kind.opposite} {javascript}", Function(kind.opposite))
    network, room = f"{site.url}/netvaerk/{pair.number}", f"{site.url}/netvaerk/{pair.number}/aftaler/{kind.opposite}"
    agreement = f"{site.url}/dokumenter/SA-{pair.number}-1"
    first, second = kind.prompts[kind.between[0]][0], kind.prompts[kind.opposite][0]
    with (
        new_page(chromium, javascript=javascript) as desk,
        new_page(chromium, javascript=javascript, width=PHONE) as phone,
    ):
        sign_in(desk, site.url, pair.leader)
        go(desk, room, javascript)
        required = begin(desk, kind, pair.other)
        good_to_look_at(desk, javascript)

        # The other comes by what waits for them: one click to the talk, one to the guide, one to prepare.
        sign_in(phone, site.url, pair.other)
        phone.get_by_role("link", name=f"Tal om {kind.label}").first.click()
        good_to_look_at(phone, javascript)
        with phone.expect_download() as file:
            phone.get_by_role("link", name="Læg den i kalenderen").click()
        assert file.value.suggested_filename.endswith(".ics")
        phone.get_by_role("link", name="Læs pjecen").first.click()
        good_to_look_at(phone, javascript)

        for page, prompt, words in ((desk, first, "Torsdag passer mig."), (phone, second, "Jeg åbner dørene.")):
            go(page, f"{room}/forberedelse", javascript)
            page.get_by_label(prompt.wording).fill(words)
            page.get_by_role("button", name="Gem", exact=True).click()
            page.get_by_role("checkbox", name=prompt.wording).check()
            good_to_look_at(page, javascript)
            page.get_by_role("button", name="Vis det valgte").click()
            expect(page.get_by_role("heading", level=1)).to_contain_text("Samtalen mellem")

        go(desk, f"{room}/samtale", javascript)
        desk.get_by_role("checkbox", name="Jeg åbner dørene.").check()
        desk.locator(f"#{second.theme}").locator("xpath=ancestor::section").get_by_role(
            "button", name="Føj de valgte linjer til"
        ).click()
        good_to_look_at(desk, javascript)
        desk.get_by_role("link", name="Gå til aftalen").click()
        expect(desk.get_by_text("Jeg åbner dørene.").first).to_be_visible()
        good_to_look_at(desk, javascript)
        desk.get_by_role("button", name="Godkend og send").click()
        expect(desk.get_by_text(re.compile("Teksten er sendt"))).to_be_visible()

        go(phone, site.url, javascript)
        phone.get_by_role("link", name=f"Godkend {kind.label}").first.click()
        good_to_look_at(phone, javascript)
        phone.get_by_role("button", name=f"Godkend som {pair.other}").click()
        expect(phone.get_by_text("Nu har alle godkendt").first).to_be_visible()
        good_to_look_at(phone, javascript)
        go(desk, network, javascript)
        expect(desk.get_by_text(re.compile("^Aftalt")).first).to_be_visible()
        go(desk, agreement, javascript)
        assert desk.get_by_role("button", name=re.compile("Godkend")).count() == 0
    with inside(site):
        version = build.document(f"SA-{pair.number}-1").latest
        consents = [party.consents for party in version.parties] if version else []
        # R15: nothing but who the manager is must be filled in; one sends, the other approves, once each.
        assert (required, [len(given) for given in consents]) == (1 if kind.is_chosen else 0, [1, 1])
        assert not any(question.required for question in kind.questions)


def test_an_agreement_by_the_keyboard_alone(site: LiveServer, chromium: Browser) -> None:
    pair = ready_to_agree(site, "Aftale med tastatur", Function.REFERENCELEDER)
    with new_page(chromium) as page:
        sign_in(page, site.url, pair.leader)
        page.goto(f"{site.url}/netvaerk/{pair.number}/aftaler/referenceleder")
        type_into(page, "day", DAY.isoformat())
        type_into(page, "starts", "13.30")
        press(page, "Begynd på aftalen")
        expect(page.get_by_text("Nu kan I begge skrive i udkastet.")).to_be_visible()
        press(page, "Gå til aftalen")
        expect(page).to_have_url(re.compile("-1$"))
        press(page, "Skriv videre")
        expect(page).to_have_url(re.compile("/ret$"))
        type_into(page, "expectations", "Vi siger det ligeud.")
        press(page, "gem-laes")
        expect(page).to_have_url(re.compile("-1$"))
        press(page, "Godkend og send")
        expect(page.get_by_text(re.compile("Teksten er sendt"))).to_be_visible()
    with new_page(chromium) as page:
        sign_in(page, site.url, pair.other)
        page.goto(f"{site.url}/dokumenter/SA-{pair.number}-1")
        press(page, "Foreslå")
        type_into(page, "reason", "Skriv, hvor tit vi mødes.")
        press(page, "Send teksten tilbage")
        expect(page.get_by_text(re.compile("Du har sendt aftalen .* tilbage")).first).to_be_visible()
    with new_page(chromium) as page:
        sign_in(page, site.url, pair.leader)
        page.goto(f"{site.url}/dokumenter/SA-{pair.number}-1/ret")
        tab_to(page, "rhythm")
        page.keyboard.type("Hver tredje uge.")
        press(page, "gem-laes")
        expect(page).to_have_url(re.compile("-1$"))
        press(page, "Godkend og send")
        expect(page.get_by_text(re.compile("Teksten er sendt"))).to_be_visible()
    with new_page(chromium) as page:
        sign_in(page, site.url, pair.other)
        page.goto(f"{site.url}/dokumenter/SA-{pair.number}-1")
        press(page, "Godkend som")
        expect(page.get_by_text("Nu har alle godkendt").first).to_be_visible()


@each
def test_a_deputy_approves_on_a_phone_and_both_names_stand(
    site: LiveServer, chromium: Browser, kind: Agreement
) -> None:
    pair = ready_to_agree(site, f"Stedfortræder {kind.opposite}", Function(kind.opposite))
    number = f"SA-{pair.number}-1"
    with inside(site):
        ids = {row.name: row.id for row in build.db.session.query(Person)}
        leader = build.actor(ids[pair.leader])
        operations.begin(pair.number, leader, kind, ids[pair.other] if kind.is_chosen else None)
        build.save(number, leader, {kind.questions[0].key: "Det er vi enige om."}, {})
        build.send(number, leader)
    with new_page(chromium, width=PHONE) as page:
        sign_in(page, site.url, pair.other)
        go(page, f"{site.url}/stedfortraeder")
        page.get_by_label("Hvem godkender for dig?").fill(DEPUTY)
        page.get_by_label("Til", exact=True).fill(DAY.isoformat())
        page.get_by_role("button", name="Gem").click()
    with new_page(chromium, width=PHONE) as page:
        sign_in(page, site.url, DEPUTY)
        page.goto(f"{site.url}/dokumenter/{number}")
        good_to_look_at(page)
        page.get_by_role("button", name=re.compile(rf"Godkend som {DEPUTY} p\.v\. {pair.other}")).click()
        expect(page.get_by_text("Du har godkendt").first).to_be_visible()
    with new_page(chromium, width=PHONE) as page:
        sign_in(page, site.url, pair.leader)
        go(page, f"{site.url}/dokumenter/{number}")
        expect(page.get_by_text(f"{DEPUTY} p.v. {pair.other}").first).to_be_visible()
