"""The table of types (domain.md 4, R1): who must act follows from the type and, for innovation, from who proposes."""

import pytest
from sqlalchemy.exc import IntegrityError

from app.core.db import db, write
from app.networks.models import Network
from app.networks.rules import TYPES, entry
from app.people.models import FORUMS, POST_LABELS, Function
from tests.browse import forms, text_of

# domain.md 4, written by hand: parties to phase 1, who decides, who briefs chefforum, who decides the outcome.
TABLE = {
    ("welfare", ""): ("netvaerksdirektoer afdelingschef", "chefforum", "afdelingschef", "chefforum"),
    ("innovation", "committee"): (
        "direktoerforum politisk_udvalg",
        "politisk_udvalg",
        "netvaerksleder",
        "politisk_udvalg",
    ),
    ("innovation", "director"): (
        "netvaerksdirektoer direktoerforum",
        "direktoerforum",
        "netvaerksleder",
        "direktoerforum",
    ),
    ("learning", ""): ("netvaerksdirektoer netvaerksleder", "netvaerksdirektoer", "netvaerksdirektoer", "chefforum"),
}


def test_the_bodies_follow_from_type_and_track():
    found = {
        key: (" ".join(row.idea_parties), row.decides, row.briefs, row.decides_outcome) for key, row in TYPES.items()
    }
    assert found == TABLE
    assert {row.key for row in TYPES.values()} == {"welfare", "innovation_committee", "innovation_director", "learning"}


def test_every_post_has_a_name_for_people():
    assert set(POST_LABELS) == set(Function)
    assert set(FORUMS) < set(Function)


def opened(title):
    db.session.rollback()
    return db.session.query(Network).filter_by(title=title).one()


@pytest.mark.both_databases
@pytest.mark.parametrize(
    ("row", "type_", "track", "label"),
    [
        ("welfare", "welfare", "", "Velfærdsnetværk"),
        ("learning", "learning", "", "Læringsnetværk"),
        ("innovation_committee", "innovation", "committee", "Innovationsnetværk"),
        ("innovation_director", "innovation", "director", "Innovationsnetværk"),
    ],
)
def test_a_network_is_opened_with_its_type(browse, people, row, type_, track, label):
    browser = browse(people.consultant)
    changes = {"title": "Grønne tage", "type": row}
    assert browser.submit("/netvaerk/nyt", "/netvaerk/nyt", changes).status_code == 303
    network = opened("Grønne tage")
    assert (network.type, network.track, entry(network).label) == (type_, track, label)
    assert f"{label} · {network.number}" in text_of(browser.get(f"/netvaerk/{network.number}"))
    assert f"{label} · {network.number}" in text_of(browser.get("/netvaerk"))


def test_an_ordinary_welfare_network_is_opened_with_a_title_alone(browse, people):
    """R15: the type stands ready, and nothing else is asked of it."""
    browse(people.consultant).submit("/netvaerk/nyt", "/netvaerk/nyt", {"title": "Kortere ventetid"})
    assert opened("Kortere ventetid").type == "welfare"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"type": "innovation"}, "Vælg blandt dem, der er vist"),
        ({"type": "party"}, "Vælg blandt dem, der er vist"),
        ({"type": ""}, "Vælg en type"),
    ],
)
def test_a_choice_that_is_missing_or_unknown_is_told_and_opens_nothing(browse, people, changes, said):
    answer = browse(people.consultant).submit("/netvaerk/nyt", "/netvaerk/nyt", {"title": "Grønne tage", **changes})
    assert answer.status_code == 422
    assert said in text_of(answer)
    assert forms(answer)[-1].fields["title"] == ["Grønne tage"]
    assert db.session.query(Network).count() == 0


def test_the_page_tells_what_each_type_is_for_and_who_decides(browse, people):
    page = text_of(browse(people.consultant).get("/netvaerk/nyt"))
    for row in TYPES.values():
        assert f": {row.focus}" in page
    assert "Innovationsnetværk, indstillet af direktørforum og besluttet af politisk udvalg: " in page
    assert "Innovationsnetværk, indstillet af netværksdirektøren og besluttet af direktørforum: " in page


@pytest.mark.both_databases
def test_the_database_keeps_track_and_type_together(app, people, phase_at):
    phase_at("draft")
    for type_, track in (("welfare", "director"), ("innovation", "")):
        with pytest.raises(IntegrityError), write() as session:
            session.query(Network).update({"type": type_, "track": track})
