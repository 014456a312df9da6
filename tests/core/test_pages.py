"""What holds for every page: shut by default, safe headers, Danish errors with the right status."""

import re

import pytest
from flask import Blueprint
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, OperationalError

from app import FREE_STANDING, POLICIES, create_app
from app.core import pages, static
from app.core.db import db, write
from app.core.jobs import Job
from tests.browse import text_of


def test_a_view_that_names_no_action_and_is_not_public_stops_the_start(app):
    app = create_app(app.extensions["settings"])  # one that can be spoilt
    forgotten = Blueprint("forgotten", __name__)

    @forgotten.get("/glemt")
    def view():
        return ""

    known = [*FREE_STANDING, *(name for policy in POLICIES for name in policy.actions)]
    pages.refuse_unmarked_views(app, known)
    app.view_functions["forgotten.view"] = view
    with pytest.raises(RuntimeError, match=r"forgotten\.view"):
        pages.refuse_unmarked_views(app, known)
    app.view_functions["forgotten.view"] = pages.does("network.raed")(view)
    with pytest.raises(RuntimeError, match=r"forgotten\.view"):
        pages.refuse_unmarked_views(app, known)


def test_every_address_is_danish_ascii_in_kebab_case(app):
    for rule in app.url_map.iter_rules():
        fixed = re.sub(r"<\w+(\([\w=]*\))?:\w+>", "", rule.rule)
        assert re.fullmatch(r"[a-z/-]*(-[0-9]+)?", fixed), rule.rule
        assert "<" not in fixed, f"{rule.rule}: every parameter has a type"


def test_pages_are_never_cached_and_carry_safe_headers(browse, people):
    headers = browse(people.director).get("/").headers
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "unsafe" not in headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    "path",
    [
        "/findes-ikke",
        "/netvaerk/2026-999",
        "/dokumenter/NK-2099-001-1",
        "/dokumenter/%00",
        "/netvaerk/%00x",
        "/tjek/abc",
    ],
)
def test_an_unknown_number_or_address_is_a_danish_404(browse, people, path):
    answer = browse(people.director).get(path)
    assert answer.status_code == 404
    assert ("Prøv igen" if path.startswith("/tjek") else "Gå til forsiden") in text_of(answer)


def test_the_wrong_method_is_a_danish_405(browse, people, phase_at):
    answer = browse(people.director).get(f"/dokumenter/{phase_at('sent')}/godkend")
    assert answer.status_code == 405
    assert "POST" in answer.headers["Allow"]
    assert "Siden kan ikke bruges på den måde" in text_of(answer)


@pytest.mark.parametrize(
    "told",
    [
        "http://[",
        "http://evil.example//evil.example/x",
        "http://localhost//evil.example/x",
        "http://evil.example/x",
        "/\\evil.example",
    ],
)
@pytest.mark.parametrize("address", ["/log-ind", "/dokumenter/NK-2026-001-1/ret"])
def test_a_page_that_claims_to_be_where_a_request_came_from_is_led_back_to_only_when_it_is_ours(browse, address, told):
    browser = browse()
    answer = browser._inspected(browser._alone(browser.client.post, address, headers={"Referer": told}), address)
    assert answer.status_code in (400, 401)
    assert "evil.example" not in answer.text


def test_a_form_that_was_open_too_long_leads_back_to_its_own_page(browse):
    browser = browse()
    answer = browser._alone(browser.client.post, "/log-ind", headers={"Referer": "http://localhost/tjek"})
    assert answer.status_code == 400
    assert 'href="/tjek"' in answer.text


def test_a_body_too_large_is_a_danish_413(browse, people, phase_at):
    answer = browse(people.consultant).submit(
        f"/dokumenter/{phase_at('draft')}/ret", "/ret", {"purpose": "x" * 3_000_000}
    )
    assert answer.status_code == 413
    assert "Det fylder for meget" in text_of(answer)
    assert "Der kan højst sendes 2 MB ad gangen" in text_of(answer)
    assert "Gå til forsiden" in text_of(answer)  # it does not say where it came from


