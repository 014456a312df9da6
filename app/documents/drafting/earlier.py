"""What earlier phases say, beside the field that builds on it: nothing is asked twice (R15), a shift is shown."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from app.core.actions import Actor
from app.core.text import Segment, word_differences
from app.documents import content, rules, texts
from app.documents.catalogue import Answers, before, kind_of
from app.documents.models import Document, Version
from app.documents.questions import Question


@dataclass(frozen=True)
class Earlier:
    """An answer of an earlier phase; `number` and `n` name the version it stands in."""

    label: str
    heading: str
    blocks: list[str | list[str]]
    prose: str
    number: str
    n: int


def phases(document: Document, actor: Actor) -> list[tuple[Version, dict[str, Mapping[str, Any]]]]:
    """The versions in force of the phases before this one that the actor may read, the nearest first."""
    found, earlier = [], before(document)
    while earlier is not None:
        version = earlier.in_force
        if version is not None and version in rules.readable_versions(actor, earlier):
            found.append((version, {answer["key"]: answer for answer in version.text["answers"]}))
        earlier = before(earlier)
    return found


def beside(question: Question, earlier: list[tuple[Version, dict[str, Mapping[str, Any]]]]) -> Iterator[Earlier]:
    """What the earlier phases answered to what this question builds on."""
    for key in question.beside:
        for version, answers in earlier:
            if key in answers and (prose := content.prose(answers[key])):
                answer, document = answers[key], version.document
                blocks = [answer["items"]] if answer["items"] else content.blocks(prose)
                label = kind_of(document).label
                yield Earlier(label, answer["heading"], blocks, prose, document.number, version.n)
                break


def shift(question: Question, answers: Answers, found: list[Earlier]) -> list[Segment]:
    """How a carried answer differs from what it began with, word by word; [] while it is the same or empty."""
    if not question.carried or not found:
        return []
    now = content.prose(content.given(question, answers, texts.department_names()))
    return word_differences(found[0].prose, now) if now and now != found[0].prose else []
