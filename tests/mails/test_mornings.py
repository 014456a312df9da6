"""The mail of the day: at most one, on a working day, only when there is something new or a deadline."""

import signal
from datetime import date, datetime, time

import pytest

from app import worker
from app.core import clock, jobs
from app.core.db import db, write
from app.ideas import operations as ideas
from app.mails import operations, rules
from app.people.models import Ground
from tests import build
from tests.mails.conftest import on
from tests.people.deputising import approve, away
from tests.support.mailserver import part


def to(mails, name):
    return [letter for letter, who in zip(mails.letters, mails.to, strict=True) if who == f"{name}@example.dk"]


def forget(mails):
    mails.letters.clear()
    mails.envelopes.clear()


def test_a_text_sent_back_is_told_the_next_morning_and_not_again(mails, people, phase_at, each_morning, work):
    phase_at("sent_back")
    work()
    assert to(mails, "rasmus") == []
    each_morning(1)
    (letter,) = to(mails, "rasmus")
    assert letter["Subject"] == "Skriv fase 1 om: Elever med højt fravær"
    for kind in ("plain", "html"):
        assert "Elever med højt fravær" in part(letter, kind)
        assert "Skriv, hvem der betaler." not in part(letter, kind)
    each_morning(1)
    each_morning(2)
    assert len(to(mails, "rasmus")) == 1


@pytest.mark.both_databases
def test_there_is_one_mail_a_day_whatever_comes(mails, people, departments, phase_at, each_morning, work):
    phase_at("sent_back", title="Den ene")
    phase_at("sent_back", title="Den anden")
    each_morning(1)
    (letter,) = to(mails, "rasmus")
    assert letter["Subject"].endswith("og én ting til")
    with on(1, hours=1):
        number = build.network_at("sent_back", people, departments, title="Den tredje")
    with on(1, hours=2):
        operations.begin_morning()
        work()
    assert len(to(mails, "rasmus")) == 1
    each_morning(2)
    letters = to(mails, "rasmus")
    assert len(letters) == 2
    words = part(letters[1], "plain")
    assert words.index("NYT, DER VENTER PÅ DIG") < words.index("Den tredje") < words.index("VENTER STADIG PÅ DIG")
    assert words.index("VENTER STADIG PÅ DIG") < words.index("Den ene")
    assert number in words


def test_nothing_is_sent_on_a_day_off(mails, people, phase_at, each_morning):
    phase_at("sent_back")
    each_morning(5)  # Saturday
    assert to(mails, "rasmus") == []
    each_morning(24)  # Maundy Thursday, 25 March 2027
    assert to(mails, "rasmus") == []


def test_a_deadline_reminds_two_working_days_before_and_the_day_after_and_stops_when_it_is_done(
    mails, people, phase_at, each_morning, work
):
    number = phase_at("sent")
    with write() as session:
        session.query(build.Document).filter_by(number=number).one().due = date(2027, 3, 15)  # a Monday
    work()
    forget(mails)
    for day in range(1, 10):
        each_morning(day)
    assert mails.letters == []
    each_morning(10)  # Thursday 11 March
    assert sorted(mails.to) == ["birgitte@example.dk", "hanne@example.dk", "jens@example.dk"]
    (letter,) = to(mails, "birgitte")
    assert letter["Subject"] == "Fristen nærmer sig: Godkend fase 1: Elever med højt fravær"
    assert "Frist: mandag den 15. marts." in part(letter, "html")
    forget(mails)
    with on(11):
        approve(number, people.school_head)
    for day in (11, 14):
        each_morning(day)
    assert mails.letters == []
    each_morning(15)  # Tuesday
    assert sorted(mails.to) == ["hanne@example.dk", "jens@example.dk"]
    assert to(mails, "hanne")[0]["Subject"].startswith("Fristen er overskredet: Godkend fase 1")
    forget(mails)
    for day in (16, 17):
        each_morning(day)
    assert mails.letters == []
    with on(18):
        assert build.document(number).state == "sent"  # it reminds, and blocks nothing
        approve(number, people.director)


def test_what_is_new_is_not_reminded_of_on_the_same_day(mails, people, phase_at, each_morning, work):
    number = phase_at("sent")
    with write() as session:
        session.query(build.Document).filter_by(number=number).one().due = date(2027, 3, 3)
        session.query(jobs.Job).delete()  # nobody had looked
    each_morning(1)
    assert [letter["Subject"] for letter in to(mails, "birgitte")] == ["Godkend fase 1: Elever med højt fravær"]
    each_morning(2)
    assert to(mails, "birgitte")[1]["Subject"].startswith("Fristen nærmer sig")


