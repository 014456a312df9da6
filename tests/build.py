"""Networks in any state, made by walking the real steps, so that no fixture is impossible."""

import secrets
from datetime import timedelta

from sqlalchemy import select

from app.contracts.operations import open_with_contract
from app.core import clock
from app.core.actions import Actor
from app.core.db import db
from app.documents import operations, texts
from app.documents.models import Document
from app.documents.rules import digest
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
STATES = ("draft", "sent", "approved_by_one", "sent_back", "recalled", "agreed")


def actor(person_id: int) -> Actor:
    return actor_for(db.session.get_one(Person, person_id))


def document(number: str) -> Document:
    db.session.rollback()
    return db.session.scalars(select(Document).where(Document.number == number)).one()


def answers_of(departments: Departments) -> dict[str, str]:
    return {**ANSWERS, "central_departments": f"{departments.school},{departments.family}"}


def latest_sha(number: str) -> str:
    version = document(number).latest
    assert version is not None
    return version.sha256


def send(number: str, sender: Actor) -> None:
    sha = digest(texts.draft(document(number)))
    operations.send(number, sender, sha, clock.today() + timedelta(days=14))


def network_at(state: str, cast: Cast, departments: Departments, title: str = "Elever med højt fravær") -> str:
    """The number of phase 1 of a new network, walked to that state by its people."""
    assert state in STATES
    consultant = actor(cast.consultant)
    number = open_with_contract(consultant, title, NetworkType.WELFARE, secrets.token_hex(8)).number
    operations.save(number, consultant, answers_of(departments), {})
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
        case "agreed":
            for who in (cast.director, cast.school_head, cast.family_head):
                operations.approve(number, actor(who), latest_sha(number))
    return number


def department_names() -> dict[int, str]:
    return {row.id: row.name for row in db.session.scalars(select(Department))}
