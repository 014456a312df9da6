"""Who is to lead a network, and be its referenceleder (domain.md 5.3): who decides, what follows (R3, R7, R8)."""

import secrets
from datetime import timedelta

import pytest

from app.contracts.operations import open_with_contract
from app.core import clock, events
from app.core.db import db, write
from app.documents import integrity
from app.documents.consents import Decision
from app.documents.decisions import operations as decisions
from app.documents.operations import Stale
from app.lifecycle import operations as lifecycle
from app.networks.models import Network
from app.networks.people.operations import add_participant, end_role, name, name_leader, participants
from app.networks.rules import NetworkType, Track
from app.people.models import Function, Post
from tests import build
from tests.browse import forms, text_of
from tests.cast import person
from tests.documents.minutes import minute

pytestmark = pytest.mark.both_databases
LEADER, REFERENCE = Function.NETVAERKSLEDER, Function.REFERENCELEDER


def network(number):
    return build.document(number).network


def proposed(number, people, **answers):
    """The number of the proposal on the network of this document, written: Karen leads, Lars is referenceleder."""
    office = build.actor(people.consultant)
    begun = lifecycle.begin(network(number).number, office, "begin_appointment").number
    answers = {"leader": people.leader, "referenceleder": people.chef_member, **answers}
    bases = build._bases(begun)
    build.save(begun, office, {key: str(value) for key, value in answers.items()}, bases)
    return begun


def sent(number, people, **answers):
    begun = proposed(number, people, **answers)
    build.send(begun, build.actor(people.consultant))
    return begun


def decided(number, people, **answers):
    """As it is after director and chefforum."""
    begun = sent(number, people, **answers)
    build.operations.approve(begun, build.actor(people.director), build.latest_sha(begun))
    build.decide(begun, build.actor(people.consultant))
    return begun


def held(number, day=None):
    return {post.function: post.person_id for post in participants(network(number), day)}


def sound():
    db.session.rollback()
    return events.first_break() is None and integrity.first_break() is None


def opened(people, departments, type_, track=""):
    office = build.actor(people.consultant)
    number = open_with_contract(office, "Et netværk", type_, secrets.token_hex(8), track).number
    build.save(number, office, build.answers_of(departments), {})
    return number


# From the first button to the posts.


def test_leader_and_referenceleder_are_proposed_decided_and_hold_their_posts(browse, people, phase_at):
    phase = phase_at("agreed")
    page = f"/netvaerk/{network(phase).number}"
    director, office = browse(people.director), browse(people.consultant)
    number = director.submit(page, "/ledelse").location.split("/")[2]
    assert number == f"IL-{network(phase).number}"
    edit = f"/dokumenter/{number}/ret"
    answer = director.submit(edit, "/ret", {"leader": "Karen Bjergsted", "referenceleder": "lars kong"})
    assert answer.status_code == 303
    assert director.submit(f"/dokumenter/{number}", "/send").status_code == 303
    assert held(phase) == {}
    assert director.submit(f"/dokumenter/{number}", "/godkend").status_code == 303
    assert build.document(number).state == "sent"
    assert held(phase) == {}
    answer = office.submit(f"/dokumenter/{number}/beslutning", "/beslutning", minute("agreed"))
    assert answer.status_code == 303
    assert (build.document(number).state, build.document(number).agreed_n) == ("agreed", 1)
    assert held(phase) == {LEADER: people.leader, REFERENCE: people.chef_member}
    posts = [(post.from_date, post.to_date, post.is_acting) for post in network(phase).posts]
    assert posts == [(clock.today(), None, False)] * 2
    assert network(phase).state == "preparing"
    told = text_of(office.get(page))
    assert "Karen Bjergsted er netværksleder, som besluttet." in told
    assert "Lars Kongsted er referenceleder, som besluttet." in told
    assert "Indstilling om ledelse aftalt" in told
    assert f'action="{page}/ledelse"' not in office.get(page).text
    assert sound()


def test_the_parties_are_the_director_and_the_body_that_appoints(people, departments, phase_at):
    asked = {}
    for type_, track in (
        (NetworkType.WELFARE, ""),
        (NetworkType.INNOVATION, Track.COMMITTEE),
        (NetworkType.INNOVATION, Track.DIRECTOR),
    ):
        number = sent(opened(people, departments, type_, track), people)
        asked[type_, track] = [party.function for party in build.document(number).latest.parties]
    assert set(map(tuple, asked.values())) == {("netvaerksdirektoer", "chefforum")}
    number = sent(opened(people, departments, NetworkType.LEARNING), people, referenceleder="")
    assert [party.function for party in build.document(number).latest.parties] == ["netvaerksdirektoer"]


