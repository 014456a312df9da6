"""R17: who has no account answers by a personal link. Opening it does nothing; one that does not work tells nothing."""

import re
from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest
from werkzeug.exceptions import NotFound

from app.core import clock, events
from app.core.db import db
from app.documents import integrity
from app.documents.consents import Consent, PersonalLink
from app.documents.joint import links
from tests import build
from tests.browse import forms, text_of
from tests.documents.invitations import fields, make, outsider
from tests.faults.test_races import at_once


@pytest.mark.both_databases
def test_the_leader_makes_a_link_that_is_shown_once(browse, people, charter_at):
    number = charter_at("agreed")
    browser = browse(people.leader)
    page = f"/dokumenter/{number}/invitation"
    form = browser.form(page, f"/invitation/{outsider(number).id}")
    made = browser.send(form)
    assert made.status_code == 200
    assert "no-store" in made.headers["Cache-Control"]
    address = re.search(r'value="(http[^"]+/link/([\w-]+))"', made.text)
    assert len(address[2]) == 43  # 256 bits
    until = clock.today() + timedelta(days=14)
    assert f"til og med {until.day}." in text_of(made)
    again = browser.send(form)  # a reload
    assert again.status_code == 303
    shown = browser.get(again.location)
    assert "det vises kun én gang" in text_of(shown)
    assert address[2] not in shown.text
    db.session.rollback()
    assert db.session.query(PersonalLink).count() == 1
    assert browse().get(f"/link/{address[2]}").status_code == 200


def test_those_without_an_account_get_links_and_the_others_their_front_page(browse, people, charter_at):
    number = charter_at("agreed")
    browser = browse(people.leader)
    page = browser.get(f"/dokumenter/{number}/invitation")
    making = [form for form in forms(page) if "seen" in form.fields]
    assert len(making) == 1
    assert "Zenia Holmegaard" in text_of(page).split("Har en konto, men har ikke svaret")[1]
    version = build.document(number).in_force
    account = next(party for party in version.parties if party.person_id == people.other_participant)
    assert browser.post(f"/dokumenter/{number}/invitation/{account.id}", {"seen": 0}).status_code == 404


@pytest.mark.both_databases
def test_only_the_drafters_make_and_call_back_links(browse, people, charter_at):
    number = charter_at("agreed")
    party = outsider(number).id
    for who, code in ((people.director, 403), (people.participant, 403), (people.stranger, 404)):
        browser = browse(who)
        assert browser.get(f"/dokumenter/{number}/invitation").status_code == code
        assert browser.post(f"/dokumenter/{number}/invitation/{party}", {"seen": 0}).status_code == code
        assert browser.post(f"/dokumenter/{number}/invitation/{party}/tilbagekald").status_code == code
    assert db.session.query(PersonalLink).count() == 0


@pytest.mark.both_databases
def test_the_person_reads_the_text_and_confirms(browse, people, invited):
    number, token = invited
    browser = browse()
    page = browser.submit(f"/link/{token}", f"/link/{token}")
    assert build.CHARTER["goal"] in text_of(page)
    assert "Du svarer som Sofie Brandt." in text_of(page)
    answered = browser.send(next(form for form in forms(page) if "reason" not in form.fields))
    assert answered.status_code == 303
    thanks = browser.get(answered.location)
    assert "Tak for dit svar" in text_of(thanks)
    assert "Sofie" not in text_of(thanks)
    consent = outsider(number).consent
    assert (consent.decision, consent.method) == ("approve", "link")
    assert consent.person_id == outsider(number).person_id
    assert consent.recorded_by_id is None
    assert integrity.first_break() is None
    assert events.first_break() is None


def test_the_person_proposes_a_change_and_a_proposal_needs_words(browse, people, invited):
    number, token = invited
    browser = browse()
    answered = browser.post(f"/link/{token}/svar", fields(token, number, propose="1", reason=" "))
    assert answered.status_code == 422
    assert "Skriv, hvad der skal være anderledes" in text_of(answered)
    answered = browser.post(f"/link/{token}/svar", fields(token, number, propose="1", reason="Skriv »naboer«."))
    assert answered.status_code == 303
    assert (outsider(number).consent.decision, outsider(number).consent.reason) == ("propose", "Skriv »naboer«.")
    assert "Skriv »naboer«." in text_of(browse(people.leader).get(f"/dokumenter/{number}/svar"))


@pytest.mark.both_databases
def test_an_answer_given_twice_says_so_and_can_be_changed(browse, people, invited):
    number, token = invited
    browser = browse()
    for _ in range(2):
        assert browser.post(f"/link/{token}/svar", fields(token, number)).status_code == 303
    assert db.session.query(Consent).filter_by(method="link").count() == 1
    page = browser.post(f"/link/{token}", {"csrf_token": token})
    assert "Du har svaret." in text_of(page)
    assert "Bekræftet med personligt link" in text_of(page)
    browser.post(f"/link/{token}/svar", fields(token, number, propose="1", reason="Nej, vent."))
    assert [consent.decision for consent in outsider(number).consents] == ["approve", "propose"]


