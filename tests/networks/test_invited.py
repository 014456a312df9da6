"""Invited parties: brought in for a short while, apart from those who take part (domain.md 3)."""

from datetime import timedelta

import pytest

from app.core import clock
from app.core.forms import write_date
from app.core.pages import Refusal
from app.documents.joint import operations as joint
from app.networks.people import guests, operations
from app.networks.people.guests import Stay
from tests import build
from tests.browse import forms, text_of


@pytest.fixture
def address(network):
    return f"/netvaerk/{network}/mennesker"


@pytest.fixture
def office(people):
    return build.actor(people.consultant)


def stay(first=0, last=14, purpose="Afprøvning"):
    return Stay(clock.today() + timedelta(days=first), clock.today() + timedelta(days=last), purpose)


def typed(name, first=0, last=14, purpose="Afprøvning"):
    told = stay(first, last, purpose)
    return {**name, "first": write_date(told.first), "last": write_date(told.last), "purpose": purpose}


def filled(prefix, told):
    return {f"{prefix}-{name}": value for name, value in told.items()}


def invite(browser, address, **told):
    return browser.submit(address, "/inviterede", filled("guest", typed({"guest": "Ida Skovbjerg"}, **told)))


def invite_outside(browser, address, **who):
    told = typed({"outsider": "Yrsa Bendtsen", "organisation": "Grønne Stier", "email": "", **who})
    return browser.submit(address, "/inviterede-udefra", filled("outside-guest", told))


def read(number):
    return build.document(f"NK-{number}-1").network


def test_an_employee_is_invited_for_a_while_and_stands_apart(browse, people, network, address, office):
    operations.add_participant(network, office, people.participant)
    browser = browse(people.consultant)
    assert invite(browser, address).status_code == 303
    page = browser.get(address)
    assert f"Ida Skovbjerg er inviteret til og med {write_date(stay().last)}." in text_of(page)
    taking_part, heading, invited = page.text.partition('id="inviterede"')
    assert heading
    assert "Ulla Åkjær</h2>" in taking_part
    assert "Ida Skovbjerg</h3>" in invited
    assert "Afprøvning · Medarbejder" in invited
    assert f"Fra {write_date(stay().first)} til og med {write_date(stay().last)}" in text_of(page)
    assert "Én er med i netværket" in text_of(page)
    history = text_of(browser.get(f"/netvaerk/{network}"))
    assert f"Rasmus Toft inviterede Ida Skovbjerg til og med {write_date(stay().last)}." in history


def test_the_form_sent_twice_invites_once(browse, people, network, address):
    browser = browse(people.consultant)
    assert [invite(browser, address).status_code for _twice in range(2)] == [303, 303]
    assert [invite_outside(browser, address).status_code for _twice in range(2)] == [303, 303]
    assert [post.person.name for post in guests.invited(read(network))] == ["Ida Skovbjerg", "Yrsa Bendtsen"]


def test_who_is_invited_reads_what_the_people_read_and_only_meanwhile(browse, people, network, address, office):
    assert browse(people.stranger).get(address).status_code == 404
    guests.invite(network, office, people.stranger, stay(first=2, last=5))
    for days, status in ((1, 404), (2, 200), (5, 200), (6, 404)):
        with build.days_later(days):
            guest = browse(people.stranger)
            assert [guest.get(page).status_code for page in (address, f"/netvaerk/{network}")] == [status] * 2
            assert ("Elever med højt fravær" in text_of(guest.get("/netvaerk"))) == (status == 200)


def test_an_invitation_that_is_over_is_gone_and_one_to_come_is_shown(browse, people, network, address, office):
    guests.invite(network, office, people.stranger, stay(last=3))
    guests.invite(network, office, people.stranger, stay(first=10, last=12, purpose="Midtvejsmøde"))
    for days, shown in ((0, ["Afprøvning", "Midtvejsmøde"]), (4, ["Midtvejsmøde"]), (13, [])):
        with build.days_later(days):
            page = text_of(browse(people.consultant).get(address))
            assert [told for told in ("Afprøvning", "Midtvejsmøde") if told in page] == shown
            assert ("Inviteret for en tid" in page) == bool(shown)


def test_an_invitation_can_be_ended_early(browse, people, network, address, office):
    guests.invite(network, office, people.stranger, stay())
    browser = browse(people.consultant)
    (end,) = [form for form in forms(browser.get(address)) if form.action.endswith("/afslut")]
    assert browser.send(end).status_code == 303
    assert "Ida Skovbjerg er ikke længere inviteret part" in text_of(browser.get(address))
    assert guests.invited(read(network)) == []


