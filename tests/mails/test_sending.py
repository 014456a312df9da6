"""A mail is handed to the server once: refused, put off, cut off, without a server, sent again."""

from dataclasses import replace
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import parseaddr

import pytest

from app.core import jobs
from app.core.db import db, write
from app.core.jobs import Job
from app.mails import operations, rules, smtp
from app.mails.models import Mail
from app.people.models import Person
from tests import build
from tests.browse import text_of
from tests.mails.conftest import on
from tests.people.deputising import approve
from tests.support.mailserver import part


@pytest.fixture
def only_the_director(mails, people, phase_at):
    """The approval of a text waits for the director alone, and the mail is not made yet."""
    number = phase_at("sent")
    for who in (people.school_head, people.family_head):
        approve(number, who)
    return number


def the_mail():
    db.session.rollback()
    return db.session.query(Mail).order_by(Mail.id.desc()).first()


def mail_jobs():
    return db.session.query(Job).filter(Job.kind.in_(operations.KINDS)).count()


def test_a_server_that_is_busy_is_asked_again_after_longer_and_longer(mails, only_the_director, work):
    mails.answers += ["451 Prøv senere"] * 2
    work()
    assert (the_mail().state, the_mail().error, mails.letters) == ("waiting", "451 Prøv senere", [])
    waits = [wait.total_seconds() / 3600 for wait in rules.WAITS]
    assert waits == sorted(waits)
    work()
    assert len(mails.answers) == 1  # it waits
    with on(hours=0.02):
        work()
    assert (mails.answers, mails.letters) == ([], [])
    with on(hours=0.2):
        work()
    assert (the_mail().state, the_mail().error, len(mails.letters)) == ("sent", None, 1)
    assert mail_jobs() == 0


def test_who_has_waited_long_enough_has_failed_and_the_office_sees_why(mails, only_the_director, browse, people, work):
    mails.answers += ["451 Fuld"] * (len(rules.WAITS) + 1)
    for hour in range(0, 24 * 2, 6):
        with on(hours=hour):
            work()
    assert (the_mail().state, mails.answers, mails.letters) == ("failed", [], [])
    page = text_of(browse(people.consultant).get("/mails"))
    assert "Kunne ikke sendes" in page
    assert "Mailserveren: 451 Fuld" in page


@pytest.mark.both_databases
def test_what_the_server_will_never_take_has_failed_at_once(mails, only_the_director, work):
    mails.answers += ["550 Ukendt modtager"]
    work()
    assert (the_mail().state, the_mail().error) == ("failed", "550 Ukendt modtager")
    assert mail_jobs() == 0


@pytest.mark.parametrize("address", ["hanne", "hanne@", "ø@example.dk", "hanne@example.dk\r\nBcc: x@example.dk"])
def test_an_address_that_is_none_fails_and_holds_nobody_up(mails, only_the_director, people, work, address):
    with write() as session:
        session.get_one(Person, people.director).email = address
    work()
    assert (the_mail().state, mails.letters) == ("failed", [])


@pytest.mark.parametrize("name", ["=?utf-8?q?x=0D=0ABcc=3A?= a@b", "=?utf-8?q??=:;", "Hanne, Thorsager <x@y>", '"'])
def test_an_odd_name_is_a_name_and_no_address(mails, only_the_director, people, work, name):
    with write() as session:
        session.get_one(Person, people.director).name = name
    work()
    (letter,) = mails.letters
    (to,) = letter["To"].addresses
    assert (to.addr_spec, letter["Bcc"]) == (db.session.get(Person, people.director).email, None)
    assert parseaddr(letter["To"])[1] == to.addr_spec


def test_a_server_that_is_not_there_is_waited_for(app, mails, only_the_director, work):
    there = app.extensions["settings"]
    app.extensions["settings"] = replace(there, smtp_url="smtp://127.0.0.1:1")
    work()
    assert the_mail().state == "waiting"
    app.extensions["settings"] = there
    with on(hours=1):
        work()
    assert (the_mail().state, len(mails.letters)) == ("sent", 1)


@pytest.mark.both_databases
def test_a_mail_cut_off_while_it_was_handed_over_is_not_sent_twice_and_the_office_is_told(
    mails, only_the_director, browse, people, work, monkeypatch
):
    def killed(*_given):
        raise KeyboardInterrupt

    monkeypatch.setattr(smtp, "_hand", killed)  # a kill stops the worker just there
    with pytest.raises(KeyboardInterrupt):
        work()
    monkeypatch.undo()
    with on(hours=1):
        work()
    assert (the_mail().state, mails.letters) == ("unknown", [])
    assert mail_jobs() == 0
    assert "Måske sendt" in text_of(browse(people.consultant).get("/mails"))


@pytest.mark.both_databases
def test_a_job_taken_up_again_after_the_mail_was_sent_sends_nothing(mails, only_the_director, work):
    work()
    for _time in range(2):
        operations.send({"mail": the_mail().id})
    assert len(mails.letters) == 1


@pytest.mark.both_databases
def test_a_worker_cut_off_before_it_hands_over_leaves_the_mail_to_the_next(mails, only_the_director, work, monkeypatch):
    def killed(*_given):
        raise KeyboardInterrupt

    monkeypatch.setattr(smtp, "_agree", killed)
    with pytest.raises(KeyboardInterrupt):
        work()
    monkeypatch.undo()
    with on(hours=1):
        work()
    assert (the_mail().state, len(mails.letters)) == ("sent", 1)


