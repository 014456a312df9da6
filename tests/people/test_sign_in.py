"""Signing in and out: the demo's way in, sessions on the server, and no way in outside a demo."""

from dataclasses import astuple, replace

import pytest

from app import create_app
from app.core.db import db, write
from app.people.models import BrowserSession, Person
from tests.browse import Browse, forms, text_of

pytestmark = pytest.mark.both_databases


def cookie(browser):
    return browser.client.get_cookie("netvaerk").value


def test_the_demo_offers_one_button_a_person(browse, people):
    page = browse().get("/log-ind")
    assert page.text.count("data-demo-person=") == len(astuple(people)) - 1
    assert f'data-demo-person="{people.external}"' not in page.text  # has no account
    assert f'data-demo-person="{people.director}"' in page.text
    assert "Afdelingschef for Børn og Familie" in text_of(page)


def test_who_signs_in_lands_on_what_waits_for_them(browse, people, phase_at):
    phase_at("sent")
    page = text_of(browse(people.school_head).get("/"))
    assert "Én ting, Birgitte." in page
    assert "Godkend fase 1" in page
    assert "Rasmus Toft har sendt den og venter på dig." in page


def test_signing_in_leads_back_to_the_page_that_was_asked_for(browse, people, phase_at):
    number = phase_at("sent")
    browser = browse()
    asked = browser.client.get(f"/dokumenter/{number}")
    form = next(
        form for form in forms(browser.get(asked.location)) if form.fields.get("person") == [str(people.school_head)]
    )
    assert browser.send(form).location == f"/dokumenter/{number}"


@pytest.mark.parametrize(
    "next_",
    ["https://example.com/", "//example.com", "/\\example.com", "javascript:alert(1)", "/\t/example.com", "/a\\b"],
)
def test_signing_in_never_leads_to_another_site(browse, people, next_):
    browser = browse()
    token = forms(browser.get("/log-ind"))[0].fields["csrf_token"]
    answer = browser.client.post("/log-ind", data={"csrf_token": token, "person": people.director, "next": next_})
    assert answer.location == "/"


def test_signing_in_takes_a_new_token_and_signing_out_ends_it_for_every_copy(browse, people):
    browser = browse()
    browser.get("/log-ind")
    before = cookie(browser)
    browser.sign_in(people.director)
    after = cookie(browser)
    assert before != after
    copy = browse()
    copy.client.set_cookie("netvaerk", after)
    assert copy.get("/").status_code == 200
    browser.submit("/", "/log-ud")
    assert copy.client.get("/").status_code == 302
    tokens = [row.token_sha256 for row in db.session.query(BrowserSession)]
    assert after not in tokens


def test_the_cookie_s_token_is_not_in_the_database(browse, people):
    browser = browse(people.director)
    assert all(cookie(browser) not in str(vars(row)) for row in db.session.query(BrowserSession))


def test_a_page_that_is_only_read_writes_no_session(browse, people):
    browser = browse(people.director)
    browser.get("/")
    seen = db.session.query(BrowserSession.seen_at).order_by(BrowserSession.seen_at).all()
    db.session.rollback()
    browser.get("/netvaerk")
    assert db.session.query(BrowserSession.seen_at).order_by(BrowserSession.seen_at).all() == seen


def test_an_unknown_or_closed_person_is_not_let_in(browse, people):
    with write() as session:
        session.get_one(Person, people.stranger).is_active = False
    browser = browse()
    token = forms(browser.get("/log-ind"))[0].fields["csrf_token"]
    for person in ("999", "abc", "", "9" * 30, str(people.stranger)):
        answer = browser.client.post("/log-ind", data={"csrf_token": token, "person": person})
        assert answer.location == "/log-ind"
        assert browser.client.get("/").status_code == 302


def test_outside_a_demo_nobody_is_offered_and_nobody_gets_in(app, people):
    real = create_app(replace(app.extensions["settings"], demo=False))
    browser = Browse(real)
    page = browser.get("/log-ind")
    assert "data-demo-person" not in page.text
    assert browser.post("/log-ind", {"person": people.director}).status_code == 404
    assert browser.client.get("/").status_code == 302
    with real.app_context():
        db.engine.dispose()
