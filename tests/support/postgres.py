"""A PostgreSQL of the tests' own: made in a temporary folder, used, removed. The machine's own is not touched."""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql

INITDB = ["-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync", "--no-instructions"]
# A test database may be lost with the machine: speed before durability.
SETTINGS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "shared_buffers": "32MB",
    "max_connections": "60",
    "listen_addresses": "127.0.0.1",
    "log_min_messages": "error",
}


@dataclass(frozen=True)
class Cluster:
    port: int

    def dsn(self, name: str) -> str:
        return f"postgresql://postgres@127.0.0.1:{self.port}/{name}"

    def create_database(self, name: str, template: str | None = None) -> str:
        """An empty database, or a copy of one nobody is connected to."""
        create = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
        self._execute(create.format(sql.Identifier(name), sql.Identifier(template or "template0")))
        return self.dsn(name)

    def drop_database(self, name: str) -> None:
        self._execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))

    def _execute(self, statement: sql.Composed) -> None:
        with psycopg.connect(self.dsn("postgres"), autocommit=True) as connection:
            connection.execute(statement)


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def program(name: str) -> str:
    """The newest version's own program: Debian keeps initdb and postgres outside PATH."""
    versions = Path("/usr/lib/postgresql").glob(f"*/bin/{name}")
    newest = max(versions, key=lambda path: int(path.parts[-3]), default=None)
    found = str(newest) if newest else shutil.which(name)
    if not found:
        raise FileNotFoundError(f"{name} is not installed; bin/setup test installs PostgreSQL")
    return found


def as_postgres() -> list[str]:
    """The command's beginning: PostgreSQL refuses root, and must not outlive the tests even when they are killed."""
    command = ["setpriv", "--pdeathsig", "INT"]
    if os.geteuid() == 0:
        command += ["--reuid", "postgres", "--regid", "postgres", "--init-groups"]
    return command


def wait_until_ready(cluster: Cluster, server: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + 120
    while server.poll() is None and time.monotonic() < deadline:
        try:
            psycopg.connect(cluster.dsn("postgres"), connect_timeout=2).close()
        except psycopg.OperationalError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError(f"PostgreSQL did not start:\n{log.read_text()}")


@contextmanager
def cluster() -> Iterator[Cluster]:
    # Directly in /tmp: a socket's path has at most 107 bytes, and the user postgres must be able to reach it.
    folder = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))
    data, log, started = folder / "data", folder / "log", Cluster(free_port())
    server: subprocess.Popen[bytes] | None = None
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres", "postgres")
        subprocess.run(
            [*as_postgres(), program("initdb"), *INITDB, "-D", str(data)],
            cwd=folder,
            check=True,
            capture_output=True,
        )
        options = SETTINGS | {"port": str(started.port), "unix_socket_directories": str(folder)}
        with log.open("wb") as output:
            server = subprocess.Popen(
                [*as_postgres(), program("postgres"), "-D", str(data), *(f"--{k}={v}" for k, v in options.items())],
                cwd=folder,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,  # Ctrl-C is for the tests; they stop the server afterwards
            )
        wait_until_ready(started, server, log)
        yield started
    finally:
        if server is not None:
            stop(server)
        shutil.rmtree(folder, ignore_errors=True)


def stop(server: subprocess.Popen[bytes]) -> None:
    server.send_signal(signal.SIGINT)  # fast: ends open sessions instead of waiting for them
    try:
        server.wait(10)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()
