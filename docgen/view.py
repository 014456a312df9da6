"""What the templates need beside the data: names, anchors, running heads, which parts and fields are shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC

import msgspec

from docgen import blocks, formats, model

TABLE_MM = 168  # both columns
RUNNING = 74  # characters of a running head on one line
PARTS = (blocks.Answers, blocks.Approvals, blocks.Changes, blocks.Recommended, blocks.Stories)


STATES = {"draft": "udkast", "to_sign": "til underskrift"}


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
    made = (formats.day if document.of_day else formats.moment)(document.recorded_at)
    word = STATES.get(document.state, "")
    version = f"version {document.version}" if document.version else ""
    state = f"{version} ({word})" if version and word else version or word
    identity = " · ".join(filter(None, [document.number, state]))
    proof = f"tjekkode {document.check.code}" if document.check else f"dannet {made}"
    anchors = [f"{prefix}-{index}" for index in range(1, len(document.sections) + 1)]
    return Page(
        title=f"{kind}: {document.title}" + (f" ({word})" if word else ""),
        author=f"{document.sender.organisation}, {document.sender.unit}",
        recorded=document.recorded_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        made=made,
        identity=identity,
        foot=formats.plain(document.foot if isinstance(document, model.Guide) else f"{identity} · {proof}"),
        running_title=formats.plain(formats.shortened(f"{kind} · {document.title}", RUNNING)),
        address=formats.address(document.check.url, document.check.code) if document.check else "",
        anchors=anchors,
        parts=[
            PartLine(anchor, ". ".join(filter(None, [section.label, section.title])), about(section, document.state))
            for anchor, section in zip(anchors, document.sections, strict=True)
            if isinstance(section, PARTS)
        ],
    )


def template(document: model.Document) -> str:
    """Most documents are rows of blocks; a guide has its own pages."""
    return "guide.html" if isinstance(document, model.Guide) else "document.html"


def about(section: blocks.Block, state: str) -> str:
    """What a part is about, in few words, for the table of contents."""
    match section:
        case blocks.Answers():
            headings = (answer.heading for answer in shown_answers(section.answers, state))
            return " · ".join([heading for heading in headings if len(heading) <= 30][:3]) or "–"
        case blocks.Approvals():
            return "Plads til underskrifter" if state == "to_sign" else "Hvem der har godkendt hvad, og hvornår"
        case blocks.Changes():
            return f"{len(section.changes)} svar er ændret"
        case blocks.Recommended():
            return f"{len(section.recommendations)} i alt, med begrundelse og ejer"
        case blocks.Stories():
            return " · ".join(story.title for story in section.stories[:2])
    return "–"


def is_missing(answer: blocks.Answer) -> bool:
    return not (answer.text and answer.text.strip()) and not answer.items and answer.table is None


def shown_answers(answers: list[blocks.Answer], state: str) -> list[blocks.Answer]:
    """R15: an empty answer is absent, unless it is required and the document a draft."""
    return [a for a in answers if not is_missing(a) or (a.required and state == "draft")]


def shown_facts(facts: list[blocks.Fact], state: str) -> list[blocks.Fact]:
    """A fact that is missing is named in a draft and absent from what is agreed."""
    return [fact for fact in facts if fact.value or state == "draft"]


def block_name(section: msgspec.Struct) -> str:
    """The template of a block has the block's own name."""
    return str(section.__struct_config__.tag)


def letters(columns: list[blocks.Column]) -> list[int]:
    """For each column, how long a word must be to break: what is longer than its line, at 1.75 mm a letter."""
    given = [column.width_mm for column in columns]
    shared = (TABLE_MM - sum(filter(None, given))) / max(1, given.count(None))
    return [max(7, int(((width or shared) - 3) / 1.75) + 1) for width in given]


@dataclass(frozen=True)
class OverviewLine:
    """One line of the overview over changed answers."""

    heading: str
    how: str
    added: int
    removed: int


def overview(changes: list[blocks.Change]) -> list[OverviewLine]:
    """How each answer changed, with the number of words added and removed."""
    return [OverviewLine(c.heading, how(c), words(c, "ins"), words(c, "del")) for c in changes]


def how(change: blocks.Change) -> str:
    return {"ins": "Nyt", "del": "Slettet"}.get(only_kind(pieces(change)), "Ændret")


def words(change: blocks.Change, kind: str) -> int:
    return sum(len(segment.text.split()) for segment in pieces(change) if segment.kind == kind)


def pieces(change: blocks.Change) -> list[blocks.Segment]:
    """Every piece of a changed answer."""
    return [*change.segments, *(segment for row in change.rows for cell in row.cells for segment in cell)]


def only_kind(segments: list[blocks.Segment]) -> str:
    """The kind that all of them have that say something; else ""."""
    kinds = {segment.kind for segment in segments if segment.text.strip()}
    return kinds.pop() if len(kinds) == 1 else ""


def row_how(row: blocks.ChangedRow) -> str:
    """What has become of a row, in a word; "" for one that stands as it was."""
    kind = only_kind([segment for cell in row.cells for segment in cell])
    if kind in ("ins", "del"):
        return {"ins": "Tilføjet", "del": "Slettet"}[kind]
    moved = f"Flyttet fra plads {row.moved_from}" if row.moved_from else ""
    changed = "" if kind == "same" else "ændret"
    told = " og ".join(filter(None, [moved, changed]))
    return told[:1].upper() + told[1:]


@dataclass(frozen=True)
class ChangedLine:
    """A line of a changed text as pieces; an item of a list hangs from its dot."""

    is_item: bool
    pieces: tuple[blocks.Segment, ...]


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of a changed text; `changed` earns the bar beside it."""

    lines: tuple[ChangedLine, ...]
    changed: bool


def paragraphs(segments: list[blocks.Segment]) -> list[Paragraph]:
    """The segments by paragraph (parted by empty lines) and line, so that a change shows where it stands."""
    found: list[list[list[blocks.Segment]]] = [[[]]]
    for segment in segments:
        for number, text in enumerate(segment.text.replace("\r\n", "\n").split("\n")):
            if number and found[-1][-1]:
                found[-1].append([])
            elif number and found[-1] != [[]]:
                found.append([[]])
            if text:
                found[-1][-1].append(blocks.Segment(kind=segment.kind, text=text))
    lines = ([changed_line(pieces) for pieces in paragraph if pieces] for paragraph in found)
    return [Paragraph(tuple(row), any(p.kind != "same" for line in row for p in line.pieces)) for row in lines if row]


def changed_line(pieces: list[blocks.Segment]) -> ChangedLine:
    first = pieces[0]
    if not first.text.startswith(("- ", "• ")):
        return ChangedLine(False, tuple(pieces))
    return ChangedLine(True, (blocks.Segment(kind=first.kind, text=f"•\u00a0{first.text[2:].lstrip()}"), *pieces[1:]))
