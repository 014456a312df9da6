"""What waits for a reader, in words: the rows of the front page."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple

from flask import url_for
from flask_babel import lazy_gettext as _
from flask_babel.speaklater import LazyString


class Words(NamedTuple):
    """The heading, a sentence, the button's words, and the page that it leads to."""

    title: LazyString
    text: LazyString
    button: LazyString
    page: str


DRAFT = "documents.edit"
ACTS = {
    "approve": Words(
        _("Approve %(label)s"), _("%(name)s sent it and waits for you."), _("Read and approve"), "documents.read"
    ),
    "held": Words(
        _("Wait with %(label)s"),
        _("%(name)s shall first finish %(before)s."),
        _("Read"),
        "documents.read",
    ),
    "answer": Words(
        _("Answer on %(label)s"),
        _("The network agreed when you were absent. Confirm it or propose a change."),
        _("Read and answer"),
        "documents.answers",
    ),
    "weigh": Words(
        _("See the proposals for %(label)s"),
        _("%(name)s would like it otherwise. Begin a change, or let the text stand."),
        _("See the proposals"),
        "documents.answers",
    ),
    "answer_remark": Words(
        _("Answer a remark on %(label)s"),
        _("%(name)s has remarked on the draft, and nobody has answered."),
        _("Read and answer"),
        "documents.read",
    ),
    "rewrite": Words(
        _("Write %(label)s again"),
        _("The text has come back. See why, change it, and send it once more."),
        _("Write on"),
        DRAFT,
    ),
    "change": Words(
        _("Change %(label)s"), _("Version %(n)s applies until the change has been agreed."), _("Write on"), DRAFT
    ),
    "write": Words(
        _("Write %(label)s"), _("The text is a draft. Send it to be approved when it is ready."), _("Write on"), DRAFT
    ),
    "write_jointly": Words(
        _("Write %(label)s"), _("The text is a draft. Record it when you have agreed on it."), _("Write on"), DRAFT
    ),
    "arrange": Words(
        _("Talk about %(label)s"),
        _("Find a time, and read the guide before you talk together."),
        _("Go to the talk"),
        "agreements.meet",
    ),
    "talk": Words(
        _("Talk about %(label)s"),
        _("You talk together %(when)s. Read the guide first, and prepare yourself if you want to."),
        _("Go to the talk"),
        "agreements.meet",
    ),
    "begin": Words(_("Begin %(label)s"), _("The phase before it is agreed."), _("Go to the network"), "networks.page"),
    "propose_leader": Words(
        _("Propose who is to lead the network"),
        _("Nobody leads it."),
        _("Go to the network"),
        "networks.page",
    ),
    "reason": Words(
        _("Write why %(name)s leads a third network"),
        _("It stands in the proposal about the leadership. Or propose somebody else."),
        _("Go to the network"),
        "networks.page",
    ),
    "brief": Words(
        _("Brief chefforum on %(label)s"),
        _("The office records it when it has been done."),
        _("Go to the network"),
        "networks.page",
    ),
    "consider_idea": Words(_("Consider an idea"), _("%(name)s proposes a network."), _("Read the idea"), "ideas.page"),
    "answer_idea": Words(
        _("Answer about your idea"), _("The office has a question for you."), _("Answer"), "ideas.change"
    ),
}
IDEA_ACTS = {"received": "consider_idea", "asked": "answer_idea"}
# Others wait for these; then come all the rest, and last what cannot be done yet.
RANK = {"approve": 0, "answer": 0, "brief": 0, "talk": 0, "weigh": 1, "answer_remark": 1, "held": 9}


@dataclass(frozen=True)
class Waiting:
    """Something that waits for the reader; `act` is what they do. `about` is the title of the network or the idea,
    `number` that of the page, unless `where` names it. `label` is the phase's, `name` who waits, `n` the version in
    force, or the one to approve, or how often a talk was moved; `before` the phase that comes first, `when` a moment in
    words; `due` the day on which it should be done, `since` when it began to wait. `behalf`: for whom, "p.v. Jens Peter
    Vestergaard" (R9)."""

    act: str
    about: str
    number: str
    label: str = ""
    name: str = ""
    due: date | None = None
    since: datetime | None = None
    n: int | None = None
    behalf: str = ""
    before: str = ""
    when: str = ""
    where: Mapping[str, Any] = field(default_factory=dict)

    @property
    def title(self) -> str:
        return " ".join(filter(None, (self._say(ACTS[self.act].title), self.behalf)))

    @property
    def text(self) -> str:
        return self._say(ACTS[self.act].text)

    @property
    def button(self) -> LazyString:
        return ACTS[self.act].button

    @property
    def key(self) -> str:
        """What makes it the same thing as yesterday: of an approval the version, of a talk how often it was moved, else
        since when or until when."""
        when = f"v{self.n}" if self.act in ("approve", "talk") else (self.since or self.due)
        told = when.isoformat() if isinstance(when, date) else when or ""
        return f"{self.act}:{self.number}:{self.label}:{told}"

    @property
    def page(self) -> str:
        return ACTS[self.act].page

    @property
    def at(self) -> Mapping[str, Any]:
        """What names its page in an address."""
        return self.where or {"number": self.number}

    @property
    def url(self) -> str:
        return url_for(self.page, **self.at)

    def _say(self, words: LazyString) -> str:
        return str(words) % vars(self)


def in_order(*waiting: Waiting) -> list[Waiting]:
    """What others wait for first, by the day on which it should be done; the rest as they come."""
    return sorted(waiting, key=lambda one: (RANK.get(one.act, len(RANK)), one.due or date.max))