def test_a_link_dies_with_the_text_it_was_made_for_and_what_was_typed_is_given_back(browse, people, invited):
    number, token = invited
    build.operations.change(number, build.actor(people.leader))
    assert browse().get(f"/link/{token}").status_code == 200  # the text is in force until another is agreed on
    sent = fields(token, number, propose="1", reason="Mine gode ord.")
    stored = {answer.key: answer for answer in build.document(number).answers}["goal"]
    base = {"goal": build.texts.base(stored.value, stored.version)}
    build.save(number, build.actor(people.leader), {"goal": "Et nyt mål."}, base)
    build.agree_jointly(number, build.actor(people.leader), [people.participant])
    answered = browse().post(f"/link/{token}/svar", sent)
    assert answered.status_code == 404
    assert "Mine gode ord." in answered.text
    assert browse().post(f"/link/{token}").status_code == 404


def test_a_link_works_on_its_last_day_and_not_the_day_after(browse, people, charter_at):
    with clock.standing_at(clock.now() - timedelta(days=14)):
        last_day = make(charter_at("agreed"), people)
    assert browse().get(f"/link/{last_day}").status_code == 200
    with clock.standing_at(clock.now() - timedelta(days=15)):
        too_old = make(charter_at("agreed", title="Et andet"), people)
    assert browse().get(f"/link/{too_old}").status_code == 404


def test_the_link_answers_for_its_person_whoever_opens_it(browse, people, invited):
    """Somebody signed in sees what anybody with the link sees, and gives no answer of their own by it."""
    number, token = invited
    browser = browse(people.other_participant)
    assert "Du svarer som Sofie Brandt." in text_of(browser.post(f"/link/{token}"))
    browser.post(f"/link/{token}/svar", fields(token, number))
    own = next(p for p in build.document(number).in_force.parties if p.person_id == people.other_participant)
    assert own.consent is None
    assert outsider(number).has_approved


def test_a_text_that_the_link_is_not_for_is_not_answered(browse, people, invited, charter_at):
    number, token = invited
    other = charter_at("agreed", title="Et andet")
    assert browse().post(f"/link/{token}/svar", {**fields(token, number), "sha256": "f" * 64}).status_code == 404
    assert browse().post(f"/link/{token}/svar", fields(token, other)).status_code == 404
    assert db.session.query(Consent).filter_by(method="link").count() == 0


def test_the_history_tells_of_links_and_answers(browse, people, invited):
    number, token = invited
    browse().post(f"/link/{token}/svar", fields(token, number))
    links.revoke(number, build.actor(people.leader), outsider(number).id)
    page = text_of(browse(people.leader).get(f"/netvaerk/{build.document(number).network.number}"))
    assert "Karen Bjergsted lavede et personligt link til fase 3." in page
    assert "Sofie Brandt bekræftede fase 3, version 1." in page
    assert "Karen Bjergsted tilbagekaldte et personligt link til fase 3." in page


def test_the_leader_calls_a_link_back_on_the_page(browse, people, invited):
    number, token = invited
    browser = browse(people.leader)
    answered = browser.submit(f"/dokumenter/{number}/invitation", "/tilbagekald")
    assert answered.status_code == 303
    assert "Linket virker ikke længere." in text_of(browser.get(answered.location))
    assert browse().get(f"/link/{token}").status_code == 404
    assert browser.post(f"/dokumenter/{number}/invitation/{outsider(number).id}/tilbagekald").status_code == 303
    told = [event.action for event in events.chain()]
    assert told.count("document.link_revoked") == 1


@pytest.mark.both_databases
def test_answering_while_the_link_is_called_back_leaves_one_clear_state(app, people, departments):
    for round_, led_by in enumerate((people.leader, people.leader, people.stranger, people.stranger)):  # R3: two each
        people = replace(people, leader=led_by)
        number = build.charter_at("agreed", people, departments, f"Runde {round_}")
        token, sha = make(number, people), build.latest_sha(number)
        leader, party, refused = build.actor(people.leader), outsider(number).id, []

        def reply(token=token, sha=sha, refused=refused):
            try:
                links.answer(token, sha, None)
            except NotFound:
                refused.append(True)

        assert at_once(app, reply, partial(links.revoke, number, leader, party)) == [None, None]
        assert outsider(number).has_approved != bool(refused)
        assert links.found(token) is None


@pytest.mark.both_databases
def test_two_who_make_a_link_at_once_make_one(app, people, charter_at):
    number = charter_at("agreed")
    party, leader, made = outsider(number).id, build.actor(people.leader), []
    at_once(app, *[lambda: made.append(links.invite(number, leader, party, 0) is not None)] * 3)
    assert sorted(made) == [False, False, True]
