"""The site as its users meet it: `python -m app.serve` in a process of its own, with its own folder and port."""

import os
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

from tests.support.postgres import free_port

PROJECT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class LiveServer:
    url: str
    instance: Path
    log: Path
    process: subprocess.Popen[bytes]

    @property
    def pid(self) -> int:
        return self.process.pid

    def stop(self) -> None:
        """As an operator does; what has not ended after 20 seconds is killed, with all it started."""
        self.process.terminate()
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(20)
        self.kill9()

    def kill9(self) -> None:
        """As a power cut does: the web server and its job worker are gone in the middle of whatever they did."""
        while running := self.processes():
            for pid in running:
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            self.process.poll()
            time.sleep(0.02)
        self.process.wait(10)

    def cut(self) -> None:
        """The processes that do the work are killed in the middle of it; their parent starts new ones."""
        for child in psutil.Process(self.pid).children(recursive=True):
            with suppress(psutil.NoSuchProcess):
                if not child.children() or "worker" in child.cmdline():
                    child.kill()
        self.wait_until_ready()

    def processes(self) -> list[int]:
        """The site's own process leads a session, which its children belong to also when they outlive it."""
        return [pid for pid in psutil.pids() if session_of(pid) == self.pid]

    def is_ready(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/readyz", timeout=5) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False

    def wait_until_ready(self, seconds: float = 300) -> None:
        deadline = time.monotonic() + seconds
        while self.process.poll() is None and time.monotonic() < deadline:
            if self.is_ready():
                return
            time.sleep(0.1)
        raise RuntimeError(f"the site did not answer on {self.url}/readyz")


def session_of(pid: int) -> int | None:
    try:
        return None if psutil.Process(pid).status() == psutil.STATUS_ZOMBIE else os.getsid(pid)
    except (psutil.NoSuchProcess, ProcessLookupError):
        return None


def environment(given: dict[str, str], instance: str, port: int) -> dict[str, str]:
    """The settings of whoever runs the tests must not reach the site under test."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("NETVAERK_")}
    own = {"PORT": str(port), "NETVAERK_INSTANCE": instance, "NETVAERK_BASE_URL": f"http://127.0.0.1:{port}"}
    return inherited | {"PYTHONUNBUFFERED": "1"} | own | given


@contextmanager
def live_server(env: dict[str, str]) -> Iterator[LiveServer]:
    """NETVAERK_INSTANCE in `env` keeps the data from one start to the next; without it every start is a first one."""
    with tempfile.TemporaryDirectory(prefix="site-") as folder:
        settings = environment(env, f"{folder}/instance", free_port())
        log, instance = Path(folder, "log"), Path(settings["NETVAERK_INSTANCE"])
        instance.mkdir(parents=True, exist_ok=True)
        with log.open("wb") as output:
            process = subprocess.Popen(
                # The signal ends the site also when the tests themselves are killed.
                ["setpriv", "--pdeathsig", "TERM", sys.executable, "-m", "app.serve"],
                cwd=PROJECT,
                env=settings,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
            )
        server = LiveServer(f"http://127.0.0.1:{settings['PORT']}", instance, log, process)
        try:
            server.wait_until_ready()
            yield server
        except BaseException:
            print(f"--- the site's log:\n{log.read_text(errors='replace')[-20_000:]}")
            raise
        finally:
            server.stop()
