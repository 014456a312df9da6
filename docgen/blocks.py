"""What a page is made of: blocks of text and tables, plain strings, numbers and aware UTC times.

Every length and count is capped here, so that the caps stand in the JSON Schema too.
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

MAX_LINES = 400  # lines of one answer: newlines cost more than letters in layout

Line = Annotated[str, Meta(min_length=1, max_length=160, description="One line of text")]
Label = Annotated[str, Meta(min_length=1, max_length=40)]
Title = Annotated[str, Meta(min_length=1, max_length=140)]
Heading = Annotated[str, Meta(min_length=1, max_length=72, description="Best within three lines of 24 characters")]
RunningHead = Annotated[str, Meta(min_length=1, max_length=60)]
Sentence = Annotated[str, Meta(min_length=1, max_length=600)]
Text = Annotated[
    str,
    Meta(
        max_length=20_000,
        description="Plain text of at most 400 lines: an empty line begins a paragraph, a newline a line, "
        "'- ' or '• ' an item of a list",
    ),
]
Item = Annotated[str, Meta(min_length=1, max_length=2_000)]
Code = Annotated[str, Meta(pattern=r"^[2-9A-HJ-NP-Z]{4}(-[2-9A-HJ-NP-Z]{4}){2}$", description="Without 0, O, 1 and I")]
Moment = Annotated[datetime, Meta(tz=True, description="UTC; printed in Danish time")]


class Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Anything in a document. Frozen, and a field it does not know is an error."""


class Phase(Part, kw_only=True):
    label: Label
    state: Literal["agreed", "open", "later"]
    lines: Annotated[list[Line], Meta(max_length=6)] = []


class Phases(Part, tag_field="block", tag="phases", kw_only=True):
    """One to three columns told by the line above them: solid agreed, dashed sent out, thin not begun."""

    phases: Annotated[list[Phase], Meta(min_length=1, max_length=3)]


class Fact(Part, kw_only=True):
    label: Label
    value: Annotated[str, Meta(min_length=1, max_length=400)] | None = None


class Facts(Part, tag_field="block", tag="facts", kw_only=True):
    """Key facts in two pairs of columns, read row by row. A missing value (None) is named in a draft, else left out."""

    rows: Annotated[list[Fact], Meta(min_length=1, max_length=40)]


class Column(Part, kw_only=True):
    label: Label
    width_mm: Annotated[float, Meta(ge=8, le=120)] | None = None
    numeric: bool = False


Cell = Annotated[str, Meta(max_length=600)] | None


class Grid(Part, kw_only=True):
    """Columns and rows; the first column names the row. None prints as a dash."""

    columns: Annotated[list[Column], Meta(min_length=2, max_length=8)]
    rows: Annotated[list[Annotated[list[Cell], Meta(max_length=8)]], Meta(min_length=1, max_length=200)]


class Table(Grid, tag_field="block", tag="table", kw_only=True):
    """A grid with its own caption."""

    caption: Title


class Contents(Part, tag_field="block", tag="contents", kw_only=True):
    """The parts that follow, with their page numbers."""


Share = Annotated[int, Meta(ge=0, le=10_000, description="Of the whole, in ten-thousandths")]


class Span(Part, kw_only=True):
    """A stretch of time: `start` and `width` of the line's length, `height` of its highest. A break has no number."""

    n: Annotated[int, Meta(ge=1, le=60)] | None = None
    name: Annotated[str, Meta(min_length=1, max_length=400)]
    kind: Literal["work", "rest", "trial"]
    start: Share
    width: Share
    height: Share


class Tick(Part, kw_only=True):
    at: Share
    label: Label


class Timeline(Part, kw_only=True):
    """Stretches of time as a picture, good in black and white; `describes` is what is read aloud for it."""

    describes: Sentence
    spans: Annotated[list[Span], Meta(min_length=1, max_length=40)]
    ticks: Annotated[list[Tick], Meta(max_length=40)] = []


class Answer(Part, kw_only=True):
    """One field. Without text, items and table it is missing: named in a draft when required, else left out (R15)."""

    heading: Heading
    question: Annotated[str, Meta(max_length=300)] | None = None
    text: Text | None = None
    items: Annotated[list[Item], Meta(max_length=60)] = []
    table: Grid | None = None
    timeline: Timeline | None = None
    required: bool = False


class Answers(Part, tag_field="block", tag="answers", kw_only=True):
    """A part of questions answered. One that `is_agreed` does not say UDKAST on its pages, whatever the document is."""

    label: Label | None = None
    title: Title
    running_head: RunningHead
    status: Sentence | None = None
    intro: Sentence | None = None
    new_page: bool = False
    is_agreed: bool = False
    answers: Annotated[list[Answer], Meta(max_length=60)] = []


