"""R9: a deputy approves for the holder of a post, on a recorded ground, and both names stand on page and paper."""

from datetime import timedelta

import pytest
from werkzeug.exceptions import HTTPException

from app.core import clock, events
from app.core.db import db
from app.core.forms import write_date
from app.core.pages import Refusal
from app.documents import integrity, sheets
from app.documents.agreeing import operations as agreeing
from app.documents.consents import Consent
from app.people.deputies import operations
from app.people.models import Deputy, Function, Ground
from app.people.register import operations as register
from app.people.register import structure
from tests import build
from tests.browse import text_of

pytestmark = pytest.mark.both_databases
PAGE = "/stedfortraeder"


def away(people, by, *, of=None, ground=Ground.LEAVE, begins=0, days=14):
    """The school head lets that person approve, for so many days."""
    day = clock.today() + timedelta(days=begins)
    actor = build.actor(of or people.school_head)
    return operations.appoint(actor, ground, by, day, day + timedelta(days=days))


def approve(number, who):
    return agreeing.approve(number, build.actor(who), build.latest_sha(number))


def given(number):
    return [party.consent for party in build.document(number).latest.parties if party.consent]


def sign(browse, who, number):
    return browse(who).submit(f"/dokumenter/{number}", "/godkend")


def test_who_goes_away_chooses_who_approves_meanwhile(browse, people):
    reader, until = browse(people.school_head), clock.today() + timedelta(days=10)
    name = db.session.get_one(build.Person, people.stranger).name
    typed = {"deputy": name, "to_date": write_date(until)}
    assert reader.submit(PAGE, PAGE, typed).status_code == 303
    db.session.rollback()
    row = db.session.query(Deputy).one()
    assert (row.ground, row.of_id, row.by_id, row.to_date) == ("leave", people.school_head, people.stranger, until)
    assert name in text_of(reader.get(PAGE))
    assert "Fra" in text_of(browse(people.stranger).get(PAGE)).split("Du godkender for")[1]


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
        rows = sheets.approval_group(build.document(number).latest)["rows"]
    (row,) = [row for row in rows if row.get("on_behalf")]
    head, own = (db.session.get_one(build.Person, who).name for who in (people.school_head, people.stranger))
    assert row["name"] == own
    assert row["on_behalf"] == f"e.b. {head}"
    assert row["note"].startswith("Bemyndigelse af ")


@pytest.mark.parametrize(("begins", "days"), [(1, 5), (-5, 4)])
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


def test_ending_it_takes_effect_at_once_and_what_was_approved_stands(browse, people, phase_at):
    number, other = phase_at("sent"), phase_at("sent", title="Noget andet")
    row = away(people, people.stranger)
    approve(number, people.stranger)
    assert browse(people.school_head).submit(PAGE, f"{PAGE}/{row.id}/afslut").status_code == 303
    db.session.rollback()
    assert len(given(number)) == 1
    with pytest.raises(HTTPException):
        approve(other, people.stranger)


def test_nobody_ends_anothers(browse, people):
    row = away(people, people.stranger)
    for who in (people.stranger, people.family_head):
        assert browse(who).post(f"{PAGE}/{row.id}/afslut").status_code == 404
    assert db.session.get_one(Deputy, row.id).to_date > clock.today()


def test_the_same_sent_twice_is_one(people):
    assert away(people, people.stranger).id == away(people, people.stranger).id


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"deputy": ""}, "Skriv et navn"),
        ({"to_date": ""}, "Skriv den sidste dag"),
        ({"to_date": "1. januar 2020"}, "Den sidste dag"),
        ({"deputy": "Ingen Kendt"}, "Ingen med en konto"),
    ],
)
def test_what_is_wrong_is_told_at_its_field_and_kept(browse, people, typed, sentence):
    name = db.session.get_one(build.Person, people.stranger).name
    good = {"deputy": name, "to_date": write_date(clock.today() + timedelta(days=3))}
    answer = browse(people.school_head).submit(PAGE, PAGE, good | typed)
    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert db.session.query(Deputy).count() == 0


