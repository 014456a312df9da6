"""R18: a text signed on paper is recorded with its scan, by whom and when, and counts as any other approval."""

from datetime import timedelta
from io import BytesIO

import pytest
from sqlalchemy import text as sql
from werkzeug.datastructures import FileStorage, MultiDict
from werkzeug.test import encode_multipart

from app.core import clock, events, files, formats
from app.core.db import db, write
from app.core.forms import write_date
from app.core.text import check_code, sha256
from app.devtools.scan import signed
from app.documents import integrity, said
from app.documents.consents import Consent, PaperCopy
from app.mails import items
from app.people.models import Person, Post
from tests import build
from tests.agreements import PERSONALELEDER, led, sent
from tests.browse import text_of

SCAN = signed(["Aftalt på papir"], ["Birgitte Holmskov"])
HEAVY = SCAN.removesuffix(b"%%EOF\n") + b"%" * 400_000 + b"\n%%EOF\n"  # of several pieces in the store


def record(browser, number, persons, scan=SCAN, name="scan.pdf", **typed):
    url = f"/dokumenter/{number}/papir"
    form = browser.form(url, "/papir")
    return send(browser, form, number, persons, scan, name, **typed)


def send(browser, form, number, persons, scan=SCAN, name="scan.pdf", **typed):
    version = build.document(number).latest
    slots = [f"{party.slot}-{person}" for party in version.parties for person in persons if holds(party, person)]
    given = {"code": version.code, "day": write_date(clock.today()), "signed": slots, **typed}
    file = FileStorage(BytesIO(scan), filename=name, name="scan", content_type="application/pdf")
    boundary, body = encode_multipart(MultiDict({**form.fields, **given, "scan": file}))
    return browser.post_raw(form.action, body, f"multipart/form-data; boundary={boundary}")


def holds(party, person):
    return party.position in build.actor(person).positions


def copy_id():
    db.session.rollback()
    return db.session.query(PaperCopy).one().id


def sound():
    db.session.rollback()
    return integrity.first_break() is None and events.first_break() is None and files.first_break() is None


def approved(number):
    return [party.has_approved for party in build.document(number).latest.parties]


def test_who_is_recorded_as_having_signed_is_told_by_whom(browse, people, frame_at):
    number = sent(people, led(people, frame_at), PERSONALELEDER)
    assert record(browse(people.leader), number, [people.finance_head]).status_code == 303
    assert build.document(number).state == "agreed"
    (told,) = [one for one in items.of(db.session.get(Person, people.finance_head)) if one.act == "for_you"]
    assert told.title == "Din underskrift på papir er registreret: aftalen med personalelederen"
    assert told.text.startswith("Karen Bjergsted har registreret den.")
    assert [one.act for one in items.of(db.session.get(Person, people.leader)) if one.act == "for_you"] == []


@pytest.mark.both_databases
def test_who_signed_on_paper_has_approved_that_version(browse, people, phase_at):
    number, office = phase_at("sent"), browse(people.consultant)
    assert record(office, number, [people.school_head], HEAVY).status_code == 303
    assert approved(number) == [False, True, False, False]
    consent = build.document(number).latest.parties[1].consent
    assert (consent.method, consent.person_id, consent.recorded_by_id) == (
        "paper",
        people.school_head,
        people.consultant,
    )
    assert (consent.day, consent.sha256) == (clock.today(), build.latest_sha(number))
    assert (consent.paper.file_sha256, consent.paper.recorded_by_id) == (sha256(HEAVY), people.consultant)
    assert b"".join(files.stream(sha256(HEAVY))) == HEAVY
    assert build.document(number).state == "sent"
    assert [event.action for event in events.chain()].count("document.approved_on_paper") == 1
    today = formats.date_full(clock.today())
    told = f"Indgået på papir den {today}, registreret af Rasmus Toft den {today}"
    assert said.of(build.document(number).latest.parties[1]) == told
    assert sound()


def test_the_way_to_paper_is_quiet_and_there_for_who_is_awaited(browse, people, phase_at):
    number = phase_at("approved_by_one")
    to_record = f'<a class="button quiet" href="/dokumenter/{number}/papir">Registrér underskrift på papir</a>'
    to_sign = f'href="/dokumenter/{number}/pdf/underskrift">Hent en udskrift til underskrift</a>'
    pages = {who: browse(who).get(f"/dokumenter/{number}").text for who in (people.director, people.school_head)}
    assert to_record in pages[people.director]
    assert to_sign not in pages[people.director]  # she has approved
    assert to_record not in pages[people.school_head]
    assert to_sign in pages[people.school_head]
    assert "/underskrift" not in browse(people.school_head).get(f"/dokumenter/{phase_at('agreed')}").text


