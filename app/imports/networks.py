"""Networks of a workbook that were under way before: what their rows need, and who is on them."""

from dataclasses import dataclass, field
from datetime import date

from dateutil.relativedelta import relativedelta
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.contracts.course import LONGEST_MONTHS
from app.imports.columns import NETWORKS
from app.imports.register import Register, Room, Somebody, fold, has_account
from app.imports.workbook import Row
from app.networks.models import Network
from app.networks.rules import LINE
from app.people.models import Function

MOST_DEPARTMENTS = 4
# From here on a network has days; from "decided" on its phase 1 is on paper.
HAS_DAYS = frozenset(LINE[LINE.index("running") :])
ROLES = {
    "leader": Function.NETVAERKSLEDER,
    "referenceleder": Function.REFERENCELEDER,
    "co_driver": Function.CO_DRIVER,
}
# Phase 1 is sent from here before a body can decide it: until then the network is an idea.
AS_IDEA = frozenset({"proposed", "postponed"})


@dataclass
class Planned:
    """A network to be made."""

    row: Row
    people: dict[Function, Somebody] = field(default_factory=dict)
    participants: list[Somebody] = field(default_factory=list)
    departments: list[Room] = field(default_factory=list)

    @property
    def state(self) -> str:
        said: str = self.row.values["state"]
        return "idea" if said in AS_IDEA else said

    def day(self, key: str) -> date | None:
        found: date | None = self.row.values.get(key)
        return found


def check(session: Session, register: Register, rows: list[Row]) -> list[Planned]:
    """The networks that are new; what is wrong with the rows goes to the register's faults."""
    titles = {fold(title): 0 for title in session.scalars(select(Network.title))}
    found = []
    for row in rows:
        if not all(column.key in row.values for column in NETWORKS.required()):
            continue
        title = fold(row.values["title"])
        if (line := titles.get(title)) == 0:
            register.already(row)
            continue
        if line:
            register.faults.append(row.fault("title", _("Stands in line %(line)s already", line=line)))
        titles[title] = row.line
        found.append(_planned(register, row))
    return found


def _planned(register: Register, row: Row) -> Planned:
    planned = Planned(row)
    _days(register, planned)
    for key, role in ROLES.items():
        if (said := row.values.get(key)) and (who := register.person(row, key, said)):
            if not has_account(who):
                register.faults.append(row.fault(key, _("Has no account. Write Ja in the column Konto")))
            planned.people[role] = who
    leader, co_driver = (planned.people.get(role) for role in (Function.NETVAERKSLEDER, Function.CO_DRIVER))
    if leader and leader is co_driver:
        register.faults.append(row.fault("co_driver", _("One person cannot be both leader and co-driver")))
    for said in row.values.get("participants", ()):
        who = register.person(row, "participants", said)
        if who and who not in (*planned.people.values(), *planned.participants):
            planned.participants.append(who)
    rooms = (register.department(row, "departments", said) for said in row.values.get("departments", ()))
    planned.departments = [room for room in rooms if room is not None]
    if len(planned.departments) > MOST_DEPARTMENTS:
        register.faults.append(row.fault("departments", _("At most four departments")))
    return planned


def _days(register: Register, planned: Planned) -> None:
    row, start, end = planned.row, planned.day("start"), planned.day("end")
    if planned.state in HAS_DAYS:
        for key in ("start", "end"):
            if key not in row.typed:
                register.faults.append(row.fault(key, _("Must be filled in for a network that runs or is over")))
    if start and end and end <= start:
        register.faults.append(row.fault("end", _("The end must come after the start")))
    elif start and end and end > start + relativedelta(months=LONGEST_MONTHS):
        sentence = _("At most twelve months after the start. A longer network takes an extension")
        register.faults.append(row.fault("end", sentence))
