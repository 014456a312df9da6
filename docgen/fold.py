"""Four pages on the two sides of one sheet that is folded once: 4 and 1 outside, 2 and 3 inside.

The pages themselves are laid side by side, so the leaflet is the pages, no second layout. Tags and bookmarks stay in
the order the pages are read. Marks are counted by the page (ISO 32000-1, 14.7.4.2): those of a right-hand page go on
where its neighbour's end, and whatever points at a page follows it. There are no links: paper has none.
"""

from __future__ import annotations

from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

SIDES = ((4, 1), (2, 3))
LEAVES = 4
FOLD = 148.5 * 72 / 25.4  # from the left edge of the sheet: half a millimetre more than A5 is wide
Place = tuple[Any, int, float]  # the sheet a page has come to, how many marks and points it has moved


def fold(pdf: pikepdf.Pdf) -> None:
    """Make two sheets of the file's four pages."""
    leaves = list(pdf.pages)
    numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
    owners = {int(key): value for key, value in zip(list(numbers)[::2], list(numbers)[1::2], strict=True)}
    moved: dict[tuple[int, int], Place] = {}
    nums: list[Any] = []
    for side, pair in enumerate(SIDES):
        left, right = (leaves[number - 1] for number in pair)
        marks = len(owners[int(left.obj.StructParents)])
        nums += [side, Array([*owners[int(left.obj.StructParents)], *owners[int(right.obj.StructParents)]])]
        box = Array([0, 0, 2 * FOLD, left.mediabox[3]])
        content = b"q\n%s\nQ\nq\n1 0 0 1 %.6f 0 cm\n%s\nQ" % (drawn(left, 0), FOLD, drawn(right, marks))
        sheet = pdf.make_indirect(
            Dictionary(
                Type=Name.Page,
                MediaBox=box,
                TrimBox=box,
                BleedBox=box,
                Resources=left.obj.Resources,
                Contents=pdf.make_stream(content),
                StructParents=side,
                Tabs=Name.S,
            )
        )
        pdf.pages.append(pikepdf.Page(sheet))
        moved |= {left.obj.objgen: (pdf.pages[-1].obj, 0, 0.0), right.obj.objgen: (pdf.pages[-1].obj, marks, FOLD)}
    pdf.Root.StructTreeRoot.ParentTree.Nums = Array(nums)
    for thing in pdf.objects:
        follow(thing, moved)
    del pdf.pages[:LEAVES]


def drawn(page: pikepdf.Page, marks: int) -> bytes:
    """What the page draws, its marks counted from `marks` on."""
    instructions = pikepdf.parse_content_stream(page)
    for instruction in instructions:
        if str(instruction.operator) == "BDC" and "/MCID" in (given := instruction.operands[1]):
            given.MCID = int(given.MCID) + marks
    return pikepdf.unparse_content_stream(instructions)


def follow(thing: Any, moved: dict[tuple[int, int], Place]) -> None:
    """Let an element of the structure, or a place that a bookmark or a name leads to, follow its page."""
    if not isinstance(thing, Dictionary):
        return
    if "/Pg" in thing and thing.Pg.objgen in moved:
        thing.Pg, marks, _ = moved[thing.Pg.objgen]
        kids: list[Any] = list(thing.K)
        thing.K = Array([kid + marks if isinstance(kid, int) else kid for kid in kids])
    if "/Dest" in thing and thing.Dest[0].objgen in moved:
        page, _, right = moved[thing.Dest[0].objgen]
        thing.Dest = Array([page, Name.XYZ, float(thing.Dest[2]) + right, *thing.Dest[3:]])
