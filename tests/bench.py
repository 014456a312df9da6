"""`make bench`: what takes time, in one run on one machine. Prints `name value unit` and writes build/bench.json.

Figures compare within a run; machines are noisy. A page's figures are those of a consultant on the demo municipality.
"""

import json
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from statistics import median
from typing import Any

from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import event, select

import docgen
from app import create_app
from app.core import jobs
from app.core.actions import Actor
from app.core.db import db
from app.core.text import canonical, sha256
from app.devtools import demo
from app.documents import printing, relations, sheets, texts
from app.documents.catalogue import kind_of
from app.documents.drafting.operations import save
from app.documents.models import Document
from app.documents.questions import Control
from app.people.models import Person
from app.people.operations import actor_for
from app.web import post_worker_init
from tests import clone
from tests.browse import Browse
from tests.support.browser import browser as chromium
from tests.support.installation import settings_for
from tests.support.server import environment

PROJECT = Path(__file__).resolve().parent.parent
FILE = PROJECT / "build" / "bench.json"
SAMPLE = PROJECT / "docgen" / "samples" / "contract-whole.json"
PAGES = {"front": "/", "network": "/netvaerk/2026-001", "contract": "/dokumenter/NK-2026-001-1"}
WHOLE = "/netvaerk/2026-001/kontrakt/pdf"
RUNS = 7
FEW, MANY, TURNS = 20, 2000, 200
READY = 60.0  # seconds after which a print is given up as never ready
figures: dict[str, dict[str, Any]] = {}


def tell(name: str, value: float, unit: str) -> None:
    figures[name] = {"value": round(value, 2), "unit": unit}
    print(f"{name} {value:.2f} {unit}", flush=True)


