"""An approval that waits is told at once: one mail a text and person, again only when a new version is sent."""

import re
from urllib.parse import urlsplit

import pytest

from app.core import clock
from app.core.db import db, write
from app.mails.models import Mail
from app.people.models import Function, Person
from app.people.register import operations as register
from tests import build
from tests.browse import forms
from tests.mails.conftest import on
from tests.people.deputising import approve, away
from tests.support.mailserver import part


@pytest.mark.both_databases
def test_an_approval_that_waits_is_one_mail_with_the_way_to_the_text(mails, people, phase_at, work):
    number = phase_at("sent")
    work()
    assert sorted(mails.to) == ["birgitte@example.dk", "hanne@example.dk", "jens@example.dk"]
    letter = mails.letters[mails.to.index("birgitte@example.dk")]
    assert letter["Subject"] == "Godkend fase 1: Elever med højt fravær"
    for kind in ("plain", "html"):
        words = part(letter, kind)
        assert f"/dokumenter/{number}" in words
        assert "Rasmus Toft har sendt den" in words
        assert "Hej Birgitte" in words
        assert "fordi du er blevet bedt om at godkende" in words
        assert build.ANSWERS["background"] not in words
    assert {mail.state for mail in db.session.query(Mail)} == {"sent"}
    work()
    assert len(mails.letters) == 3


def test_the_same_text_sent_again_is_not_told_again_but_a_new_version_is(mails, people, phase_at, work):
    number, office = phase_at("sent"), build.actor(people.consultant)
    work()
    build.operations.recall(number, office)
    build.send(number, office)
    work()
    assert len(mails.letters) == 3
    build.operations.recall(number, office)
    build.save(number, office, {"extent": "Cirka otte måneder."}, build._bases(number))
    build.send(number, office)
    work()
    assert len(mails.letters) == 6


def test_nobody_is_written_to_about_what_is_done_when_the_mail_is_made(mails, people, phase_at, work):
    number = phase_at("sent")
    approve(number, people.school_head)
    work()
    assert "birgitte@example.dk" not in mails.to
    assert len(mails.letters) == 2


def test_a_mail_that_was_overtaken_before_it_was_sent_is_not_sent(mails, people, phase_at, work):
    mails.answers += ["451 Senere"] * 3
    number = phase_at("sent")
    work()
    approve(number, people.school_head)
    with on(hours=1):
        work()
    assert "birgitte@example.dk" not in mails.to
    assert of(people.school_head).state == "overtaken"


def test_what_one_sent_oneself_is_not_told_to_oneself(mails, people, frame_at, work):
    frame_at("sent")
    work()
    assert mails.to.count("karen@example.dk") == 0  # the leader sent it, and is asked as well
    assert "hanne@example.dk" in mails.to


def test_nobody_without_an_address_or_an_account_is_written_to_and_the_step_is_done(mails, people, phase_at, work):
    with write() as session:
        session.get_one(Person, people.school_head).email = None
        session.get_one(Person, people.family_head).is_active = False
    number = phase_at("sent")
    work()
    assert mails.to == ["hanne@example.dk"]
    assert build.document(number).state == "sent"


def test_a_deputy_is_told_when_the_text_comes_and_when_they_become_deputy(mails, people, phase_at, work):
    phase_at("sent")
    work()
    assert "ida@example.dk" not in mails.to
    away(people, people.stranger)
    work()
    assert mails.to[-1] == "ida@example.dk"
    letter = mails.letters[-1]
    assert letter["Subject"] == "Godkend fase 1 p.v. Birgitte Holmskov: Elever med højt fravær"
    assert "fordi du godkender p.v. Birgitte Holmskov" in part(letter, "plain")
    phase_at("sent", title="En til")
    work()
    assert mails.to.count("ida@example.dk") == 2


def test_who_takes_over_a_post_is_told_what_waits_for_it(mails, people, departments, phase_at, work):
    phase_at("sent")
    work()
    office = build.actor(people.consultant)
    register.add_post(
        people.stranger, office, Function.AFDELINGSCHEF, departments.school, clock.today(), None, is_acting=True
    )
    work()
    assert mails.to[-1] == "ida@example.dk"


def test_titles_and_names_are_escaped_and_make_no_headers(mails, people, departments, work):
    number = build.network_at("sent", people, departments, title="<b>Fed</b> & æøå")
    with write() as session:
        session.get_one(Person, people.director).name = 'Hanne\r\nBcc: alle@example.dk "<x>"'
        build.document(number)
    with write() as session:
        found = session.query(build.Document).filter_by(number=number).one()
        found.network.title = "<b>Fed</b>\r\nBcc: alle@example.dk"
    work()
    letter = mails.letters[mails.to.index("hanne@example.dk")]
    assert letter["Bcc"] is None
    assert letter["Subject"] == "Godkend fase 1: <b>Fed</b> Bcc: alle@example.dk"
    assert "&lt;b&gt;Fed&lt;/b&gt;" in part(letter, "html")
    assert "<b>Fed" not in part(letter, "html")
    assert mails.to == ["hanne@example.dk", *mails.to[1:]]
    assert len(mails.to) == 3


def test_the_headers_say_that_nobody_wrote_it_by_hand(mails, phase_at, work):
    phase_at("sent")
    work()
    letter = mails.letters[0]
    assert letter["Auto-Submitted"] == "auto-generated"
    assert letter["List-Id"].startswith("Netvaerk <netvaerk.")
    assert letter["Date"].datetime == clock.now().replace(microsecond=0)
    assert len({each["Message-ID"] for each in mails.letters}) == 3
    assert letter.get_content_type() == "multipart/alternative"
    assert letter["From"].addresses[0].addr_spec == "netvaerk@example.dk"


def test_the_link_leads_through_signing_in_to_the_text(mails, browse, people, phase_at, work):
    number = phase_at("sent")
    work()
    words = part(mails.letters[mails.to.index("birgitte@example.dk")], "plain")
    (address,) = re.findall(rf"http\S+/dokumenter/{number}", words)
    path = urlsplit(address).path
    browser = browse()
    asked = browser.get(path)
    assert asked.status_code == 302
    form = next(one for one in forms(browser.get(asked.location)) if "person" in one.fields or one.fields.get("next"))
    answer = browser.send(form, {"person": people.school_head})
    assert (answer.status_code, answer.location) == (303, path)
    assert browser.get(path).status_code == 200
    assert browser.get(asked.location).location == path  # signed in already: straight to it


def of(person_id):
    db.session.rollback()
    return db.session.query(Mail).filter_by(person_id=person_id).one()
