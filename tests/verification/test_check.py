"""/tjek and `flask verify`: what a paper or file is, to anybody who holds it, and never what it says."""

import io
import json
import zlib

import pikepdf
import pytest

from app.core.db import db
from app.core.files import stream
from app.documents import printing, sheets
from app.documents.printing import Rendition
from tests import build
from tests.browse import text_of


@pytest.fixture
def agreed_pdf(phase_at, work):
    number = phase_at("agreed")
    work()
    return number, b"".join(stream(db.session.query(Rendition).one().file_sha256))


def upload(browser, content):
    """As a browser sends a file, in one piece: the test client would leave a temporary file open."""
    token = browser.form("/tjek", "/tjek").fields["csrf_token"][0].encode()
    parts = b'--grense\r\nContent-Disposition: form-data; name="csrf_token"\r\n\r\n' + token
    parts += b'\r\n--grense\r\nContent-Disposition: form-data; name="file"; filename="fil.pdf"\r\n\r\n'
    body = parts + content + b"\r\n--grense--\r\n"
    return browser.post_raw("/tjek", body, "multipart/form-data; boundary=grense")


def check(browser, code):
    answer = browser.submit("/tjek", "/tjek", {"code": code})
    return browser.get(answer.location) if answer.status_code == 303 else answer


def test_a_code_tells_a_stranger_what_is_in_force_and_nothing_of_its_content(browse, phase_at):
    number = phase_at("agreed")
    code = build.document(number).latest.code
    page = check(browse(), f" {code.lower().replace('-', ' ')} ")
    assert page.status_code == 200
    assert f"{number}, version 1, er aftalt og gælder" in text_of(page)
    for secret in ("Elever med højt fravær", "Flere elever", "Birgitte"):
        assert secret not in page.text
    assert f"/dokumenter/{number}" not in page.text


@pytest.mark.both_databases
def test_who_may_read_it_is_led_to_it(browse, people, phase_at):
    number = phase_at("agreed")
    code = build.document(number).latest.code
    assert f"/dokumenter/{number}" in check(browse(people.school_head), code).text
    assert f"/dokumenter/{number}" not in check(browse(people.stranger), code).text


def test_a_code_nobody_has_is_unknown_and_a_mistyped_one_is_told(browse):
    assert "Ukendt" in text_of(check(browse(), "2222-3333-4444"))
    mistyped = check(browse(), "2222-33O3")
    assert mistyped.status_code == 422
    assert "En tjekkode har 12 tegn" in text_of(mistyped)
    assert 'value="2222-33O3"' in mistyped.text
    assert check(browse(), "").status_code == 422


def test_a_text_that_was_sent_but_not_agreed_is_a_draft(browse, phase_at):
    code = build.document(phase_at("sent")).latest.code
    assert "er sendt til godkendelse og er ikke aftalt endnu" in text_of(check(browse(), code))


def test_an_earlier_version_that_was_sent_back_was_never_agreed(browse, people, phase_at):
    number = phase_at("sent_back")
    old = build.document(number).latest.code
    writer = build.actor(people.consultant)
    build.save(number, writer, {"strategy": "Nyt"}, {})
    build.send(number, writer)
    assert "blev aldrig aftalt" in text_of(check(browse(), old))


@pytest.mark.both_databases
def test_the_file_itself_is_recognised_and_an_altered_one_is_not_taken_for_it(browse, agreed_pdf):
    number, pdf = agreed_pdf
    assert f"{number}, version 1, er aftalt og gælder" in text_of(upload(browse(), pdf))
    altered = text_of(upload(browse(), pdf + b"\n"))
    assert f"Ifølge filen er den {number}, men den er ændret" in altered


@pytest.mark.parametrize("content", [b"%PDF-1.7 nothing", b"\x00" * 1000, "æøå".encode(), b"x" * 3_000_000])
def test_any_other_file_is_unknown(browse, content):
    assert "Ukendt" in text_of(upload(browse(), content))


def test_a_foreign_pdf_that_claims_a_number_we_do_not_have_is_unknown(browse):
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        claim = json.dumps({"number": "NK-1"}).encode()
        pdf.attachments["data.json"] = pikepdf.AttachedFileSpec(pdf, claim, mime_type="application/json")
        pdf.save(file := io.BytesIO())
    assert "Ukendt" in text_of(upload(browse(), file.getvalue()))


def test_the_terminal_says_the_same_and_ends_with_the_number_for_it(
    app, agreed_pdf, tmp_path, people, departments, work
):
    number, pdf = agreed_pdf
    runner = app.test_cli_runner()

    def verify(content):
        path = tmp_path / "fil.pdf"
        path.write_bytes(content)
        result = runner.invoke(args=["verify", str(path)])
        return result.exit_code, result.output

    assert verify(pdf) == (0, f"{number}, version\u00a01, er aftalt og gælder.\n")
    assert verify(pdf + b" ")[0] == 4
    assert verify(b"ikke en pdf")[0] == 5
    other = build.network_at("draft", people, departments, title="Andet")
    key = build.asked(printing.shown(sheets.of(build.document(other), None)))
    work()
    draft = b"".join(stream(db.session.get(Rendition, key).file_sha256))
    assert draft
    assert verify(draft)[0] == 3
    assert runner.invoke(args=["verify", str(tmp_path / "findes-ikke.pdf")]).exit_code == 1


def test_a_draft_printed_before_the_text_was_agreed_is_still_only_a_draft(browse, people, phase_at, work):
    number = phase_at("sent")
    key = build.asked(printing.shown(sheets.of(build.document(number), build.document(number).current)))
    work()
    draft = b"".join(stream(db.session.get(Rendition, key).file_sha256))
    for who in (people.director, people.school_head, people.family_head):
        build.operations.approve(number, build.actor(who), build.latest_sha(number))
    assert "Et udkast" in text_of(upload(browse(), draft))


def made_up(**claim):
    data = zlib.compress(json.dumps({"type": "contract", **claim}).encode())
    return b"%PDF-1.7\n1 0 obj <</Type /EmbeddedFile>> stream\n" + data


def test_a_made_up_file_learns_of_no_numbers_and_one_with_the_check_code_is_altered(browse, agreed_pdf):
    number, _pdf = agreed_pdf
    code = build.document(number).latest.code
    for claim in ({}, {"check": {"code": "2222-3333-4444"}}, {"check": {"code": None}}, {"check": code}):
        assert "Ukendt" in text_of(upload(browse(), made_up(number=number, state="agreed", **claim)))
    assert "Ukendt" in text_of(upload(browse(), made_up(number="NK-2026-999-1", check={"code": code})))
    altered = made_up(number=number, state="agreed", check={"code": code})
    assert f"Ifølge filen er den {number}, men den er ændret" in text_of(upload(browse(), altered))


def test_a_hostile_upload_takes_no_time_and_learns_of_no_numbers(browse, phase_at):
    number = phase_at("draft")
    began = b"%PDF-1.7\n1 0 obj <</Type /EmbeddedFile>> stream\n"
    claims = [
        zlib.compress(json.dumps({"type": "contract", "number": said}).encode()) for said in (number, "\ud800", "\0")
    ]
    for content in [b"%PDF-1.7\n" + b"/EmbeddedFile/" * 200_000, *(began + claim for claim in claims)]:
        assert "Ukendt" in text_of(upload(browse(), content))