def test_one_paper_with_all_signatures_that_are_missing_locks_the_text(browse, people, phase_at):
    """R16: the body has decided, whose decision is never signed."""
    number = phase_at("approved_by_one")
    build.decide(number, build.actor(people.consultant))
    assert record(browse(people.consultant), number, [people.school_head, people.family_head]).status_code == 303
    assert build.document(number).state == "agreed"
    assert db.session.query(PaperCopy).count() == 1
    assert sound()


@pytest.mark.both_databases
def test_the_same_paper_posted_twice_is_recorded_once(browse, people, phase_at):
    number, office = phase_at("approved_by_one"), browse(people.consultant)
    form = office.form(f"/dokumenter/{number}/papir", "/papir")
    both = [people.school_head, people.family_head]
    assert [send(office, form, number, both).status_code for _ in range(2)] == [303, 303]
    assert db.session.query(Consent).count() == 3
    assert db.session.query(PaperCopy).count() == 1


def test_who_has_approved_already_cannot_be_recorded_again(browse, people, phase_at):
    number, office = phase_at("sent"), browse(people.consultant)
    form = office.form(f"/dokumenter/{number}/papir", "/papir")
    build.operations.approve(number, build.actor(people.school_head), build.latest_sha(number))
    answer = send(office, form, number, [people.school_head])
    assert answer.status_code == 422
    assert db.session.query(Consent).count() == 1


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"code": ""}, "Skriv tjekkoden"),
        ({"code": "ABCD"}, "Skriv tjekkoden"),
        ({"code": check_code("0" * 64)}, "Vi kender ikke koden"),
        ({"day": ""}, "Skriv datoen for underskrifterne"),
        ({"day": "1. januar 2090"}, "Datoen ligger i fremtiden"),
        ({"day": "1. januar 2020"}, "Teksten blev først sendt senere"),
        ({"signed": []}, "Vælg dem, der har skrevet under"),
        ({"signed": ["1-99999"]}, "Vælg blandt dem, der er vist"),
        ({"signed": ["x"]}, "Vælg blandt dem, der er vist"),
    ],
)
def test_what_does_not_fit_the_paper_is_refused(browse, people, phase_at, typed, sentence):
    number = phase_at("sent")
    answer = record(browse(people.consultant), number, [people.school_head], **typed)
    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert "Vælg filen igen" in text_of(answer)
    assert db.session.query(Consent).count() == 0


def test_a_paper_of_another_text_or_of_a_replaced_version_is_refused_by_name(browse, people, phase_at):
    other = build.document(phase_at("sent", title="Noget andet")).latest
    number, office = phase_at("sent_back"), browse(people.consultant)
    first = build.document(number).latest.code
    writer = build.actor(people.consultant)
    build.save(number, writer, {"strategy": "Nyt"}, {})
    build.send(number, writer)
    answer = text_of(record(office, number, [people.school_head], code=first))
    assert "Koden hører til version 1. Det er version 2, der venter på godkendelse nu" in answer
    answer = text_of(record(office, number, [people.school_head], code=other.code.lower().replace("-", " ")))
    assert f"Koden hører til en anden tekst: {other.document.number}, version 1" in answer
    assert approved(number) == [False, False, False, False]


@pytest.mark.both_databases
def test_a_paper_of_a_text_that_changed_meanwhile_is_refused(browse, people, phase_at):
    number, office = phase_at("sent"), browse(people.consultant)
    form = office.form(f"/dokumenter/{number}/papir", "/papir")
    writer = build.actor(people.other_consultant)
    build.operations.recall(number, writer)
    assert send(office, form, number, [people.school_head]).status_code == 409
    build.save(number, writer, {"strategy": "Nyt"}, {})
    build.send(number, writer)
    answer = send(office, form, number, [people.school_head])
    assert answer.status_code == 409
    assert "Intet er registreret" in text_of(answer)
    assert db.session.query(Consent).count() == 0


def test_who_held_the_post_on_the_day_is_who_signed(browse, people, departments, phase_at):
    """The paper was signed the day it was sent; since then another holds the post."""
    with clock.standing_at(clock.now() - timedelta(days=10)):
        number = phase_at("sent")
        sent = clock.today()
    with write() as session:
        post = session.query(Post).filter_by(person_id=people.school_head).one()
        post.to_date = clock.today() - timedelta(days=5)
        successor = Post(
            person_id=people.stranger,
            function=post.function,
            department_id=post.department_id,
            from_date=clock.today() - timedelta(days=4),
        )
        session.add(successor)
    office = browse(people.consultant)
    page = office.get(f"/dokumenter/{number}/papir").text
    assert "Birgitte Holmskov" in page
    assert "Ida Skovbjerg" in page
    old, new = f"1-{people.school_head}", f"1-{people.stranger}"
    answer = record(office, number, [], signed=[old])
    assert "Birgitte Holmskov havde ikke posten den dag" in text_of(answer)
    answer = record(office, number, [], signed=[new], day=write_date(sent))
    assert "Ida Skovbjerg havde ikke posten den dag" in text_of(answer)
    assert record(office, number, [], signed=[old], day=write_date(sent)).status_code == 303
    assert build.document(number).latest.parties[1].consent.person_id == people.school_head


