"""All networks in a table: what a reader asks to see of those they may know of, and what is late first."""

import re
import secrets
from datetime import timedelta

import pytest

from app.contracts.operations import open_with_contract
from app.core import clock
from app.core.db import write
from app.networks.models import Network
from app.networks.people.operations import add_participant
from app.networks.rules import NetworkType, Track
from app.overview.table import PER_PAGE
from tests import build
from tests.browse import text_of
from tests.support.queries import selects

pytestmark = pytest.mark.both_databases


def opened(people, title, type_=NetworkType.WELFARE, track=""):
    return open_with_contract(build.actor(people.consultant), title, type_, secrets.token_hex(8), track).number


def titles(page):
    return re.findall(r'<th scope="row">\s*<a [^>]*>([^<]+)</a>', page.text)


def rows(page):
    """What can be read in each row, by title."""
    found = re.findall(r'<tr>\s*(<th scope="row">.*?)</tr>', page.text, re.DOTALL)
    words = [" ".join(re.sub(r"<[^>]+>", " ", row).replace("\xa0", " ").split()) for row in found]
    return dict(zip(titles(page), words, strict=True))


def put(title, **values):
    with write() as session:
        session.query(Network).filter_by(title=title).update(values)


def due(title, days):
    """The day by which the text that is out should have been answered."""
    with write() as session:
        found = session.query(build.Document).join(Network).filter(Network.title == title).one()
        found.due = clock.today() + timedelta(days=days)


def test_the_list_shows_those_that_are_not_over_and_all_when_asked(browse, people, phase_at):
    opened(people, "En idé")
    phase_at("agreed", title="Besluttet")
    phase_at("withdrawn", title="Opgivet")
    office = browse(people.consultant)
    assert set(titles(office.get("/netvaerk"))) == {"En idé", "Besluttet"}
    assert "Der er 2 netværk." in text_of(office.get("/netvaerk"))
    assert set(titles(office.get("/netvaerk?tilstand=alle"))) == {"En idé", "Besluttet", "Opgivet"}
    assert titles(office.get("/netvaerk?tilstand=withdrawn")) == ["Opgivet"]
    assert titles(office.get("/netvaerk?tilstand=decided")) == ["Besluttet"]


def test_the_list_is_filtered_by_type_title_number_and_leader(browse, people, phase_at, frame_at):
    opened(people, "Grønne tage", NetworkType.INNOVATION, Track.DIRECTOR)
    opened(people, "Æbler i Ørevad", NetworkType.LEARNING)
    frame_at("draft", title="Skolevej 100%")
    office = browse(people.consultant)

    def found(asked):
        return set(titles(office.get(f"/netvaerk?{asked}")))

    assert found("type=innovation") == {"Grønne tage"}
    assert found("type=learning&tilstand=idea") == {"Æbler i Ørevad"}
    assert found("type=learning&tilstand=running") == set()
    assert found("q=TAGE+grøn") == {"Grønne tage"}
    assert found("q=æbler") == {"Æbler i Ørevad"}
    assert found("q=ÆBLER") == {"Æbler i Ørevad"}
    assert found("q=bjergsted") == {"Skolevej 100%"}  # who leads it
    assert found("q=%25") == {"Skolevej 100%"}
    assert found("q=_") == set()
    assert found(f"q={clock.today().year}-002") == {"Æbler i Ørevad"}
    assert found("q=findes+ikke") == set()
    assert "Der er ingen sådanne netværk" in text_of(office.get("/netvaerk?q=findes+ikke"))


def test_who_has_ceased_to_lead_is_not_found_by_name(browse, people, frame_at):
    network = build.document(frame_at("draft")).network.number
    with build.days_later(3):
        build.name_leader(network, build.actor(people.consultant), people.stranger, clock.today())
        office = browse(people.consultant)
        assert titles(office.get("/netvaerk?q=bjergsted")) == []
        assert len(titles(office.get("/netvaerk?q=skovbjerg"))) == 1


@pytest.mark.parametrize(
    "asked",
    [
        "type=party&tilstand=dansende&orden=baglaens&side=-1",
        "side=0",
        "side=1.5",
        "side=%C2%B2",  # a digit to some
        "side=99999999999999999999",
        "type=&tilstand=&orden=&q=&side=",
        "q=%00",
        "q=+++",
        "type=welfare&type=learning",
        "fremmed=1",
    ],
)
def test_what_was_never_offered_is_as_if_it_was_not_asked(browse, people, phase_at, asked):
    phase_at("draft", title="En idé")
    page = browse(people.consultant).get(f"/netvaerk?{asked}")
    assert page.status_code == 200
    assert titles(page) == ["En idé"]


