"""domain.md 15: a contract that was agreed on paper before comes in as its scan, without new approvals."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from sqlalchemy import select
from werkzeug.datastructures import FileStorage, MultiDict
from werkzeug.test import encode_multipart

from app.core import clock, events, files
from app.core.db import db
from app.core.forms import write_date
from app.devtools.scan import signed
from app.documents import integrity, sheets, standing
from app.documents.consents import Consent, Decision
from app.documents.models import Document
from app.documents.standing import Standing
from app.lifecycle.models import Briefing
from app.networks.models import Network
from app.people.models import Person
from tests import build
from tests.browse import text_of
from tests.imports import books

SCAN = signed(["Aftalt på papir"], ["Birgitte Holmskov"])
DAY = date(2026, 1, 20)


@pytest.fixture
def phases(browse, people):
    """The numbers of the three phases of a network that was running when it came in."""
    books.read_in(browse(people.consultant), books.book(**books.FIRST_DAY))
    db.session.rollback()
    network = db.session.scalars(select(Network)).one()
    return [document.number for document in network.documents]


def adopt(browser, number, scan=SCAN, **typed):
    url = f"/dokumenter/{number}/indgaaet-paa-papir"
    form = browser.form(url, "/indgaaet-paa-papir")
    file = FileStorage(BytesIO(scan), filename="scan.pdf", name="scan")
    given = {**form.fields, "day": write_date(DAY), **typed, "scan": file}
    boundary, body = encode_multipart(MultiDict(given))
    return browser.post_raw(url, body, f"multipart/form-data; boundary={boundary}")


def named(name):
    db.session.rollback()
    return db.session.scalars(select(Person.id).where(Person.name == name)).one()


@pytest.mark.both_databases
def test_the_scan_is_the_text_in_force_and_nobody_is_asked(browse, people, phases):
    office, idea = browse(people.consultant), phases[0]
    assert "Læg det underskrevne papir op" in text_of(office.get(f"/dokumenter/{idea}"))
    assert adopt(office, idea).status_code == 303
    document = build.document(idea)
    version = document.in_force
    assert (document.state, version.paper_day, standing.of(version)) == ("agreed", DAY, Standing.IN_FORCE)
    assert sheets.agreed_on(version) == DAY
    assert version.text["parties"] == []
    assert db.session.scalars(select(Consent)).all() == []
    page = text_of(office.get(f"/dokumenter/{idea}"))
    assert "Indgået på papir den 20. januar 2026, registreret af Rasmus Toft" in page
    assert "Det scannede papir er den tekst, der gælder" in page
    assert "Hent det scannede papir" in page
    for person in (people.school_head, named("Astrid Ege")):
        assert idea not in browse(person).get("/").text
    assert integrity.first_break() is None
    assert events.first_break() is None
    assert files.first_break() is None


def test_all_three_phases_are_taken_over_in_any_order_and_the_network_s_days_stand(browse, people, phases):
    office = browse(people.consultant)
    url = "/netvaerk/" + phases[0][3:11]
    assert "Sekretariatet mangler at lægge fase 1, fase 2 og fase 3 op med underskrifter." in text_of(office.get(url))
    for number in reversed(phases):
        assert adopt(office, number).status_code == 303
    db.session.rollback()
    network = db.session.scalars(select(Network)).one()
    assert network.state == "running"
    assert (network.starts_on, network.ends_on) == (date(2026, 2, 1), date(2026, 12, 31))
    page = text_of(office.get(f"/netvaerk/{network.number}"))
    assert "Flere børn skal have en fast fritidsaktivitet" in page
    assert "Fase 3 er ikke aftalt" not in page
    assert db.session.scalars(select(Briefing)).all() == []
    leader = browse(named("Bo Lind"))
    for number in phases[1:]:
        assert leader.get(f"/dokumenter/{number}").status_code == 200
    assert leader.get(f"/dokumenter/{phases[2]}/svar").status_code == 409
    assert integrity.first_break() is None


def test_the_body_s_minute_is_entered_word_for_word(browse, people, phases):
    said = {"item": "4", "case_number": "26-1207", "wording": "Chefforum tiltrådte indstillingen."}
    office = browse(people.consultant)
    assert adopt(office, phases[0], **said).status_code == 303
    db.session.rollback()
    decision = db.session.scalars(select(Decision)).one()
    assert (decision.forum, decision.result, decision.day) == ("chefforum", "agreed", DAY)
    page = text_of(office.get(f"/dokumenter/{phases[0]}"))
    assert "Tiltrådt af Chefforum den 20. januar 2026, punkt 4" in page
    assert "Chefforum tiltrådte indstillingen." in page
    assert integrity.first_break() is None


def test_a_change_of_it_is_written_and_approved_as_any_other(browse, people, phases, departments):
    office, idea = browse(people.consultant), phases[0]
    adopt(office, idea)
    office.submit(f"/dokumenter/{idea}", "/aendr")
    answers = {**build.ANSWERS, "central_departments": str(departments.school)}
    build.save(idea, build.actor(people.consultant), answers, {})
    build.send(idea, build.actor(people.consultant))
    document = build.document(idea)
    assert document.in_force.n == 1
    # The director, Skoler og Uddannelse, Kultur og Fritid, which it would leave out and whose head sits in chefforum.
    assert len(document.latest.parties) == 4
    build.agree(idea, people, (people.director, people.school_head))
    document = build.document(idea)
    assert [standing.of(version) for version in document.versions] == [Standing.REPLACED, Standing.IN_FORCE]
    assert office.get(f"/dokumenter/{idea}/version/1").status_code == 200
    assert integrity.first_break() is None


@pytest.mark.both_databases
def test_who_reads_the_text_reads_the_scan(browse, people, phases):
    office, frame = browse(people.consultant), phases[1]
    adopt(office, frame)
    copy = build.document(frame).in_force.papers[0]
    url = f"/dokumenter/{frame}/papir/{copy.id}"
    for person, status in (
        (people.consultant, 200),
        (named("Bo Lind"), 200),
        (people.stranger, 200),
        (people.finance_head, 404),
    ):
        assert browse(person).get(url).status_code == status, person
    assert browse(people.consultant).get(url).data == SCAN


def test_only_of_a_network_that_was_under_way_and_only_by_the_office(browse, people, phases, phase_at):
    other = phase_at("draft")
    assert browse(people.consultant).get(f"/dokumenter/{other}/indgaaet-paa-papir").status_code == 409
    assert "indgaaet-paa-papir" not in browse(people.consultant).get(f"/dokumenter/{other}").text
    assert browse(named("Bo Lind")).get(f"/dokumenter/{phases[1]}/indgaaet-paa-papir").status_code == 403
    assert browse(people.finance_head).get(f"/dokumenter/{phases[0]}/indgaaet-paa-papir").status_code == 404


def test_a_text_that_has_been_sent_is_approved_instead(browse, people, phases, departments):
    idea = phases[0]
    build.save(idea, build.actor(people.consultant), build.answers_of(departments), {})
    build.send(idea, build.actor(people.consultant))
    assert browse(people.consultant).get(f"/dokumenter/{idea}/indgaaet-paa-papir").status_code == 409


@pytest.mark.both_databases
def test_the_same_paper_twice_is_once(browse, people, phases):
    office = browse(people.consultant)
    assert adopt(office, phases[0]).status_code == 303
    url = f"/dokumenter/{phases[0]}/indgaaet-paa-papir"
    file = FileStorage(BytesIO(SCAN), filename="scan.pdf", name="scan")
    token = office.form("/indlaesning", "/indlaesning").fields["csrf_token"]
    boundary, body = encode_multipart(MultiDict({"csrf_token": token, "day": write_date(DAY), "scan": file}))
    assert office.post_raw(url, body, f"multipart/form-data; boundary={boundary}").status_code == 303
    assert len(build.document(phases[0]).versions) == 1


def test_what_is_missing_is_told_and_what_was_typed_stays(browse, people, phases):
    office = browse(people.consultant)
    later = write_date(clock.today() + timedelta(days=1))
    answer = adopt(office, phases[0], b"no pdf", day=later, wording="Chefforum tiltrådte.")
    assert answer.status_code == 422
    said = text_of(answer)
    assert "Datoen ligger i fremtiden" in said
    assert "Filen er ikke en PDF" in said
    assert "Chefforum tiltrådte." in said
    assert db.session.scalars(select(Document).where(Document.agreed_n.is_not(None))).all() == []
