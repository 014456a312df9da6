"""Who may do what to an idea, and when in the year it is considered (domain.md 1, 5.1, 13)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import lazy_gettext as _

from app.core.actions import Action, Actor, policy
from app.ideas.models import Idea
from app.people.models import OFFICE

STATES = ("received", "asked", "taken_up", "merged", "rejected", "withdrawn")
ALL, OPEN = frozenset(STATES), frozenset({"received", "asked"})
# What every employee reads of an idea, and only then: its title, and that this is what became of it (domain.md 13).
DECIDED = frozenset({"taken_up", "rejected"})
AUTHOR, BY_OFFICE = frozenset({"author"}), frozenset({"office"})
SETTLED = {
    "taken_up": _("The idea has become a network."),
    "merged": _("The idea has been joined with another."),
    "rejected": _("The idea has been turned down. Take it up again first."),
    "withdrawn": _("The author has withdrawn the idea."),
}


def relations(actor: Actor, idea: Idea) -> frozenset[str]:
    """author: proposed it. office: answers it."""
    found = {"author"} if idea.author_id == actor.person_id else set()
    return frozenset(found | ({"office"} if actor.holds(*OFFICE) else set()))


def holds_no_other(_actor: Actor, idea: Idea) -> str | None:
    return str(_("Other ideas have been joined with it. Write to the office instead.")) if idea.merged else None


POLICY = policy(
    "idea",
    relations,
    STATES,
    Action("idea.read", AUTHOR | BY_OFFICE, ALL),
    Action("idea.change", AUTHOR, OPEN, targets=("received",), event="idea.changed", wrong_state=SETTLED),
    Action(
        "idea.withdraw",
        AUTHOR,
        OPEN,
        terms=(holds_no_other,),
        targets=("withdrawn",),
        event="idea.withdrawn",
        wrong_state=SETTLED,
    ),
    Action("idea.ask", BY_OFFICE, OPEN, targets=("asked",), event="idea.asked", wrong_state=SETTLED),
    Action("idea.reject", BY_OFFICE, OPEN, targets=("rejected",), event="idea.rejected", wrong_state=SETTLED),
    Action("idea.merge", BY_OFFICE, OPEN, targets=("merged",), event="idea.merged", wrong_state=SETTLED),
    Action("idea.take_up", BY_OFFICE, OPEN, targets=("taken_up",), event="idea.taken_up", wrong_state=SETTLED),
    Action("idea.rank", BY_OFFICE, OPEN, event="idea.ranked", wrong_state=SETTLED),
    Action("idea.set_apart", BY_OFFICE, OPEN, event="idea.set_apart", wrong_state=SETTLED),
    Action(
        "idea.reopen",
        BY_OFFICE,
        frozenset({"rejected", "merged"}),
        targets=("received",),
        event="idea.reopened",
        wrong_state=_("Only an idea that was turned down or joined with another is taken up again."),
    ),
)


@dataclass(frozen=True)
class Round:
    """A half-yearly round: ideas received by `deadline` are considered together and decided in the month of `decided`
    (domain.md 1)."""

    deadline: date
    decided: date


# Month and day of each deadline in the year, and the month of the decision: as the system comes with it.
Rhythm = Sequence[tuple[tuple[int, int], int]]
RHYTHM: Rhythm = (((5, 1), 6), ((12, 1), 1))


def round_of(day: date, rhythm: Rhythm = RHYTHM) -> Round:
    """The first round whose deadline has not passed on that day."""
    rounds = [
        Round(date(year, *deadline), date(year + (month < deadline[0]), month, 1))
        for year in (day.year, day.year + 1)
        for deadline, month in sorted(rhythm)
    ]
    return next(found for found in rounds if found.deadline >= day)
