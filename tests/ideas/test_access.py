"""Who gets which answer from the addresses of an idea, from a table written by hand, apart from the policy."""

import re

import pytest

from app.ideas import operations
from app.ideas.rules import POLICY, STATES
from tests import build

pytestmark = pytest.mark.both_databases
ROLES = ("author", "consultant", "director", "school_head", "stranger")
ANYBODY, SHUT = (200, 200, 200, 200, 200), (404, 404)
OFFICE = (403, 200, 200, 403, 403)
OPEN = ("received", "asked")
# Route → the answer to each role, in the open states and in those where the idea is settled; there is no other idea to
# join one with. Posts carry no more than a token: 422 tells that the gate was open, and what 303 does is tested where
# it belongs.
GET = {
    "/ideer": (ANYBODY, ANYBODY),
    "/ideer/ny": (ANYBODY, ANYBODY),
    "/ideer/runder": (OFFICE, OFFICE),
    "/ideer/runder/frister": (OFFICE, OFFICE),
    "/ideer/runder/{place}/pdf": (None, None),  # waits for a worker; test_rounds.py
    "/ideer/{number}": ((200, 200, 200, *SHUT), (200, 200, 200, *SHUT)),
    "/ideer/{number}/ret": ((200, 403, 403, *SHUT), (409, 403, 403, *SHUT)),
    "/ideer/{number}/netvaerk": ((403, 200, 200, *SHUT), (403, 409, 409, *SHUT)),
}
POST = {
    "/ideer/ny": ((422,) * 5, (422,) * 5),
    "/ideer/{number}/ret": ((422, 403, 403, *SHUT), (409, 403, 403, *SHUT)),
    "/ideer/{number}/spoerg": ((403, 422, 422, *SHUT), (403, 409, 409, *SHUT)),
    "/ideer/{number}/afvis": ((403, 422, 422, *SHUT), (403, 409, 409, *SHUT)),
    "/ideer/{number}/saml": ((403, 409, 409, *SHUT), (403, 409, 409, *SHUT)),
    "/ideer/{number}/netvaerk": ((403, 422, 422, *SHUT), (403, 409, 409, *SHUT)),
    "/ideer/runder/frister": ((403, 422, 422, 403, 403), (403, 422, 422, 403, 403)),
    "/ideer/runder/{place}/pdf": (None, None),
    "/ideer/{number}/op": ((403, 303, 303, *SHUT), (403, 409, 409, *SHUT)),
    "/ideer/{number}/ned": ((403, 303, 303, *SHUT), (403, 409, 409, *SHUT)),
    "/ideer/{number}/uden-for-runden": ((403, 303, 303, *SHUT), (403, 409, 409, *SHUT)),
    "/ideer/{number}/i-runden": ((403, 303, 303, *SHUT), (403, 409, 409, *SHUT)),
    "/ideer/{number}/genaabn": ((403, 409, 409, *SHUT), None),
    "/ideer/{number}/traek-tilbage": (None, (409, 403, 403, *SHUT)),
}
# The settled states in which a table's row does not hold: the network is there, so the way leads to it.
BUT = {
    ("taken_up", "/ideer/{number}/netvaerk"): (303, 303, 303, *SHUT),
    ("withdrawn", "/ideer/{number}/traek-tilbage"): (303, 403, 403, *SHUT),  # a button pressed twice
}
CONSIDERS = {"ask", "reject", "merge", "take_up", "rank", "set_apart"}
MAY = {
    "received": {"author": {"change", "withdraw"}, "consultant": CONSIDERS},
    "asked": {"author": {"change", "withdraw"}, "consultant": CONSIDERS},
    "rejected": {"author": set(), "consultant": {"reopen"}},
    "merged": {"author": set(), "consultant": {"reopen"}},
    "taken_up": {"author": set(), "consultant": set()},
    "withdrawn": {"author": set(), "consultant": set()},
}


@pytest.fixture
def idea_at(people):
    """The number of an idea that was walked to that state by its people."""

    def made(state):
        author, office = build.actor(people.participant), build.actor(people.consultant)
        said = {"title": "Flere cykler", "need": "Kaos om morgenen.", "difference": "Elever"}
        number = operations.propose(author, said, "en-noegle").number
        match state:
            case "asked":
                operations.settle(number, office, "ask", "Hvilke skoler?")
            case "rejected":
                operations.settle(number, office, "reject", "Nej tak.")
            case "withdrawn":
                operations.settle(number, author, "withdraw", "")
            case "taken_up":
                operations.take_up(number, office, "Flere cykler", "welfare", "")
            case "merged":
                other = operations.propose(author, {**said, "title": "Skoleveje"}, "en-anden-noegle")
                operations.merge(number, office, other.number)
        return number

    return made


def person(people, role):
    return people.participant if role == "author" else getattr(people, role)


@pytest.mark.parametrize("state", STATES)
def test_every_address_answers_each_role_as_the_table_says(browse, people, idea_at, state):
    number, wrong = idea_at(state), []
    for place, role in enumerate(ROLES):
        browser = browse(person(people, role))
        for method, table in (("get", GET), ("post", POST)):
            for route, answers in table.items():
                wanted = BUT.get((state, route)) or answers[0 if state in OPEN else 1]
                if wanted is None or (method == "post" and wanted[place] == 303):
                    continue
                given = getattr(browser, method)(route.format(number=number, place=1)).status_code
                if given != wanted[place]:
                    wrong.append(f"{role} {method} {route}: {given}, not {wanted[place]}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("state", STATES)
def test_who_may_do_what_to_an_idea(people, idea_at, state):
    number = idea_at(state)
    for role in ROLES:
        actor = build.actor(person(people, role))
        found = operations.load(number, build.actor(people.consultant), "idea.read")
        may = {name.partition(".")[2] for name in POLICY.actions if POLICY.may(actor, name, found).allowed}
        knows = {"read"} if role in ("author", "consultant", "director") else set()
        assert may == knows | MAY[state].get("consultant" if role == "director" else role, set()), role


def test_no_address_of_ideas_is_missing_from_the_tables(app):
    served = {rule.rule for rule in app.url_map.iter_rules() if rule.rule.startswith("/ideer")}
    assert {re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", route) for route in served} == {*GET, *POST}


def test_nobody_gets_an_idea_without_signing_in(browse, idea_at):
    number = idea_at("received")
    for route in GET:
        assert browse().client.get(route.format(number=number, place=1)).status_code == 302, route
    for route in POST:
        assert browse().post(route.format(number=number, place=1)).status_code == 401, route
