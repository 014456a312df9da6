"""The tables read: a cell is one role asking one address of one thing by one method."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache

from tests.access.tables import around, documents, networks
from tests.access.tables.cast import AROUND, DOCUMENTS, GROUPS, IDEAS, NETWORKS, SEES
from tests.access.town import Town

TABLES = (
    (documents.READ, DOCUMENTS),
    (documents.WRITE, DOCUMENTS),
    (documents.AGREE, DOCUMENTS),
    (networks.READ, NETWORKS),
    (networks.PEOPLE, NETWORKS),
    (networks.STEPS, NETWORKS),
    (networks.AGREEMENTS, NETWORKS),
    (around.IDEAS, IDEAS),
    (around.ROOMS, AROUND),
)


NETWORKS_THERE = " ".join(NETWORKS).split()


@dataclass(frozen=True)
class Cell:
    method: str
    route: str
    thing: str
    role: str
    word: str  # ok, again, or a status

    @property
    def status(self) -> int:
        """What the answer is to be."""
        if self.word == "ok":
            return 303 if self.method == "POST" else 202 if "/pdf" in self.route else 200
        return 303 if self.word == "again" else int(self.word)

    @property
    def is_allowed(self) -> bool:
        return self.word in ("ok", "200")

    def url(self, town: Town) -> str:
        return self.route.format(**town.numbers.get(self.thing, {}))


def roles(words: str) -> list[str]:
    """The roles that these names and groups mean."""
    found = (role for name in words.split() for role in (roles(GROUPS[name]) if name in GROUPS else [name]))
    return list(dict.fromkeys(found))


@cache
def sees(thing: str) -> frozenset[str]:
    """Who may know of the thing."""
    return frozenset(next(roles(who) for names, who in SEES.items() if thing in names.split()))


def cells(town: Town) -> Iterator[Cell]:
    """Every cell of the tables: each thing that has what the address asks for, each role."""
    for table, known in TABLES:
        things = " ".join(known).split()
        for methods, route, rows in _routes(table):
            parameters = set(re.findall(r"\{(\w+)\}", route))
            for thing in things:
                told = next((told for names, told in rows if _is_named(thing, names)), None)
                if told is None or not parameters <= town.numbers.get(thing, {}).keys():
                    continue
                answers = _answers(told, thing)
                for method in methods:
                    yield from (Cell(method, route, thing, role, word) for role, word in answers.items())


def of_act(rows: str, name: str) -> Iterator[Cell]:
    """The cells of an action that no address serves, or whose addresses ask for more."""
    known = {"document": DOCUMENTS, "network": NETWORKS, "idea": IDEAS}[name.partition(".")[0]]
    for _methods, _route, told in _routes(f"ACT {name}\n{rows.strip(chr(10))}"):
        for thing in " ".join(known).split():
            row = next(answers for names, answers in told if _is_named(thing, names))
            yield from (Cell("", name, thing, role, word) for role, word in _answers(row, thing).items())


def plain(rule: str) -> str:
    """The address as the tables write it."""
    return re.sub(r"<(?:[^:<>]+:)?(\w+)>", r"{\1}", rule)


def routes() -> set[tuple[str, str]]:
    """Every method and address in the tables."""
    return {(method, route) for table, _k in TABLES for methods, route, _r in _routes(table) for method in methods}


def _routes(table: str) -> Iterator[tuple[list[str], str, list[tuple[str, str]]]]:
    for block in re.split(r"\n(?=\S)", table.strip()):
        head, *rows = block.splitlines()
        *methods, route = head.split()
        pairs = (row.strip().rpartition(": ") for row in rows)
        yield methods, route, [(names, told) for names, _colon, told in pairs]


def _is_named(thing: str, names: str) -> bool:
    return any(fnmatchcase(thing, name) for name in names.split())


def _answers(told: str, thing: str) -> dict[str, str]:
    """Each role's word: as told; of the others 403 to those who may know of it, 404 to the rest."""
    known = sees(thing)
    found = {role: "403" if role in known else "404" for role in roles("everybody")}
    named: set[str] = set()
    for part in told.split("; "):
        word, _space, who = part.partition(" ")
        for role in sorted(known) if who == "sees" else roles(who):
            if role not in named:
                found[role] = word
        named |= set(found) if who == "sees" else set(roles(who))
    return found