def test_in_a_learning_network_the_director_alone_decides_and_nobody_need_be_referenceleder(people, departments):
    phase = opened(people, departments, NetworkType.LEARNING)
    number = sent(phase, people, referenceleder="")
    assert held(phase) == {}
    build.operations.approve(number, build.actor(people.director), build.latest_sha(number))
    assert build.document(number).state == "agreed"
    assert held(phase) == {LEADER: people.leader}
    assert sound()


def test_a_referenceleder_who_is_not_chosen_is_missing_as_any_other_answer(browse, people, phase_at):
    number = proposed(phase_at("agreed"), people, leader="", referenceleder="")
    office = browse(people.consultant)
    page = text_of(office.get(f"/dokumenter/{number}"))
    assert "To svar mangler" in page
    assert "Svar på »Referenceleder« . Vælg, hvem der skal være referenceleder." in page
    page = text_of(office.get(f"/dokumenter/{number}/ret"))
    assert "Referenceleder Mangler" in page
    assert "Referenceleder (frivilligt)" not in page


def test_it_begins_once_and_by_the_office_alone(browse, people, phase_at):
    phase = phase_at("agreed")
    page = f"/netvaerk/{network(phase).number}"
    office = browse(people.consultant)
    form = office.form(page, "/ledelse")
    first, second = office.send(form), office.send(form)
    assert first.location == second.location
    assert len(network(phase).documents) == 2
    for who in (people.school_head, people.chef_member, people.stranger):
        assert browse(who).post(f"{page}/ledelse").status_code == 403
    number = proposed(phase, people)
    build.send(number, build.actor(people.director))
    assert office.post(f"{page}/ledelse").status_code == 409


def test_a_network_that_is_over_gets_no_new_leader(browse, people, phase_at):
    phase = phase_at("withdrawn")
    assert browse(people.director).post(f"/netvaerk/{network(phase).number}/ledelse").status_code == 409


# What is told and kept.


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Xerxes Persson", "Ingen med en konto hedder sådan."),
        ("L", "Navnet passer på flere: Jens Lundgaard, Medarbejder; Lars Kongsted, Medarbejder."),
        ("Yusuf Demirel", "Ingen med en konto hedder sådan."),  # from outside
        ("010190-1234", "Ingen med en konto hedder sådan."),
    ],
)
def test_a_name_that_is_nobody_s_or_several_s_is_told_and_kept(browse, people, phase_at, typed, said):
    number = lifecycle.begin(
        network(phase_at("agreed")).number, build.actor(people.consultant), "begin_appointment"
    ).number
    office, edit = browse(people.consultant), f"/dokumenter/{number}/ret"
    answer = office.submit(edit, "/ret", {"leader": typed, "referenceleder": "Lars Kongsted", "reason": "De kan det."})
    assert answer.status_code == 422
    assert said in text_of(answer)
    (form,) = [form for form in forms(answer) if form.action.endswith(edit)]
    assert form.fields["leader"] == [typed]
    stored = {answer.key: answer.value for answer in build.document(number).answers}
    assert stored.get("leader", "") == ""
    assert stored["referenceleder"] == str(people.chef_member)  # what can be stored is


def test_two_of_one_name_are_told_apart_by_their_mail(browse, people, phase_at):
    with write() as session:
        twin = person("Karen Bjergsted")
        twin.email = "karen.2@example.dk"
        session.add(twin)
        session.flush()
        twin_id = twin.id
    number = proposed(phase_at("agreed"), people, leader="")
    office, edit = browse(people.consultant), f"/dokumenter/{number}/ret"
    assert office.submit(edit, "/ret", {"leader": "Karen Bjergsted"}).status_code == 422
    chosen = "Karen Bjergsted, Medarbejder, karen.2@example.dk"
    assert office.submit(edit, "/ret", {"leader": chosen}).status_code == 303
    assert build.texts.values(build.document(number))["leader"] == str(twin_id)
    assert office.form(edit, "/ret").fields["leader"] == [chosen]


def refused(browse, people, number, said):
    """The page says what is wrong, and sending is refused."""
    office = browse(people.consultant)
    for place in (f"/dokumenter/{number}", f"/dokumenter/{number}/ret"):
        assert said in text_of(office.get(place)), place
    sha = build.digest(build.texts.draft(build.document(number)))
    due = build.clock.today() + timedelta(days=14)
    assert office.post(f"/dokumenter/{number}/send", {"sha256": sha, "due": due.isoformat()}).status_code == 409
    assert build.document(number).state == "draft"


