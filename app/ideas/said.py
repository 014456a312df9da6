"""Where an idea stands, and what was said about it, in words."""

from flask_babel import gettext as _

from app.core import formats
from app.core.actions import Actor
from app.ideas import rounds
from app.ideas.models import Idea, IdeaRemark


def standing(actor: Actor, idea: Idea) -> str:
    """Where it stands, in a few words that fit who reads them: the author is told what it became."""
    is_mine = idea.author_id == actor.person_id
    match idea.state:
        case "received" if is_mine and idea.received_by == "idea.reopened":
            return _("Is being considered again")
        case "taken_up" if is_mine and idea.network:
            return _("Became the network »%(title)s«", title=idea.network.title)
        case "merged" if is_mine:
            return _goes_on(actor, idea)
        case "rejected" if is_mine:
            return _("Turned down. Read why")
    return _shortly(idea.state, is_mine=is_mine)


def _shortly(state: str, *, is_mine: bool) -> str:
    return {
        "received": _("Is being considered"),
        "asked": _("Waits for your answer") if is_mine else _("Waits for its author's answer"),
        "taken_up": _("Became a network"),
        "merged": _("Joined with another idea"),
        "rejected": _("Turned down"),
        "withdrawn": _("Withdrawn"),
    }[state]


def _goes_on(actor: Actor, idea: Idea) -> str:
    """Of which other it is a part, and what that became."""
    assert idea.into, "what is joined has another"  # noqa: S101 - the table checks it
    became = _shortly(idea.into.state, is_mine=idea.into.author_id == actor.person_id)
    told = {"title": idea.into.title, "standing": formats.lower_first(became)}
    return _("The idea goes on as part of »%(title)s«, which %(standing)s.", **told)


def situation(actor: Actor, idea: Idea) -> str:
    """Where it stands and whom it awaits, in a sentence or two, in words that fit who reads it."""
    is_mine = idea.author_id == actor.person_id
    match idea.state:
        case "received":
            considered = rounds.of(idea, rounds.rhythm())
            if considered is None:
                return _("The idea is considered apart from the half-yearly rounds.")
            due = formats.date_full(considered.deadline)
            return _("The idea is considered with those that the office receives by %(day)s.", day=due)
        case "asked" if is_mine:
            return _("The office has a question for you. Answer it, and change the idea if you like.")
        case "asked":
            return _("Waits for an answer from %(name)s.", name=idea.author.name)
        case "taken_up":
            assert idea.network, "what was taken up has its network"  # noqa: S101 - the table checks it
            told = {"title": idea.network.title, "when": formats.date_full(idea.state_since)}
            return _("The idea became the network »%(title)s« %(when)s.", **told)
        case "merged":
            return _goes_on(actor, idea)
        case "rejected":
            return _(
                "The idea was turned down %(when)s. The reason stands below.", when=formats.date_full(idea.state_since)
            )
    return _("The idea was withdrawn %(when)s.", when=formats.date_full(idea.state_since))


def heading(remark: IdeaRemark) -> str:
    """Who wrote it, and as what."""
    told = {"name": remark.by.name, "when": formats.moment(remark.at)}
    return {
        "ask": _("%(name)s asked %(when)s", **told),
        "change": _("%(name)s answered %(when)s", **told),
        "reject": _("%(name)s turned the idea down %(when)s", **told),
    }[remark.act]
