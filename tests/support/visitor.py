"""Somebody at the live site, without a browser."""

import re
import urllib.request
from http.cookiejar import CookieJar
from urllib.parse import urlencode


class Visitor:
    """Signs in as the demo person of that name; a `page` is what was fetched before, with its token."""

    def __init__(self, url: str, name: str) -> None:
        self.url = url
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
        page = self.get("/log-ind")
        before = page[: page.index(f"som {name}")]
        self.post("/log-ind", {"person": re.findall(r'data-demo-person="(\d+)"', before)[-1]}, page)

    def get(self, path: str) -> str:
        return self.fetch(path).decode()

    def fetch(self, path: str) -> bytes:
        with self.opener.open(self.url + path, timeout=10) as answer:
            content: bytes = answer.read()
            return content

    def post(self, path: str, data: dict[str, str], page: str) -> int:
        token = re.findall(r'name="csrf_token" value="([^"]+)"', page)[0]
        sent = urlencode({"csrf_token": token, **data}).encode()
        with self.opener.open(self.url + path, sent, timeout=10) as answer:
            status: int = answer.status
            return status
