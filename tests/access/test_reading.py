"""Everybody reads on pages, in lists, in prints and downloads exactly the texts that the table says (domain.md 13)."""

import re

import pytest

from tests.access import table
from tests.access.conftest import Place, Restored
from tests.access.tables.cast import IDEAS, NETWORKS
from tests.access.tables.texts import REMARKS, TEXTS
from tests.access.walk import Walker

WORDS = re.compile(r"Ord-[\w/:]+")
# All that shows a document's texts, after the document's own address.
SHOWN = ("", "/version/1", "/ret", "/svar", "/historik", "/historik/1", "/pdf", "/version/1/pdf", "/forskel/1/2/pdf")
ROOMS = tuple(f"/aftaler/referenceleder/{end}" for end in ("forberedelse", "samtale", "tid"))
ENDS = ("", "/mennesker", "/kontrakt/pdf", "/mandat", "/mandat/pdf", *ROOMS)
WHOLE = ("back", "running", "changing", "framed")  # networks of which all pages are read
READERS = {word: who for (_thing, _what, word), who in TEXTS.items() if word}
READERS |= {idea: who for ideas, who in IDEAS.items() for idea in ideas.split()} | REMARKS


def words(text: str) -> set[str]:
    """The words of the town's texts that stand in this one."""
    return {found.removeprefix("Ord-") for found in WORDS.findall(text)}


def prints(place: Restored) -> dict[str, str]:
    """What each print says that was asked for, by its key."""
    return dict(place.database.live.execute("SELECT key, record FROM rendition"))


def read(place: Restored, walker: Walker, addresses: list[str]) -> set[str]:
    """Every word that the walker gets to see there, and on the prints that are made for them."""
    before = prints(place)
    pages = [page.text for page in map(walker.get, addresses) if page.mimetype == "text/html"]
    return words(" ".join([*pages, *(record for key, record in prints(place).items() if key not in before)]))


@pytest.mark.parametrize("role", table.roles("everybody"))
def test_who_reads_what(place, role):
    walker = place.walkers[role]
    known = {thing for thing, _what, _word in TEXTS if role in table.sees(thing)}
    known |= {thing for things in IDEAS for thing in things.split() if role in table.sees(thing)}
    addresses = []
    for thing in sorted(known):
        number = place.town.numbers[thing]["number"]
        base = f"/ideer/{number}" if thing.startswith("idea:") else f"/dokumenter/{number}"
        addresses += [base] if thing.startswith("idea:") else [base + end for end in SHOWN]
    networks = [place.town.numbers[name]["number"] for name in WHOLE]
    addresses += ["/", "/netvaerk?tilstand=alle", "/ideer", "/ideer/runder", "/forummoeder"]
    addresses += [f"/netvaerk/{number}{end}" for number in networks for end in ENDS]
    found = read(place, walker, addresses) & READERS.keys()
    assert found == {word for word, who in READERS.items() if role in table.roles(who)}


def test_lists_hold_exactly_what_each_may_know_of(place):
    assert mislisted(place) == {}


def test_lists_hold_the_same_on_postgresql(on_postgresql):
    assert mislisted(on_postgresql) == {}


def mislisted(place: Place) -> dict[tuple[str, str], set[str]]:
    """By role and list, what stands in one of list and table alone."""
    every = {f"Netværk {name}" for names in NETWORKS for name in names.split()}
    every |= {f"Idé {name.partition(':')[2]}" for names in IDEAS for name in names.split()}
    wrong = {}
    for role in table.roles("everybody"):
        for url, wanted in (("/netvaerk?tilstand=alle", titles(role)), ("/ideer", ideas(role))):
            page = place.walkers[role].get(url).text
            if differ := {title for title in every if f">{title}<" in page} ^ wanted:
                wrong[role, url] = differ
    return wrong


def titles(role: str) -> set[str]:
    """The networks that the role may know of."""
    return {f"Netværk {name}" for names in NETWORKS for name in names.split() if role in table.sees(name)}


def ideas(role: str) -> set[str]:
    """Of what has been decided everybody reads the title; the author their own; the office what is considered."""
    decided = {"Idé taken_up", "Idé rejected"}
    mine = {"Idé received", "Idé apart", "Idé asked", "Idé withdrawn", "Idé merged"} if role == "author" else set()
    considered = {"Idé received", "Idé apart", "Idé asked"} if role in table.roles("office") else set()
    return decided | mine | considered
