"""A button pressed twice does what it says once, and never answers that nothing was done."""

import pytest

from app.core import events
from app.core.db import db
from tests import build
from tests.browse import text_of

pytestmark = pytest.mark.both_databases
ACTS = {
    "/traek-tilbage": ("sent", "document.recalled"),
    "/aendr": ("agreed", "document.change_begun"),
    "/opgiv-aendring": ("being_changed", "document.change_given_up"),
    "/opgiv": ("recalled", "document.withdrawn"),
    "/genoptag": ("withdrawn", "document.resumed"),
    "/afslut": ("agreed", "document.ended"),
}


def told(action):
    db.session.rollback()
    return [event.action for event in events.chain()].count(action)


@pytest.mark.parametrize("act", ACTS)
def test_an_act_on_the_whole_text_is_done_once(browse, people, phase_at, act):
    state, event = ACTS[act]
    number, browser = phase_at(state), browse(people.consultant)
    before = told(event)
    form = browser.form(f"/dokumenter/{number}", act)
    assert [browser.send(form).status_code, browser.send(form).status_code] == [303, 303]
    assert told(event) == before + 1


def test_the_same_act_by_another_is_no_second_press(browse, people, phase_at):
    number = phase_at("sent")
    one, two = browse(people.consultant), browse(people.director)
    forms = [who.form(f"/dokumenter/{number}", "/traek-tilbage") for who in (one, two)]
    assert one.send(forms[0]).status_code == 303
    assert two.send(forms[1]).status_code == 409


def test_a_text_is_sent_back_once_and_the_second_press_says_so_too(browse, people, phase_at):
    number, browser = phase_at("sent"), browse(people.school_head)
    form = browser.form(f"/dokumenter/{number}", "/send-tilbage")
    given = {"reason": "Skriv, hvem der betaler."}
    assert [browser.send(form, given).status_code, browser.send(form, given).status_code] == [303, 303]
    assert told("document.sent_back") == 1
    assert "tilbage. Du finder den her igen" in text_of(browser.get("/"))
    other = browser.send(form, {"reason": "En anden begrundelse, som ingen har fået."})
    assert other.status_code == 409
    assert "En anden begrundelse, som ingen har fået." in text_of(other)


def test_an_earlier_text_is_restored_once(browse, people, phase_at):
    number, browser = phase_at("draft"), browse(people.director)
    build.save(number, build.actor(people.director), {"strategy": "Nyt"}, {})
    form = browser.form(f"/dokumenter/{number}/historik/1", "/gendan")
    assert [browser.send(form).status_code, browser.send(form).status_code] == [303, 303]
    assert "strategy" not in {answer.key for answer in build.document(number).answers if answer.value}
    assert told("document.edited") == 3
