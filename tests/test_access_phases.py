"""Who gets which answer from the addresses of phases 2 and 3, from a table written by hand, apart from the policy."""

import pytest

from tests import build

pytestmark = pytest.mark.both_databases

# school_head is a party to phase 1 alone; participant is of the network; stranger is nothing to it.
ROLES = ("consultant", "director", "leader", "participant", "school_head", "stranger")
GET = {
    "/netvaerk/{network}": {"*": (200, 200, 200, 200, 200, 200)},
    "/netvaerk/{network}/mennesker": {"*": (200, 200, 200, 200, 200, 403)},
    "/dokumenter/{number}": {
        "frame draft": (200, 200, 200, 404, 404, 404),
        "frame sent": (200, 200, 200, 404, 404, 404),
        "frame agreed": (200, 200, 200, 200, 404, 404),
        "charter draft": (200, 200, 200, 404, 404, 404),
        "charter agreed": (200, 200, 200, 200, 404, 404),
    },
    "/dokumenter/{number}/ret": {
        "frame draft": (200, 200, 200, 404, 404, 404),
        "frame sent": (409, 409, 409, 404, 404, 404),
        "frame agreed": (409, 409, 409, 403, 404, 404),
        "charter draft": (200, 403, 200, 404, 404, 404),
        "charter agreed": (409, 403, 409, 403, 404, 404),
    },
    "/dokumenter/{number}/historik": {
        "frame draft": (200, 200, 200, 404, 404, 404),
        "frame sent": (200, 200, 200, 404, 404, 404),
        "frame agreed": (200, 200, 200, 403, 404, 404),
        "charter draft": (200, 200, 200, 404, 404, 404),
        "charter agreed": (200, 200, 200, 403, 404, 404),
    },
    "/dokumenter/{number}/version/1": {
        "frame draft": (404, 404, 404, 404, 404, 404),
        "frame sent": (200, 200, 200, 404, 404, 404),
        "frame agreed": (200, 200, 200, 200, 404, 404),
        "charter draft": (404, 404, 404, 404, 404, 404),
        "charter agreed": (200, 200, 200, 200, 404, 404),
    },
    "/dokumenter/{number}/faelles": {
        "frame draft": (409, 409, 409, 404, 404, 404),
        "frame sent": (409, 409, 409, 404, 404, 404),
        "frame agreed": (409, 409, 409, 403, 404, 404),
        "charter draft": (200, 403, 200, 404, 404, 404),
        "charter agreed": (409, 403, 409, 403, 404, 404),
    },
    "/dokumenter/{number}/svar": {
        "frame draft": (409, 409, 409, 404, 404, 404),
        "frame sent": (409, 409, 409, 404, 404, 404),
        "frame agreed": (409, 409, 409, 409, 404, 404),
        "charter draft": (409, 409, 409, 404, 404, 404),
        "charter agreed": (200, 200, 200, 200, 404, 404),
    },
    "/dokumenter/{number}/invitation": {
        "frame draft": (409, 409, 409, 404, 404, 404),
        "frame sent": (409, 409, 409, 404, 404, 404),
        "frame agreed": (409, 409, 409, 403, 404, 404),
        "charter draft": (409, 403, 409, 404, 404, 404),
        "charter agreed": (200, 403, 200, 403, 404, 404),
    },
    "/dokumenter/{number}/beslutning": {
        "frame draft": (409, 409, 403, 404, 404, 404),
        "frame sent": (409, 409, 403, 404, 404, 404),
        "frame agreed": (409, 409, 403, 403, 404, 404),
        "charter draft": (409, 409, 403, 404, 404, 404),
        "charter agreed": (409, 409, 403, 403, 404, 404),
    },
    "/dokumenter/{number}/papir": {
        "frame draft": (409, 409, 403, 404, 404, 404),
        "frame sent": (200, 200, 403, 404, 404, 404),
        "frame agreed": (409, 409, 403, 403, 404, 404),
        "charter draft": (409, 409, 403, 404, 404, 404),
        "charter agreed": (409, 409, 403, 403, 404, 404),
    },
    "/skemaer": {"*": (200, 200, 403, 403, 403, 403)},
}
POST = {
    "/netvaerk/{network}/fase-2": {
        "frame draft": (303, 303, 303, 403, 403, 403),
        "frame sent": (409, 409, 409, 403, 403, 403),
        "frame agreed": (409, 409, 409, 403, 403, 403),
        "charter draft": (409, 409, 409, 403, 403, 403),
        "charter agreed": (409, 409, 409, 403, 403, 403),
    },
    "/netvaerk/{network}/fase-3": {
        "frame draft": (409, 403, 409, 403, 403, 403),
        "frame sent": (409, 403, 409, 403, 403, 403),
        "frame agreed": (303, 403, 303, 403, 403, 403),
        "charter draft": (303, 403, 303, 403, 403, 403),
        "charter agreed": (409, 403, 409, 403, 403, 403),
    },
    "/netvaerk/{network}/ledelse": {"*": (303, 303, 403, 403, 403, 403)},
    "/dokumenter/{number}/ret": {
        "frame draft": (303, 303, 303, 404, 404, 404),
        "frame sent": (409, 409, 409, 404, 404, 404),
        "frame agreed": (409, 409, 409, 403, 404, 404),
        "charter draft": (303, 403, 303, 404, 404, 404),
        "charter agreed": (409, 403, 409, 403, 404, 404),
    },
    "/dokumenter/{number}/send": {
        "frame draft": (422, 422, 422, 404, 404, 404),
        "frame sent": (409, 409, 409, 404, 404, 404),
        "frame agreed": (409, 409, 409, 403, 404, 404),
        "charter draft": (409, 403, 409, 404, 404, 404),
        "charter agreed": (409, 403, 409, 403, 404, 404),
    },
    "/dokumenter/{number}/send-tilbage": {
        "frame draft": (409, 409, 409, 404, 404, 404),
        "frame sent": (403, 422, 422, 404, 404, 404),
        "frame agreed": (409, 409, 409, 409, 404, 404),
        "charter draft": (409, 409, 409, 404, 404, 404),
        "charter agreed": (409, 409, 409, 409, 404, 404),
    },
    "/dokumenter/{number}/godkend": {
        "frame draft": (409, 409, 409, 404, 404, 404),
        "frame sent": (409, 409, 409, 404, 404, 404),
        "frame agreed": (409, 409, 409, 409, 404, 404),
        "charter draft": (409, 409, 409, 404, 404, 404),
        "charter agreed": (409, 409, 409, 409, 404, 404),
    },
    "/dokumenter/{number}/traek-tilbage": {
        "frame draft": (409, 409, 409, 404, 404, 404),
        "frame sent": (303, 303, 303, 404, 404, 404),
        "frame agreed": (409, 409, 409, 403, 404, 404),
        "charter draft": (409, 403, 409, 404, 404, 404),
        "charter agreed": (409, 403, 409, 403, 404, 404),
    },
    "/dokumenter/{number}/faelles": {
        "frame draft": (409, 409, 409, 404, 404, 404),
        "frame sent": (409, 409, 409, 404, 404, 404),
        "frame agreed": (409, 409, 409, 403, 404, 404),
        "charter draft": (422, 403, 422, 404, 404, 404),
        "charter agreed": (409, 403, 409, 403, 404, 404),
    },
    "/dokumenter/{number}/svar": {
        "frame draft": (409, 409, 409, 404, 404, 404),
        "frame sent": (409, 409, 409, 404, 404, 404),
        "frame agreed": (409, 409, 409, 409, 404, 404),
        "charter draft": (409, 409, 409, 404, 404, 404),
        "charter agreed": (403, 403, 409, 409, 404, 404),
    },
    "/dokumenter/{number}/beslutning": {
        "frame draft": (409, 409, 403, 404, 404, 404),
        "frame sent": (409, 409, 403, 404, 404, 404),
        "frame agreed": (409, 409, 403, 403, 404, 404),
        "charter draft": (409, 409, 403, 404, 404, 404),
        "charter agreed": (409, 409, 403, 403, 404, 404),
    },
    "/dokumenter/{number}/papir": {
        "frame draft": (409, 409, 403, 404, 404, 404),
        "frame sent": (422, 422, 403, 404, 404, 404),
        "frame agreed": (409, 409, 403, 403, 404, 404),
        "charter draft": (409, 409, 403, 404, 404, 404),
        "charter agreed": (409, 409, 403, 403, 404, 404),
    },
    "/dokumenter/{number}/historik/1/gendan": {
        "frame draft": (303, 303, 303, 404, 404, 404),
        "frame sent": (409, 409, 409, 404, 404, 404),
        "frame agreed": (409, 409, 409, 403, 404, 404),
        "charter draft": (303, 403, 303, 404, 404, 404),
        "charter agreed": (409, 403, 409, 403, 404, 404),
    },
}


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
