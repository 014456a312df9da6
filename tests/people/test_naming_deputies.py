"""R9: who approves for whom is chosen by who goes away, or noted by the office; it ends again."""

from datetime import timedelta

import pytest
from werkzeug.exceptions import HTTPException

from app.core import clock
from app.core.db import db
from app.core.forms import write_date
from app.people.models import Deputy, Function
from app.people.register import operations as register
from app.people.register import structure
from tests import build
from tests.browse import text_of
from tests.people.deputising import approve, away, given

PAGE = "/stedfortraeder"


@pytest.mark.both_databases
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


@pytest.mark.both_databases
def test_ending_it_takes_effect_at_once_and_what_was_approved_stands(browse, people, phase_at):
    number, other = phase_at("sent"), phase_at("sent", title="Noget andet")
    row = away(people, people.stranger)
    approve(number, people.stranger)
    assert browse(people.school_head).submit(PAGE, f"{PAGE}/{row.id}/afslut").status_code == 303
    db.session.rollback()
    assert len(given(number)) == 1
    with pytest.raises(HTTPException):
        approve(other, people.stranger)


@pytest.mark.both_databases
def test_nobody_ends_anothers(browse, people):
    row = away(people, people.stranger)
    for who in (people.stranger, people.family_head):
        assert browse(who).post(f"{PAGE}/{row.id}/afslut").status_code == 404
    assert db.session.get_one(Deputy, row.id).to_date > clock.today()


@pytest.mark.both_databases
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


def test_the_office_cannot_be_chosen_by_who_is_away_either(browse, people):
    until = write_date(clock.today() + timedelta(days=3))
    name = db.session.get_one(build.Person, people.consultant).name
    answer = browse(people.school_head).submit(PAGE, PAGE, {"deputy": name, "to_date": until})
    assert answer.status_code == 422
    assert "Sekretariatet kan ikke godkende for andre" in text_of(answer)
    assert browse(people.director).submit(PAGE, PAGE, {"deputy": name, "to_date": until}).status_code == 303


def test_a_deputy_who_has_left_stands_on_no_page(browse, people):
    away(people, people.stranger)
    name = db.session.get_one(build.Person, people.stranger).name
    url = f"/personer/{people.stranger}"
    assert name in text_of(browse(people.school_head).get(PAGE))
    assert browse(people.consultant).submit(url, url, {"has_account": []}).status_code == 303
    assert name not in text_of(browse(people.school_head).get(PAGE))


@pytest.mark.parametrize("what", ["post-x", "post-", "post-999999999999999"])
def test_a_post_that_is_none_is_told_in_danish(browse, people, what):
    form = browse(people.consultant)
    answer = form.post(f"/personer/{people.school_head}/stedfortraedere", {"what": what, "deputy": "", "from_date": ""})
    assert answer.status_code == 422
    assert "Vælg blandt dem, der er vist" in text_of(answer)
    assert "literal" not in answer.text


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


def test_what_a_deputy_was_never_changes(people):
    row = away(people, people.stranger)
    with pytest.raises(Exception, match="frozen"), db.engine.begin() as connection:
        connection.exec_driver_sql(f"UPDATE deputy SET by_id = {people.family_head} WHERE id = {row.id}")
