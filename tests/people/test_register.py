"""The register: persons and posts as the office keeps them, and what follows when they change."""

from datetime import timedelta

import pytest

from app.core import clock
from app.core.db import db, write
from app.core.forms import write_date
from app.core.pages import Refusal
from app.people.models import FormerName, Function, Person, Post
from app.people.operations import holder_of
from app.people.register import operations
from tests import build
from tests.browse import forms, text_of
from tests.people.registering import add, give, told

ADDRESSES = ("/personer", "/personer/ny", "/personer/{person}", "/afdelinger", "/afdelinger/{room}")


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.both_databases
def test_only_the_office_and_the_administrator_keep_the_register(browse, people, departments, address):
    give(people, people.participant, Function.ADMINISTRATOR)
    address = address.format(person=people.stranger, room=departments.school)
    for who in (people.director, people.consultant, people.participant):
        assert browse(who).get(address).status_code == 200
    for who in (people.school_head, people.chef_member, people.stranger):
        assert browse(who).get(address).status_code == 403


def test_the_administrator_reads_nothing_that_others_write(browse, people, phase_at):
    give(people, people.participant, Function.ADMINISTRATOR)
    number = phase_at("sent")
    assert browse(people.participant).get(f"/dokumenter/{number}").status_code == 404
    assert "Personer" not in text_of(browse(people.stranger).get("/"))


@pytest.mark.both_databases
def test_a_person_is_added_once(browse, people):
    office = browse(people.consultant)
    typed = {"name": "Øjvind Åberg", "title": "Pædagog", "email": "Oejvind@Example.dk", "has_account": "y"}
    page = office.submit("/personer/ny", "/personer/ny", typed)
    assert page.status_code == 303
    row = db.session.query(Person).filter_by(email="oejvind@example.dk").one()
    assert (row.name, row.first_name, row.title, row.is_active) == ("Øjvind Åberg", "Øjvind", "Pædagog", True)
    again = office.submit("/personer/ny", "/personer/ny", typed)
    assert again.status_code == 409
    assert "Øjvind Åberg har allerede den mailadresse." in text_of(again)
    assert "Pædagog" in text_of(again)
    assert told() == ["person.added"]


@pytest.mark.both_databases
def test_a_person_without_a_mail_address_is_added_once_by_a_double_click(browse, people):
    office = browse(people.consultant)
    typed = {"name": "Yrsa Bendtsen", "about": "Grønne Stier", "has_account": []}
    form = office.form("/personer/ny", "/personer/ny")
    first, again = (office.send(form, typed) for _time in range(2))
    assert first.status_code == again.status_code == 303
    assert first.location == again.location
    assert told() == ["person.added"]
    browse(people.director).submit("/personer/ny", "/personer/ny", typed)  # somebody else may mean another
    db.session.rollback()
    assert db.session.query(Person).filter_by(name="Yrsa Bendtsen").count() == 2


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"name": ""}, "Skriv et navn"),
        ({"name": "Kim", "has_account": "y", "email": ""}, "En konto kræver en mailadresse"),
        ({"name": "Kim", "email": "kim(at)example"}, "Skriv en mailadresse"),
        ({"name": "Kim 010190-1234"}, "CPR"),
        ({"name": "K" * 121}, "tegn"),
    ],
)
def test_what_does_not_fit_is_told_and_kept(browse, people, typed, sentence):
    page = browse(people.consultant).submit(
        "/personer/ny", "/personer/ny", {"has_account": [], "title": "Vikar", **typed}
    )
    assert page.status_code == 422
    assert sentence in text_of(page)
    assert 'value="Vikar"' in page.text


def test_a_new_name_shows_from_now_on_and_agreed_text_keeps_the_old(browse, people, departments, phase_at):
    number, office = phase_at("agreed"), browse(people.consultant)
    changed = office.submit(f"/personer/{people.school_head}", f"/personer/{people.school_head}", {"name": "Gitte Ny"})
    assert changed.status_code == 303
    assert "Birgitte Holmskov" in text_of(office.get(f"/dokumenter/{number}"))
    other = build.network_at("sent", people, departments, title="Et andet")
    page = text_of(office.get(f"/dokumenter/{other}"))
    assert "Gitte Ny" in page
    assert "Birgitte Holmskov" not in page
    for words in ("birgitte holm", "gitte NY"):
        assert "Gitte Ny" in text_of(office.get("/personer", query_string={"q": words}))
    assert db.session.query(FormerName).one().name == "Birgitte Holmskov"
    assert "Tidligere: Birgitte Holmskov" in text_of(office.get("/personer?q=gitte"))


