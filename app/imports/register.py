"""Departments, persons and their posts of a workbook, held against the register: which are new, which are there
already, which cannot be."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from app.core import formats
from app.imports.columns import DEPARTMENTS, PERSONS, POSTS
from app.imports.workbook import Fault, Row
from app.people.models import ONE_HOLDER, POST_LABELS, Department, Function, Person, Post

# A person or department: the row of the database, or the row of the workbook that is to become one.
Somebody = Person | Row
Room = Department | Row
Span = tuple[date, date | None]


@dataclass(frozen=True)
class Held:
    """That somebody holds a post from–to, in the register or in the workbook."""

    who: Somebody
    function: str
    room: Room | None
    days: Span
    is_acting: bool


@dataclass
class Register:
    """What there is, and what the workbook adds. `new` are rows in the order in which they are to be made."""

    departments: dict[str, Room] = field(default_factory=dict)
    by_mail: dict[str, Somebody] = field(default_factory=dict)
    by_name: dict[str, list[Somebody]] = field(default_factory=dict)
    held: list[Held] = field(default_factory=list)
    new: list[Row] = field(default_factory=list)
    new_posts: list[tuple[Row, Held]] = field(default_factory=list)
    known: dict[str, int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def already(self, row: Row) -> None:
        """The row says what is there."""
        self.known[row.sheet.label] = self.known.get(row.sheet.label, 0) + 1

    def person(self, row: Row, key: str, said: str) -> Somebody | None:
        """Whom a cell names, by mail or by name; None, with a fault, when that is nobody or several."""
        found = [self.by_mail[said.lower()]] if said.lower() in self.by_mail else self.by_name.get(fold(said), [])
        if len(found) == 1:
            return found[0]
        told = {"name": said}
        if found:
            self.faults.append(row.fault(key, _("Several are called %(name)s. Write the mail address", **told)))
        else:
            self.faults.append(
                row.fault(key, _("%(name)s is neither in the register nor on the sheet Personer", **told))
            )
        return None

    def department(self, row: Row, key: str, said: str) -> Room | None:
        """Which department a cell names; None, with a fault, when there is none."""
        if (found := self.departments.get(fold(said))) is None:
            sentence = _("%(name)s is neither in the register nor on the sheet Afdelinger", name=said)
            self.faults.append(row.fault(key, sentence))
        return found


def fold(name: str) -> str:
    """Names are the same in any letters."""
    return " ".join(name.split()).casefold()


def there(session: Session) -> Register:
    """The register as it is."""
    found = Register()
    for room in session.scalars(select(Department).order_by(Department.from_date)):
        found.departments[fold(room.name)] = room
    for person in session.scalars(select(Person).order_by(Person.id)):
        _know(found, person, person.name, person.email)
    whole = (joinedload(Post.person), joinedload(Post.department))
    for post in session.scalars(select(Post).where(Post.network_id.is_(None)).options(*whole)):
        days = (post.from_date, post.to_date)
        found.held.append(Held(post.person, post.function, post.department, days, post.is_acting))
    return found


def _know(register: Register, who: Somebody, name: str, email: str | None) -> None:
    register.by_name.setdefault(fold(name), []).append(who)
    if email:
        register.by_mail[email.lower()] = who


def check(register: Register, rows: dict[str, list[Row]]) -> None:
    """Add what the rows add, and what is wrong with them."""
    for sheet, one in ((DEPARTMENTS, _department), (PERSONS, _person)):
        _each(register, rows[sheet.label], one)
    for row in rows[DEPARTMENTS.label]:
        _succession(register, row)
    _each(register, rows[POSTS.label], _post)


def _each(register: Register, rows: Iterable[Row], one: Callable[[Register, Row], None]) -> None:
    for row in rows:
        if all(column.key in row.values for column in row.sheet.required()):
            one(register, row)


def _department(register: Register, row: Row) -> None:
    name, from_date, to_date = row.values["name"], row.values.get("from_date"), row.values.get("to_date")
    if from_date and to_date and to_date < from_date:
        register.faults.append(row.fault("to_date", _("The last day is before the first")))
    found = register.departments.get(fold(name))
    if found is None:
        register.departments[fold(name)] = row
        register.new.append(row)
    elif isinstance(found, Row):
        register.faults.append(row.fault("name", _("Stands in line %(line)s already", line=found.line)))
    else:
        register.already(row)


def _succession(register: Register, row: Row) -> None:
    """A successor is another department, and takes over from one that ends."""
    if not (said := row.values.get("successor")):
        return
    successor = register.department(row, "successor", said)
    if successor is row or fold(said) == fold(row.values.get("name", "")):
        register.faults.append(row.fault("successor", _("A department is not its own successor")))
    elif successor and not row.values.get("to_date"):
        register.faults.append(row.fault("to_date", _("Write the last day: another department takes over")))
    elif _comes_round(register, row):
        register.faults.append(row.fault("successor", _("They are each other's successors")))


def _comes_round(register: Register, row: Row) -> bool:
    """Whether who takes over from who takes over … is the department itself: nobody would ever be found."""
    passed, room = {row}, register.departments.get(fold(row.values["successor"]))
    while isinstance(room, Row) and room not in passed:
        passed.add(room)
        room = register.departments.get(fold(room.values.get("successor", "")))
    return room is row


def _person(register: Register, row: Row) -> None:
    name, email, about = row.values["name"], row.values.get("email"), row.values.get("about", "")
    if has_account(row) and not email:
        register.faults.append(row.fault("email", _("An account takes a mail address")))
    found = register.by_mail.get(email) if email else _same(register, name, about)
    if found is None:
        _know(register, row, name, email)
        register.new.append(row)
    elif isinstance(found, Row):
        key = "email" if email else "name"
        register.faults.append(row.fault(key, _("Stands in line %(line)s already", line=found.line)))
    elif fold(found.name) != fold(name):
        sentence = _("The mail address is %(name)s's in the register", name=found.name)
        register.faults.append(row.fault("email", sentence))
    else:
        register.already(row)


def _same(register: Register, name: str, about: str) -> Somebody | None:
    """Who has that name and organisation, and no mail address."""
    named = register.by_name.get(fold(name), [])
    return next((who for who in named if not _mail(who) and fold(_about(who)) == fold(about)), None)


def _mail(who: Somebody) -> str | None:
    return who.values.get("email") if isinstance(who, Row) else who.email


def _about(who: Somebody) -> str:
    return str(who.values.get("about", "")) if isinstance(who, Row) else who.about


def has_account(who: Somebody) -> bool:
    """Whether the person can sign in."""
    if isinstance(who, Person):
        return who.is_active
    given: bool | None = who.values.get("has_account")
    return bool(who.values.get("email")) and not who.values.get("about") if given is None else given


def name_of(who: Somebody) -> str:
    """What the person is called."""
    return str(who.values.get("name", "")) if isinstance(who, Row) else who.name


def _post(register: Register, row: Row) -> None:
    function, days = row.values["function"], (row.values["from_date"], row.values.get("to_date"))
    if days[1] and days[1] < days[0]:
        register.faults.append(row.fault("to_date", _("The last day is before the first")))
        return
    who, room = register.person(row, "person", row.values["person"]), None
    if function == Function.AFDELINGSCHEF:
        if not row.values.get("department"):
            register.faults.append(row.fault("department", _("Write which department")))
            return
        room = register.department(row, "department", row.values["department"])
        if room is None:
            return
    elif row.values.get("department"):
        register.faults.append(row.fault("department", _("Only a department head has a department")))
        return
    if who is not None:
        _hold(register, row, Held(who, function, room, days, bool(row.values.get("is_acting"))))


def _hold(register: Register, row: Row, wanted: Held) -> None:
    others = [h for h in register.held if (h.function, h.room) == (wanted.function, wanted.room)]
    if any(held.who is wanted.who and held.days == wanted.days for held in others):
        register.already(row)
        return
    for held in others:
        shared = wanted.function in ONE_HOLDER and not (wanted.is_acting or held.is_acting)
        if (held.who is wanted.who or shared) and _overlap(held.days, wanted.days):
            told = {"name": name_of(held.who), "post": formats.lower_first(POST_LABELS[Function(wanted.function)])}
            sentence = _("%(name)s is %(post)s at the same time. Write when that ends", **told)
            register.faults.append(row.fault("from_date", sentence))
            return
    register.held.append(wanted)
    register.new_posts.append((row, wanted))


def _overlap(one: Span, other: Span) -> bool:
    return (one[1] is None or other[0] <= one[1]) and (other[1] is None or one[0] <= other[1])
