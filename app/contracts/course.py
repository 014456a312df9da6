"""The course plan of phase 2: what it may begin with, and what is told of it beside its table (domain.md 8; R2).

It is inspiration: what is told stops nobody."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta
from flask_babel import gettext as _
from flask_babel import ngettext

from app.core import formats
from app.documents import content
from app.documents.catalogue import Answers, Told
from app.documents.models import Document
from app.documents.questions import cell_key
from app.networks import courses
from app.networks.rules import entry

PLAN, START, END = "course_plan", "start", "end"
LONGEST_MONTHS = 12  # R2: every network has an end, or a next review, at most a year from its start


def usual(document: Document) -> dict[str, list[Mapping[str, str]]]:
    """The usual course of the network's type, as rows of the plan."""
    return {PLAN: [asdict(stretch) for stretch in entry(document.network).course]}


def told(document: Document, answers: Answers) -> dict[str, Told]:
    """How long the plan is beside the usual one, and where it leaves the days that are written above it."""
    periods = list(_periods(answers))
    if not periods:
        return {}
    weeks = sum(weeks for _start, weeks in periods)
    usually = courses.length(entry(document.network).course)
    facts = [ngettext("The plan takes one week.", "The plan takes %(num)s weeks.", weeks)]
    if usually:
        facts.append(ngettext("Usually it is one week.", "Usually it is %(num)s weeks.", usually))
    return {PLAN: Told(" ".join(facts), list(_outside(answers, periods)))}


def _outside(answers: Answers, periods: list[tuple[date | None, int]]) -> Iterator[str]:
    begun = [(start, start + timedelta(weeks=weeks)) for start, weeks in periods if start]
    if not begun:
        return
    first, last = min(start for start, _end in begun), max(end for _start, end in begun) - timedelta(days=1)
    start, end = _day(answers, START), _day(answers, END)
    if start and first < start:
        yield _("The plan begins before the network does, on %(day)s.", day=_said(start))
    if end and last > end:
        yield _("The plan goes on until %(last)s, after the end on %(end)s.", last=_said(last), end=_said(end))
    elif last >= (start or first) + relativedelta(months=LONGEST_MONTHS):
        yield _("The plan takes more than twelve months. A longer network takes an extension.")


def _periods(answers: Answers) -> Iterator[tuple[date | None, int]]:
    """When each period begins, if that is written, and its weeks."""
    for row in content.rows(answers.get(PLAN, "")):
        weeks = answers.get(cell_key(PLAN, row, "weeks"), "")
        if weeks:
            yield _day(answers, cell_key(PLAN, row, "start")), int(weeks)


def _day(answers: Answers, key: str) -> date | None:
    return date.fromisoformat(answers[key]) if answers.get(key) else None


def _said(day: date) -> str:
    return formats.date_full(day)
