"""R9: a deputy approves for the holder of a post, on a recorded ground, and both names stand on page and paper."""

import pytest
from werkzeug.exceptions import HTTPException

from app.core import clock, events
from app.core.db import db
from app.core.pages import Refusal
from app.documents import approvals, integrity
from app.documents.agreeing import operations as agreeing
from app.documents.consents import Consent
from app.people.models import Function, Ground
from app.people.register import operations as register
from tests import build
from tests.browse import text_of
from tests.people.deputising import approve, away, given

PAGE = "/stedfortraeder"


def sign(browse, who, number):
    return browse(who).submit(f"/dokumenter/{number}", "/godkend")


@pytest.mark.both_databases
def test_the_deputy_reads_and_approves_and_both_names_stand_on_the_page(browse, people, phase_at):
    number = phase_at("sent")
    assert browse(people.stranger).get(f"/dokumenter/{number}").status_code == 404
    away(people, people.stranger)
    deputy = browse(people.stranger)
    head, own = (db.session.get_one(build.Person, who).name for who in (people.school_head, people.stranger))
    assert f"Godkend fase 1 p.v. {head}" in text_of(deputy.get("/"))
    page = text_of(deputy.get(f"/dokumenter/{number}"))
    assert f"Godkend som {own} p.v. {head}" in page
    assert sign(browse, people.stranger, number).status_code == 303
    (consent,) = given(number)
    assert (consent.person_id, consent.on_behalf_of_id, consent.deputy.ground) == (
        people.stranger,
        people.school_head,
        Ground.LEAVE,
    )
    assert f"{own} p.v. {head}" in text_of(browse(people.director).get(f"/dokumenter/{number}"))
    network = build.document(number).network.number
    assert f"på vegne af {head}" in text_of(browse(people.director).get(f"/netvaerk/{network}"))
    assert events.first_break() is None
    assert integrity.first_break() is None


def test_both_names_and_the_ground_stand_on_paper(app, people, phase_at):
    number = phase_at("sent")
    away(people, people.stranger, ground=Ground.AUTHORITY)
    approve(number, people.stranger)
    with app.test_request_context():
        rows = approvals.group(build.document(number).latest)["rows"]
    (row,) = [row for row in rows if row.get("on_behalf")]
    head, own = (db.session.get_one(build.Person, who).name for who in (people.school_head, people.stranger))
    assert row["name"] == own
    assert row["on_behalf"] == f"e.b. {head}"
    assert row["note"].startswith("Bemyndigelse af ")


@pytest.mark.parametrize(("begins", "days"), [(1, 5), (-5, 4)])
@pytest.mark.both_databases
def test_nobody_approves_before_or_after_the_time(people, phase_at, begins, days):
    number = phase_at("sent")
    away(people, people.stranger, begins=begins, days=days)
    with pytest.raises(Refusal) as refused:
        approve(number, people.stranger)
    assert refused.value.code in (403, 404)
    assert not given(number)


def test_a_page_opened_on_the_last_day_approves_nothing_the_day_after(browse, people, phase_at):
    number = phase_at("sent")
    away(people, people.stranger, days=0)
    late = browse(people.stranger)
    form = late.form(f"/dokumenter/{number}", "/godkend")
    with build.days_later(1):
        late.sign_in(people.stranger)
        assert late.send(form).status_code == 404
    assert not given(number)


def test_a_deputy_cannot_pass_it_on(people, phase_at):
    number = phase_at("sent")
    away(people, people.finance_head)
    away(people, people.stranger, of=people.finance_head)
    assert not any(d.holder_id == people.school_head for d in build.actor(people.stranger).deputyships)
    with pytest.raises(HTTPException):
        approve(number, people.stranger)


def test_who_comes_second_is_told_who_has_approved(browse, people, phase_at):
    number = phase_at("sent")
    away(people, people.stranger)
    late = browse(people.school_head)
    form = late.form(f"/dokumenter/{number}", "/godkend")
    approve(number, people.stranger)
    answer = late.send(form)
    own = db.session.get_one(build.Person, people.stranger).name
    assert answer.status_code == 409
    assert f"{own} p.v." in text_of(answer)
    assert len(given(number)) == 1


def test_a_deputy_never_undoes_what_the_holder_said(people, phase_at):
    number = phase_at("sent")
    away(people, people.stranger)
    approve(number, people.school_head)
    with pytest.raises(Refusal):
        agreeing.send_back(number, build.actor(people.stranger), build.latest_sha(number), "Nej.")
    assert build.document(number).state == "sent"


def test_the_holder_may_send_back_what_the_deputy_approved(people, phase_at):
    number = phase_at("sent")
    away(people, people.stranger)
    approve(number, people.stranger)
    agreeing.send_back(number, build.actor(people.school_head), build.latest_sha(number), "Ikke endnu.")
    assert build.document(number).state == "draft"


def test_a_deputy_of_the_director_does_not_run_the_office(browse, people, phase_at):
    number = phase_at("sent")
    away(people, people.stranger, of=people.director)
    deputy = browse(people.stranger)
    assert deputy.get(f"/dokumenter/{number}").status_code == 200
    assert deputy.get("/personer").status_code == 403
    assert deputy.get(f"/dokumenter/{number}/ret").status_code == 403
    other = phase_at("draft", title="Noget andet")
    assert deputy.get(f"/dokumenter/{other}").status_code == 404


