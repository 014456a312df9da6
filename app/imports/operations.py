"""A workbook is tried, and read in: all of it or nothing, and what is there already stays as it is (domain.md 15)."""

from dataclasses import dataclass
from datetime import date, timedelta

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound

from app.contracts.catalogue import CHARTER, FRAME, IDEA
from app.contracts.forms import ROWS
from app.core import clock, events, files
from app.core.actions import Actor
from app.core.db import db, write
from app.core.text import sha256, sort_key
from app.documents import answers
from app.documents import operations as documents
from app.imports import networks, register, workbook
from app.imports.columns import DEPARTMENTS, NETWORKS, PERSONS, POSTS, SHEETS
from app.imports.models import Workbook
from app.imports.networks import HAS_DAYS, Planned
from app.imports.register import Register
from app.imports.workbook import Fault, Row
from app.networks.models import Network
from app.networks.operations import lock_series, open_network
from app.networks.people.operations import appoint, enrol
from app.people.models import OFFICE, Department, Person, Post, naming
from app.people.register.operations import SCOPE, require_registrar

KEPT = timedelta(days=1)


@dataclass(frozen=True)
class Plan:
    """What a workbook would do: `new` and `known` lines by the name of their sheet."""

    register: Register
    networks: list[Planned]

    @property
    def faults(self) -> list[Fault]:
        """What is wrong, in the order of the workbook."""
        order = {sheet.label: place for place, sheet in enumerate(SHEETS)}
        return sorted(self.register.faults, key=lambda fault: (order.get(fault.sheet, -1), fault.line))

    @property
    def new(self) -> dict[str, int]:
        made = [row.sheet.label for row in self.register.new]
        return {
            DEPARTMENTS.label: made.count(DEPARTMENTS.label),
            PERSONS.label: made.count(PERSONS.label),
            POSTS.label: len(self.register.new_posts),
            NETWORKS.label: len(self.networks),
        }

    @property
    def known(self) -> dict[str, int]:
        return {sheet.label: self.register.known.get(sheet.label, 0) for sheet in SHEETS}

    @property
    def as_ideas(self) -> list[str]:
        """The networks that begin as ideas, though a body was to decide them."""
        return [one.row.values["title"] for one in self.networks if one.row.values["state"] != one.state]


def keep(actor: Actor, content: bytes, name: str) -> str:
    """Keep a workbook for a day, to be tried; its address. NotAWorkbook when it is none."""
    require_registrar(actor)
    workbook.read(content)
    with write() as session:
        for old in session.scalars(select(Workbook).where(Workbook.at < clock.now() - KEPT)).all():
            _forget(session, old)
        key = files.store(session, content, 0, kept=False)
        kept = {"file_sha256": key, "name": name[:120], "by_id": actor.person_id, "at": clock.now()}
        session.merge(Workbook(**kept))
    return key


def _forget(session: Session, old: Workbook) -> None:
    session.delete(old)
    session.flush()
    files.forget(session, old.file_sha256)


def kept(actor: Actor, key: str) -> Workbook:
    """The workbook that the actor is trying; 404 when it is gone, or another's."""
    require_registrar(actor)
    found = db.session.get(Workbook, key)
    if found is None or found.by_id != actor.person_id:
        raise NotFound
    return found


def tried(actor: Actor, key: str) -> Plan:
    """What the workbook would do now."""
    return _plan(db.session(), actor, workbook.read(_content(actor, key)))


def load(actor: Actor, key: str) -> Plan:
    """Read the workbook in, all of it; nothing when anything of it is wrong. Read in twice it is once."""
    content = workbook.read(_content(actor, key))
    with write() as session:
        require_registrar(actor)
        lock_series(session, "network")  # two who read in at once do so one after the other
        plan = _plan(session, actor, content)
        if not plan.faults:
            _make(session, actor, plan)
    return plan


def _content(actor: Actor, key: str) -> bytes:
    return b"".join(files.stream(kept(actor, key).file_sha256))


