"""domain.md 15: what runs already comes in from a spreadsheet, tried first, all or nothing, and twice is once."""

from datetime import date

import pytest
from openpyxl import load_workbook
from sqlalchemy import func, select

from app.core import clock, events
from app.core.db import db, write
from app.documents import integrity
from app.documents.models import Document
from app.imports.models import Workbook
from app.lifecycle.models import Briefing
from app.networks.models import Network
from app.people.models import Department, Function, Person, Post
from tests import build
from tests.browse import text_of
from tests.imports import books

TABLES = (Department, Person, Post, Network, Document, events.Event)


def counts():
    db.session.rollback()
    return [db.session.scalar(select(func.count()).select_from(table)) for table in TABLES]


def one(model, **values):
    db.session.rollback()
    return db.session.scalars(select(model).filter_by(**values)).one()


def test_a_file_is_tried_before_it_changes_anything(browse, people):
    before = counts()
    page, _address = books.tried(browse(people.consultant), books.book(**books.FIRST_DAY))
    said = text_of(page)
    assert "Filen tilføjer 9 linjer" in said
    assert "netværk.xlsx er uden fejl. Der er ikke læst noget ind endnu." in said
    assert "Afdelinger 2 0 Personer 4 0 Poster 2 0 Netværk 1 0" in said
    assert counts() == before


@pytest.mark.both_databases
def test_departments_persons_posts_and_networks_are_there_when_it_is_read_in(browse, people, departments):
    answer = books.read_in(browse(people.consultant), books.book(**books.FIRST_DAY))
    assert answer.status_code == 303
    page = browse(people.consultant).get(answer.location)
    assert "Alt i filen står allerede i systemet" in text_of(page)
    room, head = one(Department, name="Kultur og Fritid"), one(Person, name="Astrid Ege")
    assert one(Department, name="Miljø").successor_id == room.id
    assert room.from_date == date(2016, 1, 1)
    assert (head.email, head.is_active) == ("astrid.ege@example.dk", True)
    assert one(Person, name="Dan Ravn").is_external
    assert one(Post, function=Function.AFDELINGSCHEF, department_id=room.id).person_id == head.id
    network = one(Network, title="Fritidsliv for alle")
    assert (network.state, network.is_taken_over) == ("running", True)
    assert (network.starts_on, network.ends_on) == (date(2026, 2, 1), date(2026, 12, 31))
    held = {(post.function, post.person.name) for post in network.posts}
    assert held == {
        (Function.NETVAERKSLEDER, "Bo Lind"),
        (Function.CO_DRIVER, "Carla Friis"),
        (Function.NETVAERKSDELTAGER, "Dan Ravn"),
        (Function.NETVAERKSDELTAGER, "Ida Skovbjerg"),
    }
    known = {document.kind: {a.key: a.value for a in document.answers} for document in network.documents}
    purpose = {"purpose": "Flere børn skal have en fast fritidsaktivitet."}
    assert known["contract.idea"] == purpose | {"central_departments": f"{departments.school},{room.id}"}
    assert known["contract.frame"] == {"start": "2026-02-01", "end": "2026-12-31"}
    assert integrity.first_break() is None
    assert events.first_break() is None


@pytest.mark.both_databases
def test_read_in_twice_it_is_once_and_what_was_there_stays(browse, people):
    office = browse(people.consultant)
    books.read_in(office, books.book(**books.FIRST_DAY))
    before = counts()
    again = {**books.FIRST_DAY, "Personer": [{**books.PERSONS[0], "Stilling": "En anden"}, *books.PERSONS[1:]]}
    for content in (books.book(**books.FIRST_DAY), books.book(**again)):
        page, address = books.tried(office, content)
        assert "Alt i filen står allerede i systemet" in text_of(page)
        assert f'action="{address}"' not in page.text
    assert counts() == before
    assert one(Person, name="Astrid Ege").title == "Kulturchef"


@pytest.mark.both_databases
def test_the_button_pressed_twice_reads_in_once(browse, people):
    office = browse(people.consultant)
    _page, address = books.tried(office, books.book(**books.FIRST_DAY))
    form = office.form(address, address)
    assert office.send(form).status_code == 303
    before = counts()
    assert office.send(form).status_code == 303
    assert counts() == before


