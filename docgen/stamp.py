"""From fragment to single document: page numbers in the empty foot field, and the data attached.

A fragment carries no numbers, so that the same pages can stand alone or in a pack. The stamp is an artifact
(ISO 32000-1, 14.8.2.2), set in its own small subset of the regular face.
"""

from __future__ import annotations

import io
from datetime import datetime
from functools import lru_cache

import pikepdf
from fontTools import subset
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name

from docgen.attach import attach
from docgen.fold import fold
from docgen.fonts import REGULAR

MM = 72 / 25.4
SIZE = 8.0  # points
A5 = 148 * MM  # its width
BASELINE = 36.5  # points from the lower edge: the foot's own baseline (8/11 pt text, 12 mm from the edge)
CHARACTERS = "Side af0123456789,·bilgB"
FONT_NAME = "DOCGEN+IBM-Plex-Sans"
FIRST = 32


@lru_cache(maxsize=1)
def face() -> tuple[bytes, tuple[int, ...], dict[str, int]]:
    """The subset as a TrueType file, the widths from code 32 to 255, and its metrics; all in 1/1000 of the size."""
    options = subset.Options()
    options.drop_tables += ["GSUB", "GPOS", "GDEF"]
    options.notdef_outline = True
    options.hinting = False
    font = TTFont(REGULAR, recalcTimestamp=False)
    cutter = subset.Subsetter(options)
    cutter.populate(text=CHARACTERS)
    cutter.subset(font)
    target = io.BytesIO()
    font.save(target)
    per_em, names, advances = font["head"].unitsPerEm, font.getBestCmap(), font["hmtx"]
    widths = [round(advances[names[code]][0] * 1000 / per_em) if code in names else 0 for code in range(FIRST, 256)]
    head = font["head"]
    metrics = {key: round(getattr(head, key) * 1000 / per_em) for key in ("xMin", "yMin", "xMax", "yMax")}
    metrics["ascent"] = round(font["hhea"].ascent * 1000 / per_em)
    metrics["descent"] = round(font["hhea"].descent * 1000 / per_em)
    metrics["capital"] = round(font["OS/2"].sCapHeight * 1000 / per_em)
    return target.getvalue(), tuple(widths), metrics


def embed(pdf: pikepdf.Pdf) -> pikepdf.Object:
    """The stamp's font in the file (simple TrueType, WinAnsi)."""
    program, widths, metrics = face()
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=Name("/" + FONT_NAME),
        Flags=32,
        FontBBox=Array([metrics["xMin"], metrics["yMin"], metrics["xMax"], metrics["yMax"]]),
        ItalicAngle=0,
        Ascent=metrics["ascent"],
        Descent=metrics["descent"],
        CapHeight=metrics["capital"],
        StemV=80,
        FontFile2=pdf.make_stream(program, Length1=len(program)),
    )
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.TrueType,
            BaseFont=Name("/" + FONT_NAME),
            FirstChar=FIRST,
            LastChar=255,
            Widths=Array(list(widths)),
            FontDescriptor=pdf.make_indirect(descriptor),
            Encoding=Name.WinAnsiEncoding,
        )
    )


def width(text: str) -> float:
    """Width of the stamped text in points."""
    widths = face()[1]
    return sum(widths[code - FIRST] for code in text.encode("cp1252")) * SIZE / 1000


def end(paper: float) -> float:
    """Where the number ends: at the right margin of a paper so wide."""
    return paper - (14 if paper < A5 + 1 else 20) * MM


def number_pages(pdf: pikepdf.Pdf) -> None:
    """'Side 2 af 8' at the right of every foot.

    WeasyPrint leaves its flipped matrix active at the end of a page: without the q before and the Q after its content
    the number would land elsewhere, and no validator notices.
    """
    font = embed(pdf)
    total = len(pdf.pages)
    for number, page in enumerate(pdf.pages, 1):
        text = f"Side {number} af {total}"
        left = end(float(page.mediabox[2])) - width(text)
        page.obj.Resources.Font["/Stamp"] = font
        page.contents_add(b"q", prepend=True)
        shown = b"BT 0 g /Stamp %g Tf %.2f %.2f Td (%s) Tj ET" % (SIZE, left, BASELINE, text.encode("cp1252"))
        page.contents_add(b"Q /Artifact <</Type /Pagination /Subtype /Footer>> BDC q " + shown + b" Q EMC")


def complete(
    fragment: bytes, data: bytes, recorded_at: datetime, number: str, *, folded: bool = False
) -> tuple[bytes, int]:
    """The single document and its number of pages. Same arguments, same bytes."""
    with pikepdf.open(io.BytesIO(fragment)) as pdf:
        number_pages(pdf)
        if folded:
            fold(pdf)
        attach(pdf, f"{number}.json", data, recorded_at)
        target = io.BytesIO()
        pdf.save(
            target,
            deterministic_id=True,
            compress_streams=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            linearize=False,
        )
        return target.getvalue(), len(pdf.pages)
