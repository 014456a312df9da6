"""Who gets which answer from every address: role × route × method × state, from a table written by hand."""

import re

import pytest
from sqlalchemy import select

from app.core.db import db
from app.overview.queries import NETWORKS_MOST
from app.people.models import Post
from tests import build
from tests.browse import text_of

pytestmark = pytest.mark.both_databases

GROUPS = (
    ("consultant", "other_consultant"),
    ("director",),
    ("school_head", "family_head"),
    ("finance_head", "stranger"),
)

# Route (with what `numbers` has) → for each state the answer to: consultants, director (office and party), heads who
# are parties, all others. Posts carry no more than a token: 422 and 409 tell that the gate was open. 303 would change
# the state for the next role, so what it does is tested where it belongs.
LEAD_ON = {
    "draft": (409, 409, 404, 404),
    "sent": (409, 409, 403, 404),
    "sent_back": (409, 409, 403, 404),
    "agreed": (409, 409, 403, 403),
}
# The register and the table of types are the office's alone, in whatever state a network is.
KEPT = {"*": (200, 200, 403, 403)}
KEPT_POST = {"*": (422, 422, 403, 403)}
GET = {
    "/": {"*": (200, 200, 200, 200)},
    "/netvaerk": {"*": (200, 200, 200, 200)},
    "/netvaerk/regneark": {"*": (200, 200, 200, 200)},
    "/netvaerk/nyt": {"*": (200, 200, 403, 403)},
    "/netvaerk/{network}": {
        "draft": (200, 200, 404, 404),
        "sent": (200, 200, 200, 404),
        "sent_back": (200, 200, 200, 404),
        "agreed": (200, 200, 200, 200),
    },
    "/dokumenter/{phase}": {
        "draft": (200, 200, 404, 404),
        "sent": (200, 200, 200, 404),
        "sent_back": (200, 200, 200, 404),
        "agreed": (200, 200, 200, 404),
    },
    "/dokumenter/{phase}/ret": {
        "draft": (200, 200, 404, 404),
        "sent": (409, 409, 403, 404),
        "sent_back": (200, 200, 403, 404),
        "agreed": (409, 409, 403, 404),
    },
    "/dokumenter/{phase}/historik": {
        "draft": (200, 200, 404, 404),
        "sent": (200, 200, 403, 404),
        "sent_back": (200, 200, 403, 404),
        "agreed": (200, 200, 403, 404),
    },
    "/dokumenter/{phase}/historik/1": {
        "draft": (200, 200, 404, 404),
        "sent": (200, 200, 403, 404),
        "sent_back": (200, 200, 403, 404),
        "agreed": (200, 200, 403, 404),
    },
    "/dokumenter/{phase}/version/1": {
        "draft": (404, 404, 404, 404),
        "sent": (200, 200, 200, 404),
        "sent_back": (200, 200, 200, 404),
        "agreed": (200, 200, 200, 404),
    },
    "/skemaer": {"*": (200, 200, 403, 403)},
    "/netvaerk/{network}/mennesker": {
        "draft": (200, 200, 404, 404),
        "sent": (200, 200, 200, 404),
        "sent_back": (200, 200, 200, 404),
        "agreed": (200, 200, 200, 403),
    },
    "/dokumenter/{phase}/beslutning": {
        "draft": (409, 409, 404, 404),
        "sent": (200, 200, 403, 404),
        "sent_back": (409, 409, 403, 404),
        "agreed": (409, 409, 403, 404),
    },
    "/dokumenter/{phase}/papir": {
        "draft": (409, 409, 404, 404),
        "sent": (200, 200, 403, 404),
        "sent_back": (409, 409, 403, 404),
        "agreed": (409, 409, 403, 404),
    },
    "/tjek": {"*": (200, 200, 200, 200)},
    "/netvaerk/{network}/videre": LEAD_ON | {"agreed": (200, 200, 403, 403)},
    "/netvaerk/{network}/stop": LEAD_ON | {"agreed": (200, 200, 403, 403)},
    "/netvaerk/{network}/genoptag": LEAD_ON,
    "/typer": KEPT,
    "/typer/{type}": KEPT,
    "/personer": KEPT,
    "/personer/ny": KEPT,
    "/personer/{person}": KEPT,
    "/afdelinger": KEPT,
    "/afdelinger/{department}": KEPT,
    "/indlaesning": KEPT,
    "/indlaesning/skabelon": KEPT,
    "/forummoeder": KEPT,
    "/forummoeder/nye": KEPT,
}
STAFF = {
    "draft": (422, 422, 404, 404),
    "sent": (422, 422, 403, 404),
    "sent_back": (422, 422, 403, 404),
    "agreed": (422, 422, 403, 403),
}
POST = {
    "/netvaerk/nyt": {"*": (422, 422, 403, 403)},
    "/netvaerk/{network}/videre": LEAD_ON | {"agreed": (422, 422, 403, 403)},
    "/netvaerk/{network}/stop": LEAD_ON | {"agreed": (422, 422, 403, 403)},
    "/netvaerk/{network}/genoptag": LEAD_ON,
    "/netvaerk/{network}/fase-2": LEAD_ON | {"agreed": (303, 303, 403, 403)},
    "/netvaerk/{network}/fase-3": {
        "draft": (409, 403, 404, 404),
        "sent": (409, 403, 403, 404),
        "sent_back": (409, 403, 403, 404),
        "agreed": (409, 403, 403, 403),
    },
    "/netvaerk/{network}/ledelse": {
        "draft": (303, 303, 404, 404),
        "sent": (303, 303, 403, 404),
        "sent_back": (303, 303, 403, 404),
        "agreed": (303, 303, 403, 403),
    },
    "/typer/{type}": KEPT_POST,
    "/personer/ny": KEPT_POST,
    "/personer/{person}": KEPT_POST,
    "/personer/{person}/poster": KEPT_POST,
    "/personer/{person}/poster/{post}/afslut": KEPT_POST,
    "/afdelinger": KEPT_POST,
    "/afdelinger/{department}": KEPT_POST,
    "/forummoeder/nye": KEPT_POST,
    "/indlaesning": KEPT_POST,
    "/netvaerk/{network}/mennesker/leder": STAFF,
    "/netvaerk/{network}/mennesker/referenceleder": STAFF,
    "/netvaerk/{network}/mennesker/i-stedet": STAFF,
    "/netvaerk/{network}/mennesker/ingen-co-driver": STAFF,
    "/netvaerk/{network}/mennesker/co-driver": STAFF,
    "/netvaerk/{network}/mennesker/deltagere": STAFF,
    "/netvaerk/{network}/mennesker/udefra": STAFF,
    "/netvaerk/{network}/mennesker/inviterede": STAFF,
    "/netvaerk/{network}/mennesker/inviterede-udefra": STAFF,
    "/dokumenter/{phase}/ret": {
        "draft": (303, 303, 404, 404),
        "sent": (409, 409, 403, 404),
        "sent_back": (303, 303, 403, 404),
        "agreed": (409, 409, 403, 404),
    },
    "/dokumenter/{phase}/historik/1/gendan": {
        "draft": (303, 303, 404, 404),
        "sent": (409, 409, 403, 404),
        "sent_back": (303, 303, 403, 404),
        "agreed": (409, 409, 403, 404),
    },
    "/dokumenter/{phase}/send": {
        "draft": (422, 422, 404, 404),
        "sent": (409, 409, 403, 404),
        "sent_back": (422, 422, 403, 404),
        "agreed": (409, 409, 403, 404),
    },
    "/dokumenter/{phase}/send-tilbage": {
        "draft": (409, 409, 404, 404),
        "sent": (403, 422, 422, 404),
        "sent_back": (409, 409, 409, 404),
        "agreed": (409, 409, 409, 404),
    },
    "/dokumenter/{phase}/godkend": {
        "draft": (409, 409, 404, 404),
        "sent": (409, 409, 409, 404),
        "sent_back": (409, 409, 409, 404),
        "agreed": (409, 409, 409, 404),
    },
    "/dokumenter/{phase}/beslutning": {
        "draft": (409, 409, 404, 404),
        "sent": (409, 409, 403, 404),  # which text was decided on is not said
        "sent_back": (409, 409, 403, 404),
        "agreed": (409, 409, 403, 404),
    },
    "/dokumenter/{phase}/papir": {
        "draft": (409, 409, 404, 404),
        "sent": (422, 422, 403, 404),
        "sent_back": (409, 409, 403, 404),
        "agreed": (409, 409, 403, 404),
    },
    "/dokumenter/{phase}/aendr": {
        "draft": (409, 409, 404, 404),
        "sent": (409, 409, 403, 404),
        "sent_back": (409, 409, 403, 404),
        "agreed": (303, 303, 403, 404),
    },
    "/dokumenter/{phase}/opgiv-aendring": {
        "draft": (409, 409, 404, 404),
        "sent": (409, 409, 403, 404),
        "sent_back": (409, 409, 403, 404),
        "agreed": (409, 409, 403, 404),
    },
    "/dokumenter/{phase}/opgiv": {
        "draft": (303, 303, 404, 404),
        "sent": (409, 409, 403, 404),
        "sent_back": (303, 303, 403, 404),
        "agreed": (409, 409, 403, 404),
    },
    "/dokumenter/{phase}/genoptag": {
        "draft": (409, 409, 404, 404),
        "sent": (409, 409, 403, 404),
        "sent_back": (409, 409, 403, 404),
        "agreed": (409, 409, 403, 404),
    },
    "/dokumenter/{phase}/afslut": {
        "draft": (409, 409, 404, 404),
        "sent": (409, 409, 403, 404),
        "sent_back": (409, 409, 403, 404),
        "agreed": (303, 303, 403, 404),
    },
    "/dokumenter/{phase}/traek-tilbage": {
        "draft": (409, 409, 404, 404),
        "sent": (303, 303, 403, 404),
        "sent_back": (409, 409, 403, 404),
        "agreed": (409, 409, 403, 404),
    },
}
# Tested elsewhere by what they do: the print (a job), sign-in, check, health.
ELSEWHERE = {
    "/dokumenter/<string:number>/papir/<int:copy_id>",
    "/dokumenter/<string:number>/pdf",
    "/skemaer/<string:key>",
    "/dokumenter/<string:number>/pdf/underskrift",
    "/dokumenter/<string:number>/version/<int:n>/pdf",
    "/dokumenter/<string:number>/forskel/<int:a>/<int:b>/pdf",
    "/dokumenter/<string:number>/underskriftsblad/pdf",
    "/netvaerk/<string:number>/kontrakt/pdf",
    "/netvaerk/<string:number>/deltagere/pdf",
    # By the joint act and its links (R17), in tests of their own.
    "/dokumenter/<string:number>/faelles",
    "/dokumenter/<string:number>/svar",
    "/dokumenter/<string:number>/invitation",
    "/dokumenter/<string:number>/invitation/<int(max=2147483647):party_id>",
    "/dokumenter/<string:number>/invitation/<int(max=2147483647):party_id>/tilbagekald",
    "/link/<string:token>",
    "/link/<string:token>/svar",
    "/netvaerk/<string:number>/mennesker/<int:post_id>/afslut",
    # In tests/imports.
    "/indlaesning/<string:key>",
    "/dokumenter/<string:number>/indgaaet-paa-papir",
    # In tests/forums, tests/lifecycle/test_briefings.py and tests/people/test_accounts.py.
    "/forummoeder/<int:meeting_id>/aflys",
    "/netvaerk/<string:number>/orientering/<int:briefing_id>",
    "/personer/<int:person_id>/adgang",
    "/adgang/<string:token>",
    "/log-ind",
    "/log-ud",
    "/tjek",
    "/tjek/<string:code>",
    "/livz",
    "/readyz",
    "/metrics",
}