def test_nobody_is_both(browse, people, phase_at):
    """R8."""
    number = proposed(phase_at("agreed"), people, referenceleder=people.leader)
    refused(browse, people, number, "Én person kan ikke både lede netværket og være referenceleder")


def test_who_is_co_driver_does_not_lead(browse, people, phase_at):
    """R8: leader and co-driver agree with each other."""
    phase = phase_at("agreed")
    office = build.actor(people.consultant)
    post = name(network(phase).number, office, Function.CO_DRIVER, people.leader, clock.today())
    number = proposed(phase, people)
    refused(browse, people, number, "Karen Bjergsted er co-driver. Afslut den rolle først")
    end_role(network(phase).number, office, post.id)
    build.send(number, office)
    assert build.document(number).state == "sent"


def test_who_is_decided_on_gives_up_what_they_became_while_it_was_out(people, phase_at):
    """R8: nobody is on both sides of an agreement, whatever came between the proposal and the decision."""
    phase, office = phase_at("agreed"), build.actor(people.consultant)
    number = sent(phase, people)
    became = name(network(phase).number, office, Function.CO_DRIVER, people.leader, clock.today())
    build.operations.approve(number, build.actor(people.director), build.latest_sha(number))
    build.decide(number, office)
    held = {(post.person_id, post.function) for post in network(phase).posts if post.is_held}
    assert held == {(people.leader, LEADER), (people.chef_member, REFERENCE)}
    assert db.session.get(Post, became.id).to_date == clock.today() - timedelta(days=1)
    ended = [event.details for event in events.chain() if event.action == "network.role_ended"]
    assert ended == [{"person": people.leader, "role": "co_driver"}]


def test_a_welfare_network_has_a_referenceleder(browse, people, phase_at):
    number = proposed(phase_at("agreed"), people, referenceleder="")
    refused(browse, people, number, "Vælg, hvem der skal være referenceleder")


def leads(people, title, state, phase_at):
    """Karen leads another network, in that state."""
    number = network(phase_at("agreed", title=title)).number
    name_leader(number, build.actor(people.consultant), people.leader, clock.today())
    with write() as session:
        session.query(Network).filter_by(number=number).one().state = state
    return number


def test_a_third_running_network_takes_a_reason(browse, people, phase_at):
    """R3; networks that do not run, or that the person leads no more, are not counted."""
    leads(people, "Kører", "running", phase_at)
    for state in ("preparing", "concluding", "closed"):
        leads(people, f"Er {state}", state, phase_at)
    other = leads(people, "Forladt", "running", phase_at)
    with write() as session:
        post = session.query(Post).join(Network, Network.id == Post.network_id).filter(Network.number == other).one()
        post.from_date, post.to_date = clock.today() - timedelta(days=9), clock.today() - timedelta(days=1)
    free = proposed(phase_at("agreed", title="Det andet"), people)
    assert build.texts.faults(build.document(free)) == {}
    leads(people, "Kører også", "running", phase_at)
    number = proposed(phase_at("agreed", title="Det tredje"), people)
    refused(
        browse,
        people,
        number,
        "Karen Bjergsted leder allerede to netværk, der er i gang. Skriv, hvorfor det skal være et mere",
    )
    build.save(number, build.actor(people.director), {"third": "Ingen andre kender temaet."}, {})
    build.send(number, build.actor(people.consultant))
    assert "Ingen andre kender temaet." in text_of(browse(people.chef_member).get(f"/dokumenter/{number}"))


def test_the_network_itself_is_not_counted_when_its_own_leadership_is_changed(people, phase_at, charter_at):
    number = charter_at("agreed")  # Karen leads it, and it runs
    leads(people, "Kører", "running", phase_at)
    found = proposed(number, people)
    assert network(number).state == "running"
    assert build.texts.faults(build.document(found)) == {}


# Another leader.


