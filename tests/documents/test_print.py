"""The print: asked for, made once by a job, stored, streamed; and what it says is what was agreed."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

import docgen
from app.core import clock, forms, jobs
from app.core.db import db, write
from app.core.text import canonical, normalise
from app.documents import printing, sheets, texts
from app.documents.catalogue import KINDS
from app.documents.models import Document
from app.documents.printing import Rendition
from app.documents.questions import TEXT_MAX
from app.people.models import Person
from tests import build
from tests.browse import text_of


@pytest.mark.both_databases
def test_an_agreed_document_is_printed_once_and_conforms(browse, people, phase_at, work):
    number = phase_at("agreed")
    browser = browse(people.school_head)
    waiting = browser.get(f"/dokumenter/{number}/pdf")
    assert waiting.status_code == 202
    assert "PDF-filen bliver lavet" in text_of(waiting)
    assert waiting.headers["Refresh"] == "1"
    work()
    answer = browser.get(f"/dokumenter/{number}/pdf")
    assert answer.status_code == 200
    assert answer.mimetype == "application/pdf"
    assert docgen.check(answer.data) == []
    data = docgen.read_attached(answer.data)
    version = build.document(number).latest
    assert data["check"]["code"] == version.code
    assert data["check"]["text_sha256"] == version.sha256
    assert [row["name"] for row in data["sections"][-1]["groups"][0]["rows"]] == [
        "Hanne Thorsager",
        "Birgitte Holmskov",
        "Jens Lundgaard",
    ]
    browser.get(f"/dokumenter/{number}/pdf")
    assert db.session.query(Rendition).count() == 1
    assert db.session.query(jobs.Job).filter_by(kind="render").count() == 0


def test_a_draft_says_udkast_has_no_code_and_names_what_is_missing(browse, people, phase_at, work):
    browser = browse(people.consultant)
    created = browser.submit("/netvaerk/nyt", "/netvaerk/nyt", {"title": "En fælles ungdomsklub"})
    number = created.location.split("/")[2]
    browser.get(f"/dokumenter/{number}/pdf")
    work()
    answer = browser.get(f"/dokumenter/{number}/pdf")
    assert docgen.check(answer.data) == []
    assert "udkast" in answer.headers["Content-Disposition"]
    data = docgen.read_attached(answer.data)
    assert data["state"] == "draft"
    assert data.get("check") is None
    missing = next(section for section in data["sections"] if section["block"] == "table")
    assert [row[0] for row in missing["rows"]] == ["Formål", "Baggrund", "Omfang", "Centrale afdelinger"]


def test_the_same_draft_is_not_rendered_twice_and_a_changed_one_is(browse, people, phase_at):
    number = phase_at("draft")
    browser = browse(people.consultant)
    for _ in range(3):
        browser.get(f"/dokumenter/{number}/pdf")
    assert db.session.query(Rendition).count() == 1
    build.save(number, build.actor(people.consultant), {"strategy": "Nyt"}, {})
    browser.get(f"/dokumenter/{number}/pdf")
    assert db.session.query(Rendition).count() == 2


def test_a_print_that_cannot_be_made_is_told_and_can_be_tried_again(browse, people, phase_at, work):
    number = phase_at("agreed")
    with write() as session:
        session.execute(text("DROP TRIGGER rendition_keeps_update"))
        said = session.query(Rendition).one().record
        session.query(Rendition).update({"record": "{}"})
    work()
    browser = browse(people.director)
    failed = browser._alone(browser.client.get, f"/dokumenter/{number}/pdf")
    assert failed.status_code == 503
    assert "PDF-filen kunne ikke laves" in text_of(failed)
    assert "Refresh" not in failed.headers
    printing.sweep()
    work()
    assert (
        browser._alone(browser.client.get, f"/dokumenter/{number}/pdf").status_code == 503
    )  # nobody asked for another try
    with write() as session:
        session.query(Rendition).update({"record": said})
    assert browser.post(f"/dokumenter/{number}/pdf").status_code == 303
    work()
    made = browser.get(f"/dokumenter/{number}/pdf")
    assert made.status_code == 200
    again = browser.get(f"/dokumenter/{number}/pdf", headers={"If-None-Match": made.headers["ETag"]})
    assert again.status_code == 304
    assert again.data == b""


def test_an_agreed_text_whose_job_was_lost_is_found_by_the_sweep(people, phase_at, work):
    phase_at("agreed")
    with write() as session:
        session.query(jobs.Job).delete()
    printing.sweep()
    work()
    assert db.session.query(Rendition).one().file_sha256


def test_the_record_is_frozen_when_the_text_locks(people, phase_at):
    number = phase_at("agreed")
    record = db.session.query(Rendition).one().record
    with write() as session:
        session.get_one(Person, people.director).name = "Nyt Navn"
    with clock.standing_at(clock.now().replace(year=2030)):
        build.asked(printing.shown(sheets.of(build.document(number), build.document(number).current)))
    assert db.session.query(Rendition).one().record == record


TYPED = st.text(st.characters(max_codepoint=0x24F) | st.sampled_from("\n\n- •–☐☑→😀"), max_size=400)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(st.sampled_from(["purpose", "background", "concerns", "criteria", "value"]), TYPED))
def test_whatever_the_form_lets_through_can_be_printed(app, people, phase_at, typed):
    found = db.session.query(Document).first()
    document = build.document(found.number if found else phase_at("draft"))
    kind = KINDS[document.kind]
    answers = {key: normalise(value) for key, value in typed.items()}
    answers = {
        key: value for key, value in answers.items() if not forms.unfit(value) and not forms.too_long(value, TEXT_MAX)
    }
    text = texts.with_answers(document, {**texts.values(document), **answers})
    with app.test_request_context():
        docgen.decode(canonical(kind.printed(sheets.Shown(document, None, text))))
