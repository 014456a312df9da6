import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import Browser

from tests.support.browser import axe, page

PAGES = {
    "/good": "<!doctype html><html lang=da><title>Godt</title><main><h1>Godt</h1></main></html>",
    "/grey": '<!doctype html><html lang=da><title>Lyst</title><link rel="stylesheet" href="/s.css"><main><h1>Lyst</h1>'
    "<input></main></html>",
    "/inline": "<!doctype html><html lang=da><title>Inde</title><h1>Inde</h1><script>1</script></html>",
    "/lost": '<!doctype html><html lang=da><title>Tabt</title><h1>Tabt</h1><script src="/nowhere"></script></html>',
    "/s.css": "h1 { color: #ddd }",
}


class Pages(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        found = PAGES.get(self.path)
        self.send_response(200 if found else 404)
        self.send_header("Content-Type", "text/css" if self.path.endswith(".css") else "text/html; charset=utf-8")
        self.send_header("Content-Security-Policy", "default-src 'none'; script-src 'self'; style-src 'self'")
        self.end_headers()
        self.wfile.write((found or "Findes ikke").encode())

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Pages) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def test_a_good_page_passes_under_a_strict_policy(chromium: Browser, url: str) -> None:
    with page(chromium) as opened:
        opened.goto(f"{url}/good")
        assert axe(opened) == []


def test_a_page_without_javascript_runs_none(chromium: Browser, url: str) -> None:
    with page(chromium, javascript=False) as opened:
        opened.goto(f"{url}/lost")
        assert opened.inner_text("h1") == "Tabt"


def test_axe_finds_faint_text_and_a_field_without_a_label(chromium: Browser, url: str) -> None:
    with page(chromium) as opened:
        opened.goto(f"{url}/grey")
        assert [violation.split(":")[0] for violation in axe(opened)] == ["color-contrast", "label"]


def test_a_page_that_is_not_there_is_for_the_test_to_judge(chromium: Browser, url: str) -> None:
    with page(chromium) as opened:
        answer = opened.goto(f"{url}/gone")
        assert answer
        assert answer.status == 404


@pytest.mark.parametrize(("path", "complaint"), [("/inline", "Content Security Policy"), ("/lost", "answered 404")])
def test_what_the_browser_complains_about_fails_the_test(
    chromium: Browser, url: str, path: str, complaint: str
) -> None:
    with pytest.raises(AssertionError, match=complaint), page(chromium) as opened:
        opened.goto(url + path)
    with page(chromium, expected=(complaint,)) as opened:
        opened.goto(url + path)
