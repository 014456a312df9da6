"""When the two talk: arranged by either, put in a calendar, told in the morning's mail with the guide (domain.md 7)."""

from datetime import datetime, timedelta

import icalendar
import pytest

from app.agreements import arranging, operations
from app.core import clock
from app.core.db import db
from app.core.formats import date_full, date_long, weekday
from app.people.models import Person
from tests import build
from tests.agreements import CO_DRIVER, PERSONALELEDER, REFERENCELEDER, led, opposite
from tests.browse import text_of

pytestmark = pytest.mark.both_databases
DAY = datetime.now(clock.COPENHAGEN).date() + timedelta(days=9)
TYPED = {"day": DAY.isoformat(), "starts": "10", "ends": "11.30", "place": "Mødelokale 2"}


@pytest.fixture
def network(people, frame_at):
    return led(people, frame_at)


def begin(browse, people, network, kind=REFERENCELEDER, **typed):
    named = {"manager": db.session.get(Person, people.finance_head).name} if kind is PERSONALELEDER else {}
    return browse(people.leader).post(f"/netvaerk/{network}/aftaler/{kind.opposite}", named | typed)


def event_in(data):
    calendar = icalendar.Calendar.from_ical(data)
    (event,) = calendar.walk("VEVENT")
    return calendar, event


def talk_of(network, kind=REFERENCELEDER):
    document = operations.living(build.document(f"SA-{network}-1").network, kind)
    return arranging.of(document)


def words():
    return f"{date_long(DAY)} kl. 10.00".replace("\xa0", " ")


def test_who_begins_an_agreement_may_name_the_time_and_both_find_it(browse, people, network):
    answer = begin(browse, people, network, **TYPED)
    assert answer.location.endswith("/samtale")
    for person in (people.leader, people.school_head):
        page = text_of(browse(person).get(f"/netvaerk/{network}/aftaler/referenceleder/samtale"))
        assert f"I taler sammen {weekday(DAY)} {words()}, Mødelokale 2." in page
    front = text_of(browse(people.school_head).get("/"))
    assert "Tal om aftalen med referencelederen" in front
    assert f"I taler sammen {words()}." in front
    history = text_of(browse(people.consultant).get(f"/netvaerk/{network}"))
    assert f"satte samtalen om aftalen med referencelederen til {date_full(DAY)}".replace("\xa0", " ") in history


def test_a_time_may_wait_and_can_be_found_later_by_the_other(browse, people, network):
    begin(browse, people, network)
    other = browse(people.school_head)
    assert "Find en tid" in text_of(other.get("/"))
    answer = other.post(f"/netvaerk/{network}/aftaler/referenceleder/tid", TYPED)
    assert answer.status_code == 303
    talk = talk_of(network)
    assert (arranging.day_of(talk), talk.ends_at - talk.starts_at) == (DAY, timedelta(minutes=90))


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"day": "", "starts": "10"}, "Skriv datoen"),
        ({"day": "1. februar 2026", "starts": "10"}, "Datoen er passeret"),
        ({"day": DAY.isoformat(), "starts": ""}, "Skriv, hvornår I begynder"),
        ({"day": DAY.isoformat(), "starts": "10", "ends": "9.30"}, "Samtalen skal slutte, efter at den er begyndt"),
        ({"day": DAY.isoformat(), "starts": "25.00"}, "Skriv klokkeslættet i timer og minutter"),
        ({"day": "31. februar 2028", "starts": "10"}, "Datoen findes ikke"),
        ({"day": "28. marts 2027", "starts": "2.30", "ends": "3.00"}, "Samtalen skal slutte, efter at den er begyndt"),
    ],
)
def test_a_time_that_cannot_be_is_told_at_its_field_and_kept(browse, people, network, typed, said):
    operations.begin(network, build.actor(people.leader), REFERENCELEDER)
    answer = browse(people.leader).post(
        f"/netvaerk/{network}/aftaler/referenceleder/tid", typed | {"place": "Kantinen"}
    )
    assert answer.status_code == 422
    assert said in text_of(answer)
    assert "Kantinen" in answer.text
    assert talk_of(network) is None


def test_an_hour_is_an_hour_on_the_night_when_the_clock_is_put_forward(browse, people, network):
    operations.begin(network, build.actor(people.leader), REFERENCELEDER)
    typed = {"day": "28. marts 2027", "starts": "2.30", "ends": ""}
    answer = browse(people.leader).post(f"/netvaerk/{network}/aftaler/referenceleder/tid", typed)
    assert answer.status_code == 303
    talk = talk_of(network)
    assert talk.ends_at - talk.starts_at == timedelta(hours=1)