def test_a_page_beyond_the_last_holds_nothing_and_does_not_break(browse, people, phase_at):
    phase_at("draft", title="En idé")
    assert titles(browse(people.consultant).get("/netvaerk?side=99")) == []


def test_what_was_asked_stays_in_the_form(browse, people, phase_at):
    phase_at("draft")
    page = browse(people.consultant).get('/netvaerk?q="x<y&type=learning&tilstand=alle&orden=navn').text
    assert 'value="&#34;x&lt;y"' in page
    for value in ("learning", "alle", "navn"):
        assert re.search(rf'<option value="{value}" selected>', page), value


def test_the_late_ones_stand_first_and_are_said(browse, people, phase_at):
    for title in ("Anden", "Bero", "Cirkus", "Dagen"):
        phase_at("sent" if title in ("Bero", "Dagen") else "agreed", title=title)
    due("Dagen", -12)
    due("Bero", -1)
    put("Cirkus", ends_on=clock.today() - timedelta(days=3), state="running")
    office = browse(people.consultant)
    page = office.get("/netvaerk")
    assert titles(page) == ["Dagen", "Bero", "Cirkus", "Anden"]
    assert "Tre er forsinkede." in text_of(page)
    told = rows(page)
    assert "12 dage over fristen: fase 1 mangler svar" in told["Dagen"]
    assert "1 dag over fristen: fase 1 mangler svar" in told["Bero"]
    assert "3 dage over fristen: slutdatoen er passeret" in told["Cirkus"]
    assert "over fristen" not in told["Anden"]
    due("Bero", 0)  # the day itself is no delay
    assert "To er forsinkede." in text_of(office.get("/netvaerk"))
    put("Cirkus", state="closed")
    assert "Ét er forsinket." in text_of(office.get("/netvaerk?tilstand=alle"))


def test_the_list_is_put_in_the_order_that_is_asked_for(browse, people, phase_at):
    for title, days in (("Ål", 30), ("Bi", 10), ("Abe", None)):
        phase_at("agreed", title=title)
        put(title, ends_on=clock.today() + timedelta(days=days) if days else None)
    office = browse(people.consultant)
    orders = {order: titles(office.get(f"/netvaerk?orden={order}")) for order in ("", "slut", "navn", "nyeste")}
    assert orders == {
        "": ["Bi", "Ål", "Abe"],
        "slut": ["Bi", "Ål", "Abe"],
        "navn": ["Abe", "Bi", "Ål"],
        "nyeste": ["Abe", "Bi", "Ål"],
    }


def test_a_long_list_is_turned_page_by_page_with_what_was_asked(browse, people):
    for n in range(PER_PAGE + 2):
        opened(people, f"Netværk {n:02}", NetworkType.LEARNING)
    office = browse(people.consultant)
    first = office.get("/netvaerk?orden=navn&type=learning")
    assert titles(first) == [f"Netværk {n:02}" for n in range(PER_PAGE)]
    assert "Side 1 af 2" in text_of(first)
    (onward,) = re.findall(r'href="([^"]+)">Næste</a>', first.text)
    second = office.get(onward.replace("&amp;", "&"))
    assert titles(second) == [f"Netværk {PER_PAGE:02}", f"Netværk {PER_PAGE + 1}"]
    assert "Der er 27 netværk." in text_of(second)
    (back,) = re.findall(r'href="([^"]+)">Forrige</a>', second.text)
    assert titles(office.get(back.replace("&amp;", "&"))) == titles(first)
    assert "Næste</a>" not in second.text


def test_an_employee_reads_short_rows_of_those_that_are_published_alone(browse, people, phase_at, frame_at):
    opened(people, "En idé")
    phase_at("sent", title="Foreslået")
    frame_at("sent", title="Forberedes")
    due("Foreslået", -5)
    with write() as session:
        network = session.query(Network).filter_by(title="Forberedes").one()
        session.query(build.Document).filter_by(network_id=network.id, state="sent").one().due = clock.today()
    put("Forberedes", starts_on=clock.today(), ends_on=clock.today() + timedelta(days=40))
    with build.days_later(4):
        told = rows(browse(people.stranger).get("/netvaerk?tilstand=alle"))
        assert set(told) == {"Forberedes"}
        assert "Karen Bjergsted" in told["Forberedes"]
        assert "Fase 1: aftalt" in told["Forberedes"]
        for word in ("Fase 2", "fase 2", "mangler svar", "over fristen", "Hanne"):
            assert word not in told["Forberedes"], word
        assert "fase 2 mangler svar" in rows(browse(people.consultant).get("/netvaerk"))["Forberedes"]
        assert "En idé" not in browse(people.stranger).get("/netvaerk?q=idé&tilstand=alle").text.split("</form>")[-1]


