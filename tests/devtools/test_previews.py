"""`make dev` shows every mail; the site itself has no such pages."""

import pytest

from app import create_app, serve
from app.devtools import previews
from app.mails.said import KINDS
from tests.browse import Browse


@pytest.fixture
def dev(installation, app, monkeypatch):
    monkeypatch.setattr(previews, "create_app", lambda: create_app(installation.settings))
    return Browse(previews.create_dev_app())


def test_every_mail_can_be_looked_at_as_text_and_as_page(dev):
    page = dev.get("/dev/mails").text
    for kind in KINDS:
        for form in ("html", "txt"):
            address = f"/dev/mails/{kind}.{form}"
            assert address in page
            shown = dev.client.get(address)
            assert shown.status_code == 200
            assert "Elever med højt fravær" in shown.text
    assert dev.get("/dev/mails/findes-ikke.html").status_code == 404


def test_nothing_but_make_dev_serves_them(app, browse, monkeypatch):
    assert browse().get("/dev/mails").status_code == 404
    monkeypatch.setattr("sys.argv", ["serve"])
    settings = app.extensions["settings"]
    assert "previews" not in " ".join(serve._web_command(settings))
    monkeypatch.setattr("sys.argv", ["serve", "--reload"])
    assert serve._web_command(settings)[-1] == "app.devtools.previews:create_dev_app()"
