"""Every page that there is, in the states of the demo municipality: no sideways scroll, and nothing that axe finds."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.steps import good_to_look_at, sign_in
from tests.support.browser import COLOURS
from tests.support.browser import page as new_page
from tests.support.server import LiveServer

STATIC = Path(__file__).resolve().parents[2] / "app" / "static"
DOCUMENT = "/dokumenter/NK-2026-"
AGREED = "/netvaerk/2026-002"  # whose leader has most agreements
PAGES = {
    "Rasmus Toft Lind": [
        "/",
        "/netvaerk",
        "/netvaerk/nyt",
        "/netvaerk/2026-001",
        "/netvaerk/2026-007",
        "/netvaerk/2026-011/mennesker",
        "/netvaerk?tilstand=alle",
        "/dokumenter/IL-2026-001",
        "/typer",
        "/typer/welfare",
        "/typer/welfare/forloeb",
        "/personer",
        "/stedfortraeder",
        "/afdelinger",
        "/ideer",
        "/ideer/I-2026-001",
        "/ideer/I-2026-001/netvaerk",
        "/skemaer",
        "/skemaer/contract.frame",
        "/tjek",
        "/tjek/2222-3333-4444",
        "/findes-ikke",
        *[f"{DOCUMENT}{number}-1" for number in ("001", "002", "005", "006", "007", "008", "010", "011", "012", "013")],
        f"{DOCUMENT}013-1/ret",
        f"{DOCUMENT}001-1/version/1",
        f"{DOCUMENT}006-1/historik",
        f"{DOCUMENT}006-1/historik/1",
        f"{DOCUMENT}007-1/version/1",
        f"{DOCUMENT}009-1/beslutning",
        f"{DOCUMENT}007-1/papir",
        f"{DOCUMENT}003-2",
        f"{DOCUMENT}001-2",
        f"{DOCUMENT}001-2/historik/3",
        f"{DOCUMENT}004-1/version/2?mod=1",
    ],
    "Louise Frandsen": [
        "/",
        f"{AGREED}",
        f"{AGREED}/aftaler/co_driver",
        f"{AGREED}/aftaler/co_driver/forberedelse",
        f"{AGREED}/aftaler/co_driver/samtale",
        "/dokumenter/SA-2026-002-1",
        "/dokumenter/SA-2026-002-3/ret",
    ],
    "Anders Brogaard": ["/dokumenter/SA-2026-002-2"],
    "Peter Dam Hougaard": [f"{DOCUMENT}008-2/ret"],
    "Signe Overgaard": [f"{DOCUMENT}005-3/ret", f"{DOCUMENT}005-3/faelles", "/netvaerk/2026-005/mennesker"],
    "Ida Skovbjerg": [f"{DOCUMENT}001-3", f"{DOCUMENT}001-3/svar", f"{DOCUMENT}001-3/invitation"],
    "Malik Yilmaz": [
        "/",
        "/ideer",
        "/ideer/I-2026-002",
        "/ideer/I-2026-002/ret",
        "/pjecer",
        "/pjecer/referenceleder",
        "/pjecer/personaleleder",
        "/pjecer/co-driver",
    ],
    "Søren Kjærulff": ["/", f"{DOCUMENT}001-3/svar"],
}
MISSING = ("/findes-ikke",)
TOGETHER = 12  # pages that one test looks at
SIGHTS = [
    pytest.param(who, addresses[first : first + TOGETHER], id=f"{who} {first}")
    for who, addresses in PAGES.items()
    for first in range(0, len(addresses), TOGETHER)
]


@pytest.mark.parametrize(("who", "addresses"), SIGHTS)
def test_every_page_holds_at_every_width_in_light_and_dark(
    site: LiveServer, chromium: Browser, who: str, addresses: list[str]
) -> None:
    """A page that is shown in another width or other colours is as one that was opened so: style sheets alone look at
    them."""
    with new_page(chromium) as page:
        sign_in(page, site.url, who)
        for address in addresses:
            page.set_viewport_size({"width": 1280, "height": 900})
            page.emulate_media(color_scheme="light")
            answer = page.goto(site.url + address)
            assert answer
            assert answer.status == (404 if address in MISSING else 200), address
            good_to_look_at(page)
            page.emulate_media(color_scheme="dark")
            good_to_look_at(page, rules=COLOURS)
            page.emulate_media(color_scheme="light")
            for width in (390, 320):
                page.set_viewport_size({"width": width, "height": 900})
                good_to_look_at(page)


def test_no_script_looks_at_the_width() -> None:
    scripts = [file for file in STATIC.rglob("*.js") if "htmx" not in file.name]
    assert scripts
    assert [file for file in scripts if re.search("innerWidth|clientWidth|matchMedia|Observer", file.read_text())] == []


def test_a_fold_within_an_open_one_is_shown_as_closed_and_its_words_stand_under_each_other(
    site: LiveServer, chromium: Browser
) -> None:
    arrow = "fold => getComputedStyle(fold, '::before').backgroundImage"
    lines = """fold => {
        const words = document.createRange();
        words.selectNodeContents(fold);
        return [...words.getClientRects()].map(line => Math.round(line.left));
    }"""
    with new_page(chromium, width=390) as page:
        sign_in(page, site.url, "Anders Brogaard")
        page.goto(f"{site.url}{DOCUMENT}007-1")
        outer = page.locator("#send-tilbage > summary")
        outer.click()
        assert "chevron-up" in outer.evaluate(arrow)
        inner = page.locator("#send-tilbage details > summary").all()
        assert all("chevron-down" in fold.evaluate(arrow) for fold in inner)
        found = [fold.evaluate(lines) for fold in inner]
        assert max(map(len, found)) > 1
        assert {left for lefts in found for left in lefts} == {found[0][0]}
        inner[0].click()
        assert "chevron-up" in inner[0].evaluate(arrow)


# What the words of each table's columns take up from side to side, and on how many lines each date stands.
WIDTHS = """[...document.querySelectorAll(".grid")].map(grid => [...grid.querySelectorAll("thead th")].map(cell => {
  const words = document.createRange(); words.selectNodeContents(cell);
  const rect = words.getBoundingClientRect(); return [rect.left, rect.right]
}))"""
LINES = """[...document.querySelectorAll(".grid tbody .cell-start")].map(cell => {
  const words = document.createRange(); words.selectNodeContents(cell);
  return new Set([...words.getClientRects()].map(rect => Math.round((rect.top + rect.bottom) / 2))).size
})"""


@pytest.mark.parametrize("address", [f"{DOCUMENT}001-2", f"{DOCUMENT}001-2/historik/3"])
def test_periods_stand_in_a_table_with_room_between_and_each_date_on_one_line(
    site: LiveServer, chromium: Browser, address: str
) -> None:
    with new_page(chromium) as page:
        sign_in(page, site.url, "Ida Skovbjerg")
        page.goto(site.url + address)
        assert set(page.evaluate(LINES)) == {1}
        tables = page.evaluate(WIDTHS)
        assert tables
        for columns in tables:
            assert len(columns) == 8
            assert all(left - right >= 8 for (_, right), (left, _) in pairwise(columns))
