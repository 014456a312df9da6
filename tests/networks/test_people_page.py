"""The page of a network's people: who is who, and adding ten quickly."""

import re

import pytest

from app.core import clock
from app.core.db import db, write
from app.networks.people import operations
from app.people.models import Person
from tests import build
from tests.browse import forms, text_of
from tests.cast import person


@pytest.fixture
def address(network):
    return f"/netvaerk/{network}/mennesker"


@pytest.fixture
def office(people):
    return build.actor(people.consultant)


def names(page):
    return re.findall(r"<h2>\s*([^<]+?)\s*</h2>", page.text.split("<aside")[0])


def actions(page):
    return {form.action.rpartition("/mennesker")[2] for form in forms(page) if "/mennesker" in form.action}


def test_a_network_without_people_says_who_finds_them(browse, people, address):
    page = text_of(browse(people.consultant).get(address))
    assert "Ingen er med endnu" in page
    assert "Netværksdirektøren indstiller lederen. Lederen finder co-driveren og deltagerne." in page


def test_everybody_is_shown_with_what_they_are(browse, people, network, address, office):
    operations.name_co_driver(network, office, people.co_driver, clock.today())
    operations.add_external(network, office, "Yrsa Bendtsen", "Foreningen Grønne Stier", "")
    operations.add_external(network, office, "Ole Find", "", "")
    browser = browse(people.consultant)
    assert "Tre er med i netværket. Det har ingen leder endnu." in text_of(browser.get(address))
    operations.name_leader(network, office, people.leader, clock.today())
    page = text_of(browser.get(address))
    for line in (
        "Karen Bjergsted Konstitueret netværksleder · Medarbejder",
        "Mikkel Aagesen Co-driver · Medarbejder",
        "Yrsa Bendtsen Netværksdeltager · Udefra · Foreningen Grønne Stier",
        "Ole Find Netværksdeltager · Udefra Afslut",
    ):
        assert line in page
    assert "ingen leder" not in page


def test_the_office_names_the_leader_by_name_and_puts_another_in_their_place(browse, people, address):
    browser = browse(people.director)
    answer = browser.submit(address, "/leder", {"leader": "Karen Bjergsted, Medarbejder"})
    assert answer.status_code == 303
    page = browser.get(address)
    assert "Karen Bjergsted er nu konstitueret netværksleder." in text_of(page)
    browser.submit(address, "/leder", {"leader": "ida skov"})
    assert names(browser.get(address)) == ["Ida Skovbjerg"]


def test_the_one_who_leads_reads_the_page_adds_people_and_cannot_change_the_leader(
    browse, people, network, address, office
):
    operations.name_leader(network, office, people.leader, clock.today())
    browser = browse(people.leader)
    assert "/leder" not in actions(browser.get(address))
    for who in ("Ulla", "Zenia Holmegaard"):
        assert browser.submit(address, "/deltagere", {"participant": who}).status_code == 303
    browser.submit(address, "/co-driver", {"co_driver": "Mikkel Aagesen"})
    page = browser.get(address)
    assert names(page) == ["Karen Bjergsted", "Mikkel Aagesen", "Ulla Åkjær", "Zenia Holmegaard"]
    assert page.text.count("/afslut") == 3  # everybody's role but the leader's own


def test_after_an_addition_the_field_stands_ready_for_the_next(browse, people, address):
    browser = browse(people.consultant)
    answer = browser.submit(address, "/deltagere", {"participant": "Ulla Åkjær"})
    page = browser.get(answer.location)
    assert "Ulla Åkjær er med. Skriv det næste navn." in text_of(page)
    (field,) = re.findall(r"<input[^>]*autofocus[^>]*>", page.text)
    assert 'name="participant"' in field
    assert 'value=""' in field
    again = browser.submit(address, "/deltagere", {"participant": "Ulla Åkjær"})
    assert again.location == answer.location
    assert names(browser.get(address)) == ["Ulla Åkjær"]


def test_somebody_from_outside_is_added_and_the_form_stays_open_for_the_next(browse, people, address):
    browser = browse(people.consultant)
    sent = {"outsider": " Yrsa  Bendtsen", "organisation": "Grønne Stier", "email": " Yrsa@Stier.EXAMPLE.dk "}
    page = browser.get(browser.submit(address, "/udefra", sent).location)
    assert "Yrsa Bendtsen er med. Skriv det næste navn." in text_of(page)
    assert re.search(r"<details[^>]*open[^>]*>\s*<summary[^>]*>Tilføj en person udefra", page.text)
    db.session.rollback()
    added = db.session.query(Person).filter_by(name="Yrsa Bendtsen").one()
    assert (added.email, added.about, added.is_active) == ("yrsa@stier.example.dk", "Grønne Stier", False)