@pytest.mark.parametrize(
    ("page", "limit", "came_from", "leads_to"),
    [
        ("/dokumenter/{number}/papir", 30, "http://localhost/dokumenter/{number}/papir", "/dokumenter/{number}/papir"),
        ("/tjek", 60, "http://localhost/tjek", "/tjek"),
        ("/tjek", 60, "https://evil.example/tjek", "/"),
    ],
)
def test_a_file_too_large_names_the_limit_and_leads_back(browse, people, phase_at, page, limit, came_from, leads_to):
    number = phase_at("sent")
    page, came_from, leads_to = (part.format(number=number) for part in (page, came_from, leads_to))
    browser = browse(people.consultant)
    assert f"højst {limit} MB" in text_of(browser.get(page))
    heavy = {"content_type": "multipart/form-data; boundary=x", "headers": {"Referer": came_from}}
    answer = browser._inspected(
        browser._alone(browser.client.post, page, data=b" " * ((limit + 1) * 1024 * 1024 + 1), **heavy), page
    )
    assert answer.status_code == 413
    assert f"Der kan højst sendes {limit} MB ad gangen" in text_of(answer)
    assert f'href="{leads_to}"' in answer.text.partition('id="fejlbesked"')[2].partition("</main>")[0]


def test_another_host_s_name_is_refused(app):
    assert app.test_client().get("/log-ind", headers={"Host": "ond.example"}).status_code == 400


def test_an_error_of_our_own_is_a_danish_500_that_keeps_what_was_typed(browse, people, phase_at):
    number = phase_at("draft")
    browser = browse(people.consultant)
    form = browser.form(f"/dokumenter/{number}/ret", "/ret")
    with write() as session:
        session.execute(text("UPDATE document SET kind = 'ukendt'"))
    answer = browser._alone(browser.client.post, form.action, data={**form.fields, "strategy": "Må ikke gå tabt"})
    assert answer.status_code == 500
    assert "Der skete en fejl hos os" in text_of(answer)
    assert "Må ikke gå tabt" in answer.text
    assert "KeyError" not in answer.text


def test_a_form_that_saves_in_place_gets_the_message_and_keeps_its_page(browse, people, phase_at):
    browser = browse(people.consultant)
    form = browser.form(f"/dokumenter/{phase_at('draft')}/ret", "/ret")
    form.fields["csrf_token"] = ["gammel"]
    answer = browser._alone(browser.client.post, form.action, data=form.fields, headers={"HX-Request": "true"})
    assert answer.status_code == 400
    assert answer.headers["HX-Retarget"] == "#beskeder"
    assert "Siden blev åbnet for længe siden" in answer.text


def test_static_files_are_cached_for_ever_under_an_address_that_follows_their_content(app):
    with app.test_request_context():
        address = app.jinja_env.globals["asset"]("css/brand.css")
        with pytest.raises(FileNotFoundError):
            app.jinja_env.globals["asset"]("css/findes-ikke.css")
    with app.test_client().get(address) as answer:
        assert answer.status_code == 200
        assert "immutable" in answer.headers["Cache-Control"]
    assert static._digest() in address


def test_the_site_says_that_it_lives_and_is_ready_and_what_waits(app, phase_at):
    phase_at("agreed")
    client = app.test_client()
    assert client.get("/livz").json == {"status": "ok"}
    assert client.get("/readyz").json == {"status": "ok"}
    waiting = db.session.query(Job).count()
    assert waiting > 0
    assert f"netvaerk_jobs_waiting {waiting}.0" in client.get("/metrics").text
    assert client.get("/metrics", headers={"X-Forwarded-For": "10.0.0.1"}).status_code == 404
    assert client.get("/metrics", environ_base={"REMOTE_ADDR": "10.0.0.1"}).status_code == 404


def test_when_the_database_is_away_the_page_says_so(app, browse, people, monkeypatch):
    browser = browse(people.director)

    def away(*args, **kwargs):
        raise OperationalError("SELECT", {}, Exception("væk"))

    monkeypatch.setattr("sqlalchemy.orm.Session.execute", away)
    monkeypatch.setattr("sqlalchemy.orm.Session.scalars", away)
    answer = browser._alone(browser.client.get, "/tjek/2222-3333-4444")
    monkeypatch.undo()
    assert answer.status_code in (200, 503)
    assert browser._alone(browser.client.get, "/livz").status_code == 200


def test_a_database_error_is_logged_without_what_people_wrote(app):
    with pytest.raises(IntegrityError) as failed, write() as session:
        session.execute(text("INSERT INTO number_series (series, last) VALUES (:words, NULL)"), {"words": "HEMMELIGT"})
    assert "HEMMELIGT" not in str(failed.value)


def test_a_write_within_a_write_is_refused(app):
    with pytest.raises(RuntimeError, match="within a write"), write(), write():
        pass


def test_a_page_gives_back_no_more_fields_than_a_form_has(browse):
    page = browse().post("/log-ind", {"csrf_token": "gammel", **{f"felt{n}": "x" for n in range(3000)}})
    assert page.status_code == 400
    assert 0 < page.text.count('id="kept-') <= 1000