@pytest.mark.both_databases
def test_the_search_finds_danish_letters_in_either_case(browse, people):
    add(people)
    for words in ("ØJVIND", "åberg", "PÆDAGOG", "oejvind@"):
        assert "Øjvind Åberg" in text_of(browse(people.director).get("/personer", query_string={"q": words}))
    for words in ("%", "_", "ingen hedder dette"):
        assert "Øjvind" not in text_of(browse(people.director).get("/personer", query_string={"q": words}))


def test_a_regular_holder_takes_over_and_an_acting_one_stands_beside(people, departments):
    new, acting = add(people).id, people.stranger
    give(people, acting, room=departments.school, day=clock.today() - timedelta(days=9), is_acting=True)
    assert holder_of(Function.AFDELINGSCHEF, departments.school).id == people.school_head
    give(people, new, room=departments.school)
    assert give(people, new, room=departments.school).person_id == new  # sent twice
    assert holder_of(Function.AFDELINGSCHEF, departments.school).id == new
    for former in (people.school_head, acting):
        assert not build.actor(former).holds(Function.AFDELINGSCHEF)
    assert told().count("post.given") == 2


def test_an_acting_holder_approves_in_own_right(browse, people, departments, phase_at):
    number = phase_at("sent")
    head = db.session.query(Post).filter_by(person_id=people.school_head).one()
    last = clock.today() - timedelta(days=1)
    operations.end_post(people.school_head, build.actor(people.consultant), head.id, last)
    page = browse(people.consultant).get("/personer")
    assert "Afdelingschef for Skoler og Uddannelse" in text_of(page)
    give(people, people.stranger, room=departments.school, is_acting=True)
    assert browse(people.stranger).submit(f"/dokumenter/{number}", "/godkend").status_code == 303
    assert "Afdelingschef for Skoler og Uddannelse" not in text_of(browse(people.consultant).get("/personer")).replace(
        "Konstitueret afdelingschef for Skoler og Uddannelse", ""
    )


def test_a_post_is_given_and_ended_on_the_page(browse, people, departments):
    office, url = browse(people.consultant), f"/personer/{people.stranger}"
    typed = {"function": "afdelingschef", "department": "", "from_date": "1. februar 2027"}
    refused = office.submit(url, f"{url}/poster", typed)
    assert refused.status_code == 422
    assert "Vælg en afdeling til en afdelingschef og kun til en afdelingschef" in text_of(refused)
    given = office.submit(url, f"{url}/poster", {**typed, "department": str(departments.vacant)})
    assert given.status_code == 303
    post = db.session.query(Post).filter_by(person_id=people.stranger).one()
    assert office.submit(url, f"{url}/poster/{post.id}/afslut", {"last_day": "1. marts 2027"}).status_code == 303
    assert "1. februar 2027 til 1. marts 2027" in text_of(office.get(url))


def test_a_post_has_no_last_day_before_its_first(browse, people):
    url = f"/personer/{people.director}"
    post = db.session.query(Post).filter_by(person_id=people.director).one()
    before = write_date(post.from_date - timedelta(days=1))
    page = browse(people.consultant).submit(url, f"{url}/poster/{post.id}/afslut", {"last_day": before})
    assert page.status_code == 409


@pytest.mark.both_databases
def test_a_post_that_was_to_begin_later_is_given_up_and_once(browse, people, departments):
    post_id = give(people, people.stranger, room=departments.vacant, day=clock.today() + timedelta(days=30)).id
    office, url = browse(people.consultant), f"/personer/{people.stranger}"
    form = office.form(url, f"{url}/poster/{post_id}/afslut")
    for _ in range(2):
        assert office.send(form, {"last_day": write_date(clock.today())}).status_code == 303
    db.session.rollback()
    assert db.session.query(Post).filter_by(person_id=people.stranger).count() == 0
    assert told() == ["post.given", "post.ended"]