def test_another_leader_is_a_change_and_what_awaited_the_old_one_awaits_the_new(browse, people, phase_at):
    """R7."""
    phase = phase_at("agreed")
    office = build.actor(people.consultant)
    number = decided(phase, people)
    frame = lifecycle.begin(network(phase).number, build.actor(people.leader), "begin_frame").number
    build.save(frame, build.actor(people.leader), build.FRAME, {})
    build.send(frame, build.actor(people.leader))
    assert "Godkend fase 2" in text_of(browse(people.leader).get("/"))
    with build.days_later(10):
        today = clock.today()
        build.operations.change(number, office)
        build.save(number, office, {"leader": str(people.stranger)}, build._bases(number))
        build.send(number, office)
        build.operations.approve(number, build.actor(people.director), build.latest_sha(number))
        assert held(phase)[LEADER] == people.leader
        build.decide(number, office)
        assert held(phase) == {LEADER: people.stranger, REFERENCE: people.chef_member}
        assert held(phase, today - timedelta(days=1))[LEADER] == people.leader
        rows = [(post.person_id, post.from_date, post.to_date) for post in network(phase).posts]
        began = today - timedelta(days=10)
        assert rows == [
            (people.leader, began, today - timedelta(days=1)),
            (people.chef_member, began, None),  # the same is referenceleder, in one unbroken time
            (people.stranger, today, None),
        ]
        assert "Godkend fase 2" in text_of(browse(people.stranger).get("/"))
        assert "Godkend fase 2" not in text_of(browse(people.leader).get("/"))
        assert browse(people.leader).get(f"/dokumenter/{frame}").status_code == 404
        answer = browse(people.stranger).submit(f"/dokumenter/{frame}", "/godkend")
        assert answer.status_code == 303
    db.session.rollback()
    assert sound()


def test_who_acts_is_followed_by_who_is_decided_on(people, phase_at):
    phase = phase_at("agreed")
    office = build.actor(people.consultant)
    for role, who in ((LEADER, people.participant), (REFERENCE, people.chef_member)):
        name(network(phase).number, office, role, who, clock.today() - timedelta(days=5))
    assert {post.is_acting for post in network(phase).posts} == {True}
    decided(phase, people)
    rows = [(post.function, post.person_id, post.is_acting) for post in participants(network(phase))]
    assert (LEADER, people.leader, False) in rows
    assert held(phase, clock.today() - timedelta(days=1))[LEADER] == people.participant


def test_who_acted_and_is_decided_on_acts_no_more(people, phase_at):
    phase = phase_at("agreed")
    office = build.actor(people.consultant)
    name_leader(network(phase).number, office, people.leader, clock.today() - timedelta(days=5))
    decided(phase, people)
    (now,) = [post for post in participants(network(phase)) if post.function == LEADER]
    assert (now.person_id, now.is_acting) == (people.leader, False)


# Who may read it (domain.md 13).


def test_who_reads_the_proposal(browse, people, phase_at):
    phase = phase_at("agreed")
    number = proposed(phase, people)
    add_participant(network(phase).number, build.actor(people.consultant), people.participant)

    def readers():
        asked = ("director", "consultant", "chef_member", "leader", "participant", "school_head", "stranger")
        return {role for role in asked if browse(getattr(people, role)).get(f"/dokumenter/{number}").status_code == 200}

    office = {"director", "consultant"}
    assert readers() == office
    build.send(number, build.actor(people.consultant))
    assert readers() == office | {"chef_member"}
    build.operations.approve(number, build.actor(people.director), build.latest_sha(number))
    build.decide(number, build.actor(people.consultant))
    assert readers() == office | {"chef_member", "leader", "participant"}
    listed = {
        role
        for role in ("director", "leader", "participant", "school_head", "stranger")
        if number in browse(getattr(people, role)).get(f"/netvaerk/{network(phase).number}").text
    }
    assert listed == {"director", "leader", "participant"}


# In the same item as phase 1 (domain.md 5.3, R16).


@pytest.fixture
def both(people, phase_at):
    """Phase 1 and the proposal, both approved by the persons and waiting for chefforum."""
    phase = phase_at("sent")
    for who in (people.director, people.school_head, people.family_head):
        build.operations.approve(phase, build.actor(who), build.latest_sha(phase))
    number = sent(phase, people)
    build.operations.approve(number, build.actor(people.director), build.latest_sha(number))
    return phase, number


def record(browse, people, phase, number, result, **changes):
    also = {"also": build.latest_sha(number)}
    url = f"/dokumenter/{phase}/beslutning"
    return browse(people.consultant).submit(url, "/beslutning", minute(result, **also, **changes))


def test_one_minute_accedes_to_both(browse, people, both):
    phase, number = both
    assert record(browse, people, phase, number, "agreed").status_code == 303
    assert [build.document(each).state for each in both] == ["agreed", "agreed"]
    assert held(phase) == {LEADER: people.leader, REFERENCE: people.chef_member}
    assert network(phase).state == "preparing"
    rows = db.session.query(Decision).order_by(Decision.id).all()
    assert len({(row.forum, row.day, row.item, row.case_number, row.wording) for row in rows}) == 1
    assert [row.version.document.number for row in rows] == [phase, number]
    assert sound()