def test_a_seat_in_a_body_is_nobody_elses(people, phase_at):
    """R16: who sits in a body accedes through its minute, and a deputy reads nothing by it."""
    away(people, people.stranger, of=people.chef_member)
    number = phase_at("sent")
    with pytest.raises(HTTPException):
        approve(number, people.stranger)


def test_one_press_answers_for_the_own_post_and_for_the_other(people, phase_at):
    """R8: one person in two capacities approves once, shown in both."""
    number = phase_at("sent")
    away(people, people.family_head)
    approve(number, people.family_head)
    assert sorted((c.person_id, c.on_behalf_of_id or 0) for c in given(number)) == [
        (people.family_head, 0),
        (people.family_head, people.school_head),
    ]


def test_a_deputy_is_of_the_regular_holder_before_who_acts(people, departments, phase_at):
    """The post has both; the sign block tells the regular one."""
    number, head = phase_at("sent"), (Function.AFDELINGSCHEF, departments.school)
    office, today = build.actor(people.consultant), clock.today()
    for who in (people.participant, people.other_participant):
        register.add_post(who, office, *head, today, None, is_acting=True)
        away(people, people.stranger, of=who)
    away(people, people.stranger)
    approve(number, people.stranger)
    assert [consent.on_behalf_of_id for consent in given(number)] == [people.school_head]


def test_nobody_approves_for_both_sides_as_a_deputy(browse, people, frame_at):
    """R8: the leader who is the director's deputy answers as leader; a deputy of both for the leader."""
    number, other = frame_at("sent"), frame_at("sent", title="Et andet")
    away(people, people.participant, of=people.leader)
    away(people, people.participant, of=people.director)
    approve(other, people.participant)
    assert [consent.on_behalf_of_id for consent in given(other)] == [people.leader]
    name = db.session.get_one(build.Person, people.director).name
    page = text_of(browse(people.participant).get(f"/dokumenter/{other}"))
    assert f"p.v. {name}" not in page
    assert f"Teksten venter på {name}" in page
    away(people, people.leader, of=people.director)
    approve(number, people.leader)
    assert [(consent.person_id, consent.on_behalf_of_id) for consent in given(number)] == [(people.leader, None)]
    assert build.document(number).state == "sent"


def test_who_came_to_the_office_later_approves_for_its_own_alone(people, phase_at):
    number = phase_at("sent")
    away(people, people.stranger)
    away(people, people.stranger, of=people.director)
    office, today = build.actor(people.consultant), clock.today()
    register.add_post(people.stranger, office, Function.NETVAERKSKONSULENT, None, today, None, is_acting=False)
    approve(number, people.stranger)
    assert [consent.on_behalf_of_id for consent in given(number)] == [people.director]


def test_nobody_approves_for_who_has_left(people, phase_at):
    number = phase_at("sent")
    away(people, people.stranger)
    row = db.session.get_one(build.Person, people.school_head)
    said = (row.name, row.title, row.about, row.email)
    register.change_person(row.id, build.actor(people.consultant), register.shown(row), *said, has_account=False)
    with pytest.raises(HTTPException):
        approve(number, people.stranger)


def test_the_holder_reads_who_has_approved_for_them(browse, people, phase_at):
    number = phase_at("sent")
    away(people, people.stranger)
    approve(number, people.stranger)
    own, head = (db.session.get_one(build.Person, who).name for who in (people.stranger, people.school_head))
    page = text_of(browse(people.school_head).get(f"/dokumenter/{number}"))
    assert "Du har godkendt" not in page
    assert f"{own} p.v. {head} har godkendt den. Teksten venter på" in page
    assert "Du har godkendt. Teksten venter på" in text_of(browse(people.stranger).get(f"/dokumenter/{number}"))


def test_the_director_s_deputy_is_told_what_the_approval_confirms_besides(browse, people, phase_at):
    number = phase_at("sent")
    away(people, people.stranger, of=people.director)
    confirms = "bekræfter du også de centrale afdelinger"
    assert confirms in text_of(browse(people.stranger).get(f"/dokumenter/{number}"))
    assert confirms not in text_of(browse(people.school_head).get(f"/dokumenter/{number}"))


def test_the_history_tells_for_whom_a_deputy_sent_back(browse, people, phase_at):
    number = phase_at("sent")
    away(people, people.stranger)
    agreeing.send_back(number, build.actor(people.stranger), build.latest_sha(number), "Skriv, hvem der betaler.")
    head = db.session.get_one(build.Person, people.school_head).name
    network = build.document(number).network.number
    told = text_of(browse(people.director).get(f"/netvaerk/{network}"))
    assert f"tilbage med en begrundelse på vegne af {head}" in told


def test_a_deputy_of_the_leader_approves_phase_2(people, frame_at):
    number = frame_at("sent")
    away(people, people.stranger, of=people.leader)
    approve(number, people.stranger)
    assert [c.on_behalf_of_id for c in given(number)] == [people.leader]


def test_an_approval_names_no_ground_alone(people, phase_at):
    """The database itself keeps ground and holder together."""
    number = phase_at("approved_by_one")
    row, party = away(people, people.stranger), build.document(number).latest.parties[1]
    broken = Consent(
        party_id=party.id,
        sha256="0" * 64,
        decision="approve",
        method="app",
        person_id=people.stranger,
        deputy_id=row.id,
        at=clock.now(),
    )
    db.session.add(broken)
    with pytest.raises(Exception, match="deputy"):
        db.session.flush()
    db.session.rollback()
