"""All networks in a table: filter, order, whose turn it is, and when each of them runs; the late ones first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from dateutil.relativedelta import relativedelta
from flask_babel import format_date, lazy_gettext, ngettext
from flask_babel import gettext as _
from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select
from sqlalchemy.orm import joinedload

from app.contracts.catalogue import PHASES
from app.core import clock, formats
from app.core.actions import Actor
from app.core.db import db
from app.core.formats import capital_first
from app.core.text import one_line
from app.documents import relations, rules, standing, texts
from app.documents.catalogue import kind_of
from app.documents.loading import WITH_CAME_BACK, WITH_DOCUMENTS
from app.documents.models import Document
from app.lifecycle.said import STATES
from app.networks.models import Network
from app.networks.rules import LINE, OVER, POLICY, NetworkType, entry
from app.overview import conditions, contract_path
from app.people.models import Function, Person, Post, in_force

PER_PAGE = 25
ACTIVE = tuple(state for state in STATES if state not in OVER)
# What the list can hold: by the value in its address, in words.
SHOWN = {"": lazy_gettext("All that are not over"), **STATES, "alle": lazy_gettext("All")}
ORDERS = {
    "": lazy_gettext("The late ones first"),
    "slut": lazy_gettext("By their end"),
    "navn": lazy_gettext("By title"),
    "nyeste": lazy_gettext("The newest first"),
}
SHAPES = {"idea": "ring", "proposed": "half", "postponed": "half", "closed": "done"}
MONTHS_BEFORE, MONTHS_AFTER = 5, 13  # of the line of time, counted from this month


@dataclass(frozen=True)
class Wanted:
    """What the reader asked to see; values that are none of ours are as if they were not there."""

    type: str = ""
    state: str = ""
    order: str = ""
    words: str = ""
    page: int = 1

    @classmethod
    def of(cls, asked: Mapping[str, str]) -> "Wanted":
        type_, state, order = (asked.get(name, "") for name in ("type", "tilstand", "orden"))
        page = asked.get("side", "1")
        return cls(
            type_ if type_ in set(NetworkType) else "",
            state if state in SHOWN else "",
            order if order in ORDERS else "",
            one_line(asked.get("q", ""))[:100],
            min(int(page), 10_000) if page.isdecimal() and 0 < len(page) < 6 and int(page) else 1,
        )

    def address(self, page: int) -> dict[str, Any]:
        """The parts of the address of another page of the same."""
        told = {"type": self.type, "tilstand": self.state, "orden": self.order, "q": self.words, "side": page}
        return {name: value for name, value in told.items() if value not in ("", 1)}


@dataclass(frozen=True)
class Bar:
    """A time of the network's line, from and to in percent of the line's width."""

    kind: str
    x: float
    width: float


@dataclass(frozen=True)
class Row:
    network: Network
    type: str
    state: str
    shape: str
    contract: str
    late: str
    step: str
    who: str
    end: str
    bars: list[Bar]


@dataclass(frozen=True)
class Axis:
    """The line of months above the bars: (percent, words), and where today is."""

    months: list[tuple[float, str]]
    today: float


@dataclass(frozen=True)
class Window:
    """The months that the line shows, from the first day to that after the last."""

    first: date
    last: date

    @classmethod
    def around(cls, today: date) -> "Window":
        month = today.replace(day=1)
        return cls(month - relativedelta(months=MONTHS_BEFORE), month + relativedelta(months=MONTHS_AFTER))

    def share(self, day: date) -> float:
        """How far along the line the day is, in percent."""
        return round(min(max(100 * (day - self.first).days / (self.last - self.first).days, 0.0), 100.0), 2)

    def axis(self, today: date) -> Axis:
        """The line's quarters, the years said where they begin."""
        months = [self.first + relativedelta(months=n) for n in range(MONTHS_BEFORE + MONTHS_AFTER)]
        quarters = [month for month in months if month.month % 3 == 1]
        patterns = ["MMM yy" if month is quarters[0] or month.month == 1 else "MMM" for month in quarters]
        words = [str(format_date(*pair)).replace(".", "") for pair in zip(quarters, patterns, strict=True)]
        return Axis(list(zip(map(self.share, quarters), words, strict=True)), self.share(today))

    def bars(self, network: Network) -> list[Bar]:
        """When the network was prepared, and when it runs."""
        if network.starts_on is None or network.ends_on is None:
            return []
        began = network.created_at.astimezone(clock.COPENHAGEN).date()
        times = (("prep", began, network.starts_on), ("work", network.starts_on, network.ends_on))
        spans = [(kind, self.share(start), self.share(end)) for kind, start, end in times]
        return [Bar(kind, start, round(end - start, 2)) for kind, start, end in spans if end > start]


@dataclass(frozen=True)
class Table:
    rows: list[Row]
    count: int
    late: int
    pages: int
    axis: Axis


