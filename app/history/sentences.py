"""An event as a sentence with the name first. Every event of the policies has one (a test holds it)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from flask_babel import gettext as _
from sqlalchemy import select

from app.core import formats
from app.core.db import db
from app.core.events import Event
from app.documents.catalogue import KINDS
from app.documents.models import Document
from app.lifecycle.said import ABOUT, STATES
from app.networks.models import Network
from app.people.models import Function, Person, post_label


@dataclass(frozen=True)
class Entry:
    at: datetime
    sentence: str

    @property
    def row(self) -> tuple[str, str, str]:
        """When (for machines, in words) and what, for components/rows.html."""
        return formats.iso(self.at), formats.moment(self.at), self.sentence


# The work on a draft is the drafters' own (domain.md 13: history follows what it tells of).
DRAFTING = (
    "document.created",
    "document.edited",
    "document.change_begun",
    "document.change_given_up",
    "document.remarked",
    "document.remark_settled",
)
SILENT = ("document.printed", "document.was_present", "document.acceded_through")  # kept for the audit alone


def of(network: Network, documents: Sequence[Document], *, with_drafting: bool, but: Sequence[str] = ()) -> list[Entry]:
    """The network's history, newest first, of these documents alone, without the events `but`; the work on drafts only
    for those who read drafts."""
    untold = (*SILENT, *but) if with_drafting else (*SILENT, *DRAFTING, *but)
    hidden = [f"document:{document.id}" for document in network.documents if document not in documents]
    told = select(Event).where(Event.scope == network.scope, Event.action.not_in(untold), Event.object.not_in(hidden))
    events = list(db.session.scalars(told.order_by(Event.seq.desc())))
    names = _names(events)
    labels = {f"document:{document.id}": KINDS[document.kind].label for document in network.documents}
    is_told_why = any("note" in event.details for event in events)
    reasons = {note.id: note.text for note in network.notes} if is_told_why else {}
    # That a joint text is locked is told by the act itself (R17).
    joint = {f"document:{document.id}" for document in network.documents if KINDS[document.kind].is_joint}
    return [
        Entry(
            event.at,
            sentence(event, names, labels.get(event.object, ""), reasons.get(int(event.details.get("note", 0)), "")),
        )
        for event in events
        if not (event.action == "document.agreed" and event.object in joint)
    ]


def of_scope(scope: str, *, but: Sequence[str] = ()) -> list[Entry]:
    """The history of what has neither documents nor notes, newest first, without the events `but`."""
    told = select(Event).where(Event.scope == scope, Event.action.not_in(but)).order_by(Event.seq.desc())
    events = list(db.session.scalars(told))
    names = _names(events)
    return [Entry(event.at, sentence(event, names, "")) for event in events]


def _names(events: Sequence[Event]) -> dict[int, str]:
    """Who did it, to whom and for whom, by id."""
    ids = {event.actor_id for event in events}
    ids |= {int(event.details.get(whom, 0)) for event in events for whom in ("person", "behalf")}
    return {row.id: row.name for row in db.session.execute(select(Person.id, Person.name).where(Person.id.in_(ids)))}


def sentence(event: Event, names: Mapping[int, str], label: str, reason: str = "") -> str:
    """The event in words; `names` are persons' by id, `label` names the document ("fase 1"), `reason` is why."""
    role = event.details.get("role")
    told = {
        "actor": names.get(event.actor_id or 0) or _("The system"),
        "label": label,
        "n": event.details.get("version", ""),
        "person": names.get(int(event.details.get("person", 0)), ""),
        "behalf": names.get(int(event.details.get("behalf", 0)), ""),
        "state": STATES.get(str(event.details.get("state")), ""),
        "about": ABOUT.get(str(event.details.get("about")), ""),
        "reason": _("Because: %(reason)s", reason=reason) if reason else "",
        **{name: _day(event, name) for name in ("until", "day")},
        "role": post_label(str(role), None).lower() if role else "",
    }
    match event.action:
        case "idea.proposed":
            return _("%(actor)s proposed the idea.", **told)
        case "idea.changed":
            return _("%(actor)s changed the idea.", **told)
        case "idea.asked":
            return _("%(actor)s asked the author about the idea.", **told)
        case "idea.rejected":
            return _("%(actor)s turned the idea down.", **told)
        case "idea.merged":
            return _("%(actor)s joined the idea with another.", **told)
        case "idea.reopened":
            return _("%(actor)s took the idea up again.", **told)
        case "idea.withdrawn":
            return _("%(actor)s withdrew the idea.", **told)
        case "idea.ranked":
            return _("%(actor)s ranked the idea.", **told)
        case "idea.set_apart":
            return _("%(actor)s set the idea apart from the rounds, or put it back.", **told)
        case "idea.taken_up":
            return _("%(actor)s made the idea a network.", **told)
        case "network.opened":
            return _("%(actor)s opened the network.", **told)
        case "network.taken_over":
            return _("%(actor)s entered the network, which was under way already.", **told)
        case "network.proposed":
            return _("The network is proposed for decision.")
        case "network.decided":
            return _("The network is decided.")
        case "network.postponed":
            return _("The decision on the network is postponed.")
        case "network.declined":
            return _("The network was not acceded to.")
        case "network.taken_back":
            return _("The network is an idea again.")
        case "network.abandoned":
            return _("The network is given up.")
        case "network.resumed":
            return _("The network is taken up again as an idea.")
        case "network.prepared":
            return _("The network is being prepared.")
        case "network.started":
            return _("The network is running.")
        case "network.briefed":
            return _("%(actor)s recorded that chefforum has been briefed on %(about)s.", **told)
        case "network.moved_on":
            return _("%(actor)s led the network on: it is now %(state)s. %(reason)s", **told).strip()
        case "network.stopped":
            return _("%(actor)s stopped the network. %(reason)s", **told).strip()
        case "network.reopened":
            return _("%(actor)s took the network up again. %(reason)s", **told).strip()
        case "network.leader_named" if role in (None, Function.NETVAERKSLEDER):
            return _("%(actor)s named %(person)s leader of the network. %(reason)s", **told).strip()
        case "network.appointed":
            return _("%(person)s is %(role)s, as decided.", **told)
        case "network.co_driver_waived":
            return _("%(actor)s noted that the network has no co-driver. %(reason)s", **told).strip()
        case "network.participant_added" | "network.leader_named":
            return _("%(actor)s added %(person)s as %(role)s.", **told)
        case "network.manager_named":
            return _("%(person)s was named the leader's manager.", **told)
        case "network.invited":
            return _("%(actor)s invited %(person)s until %(until)s.", **told)
        case "network.role_ended":
            return _("%(actor)s ended the role of %(person)s as %(role)s.", **told)
        case "document.created":
            return _("%(actor)s began %(label)s.", **told)
        case "document.remarked":
            return _("%(actor)s remarked on a passage of %(label)s.", **told)
        case "document.remark_settled":
            match event.details.get("how"):
                case "accepted":
                    return _("%(actor)s accepted another wording that %(person)s proposed in %(label)s.", **told)
                case "declined":
                    return _("%(actor)s declined a wording that %(person)s proposed in %(label)s.", **told)
                case "withdrawn":
                    return _("%(actor)s took a remark on %(label)s back.", **told)
            return _("%(actor)s answered a remark by %(person)s on %(label)s.", **told)
        case "document.edited":
            return _("%(actor)s wrote in %(label)s.", **told)
        case "document.sent":
            return _("%(actor)s sent %(label)s, version %(n)s, to be approved.", **told)
        case "document.recalled" if event.details.get("replaced"):
            again = told | {"label": formats.capital_first(label)}
            return _("%(label)s is a draft again, for another holds the post.", **again)
        case "document.recalled":
            return _("%(actor)s took %(label)s back to change it.", **told)
        case "document.approved" if told["behalf"]:
            return _("%(actor)s approved %(label)s, version %(n)s, for %(behalf)s.", **told)
        case "document.approved":
            return _("%(actor)s approved %(label)s, version %(n)s.", **told)
        case "document.sent_back" if told["behalf"]:
            return _("%(actor)s sent %(label)s, version %(n)s, back with a reason, for %(behalf)s.", **told)
        case "document.sent_back":
            return _("%(actor)s sent %(label)s, version %(n)s, back with a reason.", **told)
        case "document.decided":
            return _("%(actor)s recorded a body's decision on %(label)s, version %(n)s.", **told)
        case "document.approved_on_paper":
            return _("%(actor)s recorded that %(label)s, version %(n)s, has been signed on paper.", **told)
        case "document.adopted":
            return _("%(actor)s recorded that %(label)s had been agreed on paper.", **told)
        case "document.agreed_jointly":
            return _("The network agreed on %(label)s, version %(n)s. %(actor)s recorded it.", **told)
        case "document.answered" if event.details.get("answer") == "propose":
            return _("%(actor)s proposed a change of %(label)s, version %(n)s.", **told)
        case "document.answered" if event.details.get("answer"):
            return _("%(actor)s confirmed %(label)s, version %(n)s.", **told)
        case "document.answered":
            return _("%(actor)s answered on %(label)s, version %(n)s.", **told)
        case "document.invited":
            return _("%(actor)s made a personal link to %(label)s.", **told)
        case "document.link_revoked":
            return _("%(actor)s called a personal link to %(label)s back.", **told)
        case "document.change_begun":
            return _("%(actor)s began a change of %(label)s.", **told)
        case "document.change_given_up":
            return _("%(actor)s gave a change of %(label)s up.", **told)
        case "document.withdrawn":
            return _("%(actor)s withdrew %(label)s.", **told)
        case "document.resumed":
            return _("%(actor)s took %(label)s up again.", **told)
        case "document.talk_arranged":
            return _("%(actor)s arranged the talk about %(label)s for %(day)s.", **told)
        case "document.talk_cancelled" if event.details.get("replaced"):
            return _(
                "The talk about %(label)s is cancelled: another has taken over, or the agreement has ended.", **told
            )
        case "document.talk_cancelled":
            return _("%(actor)s cancelled the talk about %(label)s.", **told)
        case "document.ended" if event.details.get("replaced"):
            return _("%(label)s ended, for another holds the post.", **told | {"label": formats.capital_first(label)})
        case "document.ended":
            return _("%(actor)s ended %(label)s.", **told)
        case "document.agreed":
            return _("With that, %(label)s, version %(n)s is agreed. The text is locked.", **told)
    raise KeyError(event.action)


def _day(event: Event, name: str) -> str:
    """The day that the event tells of by this name, if it does."""
    told = event.details.get(name)
    return formats.date_full(date.fromisoformat(str(told))) if told else ""
