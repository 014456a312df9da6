"""Two who act at once: one clear state, no lost text, one consent for each party."""

import threading
from datetime import timedelta
from functools import partial

import pytest

from app.contracts.operations import open_with_contract
from app.core import clock, events
from app.core.actions import Position
from app.core.db import db
from app.core.pages import Refusal
from app.documents.consents import Consent
from app.documents.operations import Stale
from app.lifecycle import operations as lifecycle
from app.networks.models import Network
from app.networks.people.operations import name_leader
from app.networks.rules import NetworkType
from app.people.models import Function
from app.people.operations import holders
from app.people.register import operations as register
from tests import build


def at_once(app, *acts):
    """Run the acts at the same moment, each in its own thread and context; what each raised, or None."""
    gate, said = threading.Barrier(len(acts)), [None] * len(acts)

    def run(place, act):
        with app.app_context(), app.test_request_context():
            gate.wait()
            try:
                act()
            except (Stale, Refusal) as refused:
                said[place] = refused
            db.session.remove()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    db.session.rollback()
    return said


@pytest.mark.both_databases
def test_approving_while_another_takes_the_text_back_leaves_one_clear_state(app, people, phase_at, rounds):
    for round_ in rounds(8, 100):
        number = phase_at("approved_by_one", title=f"Runde {round_}")
        sha = build.latest_sha(number)
        head, writer = build.actor(people.school_head), build.actor(people.consultant)
        approved, recalled = at_once(
            app,
            lambda number=number, sha=sha, head=head: build.operations.approve(number, head, sha),
            lambda number=number, writer=writer: build.operations.recall(number, writer),
        )
        document = build.document(number)
        consents = [party.has_approved for party in document.latest.parties]
        assert document.state == "draft"
        assert recalled is None
        assert consents == [True, approved is None, False, False]
    assert events.first_break() is None


@pytest.mark.both_databases
def test_what_is_approved_while_another_writes_is_the_text_that_was_shown(app, people, phase_at, rounds):
    for round_ in rounds(10, 500):
        number = phase_at("sent", title=f"Runde {round_}")
        shown = build.latest_sha(number)
        head, writer = build.actor(people.school_head), build.actor(people.consultant)

        def rewrite(number=number, writer=writer, round_=round_):
            build.operations.recall(number, writer)
            build.save(number, writer, {"politics": f"Skrevet om {round_}"}, {})
            build.send(number, writer)

        approved, rewritten = at_once(
            app,
            lambda number=number, shown=shown, head=head: build.operations.approve(number, head, shown),
            rewrite,
        )
        assert rewritten is None
        versions = build.document(number).versions
        given = [consent for version in versions for party in version.parties for consent in party.consents]
        assert [consent.sha256 for consent in given] == ([shown] if approved is None else [])
        assert approved is None or isinstance(approved, Stale)
        assert all(consent.sha256 == consent.party.version.sha256 for consent in given)


@pytest.mark.both_databases
def test_all_parties_answering_at_once_lock_the_text_once_and_the_body_decides_once(app, people, phase_at, rounds):
    """The persons approve while the office records chefforum's decision, in two windows (R16)."""
    for round_ in rounds(5, 50):
        number = phase_at("sent", title=f"Runde {round_}")
        sha = build.latest_sha(number)
        actors = [build.actor(who) for who in (people.director, people.school_head, people.family_head)]
        office = build.actor(people.consultant)
        minute = build.Minute("chefforum", "agreed", clock.today(), "4", "26-1207", "Chefforum tiltrådte.")
        said = at_once(
            app,
            *[
                lambda actor=actor, number=number, sha=sha: build.operations.approve(number, actor, sha)
                for actor in actors
            ],
            *[partial(build.decisions.decide, number, office, sha, minute)] * 2,
        )
        assert said == [None] * 5
        document = build.document(number)
        assert (document.state, document.network.state) == ("agreed", "decided")
    told = [event.action for event in events.chain()]
    for action in ("document.agreed", "document.decided", "network.decided"):
        assert told.count(action) == round_ + 1
    assert db.session.query(Consent).count() == 4 * (round_ + 1)
    assert events.first_break() is None