def test_it_can_be_recorded_from_the_proposal_too(browse, people, both):
    phase, number = both
    assert record(browse, people, number, phase, "agreed").status_code == 303
    assert [build.document(each).state for each in both] == ["agreed", "agreed"]
    assert network(phase).state == "preparing"


def test_without_the_tick_the_other_still_waits(browse, people, both):
    phase, number = both
    url = f"/dokumenter/{phase}/beslutning"
    assert "Hvad besluttede de ellers i samme punkt?" in text_of(browse(people.consultant).get(url))
    assert browse(people.consultant).submit(url, "/beslutning", minute("agreed")).status_code == 303
    assert [build.document(each).state for each in both] == ["agreed", "sent"]
    assert network(phase).state == "decided"
    url = f"/dokumenter/{number}/beslutning"
    assert "i samme punkt" not in text_of(browse(people.consultant).get(url))


def test_one_changed_and_the_other_as_it_stands(browse, people, both):
    phase, number = both
    office, url = browse(people.consultant), f"/dokumenter/{phase}/beslutning"
    also = build.latest_sha(number)
    page = office.submit(url, "/beslutning", minute("changed", changed=["extent"], also=also))
    assert page.status_code == 200
    form = next(form for form in forms(page) if form.action.endswith(url))
    assert form.fields["also"] == [also]
    look = office.send(form, {"answer-extent": "Ni måneder.", "step": "look"})
    form = next(form for form in forms(look) if form.action.endswith(url))
    assert office.send(form, {"step": "record"}).status_code == 303
    assert (build.document(phase).state, build.document(phase).agreed_n) == ("agreed", 2)
    assert (build.document(number).state, build.document(number).agreed_n) == ("agreed", 1)
    results = [row.result for row in db.session.query(Decision).order_by(Decision.id)]
    assert results == ["changed", "agreed"]
    assert sound()


@pytest.mark.parametrize(("result", "state"), [("postponed", "sent"), ("sent_back", "draft"), ("rejected", "draft")])
def test_both_share_what_else_became_of_the_item(browse, people, both, result, state):
    phase, number = both
    assert record(browse, people, phase, number, result).status_code == 303
    assert [build.document(each).state for each in both] == [state, state]
    assert held(phase) == {}
    assert sound()


def test_what_changed_in_the_other_meanwhile_is_refused_and_nothing_is_recorded(browse, people, both):
    phase, number = both
    office, url = browse(people.consultant), f"/dokumenter/{phase}/beslutning"
    form = office.form(url, "/beslutning")
    typed = minute("agreed", also=build.latest_sha(number))
    writer = build.actor(people.other_consultant)
    build.operations.recall(number, writer)
    answers = [office.send(form, typed)]  # it is not out any more
    build.save(number, writer, {"reason": "De kender temaet."}, {})
    build.send(number, writer)
    answers.append(office.send(form, typed))  # another text is
    for answer in answers:
        assert answer.status_code == 409
        assert "Intet er registreret" in text_of(answer)
        assert typed["wording"] in answer.text
    told = build.Minute("chefforum", "agreed", clock.today(), "4", "", "Tiltrådt.")
    writer, sha = build.actor(people.consultant), build.latest_sha(phase)
    with pytest.raises(Stale):
        decisions.decide(phase, writer, sha, told, {}, [typed["also"]])
    assert db.session.query(Decision).count() == 0
    assert [build.document(each).state for each in both] == ["sent", "sent"]


def test_a_second_click_records_once(browse, people, both):
    phase, number = both
    office, url = browse(people.consultant), f"/dokumenter/{phase}/beslutning"
    form = office.form(url, "/beslutning")
    typed = minute("agreed", also=build.latest_sha(number))
    assert [office.send(form, typed).status_code for _twice in range(2)] == [303, 303]
    db.session.rollback()
    assert db.session.query(Decision).count() == 2
    assert len(network(phase).posts) == 2


def test_a_text_of_another_network_is_not_decided_along(browse, people, both, phase_at):
    phase, number = both
    other = sent(phase_at("sent", title="Noget andet"), people)
    typed = minute("agreed", also=build.latest_sha(other))
    answer = browse(people.consultant).submit(f"/dokumenter/{phase}/beslutning", "/beslutning", typed)
    assert answer.status_code == 409
    assert build.document(other).state == build.document(number).state == "sent"
    assert db.session.query(Decision).count() == 0