def test_a_file_that_adds_to_another_names_what_is_there_already(browse, people):
    office = browse(people.consultant)
    books.read_in(office, books.book(Personer=books.PERSONS))
    later = books.book(Poster=[{"Person": "Bo Lind", "Post": "Netværkskonsulent", "Fra": "1. marts 2026"}])
    assert books.read_in(office, later).status_code == 303
    assert one(Post, function=Function.NETVAERKSKONSULENT, person_id=one(Person, name="Bo Lind").id)


@pytest.mark.parametrize(
    ("said", "state"),
    [
        ("En idé", "idea"),
        ("Indstillet til beslutning", "idea"),
        ("Udsat", "idea"),
        ("Ikke tiltrådt", "rejected"),
        ("Opgivet", "withdrawn"),
        ("Besluttet", "decided"),
        ("Under forberedelse", "preparing"),
        ("I gang", "running"),
        ("Under afslutning", "concluding"),
        ("Klar til beslutning om fortsættelse", "outcome_proposed"),
        ("Ved at lukke", "closing"),
        ("Afsluttet", "closed"),
    ],
)
def test_a_network_comes_in_in_any_state(browse, people, said, state):
    days = {"Start": date(2026, 2, 1), "Slut": date(2026, 12, 31)}
    row = {"Titel": "Et netværk", "Type": "læringsnetværk", "Status": said, **days}
    page, address = books.tried(browse(people.consultant), books.book(Netværk=[row]))
    assert ("Begynder som idé: Et netværk" in text_of(page)) == (said in ("Indstillet til beslutning", "Udsat"))
    office = browse(people.consultant)
    office.submit(address, address)
    network = one(Network, title="Et netværk")
    assert network.state == state
    assert office.get(f"/netvaerk/{network.number}").status_code == 200
    assert office.get("/netvaerk?tilstand=alle").status_code == 200
    told = text_of(office.get(f"/netvaerk/{network.number}"))
    assert ("Det har ingen leder." in told) == (
        state in ("preparing", "running", "concluding", "outcome_proposed", "closing")
    )
    assert db.session.scalars(select(Briefing)).all() == []


def test_only_who_keeps_the_register_and_of_networks_only_the_office(browse, people):
    assert browse(people.school_head).get("/indlaesning").status_code == 403
    assert browse(people.school_head).get("/indlaesning/skabelon").status_code == 403
    with write() as session:
        post = Post(function=Function.ADMINISTRATOR, person_id=people.stranger, from_date=clock.today())
        session.add(post)
    administrator = browse(people.stranger)
    page, _address = books.tried(administrator, books.book(**books.FIRST_DAY))
    assert "Kun sekretariatet lægger netværk ind" in text_of(page)
    rest = {name: rows for name, rows in books.FIRST_DAY.items() if name != "Netværk"}
    assert books.read_in(administrator, books.book(**rest)).status_code == 303


def test_a_trial_is_its_own_s_and_forgotten_after_a_day(browse, people):
    office = browse(people.consultant)
    _page, address = books.tried(office, books.book(**books.FIRST_DAY))
    assert browse(people.director).get(address).status_code == 404
    assert browse(people.director).post(address).status_code == 404
    assert office.get("/indlaesning/" + "0" * 64).status_code == 404
    with build.days_later(2):
        books.upload(browse(people.consultant), books.book(Personer=books.PERSONS))
    db.session.rollback()
    assert len(db.session.scalars(select(Workbook)).all()) == 1


def test_the_template_guides_and_offers_lists(browse, people):
    answer = browse(people.consultant).client.get("/indlaesning/skabelon")
    assert answer.mimetype == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    template = load_workbook(books.BytesIO(answer.data))
    assert template.sheetnames == ["Vejledning", "Afdelinger", "Personer", "Poster", "Netværk"]
    guide = " ".join(str(cell.value) for row in template["Vejledning"].iter_rows() for cell in row)
    assert "Muligheder: Velfærdsnetværk; Innovationsnetværk, besluttet af politisk udvalg" in guide
    assert len(template["Netværk"].data_validations.dataValidation) == 2
