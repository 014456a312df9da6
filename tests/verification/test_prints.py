"""/tjek and `flask verify` on every print that there is, and on what a version has become since."""

from datetime import timedelta

import pytest

from app.core import clock
from app.core.db import db, write
from app.core.files import stream
from app.documents import approvals, changes, printing, sheets
from app.documents.agreeing import operations as agreeing
from app.documents.printing import Rendition
from app.verification.operations import EXIT, PrintStanding, by_code, by_file
from app.verification.sentences import sentence
from tests import build
from tests.documents.test_paper import SCAN, record


@pytest.fixture
def made(work):
    """The bytes of the print with this key."""

    def bytes_of(key):
        work()
        return b"".join(stream(db.session.get(Rendition, key).file_sha256))

    return bytes_of


def told(app, finding):
    with app.test_request_context():
        return sentence(finding)


@pytest.mark.both_databases
def test_a_replaced_version_an_ended_one_and_the_one_in_force_are_told_apart(app, people, phase_at, made):
    number = phase_at("change_sent")
    first, second = build.document(number).versions
    assert by_code(first.code).standing == PrintStanding.IN_FORCE
    assert by_code(second.code).standing == PrintStanding.OUT
    build.agree(number, people)
    keys = [printing.agreed_key(version) for version in build.document(number).versions]
    old, new = (made(key) for key in keys)
    assert [by_file(pdf).standing for pdf in (old, new)] == [PrintStanding.REPLACED, PrintStanding.IN_FORCE]
    assert "gælder ikke længere" in told(app, by_file(old))
    agreeing.end(number, build.actor(people.consultant))
    db.session.rollback()
    assert [by_file(pdf).standing for pdf in (old, new)] == [PrintStanding.REPLACED, PrintStanding.ENDED]
    assert "er ophørt" in told(app, by_file(new))
    assert EXIT[PrintStanding.ENDED] == 3


def test_a_print_to_sign_and_the_records_are_known_by_number_and_never_in_force(app, people, phase_at, made):
    from app.contracts.documents import print_contract, print_participants

    document = build.document(phase_at("change_sent"))
    network = document.network
    version = document.latest
    keys = {
        PrintStanding.TO_SIGN: [build.asked(printing.shown(sheets.of(document, version, is_to_sign=True)))],
        PrintStanding.RECORD: [
            build.asked(
                printing.of(changes.difference_print(document, document.versions[0], version), document, version)
            ),
            build.asked(printing.of(approvals.sheet(document, document.versions), document)),
            build.asked(printing.of(print_participants(network, []))),
            build.asked(printing.of(print_contract(network, [sheets.of(document, document.versions[0])]))),
        ],
        PrintStanding.DRAFT: [build.asked(printing.of(print_contract(network, [sheets.of(document, version)])))],
    }
    said, number = set(), f"NK-{network.number}"
    for standing, wanted in keys.items():
        for key in wanted:
            finding = by_file(made(key))
            assert finding.standing == standing
            assert EXIT[finding.standing] == 3
            assert finding.number.startswith(number)
            said.add(told(app, finding))
            assert finding.number in told(app, finding)
            assert by_file(made(key) + b"\n").standing == PrintStanding.ALTERED
    assert len(said) == 6


def test_an_old_record_that_can_no_longer_be_read_hides_no_other(people, phase_at, made):
    number = phase_at("draft")
    with write() as session:
        session.add(Rendition(key="0", record='{"type": "gone"}', number=number, state="record", at=clock.now()))
    draft = made(build.asked(printing.shown(sheets.of(build.document(number), None))))
    assert by_file(draft + b"\n").standing == PrintStanding.ALTERED


def test_a_draft_that_has_been_forgotten_is_not_said_to_be_altered(app, people, phase_at, made):
    number = phase_at("agreed")
    agreeing.change(number, build.actor(people.consultant))
    draft = made(build.asked(printing.shown(sheets.of(build.document(number), None))))
    assert by_file(draft).standing == PrintStanding.DRAFT
    assert by_file(draft + b"\n").standing == PrintStanding.ALTERED
    with clock.standing_at(clock.now() + timedelta(days=2)):
        printing.sweep()
    assert by_file(draft).standing == PrintStanding.UNKNOWN
    assert "i højst ét døgn" in told(app, by_file(draft))


def test_a_page_tells_of_a_participants_print_without_leading_anywhere(browse, people, phase_at, made):
    from app.contracts.documents import print_participants
    from tests.browse import text_of
    from tests.verification.test_check import upload

    pdf = made(build.asked(printing.of(print_participants(build.document(phase_at("draft")).network, []))))
    page = upload(browse(people.stranger), pdf)
    assert "Det er deltagerne i NK-" in text_of(page)
    assert "kl." not in text_of(page)  # it is of a day
    assert "/dokumenter/" not in page.text


def test_a_signed_paper_that_was_recorded_is_known_as_its_version(app, browse, people, phase_at):
    number = phase_at("sent")
    build.decide(number, build.actor(people.consultant))
    record(browse(people.consultant), number, [people.director, people.school_head, people.family_head])
    db.session.rollback()
    finding = by_file(SCAN)
    assert (finding.standing, EXIT[finding.standing]) == (PrintStanding.IN_FORCE, 0)
    assert "scannet og registreret her. NK-" in told(app, finding)
    assert by_file(SCAN + b"%").standing == PrintStanding.UNKNOWN