def test_who_was_absent_is_told_that_the_network_agreed_until_they_answer(
    mails, browse, people, charter_at, each_morning, work
):
    number = charter_at("agreed")
    work()
    forget(mails)
    each_morning(1)
    (letter,) = to(mails, "zenia")
    assert letter["Subject"] == "Svar på fase 3: Elever med højt fravær"
    assert f"/dokumenter/{number}/svar" in part(letter, "plain")
    each_morning(2)
    assert len(to(mails, "zenia")) == 1
    with on(3):
        build.joint.answer(number, build.actor(people.other_participant), build.latest_sha(number), None)
    for day in range(4, 20):
        each_morning(day)
    assert len(to(mails, "zenia")) == 1


@pytest.mark.parametrize(("ground", "words"), [(Ground.LEAVE, "p.v."), (Ground.AUTHORITY, "e.b.")])
def test_whom_an_approval_was_given_for_is_told_who_did_it(mails, people, phase_at, each_morning, work, ground, words):
    number = phase_at("sent")
    away(people, people.stranger, ground=ground)
    work()
    approve(number, people.stranger)
    forget(mails)
    each_morning(1)
    (letter,) = to(mails, "birgitte")
    assert letter["Subject"] == "Godkendt for dig: fase 1: Elever med højt fravær"
    assert f"Det gjorde Ida Skovbjerg {words} Birgitte Holmskov." in part(letter, "plain")
    each_morning(2)
    assert len(to(mails, "birgitte")) == 1


def test_an_author_is_told_what_the_office_asks_and_decides_about_the_idea(mails, people, each_morning, work):
    said = {"title": "Sikre skoleveje", "need": "Krydset er farligt.", "difference": "For børnene."}
    number = ideas.propose(build.actor(people.stranger), said, "nøgle").number
    each_morning(1)
    assert "Sikre skoleveje" in to(mails, "rasmus")[0]["Subject"]
    assert to(mails, "ida") == []
    with on(1, hours=1):
        ideas.settle(number, build.actor(people.consultant), "ask", "Hvilket kryds?")
    each_morning(2)
    (asked,) = to(mails, "ida")
    assert asked["Subject"] == "Svar på et spørgsmål om din idé: Sikre skoleveje"
    assert "Hvilket kryds?" not in part(asked, "plain")
    with on(2, hours=1):
        ideas.settle(number, build.actor(people.consultant), "reject", "Det er i gang.")
    each_morning(3)
    decided = to(mails, "ida")[1]
    assert decided["Subject"] == "Der er taget stilling til din idé: Sikre skoleveje"
    assert "Det er i gang." not in part(decided, "html")
    each_morning(4)
    assert len(to(mails, "ida")) == 2


def test_what_people_begin_themselves_they_are_not_told_of(mails, people, frame_at, each_morning, work):
    frame_at("draft")
    work()
    each_morning(1)
    assert to(mails, "karen") == []


@pytest.mark.parametrize(
    ("day", "at", "is_so"),
    [
        (date(2027, 3, 1), time(6, 59), False),
        (date(2027, 3, 1), time(7, 0), True),
        (date(2027, 3, 1), time(12, 0), False),
        (date(2027, 3, 6), time(8, 0), False),
        (date(2027, 3, 29), time(8, 0), False),  # Easter Monday
    ],
)
def test_the_worker_writes_in_the_morning_of_a_working_day(day, at, is_so):
    assert rules.is_morning(datetime.combine(day, at, clock.COPENHAGEN)) is is_so


@pytest.mark.parametrize(("days", "asked"), [(1, True), (5, False)])
@pytest.mark.both_databases
def test_the_worker_begins_the_morning_by_itself_once(mails, people, phase_at, monkeypatch, days, asked):
    before = {each: signal.getsignal(each) for each in (signal.SIGTERM, signal.SIGINT)}
    monkeypatch.setitem(jobs.handlers, "stop", lambda _payload: signal.raise_signal(signal.SIGTERM))
    with on(days):
        with write() as session:
            jobs.enqueue(session, "stop", "stop")
        worker.run()
    for each, handler in before.items():
        signal.signal(each, handler)
    db.session.rollback()
    keys = [job.key for job in db.session.query(jobs.Job).filter_by(kind="mail.morning")]
    assert keys.count(f"morning:2027-03-02:{people.consultant}") == int(asked)
    assert bool(keys) == asked
