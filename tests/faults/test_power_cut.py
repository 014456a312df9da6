"""A power cut: what the site has acknowledged is there afterwards, and nothing is half done."""

import re
import threading
from http.client import HTTPException

from app import create_app
from app.core import events, files
from app.core.db import db
from app.documents import integrity
from tests import build
from tests.conftest import settings_for
from tests.support.server import live_server
from tests.support.visitor import Visitor

NUMBER = "NK-2026-005-1"
PAGE = f"/dokumenter/{NUMBER}/ret"


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