def test_nobody_learns_from_the_count_or_the_order_what_they_may_not_know(browse, people, frame_at):
    """That a text they do not read is late is told neither in the count nor by its place."""
    frame_at("sent", title="Zebra")
    with write() as session:
        session.query(build.Document).filter_by(state="sent").one().due = clock.today() - timedelta(days=4)
    frame_at("agreed", title="Abe")
    page = browse(people.stranger).get("/netvaerk")
    assert "er forsinke" not in text_of(page)
    assert titles(page) == ["Abe", "Zebra"]
    assert "Ét er forsinket." in text_of(browse(people.consultant).get("/netvaerk"))


@pytest.mark.parametrize("state", ["draft", "sent"])
def test_a_party_to_phase_1_learns_nothing_of_a_phase_2_that_they_do_not_read(browse, people, frame_at, state):
    frame_at(state, title="Zebra")
    if state == "sent":
        with write() as session:
            session.query(build.Document).filter_by(state="sent").one().due = clock.today() - timedelta(days=4)
    frame_at("agreed", title="Abe")
    page = browse(people.school_head).get("/netvaerk")
    assert "er forsinke" not in text_of(page)
    assert titles(page) == ["Abe", "Zebra"]
    assert rows(page)["Zebra"].endswith("Fase 1: aftalt Fase 2 skal skrives Karen Bjergsted")
    for who in (people.leader, people.director):
        assert ("Ét er forsinket." in text_of(browse(who).get("/netvaerk"))) == (state == "sent")


def test_whose_turn_it_is_stands_in_the_row(browse, people, phase_at, frame_at):
    opened(people, "Skrives")
    phase_at("sent_back", title="Kom tilbage")
    phase_at("approved_by_one", title="Ude")
    phase_at("agreed", title="Uden leder")
    frame_at("draft", title="Fase to")
    frame_at("agreed", title="Til fase tre")
    told = rows(browse(people.consultant).get("/netvaerk"))
    assert "Fase 1 skal skrives Sekretariatet" in told["Skrives"]
    assert "Fase 1 skal skrives om Sekretariatet" in told["Kom tilbage"]
    assert "Fase 1 mangler svar Birgitte Holmskov og 2 til" in told["Ude"]
    assert "En netværksleder skal indstilles Sekretariatet" in told["Uden leder"]
    assert "Fase 2 skal skrives Karen Bjergsted" in told["Fase to"]
    assert "Fase 3 skal skrives Karen Bjergsted" in told["Til fase tre"]


def test_the_proposal_about_who_leads_has_its_turn_too(browse, people, phase_at):
    number = build.document(phase_at("agreed", title="Uden leder")).network.number
    found = build.begin(number, build.actor(people.director), "begin_appointment").number
    office = browse(people.consultant)
    assert "Indstillingen om ledelse skal skrives Sekretariatet" in rows(office.get("/netvaerk"))["Uden leder"]
    answers = {"leader": str(people.leader), "referenceleder": str(people.chef_member)}
    build.save(found, build.actor(people.director), answers, {})
    build.send(found, build.actor(people.director))
    told = rows(office.get("/netvaerk"))["Uden leder"]
    assert "Indstillingen om ledelse mangler svar Hanne Thorsager og 1 til" in told
    assert "mangler svar" not in rows(browse(people.stranger).get("/netvaerk"))["Uden leder"]


def test_the_list_asks_the_database_as_often_for_forty_as_for_three(browse, people, phase_at, frame_at):
    office, employee = browse(people.consultant), browse(people.stranger)
    phase_at("approved_by_one", title="Ude")
    frame_at("sent", title="Fase to")
    add_participant(
        build.document(phase_at("agreed", title="Besluttet")).network.number,
        build.actor(people.consultant),
        people.participant,
    )

    def asked():
        counts = []
        for browser in (office, employee):
            for url in ("/netvaerk", "/netvaerk?tilstand=alle&orden=navn&q=e", "/"):
                browser.get(url)
                with selects() as sent:
                    assert browser.get(url).status_code == 200
                counts.append(len(sent))
        return counts

    opened(people, "Åben idé")
    few = asked()
    for n in range(6):
        phase_at("approved_by_one", title=f"Også ude {n}")
        phase_at("agreed", title=f"Også besluttet {n}")
        frame_at("sent", title=f"Også fase to {n}")
    for n in range(19):
        opened(people, f"Åben idé {n}")
    assert asked() == few
    assert few[0] <= 16