def test_an_hour_of_today_that_has_passed_is_no_time_to_talk(browse, people, network):
    operations.begin(network, build.actor(people.leader), REFERENCELEDER)
    typed = {"day": clock.today().isoformat(), "starts": "0.00", "ends": "23.59"}
    answer = browse(people.leader).post(f"/netvaerk/{network}/aftaler/referenceleder/tid", typed)
    assert answer.status_code == 422
    assert "Tidspunktet er passeret" in text_of(answer)


def test_a_bad_time_begins_no_agreement_and_keeps_what_was_typed(browse, people, network):
    answer = begin(browse, people, network, PERSONALELEDER, day="i morgen", starts="10")
    assert answer.status_code == 422
    assert "i morgen" in answer.text
    assert operations.living(build.document(f"NK-{network}-1").network, PERSONALELEDER) is None


def test_only_the_two_know_of_the_talk(browse, people, network):
    begin(browse, people, network, CO_DRIVER, **TYPED)
    for person in (people.consultant, people.director, people.school_head, people.participant):
        for end in ("tid", "kalenderfil"):
            assert browse(person).get(f"/netvaerk/{network}/aftaler/co_driver/{end}").status_code == 403, (person, end)
    assert browse(people.stranger).get(f"/netvaerk/{network}/aftaler/co_driver/kalenderfil").status_code in (403, 404)
    assert browse(people.co_driver).get(f"/netvaerk/{network}/aftaler/co_driver/kalenderfil").status_code == 200


def test_the_calendar_file_moves_with_the_talk_and_takes_it_out_again(browse, people, network):
    begin(browse, people, network, **TYPED)
    address = f"/netvaerk/{network}/aftaler/referenceleder"
    leader = browse(people.leader)
    first, event = event_in(leader.get(f"{address}/kalenderfil").data)
    assert (first["METHOD"], event["SEQUENCE"], event["STATUS"]) == ("PUBLISH", 0, "CONFIRMED")
    assert event.decoded("DTSTART").astimezone(clock.COPENHAGEN).strftime("%Y-%m-%d %H.%M") == f"{DAY} 10.00"
    assert event["LOCATION"] == "Mødelokale 2"
    leader.post(f"{address}/tid", TYPED | {"starts": "13"} | {"ends": ""})
    _moved, later = event_in(leader.get(f"{address}/kalenderfil").data)
    assert (later["UID"], later["SEQUENCE"]) == (event["UID"], 1)
    leader.post(f"{address}/tid/aflys")
    gone, last = event_in(leader.get(f"{address}/kalenderfil").data)
    assert (gone["METHOD"], last["STATUS"], last["UID"], last["SEQUENCE"]) == ("CANCEL", "CANCELLED", event["UID"], 2)
    assert "Samtalen er aflyst." in text_of(leader.get(f"{address}/samtale"))


def test_the_same_time_saved_twice_is_one_and_cancelled_twice_is_one(browse, people, network):
    begin(browse, people, network, **TYPED)
    leader = browse(people.leader)
    leader.post(f"/netvaerk/{network}/aftaler/referenceleder/tid", TYPED)
    assert talk_of(network).sequence == 0
    for _twice in range(2):
        leader.post(f"/netvaerk/{network}/aftaler/referenceleder/tid/aflys")
    assert talk_of(network).sequence == 1


def test_a_private_agreement_is_private_in_the_calendar_too(browse, people, network):
    begin(browse, people, network, PERSONALELEDER, **TYPED)
    answer = browse(people.finance_head).get(f"/netvaerk/{network}/aftaler/personaleleder/kalenderfil")
    assert event_in(answer.data)[1]["CLASS"] == "PRIVATE"
    page = text_of(browse(people.consultant).get(f"/netvaerk/{network}"))
    assert "samtalen" not in page


def test_a_talk_about_an_agreement_that_has_been_sent_waits_for_nobody(browse, people, network):
    begin(browse, people, network, **TYPED)
    number = f"SA-{network}-1"
    build.save(number, build.actor(people.leader), {"expectations": "Vi ringer."}, {})
    build.send(number, build.actor(people.leader))
    assert "Tal om aftalen" not in text_of(browse(people.leader).get("/"))
    assert opposite(people, REFERENCELEDER) == people.school_head
