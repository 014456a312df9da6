"""A signed paper as a scanner gives it: one page with what was signed, and a stroke of the pen for each name."""

import random
from collections.abc import Sequence
from io import BytesIO

import pikepdf
from pikepdf import Dictionary, Name


def signed(lines: Sequence[str], names: Sequence[str]) -> bytes:
    """A PDF of one page; the same words give the same bytes."""
    pen, height = random.Random("".join(names)), 770
    content = [b"0.97 0.96 0.94 rg 0 0 595 842 re f 0.1 g"]
    for line in lines:
        content.append(_text(line, 64, height))
        height -= 22
    for name in names:
        height -= 96
        content += [_stroke(pen, 70, height + 6), b"0.4 w 0.1 G 64 %d m 320 %d l S" % (height, height)]
        content.append(_text(name, 64, height - 16))
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(595, 842))
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
        page.Resources = Dictionary(Font=Dictionary(F1=pdf.make_indirect(font)))
        page.Contents = pdf.make_stream(b"\n".join(content))
        made = BytesIO()
        pdf.save(made, deterministic_id=True)
    return made.getvalue()


def _text(words: str, x: int, y: int) -> bytes:
    told = words.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    return b"BT /F1 12 Tf %d %d Td (%s) Tj ET" % (x, y, told)


def _stroke(pen: random.Random, x: int, y: int) -> bytes:
    """Something like a signature."""
    loops = [f"1.4 w 0.1 0.15 0.45 RG {x} {y + 8} m"]
    for _loop in range(7):
        up, down = y + pen.randint(18, 42), y - pen.randint(0, 10)
        loops.append(
            f"{x + 8} {up} {x + 22} {up} {x + 16} {y + 8} c {x + 12} {down} {x + 20} {down} {x + 26} {y + 10} c"
        )
        x += 26
    return " ".join([*loops, "S"]).encode("ascii")