def test_who_is_invited_is_no_participant_and_is_not_asked_in_the_joint_agreement(people, charter_at, office):
    number = charter_at("draft")
    network = build.document(number).network.number
    guests.invite(network, office, people.stranger, stay())  # R17
    document = build.document(number)
    assert people.stranger not in {post.person_id for post in joint.taking_part(document.network)}
    assert people.stranger not in {party.get("person") for party in joint.whole(document)["parties"]}
    assert people.stranger not in {post.person_id for post in operations.participants(document.network)}


def test_who_was_invited_and_then_takes_part_is_a_guest_no_longer(people, network, office):
    guests.invite(network, office, people.stranger, stay(last=30))
    outside = guests.invite_external(network, office, "Yrsa Bendtsen", "Grønne Stier", "", stay())
    operations.add_participant(network, office, people.stranger)
    operations.add_external(network, office, "Yrsa Bendtsen", "Grønne Stier", "")
    taking_part = [(post.person_id, post.function) for post in operations.participants(read(network))]
    assert taking_part == [(people.stranger, "netvaerksdeltager"), (outside.person_id, "netvaerksdeltager")]
    assert guests.invited(read(network)) == []


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"guest": ""}, "Skriv et navn"),
        ({"guest": "Xerxes"}, "Ingen med en konto hedder sådan."),
        ({"first": ""}, "Skriv, fra hvornår"),
        ({"last": ""}, "Skriv, til hvornår"),
        ({"last": "snart"}, "Skriv dag, måned og år"),
        ({"last": "1. marts 2020"}, "Datoen er passeret. Vælg en senere dato"),
        ({"first": "1. marts 2090", "last": "1. marts 2089"}, "Den sidste dag kan ikke ligge før den første"),
        ({"purpose": ""}, "Skriv på én linje, hvad det gælder"),
        ({"purpose": "x" * 121}, "Skriv højst 120 tegn."),
        ({"purpose": "Om 010180-1234"}, "Fjern CPR-nummeret."),
    ],
)
def test_what_cannot_be_used_is_told_in_the_form_and_kept(browse, people, network, address, told, said):
    sent = filled("guest", typed({"guest": "Ida Skovbjerg"}) | told)
    answer = browse(people.consultant).submit(address, "/inviterede", sent)
    assert answer.status_code == 422
    assert said in text_of(answer)
    kept = next(form for form in forms(answer) if form.action.endswith("/inviterede")).fields
    assert {name: kept[name] for name in sent} == {name: [value] for name, value in sent.items()}
    assert guests.invited(read(network)) == []


def test_who_is_there_already_is_told_at_the_name(browse, people, network, address, office):
    operations.add_participant(network, office, people.stranger)
    operations.add_external(network, office, "Yrsa Bendtsen", "Grønne Stier", "")
    browser = browse(people.consultant)
    for answer, name in ((invite(browser, address), "Ida Skovbjerg"), (invite_outside(browser, address), "Yrsa")):
        assert answer.status_code == 422
        assert "er allerede netværksdeltager i det tidsrum." in text_of(answer)
        assert f'value="{name}' in answer.text
    guests.invite(network, office, people.participant, stay())
    answer = browser.submit(address, "/inviterede", filled("guest", typed({"guest": "Ulla Åkjær"}, first=3, last=20)))
    assert "Ulla Åkjær er allerede inviteret part i det tidsrum." in text_of(answer)


def test_a_mail_address_of_an_account_invites_nobody(browse, people, network, address):
    answer = invite_outside(browse(people.consultant), address, email="ida@example.dk")
    assert answer.status_code == 422
    assert "Der findes allerede en konto med den mailadresse." in text_of(answer)
    assert guests.invited(read(network)) == []


def test_the_leader_invites_and_a_participant_does_not(browse, people, network, address, office):
    operations.name_leader(network, office, people.leader, clock.today())
    operations.add_participant(network, office, people.participant)
    assert invite(browse(people.leader), address).status_code == 303
    participant = browse(people.participant)
    assert "/inviterede" not in participant.get(address).text
    assert participant.post(f"{address}/inviterede").status_code == 403
    with pytest.raises(Refusal):
        guests.invite(network, build.actor(people.stranger), people.stranger, stay())  # a guest invites nobody