def test_a_mail_address_that_is_known_is_told_and_the_typed_name_is_not_lost(browse, people, address):
    browser = browse(people.consultant)
    sent = {"outsider": "Ole Find", "organisation": "", "email": "ole@example.dk"}
    browser.submit(address, "/udefra", sent)
    sent |= {"outsider": "Ole F.", "organisation": "Lærerne", "email": "OLE@example.dk"}
    page = text_of(browser.get(browser.submit(address, "/udefra", sent).location))
    assert "Mailadressen tilhører Ole Find, som er med i netværket." in page
    assert "»Ole F., Lærerne«" in page


def test_a_mail_address_of_an_account_enrols_nobody_and_names_nobody(browse, people, network, address):
    sent = {"outsider": "En Anden", "organisation": "Lærerne", "email": "IDA@example.dk"}
    answer = browse(people.consultant).submit(address, "/udefra", sent)
    assert answer.status_code == 422
    assert "Der findes allerede en konto med den mailadresse. Vælg personen på listen" in text_of(answer)
    assert 'value="En Anden"' in answer.text
    held = build.document(f"NK-{network}-1").network
    assert all(post.person_id != people.stranger for post in operations.participants(held))


@pytest.mark.parametrize(
    ("action", "field", "typed", "said"),
    [
        ("/deltagere", "participant", "", "Skriv et navn"),
        ("/deltagere", "participant", "Xerxes", "Ingen med en konto hedder sådan."),
        ("/deltagere", "participant", "Yusuf Demirel", "Ingen med en konto hedder sådan."),  # has none
        (
            "/deltagere",
            "participant",
            "L",
            "Navnet passer på flere: Jens Lundgaard, Medarbejder; Lars Kongsted, Medarbejder.",
        ),
        ("/leder", "leader", "%", "Ingen med en konto hedder sådan."),
        ("/co-driver", "co_driver", "\x00 \u200b", "Skriv et navn"),
        ("/udefra", "outsider", "", "Skriv et navn"),
        ("/udefra", "outsider", "A" * 121, "Skriv højst 120 tegn."),
        ("/udefra", "outsider", "Yrsa 010180-1234", "Fjern CPR-nummeret."),
        ("/udefra", "email", "yrsa", "Skriv en mailadresse, for eksempel navn@example.dk"),
        ("/udefra", "email", "a@b.dk, c@d.dk", "Skriv en mailadresse, for eksempel navn@example.dk"),
        ("/udefra", "email", "a" * 250 + "@b.dk", "Skriv højst 254 tegn."),
    ],
)
def test_what_cannot_be_used_is_told_in_the_form_and_kept(browse, people, address, action, field, typed, said):
    browser = browse(people.consultant)
    answer = browser.submit(address, action, {field: typed})
    assert answer.status_code == 422
    assert said in text_of(answer)
    kept = next(form for form in forms(answer) if form.action.endswith(action)).fields[field]
    assert kept == [typed if typed.isprintable() else ""]
    assert names(browser.get(address))[:1] == ["Ingen er med endnu"]


def test_two_of_one_name_are_told_apart(browse, people, address):
    with write() as session:
        twin = person("Ulla Åkjær")
        twin.email = "ulla.2@example.dk"
        session.add(twin)
        session.flush()
        twin_id = twin.id
    browser = browse(people.consultant)
    answer = browser.submit(address, "/deltagere", {"participant": "Ulla Åkjær"})
    assert answer.status_code == 422
    assert "Ulla Åkjær, Medarbejder, ulla@example.dk" in text_of(answer)
    assert "Ulla Åkjær, Medarbejder, ulla.2@example.dk" in answer.text
    browser.submit(address, "/deltagere", {"participant": "Ulla Åkjær, Medarbejder, ulla.2@example.dk"})
    db.session.rollback()
    assert [post.person_id for post in db.session.get_one(Person, twin_id).posts] == [twin_id]


def test_a_role_is_ended_with_one_button_and_the_page_says_so(browse, people, network, address, office):
    post = operations.add_participant(network, office, people.participant)
    browser = browse(people.consultant)
    assert browser.submit(address, f"/{post.id}/afslut").status_code == 303
    page = text_of(browser.get(address))
    assert "Ulla Åkjær er ikke længere netværksdeltager." in page
    assert "Ingen er med endnu" in page
    assert browser.post(f"{address}/{post.id}/afslut").status_code == 303  # a button pressed twice
    assert browser.post(f"{address}/999999/afslut").status_code == 404
    assert browser.post(f"{address}/99999999999999999999/afslut").status_code == 404


def test_who_takes_part_reads_the_page_and_changes_nothing(browse, people, network, address, office):
    post = operations.add_participant(network, office, people.participant)
    browser = browse(people.participant)
    page = browser.get(address)
    assert "Ulla Åkjær" in text_of(page)
    assert actions(page) == set()
    assert "datalist" not in page.text  # nobody is given all the house's names
    assert browser.post(f"{address}/{post.id}/afslut").status_code == 403
    assert "Elever med højt fravær" in text_of(browser.get("/netvaerk"))
    operations.end_role(network, office, post.id)
    assert browser.get(address).status_code == 404
    assert "Elever med højt fravær" not in text_of(browser.get("/netvaerk"))


