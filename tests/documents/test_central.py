"""Central departments (domain.md 3): at most four are ticked, one of their heads presents, the director confirms both
by approving phase 1."""

import pytest

from app.contracts.operations import open_with_contract
from app.core.db import write
from app.core.pages import Refusal
from app.documents import texts
from app.networks.rules import NetworkType
from tests import build
from tests.browse import forms, text_of
from tests.cast import department
from tests.documents.drafts import page, stored

ONE_OF_THEM = "Vælg chefen for en af de centrale afdelinger"
CONFIRMS = "Med din godkendelse bekræfter du også de centrale afdelinger"


def test_a_fifth_department_is_told_at_the_field_and_the_rest_is_saved(browse, people, phase_at):
    number = phase_at("draft")
    before = stored(number, "central_departments")
    with write() as session:
        session.add_all([room := department("Kultur"), department("Park")])
        session.flush()
        five = ["1", "2", "3", "4", str(room.id)]
    answer = browse(people.consultant).submit(page(number), "/ret", {"central_departments": five, "purpose": "Nyt."})
    assert answer.status_code == 422
    assert "Vælg højst fire afdelinger" in text_of(answer)
    assert 'href="#central_departments-0"' in answer.text
    (form,) = [form for form in forms(answer) if "central_departments" in form.fields]
    assert sorted(form.fields["central_departments"]) == five  # all that were ticked still are
    assert stored(number, "purpose") == "Nyt."
    assert stored(number, "central_departments") == before


def test_who_presents_is_the_head_of_a_department_that_is_ticked(browse, people, phase_at):
    number, consultant = phase_at("draft"), build.actor(people.consultant)
    browser = browse(people.consultant)
    assert browser.submit(page(number), "/ret", {"presenter": build.actor(people.finance_head).name}).status_code == 303
    assert ONE_OF_THEM in text_of(browser.get(page(number)))
    with pytest.raises(Refusal):
        build.send(number, consultant)
    browser.submit(page(number), "/ret", {"presenter": build.actor(people.school_head).name})
    assert ONE_OF_THEM not in text_of(browser.get(page(number)))
    build.send(number, consultant)
    assert build.document(number).state == "sent"


def test_where_no_head_briefs_chefforum_anybody_may_present(people, departments):
    consultant = build.actor(people.consultant)
    number = open_with_contract(consultant, "Vi lærer", NetworkType.LEARNING, "en formular").number
    build.save(number, consultant, {**build.answers_of(departments), "presenter": str(people.finance_head)}, {})
    assert texts.faults(build.document(number)) == {}


def test_the_director_is_told_what_the_approval_confirms_and_nobody_else(browse, people, phase_at):
    number = phase_at("sent")
    assert CONFIRMS in text_of(browse(people.director).get(f"/dokumenter/{number}"))
    for who in (people.school_head, people.consultant):
        assert CONFIRMS not in text_of(browse(who).get(f"/dokumenter/{number}"))
