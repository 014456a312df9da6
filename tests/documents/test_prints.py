"""Every print there is: what it says, who may fetch it, and that the same one is the same file."""

from datetime import datetime

import pytest

import docgen
from app.core import clock, files, jobs
from app.core.db import db, write
from app.core.pages import Refusal
from app.documents import changes, integrity, printing, sheets
from app.documents.agreeing import operations as agreeing
from app.documents.models import Document
from app.documents.printing import Rendition
from app.networks.operations import add_participant, name_co_driver, name_leader
from tests import build
from tests.browse import text_of

PLAN = {
    "course_plan": "a1,b2",
    "course_plan.a1.name": "Forberedelse",
    "course_plan.a1.start": "2027-02-15",
    "course_plan.a1.weeks": "3",
    "course_plan.a1.kind": "Arbejde",
    "course_plan.b2.content": "Besøg på tre skoler",
}


@pytest.fixture(autouse=True)
def impatient(monkeypatch):
    """No worker runs beside a test, so nobody waits for one."""
    monkeypatch.setattr(printing, "WAIT_SECONDS", 0)


@pytest.fixture
def printed(browse, work):
    """The data of the print at this address, as this person gets it."""

    def fetch(person, url):
        browser = browse(person)
        if browser.get(url).status_code == 202:
            work()
        answer = browser.get(url)
        assert answer.status_code == 200, (url, answer.status_code)
        return docgen.read_attached(answer.data)

    return fetch


@pytest.fixture
def frame_changed(people, frame_at):
    """Phase 2 with a course plan as version 2, sent and approved by its leader."""
    number = frame_at("agreed")
    leader = build.actor(people.leader)
    agreeing.change(number, leader)
    rewritten = {**PLAN, "disposal": "Hver deltager har fire timer om ugen."}
    base = {answer.key: build.texts.base(answer.value, answer.version) for answer in build.document(number).answers}
    build.save(number, leader, rewritten, base)
    build.send(number, leader)
    agreeing.approve(number, leader, build.latest_sha(number))
    return number


