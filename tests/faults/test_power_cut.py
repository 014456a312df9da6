"""kill -9 on the real server, again and again: what it has acknowledged is there after, and nothing is half done."""

import itertools
import re
import threading
from contextlib import ExitStack, suppress
from datetime import UTC, datetime, timedelta
from http.client import HTTPException
from urllib.error import HTTPError

from app import create_app
from app.core import events, files
from app.core.clock import COPENHAGEN
from app.core.db import db
from app.documents import integrity, standing
from tests import build
from tests.support.installation import settings_for
from tests.support.server import live_server
from tests.support.visitor import Visitor

TITLE = "Strømmen går"
CUTS_A_START = 25  # then the whole site is killed, its parent too, and started again, for another network
SETTINGS = {"NETVAERK_DEMO": "1", "WEB_CONCURRENCY": "1"}  # one process to load again after each cut
OFFICE, DIRECTOR = "Rasmus Toft Lind", "Hanne Thorsager"


class Writer:
    """Writes phase 1, has it approved, changes it, and so on, noting what the site has acknowledged."""

    def __init__(self):
        self.agreed, self.lines, self.written = 0, itertools.count(1), 0
        self.visitors = []
        self.begun, self.gone = threading.Event(), threading.Event()

    def begin(self, url):
        """Phase 1 of a network opened for this, and those who agree on it: its one head is among the demo's persons."""
        office = Visitor(url, OFFICE)
        page = office.get("/netvaerk/nyt")
        key = re.findall(r'name="form_key"[^>]*value="([^"]+)"', page)[0]
        office.post("/netvaerk/nyt", {"title": TITLE, "type": "welfare", "form_key": key}, page)
        row = max(re.findall(r'href="/netvaerk/(\d{4}-\d{3})">' + TITLE, office.get("/netvaerk")))
        self.number, self.agreed = f"NK-{row}-1", 0
        page = office.get(self.page + "/ret")
        box = re.findall(r'name="central_departments"[^>]*value="(\d+)"', page)[0]
        answers = dict.fromkeys(("purpose", "background", "extent"), "Skrevet")
        office.post(self.page + "/ret", {**answers, "central_departments": box, **bases(page)}, page)
        positions = [found for found in build.texts.positions(build.document(self.number)) if found.department_id]
        head = build.texts.holders(positions)[positions[0]][0].name
        self.visitors = [office, Visitor(url, DIRECTOR), Visitor(url, head)]

    @property
    def page(self):
        return f"/dokumenter/{self.number}"

    def work(self):
        """Whatever can be done to the document now, until the site is gone. A cut between two requests is not seen."""
        with suppress(OSError, HTTPException):
            for turn in itertools.count():
                for visitor in self.visitors:
                    with suppress(HTTPError):  # somebody else was there first
                        self.act(visitor)
                if turn:
                    self.begun.set()
                if self.gone.is_set():
                    break
        self.begun.set()

    def act(self, visitor):
        page = visitor.get(self.page)
        shown = re.findall(r'name="sha256" value="(\w+)"', page)
        if f'action="{self.page}/aendr"' in page:
            self.agreed = max(int(n) for n in re.findall(r"/version/(\d+)/pdf", page))
            visitor.post(f"{self.page}/aendr", {}, page)
        elif f'action="{self.page}/godkend"' in page:
            visitor.post(f"{self.page}/godkend", {"sha256": shown[0]}, page)
        elif visitor is self.visitors[0] and f'href="{self.page}/beslutning"' in page:
            form = visitor.get(f"{self.page}/beslutning")
            hidden = dict(re.findall(r'name="(sha256|forum)"[^>]*value="(\w+)"', form))
            day = f"{datetime.now(COPENHAGEN).date()}"
            minute = {"result": "agreed", "day": day, "item": "4", "wording": "Chefforum tiltrådte."}
            visitor.post(f"{self.page}/beslutning", {**minute, **hidden}, form)
        elif f'action="{self.page}/send"' in page:
            form, line = visitor.get(f"{self.page}/ret"), next(self.lines)
            began = bases(form)["base-extent"]
            visitor.post(f"{self.page}/ret", {"extent": f"Linje {line}", "base-extent": began}, form)
            self.written = line
            page = visitor.get(self.page)
            shown = re.findall(r'name="sha256" value="(\w+)"', page)
            due = f"{datetime.now(UTC).date() + timedelta(days=9)}"
            visitor.post(f"{self.page}/send", {"sha256": shown[0], "due": due}, page)


def bases(page):
    return dict(re.findall(r'name="(base-[\w.]+)" value="([^"]*)"', page))


def test_what_was_acknowledged_before_a_cut_is_there_after_it_and_no_lock_is_half_done(tmp_path, rounds):
    writer, agreements, seen = Writer(), 0, create_app(settings_for(tmp_path, f"sqlite:///{tmp_path / 'netvaerk.db'}"))
    with ExitStack() as starts, seen.app_context():
        for cut in rounds(4, 1000):
            if cut % CUTS_A_START == 0:
                starts.close()
                site = starts.enter_context(live_server(SETTINGS | {"NETVAERK_INSTANCE": str(tmp_path)}))
                agreements += writer.agreed
                writer.begin(site.url)
            writer.begun.clear()
            writer.gone.clear()
            working = threading.Thread(target=writer.work)
            working.start()
            writer.begun.wait(60)
            site.kill9() if cut % CUTS_A_START == CUTS_A_START - 1 else site.cut()
            writer.gone.set()
            working.join()
            document = build.document(writer.number)
            stored = {answer.key: answer.value for answer in document.answers}["extent"]
            assert int(stored.rpartition(" ")[2]) >= writer.written > 0
            assert (document.agreed_n or 0) >= writer.agreed
            assert document.state != "agreed" or standing.was_agreed(document.last_agreed)
            if cut % CUTS_A_START in (0, CUTS_A_START - 1):
                assert [events.first_break(), integrity.first_break(), files.first_break()] == [None, None, None]
            db.session.remove()
        assert agreements + writer.agreed