def rows(table):
    for route, states in table.items():
        for state, answers in states.items():
            for state_now in ("draft", "sent", "sent_back", "agreed") if state == "*" else (state,):
                yield route, state_now, answers


@pytest.fixture
def numbers(people, departments):
    """What stands in the addresses, with this phase 1."""

    def found(phase):
        network = build.document(phase).network.number
        post = db.session.scalars(select(Post.id).where(Post.person_id == people.school_head)).one()
        register = {"person": people.school_head, "post": post, "department": departments.school, "type": "welfare"}
        return {"phase": phase, "network": network, **register}

    return found


@pytest.mark.parametrize("state", ["draft", "sent", "sent_back", "agreed"])
def test_every_address_answers_each_role_as_the_table_says(browse, people, phase_at, numbers, state):
    told = numbers(phase_at(state))
    wrong = []
    for group, roles in enumerate(GROUPS):
        for role in roles:
            browser = browse(getattr(people, role))
            for method, table in (("get", GET), ("post", POST)):
                for route, state_now, answers in rows(table):
                    if state_now != state or (method == "post" and answers[group] == 303):
                        continue
                    url = route.format(**told)
                    given = getattr(browser, method)(url).status_code
                    if given != answers[group]:
                        wrong.append(f"{role} {method} {url} in {state}: {given}, not {answers[group]}")
    assert not wrong, "\n".join(wrong)


