"""Saving a draft. One way for all: the whole form, one field that saves itself, a restored text."""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from flask import url_for
from flask_babel import gettext as _

from app.core.actions import Actor
from app.core.db import write
from app.core.pages import Refusal
from app.core.text import sha256
from app.documents import answers, content, editions, printing, texts
from app.documents.catalogue import kind_of
from app.documents.drafting import periods
from app.documents.drafting.moments import Moment
from app.documents.models import Answer, Document
from app.documents.operations import locked, require
from app.documents.questions import cell_key


@dataclass
class Saved:
    """What became of a save: which answers changed, and those that somebody else had changed meanwhile."""

    keys: frozenset[str] = frozenset()
    conflicts: dict[str, Answer] = field(default_factory=dict)

    @property
    def changed(self) -> int:
        return len(self.keys)


def save(
    number: str, actor: Actor, changes: Mapping[str, str], bases: Mapping[str, str], *, touched: bool = False
) -> Saved:
    """Save answers of a draft. Fields that the writer did not touch are left alone, which are those that say what the
    writer began from, unless all are `touched`; a field that somebody else changed meanwhile is not overwritten but
    told, and the others are saved."""
    with write() as session:
        document = locked(session, number)
        require(document, actor, "document.edit")
        mine, conflicts, own_line = merge(document, changes, bases, actor, touched=touched)
        answers.store(session, document, mine, actor, own_line=own_line)
    return Saved(frozenset(mine), conflicts)


def merge(
    document: Document, changes: Mapping[str, str], bases: Mapping[str, str], actor: Actor, *, touched: bool = False
) -> tuple[dict[str, str], dict[str, Answer], bool]:
    """Of these changes, what the writer really changed and may be stored, the answers that others had changed since the
    writer began (bases, texts.base), and whether something of the writer's own is overtaken.

    Who began from the version before the writer's own last one is no other: the answer to that save was lost on its
    way, or the same person writes in two windows. The text sent last is stored, and since it may not hold the words of
    the one before it, it gets its own line of history: the other stands in the line before. A touched field that says
    what the writer began from takes that own last version back."""
    stored = {answer.key: answer for answer in document.answers}
    mine, conflicts, overtakes = {}, {}, False
    for key, value in changes.items():
        answer = stored.get(key)
        current, version = (answer.value, answer.version) if answer else ("", 0)
        began_version, _dot, began_hash = bases.get(key, texts.base("", 0)).partition(".")
        is_behind = answer is not None and began_version != str(version)
        is_own = answer is not None and (answer.by_id, str(version - 1)) == (actor.person_id, began_version)
        if value == current or (sha256(value)[:16] == began_hash and not (touched and is_own)):
            continue
        if answer and is_behind and not is_own:
            conflicts[key] = answer
        else:
            mine[key] = value
            overtakes = overtakes or is_behind
    return mine, conflicts, overtakes


def move_row(number: str, actor: Actor, key: str, change: Callable[[list[str]], list[str]]) -> None:
    """Change which rows the table `key` has, and in which order. What stands in a removed row is kept, so that it can
    be put back, and what somebody writes in it meanwhile is not lost."""
    with write() as session:
        document = locked(session, number)
        require(document, actor, "document.edit")
        value = texts.values(document).get(key, "")
        rows = change(content.rows(value))
        if (changed := ",".join(rows)) != value:
            answers.begin(document, [periods.first_cell(key, row) for row in rows], actor)
            answers.store(session, document, {key: changed}, actor)


def begin_usually(number: str, actor: Actor, key: str) -> None:
    """Put the usual rows into the table `key`, when it has none; they begin one after the other, where it is written
    when the first does."""
    with write() as session:
        document = locked(session, number)
        require(document, actor, "document.edit")
        stored, usual = texts.values(document), kind_of(document).usual(document).get(key, ())
        if content.rows(stored.get(key, "")) or not usual:
            return
        rows = {secrets.token_hex(3): cells for cells in usual}
        given = {cell_key(key, row, column): cell for row, cells in rows.items() for column, cell in cells.items()}
        given[key] = ",".join(rows)
        first = _first_day(document, key, stored)
        dates = periods.one_after_another(key, given, first) if first else {}
        answers.store(session, document, given | dates, actor)


def set_dates(number: str, actor: Actor, key: str) -> bool:
    """Let the periods of the table `key` follow one another; False when it is not written when the first begins."""
    with write() as session:
        document = locked(session, number)
        require(document, actor, "document.edit")
        stored = texts.values(document)
        first = _first_day(document, key, stored)
        if first:
            answers.store(session, document, periods.one_after_another(key, stored, first), actor)
    return first is not None


def _first_day(document: Document, key: str, stored: Mapping[str, str]) -> date | None:
    """The day that the table begins on: of the question that says so, else of its own first period."""
    question = next(one for one in editions.questions(document) if one.key == key)
    own = [cell_key(key, row, "start") for row in content.rows(stored.get(key, ""))[:1]]
    written = next((stored[name] for name in (question.begins, *own) if stored.get(name)), "")
    return date.fromisoformat(written) if written else None


def restore(number: str, actor: Actor, earlier: Moment, seen: str) -> int:
    """Put an earlier text of the draft back, as a line of its own: how many answers it changed. `seen` tells how often
    the draft had been written in when its history was shown (printing.times_written)."""
    with write() as session:
        document = locked(session, number)
        require(document, actor, "document.edit")
        changes = answers.to_say(document, earlier.answers)
        if changes and seen != str(printing.times_written(document)):
            heading = _("The draft has been written in since you opened the page")
            sentence = _("Nothing has been restored, and nothing is lost. Read what it says now in the history.")
            onward = (url_for("documents.history", number=number), _("Go to the history"))
            raise Refusal(409, heading, sentence, onward)
        answers.store(session, document, changes, actor, own_line=True, restored_n=earlier.n)
    return len(changes)
