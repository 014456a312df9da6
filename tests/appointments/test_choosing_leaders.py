"""Whom a proposal of leadership can name (R3, R8), and what is told when it cannot."""

from datetime import timedelta

import pytest

from app.core import clock, events
from app.core.db import db, write
from app.lifecycle import operations as lifecycle
from app.networks.models import Network
from app.networks.people.operations import end_role, name, name_leader
from app.people.models import Function, Post
from tests import build
from tests.appointments.leadership import LEADER, REFERENCE, decided, held, network, proposed, sent, sound
from tests.browse import forms, text_of
from tests.cast import person


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


def test_two_of_one_name_without_mail_can_both_be_chosen(browse, people, phase_at):
    with write() as session:
        twins = [person("Karen Bjergsted") for _n in range(2)]
        for twin in twins:
            twin.email = None
        session.add_all(twins)
        session.flush()
        ids = [twin.id for twin in twins]
    number = proposed(phase_at("agreed"), people, leader="")
    office, edit = browse(people.consultant), f"/dokumenter/{number}/ret"
    for twin_id in ids:
        chosen = f"Karen Bjergsted, Medarbejder, nr. {twin_id}"
        assert office.submit(edit, "/ret", {"leader": chosen}).status_code == 303
        assert build.texts.values(build.document(number))["leader"] == str(twin_id)


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
    now = {(post.person_id, post.function) for post in network(phase).posts if post.is_held}
    assert now == {(people.leader, LEADER), (people.chef_member, REFERENCE)}
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
        "Karen Bjergsted leder allerede to netværk, der er i gang. Skriv, hvorfor der skal være et tredje",
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


def test_only_the_director_names_who_acts_in_a_third_network_and_writes_why(browse, people, phase_at):
    """R3."""
    for title in ("Kører", "Kører også"):
        leads(people, title, "running", phase_at)
    phase = phase_at("agreed", title="Det tredje")
    page = f"/netvaerk/{network(phase).number}/mennesker"
    answer = browse(people.consultant).submit(page, "/leder", {"leader": "Karen Bjergsted"})
    assert answer.status_code == 409
    assert "Karen Bjergsted leder allerede to. Kun netværksdirektøren kan udpege" in text_of(answer)
    director = browse(people.director)
    assert "Hvorfor skal lederen have et tredje netværk?" not in text_of(director.get(page))
    answer = director.submit(page, "/leder", {"leader": "Karen Bjergsted"})
    assert answer.status_code == 422
    assert "Skriv, hvorfor der skal være et tredje" in text_of(answer)
    assert held(phase) == {}
    form = next(form for form in forms(answer) if form.action.endswith("/leder"))
    assert form.fields["leader"] == ["Karen Bjergsted"]
    assert director.send(form, {"third": "Kun hun kender temaet."}).status_code == 303
    assert held(phase) == {LEADER: people.leader}
    told = text_of(director.get(f"/netvaerk/{network(phase).number}"))
    assert "udpegede Karen Bjergsted til netværksleder. Begrundelse: Kun hun kender temaet." in told
    assert sound()


THIRD = "Karen Bjergsted leder to andre netværk, der er i gang."
BEGIN = "Begrund, at Karen Bjergsted leder et tredje netværk"


def test_a_third_network_that_begins_to_run_without_a_reason_is_told_to_the_office(browse, people, phase_at):
    """R3: told with who can mend it; nothing waits for it."""
    phases = [phase_at("agreed", title=title) for title in ("Et", "To", "Tre")]
    for phase in phases:  # named while none of them runs
        name_leader(network(phase).number, build.actor(people.consultant), people.leader, clock.today())

    def page(who, phase):
        return text_of(browse(who).get(f"/netvaerk/{network(phase).number}"))

    for phase in phases:
        assert THIRD not in page(people.consultant, phases[-1])
        lifecycle.step(network(phase).number, build.actor(people.consultant), "move_on", "preparing", "Nu.")
    assert [THIRD in page(people.consultant, phase) for phase in phases] == [False, False, True]
    assert "Netværksdirektøren begrunder det i indstillingen om ledelse" in page(people.consultant, phases[-1])
    assert THIRD not in page(people.leader, phases[-1])
    assert BEGIN in text_of(browse(people.director).get("/"))
    assert BEGIN not in text_of(browse(people.consultant).get("/"))
    decided(phases[-1], people, third="Ingen andre kender temaet.")
    assert THIRD not in page(people.consultant, phases[-1])
    assert BEGIN not in text_of(browse(people.director).get("/"))
    assert sound()