def test_nobody_is_their_own_deputy(browse, people):
    own = db.session.get_one(build.Person, people.school_head).name
    typed = {"deputy": own, "to_date": write_date(clock.today())}
    answer = browse(people.school_head).submit(PAGE, PAGE, typed)
    assert answer.status_code == 422
    assert "Vælg en anden" in text_of(answer)


def note(browse, people, what, by, **typed):
    name = db.session.get_one(build.Person, by).name
    said = {"what": what, "deputy": name, "from_date": write_date(clock.today()), **typed}
    address = f"/personer/{people.school_head}"
    answer = browse(people.consultant).submit(address, f"{address}/stedfortraedere", said)
    db.session.rollback()  # to see what has been noted
    return answer


def test_the_office_notes_the_superior_when_illness_came_first(browse, people, phase_at):
    number = phase_at("sent")
    until = write_date(clock.today() + timedelta(days=20))
    assert note(browse, people, "superior", people.director_member, to_date=until).status_code == 303
    approve(number, people.director_member)
    (consent,) = given(number)
    assert consent.deputy.recorded_by_id == people.consultant
    assert "Nærmeste leder ved sygdom" in text_of(browse(people.director).get(f"/dokumenter/{number}"))


def test_the_office_cannot_approve_for_anybody(browse, people):
    until = write_date(clock.today() + timedelta(days=20))
    for by, sentence in (
        (people.consultant, "Du kan ikke vælge dig selv"),
        (people.other_consultant, "Sekretariatet kan ikke godkende for andre"),
        (people.director, "Sekretariatet kan ikke godkende for andre"),
    ):
        answer = note(browse, people, "superior", by, to_date=until)
        assert answer.status_code == 422
        assert sentence in text_of(answer)
    assert db.session.query(Deputy).count() == 0


def head_post(people):
    posts = db.session.get_one(build.Person, people.school_head).posts
    return next(post for post in posts if post.function == Function.AFDELINGSCHEF)


def test_a_standing_deputy_approves_for_whoever_holds_the_post(browse, people, departments, phase_at):
    number = phase_at("sent")
    assert note(browse, people, f"post-{head_post(people).id}", people.stranger).status_code == 303
    office, today = build.actor(people.consultant), clock.today()
    register.add_post(
        people.participant, office, Function.AFDELINGSCHEF, departments.school, today, None, is_acting=False
    )
    approve(number, people.stranger)
    (consent,) = given(number)
    assert consent.on_behalf_of_id == people.participant


def test_a_vacant_post_has_nobody_to_approve_for(browse, people, phase_at):
    number = phase_at("sent")
    note(browse, people, f"post-{head_post(people).id}", people.stranger)
    yesterday = clock.today() - timedelta(days=1)
    register.end_post(people.school_head, build.actor(people.consultant), head_post(people).id, yesterday)
    with pytest.raises(HTTPException):
        approve(number, people.stranger)


def test_a_standing_deputy_goes_along_when_the_department_gets_a_new_name(browse, people, departments, phase_at):
    number = phase_at("sent")
    note(browse, people, f"post-{head_post(people).id}", people.stranger)
    tomorrow = clock.today() + timedelta(days=1)
    structure.reorganise(departments.school, build.actor(people.consultant), tomorrow, "Skole og Læring", None)
    with build.days_later(2):
        approve(number, people.stranger)
    assert given(number)[0].on_behalf_of_id == people.school_head


def test_a_deputy_of_the_leader_approves_phase_2(people, frame_at):
    number = frame_at("sent")
    away(people, people.stranger, of=people.leader)
    approve(number, people.stranger)
    assert [c.on_behalf_of_id for c in given(number)] == [people.leader]


def test_what_a_deputy_was_never_changes(people):
    row = away(people, people.stranger)
    with pytest.raises(Exception, match="frozen"), db.engine.begin() as connection:
        connection.exec_driver_sql(f"UPDATE deputy SET by_id = {people.family_head} WHERE id = {row.id}")


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