@pytest.mark.both_databases
def test_a_network_is_led_on_once_while_another_stops_it_and_a_leader_is_named(app, people, phase_at, rounds):
    for round_ in rounds(5, 50):
        number = build.document(phase_at("agreed", title=f"Runde {round_}")).network.number
        office, director = build.actor(people.consultant), build.actor(people.director)
        at_once(
            app,
            *[partial(lifecycle.step, number, office, "move_on", "decided", "Videre.")] * 2,
            partial(lifecycle.step, number, director, "stop", "decided", "Stop."),
            partial(name_leader, number, office, people.leader, clock.today()),
        )
        db.session.rollback()
        network = db.session.query(Network).filter_by(number=number).one()
        acts = [note.act for note in network.notes]
        assert len(set(acts)) == len(acts)
        told = [event for event in events.chain() if event.object == network.scope and "state" in event.details]
        assert told[-1].details["state"] == network.state
        assert [event.details["note"] for event in told if "note" in event.details] == [n.id for n in network.notes]
    assert events.first_break() is None


@pytest.mark.both_databases
def test_a_post_of_one_holder_given_to_two_at_once_is_held_by_one(app, people, departments, rounds):
    office, room = build.actor(people.consultant), departments.vacant
    for round_ in rounds(5, 50):
        day = clock.today() + timedelta(days=round_)
        give = partial(register.add_post, actor=office, function=Function.AFDELINGSCHEF, department_id=room)
        said = at_once(
            app,
            *[
                partial(give, person, from_date=day, to_date=None, is_acting=False)
                for person in (people.stranger, people.participant)
            ],
        )
        assert [type(refused) for refused in said if refused] == [Refusal]
        heads = holders([Position(Function.AFDELINGSCHEF, room)], day)
        assert [len(persons) for persons in heads.values()] == [1]


@pytest.mark.both_databases
def test_one_person_approving_in_two_windows_at_once_approves_once(app, people, phase_at):
    number = phase_at("sent")
    sha, head = build.latest_sha(number), build.actor(people.school_head)
    assert at_once(app, *[lambda: build.operations.approve(number, head, sha)] * 3) == [None, None, None]
    assert db.session.query(Consent).count() == 1


@pytest.mark.both_databases
def test_two_who_save_the_same_field_at_once_lose_no_text(app, people, phase_at, rounds):
    for round_ in rounds(6, 100):
        number = phase_at("draft", title=f"Runde {round_}")
        stored = {answer.key: answer for answer in build.document(number).answers}["extent"]
        base = {"extent": build.texts.base(stored.value, stored.version)}
        saved = {}

        def save(who, words, number=number, base=base, saved=saved):
            saved[words] = build.save(number, build.actor(who), {"extent": words}, base)

        at_once(
            app,
            lambda save=save: save(people.consultant, "Fire uger"),
            lambda save=save: save(people.director, "Ni uger"),
        )
        kept = {answer.key: answer.value for answer in build.document(number).answers}["extent"]
        lost = ({"Fire uger", "Ni uger"} - {kept}).pop()
        assert saved[kept].changed == 1
        assert set(saved[lost].conflicts) == {"extent"}


@pytest.mark.both_databases
def test_events_of_many_documents_at_once_make_one_whole_chain(app, people, phase_at):
    numbers = [phase_at("draft", title=f"Netværk {n}") for n in range(4)]
    shas = [build.digest(build.texts.draft(build.document(number))) for number in numbers]
    due, writer = clock.today() + timedelta(days=14), build.actor(people.consultant)
    said = at_once(
        app, *[partial(build.operations.send, n, writer, sha, due) for n, sha in zip(numbers, shas, strict=True)]
    )
    assert said == [None] * 4
    assert events.first_break() is None


@pytest.mark.both_databases
def test_one_form_sent_many_times_at_once_opens_one_network(app, people):
    writer = build.actor(people.consultant)
    opened = []

    def open_one():
        opened.append(open_with_contract(writer, "Det samme", NetworkType.WELFARE, "nøgle").number)

    assert at_once(app, *[open_one] * 6) == [None] * 6
    assert len(set(opened)) == 1
