"""A kind of agreement is one entry: form, preparation, approval, difference, list and print follow from it."""

import pytest

from app.agreements.catalogue import agreement
from app.agreements.prompts import Prompt
from app.core import clock
from app.documents.catalogue import KINDS
from app.documents.questions import Question
from app.networks.people.operations import name
from app.people.models import Function
from tests import build
from tests.agreements import led
from tests.agreements.acts import show
from tests.browse import text_of

POST = Function.DIREKTOER_I_STEDET


@pytest.fixture
def kind():
    made = agreement(
        POST,
        "den, der træder i stedet",
        "I to skriver aftalen sammen.",
        (Question("when", "Hvornår", "Hvornår træder du i stedet?", "Skriv dagene.", unfolded=True),),
        {
            Function.NETVAERKSLEDER: (Prompt("leader-1", "when", "Hvornår har du brug for en anden?"),),
            POST: (Prompt("other-1", "when", "Hvornår kan du?"),),
        },
    )
    yield made
    del KINDS[made.key]


def test_a_fourth_kind_has_form_preparation_approval_difference_list_and_print(browse, people, frame_at, kind):
    network = led(people, frame_at)
    name(network, build.actor(people.consultant), POST, people.stranger, clock.today())
    leader, other = browse(people.leader), browse(people.stranger)
    assert "Ikke begyndt" in text_of(leader.get(f"/netvaerk/{network}"))
    leader.post(f"/netvaerk/{network}/aftaler/{POST}")
    number = f"SA-{network}-1"
    assert "Hvornår træder du i stedet?" in text_of(leader.get(f"/dokumenter/{number}/ret"))
    room = f"/netvaerk/{network}/aftaler/{POST}"
    other.post(f"{room}/forberedelse", {"other-1": "Om fredagen."})
    show(other, network, kind, "other-1")
    leader.post(f"{room}/samtale/when", {"line": ["Om fredagen."]})
    build.send(number, build.actor(people.leader))
    other.post(f"/dokumenter/{number}/godkend", {"sha256": build.latest_sha(number)})
    assert "Om fredagen." in text_of(leader.get(f"/dokumenter/{number}"))
    build.operations.change(number, build.actor(people.stranger))
    build.save(number, build.actor(people.stranger), {"when": "Om torsdagen."}, build._bases(number))
    build.send(number, build.actor(people.stranger))
    page = text_of(leader.get(f"/dokumenter/{number}"))
    assert "Siden version 1." in page
    assert leader.get(f"/dokumenter/{number}/forskel/1/2/pdf").status_code == 202
    assert leader.get(f"/dokumenter/{number}/pdf").status_code == 202
    assert "Ændringen afventer Karen" in text_of(other.get(f"/netvaerk/{network}"))
