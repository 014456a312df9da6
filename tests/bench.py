"""`make bench`: what takes time, in one run on one machine. Prints `name value unit` and writes build/bench.json.

Figures compare within a run; machines are noisy. A page's figures are those of a consultant on the demo municipality.
"""

import json
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

from flask_migrate import upgrade
from sqlalchemy import event

import docgen
from app import create_app
from app.core import jobs
from app.core.db import db
from app.devtools import demo
from app.documents import printing
from tests.browse import Browse
from tests.conftest import settings_for

PROJECT = Path(__file__).resolve().parent.parent
FILE = PROJECT / "build" / "bench.json"
SAMPLE = PROJECT / "docgen" / "samples" / "contract-whole.json"
PAGES = {"front": "/", "network": "/netvaerk/2026-001", "contract": "/dokumenter/NK-2026-001-1"}
figures: dict[str, dict[str, Any]] = {}


def tell(name: str, value: float, unit: str) -> None:
    figures[name] = {"value": round(value, 2), "unit": unit}
    print(f"{name} {value:.2f} {unit}", flush=True)


def milliseconds(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return (time.perf_counter() - began) * 1000


def prints() -> None:
    raw = SAMPLE.read_bytes()
    with docgen.Renderer() as renderer:
        tell("pdf.contract.cold_ms", milliseconds(lambda: renderer.render(raw)), "ms")
        warm = [milliseconds(lambda: renderer.render(raw)) for _ in range(7)]
        made = renderer.render(raw)
    tell("pdf.contract.warm_ms", median(warm), "ms")
    tell("pdf.contract.pages", made.pages, "count")
    tell("pdf.contract.bytes", len(made.pdf), "bytes")


def pages() -> None:
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(settings_for(Path(folder), f"sqlite:///{folder}/netvaerk.db"))
        with app.app_context():
            upgrade()
            demo.load()
            while jobs.work_one():
                pass
            browser = Browse(app, person_id=2)
            fetch = browser.client.get
            for name, address in PAGES.items():
                _page(name, lambda address=address: browser._alone(fetch, address))  # type: ignore[misc]
            cached = [milliseconds(lambda: browser._alone(fetch, f"{PAGES['contract']}/pdf")) for _ in range(50)]
            tell("pdf.contract.cached_ms", median(cached), "ms")
            printing.close()
            db.session.remove()
            db.engine.dispose()


def _page(name: str, fetch: Callable[[], Any]) -> None:
    statements: list[str] = []

    def note(*args: Any) -> None:
        statements.append(args[2])

    fetch()
    event.listen(db.engine, "before_cursor_execute", note)
    size = len(fetch().data)
    event.remove(db.engine, "before_cursor_execute", note)
    times = sorted(milliseconds(fetch) for _ in range(60))
    tell(f"page.{name}.5.p50_ms", median(times), "ms")
    tell(f"page.{name}.5.p95_ms", times[int(len(times) * 0.95)], "ms")
    tell(f"page.{name}.5.queries", sum(sql.startswith("SELECT") for sql in statements), "count")
    tell(f"page.{name}.5.bytes", size, "bytes")


def main() -> int:
    FILE.parent.mkdir(exist_ok=True)
    FILE.unlink(missing_ok=True)
    prints()
    pages()
    FILE.write_text(json.dumps(figures, indent=2), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
