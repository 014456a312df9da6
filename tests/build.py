"""Networks in any state, made by walking the real steps, so that no fixture is impossible."""

import secrets
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import timedelta

from flask import current_app
from sqlalchemy import select

from app.contracts.operations import open_with_contract
from app.core import clock
from app.core.actions import Actor
from app.core.db import db
from app.documents import printing, standing, texts
from app.documents.agreeing import operations
from app.documents.consents import Result
from app.documents.content import digest
from app.documents.decisions import operations as decisions
from app.documents.decisions.forms import Minute
from app.documents.drafting.operations import save
from app.documents.joint import operations as joint
from app.documents.models import Document
from app.lifecycle.operations import begin
from app.networks.people.operations import add_external, add_participant, name_leader
from app.networks.rules import NetworkType
from app.people.models import Department, Person
from app.people.operations import actor_for
from tests.cast import Cast, Departments

ANSWERS = {
    "purpose": "Flere elever skal tilbage i skolen.\n\nDe skal opleve, at nogen har savnet dem.",
    "background": "Fraværet stiger på alle skoler, og ingen kan løse det alene.",
    "extent": "Cirka seks måneder. Lederen 8 timer om ugen.",
    "criteria": "- Færre dage væk\n• Flere samtaler",
}
FRAME = {
    "start": "2027-02-01",
    "end": "2027-10-31",
    "leadership_room": "Lederen kan indkalde deltagerne inden for de aftalte timer og prøve nye arbejdsgange af.",
    "disposal": "Hver deltager har tre timer om ugen, aftalt med sin personaleleder.",
}
CHARTER = {
    "understanding": "Vi skal opdage fraværet tidligt og handle sammen.",
    "goal": "Højst to uger fra den første bekymring, til de rette har talt sammen.",
    "working": "Vi mødes hver anden uge og prøver noget af mellem møderne.",
    "tasks": "- Besøge tre skoler\n- Tale med forældre",
    "ground_rules": "- Vi møder forberedte\n- Vi siger det højt, når vi er i tvivl",
    "criteria": "- Færre dage væk\n- Forældrene ved, hvem de kan ringe til",
}
STATES = (
    "draft",
    "sent",
    "approved_by_one",
    "sent_back",
    "recalled",
    "withdrawn",
    "agreed",
    "being_changed",
    "change_sent",
    "ended",
)


def actor(person_id: int) -> Actor:
    return actor_for(db.session.get_one(Person, person_id))


def document(number: str) -> Document:
    db.session.rollback()
    return db.session.scalars(select(Document).where(Document.number == number)).one()


def soon(seconds: int = 2) -> AbstractContextManager[None]:
    """The clock stands that much later: what waits for its time can be done."""
    return clock.standing_at(clock.now() + timedelta(seconds=seconds))


@contextmanager
def days_later(days: int) -> Iterator[None]:
    """The whole site's clock stands so many days later, for who browses it too."""
    instance = current_app.extensions["settings"].instance
    clock.move(instance, timedelta(days=days))
    try:
        yield
    finally:
        clock.move(instance, None)


def asked(wanted: printing.Print) -> str:
    """The key of the print, asked for."""
    printing.ask(wanted)
    return wanted.key


def answers_of(departments: Departments) -> dict[str, str]:
    return {**ANSWERS, "central_departments": f"{departments.school},{departments.family}"}


def latest_sha(number: str) -> str:
    version = document(number).latest
    assert version is not None
    return version.sha256


def send(number: str, sender: Actor) -> None:
    sha = digest(texts.draft(document(number)))
    operations.send(number, sender, sha, clock.today() + timedelta(days=14))


def decide(number: str, office: Actor, result: Result = Result.AGREED) -> None:
    """The next body's decision on the text that is out, recorded by the office."""
    asked = document(number)
    party = standing.awaited_forum(asked)
    assert party is not None
    minute = Minute(str(party.function), str(result), clock.today(), "4", "26-1207", "Chefforum tiltrådte.")
    decisions.decide(number, office, latest_sha(number), minute)


def agree(number: str, cast: Cast, persons: Sequence[int] = ()) -> None:
    """Everybody asked agrees to phase 1: the persons (director and heads), and last chefforum by its decision."""
    for who in persons or (cast.director, cast.school_head, cast.family_head):
        operations.approve(number, actor(who), latest_sha(number))
    decide(number, actor(cast.consultant))


def network_at(state: str, cast: Cast, departments: Departments, title: str = "Elever med højt fravær") -> str:
    """The number of phase 1 of a new network, walked to that state by its people."""
    assert state in STATES
    consultant = actor(cast.consultant)
    number = open_with_contract(consultant, title, NetworkType.WELFARE, secrets.token_hex(8)).number
    save(number, consultant, answers_of(departments), {})
    if state == "draft":
        return number
    send(number, consultant)
    match state:
        case "approved_by_one":
            operations.approve(number, actor(cast.director), latest_sha(number))
        case "sent_back":
            operations.send_back(number, actor(cast.school_head), latest_sha(number), "Skriv, hvem der betaler.")
        case "recalled":
            operations.recall(number, consultant)
        case "withdrawn":
            operations.recall(number, consultant)
            operations.withdraw(number, consultant)
        case "agreed" | "being_changed" | "change_sent" | "ended":
            agree(number, cast)
    match state:
        case "ended":
            operations.end(number, consultant)
        case "being_changed" | "change_sent":
            operations.change(number, consultant)
            save(number, consultant, {"extent": "Cirka otte måneder."}, _bases(number))
    if state == "change_sent":
        send(number, consultant)
    return number


def department_names() -> dict[int, str]:
    return {row.id: row.name for row in db.session.scalars(select(Department))}


def frame_at(state: str, cast: Cast, departments: Departments, title: str = "Elever med højt fravær") -> str:
    """The number of phase 2, walked to that state; phase 1 is agreed, and the network has its leader."""
    network = document(network_at("agreed", cast, departments, title)).network.number
    name_leader(network, actor(cast.consultant), cast.leader, clock.today())
    leader = actor(cast.leader)
    number = begin(network, leader, "begin_frame").number
    save(number, leader, FRAME, {})
    if state == "draft":
        return number
    send(number, leader)
    if state == "agreed":
        for who in (cast.leader, cast.director):
            operations.approve(number, actor(who), latest_sha(number))
    return number


def charter_at(state: str, cast: Cast, departments: Departments, title: str = "Elever med højt fravær") -> str:
    """The number of phase 3, walked to that state (draft or agreed); phases 1 and 2 are agreed, and the network has
    three participants, one of them from outside. When it was agreed, leader and participant were there, the other two
    were not."""
    assert state in ("draft", "agreed")
    network = document(frame_at("agreed", cast, departments, title)).network.number
    leader = actor(cast.leader)
    add_participant(network, leader, cast.participant)
    add_participant(network, leader, cast.other_participant)
    add_external(network, leader, "Sofie Brandt", "Boligforeningen", "sofie@example.org")
    number = begin(network, actor(cast.leader), "begin_charter").number
    save(number, leader, CHARTER, _bases(number))
    if state == "agreed":
        agree_jointly(number, leader, [cast.participant])
    return number


def agree_jointly(number: str, recorder: Actor, present: list[int]) -> None:
    joint.record(number, recorder, digest(joint.whole(document(number))), present, clock.today())


def _bases(number: str) -> dict[str, str]:
    return {answer.key: texts.base(answer.value, answer.version) for answer in document(number).answers}
