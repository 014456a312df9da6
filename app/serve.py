"""`make run`: migrate, load the demo on the first start, then web server and job worker as children.

Ctrl-C (or SIGTERM) stops both, politely first. A worker that dies is started again; when the web server dies, all
ends.
"""

import ctypes
import signal
import subprocess
import sys
import threading
from pathlib import Path

from flask_migrate import upgrade
from sqlalchemy import select

from app import config, create_app
from app.core import static
from app.core.db import db

ROOT = Path(__file__).resolve().parent.parent
GRACE_SECONDS = 15
RESTART_SECONDS = 1.0  # a worker that dies at once must not be started as fast as it dies
PR_SET_PDEATHSIG = 1


def main() -> int:
    config.begin_as_demo(config.instance_folder())
    settings = _prepare()
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda _number, _frame: stop.set())
    web, worker = _start(_web_command(settings)), _start(_worker_command())
    _tell(settings)
    try:
        while not stop.wait(0.2):
            if web.poll() is not None:
                print("Webserveren er stoppet.", file=sys.stderr)
                return 1
            if worker.poll() is not None and not stop.wait(RESTART_SECONDS):
                worker = _start(_worker_command())
    finally:
        _stop(web, worker)
    return 0


def _prepare() -> config.Settings:
    """Tables as this version of the code wants them; in a demo with nobody in it, the demo municipality."""
    from app.devtools import demo
    from app.people.models import Person

    static.pack()
    app = create_app()
    settings: config.Settings = app.extensions["settings"]
    with app.app_context():
        upgrade()
        if settings.demo and db.session.scalar(select(Person.id).limit(1)) is None:
            print("Lægger demokommunen ind …", flush=True)
            demo.load()
        db.session.remove()
        db.engine.dispose()
    return settings


def _web_command(settings: config.Settings) -> list[str]:
    command = [sys.executable, "-m", "gunicorn", "--config", "python:app.web", "--bind", f"127.0.0.1:{settings.port}"]
    command += ["--workers", str(settings.web_processes)]
    is_dev = "--reload" in sys.argv  # `make dev`: with previews under /dev/
    return [*command, "--reload", "app.devtools.previews:create_dev_app()"] if is_dev else command


def _worker_command() -> list[str]:
    return [sys.executable, "-m", "flask", "--app", "app", "worker"]


def _start(command: list[str]) -> subprocess.Popen[bytes]:
    """A child in its own process group (the terminal's Ctrl-C is ours to pass on) that cannot outlive this process."""
    return subprocess.Popen(command, cwd=ROOT, process_group=0, preexec_fn=_die_with_parent)


def _die_with_parent() -> None:
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def _stop(*children: subprocess.Popen[bytes]) -> None:
    for child in children:
        child.terminate()
    for child in children:
        try:
            child.wait(GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            child.kill()


def _tell(settings: config.Settings) -> None:
    print(f"\nSiden kører på http://127.0.0.1:{settings.port}/  (stop med Ctrl-C)")
    if settings.demo:
        if not settings.smtp_url:
            print("Der er ingen mailserver: Mails bliver ikke sendt. Sekretariatet kan se dem under Mails.")
        print("Log ind ved at vælge en af demopersonerne på forsiden. Alle personer er opfundne.\n", flush=True)


if __name__ == "__main__":
    sys.exit(main())
