"""R17: opening a personal link does nothing and one that does not work tells nothing; nobody else learns of it."""

import json
import re
from datetime import timedelta

import pytest
import structlog
from flask import request
from sqlalchemy import MetaData, select

from app.core import clock, events, logs
from app.core.db import db
from app.core.text import sha256
from app.documents.consents import Consent
from app.documents.joint import links
from app.documents.joint import operations as joint
from app.networks.people.operations import end_role
from tests import build
from tests.browse import text_of
from tests.documents.invitations import fields, gone, make, outsider

pytestmark = pytest.mark.both_databases


def test_a_scanner_that_opens_the_link_reads_nothing_and_changes_nothing(browse, people, invited):
    number, token = invited
    scanner = browse()
    seq = events.head()
    for _ in range(3):
        page = scanner.get(f"/link/{token}")
        assert page.status_code == 200
        words = text_of(page)
        for secret in (build.CHARTER["goal"], "Sofie", "Karen", "Elever med højt fravær", number):
            assert secret not in words
        assert scanner.client.head(f"/link/{token}").status_code == 200
        assert scanner.client.get(f"/link/{token}/svar").status_code == 405
        assert "Set-Cookie" not in page.headers
    db.session.rollback()
    assert events.head() == seq
    assert outsider(number).consent is None
    assert browse().post(f"/link/{token}").status_code == 200  # the link is not used up


def test_the_address_is_told_to_nobody(browse, invited):
    _number, token = invited
    for url in (f"/link/{token}", "/link/noget-andet"):
        answer = browse().get(url)
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert "no-store" in answer.headers["Cache-Control"]
        assert "noindex" in answer.headers["X-Robots-Tag"]


def test_every_link_that_does_not_work_gets_one_and_the_same_answer(browse, people, charter_at):
    """Expired, called back, replaced by a new one, of an older text, of somebody who left, or made up."""
    with clock.standing_at(clock.now() - timedelta(days=16)):
        number = charter_at("agreed")
        expired = make(number, people)
    leader, party = build.actor(people.leader), outsider(number)
    said = {"made up": gone(browse().get("/link/" + "x" * 43)), "short": gone(browse().get("/link/a"))}
    said["expired"] = gone(browse().get(f"/link/{expired}"))

    replaced = make(number, people)
    make(number, people)
    said["replaced"] = gone(browse().get(f"/link/{replaced}"))

    revoked = make(number, people)
    links.revoke(number, leader, party.id)
    said["revoked"] = gone(browse().get(f"/link/{revoked}"))

    left = make(number, people)
    network = build.document(number).network
    post = next(post for post in joint.taking_part(network) if post.person_id == party.person_id)
    end_role(network.number, leader, post.id)
    said["left"] = gone(browse().get(f"/link/{left}"))
    assert {code for code, _text in said.values()} == {404}
    assert len({text for _code, text in said.values()}) == 1, said
    assert "Linket virker ikke længere" in said["left"][1]
    for token in (expired, replaced, revoked, left, "x" * 43):
        for address in (f"/link/{token}", f"/link/{token}/svar"):
            assert browse().post(address, fields(token, number)).status_code == 404
    assert db.session.query(Consent).filter_by(method="link").count() == 0


def test_the_link_opens_its_one_purpose_and_nothing_else(browse, people, invited):
    number, token = invited
    browser = browse()
    browser.post(f"/link/{token}")
    for address in (f"/dokumenter/{number}", f"/dokumenter/{number}/svar", f"/dokumenter/{number}/pdf", "/"):
        assert browser.client.get(address).status_code == 302  # to sign in


def test_the_database_holds_the_hash_and_never_the_token(browse, people, invited):
    number, token = invited
    browser = browse(people.leader)
    made = browser.submit(f"/dokumenter/{number}/invitation", f"/invitation/{outsider(number).id}")
    shown = re.search(r"/link/([\w-]{43})", made.text)[1]
    browser.get(f"/dokumenter/{number}/invitation")
    browse().post(f"/link/{shown}/svar", fields(shown, number))
    db.session.rollback()
    tables = MetaData()
    tables.reflect(db.engine)
    with db.engine.connect() as connection:
        held = {
            table.name: json.dumps([[str(cell) for cell in row] for row in connection.execute(select(table))])
            for table in tables.sorted_tables
        }
    for secret in (token, shown):
        assert [name for name, content in held.items() if secret in content] == []
        assert sha256(secret) in held["personal_link"]


def test_no_log_line_carries_the_token(browse, people, invited, monkeypatch, app):
    _number, token = invited
    captured = []
    monkeypatch.setattr("sqlalchemy.orm.Session.scalar", broken)
    structlog.configure(
        processors=[
            structlog.processors.format_exc_info,
            logs.without_tokens,
            lambda _l, _m, event: kept(captured, event),
        ]
    )
    try:
        answer = browse().client.get(f"/link/{token}")
    finally:
        logs.init_app(app)
    assert answer.status_code == 500
    assert captured
    assert token not in str(captured)
    assert captured[0]["path"] == "/link/…"


def broken(*_args):
    raise RuntimeError(f"the address {request.path}/svar cannot be read")


def kept(captured, event):
    captured.append(dict(event))
    raise structlog.DropEvent


def test_a_link_over_https_needs_no_referrer(invited, app):
    """No referrer is ever sent from these pages, which the check of other forms asks for over HTTPS."""
    number, token = invited
    client = app.test_client()
    sent = fields(token, number)
    answer = client.post(f"/link/{token}/svar", data=sent, base_url="https://localhost")
    assert answer.status_code == 303
