"""Who gets which answer from the addresses of phases 2 and 3, from a table written by hand, apart from the policy."""

import pytest

from tests import build

pytestmark = pytest.mark.both_databases

# school_head is a party to phase 1 alone; participant is of the network; stranger is nothing to it.
ROLES = ("consultant", "director", "leader", "participant", "school_head", "stranger")
GET = {
    "/netvaerk/{network}": {"*": (200, 200, 200, 200, 200, 200)},
    "/netvaerk/{network}/mennesker": {"*": (200, 200, 200, 200, 200, 403)},
}
POST = {}


def walk(browse, people, number, tables):
    network = build.document(number).network.number
    for place, role in enumerate(ROLES):
        browser = browse(getattr(people, role))
        for method, table in tables:
            for route, answers in table:
                url = route.format(number=number, network=network)
                if method == "post" and answers[place] == 303:
                    continue  # it would change the state for the next role; what it does is tested where it belongs
                yield role, method, route, answers[place], getattr(browser, method)(url).status_code


def rows(table, state):
    wanted = ("*", state)
    return [(route, answers) for route, states in table.items() for key, answers in states.items() if key in wanted]


@pytest.mark.parametrize("state", ["frame draft", "frame sent", "frame agreed", "charter draft", "charter agreed"])
def test_every_address_of_the_later_phases_answers_each_role_as_the_table_says(
    browse, people, frame_at, charter_at, state
):
    phase, _space, walked = state.partition(" ")
    number = (frame_at if phase == "frame" else charter_at)(walked)
    if phase == "frame":
        network = build.document(number).network.number
        build.add_participant(network, build.actor(people.leader), people.participant)
    tables = (("get", rows(GET, state)), ("post", rows(POST, state)))
    wrong = [
        f"{role} {method} {route}: {given}, not {wanted}"
        for role, method, route, wanted, given in walk(browse, people, number, tables)
        if given != wanted
    ]
    assert not wrong, "\n".join(wrong)
