"""What is stored: one writer at a time, an unbroken chain of events, rows and files that never change."""

import threading

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError

from app.core import events, files
from app.core.db import db, write
from app.core.text import sha256
from app.core.triggers import FROZEN
from app.documents import integrity
from app.networks.models import Network, NumberSeries
from tests import build

pytestmark = pytest.mark.both_databases


def test_of_many_who_count_at_once_none_is_lost(app):
    with write() as session:
        session.add(NumberSeries(series="tal", last=0))

    def count() -> None:
        with app.app_context():
            for _ in range(10):
                with write() as session:
                    row = session.get_one(NumberSeries, "tal", with_for_update=True)
                    row.last += 1
                db.session.remove()

    threads = [threading.Thread(target=count) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert db.session.get_one(NumberSeries, "tal").last == 40


def test_a_failed_write_leaves_nothing_behind_not_even_its_event(app, people, phase_at):
    phase_at("draft")
    before = events.head()

    def change():
        with write() as session:
            session.scalars(select(Network)).one().title = "Halvt"
            events.record("network.opened", actor_id=people.director, object="network:1", scope="network:1")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        change()
    assert db.session.scalars(select(Network)).one().title == "Elever med højt fravær"
    with write():
        pass
    assert events.head() == before


def test_the_chain_of_events_is_whole_and_numbered_without_gaps(phase_at):
    phase_at("agreed")
    numbers = [event.seq for event in events.chain()]
    assert numbers == list(range(1, len(numbers) + 1))
    assert events.first_break() is None


def test_an_event_refuses_free_text(app, people):
    with pytest.raises(ValueError, match="free text"), write():
        events.record("document.sent", actor_id=people.director, object="document:1", scope="x", why="Fordi vi ville")


COLUMNS = {
    "remark": "passage",
    "decision": "wording",
    "deputy": "ground",
    "edition": "json",
    "event": "action",
    "file": "size",
    "file_chunk": "data",
    "paper_copy": "file_sha256",
    "party": "slot",
    "rendition": "record",
    "type_edition": "json",
}
# What a text that is agreed by its parties alone does not have.
ROWS = {
    "decision": [
        "INSERT INTO decision (version_id, forum, result, day, item, case_number, wording, recorded_by_id, at) SELECT "
        "max(id), 'chefforum', 'noted', '2026-01-05', '4', '', 'Ord', max(by_id), max(at) FROM version"
    ],
    "deputy": [
        "INSERT INTO deputy (ground, of_id, by_id, from_date, to_date, recorded_by_id, at) SELECT 'leave', "
        "min(person.id), max(person.id), '2026-01-05', '2026-01-09', min(person.id), max(version.at) "
        "FROM person, version"
    ],
    "remark": [
        "INSERT INTO remark (document_id, key, passage, comment, by_id, at, state) SELECT max(document_id), 'purpose', "
        "'Ord', 'Ord', max(by_id), max(at), 'open' FROM version"
    ],
    "paper_copy": [
        "INSERT INTO paper_copy (version_id, file_sha256, day, recorded_by_id, at) SELECT "
        "max(version.id), max(file.sha256), '2026-01-05', max(by_id), max(version.at) FROM version, file"
    ],
}


@pytest.mark.parametrize("table", sorted(FROZEN))
def test_the_database_itself_refuses_to_change_what_is_frozen(app, phase_at, work, table):
    phase_at("agreed")
    work()
    with write() as session:
        for statement in ROWS.get(table, ()):
            session.execute(text(statement))
    column = COLUMNS.get(table, "sha256")
    value = "7" if column in ("size", "slot") else "'x'"
    for statement in (f"UPDATE {table} SET {column} = {value}", f"DELETE FROM {table}"):
        with pytest.raises(DatabaseError, match="frozen"), write() as session:
            session.execute(text(statement))


FORGERIES = {
    "version_changed": "UPDATE version SET json = replace(json, 'skolen', 'klubben')",
    "consent_turned": "UPDATE consent SET decision = 'approve', reason = NULL WHERE decision = 'send_back'",
    "consent_by_another": "UPDATE consent SET person_id = 7 WHERE id = 1",
    "consent_at_another_time": "UPDATE consent SET at = '2020-01-01 00:00:00+00' WHERE id = 1",
    "consent_gone": "DELETE FROM consent WHERE id = 1",
    "consent_never_given": "INSERT INTO consent (party_id, sha256, decision, person_id, method, at) "
    "SELECT party_id, sha256, 'approve', 6, method, at FROM consent WHERE id = 1",
    "another_post": "UPDATE party SET function = 'netvaerkskonsulent' WHERE id = 1",
    "state_without_consents": "UPDATE document SET state = 'agreed' WHERE state <> 'agreed'",
    "number_changed": "UPDATE document SET number = 'NK-2020-999-1' WHERE id = 1",
    "record_changed": "UPDATE rendition SET record = replace(record, 'skolen', 'klubben')",
    "another_file": "UPDATE rendition SET file_sha256 = fragment_sha256 WHERE state = 'agreed'",
    "print_gone": "DELETE FROM rendition WHERE state = 'agreed'",
    "chunk_changed": "UPDATE file_chunk SET data = substr(data, 2) WHERE n = 0",
    "event_by_another": "UPDATE event SET actor_id = 3 WHERE seq = 2",
    "event_gone": "DELETE FROM event WHERE seq = 5",
    "last_events_gone": "DELETE FROM event WHERE seq > 6",
    "all_events_gone": "DELETE FROM event",
}


@pytest.mark.parametrize("forgery", sorted(FORGERIES))
def test_a_forgery_in_the_database_itself_is_found(app, phase_at, work, database, forgery):
    """As somebody with the database's own password would make it: the triggers taken off first."""
    phase_at("agreed")
    phase_at("sent_back", title="Et andet")
    work()
    checks = (events.first_break, integrity.first_break, files.first_break)
    assert [check() for check in checks] == [None, None, None]
    with write() as session:
        for table in FROZEN:
            for verb in ("update", "delete"):
                on = f" ON {table}" if database == "postgresql" else ""
                session.execute(text(f"DROP TRIGGER {table}_keeps_{verb}{on}"))
        session.execute(text(FORGERIES[forgery]))
    assert any(check() for check in checks)


def test_a_chain_cut_short_is_found_by_a_head_noted_outside(app, phase_at):
    phase_at("sent")
    seq, sha = events.head()
    assert events.stands(seq, sha)
    assert not events.stands(seq + 1, sha)
    assert not events.stands(seq, "0" * 64)


def test_a_file_is_stored_once_in_chunks_and_streams_back(app):
    content = bytes(range(256)) * 3000
    with write() as session:
        name = files.store(session, content, 3)
    with write() as session:
        assert files.store(session, content, 3) == name == sha256(content)
    chunks = list(files.stream(name))
    assert [len(chunk) for chunk in chunks] == [files.CHUNK, files.CHUNK, len(content) - 2 * files.CHUNK]
    assert b"".join(chunks) == content
    assert files.first_break() is None


def test_networks_are_numbered_in_a_row_within_their_year(app, phase_at):
    numbers = [build.document(phase_at("draft", title=title)).network.number for title in ("A", "B", "C")]
    year = numbers[0][:4]
    assert numbers == [f"{year}-001", f"{year}-002", f"{year}-003"]
