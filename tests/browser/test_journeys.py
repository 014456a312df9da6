"""Every type of network from an idea to running (domain.md 3-5), with script and without; and what it asks (R15)."""

import os
from contextlib import ExitStack
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser

from tests.browser.journey import Journey
from tests.browser.networks import CONSULTANT, DIRECTOR, FAMILY, SCHOOL
from tests.support.server import LiveServer

BEFORE_THE_WORKSHOP, UNTIL_CLOSING, APPROVALS = 20, 50, 10
AUTHOR, OUTSIDER = "Dorthe Kragh", "Karen Holm"
LEADERSHIP = "indstillingen om ledelse"


@dataclass(frozen=True)
class Way:
    """What domain.md 4 says of a type. Of the heads of the central departments, one sits in chefforum and accedes
    through its minute. Who is to lead may stand in the same item of the body as phase 1."""

    type: str
    asks: int  # how many fields are required before the workshop, four of them for each item of a body
    approve: tuple[str, ...]  # phase 1, in person
    decide: tuple[str, ...]  # phase 1, in this order
    leader: str
    referenceleder: str
    co_driver: str
    present: str
    absent: str
    in_one_item: bool = False
    leader_decided_by: tuple[str, ...] = ("chefforum",)
    departments: tuple[str, ...] = ("Skoler og Uddannelse", "Børn og Familie")

    @property
    def bodies(self) -> tuple[str, ...]:
        """Whose minutes are recorded."""
        return self.decide if self.in_one_item else self.decide + self.leader_decided_by


WAYS = {
    "welfare": Way(
        "Velfærdsnetværk",
        18,
        (DIRECTOR, SCHOOL, FAMILY),
        ("chefforum",),
        "Tina Bjørnholt",
        "Lone Rask Mikkelsen",
        "Vibeke Stougaard",
        "Nina Westergaard",
        "Mohamed Farah",
        in_one_item=True,
        departments=("Skoler og Uddannelse", "Børn og Familie", "Sundhed, Pleje og Omsorg"),
    ),
    "learning": Way(
        "Læringsnetværk",
        13,
        (DIRECTOR,),
        (),
        "Rikke Sandholm",
        "",
        "Kasper Lindegaard",
        "Lise Thorup",
        "Henrik Åbenhus",
        leader_decided_by=(),
    ),
    "committee": Way(
        "indstillet af direktørforum",
        26,
        (),
        ("direktørforum", "politisk udvalg"),
        "Marianne Tofte",
        "Torben Rosenkilde",
        "Erik Dalsgaard",
        "Pia Engelbrecht",
        "Søren Kjærulff",
    ),
    "director": Way(
        "indstillet af netværksdirektøren",
        22,
        (DIRECTOR,),
        ("direktørforum",),
        "Thomas Vinther Bech",
        "Ellen Marie Storgaard",
        "Bente Raunkjær",
        "Fatima El-Sayed",
        "Omar Haidari",
    ),
}


# Two of the ways with script and two without; `make soak` goes each of them both ways.
BOTH = [(kind, javascript) for kind in WAYS for javascript in (True, False)]
SOME = [(kind, place % 2 == 0) for place, kind in enumerate(WAYS)]


@pytest.mark.parametrize(("kind", "javascript"), BOTH if os.environ.get("SOAK") else SOME)
def test_from_an_idea_to_running(site: LiveServer, chromium: Browser, kind: str, javascript: bool) -> None:
    way, width = WAYS[kind], (390 if kind in ("welfare", "committee") else 1280) if javascript else 320
    title = f"Svar første gang, {kind} {'med' if javascript else 'uden'} script"
    with ExitStack() as stack:
        journey = Journey(title, site, chromium, stack, javascript, width)
        journey.propose(AUTHOR)
        journey.take_up(way.type)
        journey.write_idea(way.departments)
        if way.in_one_item:
            office = journey.browsers[CONSULTANT]
            office.get_by_role("link", name=title).first.click()
            journey.propose_leader(way.leader, way.referenceleder, office)
            journey.approve(DIRECTOR, LEADERSHIP)
        for name in way.approve:
            journey.approve(name, "fase 1")
        for forum in way.decide:
            journey.decide(forum, also="ledelse" if way.in_one_item else "")
        journey.follow_up(AUTHOR)

        if not way.in_one_item:
            journey.propose_leader(way.leader, way.referenceleder)
            journey.approve(DIRECTOR, LEADERSHIP)
            for forum in way.leader_decided_by:
                journey.decide(forum)
        journey.stands(way.leader, f"Nu skal {way.leader} skrive fase 2.")
        journey.agree_on_frame(way.leader)
        journey.find_people(way.leader, way.co_driver, (way.present, way.absent), OUTSIDER)
        before = list(journey.required)

        page = journey.write_charter(way.leader)
        journey.agree_jointly(page, (way.co_driver, way.present))
        journey.confirm_by_link(way.leader, OUTSIDER)
        journey.confirm(way.absent)
        for name in (way.leader, way.co_driver, way.present):
            journey.stands(name, "Netværket er i gang. Hele kontrakten er aftalt.")
    print(kind, len(before), len(journey.required), journey.approvals, *journey.required, sep="\n  ")
    assert len(before) == way.asks, before
    assert len(journey.required) <= UNTIL_CLOSING
    assert journey.approvals <= APPROVALS


def test_an_ordinary_network_asks_at_most_twenty_fields_before_its_workshop() -> None:
    """R15. What an innovation network asks beyond that are the minutes of the bodies that decide it (R16)."""
    assert WAYS["welfare"].asks <= BEFORE_THE_WORKSHOP
    assert all(way.asks - 4 * len(way.bodies) <= BEFORE_THE_WORKSHOP for way in WAYS.values())