def table(actor: Actor, wanted: Wanted) -> Table:
    """The networks that the actor may know of and asked for: a page of them, whatever their number."""
    chosen = _chosen(actor, wanted)
    every = chosen.with_only_columns(func.count(), func.sum(case((_is_late(actor), 1), else_=0)))
    count, late = db.session.execute(every.order_by(None)).one()
    page = chosen.order_by(*_order(actor, wanted.order)).limit(PER_PAGE).offset((wanted.page - 1) * PER_PAGE)
    axis = Window.around(clock.today()).axis(clock.today())
    return Table(_rows(actor, page), count, late or 0, max(1, -(-count // PER_PAGE)), axis)


def every(actor: Actor, wanted: Wanted) -> list[Row]:
    """The rows of all pages."""
    return _rows(actor, _chosen(actor, wanted).order_by(*_order(actor, wanted.order)))


def _chosen(actor: Actor, wanted: Wanted) -> Select[Any]:
    query = select(Network).where(conditions.is_visible(actor))
    if wanted.type:
        query = query.where(Network.type == wanted.type)
    if wanted.state in STATES:
        query = query.where(Network.state == wanted.state)
    elif not wanted.state:
        query = query.where(Network.state.in_(ACTIVE))
    for word in wanted.words.lower().split():
        named = (func.lower(column).contains(word, autoescape=True) for column in (Network.title, Network.number))
        query = query.where(or_(*named, Network.id.in_(_led_by_name(word))))
    return query


def _led_by_name(word: str) -> Select[Any]:
    """The networks led by somebody whose name holds the word."""
    named = func.lower(Person.name).contains(word, autoescape=True)
    leads = (Post.function == Function.NETVAERKSLEDER, in_force(Post, clock.today()))
    return select(Post.network_id).join(Post.person).where(*leads, named)


def _due(actor: Actor) -> ColumnElement[Any]:
    """The day on which the first of the texts that are out, and that the actor reads, should have been answered."""
    out = and_(Document.network_id == Network.id, Document.state == "sent", conditions.is_read_when_sent(actor))
    return select(func.min(Document.due)).where(out).correlate(Network).scalar_subquery()


def _is_late(actor: Actor) -> ColumnElement[bool]:
    """An answer is overdue, or the network has passed its end and goes on: as far as the actor follows it, for neither
    the count nor the order is to tell what the rows do not."""
    goes_on = and_(Network.state.in_(ACTIVE), conditions.is_followed(actor))
    return func.coalesce(and_(goes_on, or_(_due(actor) < clock.today(), Network.ends_on < clock.today())), False)


def _order(actor: Actor, order: str) -> list[Any]:
    match order:
        case "slut":
            first: list[Any] = [Network.ends_on.is_(None), Network.ends_on]
        case "navn":
            first = []
        case "nyeste":
            return [Network.id.desc()]
        case _:
            due, is_late = _due(actor), _is_late(actor)
            late = case((and_(is_late, due < clock.today()), due))
            first = [case((is_late, 0), else_=1), late.is_(None), late, Network.ends_on.is_(None), Network.ends_on]
    return [*first, Network.sort_key, Network.id]


def _rows(actor: Actor, wanted: Select[Any]) -> list[Row]:
    whole = (joinedload(Network.type_edition), WITH_DOCUMENTS, WITH_CAME_BACK)
    networks: Sequence[Network] = db.session.scalars(wanted.options(*whole)).all()
    window = Window.around(clock.today())
    out = [document for network in networks for document in network.documents if document.state == "sent"]
    names = dict(zip((document.id for document in out), texts.awaited_in(out), strict=True)) if out else {}
    leaders = _leaders(networks)
    return [_row(actor, network, names, leaders.get(network.id, ""), window) for network in networks]


def _leaders(networks: Sequence[Network]) -> dict[int, str]:
    leads = (Post.function == Function.NETVAERKSLEDER, in_force(Post, clock.today()))
    here = Post.network_id.in_([network.id for network in networks])
    rows = db.session.execute(select(Post.network_id, Person.name).join(Post.person).where(*leads, here))
    return {row.network_id: row.name for row in rows}


def _row(actor: Actor, network: Network, names: Mapping[int, list[str]], leader: str, window: Window) -> Row:
    late, step, who = _step(actor, network, names, leader)
    return Row(
        network,
        entry(network).label,
        capital_first(str(STATES[network.state])),
        SHAPES.get(network.state, "ring" if network.state in OVER else "half"),
        contract_path.progress(actor, network).words,
        late,
        step,
        who,
        formats.date_full(network.ends_on) if network.ends_on else "",
        window.bars(network),
    )


def _step(actor: Actor, network: Network, names: Mapping[int, list[str]], leader: str) -> tuple[str, str, str]:
    """How late it is, what comes next, and whose turn it is; of a network that the reader does not follow, only who
    leads it."""
    today = clock.today()
    if network.state in OVER or not POLICY.may(actor, "network.follow", network).allowed:
        return "", "", leader
    if network.ends_on and network.ends_on < today:
        return _over((today - network.ends_on).days), _("the end has passed"), leader
    known = [d for d in network.documents if rules.POLICY.may(actor, "document.read", d).allowed]
    if out := [document for document in known if document.state == "sent"]:
        first = min(out, key=lambda document: document.due or date.max)
        label, over = kind_of(first).label, (today - first.due).days if first.due else 0
        late = _over(over) if over > 0 else ""
        words = _("%(label)s is to be answered", label=label if late else capital_first(label))
        return late, words, _short(names[first.id])
    if draft := next((d for d in known if d.state == "draft" and relations.reads_draft(actor, d)), None):
        words = _("%(label)s is written again") if standing.came_back(draft) else _("%(label)s is written")
        by_leader = Function.NETVAERKSLEDER in kind_of(draft).drafters and leader
        return "", words % {"label": capital_first(kind_of(draft).label)}, leader if by_leader else _("The office")
    if network.state == "running":
        return "", _("The network works"), leader
    if network.state in ("decided", "proposed") and not leader:
        return "", _("A leader is proposed"), _("The office")
    begun = len(contract_path.known_phases(actor, network))
    if network.state in LINE[:4] and begun < len(PHASES):
        return "", _("Phase %(n)s is begun", n=begun + 1), leader
    return "", "", leader


def _over(days: int) -> str:
    return ngettext("%(num)s day over", "%(num)s days over", days)


def _short(names: Sequence[str]) -> str:
    first = capital_first(names[0])
    return first if len(names) == 1 else _("%(name)s and %(more)s more", name=first, more=len(names) - 1)
