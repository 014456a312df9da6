"""Local accounts: the office makes a link, its person sets a password and signs in with it; guessing is slowed."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import insert, select

from app import create_app
from app.core import clock, events
from app.core.db import db, trace, write
from app.core.text import sha256
from app.people.accounts import operations
from app.people.accounts.models import Attempt, Credential, PasswordLink
from app.people.models import Function, Person, Post
from tests import build
from tests.browse import Browse, text_of

GOOD = "lampe sejlbåd torvet regn"
MAIL = "ida@example.dk"  # the stranger's


def link_for(people, person=None):
    return "/adgang/" + operations.invite(person or people.stranger, build.actor(people.consultant))


def set_password(browser, url, password=GOOD, again=None):
    return browser.submit(url, url, {"password": password, "again": password if again is None else again})


def sign_in(browser, email=MAIL, password=GOOD, **more):
    form = next(form for form in _forms(browser) if "email" in form.fields)
    return browser.send(form, {"email": email, "password": password, **more})


def _forms(browser):
    from tests.browse import forms

    return forms(browser.get("/log-ind"))


@pytest.fixture
def with_password(people, browse):
    assert set_password(browse(), link_for(people)).status_code == 303


def test_the_office_makes_a_link_that_is_shown_once_and_sets_a_password(browse, people):
    page = browse(people.consultant).submit(f"/personer/{people.stranger}", "/adgang", {})
    url = "/" + re.search(r'value="http://[^/"]+/([^"]+)"', page.text)[1]
    token = url.rpartition("/")[2]
    assert token not in text_of(browse(people.consultant).get(f"/personer/{people.stranger}"))
    visitor = browse()
    assert set_password(visitor, url).status_code == 303
    assert sign_in(visitor).status_code == 303
    assert "Ida Skovbjerg" in text_of(visitor.get("/"))
    kept = db.session.scalars(select(Credential)).one()
    assert kept.password.startswith("$argon2id$")
    assert [event.action for event in events.chain() if event.scope == "register"] == [
        "account.invited",
        "account.password_set",
    ]


@pytest.mark.both_databases
def test_only_a_hash_of_the_link_is_kept(people):
    token = link_for(people).rpartition("/")[2]
    link = db.session.scalars(select(PasswordLink)).one()
    assert token not in (link.token_sha256, link.purpose)


@pytest.mark.both_databases
def test_a_link_works_once_and_not_for_ever(browse, people):
    url = link_for(people)
    assert set_password(browse(), url).status_code == 303
    assert browse().get(url).status_code == 410
    other = link_for(people)
    with build.days_later(15):
        assert browse().get(other).status_code == 410
    for made_up in ("/adgang/x", "/adgang/" + "a" * 500):
        assert browse().get(made_up).status_code == 410


def test_a_newer_link_kills_the_one_before_it(browse, people):
    first, second = link_for(people), link_for(people)
    assert browse().get(first).status_code == 410
    assert browse().get(second).status_code == 200


def test_opening_a_link_uses_nothing_and_tells_its_address_to_nobody(browse, people):
    url = link_for(people)
    for _ in range(3):  # a scanner of mails
        page = browse().get(url)
        assert page.status_code == 200
        assert page.headers["Referrer-Policy"] == "no-referrer"
        assert page.headers["X-Robots-Tag"] == "noindex"
    assert set_password(browse(), url).status_code == 303


@pytest.mark.parametrize(
    ("password", "again", "sentence"),
    [
        ("", "", "Skriv en adgangskode"),
        ("kort", "kort", "Mindst 12 tegn"),
        ("aaaaaaaaaaaaaaaa", "aaaaaaaaaaaaaaaa", "Den er for nem at gætte"),
        ("adgangskode123", "adgangskode123", "Den er for nem at gætte"),
        ("SkovbjergIda1234", "SkovbjergIda1234", "Den er for nem at gætte"),
        (GOOD, "noget andet", "De to adgangskoder er ikke ens"),
        ("a" * 201, "a" * 201, "Skriv højst 200 tegn"),
    ],
)
def test_a_password_that_is_none_is_told_and_never_shown(browse, people, password, again, sentence):
    page = set_password(browse(), link_for(people), password, again)
    assert page.status_code == 422
    assert sentence in text_of(page)
    assert not password or password not in page.text
    assert "Du er Ida Skovbjerg og logger ind med ida@example.dk." in text_of(page)
    assert "Alt det, du har skrevet, er bevaret" not in text_of(page)
    assert db.session.scalars(select(Credential)).first() is None


def test_no_page_gives_a_password_back_not_even_that_of_a_form_that_is_too_old(browse, people):
    visitor, url = browse(), link_for(people)
    form = visitor.form(url, url)
    form.fields["csrf_token"] = ["gammel"]
    page = visitor.send(form, {"password": GOOD, "again": GOOD})
    assert page.status_code == 400
    assert GOOD not in page.text


def test_wrong_passwords_and_unknown_people_get_one_answer(browse, people, with_password):
    for email, password in ((MAIL, "noget helt andet"), ("ingen@example.dk", GOOD), ("hanne@example.dk", GOOD)):
        page = sign_in(browse(), email, password)
        assert page.status_code == 422
        assert "Mailadressen og adgangskoden passer ikke sammen" in text_of(page)
        assert GOOD not in page.text
        assert f'value="{email}"' in page.text


@pytest.mark.both_databases
def test_a_mail_address_is_known_in_any_letters(browse, people, with_password):
    assert sign_in(browse(), " IDA@Example.DK ").status_code == 303


@pytest.mark.both_databases
def test_guessing_is_slowed_for_an_address_whoever_guesses_and_the_right_one_waits_too(browse, people, with_password):
    for _ in range(operations.MOST_FOR_ONE):
        assert sign_in(browse(), password="forkert forkert").status_code == 422
    for password in ("forkert forkert", GOOD):
        page = sign_in(browse(), password=password)
        assert page.status_code == 429
        assert "Vent et kvarter" in text_of(page)
    assert sign_in(browse(), "rasmus@example.dk", "forkert forkert").status_code == 422  # another's is not shut
    with clock.standing_at(clock.now() + timedelta(minutes=16)):
        assert operations.sign_in(MAIL, GOOD, "127.0.0.1")


def tried(email, address):
    try:
        return operations.sign_in(email, "forkert forkert", address)
    except operations.TooMany:
        return "too many"


def test_guessing_many_addresses_from_one_place_is_slowed(people):
    with trace() as connection:
        noted = [{"key": sha256("from:192.0.2.7"), "at": clock.now()}] * operations.MOST_FROM_ONE
        connection.execute(insert(Attempt).values(noted))
    assert tried("en.helt.ny@example.dk", "192.0.2.7") == "too many"
    assert tried("en.helt.ny@example.dk", "192.0.2.8") is None


def test_behind_a_proxy_it_is_the_persons_own_address_that_counts(app, people):
    behind = create_app(replace(app.extensions["settings"], proxies=1))
    with trace() as connection:
        noted = [{"key": sha256("from:192.0.2.7"), "at": clock.now()}] * operations.MOST_FROM_ONE
        connection.execute(insert(Attempt).values(noted))
    for heard, told in (("192.0.2.7", 429), ("192.0.2.8", 422), ("192.0.2.7, 192.0.2.8", 422)):
        client = Browse(behind)
        client.client.environ_base["HTTP_X_FORWARDED_FOR"] = heard
        assert sign_in(client, "ukendt@example.dk").status_code == told
    with behind.app_context():
        db.engine.dispose()


@pytest.mark.both_databases
def test_guesses_made_at_once_are_counted_before_any_is_tried(app, people, with_password, monkeypatch):
    looked_at = []
    real = operations._verified

    def slowly(email, password):
        looked_at.append(password)
        if len(looked_at) < 20:
            tried(MAIL, "192.0.2.7")  # another comes while this one is looked at
        return real(email, password)

    monkeypatch.setattr(operations, "_verified", slowly)
    tried(MAIL, "192.0.2.7")
    assert len(looked_at) == operations.MOST_FOR_ONE


def test_who_goes_on_trying_does_not_wait_longer_for_it(people, with_password):
    for _ in range(operations.MOST_FOR_ONE):
        tried(MAIL, "192.0.2.7")
    with clock.standing_at(clock.now() + timedelta(minutes=10)):
        assert tried(MAIL, "192.0.2.7") == "too many"
    with clock.standing_at(clock.now() + timedelta(minutes=16)):
        assert operations.sign_in(MAIL, GOOD, "192.0.2.7")


@pytest.mark.both_databases
def test_who_signs_in_starts_anew_and_attempts_are_forgotten_after_a_day(browse, people, with_password):
    sign_in(browse(), password="forkert forkert")
    assert sign_in(browse()).status_code == 303
    assert not db.session.scalars(select(Attempt).where(Attempt.key == sha256(f"mail:{MAIL}"))).all()
    with clock.standing_at(clock.now() + timedelta(days=2)):
        tried("en@example.dk", "192.0.2.7")
    db.session.rollback()
    assert len(db.session.scalars(select(Attempt)).all()) == 2


def test_another_password_ends_every_session(browse, people, with_password):
    inside = browse()
    assert sign_in(inside).status_code == 303
    assert inside.get("/").status_code == 200
    assert set_password(browse(), link_for(people), "torvet regn lampe sejlbåd").status_code == 303
    assert inside.get("/").status_code == 302
    assert sign_in(browse()).status_code == 422
    assert sign_in(browse(), password="torvet regn lampe sejlbåd").status_code == 303


def test_a_closed_account_neither_signs_in_nor_sets_a_password(browse, people, with_password):
    url = link_for(people)
    with write() as session:
        session.get_one(Person, people.stranger).is_active = False
    assert browse().get(url).status_code == 410
    assert sign_in(browse()).status_code == 422
    assert browse(people.consultant).post(f"/personer/{people.stranger}/adgang").status_code == 409


@pytest.mark.both_databases
def test_only_who_keeps_the_register_makes_links(browse, people):
    for who in (people.school_head, people.chef_member, people.stranger):
        assert browse(who).post(f"/personer/{people.stranger}/adgang").status_code == 403
    assert browse(people.consultant).post(f"/personer/{2**40}/adgang").status_code == 404


def test_the_way_back_leads_nowhere_else(browse, people, with_password):
    assert sign_in(browse(), next="/netvaerk").location == "/netvaerk"
    assert sign_in(browse(), next="https://example.org/").location == "/"


def test_outside_a_demo_nobody_is_chosen_from_a_list(app, people, with_password):
    from dataclasses import replace

    app.extensions["settings"] = replace(app.extensions["settings"], demo=False)
    visitor = Browse(app)
    assert "Rasmus Toft" not in visitor.get("/log-ind").text
    assert visitor.post("/log-ind", {"person": people.consultant}).status_code == 404
    assert sign_in(visitor).status_code == 303


def test_the_first_administrator_comes_from_the_terminal(app, browse, people):
    run = app.test_cli_runner().invoke
    made = run(args=["create-admin", "Asta Holm", "Asta@Example.dk"])
    assert made.exit_code == 0, made.output
    url = "/adgang/" + made.output.strip().rpartition("/")[2]
    visitor = browse()
    assert set_password(visitor, url).status_code == 303
    assert sign_in(visitor, "asta@example.dk").status_code == 303
    assert visitor.get("/personer").status_code == 200
    assert run(args=["create-admin", "Asta Holm", "asta@example.dk"]).exit_code == 0  # another link, one person
    assert run(args=["create-admin", "Asta Holm", "ingen mail"]).exit_code == 1
    db.session.rollback()
    posts = db.session.scalars(select(Post).where(Post.function == Function.ADMINISTRATOR)).all()
    assert len(posts) == 1