class Approval(Part, kw_only=True):
    """One party: who approved and when, or whose turn it is.

    `said` is what cannot be told by a time alone ("Ikke svaret", "Indgået på papir den …"). Where `signature` is set, a
    document to sign has blank lines for date and signature (R18); other states take no notice of it.
    """

    name: Line | None = None
    role: Line
    on_behalf: Line | None = None
    note: Annotated[str, Meta(min_length=1, max_length=300)] | None = None
    at: Moment | None = None
    awaits: Line | None = None
    said: Annotated[str, Meta(min_length=1, max_length=300)] | None = None
    signature: bool = False


class ApprovalGroup(Part, kw_only=True):
    """Parties to one version; for a forum, its decision stands in the place of signatures (R16)."""

    caption: Title
    code: Code | None = None
    text_sha256: Annotated[str, Meta(pattern=r"^[0-9a-f]{64}$")] | None = None
    rows: Annotated[list[Approval], Meta(max_length=120)] = []
    decision: Sentence | None = None


class Approvals(Part, tag_field="block", tag="approvals", kw_only=True):
    label: Label | None = None
    title: Title
    running_head: RunningHead
    intro: Sentence | None = None
    new_page: bool = False
    groups: Annotated[list[ApprovalGroup], Meta(min_length=1, max_length=40)]


class Segment(Part, kw_only=True):
    """A piece of a text: it stands, was added, or was deleted. Newlines as in an answer."""

    kind: Literal["same", "ins", "del"]
    text: Annotated[str, Meta(min_length=1, max_length=20_000)]


Segments = Annotated[list[Segment], Meta(max_length=2_000)]


class ChangedRow(Part, kw_only=True):
    """An item of a list (one cell) or a row of a table, in the newer version's order; one that is gone where it stood.

    `moved_from` is the place it had, counted from 1, when it stands in another order among the others.
    """

    moved_from: Annotated[int, Meta(ge=1)] | None = None
    cells: Annotated[list[Segments], Meta(min_length=1, max_length=8)]


class Change(Part, kw_only=True):
    """One answer from the older version to the newer: the segments joined give both texts back.

    Running text has segments, a list or a table has rows; a table has columns.
    """

    heading: Heading
    segments: Segments = []
    columns: Annotated[list[Column], Meta(max_length=8)] = []
    rows: Annotated[list[ChangedRow], Meta(max_length=400)] = []


class Changes(Part, tag_field="block", tag="changes", kw_only=True):
    """What changed from one version to the next, with a legend and an overview. `unchanged` answers are counted."""

    label: Label | None = None
    title: Title
    running_head: RunningHead
    status: Sentence | None = None
    intro: Sentence | None = None
    new_page: bool = False
    changes: Annotated[list[Change], Meta(min_length=1, max_length=60)]
    unchanged: Annotated[int, Meta(ge=0, le=999)] = 0


class Criterion(Part, kw_only=True):
    criterion: Annotated[str, Meta(min_length=1, max_length=400)]
    met: Literal["yes", "partly", "no"]
    seen: Annotated[str, Meta(min_length=1, max_length=600)] | None = None


class Criteria(Part, tag_field="block", tag="criteria", kw_only=True):
    """The success criteria of the contract, each answered at the end."""

    caption: Title
    rows: Annotated[list[Criterion], Meta(min_length=1, max_length=40)]


class Recommendation(Part, kw_only=True):
    number: Annotated[int, Meta(ge=1, le=99)]
    title: Title
    what: Text
    why: Text
    owner: Line
    facts: Annotated[list[Fact], Meta(max_length=6)] = []


class Recommended(Part, tag_field="block", tag="recommendations", kw_only=True):
    label: Label | None = None
    title: Title
    running_head: RunningHead
    intro: Sentence | None = None
    new_page: bool = False
    recommendations: Annotated[list[Recommendation], Meta(min_length=1, max_length=30)]


class Story(Part, kw_only=True):
    """A story of value: its opening is set larger, teller and value stand beside it."""

    title: Title
    told_by: Line | None = None
    value_for: Line | None = None
    opening: Sentence
    text: Text | None = None


class Stories(Part, tag_field="block", tag="stories", kw_only=True):
    label: Label | None = None
    title: Title
    running_head: RunningHead
    status: Sentence | None = None
    new_page: bool = False
    stories: Annotated[list[Story], Meta(min_length=1, max_length=12)]


class Step(Part, kw_only=True):
    """One of a numbered row: what it is in bold, and a sentence about it."""

    lead: Line
    text: Annotated[str, Meta(min_length=1, max_length=200)]


class Passage(Part, kw_only=True):
    """A heading with paragraphs, a numbered row, points, or blank lines to write on."""

    title: Title
    paragraphs: Annotated[list[Sentence], Meta(max_length=6)] = []
    steps: Annotated[list[Step], Meta(max_length=12)] = []
    items: Annotated[list[Line], Meta(max_length=12)] = []
    blank_lines: Annotated[int, Meta(ge=0, le=16)] = 0


class Leaf(Part, tag_field="block", tag="leaf", kw_only=True):
    """One page of a leaflet."""

    passages: Annotated[list[Passage], Meta(min_length=1, max_length=4)]


Block = Phases | Facts | Table | Contents | Answers | Approvals | Changes | Criteria | Recommended | Stories | Leaf