def _plan(session: Session, actor: Actor, content: workbook.Read) -> Plan:
    found = register.there(session)
    found.faults += content.faults
    register.check(found, content.rows)
    rows = content.rows[NETWORKS.label]
    if rows and not actor.holds(*OFFICE):
        found.faults.append(Fault(NETWORKS.label, 0, "", _("Only the office enters networks")))
    return Plan(found, networks.check(session, found, rows))


def _make(session: Session, actor: Actor, plan: Plan) -> None:
    made: dict[Row, Department | Person] = {}
    for row in plan.register.new:
        make = _department if row.sheet is DEPARTMENTS else _person
        made[row] = make(session, actor, row)
    for row in plan.register.new:
        if row.sheet is DEPARTMENTS and (name := row.values.get("successor")):
            successor = plan.register.departments[register.fold(name)]
            made[row].successor_id = _id(made, successor)
    for row, held in plan.register.new_posts:
        post = Post(
            function=held.function,
            department_id=_id(made, held.room) if held.room else None,
            person_id=_id(made, held.who),
            from_date=held.days[0],
            to_date=held.days[1],
            is_acting=held.is_acting,
        )
        session.add(post)
        session.flush()
        _tell(actor, "post.given", f"person:{post.person_id}", post=post.id, role=held.function, line=row.line)
    for planned in plan.networks:
        _network(session, actor, planned, made)


def _id(made: dict[Row, Department | Person], one: Department | Person | Row) -> int:
    return made[one].id if isinstance(one, Row) else one.id


def _department(session: Session, actor: Actor, row: Row) -> Department:
    said, name = row.values, row.values["name"]
    begun = said.get("from_date") or min(clock.today(), said.get("to_date") or clock.today())
    room = Department(name=name, sort_key=sort_key(name), from_date=begun, to_date=said.get("to_date"))
    session.add(room)
    session.flush()
    _tell(actor, "department.added", f"department:{room.id}")
    return room


def _person(session: Session, actor: Actor, row: Row) -> Person:
    said = row.values
    columns = {**naming(said["name"]), "title": said.get("title", ""), "about": said.get("about", "")}
    person = Person(**columns, email=said.get("email"), is_active=register.has_account(row))
    session.add(person)
    session.flush()
    _tell(actor, "person.added", f"person:{person.id}")
    return person


def _tell(actor: Actor, action: str, thing: str, **told: int | str) -> None:
    events.record(action, actor_id=actor.person_id, object=thing, scope=SCOPE, **told)


def _network(session: Session, actor: Actor, planned: Planned, made: dict[Row, Department | Person]) -> None:
    """The network in its state, who is on it, and a draft of each phase that is to be taken over from paper."""
    title, (type_, track) = planned.row.values["title"], ROWS[planned.row.values["type"]]
    key = f"import:{sha256(register.fold(title))}"[:64]
    network = open_network(session, actor, title, type_, track, key, under_way=planned.state)
    network.starts_on, network.ends_on = planned.day("start"), planned.day("end")
    since = min(planned.day("start") or clock.today(), clock.today())
    chosen = {role: _id(made, who) for role, who in planned.people.items()}
    appoint(session, network, actor.person_id, chosen, since)
    taking_part = [_id(made, who) for who in planned.participants]
    enrol(session, network, actor.person_id, taking_part, since)
    _phases(session, actor, network, planned, [_id(made, room) for room in planned.departments])


def _phases(session: Session, actor: Actor, network: Network, planned: Planned, rooms: list[int]) -> None:
    days = {key: _iso(planned.day(key)) for key in ("start", "end")}
    purpose = planned.row.values.get("purpose", "")
    known = [(IDEA, {"purpose": purpose, "central_departments": ",".join(map(str, sorted(rooms)))})]
    if planned.state in HAS_DAYS:
        known += [(FRAME, days), (CHARTER, {})]
    for kind, said in known:
        document = documents.create(session, kind, network, actor)
        answers.store(session, document, {name: value for name, value in said.items() if value}, actor)
    if planned.state == "withdrawn":
        documents.become(network.documents[0], "withdrawn")
        documents.tell(network.documents[0], actor, "document.withdrawn")


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