@pytest.mark.both_databases
def test_without_a_server_mails_stand_in_the_log_and_can_be_sent_when_there_is_one(
    app, mails, only_the_director, browse, people, work
):
    with_server = app.extensions["settings"]
    app.extensions["settings"] = replace(with_server, smtp_url="")
    work()
    office = browse(people.consultant)
    page = text_of(office.get("/mails"))
    assert "Der er ingen mailserver" in page
    assert "Ikke sendt, ingen mailserver" in page
    app.extensions["settings"] = with_server
    assert "Der er ingen mailserver" not in text_of(office.get("/mails"))
    first = the_mail().id
    for _time in range(2):  # pressed twice
        assert office.post(f"/mails/{first}/igen").status_code == 303
    work()
    assert mails.to == ["hanne@example.dk"]
    page = text_of(office.get("/mails"))
    assert "Sendt igen" in page
    assert "Sendt kl. 8.00" in page


def test_what_is_sent_again_is_a_letter_of_its_own_and_only_what_still_waits(mails, only_the_director, people, work):
    work()
    first, office = the_mail().id, build.actor(people.consultant)
    operations.send_again(first, office)
    work()
    one, two = mails.letters
    assert one["Message-ID"] != two["Message-ID"]
    assert part(one, "plain") == part(two, "plain")
    second = the_mail().id
    approve(only_the_director, people.director)
    operations.send_again(second, office)
    work()
    assert (the_mail().state, len(mails.letters)) == ("overtaken", 2)


def test_the_log_tells_who_and_about_what_and_nothing_of_the_text(mails, only_the_director, browse, people, work):
    work()
    page = text_of(browse(people.consultant).get("/mails"))
    who = "Hanne Thorsager · hanne@example.dk"
    for words in ("Godkend fase 1: Elever med højt fravær", who, "Godkendelse", "Sendt"):
        assert words in page
    assert build.ANSWERS["background"] not in page


def test_only_the_office_reads_the_log_and_sends_again(mails, only_the_director, browse, people, work):
    work()
    other = browse(people.school_head)
    assert other.get("/mails").status_code == 403
    assert other.post(f"/mails/{the_mail().id}/igen").status_code == 403
    assert ">Mails<" not in other.get("/").text
    office = browse(people.consultant)
    assert 'href="/mails"' in office.get("/").text
    assert office.post("/mails/2147483648/igen").status_code == 404
    work()
    assert len(mails.letters) == 1


def test_a_mail_on_its_way_cannot_be_sent_again(mails, only_the_director, browse, people, work):
    mails.answers += ["451 Senere"]
    work()
    assert browse(people.consultant).post(f"/mails/{the_mail().id}/igen").status_code == 409


@pytest.mark.both_databases
def test_a_long_log_is_read_page_by_page(mails, browse, people, monday):
    with write() as session:
        for n in range(operations.PAGE + 1):
            operations._insert(
                session, f"key-{n}", kind="approve", person_id=people.director, about=f"Nr. {n}.", items=[]
            )
    office = browse(people.consultant)
    first = office.get("/mails")
    assert "Nr. 50." in text_of(first)
    assert "Nr. 0." not in text_of(first)
    address = first.text.split('href="/mails?')[1].split('"')[0]
    assert "Nr. 0." in text_of(office.get(f"/mails?{address}"))
    assert office.get("/mails?foer=abc").status_code == 200


def test_the_commands_for_the_scheduler_send_what_waits_and_the_mail_of_the_day(mails, app, people, only_the_director):
    with write() as session:
        jobs.enqueue(session, "another", "another")  # no work of theirs
    told = app.test_cli_runner().invoke(args=["send-mail"])
    assert (told.exit_code, mails.to) == (0, ["hanne@example.dk"])
    sha = build.latest_sha(only_the_director)
    build.operations.send_back(only_the_director, build.actor(people.director), sha, "Nej.")
    assert app.test_cli_runner().invoke(args=["remind"]).exit_code == 0
    assert "rasmus@example.dk" in mails.to
    assert mail_jobs() == 0
    assert db.session.query(Job).filter_by(kind="another").one().attempts == 0
    with on(5):
        assert "ikke en arbejdsdag" in app.test_cli_runner().invoke(args=["remind"]).output


@pytest.mark.parametrize("url", ["127.0.0.1:25", "http://mail", "smtp://"])
def test_an_address_that_no_mail_server_can_have_stops_the_start(url):
    with pytest.raises(ValueError, match="NETVAERK_SMTP_URL"):
        smtp.check(url)


def test_a_password_is_not_sent_on_a_line_that_is_not_encrypted(mails, monkeypatch):
    monkeypatch.setattr(smtp, "LOOPBACK", ())
    with pytest.raises(smtp.Later, match="kryptering"):
        smtp.deliver(mails.url.replace("//", "//navn:kode@"), _letter(), lambda: None)
    assert mails.letters == []


def _letter():
    letter = EmailMessage()
    letter["From"], letter["To"] = Address("A", addr_spec="a@example.dk"), Address("B", addr_spec="b@example.dk")
    return letter
