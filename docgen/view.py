"""What the templates need beside the data: names, anchors, running heads, which parts and fields are shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC

import msgspec

from docgen import formats, model

RUNNING = 74  # characters of a running head on one line
PARTS = (model.Answers, model.Approvals, model.Recommended, model.Stories)


@dataclass(frozen=True)
class PartLine:
    """One line of the table of contents."""

    anchor: str
    name: str
    about: str


@dataclass(frozen=True)
class Page:
    """Texts that a document is set with. All are plain text; nothing here is in the data twice."""

    title: str
    author: str
    recorded: str
    made: str
    identity: str
    foot: str
    running_title: str
    address: str
    anchors: list[str]
    parts: list[PartLine]


def page(document: model.Document, prefix: str) -> Page:
    """`prefix` begins every anchor, so that anchors stay apart when documents are merged."""
    kind = document.kind_label.split(" · ")[0]
    made = formats.moment(document.recorded_at)
    draft = document.state == "draft"
    version = f"version {document.version}" if document.version else ""
    state = " ".join(filter(None, [version, "(udkast)" if version else "udkast"])) if draft else version
    identity = " · ".join(filter(None, [document.number, state]))
    proof = f"tjekkode {document.check.code}" if document.check else f"dannet {made}"
    anchors = [f"{prefix}-{index}" for index in range(1, len(document.sections) + 1)]
    return Page(
        title=f"{kind}: {document.title}" + (" (udkast)" if draft else ""),
        author=f"{document.sender.organisation}, {document.sender.unit}",
        recorded=document.recorded_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        made=made,
        identity=identity,
        foot=formats.plain(f"{identity} · {proof}"),
        running_title=formats.plain(formats.shortened(f"{kind} · {document.title}", RUNNING)),
        address=formats.address(document.check.url, document.check.code) if document.check else "",
        anchors=anchors,
        parts=[
            PartLine(anchor, ". ".join(filter(None, [section.label, section.title])), about(section, document.state))
            for anchor, section in zip(anchors, document.sections, strict=True)
            if isinstance(section, PARTS)
        ],
    )


def about(section: model.Block, state: str) -> str:
    """What a part is about, in few words, for the table of contents."""
    match section:
        case model.Answers():
            headings = (answer.heading for answer in shown_answers(section.answers, state))
            return " · ".join([heading for heading in headings if len(heading) <= 30][:3]) or "–"
        case model.Approvals():
            return "Hvem der har godkendt hvad, og hvornår"
        case model.Recommended():
            return f"{len(section.recommendations)} i alt, med begrundelse og ejer"
        case model.Stories():
            return " · ".join(story.title for story in section.stories[:2])
    return "–"


def is_missing(answer: model.Answer) -> bool:
    return not (answer.text and answer.text.strip()) and not answer.items


def shown_answers(answers: list[model.Answer], state: str) -> list[model.Answer]:
    """R15: an empty answer is absent, unless it is required and the document a draft."""
    return [a for a in answers if not is_missing(a) or (a.required and state == "draft")]


def shown_facts(facts: list[model.Fact], state: str) -> list[model.Fact]:
    """A fact that is missing is named in a draft and absent from what is agreed."""
    return [fact for fact in facts if fact.value or state == "draft"]


def block_name(section: msgspec.Struct) -> str:
    """The template of a block has the block's own name."""
    return str(section.__struct_config__.tag)
