"""An idea is proposed, asked about, changed, turned down, joined with another, taken up. Each is one transaction."""

from collections.abc import Mapping

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlalchemy.sql.base import ExecutableOption
from werkzeug.exceptions import NotFound

from app.contracts.operations import begin_contract
from app.core import clock, events, forms, pages, text
from app.core.actions import Action, Actor
from app.core.db import db, write
from app.core.pages import Refusal
from app.documents.models import Document
from app.documents.questions import TEXT_MAX
from app.ideas.models import Idea, IdeaRemark
from app.ideas.rules import OPEN, POLICY
from app.networks.operations import lock_series, next_number, open_network

# Where the idea's words go on in phase 1 of the contract: question → column.
CARRIED = {"background": "need", "concerns": "difference", "complexity": "why_network"}


def propose(actor: Actor, said: Mapping[str, str], form_key: str) -> Idea:
    """A new idea of the actor's; `said` are its texts by column. The same form sent twice proposes once."""
    with write() as session:
        lock_series(session, "idea")
        found = session.scalar(select(Idea).where(Idea.form_key == form_key, Idea.author_id == actor.person_id))
        if found is not None:
            return found
        idea = Idea(
            number=f"I-{next_number(session, 'idea')}",
            state="received",
            state_since=clock.now(),
            at=clock.now(),
            author_id=actor.person_id,
            form_key=form_key,
        )
        _write(idea, said)
        session.add(idea)
        session.flush()
        _tell(idea, actor, "idea.proposed")
        return idea


def load(number: str, actor: Actor, action: str, *together: ExecutableOption) -> Idea:
    """The idea, for a page that does `action`: 404 when the actor may not know of it, 403 when it is not theirs to do,
    409 with the reason when it cannot be done now."""
    idea = db.session.scalar(select(Idea).where(Idea.number == number).options(*together))
    if idea is None:
        raise NotFound
    require(idea, actor, action)
    return idea


def require(idea: Idea, actor: Actor, action: str) -> Action:
    """The row of the action table; refuses as `load` does."""
    onward = (f"/ideer/{idea.number}", _("Go to the idea"))
    return pages.require(POLICY, actor, action, idea, onward)


def change(number: str, actor: Actor, said: Mapping[str, str], answer: str) -> Idea:
    """The author writes the idea anew, with an answer when the office had asked."""
    with write() as session:
        idea = locked(session, number)
        action = require(idea, actor, "idea.change")
        if idea.state == "received" and all(getattr(idea, column) == value for column, value in said.items()):
            return idea
        _write(idea, said)
        _become(idea, actor, action, answer)
        return idea


def settle(number: str, actor: Actor, act: str, reason: str) -> Idea:
    """The office asks back (`ask`) or turns the idea down (`reject`) with its words, or takes it up again (`reopen`);
    the author withdraws it (`withdraw`)."""
    with write() as session:
        idea = locked(session, number)
        if is_repeated(idea, actor, act, reason):
            return idea
        action = require(idea, actor, f"idea.{act}")
        idea.into = None
        _become(idea, actor, action, reason)
        return idea


def is_repeated(idea: Idea, actor: Actor, act: str, words: str) -> bool:
    """Whether the actor has just done this, with these words: a button pressed twice."""
    said = idea.remarks[-1].text if words and idea.remarks else ""
    return said == words and events.is_last(idea.scope, POLICY.actions[f"idea.{act}"].event, actor.person_id)


def merge(number: str, actor: Actor, into: str) -> Idea:
    """The idea goes on as part of another. What had been joined with it goes along. Joined twice, it is joined once."""
    with write() as session:
        lock_series(session, "idea")  # two that are joined with each other at once wait here, not for each other
        idea = locked(session, number)
        if idea.into is not None and idea.into.number == into:
            require(idea, actor, "idea.read")
            return idea
        action = require(idea, actor, "idea.merge")
        other = session.scalar(select(Idea).where(Idea.number == into).with_for_update())
        if other is None or other is idea or other.state not in OPEN:
            raise Refusal(409, _("It cannot be done now"), _("Choose an idea that is still being considered."))
        for joined in (idea, *idea.merged):
            joined.into = other
        _become(idea, actor, action, "")
        return idea


def take_up(number: str, actor: Actor, title: str, type_: str, track: str) -> Document:
    """The idea becomes a network; what it says stands in phase 1 of the contract. Taken up twice, it is one network."""
    with write() as session:
        idea = locked(session, number)
        if idea.network is not None:
            require(idea, actor, "idea.read")
            return idea.network.documents[0]
        action = require(idea, actor, "idea.take_up")
        network = open_network(session, actor, title, type_, track, f"idea-{idea.id}")
        document = begin_contract(session, network, actor, carried(idea))
        idea.network = network
        _become(idea, actor, action, "")
        return document


def carried(idea: Idea) -> dict[str, str]:
    """What the idea, and those joined with it, already answer of phase 1; of those joined no more than an answer holds,
    since each can be read with the idea."""
    every, found = (idea, *idea.merged), {}
    for question, column in CARRIED.items():
        answer = ""
        for words in filter(None, (getattr(one, column) for one in every)):
            joined = f"{answer}\n\n{words}".strip()
            answer = answer if forms.too_long(joined, TEXT_MAX) else joined
        found[question] = answer
    return found


def locked(session: Session, number: str) -> Idea:
    """The idea, its row held until the transaction ends."""
    idea = session.scalar(select(Idea).where(Idea.number == number).with_for_update())
    if idea is None:
        raise NotFound
    return idea


def _write(idea: Idea, said: Mapping[str, str]) -> None:
    for column, value in said.items():
        setattr(idea, column, value)
    idea.sort_key = text.sort_key(idea.title)


def _become(idea: Idea, actor: Actor, action: Action, words: str) -> None:
    idea.state, idea.state_since = action.targets[0], clock.now()
    if words:
        act = action.name.partition(".")[2]
        idea.remarks.append(IdeaRemark(act=act, text=words, by_id=actor.person_id, at=clock.now()))
    _tell(idea, actor, action.event)


def _tell(idea: Idea, actor: Actor, event: str | None) -> None:
    assert event, "an act that nobody is told of"  # noqa: S101 - the table's rows for acts have one
    events.record(event, actor_id=actor.person_id, object=idea.scope, scope=idea.scope)