def test_one_person_signs_for_each_post(browse, people, departments, phase_at):
    number = phase_at("sent")
    with write() as session:
        held = session.query(Post).filter_by(person_id=people.school_head).one()
        session.add(
            Post(
                person_id=people.stranger,
                function=held.function,
                department_id=held.department_id,
                from_date=held.from_date,
                is_acting=True,
            )
        )
    both = [f"1-{people.school_head}", f"1-{people.stranger}"]
    answer = record(browse(people.consultant), number, [], signed=both)
    assert "Vælg én person for hver post" in text_of(answer)
    assert db.session.query(Consent).count() == 0


@pytest.mark.both_databases
def test_the_scan_is_there_for_the_office_and_the_parties_alone(browse, people, frame_at):
    number = frame_at("sent")
    record(browse(people.consultant), number, [people.leader, people.director])
    assert build.document(number).state == "agreed"
    build.add_participant(build.document(number).network.number, build.actor(people.leader), people.participant)
    copy = copy_id()
    for who in (people.consultant, people.director, people.leader):
        scan = browse(who).get(f"/dokumenter/{number}/papir/{copy}")
        assert (scan.status_code, scan.data, scan.mimetype) == (200, SCAN, "application/pdf")
        assert scan.headers["Content-Disposition"] == f'attachment; filename="{number}-papir-{copy}.pdf"'
        assert scan.headers["X-Content-Type-Options"] == "nosniff"
        for address in ("", "/version/1"):
            page = browse(who).get(f"/dokumenter/{number}{address}")
            assert page.text.count(f'href="/dokumenter/{number}/papir/{copy}"') == 2  # beside each who signed it
    page = browse(people.participant).get(f"/dokumenter/{number}")
    assert "Indgået på papir den " in text_of(page)
    assert "/papir/" not in page.text
    assert browse(people.participant).get(f"/dokumenter/{number}/papir/{copy}").status_code == 404
    assert browse(people.stranger).get(f"/dokumenter/{number}/papir/{copy}").status_code == 404


def test_a_scan_is_not_found_under_another_document_or_number(browse, people, phase_at):
    number, other = phase_at("sent"), phase_at("sent", title="Noget andet")
    office = browse(people.consultant)
    record(office, number, [people.school_head])
    copy = copy_id()
    assert office.get(f"/dokumenter/{other}/papir/{copy}").status_code == 404
    for made_up in (copy + 1, 10**30):
        assert office.get(f"/dokumenter/{number}/papir/{made_up}").status_code == 404


def test_a_head_who_was_not_asked_about_the_version_does_not_get_its_scan(browse, people, departments, phase_at):
    number = phase_at("sent_back")
    writer = build.actor(people.consultant)
    stored = {answer.key: answer for answer in build.document(number).answers}["central_departments"]
    base = {"central_departments": build.texts.base(stored.value, stored.version)}
    build.save(number, writer, {"central_departments": str(departments.school)}, base)
    build.send(number, writer)
    record(browse(people.consultant), number, [people.school_head])
    copy = copy_id()
    assert browse(people.school_head).get(f"/dokumenter/{number}/papir/{copy}").status_code == 200
    assert browse(people.family_head).get(f"/dokumenter/{number}").status_code == 200
    assert browse(people.family_head).get(f"/dokumenter/{number}/papir/{copy}").status_code == 404


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("UPDATE file_chunk SET data = substr(data, 2) WHERE n = 0", files.first_break),
        ("UPDATE consent SET day = '2020-01-01' WHERE method = 'paper'", integrity.first_break),
        ("UPDATE consent SET recorded_by_id = 1 WHERE method = 'paper'", integrity.first_break),
        ("UPDATE paper_copy SET file_sha256 = (SELECT MIN(sha256) FROM file WHERE size < 100)", integrity.first_break),
    ],
)
@pytest.mark.both_databases
def test_a_paper_altered_behind_the_software_s_back_is_found(browse, people, phase_at, statement, found):
    number = phase_at("sent")
    record(browse(people.consultant), number, [people.school_head])
    assert sound()
    with write() as session:
        files.store(session, b"%PDF-another %%EOF", 1)
        on = session.get_bind().dialect.name == "postgresql"
        for table in ("file_chunk", "consent", "paper_copy"):
            session.execute(sql(f"DROP TRIGGER {table}_keeps_update{f' ON {table}' if on else ''}"))
        session.execute(sql(statement))
    assert found() is not None