def parts(data, block):
    return [section for section in data["sections"] if section["block"] == block]


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
    first = {  # the director and the leader are parties; a participant reads what was agreed; a head knows phase 1 only
        "draft or version": (202, 202, 202, 404, 404),
        "agreed": (202, 202, 202, 404, 404),
        "out": (202, 202, 404, 404, 404),
        "to sign": (202, 202, 409, 404, 404),
        "difference": (202, 202, 404, 404, 404),
        "approvals": (202, 202, 202, 404, 404),
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


def test_the_whole_contract_leaves_out_what_the_reader_may_not_read(people, charter_at, printed):
    network = build.document(charter_at("draft")).network.number
    url = f"/netvaerk/{network}/kontrakt/pdf"
    by_leader = printed(people.leader, url)
    assert [part["label"] for part in parts(by_leader, "answers")] == ["Fase 1", "Fase 2", "Fase 3"]
    assert by_leader["state"] == "draft"
    by_participant = printed(people.participant, url)
    assert [part["label"] for part in parts(by_participant, "answers")] == ["Fase 1", "Fase 2"]
    assert by_participant["state"] == "record"
    assert [group["caption"] for group in parts(by_participant, "approvals")[0]["groups"]] == [
        "Fase 1, version 1",
        "Fase 2, version 1",
    ]
    by_head = printed(people.family_head, url)
    assert [part["label"] for part in parts(by_head, "answers")] == ["Fase 1"]
    assert by_leader["lead"] is None
    assert by_participant["lead"] is None  # phase 3 is only being written
    assert by_head["lead"] == "Fase 2 er ikke med i denne udskrift."
    assert [part["is_agreed"] for part in parts(by_leader, "answers")] == [True, True, False]


def test_the_whole_contract_shows_what_is_in_force_while_it_is_being_changed(people, frame_changed, printed):
    network = build.document(frame_changed).network.number
    for person in (people.leader, people.director):
        data = printed(person, f"/netvaerk/{network}/kontrakt/pdf")
        assert data["state"] == "record"
        assert parts(data, "answers")[1]["status"].startswith("Version 1, godkendt")
        assert parts(data, "phases")[0]["phases"][1]["lines"][0] == "Sendt til godkendelse"
    agreeing.recall(frame_changed, build.actor(people.leader))
    assert printed(people.leader, f"/netvaerk/{network}/kontrakt/pdf")["state"] == "record"


def test_each_agreed_phase_of_the_whole_contract_can_be_looked_up(people, charter_at, printed):
    network = build.document(charter_at("agreed")).network.number
    data = printed(people.leader, f"/netvaerk/{network}/kontrakt/pdf")
    approvals = parts(data, "approvals")[0]
    codes = [build.document(f"NK-{network}-{n}").in_force.code for n in (1, 2, 3)]
    assert [group["code"] for group in approvals["groups"]] == codes
    assert "Tast den på 127.0.0.1:5000/tjek" in approvals["intro"]


def test_only_what_is_agreed_has_a_code_in_the_whole_contract(people, frame_at, printed):
    network = build.document(frame_at("sent")).network.number
    approvals = parts(printed(people.leader, f"/netvaerk/{network}/kontrakt/pdf"), "approvals")[0]
    assert [bool(group["code"]) for group in approvals["groups"]] == [True, False]


def test_the_parts_of_the_whole_contract_follow_one_another_after_its_first_page(people, charter_at, printed):
    data = printed(people.leader, f"/netvaerk/{build.document(charter_at('agreed')).network.number}/kontrakt/pdf")
    found = [part["new_page"] for part in data["sections"] if part["block"] in ("answers", "approvals")]
    assert found == [True, False, False, False]


def test_who_may_read_no_phase_that_is_in_force_or_on_its_way_is_told_so(browse, people, departments, phase_at):
    number = phase_at("being_changed")
    build.save(
        number, build.actor(people.consultant), {"central_departments": str(departments.school)}, build._bases(number)
    )
    build.send(number, build.actor(people.consultant))
    for who in (people.director, people.school_head):
        agreeing.approve(number, build.actor(who), build.latest_sha(number))
    refused = browse(people.family_head).get(f"/netvaerk/{build.document(number).network.number}/kontrakt/pdf")
    assert refused.status_code == 409
    assert "Ingen fase, som du må læse, gælder eller er på vej." in text_of(refused)


@pytest.fixture
def dated(people, printed):
    """The moment that the whole contract says it was made, as this person gets it."""

    def read(network, person=people.director):
        return datetime.fromisoformat(printed(person, f"/netvaerk/{network}/kontrakt/pdf")["recorded_at"])

    return read


def test_a_print_is_dated_no_earlier_than_what_it_tells_of_phases_and_posts(people, frame_at, dated):
    number = frame_at("agreed")
    network = build.document(number).network.number
    agreed = dated(network)
    assert agreed == build.document(number).state_since
    with build.soon(60):
        name_co_driver(network, build.actor(people.leader), people.co_driver, clock.today())
    named = dated(network)
    assert agreed < named
    with build.soon(120):
        agreeing.change(number, build.actor(people.leader))  # the bar tells of it, to who reads phase 2
    assert named < dated(network)
    assert named == dated(network, people.family_head)


def test_a_print_of_what_has_ended_is_dated_no_earlier_than_the_end(people, phase_at, dated):
    number = phase_at("agreed")
    with build.soon(60):
        agreeing.end(number, build.actor(people.consultant))
    made = dated(build.document(number).network.number)
    assert made == build.document(number).state_since


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


def test_the_participants_stand_by_where_they_come_from(people, charter_at, printed):
    network = build.document(charter_at("draft")).network.number
    data = printed(people.leader, f"/netvaerk/{network}/deltagere/pdf")
    own, outside = parts(data, "table")
    assert [row[0] for row in own["rows"]] == ["Karen Bjergsted", "Ulla Åkjær", "Zenia Holmegaard"]
    assert [(row[0], row[1]) for row in outside["rows"]] == [("Sofie Brandt", "Boligforeningen")]
    assert data["of_day"]


def test_a_column_with_nothing_in_it_is_not_printed_among_the_participants(people, charter_at, printed):
    network = build.document(charter_at("draft")).network.number
    url = f"/netvaerk/{network}/deltagere/pdf"
    own, outside = parts(printed(people.leader, url), "table")
    assert [column["label"] for column in own["columns"]] == ["Navn", "Stilling", "Rolle", "Siden"]
    assert [column["label"] for column in outside["columns"]] == ["Navn", "Organisation", "Rolle", "Siden"]
    add_participant(network, build.actor(people.leader), people.finance_head)
    own, outside = parts(printed(people.leader, url), "table")
    assert [row[2] for row in own["rows"]] == [None, "Økonomi og Stab", None, None]


def test_participants_are_printed_when_there_are_any(browse, people, phase_at):
    network = build.document(phase_at("agreed")).network.number
    browser, url = browse(people.consultant), f"/netvaerk/{network}/deltagere/pdf"
    assert url not in browser.get(f"/netvaerk/{network}").text
    refused = browser.get(url)
    assert refused.status_code == 409
    assert "Der er ingen med i netværket endnu." in text_of(refused)
    name_leader(network, build.actor(people.consultant), people.leader, clock.today())
    assert url in browser.get(f"/netvaerk/{network}").text
    assert browser.get(url).status_code == 202


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
