"""A power cut: what the site has acknowledged is there afterwards, and nothing is half done."""

import re
import threading
import urllib.error
import urllib.request
from http.client import HTTPException
from http.cookiejar import CookieJar
from urllib.parse import urlencode

from app import create_app
from app.core import events, files
from app.core.db import db
from app.documents import integrity
from tests import build
from tests.conftest import settings_for
from tests.support.server import live_server

NUMBER = "NK-2026-005-1"
PAGE = f"/dokumenter/{NUMBER}/ret"


class Visitor:
    """Somebody at the live site, without a browser."""

    def __init__(self, url, name):
        self.url = url
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
        page = self.get("/log-ind")
        before = page[: page.index(f"som {name}")]
        self.post("/log-ind", {"person": re.findall(r'data-demo-person="(\d+)"', before)[-1]}, page)

    def get(self, path):
        with self.opener.open(self.url + path, timeout=10) as answer:
            return answer.read().decode()

    def post(self, path, data, page):
        token = re.search(r'name="csrf_token" value="([^"]+)"', page)[1]
        with self.opener.open(self.url + path, urlencode({"csrf_token": token, **data}).encode(), timeout=10) as answer:
            return answer.status


def write_until_the_cut(visitor, cut, acknowledged, enough):
    try:
        for line in range(200):
            page = visitor.get(PAGE)
            began = dict(re.findall(r'name="(base-\w+)" value="([^"]*)"', page))
            visitor.post(PAGE, {**began, "extent": f"Omgang {cut} linje {line}"}, page)
            acknowledged.append((cut, line))
            if line == 3:
                enough.set()
    except (OSError, HTTPException):
        enough.set()


def test_what_was_acknowledged_before_a_power_cut_is_there_after_it(tmp_path, rounds):
    for cut in rounds(3, 25):
        acknowledged, enough = [], threading.Event()
        with live_server({"NETVAERK_DEMO": "1", "NETVAERK_INSTANCE": str(tmp_path)}) as site:
            visitor = Visitor(site.url, "Rasmus Toft Lind")
            writer = threading.Thread(target=write_until_the_cut, args=(visitor, cut, acknowledged, enough))
            writer.start()
            enough.wait(60)
            site.kill9()
            writer.join()
        assert len(acknowledged) >= 4
        app = create_app(settings_for(tmp_path, f"sqlite:///{tmp_path / 'netvaerk.db'}"))
        with app.app_context():
            stored = {answer.key: answer.value for answer in build.document(NUMBER).answers}["extent"]
            kept = tuple(int(number) for number in re.findall(r"\d+", stored))
            assert kept >= acknowledged[-1]
            assert [events.first_break(), integrity.first_break(), files.first_break()] == [None, None, None]
            db.session.remove()
            db.engine.dispose()
