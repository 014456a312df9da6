"""What a print is: one Document type a kind, with a list of blocks.

What a single field cannot tell (state against check, colour, characters without a glyph) is in rules.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal

from msgspec import Meta

from docgen.blocks import (
    Answers,
    Approvals,
    Block,
    Changes,
    Code,
    Contents,
    Criteria,
    Facts,
    Leaf,
    Line,
    Moment,
    Part,
    Phases,
    Recommended,
    RunningHead,
    Sentence,
    Stories,
    Table,
    Title,
)

MAX_SECTIONS = Meta(min_length=1, max_length=60)


class Sender(Part, kw_only=True):
    organisation: Line
    unit: Line


class Check(Part, kw_only=True):
    """The code by which a reader can ask whether the paper is the one in force."""

    code: Code
    url: Annotated[str, Meta(pattern=r"^https?://[!-~]+$", max_length=120)]
    text_sha256: Annotated[str, Meta(pattern=r"^[0-9a-f]{64}$")]


class Document(Part, tag_field="type", kw_only=True):
    """The data of one print. `recorded_at` is the record's time: the only date of creation the paper carries.

    A `draft` says UDKAST; `to_sign` has blank lines and the code by which a scan is matched (R18); `agreed` carries the
    code of what was agreed; a `record` tells of other documents and is agreed by nobody. One `of_day` is dated by the
    day alone.
    """

    number: Annotated[str, Meta(pattern=r"^[A-ZÆØÅ0-9][A-ZÆØÅ0-9-]{2,39}$")]
    version: Annotated[int, Meta(ge=1, le=9999)] | None = None
    state: Literal["draft", "to_sign", "agreed", "record"]
    recorded_at: Moment
    of_day: bool = False
    sender: Sender
    kind_label: Line
    title: Title
    lead: Sentence | None = None
    accent: Annotated[str, Meta(pattern=r"^#[0-9a-fA-F]{6}$")] = "#1d4d3e"
    check: Check | None = None
    sections: Annotated[Sequence[Block], MAX_SECTIONS]


class Contract(Document, tag="contract", kw_only=True):
    """The network contract, a phase or the whole of it."""

    sections: Annotated[list[Phases | Facts | Table | Contents | Answers | Approvals | Changes], MAX_SECTIONS]


class Agreement(Document, tag="agreement", kw_only=True):
    """A cooperation agreement between the network's leader and one counterpart."""

    sections: Annotated[list[Phases | Facts | Table | Contents | Answers | Approvals | Changes], MAX_SECTIONS]


class Mandate(Document, tag="mandate", kw_only=True):
    """What a network's leader may rely on: phase 2 and the cooperation agreements, as they are in force."""

    sections: Annotated[list[Facts | Table | Contents | Answers | Approvals], MAX_SECTIONS]


class Recommendations(Document, tag="recommendations", kw_only=True):
    """What a network leaves behind: the closing reflection, stories, recommendations."""

    sections: Annotated[
        list[Facts | Table | Contents | Answers | Approvals | Criteria | Recommended | Stories], MAX_SECTIONS
    ]


class Proposal(Document, tag="proposal", kw_only=True):
    """A formal proposal put to who decides."""

    sections: Annotated[list[Phases | Facts | Table | Contents | Answers | Approvals | Changes], MAX_SECTIONS]


class ApprovalSheet(Document, tag="approval_sheet", kw_only=True):
    """Who approved which version, and when; for a whole contract, a group a phase."""

    sections: Annotated[list[Phases | Facts | Table | Contents | Approvals], MAX_SECTIONS]


class Difference(Document, tag="difference", kw_only=True):
    """What separates two versions of a document."""

    sections: Annotated[list[Phases | Facts | Table | Contents | Changes], MAX_SECTIONS]


class Participants(Document, tag="participants", kw_only=True):
    """Who takes part in a network: one table for the municipality's own, one for those from outside."""

    sections: Annotated[list[Phases | Facts | Table], MAX_SECTIONS]


class Guide(Document, tag="guide", kw_only=True):
    """What a role is: four A5 pages, or the same pages on the two sides of one A4 sheet that is folded once."""

    foot: RunningHead
    picture: Literal["bridge", "balance", "pair"]
    depicts: Line
    folded: bool = False
    sections: Annotated[list[Leaf], Meta(min_length=4, max_length=4)]
