"""A proposal of leadership that is decided in the same item as phase 1 (domain.md 5.3, R16)."""

import pytest

from app.core import clock
from app.core.db import db
from app.documents.consents import Decision
from app.documents.decisions import operations as decisions
from app.documents.operations import Stale
from tests import build
from tests.appointments.leadership import LEADER, REFERENCE, held, network, sent, sound
from tests.browse import forms, text_of
from tests.documents.minutes import minute


@pytest.fixture
def both(people, phase_at):
    """Phase 1 and the proposal, both approved by the persons and waiting for chefforum."""
    phase = phase_at("sent")
    for who in (people.director, people.school_head, people.family_head):
        build.operations.approve(phase, build.actor(who), build.latest_sha(phase))
    number = sent(phase, people)
    build.operations.approve(number, build.actor(people.director), build.latest_sha(number))
    return phase, number


def record(browse, people, phase, number, result, **changes):
    also = {"also": build.latest_sha(number)}
    url = f"/dokumenter/{phase}/beslutning"
    return browse(people.consultant).submit(url, "/beslutning", minute(result, **also, **changes))


@pytest.mark.both_databases
def test_one_minute_accedes_to_both(browse, people, both):
    phase, number = both
    assert record(browse, people, phase, number, "agreed").status_code == 303
    assert [build.document(each).state for each in both] == ["agreed", "agreed"]
    assert held(phase) == {LEADER: people.leader, REFERENCE: people.chef_member}
    assert network(phase).state == "preparing"
    rows = db.session.query(Decision).order_by(Decision.id).all()
    assert len({(row.forum, row.day, row.item, row.case_number, row.wording) for row in rows}) == 1
    assert [row.version.document.number for row in rows] == [phase, number]
    assert sound()


def test_it_can_be_recorded_from_the_proposal_too(browse, people, both):
    phase, number = both
    assert record(browse, people, number, phase, "agreed").status_code == 303
    assert [build.document(each).state for each in both] == ["agreed", "agreed"]
    assert network(phase).state == "preparing"


def test_without_the_tick_the_other_still_waits(browse, people, both):
    phase, number = both
    url = f"/dokumenter/{phase}/beslutning"
    assert "Hvad blev ellers besluttet under samme punkt?" in text_of(browse(people.consultant).get(url))
    assert browse(people.consultant).submit(url, "/beslutning", minute("agreed")).status_code == 303
    assert [build.document(each).state for each in both] == ["agreed", "sent"]
    assert network(phase).state == "decided"
    url = f"/dokumenter/{number}/beslutning"
    assert "under samme punkt" not in text_of(browse(people.consultant).get(url))


def test_one_changed_and_the_other_as_it_stands(browse, people, both):
    phase, number = both
    office, url = browse(people.consultant), f"/dokumenter/{phase}/beslutning"
    also = build.latest_sha(number)
    page = office.submit(url, "/beslutning", minute("changed", changed=["extent"], also=also))
    assert page.status_code == 200
    form = next(form for form in forms(page) if form.action.endswith(url))
    assert form.fields["also"] == [also]
    look = office.send(form, {"answer-extent": "Ni måneder.", "step": "look"})
    form = next(form for form in forms(look) if form.action.endswith(url))
    assert office.send(form, {"step": "record"}).status_code == 303
    assert (build.document(phase).state, build.document(phase).agreed_n) == ("agreed", 2)
    assert (build.document(number).state, build.document(number).agreed_n) == ("agreed", 1)
    results = [row.result for row in db.session.query(Decision).order_by(Decision.id)]
    assert results == ["changed", "agreed"]
    assert sound()


@pytest.mark.parametrize(("result", "state"), [("postponed", "sent"), ("sent_back", "draft"), ("rejected", "draft")])
def test_both_share_what_else_became_of_the_item(browse, people, both, result, state):
    phase, number = both
    assert record(browse, people, phase, number, result).status_code == 303
    assert [build.document(each).state for each in both] == [state, state]
    assert held(phase) == {}
    assert sound()


@pytest.mark.both_databases
def test_what_changed_in_the_other_meanwhile_is_refused_and_nothing_is_recorded(browse, people, both):
    phase, number = both
    office, url = browse(people.consultant), f"/dokumenter/{phase}/beslutning"
    form = office.form(url, "/beslutning")
    typed = minute("agreed", also=build.latest_sha(number))
    writer = build.actor(people.other_consultant)
    build.operations.recall(number, writer)
    answers = [office.send(form, typed)]  # it is not out any more
    build.save(number, writer, {"reason": "De kender temaet."}, {})
    build.send(number, writer)
    answers.append(office.send(form, typed))  # another text is
    for answer in answers:
        assert answer.status_code == 409
        assert "Intet er registreret" in text_of(answer)
        assert typed["wording"] in answer.text
    told = build.Minute("chefforum", "agreed", clock.today(), "4", "", "Tiltrådt.")
    writer, sha = build.actor(people.consultant), build.latest_sha(phase)
    with pytest.raises(Stale):
        decisions.decide(phase, writer, sha, told, {}, [typed["also"]])
    assert db.session.query(Decision).count() == 0
    assert [build.document(each).state for each in both] == ["sent", "sent"]


@pytest.mark.both_databases
def test_a_second_click_records_once(browse, people, both):
    phase, number = both
    office, url = browse(people.consultant), f"/dokumenter/{phase}/beslutning"
    form = office.form(url, "/beslutning")
    typed = minute("agreed", also=build.latest_sha(number))
    assert [office.send(form, typed).status_code for _twice in range(2)] == [303, 303]
    db.session.rollback()
    assert db.session.query(Decision).count() == 2
    assert len(network(phase).posts) == 2


def test_a_text_of_another_network_is_not_decided_along(browse, people, both, phase_at):
    phase, number = both
    other = sent(phase_at("sent", title="Noget andet"), people)
    typed = minute("agreed", also=build.latest_sha(other))
    answer = browse(people.consultant).submit(f"/dokumenter/{phase}/beslutning", "/beslutning", typed)
    assert answer.status_code == 409
    assert build.document(other).state == build.document(number).state == "sent"
    assert db.session.query(Decision).count() == 0
