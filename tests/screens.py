"""`python -m tests.screens`: makes the pictures of docs/screens anew from the demo municipality."""

import subprocess
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Browser

from tests.browser.steps import sign_in
from tests.support.browser import browser, page
from tests.support.server import LiveServer, live_server
from tests.support.visitor import Visitor

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "screens"
OFFICE, LEADER, HEAD = "Rasmus Toft Lind", "Peter Dam Hougaard", "Anders Brogaard"
# name: who, address, width, what to bring into view
SCREENS = {
    "venter-paa-dig": (OFFICE, "/", 1280, ""),
    "netvaerkene": (OFFICE, "/netvaerk", 1280, ""),
    "netvaerk": ("Ida Skovbjerg", "/netvaerk/2026-001", 1280, "#kontrakt"),
    "skriv": (LEADER, "/dokumenter/NK-2026-008-2/ret", 1280, ""),
    "forloebsplan": (LEADER, "/dokumenter/NK-2026-008-2/ret", 1280, "#course_plan"),
    "godkend-paa-telefon": (HEAD, "/dokumenter/NK-2026-007-1", 390, ""),
    "svar-paa-faelles-aftale": ("Ida Skovbjerg", "/dokumenter/NK-2026-001-3/svar", 1280, ""),
    "netvaerkstyper": (OFFICE, "/typer", 1280, ""),
    "mandatet": ("Louise Frandsen", "/netvaerk/2026-002/mandat", 1280, ""),
    "beslutning": (OFFICE, "/dokumenter/NK-2026-009-1/beslutning", 1280, ""),
}
# name: who, address, page
PRINTS = {
    "kontrakt": ("Ida Skovbjerg", "/netvaerk/2026-001/kontrakt/pdf", 1),
    "kontrakt-forloebsplan": ("Ida Skovbjerg", "/netvaerk/2026-001/kontrakt/pdf", 5),
    "forskel": (OFFICE, "/dokumenter/NK-2026-004-1/forskel/1/2/pdf", 1),
    "underskriftsblad": ("Ida Skovbjerg", "/dokumenter/NK-2026-001-3/underskriftsblad/pdf", 1),
}


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with live_server({"NETVAERK_DEMO": "1"}) as site, browser() as started:
        for name, (who, address, width, anchor) in SCREENS.items():
            screen(started, site, FOLDER / f"{name}.png", who, address, width, anchor)
        for name, (who, address, number) in PRINTS.items():
            printed(site, FOLDER / f"{name}.png", who, address, number)


def screen(started: Browser, site: LiveServer, file: Path, who: str, address: str, width: int, anchor: str) -> None:
    with page(started, width=width) as opened:
        sign_in(opened, site.url, who)
        opened.goto(site.url + address)
        if anchor:
            opened.locator(anchor).evaluate("found => found.scrollIntoView()")
        opened.screenshot(path=file)


def printed(site: LiveServer, file: Path, who: str, address: str, number: int) -> None:
    visitor = Visitor(site.url, who)
    while not (content := visitor.fetch(address)).startswith(b"%PDF"):
        time.sleep(1)
    with tempfile.NamedTemporaryFile(suffix=".pdf") as pdf:
        pdf.write(content)
        pdf.flush()
        pages = ["-f", str(number), "-l", str(number), "-singlefile"]
        subprocess.run(["pdftoppm", "-r", "80", "-png", *pages, pdf.name, file.with_suffix("")], check=True)


if __name__ == "__main__":
    main()
