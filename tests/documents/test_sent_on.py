"""R1: direktørforum may send what the director proposed on to a committee; its minute is then the proposal."""

import pytest

from app.core import clock
from app.core.forms import write_date
from app.core.pages import Refusal
from app.documents import integrity, sheets, standing
from app.documents.consents import Result
from app.documents.standing import Standing
from tests import build
from tests.browse import text_of


@pytest.fixture
def proposed(people, departments):
    """Phase 1 of an innovation network that the director proposes, out and approved by the director."""
    office = build.actor(people.consultant)
    number = build.open_with_contract(office, "Byen i 2040", "innovation", "key", "director").number
    build.save(number, office, build.answers_of(departments), {})
    build.send(number, office)
    build.operations.approve(number, build.actor(people.director), build.latest_sha(number))
    return number


@pytest.mark.both_databases
def test_the_committee_decides_what_direktoerforum_sent_on(browse, people, proposed):
    office = browse(people.consultant)
    url = f"/dokumenter/{proposed}/beslutning"
    minute = {"item": "7", "wording": "Sendes videre til udvalget."}
    answer = office.submit(url, "/beslutning", {"result": "sent_on", "day": write_date(clock.today()), **minute})
    assert answer.status_code == 303
    document = build.document(proposed)
    assert document.network.track == "committee"
    assert document.network.state == "proposed"
    first, second = document.versions
    assert [standing.of(version) for version in (first, second)] == [Standing.NEVER_AGREED, Standing.OUT]
    assert first.text["answers"] == second.text["answers"]
    assert [party.function for party in second.parties] == ["direktoerforum", "politisk_udvalg"]
    assert [party.has_approved for party in second.parties] == [True, False]
    assert first.parties[0].has_approved  # the director's approval stands in the round before
    page = text_of(office.get(f"/dokumenter/{proposed}"))
    assert "Sendt videre af Direktørforum" in page
    assert "Sendes videre til udvalget." in page
    assert "Version 1 blev sendt videre" in text_of(office.get(f"/dokumenter/{proposed}/version/1"))
    build.decide(proposed, build.actor(people.consultant))
    document = build.document(proposed)
    assert document.state == "agreed"
    assert document.network.state == "decided"
    assert sheets.named(document.in_force).startswith("Version 2, tiltrådt")
    assert "med ændring" not in sheets.named(document.in_force)
    assert integrity.first_break() is None


def test_sent_on_once_it_is_the_committee_s(browse, people, proposed):
    build.decide(proposed, build.actor(people.consultant), Result.SENT_ON)
    page = browse(people.consultant).get(f"/dokumenter/{proposed}/beslutning")
    assert 'value="sent_on"' not in page.text
    with pytest.raises(Refusal):
        build.decide(proposed, build.actor(people.consultant), Result.SENT_ON)


def test_a_welfare_network_is_sent_on_to_nobody(browse, people, phase_at):
    number = phase_at("sent")
    page = browse(people.consultant).get(f"/dokumenter/{number}/beslutning")
    assert 'value="postponed"' in page.text
    assert 'value="sent_on"' not in page.text
    with pytest.raises(Refusal):
        build.decide(number, build.actor(people.consultant), Result.SENT_ON)
    assert len(build.document(number).versions) == 1
