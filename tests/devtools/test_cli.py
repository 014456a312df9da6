"""The commands that others rely on: seed, cast, clock, diagram, audit, and migrations from nothing."""

import json

from app.core import clock, deadlines, events
from app.core.db import db
from app.documents.models import Document
from app.networks.models import Network
from app.people.models import Person
from tests import build


def run(app, *args):
    result = app.test_cli_runner().invoke(args=args)
    assert result.exception is None or result.exit_code, result.exception
    return result


def test_seed_adds_a_believable_history_through_the_real_operations_in_order_of_time(fresh_app):
    assert run(fresh_app, "dev", "seed", "--networks", "5", "--seed", "7").exit_code == 0
    states = {document.state for document in db.session.query(Document)}
    assert states == {"draft", "sent", "agreed"}
    told = list(events.chain())
    moments = [event.at for event in told]
    assert moments == sorted(moments)
    assert moments[-1] < clock.now()
    assert all(deadlines.is_working_day(moment.astimezone(clock.COPENHAGEN).date()) for moment in moments)
    assert run(fresh_app, "audit", "verify").exit_code == 0


def test_a_seed_asked_for_again_adds_only_what_is_new(fresh_app):
    run(fresh_app, "dev", "seed", "--networks", "1", "--seed", "7")
    before = events.head()
    run(fresh_app, "dev", "seed", "--networks", "1", "--seed", "7")
    assert events.head() == before
    run(fresh_app, "dev", "seed", "--networks", "2", "--seed", "7")
    assert db.session.query(Network).count() == 2


def test_the_same_seed_gives_the_same_history(fresh_app, other_fresh_app):
    told = []
    for app in (fresh_app, other_fresh_app):
        with app.app_context():
            run(app, "dev", "seed", "--networks", "3", "--seed", "9")
            told.append([(event.action, event.at.date(), event.actor_id) for event in events.chain()])
            db.session.remove()
    assert told[0] == told[1]


def test_cast_tells_the_persons_as_json(app, people, phase_at):
    number = build.document(phase_at("sent")).network.number
    persons = {person["id"]: person for person in json.loads(run(app, "dev", "cast", "--json").output)}
    assert persons[people.director]["name"] == "Hanne Thorsager"
    assert persons[people.school_head]["roles"] == ["Afdelingschef for Skoler og Uddannelse"]
    assert persons[people.school_head]["networks"] == [number]
    assert persons[people.stranger]["networks"] == []
    assert len(persons) == db.session.query(Person).count()


def test_cast_tells_the_roles_on_networks(app, people, frame_at):
    number = build.document(frame_at("draft")).network.number
    persons = {person["id"]: person for person in json.loads(run(app, "dev", "cast", "--json").output)}
    assert persons[people.leader]["roles"] == [f"Netværksleder i {number}"]
    assert persons[people.leader]["networks"] == [number]


def test_the_clock_moves_and_goes_back(app):
    assert run(app, "dev", "clock", "+30d").exit_code == 0
    assert run(app, "dev", "clock", "-2d").exit_code == 0
    assert clock.offset().days == 28
    assert run(app, "dev", "clock", "real").exit_code == 0
    assert clock.offset().days == 0
    assert run(app, "dev", "clock", "i morgen").exit_code == 1


def test_a_moved_clock_is_told_on_every_page(app, browse, people):
    run(app, "dev", "clock", "+30d")
    assert "Uret er flyttet" in browse(people.director).get("/").text


def test_the_audit_command_names_the_first_break_and_ends_with_1(app, phase_at):
    phase_at("agreed")
    assert run(app, "audit", "verify").exit_code == 0
    with db.engine.connect().execution_options(writes=True) as connection, connection.begin():
        connection.exec_driver_sql("DROP TRIGGER event_keeps_update")
        connection.exec_driver_sql("UPDATE event SET scope = 'x' WHERE seq = 3")
    db.session.rollback()
    broken = run(app, "audit", "verify")
    assert broken.exit_code == 1
    assert "hændelse 3 passer ikke i kæden" in broken.output
