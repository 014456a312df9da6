"""What is done to an agreement, and what it has come to, in a test's words."""

import re

from app.agreements import operations, preparing
from app.core import events
from tests import build


def page(number, place=""):
    return f"/dokumenter/{number}{place}"


def room(network, kind, place=""):
    return f"/netvaerk/{network}/aftaler/{kind.opposite}{place}"


def told(number):
    """What has happened to the agreement, in order, but the writing."""
    document = build.document(number)
    mine = (event.action for event in events.chain() if event.object == f"document:{document.id}")
    return [action.partition(".")[2] for action in mine if action not in ("document.created", "document.edited")]


def made(network, kind):
    here = build.document(f"NK-{network}-1").network
    return [(document.number, document.state) for document in operations.of(here, kind)]


def consents(number):
    """Who has approved the version sent last, for which post."""
    return {party.function: party.consent.person_id for party in build.document(number).latest.parties if party.consent}


def write(number, who, key, said):
    build.save(number, build.actor(who), {key: said}, build._bases(number))


def shown(network, actor, kind, *keys):
    """These answers of the actor, and no others, are shown to who is across."""
    here = build.document(f"NK-{network}-1").network
    offers = preparing.offers(here, actor, kind)
    assert preparing.reveal(network, actor, kind, {offers[key] for key in keys})


def offered(browser, network, kind):
    """What there is to tick on the page of a preparation, by question."""
    page = browser.get(room(network, kind, "/forberedelse")).text
    return dict(re.findall(r'id="vis-([a-z0-9_-]+)"\s+name="shown"\s+value="(\w+)"', page))


def show(browser, network, kind, *keys):
    """Tick these answers, of those that the page offers to show, and press the button."""
    offers = offered(browser, network, kind)
    return browser.post(room(network, kind, "/vis"), {"shown": [offers[key] for key in keys if key in offers]})
