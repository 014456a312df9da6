"""What waits for whom on the front page, and whom a reader waits for."""

from datetime import date, timedelta

from app.core import clock
from app.core.db import write
from app.networks.people.operations import add_participant, end_role, participants
from app.overview.waiting import Waiting, in_order
from tests import build
from tests.browse import text_of
from tests.documents.together import answer


def test_the_drafters_see_what_is_theirs_to_write_and_whom_they_wait_for(browse, people, phase_at):
    phase_at("draft", title="Kladde")
    phase_at("sent_back", title="Kommet tilbage")
    phase_at("approved_by_one", title="Ude")
    page = text_of(browse(people.consultant).get("/"))
    assert "To ting, Rasmus." in page
    assert "Skriv fase 1 om" in page
    waits = page.split("Du venter på")[1]
    assert "Birgitte Holmskov" in waits
    assert "Jens Lundgaard" in waits
    assert "Hanne Thorsager" not in waits.split("Et nyt netværk")[0]


def test_the_leader_sees_the_draft_that_is_theirs_to_write(browse, people, frame_at):
    frame_at("draft")
    page = text_of(browse(people.leader).get("/"))
    assert "Én ting, Karen." in page
    assert "Skriv fase 2" in page


def test_the_leader_sees_whom_a_sent_text_waits_for(browse, people, frame_at):
    number = frame_at("sent")
    page = text_of(browse(people.leader).get("/"))
    assert "Godkend fase 2" in page
    assert "Hanne Thorsager" in page.split("Du venter på")[1]
    build.operations.approve(number, build.actor(people.leader), build.latest_sha(number))
    page = text_of(browse(people.leader).get("/"))
    assert "Intet venter på dig lige nu, Karen." in page
    assert "Hanne Thorsager" in page.split("Du venter på")[1]


def test_a_leader_sees_nothing_of_another_network_s_drafts(browse, people, frame_at, phase_at):
    frame_at("draft")
    other = build.document(phase_at("agreed", title="En anden")).network.number
    build.name_leader(other, build.actor(people.consultant), people.participant, clock.today())
    page = text_of(browse(people.participant).get("/"))
    assert "Én ting, Ulla." in page
    assert "Begynd på fase 2" in page
    assert "Skriv fase" not in page
    assert "Du venter på" not in page


def test_a_draft_waits_for_its_leader_and_without_one_for_the_consultants_never_for_the_director(
    browse, people, frame_at, phase_at
):
    phase_at("draft", title="Uden leder")
    frame_at("draft", title="Med leder")
    for who, asked in ((people.consultant, (True, False)), (people.leader, (False, True))):
        page = text_of(browse(who).get("/"))
        assert ("Skriv fase 1" in page, "Skriv fase 2" in page) == asked
    assert "Intet venter på dig lige nu, Hanne." in text_of(browse(people.director).get("/"))


def test_the_next_step_waits_for_the_office_that_proposes_a_leader_and_for_the_leader_who_writes(
    browse, people, phase_at, frame_at
):
    network = build.document(phase_at("agreed", title="Uden leder")).network.number
    front = browse(people.consultant).get("/")
    assert "Indstil, hvem der skal lede netværket" in text_of(front)
    assert f'href="/netvaerk/{network}"' in front.text.split('id="netvaerk"')[0]
    assert "Indstil" not in text_of(browse(people.director).get("/"))  # the consultants write it for the director
    frame_at("agreed", title="Klar til fase 3")
    page = text_of(browse(people.leader).get("/"))
    assert "Begynd på fase 3" in page
    assert "Indstil" not in page
    build.begin(network, build.actor(people.director), "begin_appointment")
    assert "Indstil, hvem der skal lede netværket" not in text_of(browse(people.consultant).get("/"))


def test_a_network_whose_leader_has_left_waits_for_the_office_to_propose_another(browse, people, charter_at):
    number = charter_at("agreed")
    assert "Indstil" not in text_of(browse(people.consultant).get("/"))
    network = build.document(number).network
    leads = next(post for post in network.posts if post.function == "netvaerksleder")
    end_role(network.number, build.actor(people.consultant), leads.id)
    page = text_of(browse(people.consultant).get("/"))
    assert "Indstil, hvem der skal lede netværket" in page
    assert "Det har ingen leder." in page