def test_nobody_gets_anything_without_signing_in(browse, phase_at, numbers):
    told = numbers(phase_at("agreed"))
    browser = browse()
    for route in GET:
        answer = browser.client.get(route.format(**told))
        if route == "/tjek":
            assert answer.status_code == 200
        else:
            assert answer.status_code == 302, route
            assert answer.location.startswith("/log-ind")
    for route in POST:
        assert browser.post(route.format(**told)).status_code == 401, route


def test_no_address_is_missing_from_the_tables(app):
    tested = {re.sub(r"<[^>]+>", "*", route) for route in ELSEWHERE} | {
        re.sub(r"\{\w+\}|(?<=version/)1|(?<=historik/)1", "*", route) for route in (*GET, *POST)
    }
    served = {re.sub(r"<[^>]+>", "*", rule.rule) for rule in app.url_map.iter_rules()}
    assert {rule for rule in served if not rule.startswith("/ideer")} == tested  # ideas have tables of their own


def test_lists_hold_exactly_what_the_policy_allows(browse, people, phase_at):
    titles = {state: f"Netværk {state}" for state in build.STATES}
    for state, title in titles.items():
        phase_at(state, title=title)
    seen_by = {
        "director": set(titles),
        "school_head": set(titles) - {"draft"},
        # From the first agreement on; phase 1 changed or ended later is still known.
        "stranger": {"agreed", "being_changed", "change_sent", "ended"},
    }
    for role, states in seen_by.items():
        browser = browse(getattr(people, role))
        page = browser.get("/netvaerk?tilstand=alle").text
        assert {state for state, title in titles.items() if f">{title}<" in page} == states, role
        page = browser.get("/netvaerk").text
        assert {state for state, title in titles.items() if f">{title}<" in page} == states - {"withdrawn"}, role
        front = browser.get("/")
        listed = front.text.split('id="netvaerk"')[1].split("<aside")[0]
        shown = {state for state, title in titles.items() if f">{title}<" in listed}
        assert shown <= states, role
        assert len(shown) == min(len(states), NETWORKS_MOST), role
        assert ("Se alle netværk" in text_of(front)) == (len(states) > NETWORKS_MOST), role
        assert "withdrawn" not in shown or states <= shown, role  # those that are over make room


def test_numbers_of_others_in_address_and_form_change_nothing(browse, people, phase_at):
    mine, other = phase_at("sent"), phase_at("draft", title="Noget andet")
    browser = browse(people.school_head)
    form = browser.form(f"/dokumenter/{mine}", "/godkend")
    form.action = form.action.replace(mine, other)
    assert browser.send(form).status_code == 404
    assert build.document(other).state == "draft"


def test_extra_fields_in_a_form_change_nothing(browse, people, phase_at):
    number = phase_at("draft")
    extra = {"state": "agreed", "id": "7", "number": "X", "network_id": "9", "sha256": "f" * 64, "by_id": "1"}
    browse(people.consultant).submit(f"/dokumenter/{number}/ret", "/ret", {**extra, "strategy": "Nyt"})
    document = build.document(number)
    assert document.state == "draft"
    assert document.number == number
    assert {answer.by_id for answer in document.answers} == {people.consultant}
