"""R9: what awaits somebody who is absent is approved in their stead, for each kind of agreement: the office says by
whom and reads nothing of it; who does it reads the text that is out, and both names stand on page and paper."""

from datetime import timedelta

import pytest
from werkzeug.exceptions import HTTPException

from app.core import clock, events
from app.core.db import db
from app.core.forms import write_date
from app.documents import integrity
from app.documents.agreeing import operations as agreeing
from app.people.deputies import operations as deputies
from app.people.models import Ground
from tests import build
from tests.agreements import AGREEMENTS, PERSONALELEDER, REFERENCELEDER, SAID, agreed, led, opposite, sent
from tests.browse import text_of
from tests.docgen.reading import reading
from tests.people.deputising import approve, away, given

each = pytest.mark.parametrize("kind", AGREEMENTS, ids=lambda kind: str(kind.opposite))


def name_of(person):
    return db.session.get_one(build.Person, person).name


def said(kind):
    return next(iter(SAID[kind.key].values()))


def redirect(people, kind):
    """The office notes that the stranger approves at illness."""
    days = (clock.today(), clock.today() + timedelta(days=7))
    return deputies.appoint_superior(opposite(people, kind), build.actor(people.consultant), people.stranger, *days)


@each
def test_the_office_sends_what_waits_to_another_from_the_network_s_page(browse, people, frame_at, kind):
    network = led(people, frame_at)
    number, office, absent = sent(people, network, kind), browse(people.consultant), opposite(people, kind)
    page = office.get(f"/netvaerk/{network}")
    first_name = db.session.get_one(build.Person, absent).first_name
    assert f"Lad en anden godkende for {first_name}" in text_of(page)
    address = f"/personer/{absent}?fravaer=1"
    assert f"{address}#stedfortraedere" in page.text
    assert "Lad en anden godkende" not in text_of(browse(people.leader).get(f"/netvaerk/{network}"))
    days = write_date(clock.today()), write_date(clock.today() + timedelta(days=7))
    typed = {"deputy": name_of(people.stranger), "from_date": days[0], "to_date": days[1]}
    assert office.submit(address, f"/personer/{absent}/stedfortraedere", typed).status_code == 303
    assert said(kind) in text_of(browse(people.stranger).get(f"/dokumenter/{number}"))
    is_read = office.get(f"/dokumenter/{number}").status_code == 200
    assert is_read != kind.is_private


@each
@pytest.mark.both_databases
def test_both_names_stand_on_page_paper_and_in_the_history(browse, people, frame_at, work, kind):
    network = led(people, frame_at)
    number, absent = sent(people, network, kind), opposite(people, kind)
    redirect(people, kind)
    stand_in = browse(people.stranger)
    both = f"{name_of(people.stranger)} p.v. {name_of(absent)}"
    assert f"Godkend som {both}" in text_of(stand_in.get(f"/dokumenter/{number}"))
    assert stand_in.submit(f"/dokumenter/{number}", "/godkend").status_code == 303
    assert build.document(number).in_force
    leader = browse(people.leader)
    assert both in text_of(leader.get(f"/dokumenter/{number}"))
    assert f"på vegne af {name_of(absent)}" in text_of(leader.get(f"/netvaerk/{network}"))
    work()
    leader.get(f"/dokumenter/{number}/underskriftsblad/pdf")
    work()
    for print_ in ("/pdf", "/underskriftsblad/pdf"):
        on_paper = reading(leader.get(f"/dokumenter/{number}{print_}").data)
        assert name_of(people.stranger) in on_paper, print_
        assert f"p.v. {name_of(absent)}" in on_paper, print_
    assert events.first_break() is None
    assert integrity.first_break() is None


@each
def test_by_authority_it_says_so(people, frame_at, kind):
    number = sent(people, led(people, frame_at), kind)
    away(people, people.stranger, of=opposite(people, kind), ground=Ground.AUTHORITY)
    approve(number, people.stranger)
    consent = given(number)[-1]
    assert (consent.person_id, consent.on_behalf_of_id) == (people.stranger, opposite(people, kind))
    assert consent.deputy.ground == Ground.AUTHORITY


@each
def test_the_rest_of_what_the_two_agreed_on_is_not_theirs(browse, people, frame_at, kind):
    """Neither an agreement that nobody asks them about, nor a draft of a change; the change itself, when it is sent."""
    number = agreed(people, led(people, frame_at), kind)
    redirect(people, kind)
    stand_in = browse(people.stranger)
    for end in ("", "/version/1", "/pdf", "/historik"):
        assert stand_in.get(f"/dokumenter/{number}{end}").status_code == 404, end
    leader = build.actor(people.leader)
    agreeing.change(number, leader)
    build.save(number, leader, {kind.questions[1].key: "Det tager vi op i marts."}, build._bases(number))
    assert stand_in.get(f"/dokumenter/{number}").status_code == 404
    build.send(number, leader)
    assert "Det tager vi op i marts." in text_of(stand_in.get(f"/dokumenter/{number}"))
    assert stand_in.submit(f"/dokumenter/{number}", "/godkend").status_code == 303
    assert stand_in.get(f"/dokumenter/{number}/version/2").status_code == 200  # what they approved themself
    assert build.document(number).in_force.n == 2


@each
def test_a_delegation_that_ran_out_gives_no_right(browse, people, frame_at, kind):
    number = sent(people, led(people, frame_at), kind)
    away(people, people.stranger, of=opposite(people, kind), begins=-5, days=4)
    assert browse(people.stranger).get(f"/dokumenter/{number}").status_code == 404
    with pytest.raises(HTTPException):
        approve(number, people.stranger)
    assert build.document(number).state == "sent"


def test_what_was_approved_in_their_stead_is_read_no_more_when_the_time_is_over(browse, people, frame_at):
    number = sent(people, led(people, frame_at), PERSONALELEDER)
    redirect(people, PERSONALELEDER)
    approve(number, people.stranger)
    stand_in = browse(people.stranger)
    assert stand_in.get(f"/dokumenter/{number}").status_code == 200
    with build.days_later(8):
        stand_in.sign_in(people.stranger)
        assert stand_in.get(f"/dokumenter/{number}").status_code == 404


def test_the_office_approves_for_nobody(people, frame_at):
    number = sent(people, led(people, frame_at), REFERENCELEDER)
    with pytest.raises(HTTPException):
        approve(number, people.consultant)
    assert build.document(number).state == "sent"