def milliseconds(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return (time.perf_counter() - began) * 1000


def prints() -> None:
    """The whole contract, made by a warm child process; beside it the same pages made without care, and by Chromium.
    The three take turns, so that a busy machine is busy for all."""
    raw = SAMPLE.read_bytes()
    with docgen.Renderer() as renderer, tempfile.TemporaryDirectory() as folder, chromium() as browser:
        tell("pdf.contract.cold_ms", milliseconds(lambda: renderer.render(raw)), "ms")
        page = Path(folder, "contract.html")
        naive = _naive(raw, page)

        def in_chromium() -> None:
            opened = browser.new_page()
            opened.goto(page.as_uri())
            opened.pdf(prefer_css_page_size=True, tagged=True)
            opened.close()

        in_chromium()
        naive()
        turns = [[milliseconds(act) for act in (lambda: renderer.render(raw), in_chromium, naive)] for _ in range(RUNS)]
        made = renderer.render(raw)
    warm, other, careless = (median(times) for times in zip(*turns, strict=True))
    tell("pdf.contract.warm_ms", warm, "ms")
    tell("pdf.contract.naive_ms", careless, "ms")
    tell("pdf.contract.warm_to_naive", warm / careless, "ratio")
    tell("pdf.contract.warm_to_chromium", warm / other, "ratio")
    tell("pdf.contract.pages", made.pages, "count")
    tell("pdf.contract.bytes", len(made.pdf), "bytes")


def _naive(raw: bytes, page: Path) -> Callable[[], object]:
    """The same HTML as one would first write it: fresh fonts and styles each time, hyphens and automatic tables, no
    finishing. The page is written with its styles for a browser too."""
    from docgen import fonts, render, view

    weasyprint = import_module("weasyprint")  # once docgen has put the fonts in place
    press, document = render.press(), docgen.decode(raw)
    html = press.templates.get_template("document.html").render(doc=document, page=view.page(document, "bench"))
    css = "\n".join(p.read_text("utf-8") for p in sorted((fonts.ASSETS / "css").glob("*.css")))
    page.write_text(html.replace("<head>", f'<head><base href="{render.BASE}"><style>{css}</style>', 1), "utf-8")
    careless = css + "\n* { hyphens: auto !important } table { table-layout: auto !important }"

    def act() -> object:
        found = weasyprint.text.fonts.FontConfiguration()
        options = {"base_url": render.BASE, "url_fetcher": press.fetcher}
        styles = weasyprint.CSS(string=careless, font_config=found, **options)
        source = weasyprint.HTML(string=html, **options)
        return source.render(font_config=found, stylesheets=[styles], pdf_variant=render.VARIANT).write_pdf(
            pdf_variant=render.VARIANT
        )

    return act


@contextmanager
def site() -> Iterator[tuple[Flask, Path]]:
    """The demo municipality, with everything done that was asked for."""
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(settings_for(Path(folder), f"sqlite:///{folder}/netvaerk.db"))
        with app.app_context():
            upgrade()
            demo.load()
            while jobs.work_one():
                pass
            yield app, Path(folder)
            printing.close()
            db.session.remove()
            db.engine.dispose()


def pages(app: Flask) -> None:
    browser = Browse(app, person_id=2)
    fetch = browser.client.get
    browser._alone(fetch, WHOLE)
    while jobs.work_one():
        pass
    cached = [milliseconds(lambda: browser._alone(fetch, WHOLE)) for _ in range(50)]
    tell("pdf.contract.cached_ms", median(cached), "ms")
    agreed = [milliseconds(lambda: browser._alone(fetch, f"{PAGES['contract']}/pdf")) for _ in range(50)]
    tell("pdf.agreed.cached_ms", median(agreed), "ms")


def many() -> None:
    """The same pages with 20 networks and with 2,000, taking turns, so that a busy machine is busy for both."""
    with tempfile.TemporaryDirectory() as folder:
        few, lots = Path(folder, "few"), Path(folder, "many")
        few.mkdir()
        lots.mkdir()
        with _app(few).app_context():
            upgrade()
            demo.seed(FEW, 2026)
            db.session.remove()
            db.engine.dispose()
        shutil.copy(few / "netvaerk.db", lots / "netvaerk.db")
        clone.times(lots / "netvaerk.db", MANY)
        sites = {FEW: _app(few), MANY: _app(lots)}
        post_worker_init(None)
        browsers = {count: Browse(app, person_id=2) for count, app in sites.items()}
        for name, address in {**PAGES, "overview": "/netvaerk"}.items():
            fetches = {
                count: (lambda browser=browser, address=address: browser._alone(browser.client.get, address))
                for count, browser in browsers.items()
            }
            _compared(name, sites, fetches)


def _app(folder: Path) -> Flask:
    return create_app(settings_for(folder, f"sqlite:///{folder}/netvaerk.db"))


def _compared(name: str, sites: dict[int, Flask], fetches: Mapping[int, Callable[[], Any]]) -> None:
    for count, fetch in fetches.items():
        fetch()
        with sites[count].app_context():
            statements, size = _selects(fetch)
        tell(f"page.{name}.{count}.queries", len(statements), "count")
        tell(f"page.{name}.{count}.rows", sum(statements), "count")
        tell(f"page.{name}.{count}.bytes", size, "bytes")
    turns = [{count: milliseconds(fetches[count]) for count in in_any_order(fetches)} for _ in range(TURNS)]
    p95 = {}
    for count in fetches:
        times = sorted(turn[count] for turn in turns)
        p95[count] = times[int(len(times) * 0.95)]
        tell(f"page.{name}.{count}.p50_ms", median(times), "ms")
        tell(f"page.{name}.{count}.p95_ms", p95[count], "ms")
    tell(f"page.{name}.p95_{MANY}_to_{FEW}", p95[MANY] / p95[FEW], "ratio")


def in_any_order(fetches: Mapping[int, Any]) -> list[int]:
    """What the interpreter does now and then, such as collecting, falls on each alike."""
    return random.sample(list(fetches), len(fetches))


def _selects(fetch: Callable[[], Any]) -> tuple[list[int], int]:
    """How many rows each SELECT of the page gives, and the page's size."""
    sent: list[tuple[str, Any]] = []

    def note(*args: Any) -> None:
        if args[2].startswith(("SELECT", "WITH")):
            sent.append((args[2], args[3]))

    event.listen(db.engine, "before_cursor_execute", note)
    size = len(fetch().data)
    event.remove(db.engine, "before_cursor_execute", note)
    with db.engine.connect() as connection:
        return [len(connection.exec_driver_sql(sql, given).fetchall()) for sql, given in sent], size


def ready(instance: Path) -> None:
    """How long after a save the draft's print is there, made by a worker of its own. The first one warms the worker."""
    document, writer = _draft_and_writer()
    settings = environment({"NETVAERK_DATABASE_URL": f"sqlite:///{instance}/netvaerk.db"}, str(instance), 5000)
    worker = subprocess.Popen([sys.executable, "-m", "flask", "--app", "app", "worker"], cwd=PROJECT, env=settings)
    try:
        times = [_ready(document, writer, run) for run in range(RUNS + 1)]
    finally:
        worker.terminate()
        worker.wait(20)
    tell("pdf.ready_after_saving_ms", median(times[1:]), "ms")
    tell("pdf.ready_after_saving_max_ms", max(times[1:]), "ms")


def _draft_and_writer() -> tuple[str, Actor]:
    """The longest draft there is, and somebody who writes it."""
    drafts = db.session.scalars(select(Document).where(Document.state == "draft")).all()
    longest = max(drafts, key=lambda draft: sum(len(answer.value) for answer in draft.answers))
    actors = (actor_for(person) for person in db.session.scalars(select(Person).where(Person.is_active)))
    return longest.number, next(actor for actor in actors if relations.drafts(actor, longest))


def _ready(number: str, writer: Actor, run: int) -> float:
    document = _fresh(number)
    answers = {answer.key: answer for answer in document.answers}
    written = (q.key for q in kind_of(document).questions if q.control == Control.TEXT and q.key in answers)
    key = next(written)
    stored = answers[key]
    said = {key: f"{stored.value.rstrip('.0123456789 ')} {run}."}
    save(number, writer, said, {key: texts.base(stored.value, stored.version)})
    began = time.perf_counter()
    document = _fresh(number)
    wanted = f"print:{sha256(canonical(kind_of(document).printed(sheets.of(document, None))))}"
    while printing.finished(wanted) is None:
        if time.perf_counter() - began > READY:
            raise RuntimeError("the print of a draft was never ready")
        time.sleep(0.02)
    return (time.perf_counter() - began) * 1000


def _fresh(number: str) -> Document:
    db.session.rollback()
    return db.session.scalars(select(Document).where(Document.number == number)).one()


def main() -> int:
    FILE.parent.mkdir(exist_ok=True)
    FILE.unlink(missing_ok=True)
    prints()
    many()
    with site() as (app, instance):
        pages(app)
        ready(instance)
    FILE.write_text(json.dumps(figures, indent=2), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
