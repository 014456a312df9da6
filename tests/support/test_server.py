import signal
import urllib.request

import pytest

import docgen
from tests.support.postgres import cluster
from tests.support.server import live_server
from tests.support.visitor import Visitor


def test_the_site_starts_answers_and_stops_with_all_its_processes() -> None:
    with live_server({"NETVAERK_DEMO": "0"}) as server:
        with urllib.request.urlopen(f"{server.url}/livz", timeout=10) as answer:
            assert answer.status == 200
        assert len(server.processes()) > 2, "web server, job worker and what they started"
    assert server.processes() == []
    assert server.process.returncode == 0, server


def test_a_killed_site_leaves_nothing_running_and_its_data_in_place() -> None:
    with live_server({"NETVAERK_DEMO": "0"}) as server:
        server.kill9()
        assert server.processes() == []
        assert server.process.returncode == -signal.SIGKILL
        assert any(server.instance.iterdir())


def test_a_site_that_does_not_start_shows_its_log(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(RuntimeError, match="did not answer"), live_server({"NETVAERK_DATABASE_URL": "nonsense://"}):
        pass
    assert "Traceback" in capsys.readouterr().out


def test_the_same_site_runs_on_postgresql_and_prints() -> None:
    with (
        cluster() as server,
        live_server({"NETVAERK_DATABASE_URL": server.create_database("site"), "NETVAERK_DEMO": "1"}) as site,
    ):
        visitor = Visitor(site.url, "Rasmus Toft Lind")
        assert "ting, Rasmus." in visitor.get("/")
        fetched = (visitor.fetch("/dokumenter/NK-2026-001-1/pdf") for _ in range(10))
        pdf = next(content for content in fetched if content.startswith(b"%PDF"))
        assert docgen.check(pdf) == []
        assert not list(site.instance.glob("*.db"))
