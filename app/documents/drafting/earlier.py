"""What earlier phases say, beside the field that builds on it: nothing is asked twice (R15), a shift is shown."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from app.core.actions import Actor
from app.documents import content, relations, texts
from app.documents.catalogue import Answers, before, kind_of
from app.documents.models import Document, Version
from app.documents.questions import Question


@dataclass(frozen=True)
class Earlier:
    """An answer of an earlier phase, and as it is read; `number` and `n` name the version it stands in."""

    label: str
    heading: str
    blocks: list[str | list[str]]
    answer: Mapping[str, Any]
    number: str
    n: int


def phases(document: Document, actor: Actor) -> list[tuple[Version, dict[str, Mapping[str, Any]]]]:
    """The versions in force of the phases before this one that the actor may read, the nearest first; of an agreement
    those of the whole contract."""
    found = []
    for earlier in _before(document):
        version = kind_of(earlier).basis(earlier)
        if version is not None and version in relations.readable_versions(actor, earlier):
            found.append((version, {answer["key"]: answer for answer in version.text["answers"]}))
    return found


def _before(document: Document) -> list[Document]:
    if kind_of(document).between:
        return [other for other in reversed(document.network.documents) if kind_of(other).is_contract]
    earlier = before(document)
    return [earlier, *_before(earlier)] if earlier else []


def beside(question: Question, earlier: list[tuple[Version, dict[str, Mapping[str, Any]]]]) -> Iterator[Earlier]:
    """What the earlier phases answered to what this question builds on."""
    for key in question.beside:
        for version, answers in earlier:
            if key in answers and (prose := content.prose(answers[key])):
                answer, document = answers[key], version.document
                blocks = _blocks(answer, prose)
                label = kind_of(document).label
                yield Earlier(label, answer["heading"], blocks, answer, document.number, version.n)
                break


def _blocks(answer: Mapping[str, Any], prose: str) -> list[str | list[str]]:
    """As it is read beside a field; of a table of periods each one's name, length and planned hours."""
    if table := answer.get("table"):
        rows = [dict(zip([column["key"] for column in table["columns"]], row, strict=True)) for row in table["rows"]]
        return [[_period(row) for row in rows if row["name"] or row["weeks"]]]
    return [answer["items"]] if answer["items"] else content.blocks(prose)


def _period(row: Mapping[str, str]) -> str:
    hours = {_("leader"): row["leader"], _("co-driver"): row["co_driver"]}
    told = [_("%(who)s %(hours)s hours a week", who=who, hours=said) for who, said in hours.items() if said]
    weeks = _("%(weeks)s weeks", weeks=row["weeks"]) if row["weeks"] else ""
    return f"{row['name']}: {', '.join(filter(None, (weeks, *told)))}" if weeks or told else row["name"]


def shift(question: Question, answers: Answers, found: list[Earlier]) -> content.Difference | None:
    """How a carried answer differs from what it began with; None while it is the same or empty."""
    if not question.carried or not found or not answers.get(question.key):
        return None
    shifted = content.difference(question, found[0].answer, content.given(question, answers, texts.names()))
    return shifted if shifted.is_changed else None
