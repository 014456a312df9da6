"""Every print there is: what it says, who may fetch it, and that the same one is the same file."""

import pytest

import docgen
from app.core import files, jobs
from app.core.db import db, write
from app.core.pages import Refusal
from app.documents import changes, integrity, printing, sheets
from app.documents.agreeing import operations as agreeing
from app.documents.models import Document
from app.documents.printing import Rendition
from app.networks.people.operations import add_participant
from tests import build
from tests.browse import text_of
from tests.documents.prints import parts


def addresses(frame):
    network = build.document(frame).network.number
    return {
        "draft or version": f"/dokumenter/{frame}/pdf",
        "agreed": f"/dokumenter/{frame}/version/1/pdf",
        "out": f"/dokumenter/{frame}/version/2/pdf",
        "to sign": f"/dokumenter/{frame}/pdf/underskrift",
        "difference": f"/dokumenter/{frame}/forskel/1/2/pdf",
        "approvals": f"/dokumenter/{frame}/underskriftsblad/pdf",
        "contract": f"/netvaerk/{network}/kontrakt/pdf",
        "participants": f"/netvaerk/{network}/deltagere/pdf",
    }


def test_every_print_conforms_and_is_the_same_file_each_time(browse, people, frame_changed, work):
    browser = browse(people.director)
    for url in addresses(frame_changed).values():
        assert browser.get(url).status_code == 202, url
    work()
    with docgen.Renderer() as other:
        for url in addresses(frame_changed).values():
            answer = browser.get(url)
            assert docgen.check(answer.data) == [], url
            record = db.session.query(Rendition).filter_by(file_sha256=answer.get_etag()[0]).one().record
            assert other.render(record.encode()).pdf == answer.data, url
    assert db.session.query(Rendition).count() == 9 - 1  # /pdf is version 2 too; phase 1 has its own


@pytest.mark.both_databases
def test_who_may_fetch_which_print(browse, people, frame_changed):
    add_participant(build.document(frame_changed).network.number, build.actor(people.leader), people.participant)
    # Director and leader are parties; a participant reads what was agreed, and so does a head, party to phase 1.
    first = {
        "draft or version": (202, 202, 202, 202, 404),
        "agreed": (202, 202, 202, 202, 404),
        "out": (202, 202, 404, 404, 404),
        "to sign": (202, 202, 409, 409, 404),
        "difference": (202, 202, 404, 404, 404),
        "approvals": (202, 202, 202, 202, 404),
        "contract": (202, 202, 202, 202, 403),
        "participants": (202, 202, 202, 202, 403),
    }
    roles = (people.director, people.leader, people.participant, people.family_head, people.stranger)
    browsers = [browse(role) for role in roles]
    urls = addresses(frame_changed)
    given = {name: tuple(browser.get(urls[name]).status_code for browser in browsers) for name in first}
    assert given == first
    assert browse().client.get(urls["participants"]).status_code == 302
    assert browse(people.director).get(urls["agreed"].replace("/1/", "/7/")).status_code == 404


def test_while_a_change_is_written_others_get_the_version_in_force(people, phase_at, printed):
    number = phase_at("being_changed")
    draft = printed(people.consultant, f"/dokumenter/{number}/pdf")
    assert (draft["state"], draft.get("version")) == ("draft", None)
    assert "Udkast til en ændring. Version 1 gælder" in parts(draft, "answers")[0]["status"]
    assert [change["heading"] for change in parts(draft, "changes")[0]["changes"]] == ["Omfang"]
    in_force = printed(people.school_head, f"/dokumenter/{number}/pdf")
    assert (in_force["state"], in_force["version"]) == ("agreed", 1)


def test_a_version_that_was_never_agreed_says_udkast_and_which_it_is(people, phase_at, printed):
    number = phase_at("sent_back")
    data = printed(people.school_head, f"/dokumenter/{number}/version/1/pdf")
    assert (data["state"], data["version"], data.get("check")) == ("draft", 1, None)
    assert "aldrig aftalt" in parts(data, "answers")[0]["status"]


def test_a_course_plan_is_printed_as_a_table(people, frame_changed, printed):
    data = printed(people.leader, f"/dokumenter/{frame_changed}/pdf")
    plan = next(answer for answer in parts(data, "answers")[0]["answers"] if answer["heading"] == "Forløbsplan")
    assert [row[0] for row in plan["table"]["rows"]] == ["Forberedelse", "–"]
    assert plan["table"]["rows"][0][2] == "15. februar 2027"
    assert [column["label"] for column in plan["table"]["columns"]][:2] == ["Periode", "Indhold"]
    widths = {column["label"]: column["width_mm"] for column in plan["table"]["columns"]}
    assert widths["Periode"] > 1.3 * widths["Start"]


def test_the_print_to_sign_has_lines_for_those_who_are_missing_alone(browse, people, frame_changed, printed):
    data = printed(people.director, f"/dokumenter/{frame_changed}/pdf/underskrift")
    assert data["state"] == "to_sign"
    assert data["check"]["code"] == build.document(frame_changed).latest.code
    rows = parts(data, "approvals")[0]["groups"][0]["rows"]
    assert [(row["name"], row.get("signature", False)) for row in rows] == [
        ("Karen Bjergsted", False),
        ("Hanne Thorsager", True),
    ]
    agreeing.approve(frame_changed, build.actor(people.director), build.latest_sha(frame_changed))
    refused = browse(people.director).get(f"/dokumenter/{frame_changed}/pdf/underskrift")
    assert refused.status_code == 409
    assert "venter ikke på nogens underskrift" in text_of(refused)


