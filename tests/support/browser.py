"""A real browser: Debian's Chromium, driven by Playwright. What it complains about fails the test."""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, ConsoleMessage, Page, Request, Response, sync_playwright

AXE = Path(__file__).resolve().parents[1] / "vendor" / "axe-core" / "axe.min.js"
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# What can differ when the same page is shown in other colours.
COLOURS = ("color-contrast", "link-in-text-block")
# An answer of 4xx to a page or to htmx is for the test to judge; 4xx for a style sheet or 5xx is never meant.
ANSWERS = ("document", "fetch", "xhr")
ECHOES_OF_ANSWERS = ("Failed to load resource: the server responded", "Response Status Error Code 4")


def chromium() -> str:
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if found := shutil.which(name):
            return found
    raise FileNotFoundError("chromium is not installed; bin/setup test installs it")


@contextmanager
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        try:
            yield started
        finally:
            started.close()


@contextmanager
def page(
    browser: Browser, *, javascript: bool = True, width: int = 1280, expected: tuple[str, ...] = ()
) -> Iterator[Page]:
    """A page with its own cookies. `expected`: parts of the complaints the test provokes on purpose."""
    context = browser.new_context(
        java_script_enabled=javascript,
        viewport={"width": width, "height": 900},
        locale="da-DK",
        timezone_id="Europe/Copenhagen",
        reduced_motion="reduce",
    )
    problems: list[str] = []
    opened = context.new_page()
    watch(opened, problems)
    try:
        yield opened
    finally:
        context.close()
    unexpected = [problem for problem in problems if not any(part in problem for part in expected)]
    assert not unexpected, "\n".join(unexpected)


def watch(page: Page, problems: list[str]) -> None:
    def console(message: ConsoleMessage) -> None:
        # A breach of the Content-Security-Policy is told here too.
        if message.type in ("error", "warning") and not message.text.startswith(ECHOES_OF_ANSWERS):
            problems.append(f"{page.url}: {message.type} in the console: {message.text}")

    def failed(request: Request) -> None:
        # Leaving a page ends what it was still fetching.
        if request.failure != "net::ERR_ABORTED":
            problems.append(f"{page.url}: {request.url} failed: {request.failure}")

    def answered(response: Response) -> None:
        limit = 500 if response.request.resource_type in ANSWERS else 400
        if response.status >= limit:
            problems.append(f"{page.url}: {response.url} answered {response.status}")

    page.on("console", console)
    page.on("requestfailed", failed)
    page.on("response", answered)
    page.on("pageerror", lambda error: problems.append(f"{page.url}: {error}"))


def axe(page: Page, rules: Sequence[str] = ()) -> list[str]:
    """Breaches of WCAG 2.2 A and AA and of good practice, as "rule: what it asks for: where"; or of these rules alone.

    The page must run JavaScript: axe waits for timers, which otherwise never come.
    """
    # Evaluated by the debugger, which the page's Content-Security-Policy does not stop.
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(AXE.read_text())
    asked = {"type": "rule", "values": [*rules]} if rules else {"type": "tag", "values": STANDARDS}
    run = "asked => axe.run(document, {runOnly: asked, resultTypes: ['violations']})"
    found: dict[str, Any] = page.evaluate(run, asked)
    return [
        f"{violation['id']}: {violation['help']}: {', '.join(str(node['target'][0]) for node in violation['nodes'])}"
        for violation in found["violations"]
    ]