def test_a_proposal_waits_for_the_leader_until_the_answers_are_due_or_a_change_is_begun(browse, people, charter_at):
    number = charter_at("agreed")
    answer(browse, people.other_participant, number, propose="1", reason="Målet bør være en uge.")
    leader = browse(people.leader)
    page = text_of(leader.get("/"))
    assert "Se forslagene til fase 3" in page
    assert "Zenia Holmegaard foreslår en ændring." in page
    assert "Se forslagene" not in text_of(browse(people.consultant).get("/"))
    history = text_of(leader.get(f"/netvaerk/{build.document(number).network.number}"))
    assert "Zenia Holmegaard foreslog en ændring af fase 3, version 1." in history
    with write() as session:
        session.query(build.Document).filter_by(number=number).one().due = clock.today() - timedelta(days=1)
    assert "Se forslagene" in text_of(leader.get("/"))  # it came late
    for days, asked in ((13, True), (15, False)):
        with build.days_later(days):
            assert ("Se forslagene" in text_of(browse(people.leader).get("/"))) == asked
    build.operations.change(number, build.actor(people.leader))
    assert "Se forslagene" not in text_of(leader.get("/"))


def test_a_proposal_waits_for_the_office_when_nobody_leads_the_network(browse, people, charter_at):
    number = charter_at("agreed")
    answer(browse, people.other_participant, number, propose="1", reason="Målet bør være en uge.")
    network = build.document(number).network
    leads = next(post for post in participants(network) if post.function == "netvaerksleder")
    end_role(network.number, build.actor(people.consultant), leads.id)
    assert "Se forslagene til fase 3" in text_of(browse(people.consultant).get("/"))


def test_who_has_nothing_to_do_is_told_so(browse, people):
    page = text_of(browse(people.stranger).get("/"))
    assert "Intet venter på dig lige nu, Ida." in page


def test_the_most_urgent_approval_stands_first(browse, people, phase_at):
    phase_at("sent", title="Sen")
    early = phase_at("sent", title="Tidlig")
    with write() as session:
        session.query(build.Document).filter_by(number=early).one().due = clock.today()
    page = text_of(browse(people.school_head).get("/"))
    assert page.index("Tidlig") < page.index("Sen")
    assert "I dag" in page


def test_an_office_that_takes_part_is_not_asked_to_write_what_the_leader_writes(browse, people, charter_at):
    number = charter_at("draft")
    leader = build.actor(people.leader)
    network = build.document(number).network.number
    add_participant(network, leader, people.consultant)
    build.agree_jointly(number, leader, [people.participant, people.consultant])
    build.operations.change(number, leader)
    address = f"/dokumenter/{number}/ret"
    assert address in browse(people.leader).get("/").text
    assert address not in browse(people.consultant).get("/").text


def test_what_others_wait_for_stands_by_its_day_and_what_is_ones_own_to_begin_last():
    monday, friday = date(2027, 3, 1), date(2027, 3, 5)
    begin = Waiting("begin", "A", "1")
    approve, answer = Waiting("approve", "B", "2", due=friday), Waiting("answer", "C", "3")
    brief, weigh = Waiting("brief", "D", "4", due=monday), Waiting("weigh", "E", "5", due=monday)
    assert in_order(begin, weigh, answer, approve, brief) == [brief, approve, answer, weigh, begin]


def test_one_sees_ones_own_networks_and_what_one_is_there_and_the_office_sees_all(browse, people, frame_at, phase_at):
    frame_at("draft", title="Mit eget")
    phase_at("agreed", title="De andres")
    page = browse(people.leader).get("/")
    mine = text_of(page).split("Dine netværk")[1]
    assert "Du er netværksleder" in mine
    assert "De andres" not in mine
    assert "Se alle netværk" in mine
    for who in (people.stranger, people.consultant):
        page = text_of(browse(who).get("/"))
        assert "Dine netværk" not in page
        assert "Du er" not in page
        assert "De andres" in page
