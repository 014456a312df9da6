"""The whole way: open a network, write phase 1, have it sent back, agree, print, check; with script and without."""

import re

import pytest
from playwright.sync_api import Browser, expect

import docgen
from tests.browser.steps import good_to_look_at, record_decision, sign_in, sign_out, write_phase_1
from tests.support.browser import page as new_page
from tests.support.server import LiveServer

CONSULTANT, DIRECTOR = "Rasmus Toft Lind", "Hanne Thorsager"
SCHOOL, FAMILY = "Birgitte Holmskov", "Karsten Lundgaard"


@pytest.mark.parametrize(("javascript", "width"), [(True, 390), (False, 320)])
def test_from_an_empty_form_to_a_checked_pdf(site: LiveServer, chromium: Browser, javascript: bool, width: int) -> None:
    title = f"En fælles klub {'med' if javascript else 'uden'} script i {width}"
    with new_page(chromium, javascript=javascript, width=width) as page:
        sign_in(page, site.url, CONSULTANT)
        good_to_look_at(page, javascript)
        page.goto(f"{site.url}/netvaerk/nyt")
        page.get_by_role("button", name="Opret netværket").click()
        expect(page.get_by_role("alert")).to_contain_text("Giv netværket en titel")
        page.get_by_label("Netværkets titel").fill(title)
        page.get_by_role("button", name="Opret netværket").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Fase 1: Idéoplæg")
        good_to_look_at(page, javascript)

        # What is missing is told; an impossible date is told, and what was typed stays.
        page.get_by_role("link", name="Læs igennem og send").click()
        expect(page.get_by_role("link", name="Svar på »Formål«")).to_be_visible()
        page.get_by_role("link", name="Skriv videre").click()
        write_phase_1(page)
        page.locator("#uddyb > summary").click()
        page.get_by_label("Ønsket start").fill("31. februar 2027")
        page.get_by_role("button", name="Gem", exact=True).click()
        expect(page.locator("[data-error-summary]")).to_contain_text("Datoen findes ikke")
        expect(page.get_by_label("Ønsket start")).to_have_value("31. februar 2027")
        expect(page.get_by_label("Omfang")).to_have_value("Cirka seks måneder, 8 timer om ugen for lederen.")
        good_to_look_at(page, javascript)
        page.get_by_label("Ønsket start").fill("1. marts 2027")
        page.get_by_role("button", name="Gem", exact=True).click()
        expect(page.get_by_role("status").filter(has_text="Gemt kl.")).to_be_visible()
        page.get_by_role("button", name="Gem og læs igennem").click()

        expect(page.get_by_text("Læs teksten igennem, og send den til godkendelse.")).to_be_visible()
        good_to_look_at(page, javascript)
        page.get_by_role("button", name="Send til godkendelse").click()
        expect(page.get_by_text("Teksten er sendt.")).to_be_visible()
        number = re.search(r"NK-\d{4}-\d{3}-1", page.url)
        assert number
        address = f"{site.url}/dokumenter/{number[0]}"
        sign_out(page, CONSULTANT)

        # A head sends it back with a reason; the office changes it and sends it again.
        sign_in(page, site.url, SCHOOL)
        page.get_by_role("link", name=f"Læs og godkend {title}").click()
        good_to_look_at(page, javascript)
        page.locator("#send-tilbage > summary").click()
        page.get_by_label("Hvorfor sender du teksten tilbage?").fill("Skriv, hvordan de unge kommer med.")
        page.get_by_role("button", name="Send teksten tilbage").click()
        expect(page.get_by_text(f"Du har sendt fase 1 i »{title}« tilbage.")).to_be_visible()
        sign_out(page, SCHOOL)
        sign_in(page, site.url, CONSULTANT)
        page.goto(f"{address}/ret")
        expect(page.get_by_text("Skriv, hvordan de unge kommer med.")).to_be_visible()
        page.get_by_label("Omfang").fill("Cirka syv måneder, 8 timer om ugen for lederen. De unge er med fra start.")
        page.get_by_role("button", name="Gem og læs igennem").click()
        page.get_by_role("button", name="Send til godkendelse").click()
        expect(page.get_by_text("Teksten er sendt.")).to_be_visible()
        sign_out(page, CONSULTANT)

        for name in (DIRECTOR, SCHOOL, FAMILY):
            sign_in(page, site.url, name)
            page.goto(address)
            expect(page.get_by_role("heading", name="Ændret siden version 1")).to_be_visible()
            page.get_by_role("button", name=f"Godkend som {name}").click()
            expect(page.get_by_text("Du har godkendt").first).to_be_visible()
            good_to_look_at(page, javascript)
            sign_out(page, name)
        sign_in(page, site.url, CONSULTANT)
        page.goto(address)
        page.get_by_role("link", name="Registrér forummets beslutning").click()
        record_decision(page)
        expect(page.get_by_text("Teksten blev aftalt den")).to_be_visible()
        good_to_look_at(page, javascript)

        pdf = page.request.get(f"{address}/pdf", max_retries=0)
        for _ in range(20):
            if pdf.headers["content-type"] == "application/pdf":
                break
            pdf = page.request.get(f"{address}/pdf")
        assert docgen.check(pdf.body()) == []
        code = page.get_by_text("Tekstens tjekkode:").inner_text().split(":")[1].strip()
        sign_out(page, CONSULTANT)
        page.goto(f"{site.url}/tjek")
        page.get_by_label("Tjekkode").fill(code)
        page.get_by_role("button", name="Tjek", exact=True).click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Gælder")
        good_to_look_at(page, javascript)


def test_who_is_signed_out_while_writing_loses_nothing_and_saves_after_signing_in(
    site: LiveServer, chromium: Browser
) -> None:
    with new_page(chromium, expected=("401",)) as page:
        sign_in(page, site.url, CONSULTANT)
        page.goto(f"{site.url}/dokumenter/NK-2026-013-1/ret")
        page.get_by_label("Omfang").fill("Det her må ikke gå tabt")
        page.context.clear_cookies()
        page.get_by_role("button", name="Gem", exact=True).click()
        expect(page.get_by_text("Du er blevet logget ud")).to_be_visible()
        expect(page.get_by_label("Omfang")).to_have_value("Det her må ikke gå tabt")
        sign_in(page.context.new_page(), site.url, CONSULTANT)
        page.get_by_role("button", name="Gem", exact=True).click()
        expect(page.get_by_text("Du er blevet logget ud")).to_be_hidden()
        page.reload()
        expect(page.get_by_label("Omfang")).to_have_value("Det her må ikke gå tabt")


def test_the_writer_is_told_when_the_limit_is_near(site: LiveServer, chromium: Browser) -> None:
    with new_page(chromium) as page:
        sign_in(page, site.url, CONSULTANT)
        page.goto(f"{site.url}/dokumenter/NK-2026-013-1/ret")
        page.get_by_label("Omfang").fill("x" * 4950)
        expect(page.get_by_text("50 tegn tilbage")).to_be_visible()
        page.get_by_label("Omfang").fill("x" * 5010)
        expect(page.get_by_text("10 tegn for mange")).to_be_visible()
        page.evaluate("document.querySelector('form[data-guard]').removeAttribute('data-dirty')")