def test_who_held_a_post_long_ago_takes_it_from_nobody(people, departments):
    head = db.session.query(Post).filter_by(person_id=people.school_head).one()
    long_ago = head.from_date - timedelta(days=400)
    operations.add_post(
        people.stranger,
        build.actor(people.consultant),
        Function.AFDELINGSCHEF,
        departments.school,
        long_ago,
        long_ago + timedelta(days=300),
        is_acting=False,
    )
    assert holder_of(Function.AFDELINGSCHEF, departments.school).id == people.school_head


def test_no_post_is_given_that_nobody_chose(browse, people):
    url = f"/personer/{people.stranger}"
    page = browse(people.consultant).submit(url, f"{url}/poster", {"from_date": write_date(clock.today())})
    assert page.status_code == 422
    assert "Vælg en post" in text_of(page)
    assert holder_of(Function.NETVAERKSDIREKTOER).id == people.director


def test_somebody_else_s_post_and_a_role_on_a_network_are_not_ended_here(browse, people, departments, charter_at):
    network = build.document(charter_at("agreed")).network.id
    role = db.session.query(Post).filter_by(network_id=network, person_id=people.participant).one()
    head = db.session.query(Post).filter_by(person_id=people.family_head).one()
    for person, post in ((people.participant, role.id), (people.school_head, head.id), (people.stranger, 2**40)):
        with pytest.raises(Exception, match="404"):
            operations.end_post(person, build.actor(people.consultant), post, clock.today())


@pytest.mark.both_databases
def test_what_another_changed_meanwhile_is_told_and_nothing_of_it_is_lost(browse, people):
    url, office = f"/personer/{people.stranger}", browse(people.consultant)
    form = office.form(url, url)
    assert browse(people.director).submit(url, url, {"title": "Leder af biblioteket"}).status_code == 303
    answer = office.send(form, {"about": "Grønne Stier"})
    assert answer.status_code == 409
    assert "Leder af biblioteket" in text_of(answer)
    (kept,) = [form for form in forms(answer) if form.action.endswith(url)]
    assert kept.fields["about"] == ["Grønne Stier"]
    db.session.rollback()
    row = db.session.get_one(Person, people.stranger)
    assert (row.title, row.about) == ("Leder af biblioteket", "")
    for _twice in range(2):
        assert office.send(kept, {"title": "Leder af biblioteket"}).status_code == 303
    db.session.rollback()
    row = db.session.get_one(Person, people.stranger)
    assert (row.title, row.about) == ("Leder af biblioteket", "Grønne Stier")
    assert told().count("person.changed") == 2


@pytest.mark.both_databases
def test_the_last_who_keeps_the_register_cannot_be_locked_out(people):
    office, today = build.actor(people.consultant), clock.today()
    mine = {post.person_id: post.id for post in db.session.query(Post) if post.function.startswith("netvaerks")}
    operations.end_post(people.director, office, mine[people.director], today)
    operations.end_post(people.other_consultant, office, mine[people.other_consultant], today)
    with pytest.raises(Refusal, match="Så er der ingen tilbage"):
        operations.end_post(people.consultant, office, mine[people.consultant], today)
    seen, closed = operations.shown(db.session.get_one(Person, people.consultant)), ("Rasmus", "", "", "r@example.dk")
    with pytest.raises(Refusal, match="Så er der ingen tilbage"):
        operations.change_person(people.consultant, office, seen, *closed, has_account=False)


def test_a_closed_account_signs_nobody_in_and_its_person_is_not_from_outside(browse, people):
    leaving, office = browse(people.stranger), browse(people.consultant)
    assert leaving.get("/").status_code == 200
    url = f"/personer/{people.stranger}"
    assert office.submit(url, url, {"has_account": []}).status_code == 303
    assert leaving.get("/").status_code == 302
    page = text_of(office.get(url))
    assert "Kontoen blev lukket" in page
    assert "Udefra" not in page


@pytest.mark.both_databases
def test_persons_are_shown_a_page_at_a_time_in_danish_order(browse, people):
    with write() as session:
        for number in range(60):
            session.add(Person(name=f"Aa {number:03}", first_name="Aa", sort_key=f"zzz{number:03}", title=""))
    office = browse(people.consultant)
    first, second = (text_of(office.get(f"/personer?side={page}")) for page in (1, 2))
    assert "Side 1 af 2" in first
    assert "Aa 059" in second
    assert office.get("/personer?side=99999999999999").status_code == 200