def test_a_wrong_role_gets_no_further_than_the_door(browse, people, network, address, office):
    post = operations.add_participant(network, office, people.participant)
    stranger = browse(people.stranger)
    for path in ("/leder", "/co-driver", "/deltagere", "/udefra", f"/{post.id}/afslut"):
        assert stranger.post(address + path, {"participant": "Ida Skovbjerg"}).status_code == 404
        assert browse().post(address + path).status_code == 401


def test_somebody_without_an_account_cannot_sign_in(browse, people):
    browser = browse()
    form = forms(browser.get("/log-ind"))[0]
    answer = browser.send(form, {"person": people.external})
    assert answer.location == "/log-ind"
    assert browser.client.get("/").status_code == 302


# Acting, until it is decided; who acts in the director's place; no co-driver.


@pytest.mark.parametrize(
    ("action", "field", "told"),
    [
        ("/leder", "leader", "Ida Skovbjerg Konstitueret netværksleder"),
        ("/referenceleder", "referenceleder", "Ida Skovbjerg Konstitueret referenceleder"),
        ("/i-stedet", "stand_in", "Ida Skovbjerg Stedfortræder for direktøren"),
    ],
)
def test_the_office_names_who_acts_and_ends_it_again(browse, people, network, address, action, field, told):
    office = browse(people.consultant)
    form = office.form(address, action)
    assert [office.send(form, {field: "Ida Skovbjerg"}).status_code for _twice in range(2)] == [303, 303]
    page = office.get(address)
    assert told in text_of(page)
    held = build.document(f"NK-{network}-1").network.posts
    assert [(post.person_id, post.is_acting) for post in held] == [(people.stranger, field != "stand_in")]
    history = text_of(office.get(f"/netvaerk/{network}"))
    assert history.count("Rasmus Toft udpegede Ida Skovbjerg til netværksleder.") == (field == "leader")
    (end,) = [form for form in forms(page) if form.action.endswith("/afslut")]
    assert office.send(end).status_code == 303
    assert "Ingen er med endnu" in text_of(office.get(address))


@pytest.mark.parametrize("action", ["/leder", "/referenceleder", "/i-stedet"])
def test_who_acts_is_the_office_s_to_name_and_to_end(browse, people, network, address, office, action):
    operations.name_leader(network, office, people.leader, clock.today())
    role = {"/leder": "netvaerksleder", "/referenceleder": "referenceleder", "/i-stedet": "direktoer_i_stedet"}[action]
    if action != "/leder":
        operations.name(network, office, operations.Function(role), people.stranger, clock.today())
    browser = browse(people.leader)
    page = browser.get(address)
    assert action not in actions(page)
    field = {"/leder": "leader", "/referenceleder": "referenceleder", "/i-stedet": "stand_in"}[action]
    assert browser.post(address + action, {field: "Ulla Åkjær"}).status_code == 403
    held = build.document(f"NK-{network}-1").network.posts
    post = next(post for post in held if post.function == role)
    assert f"/{post.id}/afslut" not in page.text
    assert browser.post(f"{address}/{post.id}/afslut").status_code == 403


def test_a_network_says_why_it_has_no_co_driver_until_it_has_one(browse, people, network, address, office):
    operations.name_leader(network, office, people.leader, clock.today())
    browser = browse(people.leader)
    form = browser.form(address, "/ingen-co-driver")
    why = "Vi er få, og netværket er kort."
    assert [browser.send(form, {"waiver": why}).status_code for _twice in range(2)] == [303, 303]
    assert f"Ingen co-driver: {why}" in text_of(browser.get(address))
    history = text_of(browser.get(f"/netvaerk/{network}"))
    assert history.count("noterede, at netværket ikke har en co-driver.") == 1
    assert why in history
    browser.submit(address, "/co-driver", {"co_driver": "Mikkel Aagesen"})
    page = browser.get(address)
    assert "Ingen co-driver" not in text_of(page)
    assert "/ingen-co-driver" not in actions(page)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Skriv på én linje, hvorfor der ikke er nogen"),
        ("x" * 121, "Skriv højst 120 tegn."),
        ("Borgeren 010190-1234", "Fjern CPR-nummeret."),
    ],
)
def test_a_reason_for_no_co_driver_that_cannot_stand_is_told_and_kept(browse, people, address, typed, said):
    answer = browse(people.consultant).submit(address, "/ingen-co-driver", {"waiver": typed})
    assert answer.status_code == 422
    assert said in text_of(answer)
    kept = next(form for form in forms(answer) if form.action.endswith("/ingen-co-driver")).fields["waiver"]
    assert kept == [typed]
    assert "Ingen co-driver:" not in text_of(browse(people.consultant).get(address))