def test_a_phase_tells_the_state_of_all_three_and_what_it_builds_on(people, frame_changed, printed):
    data = printed(people.leader, f"/dokumenter/{frame_changed}/pdf")
    phases = parts(data, "phases")[0]["phases"]
    assert [(phase["label"], phase["state"], phase["lines"][0].split()[0]) for phase in phases] == [
        ("1 Idéoplæg", "agreed", "Aftalt"),
        ("2 Rammer og råderum", "open", "Sendt"),
        ("3 Fælles aftale", "later", "Ikke"),
    ]
    facts = {row["label"]: row["value"] for row in parts(data, "facts")[0]["rows"]}
    assert facts["Bygger på"] == "Fase 1, version 1"
    assert facts["Netværksleder"] == "Karen Bjergsted"


def test_the_difference_and_the_approval_sheet_tell_of_both_versions(people, frame_changed, printed):
    data = printed(people.director, f"/dokumenter/{frame_changed}/forskel/2/1/pdf")
    assert data["type"] == "difference"
    changes = parts(data, "changes")[0]
    assert [change["heading"] for change in changes["changes"]] == ["Råderet over deltagernes tid", "Forløbsplan"]
    assert changes["unchanged"] == 4
    plan = changes["changes"][1]
    assert [column["label"] for column in plan["columns"]][:2] == ["Periode", "Indhold"]
    assert [row["cells"][:2] for row in plan["rows"]] == [
        [[{"kind": "ins", "text": "Forberedelse"}], []],
        [[], [{"kind": "ins", "text": "Besøg på tre skoler"}]],
    ]
    sheet = printed(people.director, f"/dokumenter/{frame_changed}/underskriftsblad/pdf")
    groups = parts(sheet, "approvals")[0]["groups"]
    assert [group["caption"] for group in groups] == ["Fase 2, version 1", "Fase 2, version 2"]
    assert all(row["at"] for row in groups[0]["rows"])
    assert groups[1]["rows"][1]["awaits"].startswith("Afventer")
    assert [group["text_sha256"] for group in groups] == [v.sha256 for v in build.document(frame_changed).versions]


def test_versions_that_differ_in_their_parties_alone_are_not_said_to_be_the_same(people, charter_at, printed):
    number, leader = charter_at("agreed"), build.actor(people.leader)
    add_participant(build.document(number).network.number, leader, people.finance_head)
    agreeing.change(number, leader)
    build.agree_jointly(number, leader, [people.participant, people.finance_head])
    for later, said in ((2, "Svarene er de samme"), (1, "De to versioner er ens")):
        data = printed(people.leader, f"/dokumenter/{number}/forskel/1/{later}/pdf")
        assert data["lead"].startswith(said)


def test_pieces_of_a_change_beyond_what_anybody_reads_become_two_texts():
    segments = [("same", "a "), *[("del", "b "), ("ins", "c "), ("same", "d ")] * 700]
    made = changes._segments(segments)
    assert [piece["kind"] for piece in made] == ["del", "ins"]
    assert made[1]["text"] == "a " + "c d " * 700


def test_a_text_that_no_print_can_hold_is_refused_before_anybody_is_asked(browse, people, phase_at):
    number = phase_at("draft")
    writer = build.actor(people.consultant)
    build.save(number, writer, {"concerns": "\n".join(f"Gruppe {n}" for n in range(61))}, {})
    with pytest.raises(Refusal, match="Hvem temaet vedrører") as refusal:
        build.send(number, writer)
    assert refusal.value.code == 409
    document = build.document(number)
    assert (document.state, document.versions) == ("draft", [])


@pytest.mark.both_databases
def test_old_and_replaced_drafts_are_forgotten_with_their_files_and_nothing_else_is(
    browse, people, phase_at, frame_changed, work
):
    browser = browse(people.director)
    urls = addresses(frame_changed)
    agreed = (urls["agreed"], urls["to sign"], urls["approvals"])
    for url in agreed:
        browser.get(url)
    other = phase_at("draft", title="Andet")
    first = build.asked(printing.shown(sheets.of(build.document(other), None)))
    work()
    build.save(other, build.actor(people.consultant), {"strategy": "Nyt"}, {})
    with build.soon(60):
        second = build.asked(printing.shown(sheets.of(build.document(other), None)))
        work()
    printing.sweep()
    assert printing.finished(first)
    with build.soon(20 * 60):
        printing.sweep()
    assert printing.finished(first) is None
    assert printing.finished(second)
    with build.soon(2 * 24 * 3600):
        printing.sweep()
    assert printing.finished(second) is None
    assert all(browser.get(url).status_code == 200 for url in agreed)
    kept = {sha for r in db.session.query(Rendition) for sha in (r.file_sha256, r.fragment_sha256) if sha}
    assert {file.sha256 for file in db.session.query(files.File)} == kept
    assert db.session.query(files.FileChunk).count() == len(kept)


def test_each_agreed_version_keeps_its_own_print(people, frame_changed, work, printed):
    agreeing.approve(frame_changed, build.actor(people.director), build.latest_sha(frame_changed))
    work()
    assert integrity.first_break() is None
    assert printed(people.leader, f"/dokumenter/{frame_changed}/version/1/pdf")["version"] == 1
    assert printed(people.leader, f"/dokumenter/{frame_changed}/pdf")["version"] == 2
    with write() as session:
        session.query(jobs.Job).delete()
    assert integrity.first_break() is None
    with write() as session:
        session.query(Document).filter_by(number=frame_changed).update({"agreed_n": 1})
    assert integrity.first_break() == f"{frame_changed}: en anden version står som gældende"
