"""The checker sees what it is for: each fault is put into a good file and must be named."""

from __future__ import annotations

import io
from collections.abc import Callable

import pikepdf
import pytest

import docgen
from tests.docgen.conftest import Rendering

Damage = Callable[[pikepdf.Pdf], None]


def elements(pdf: pikepdf.Pdf, kind: str) -> list[pikepdf.Dictionary]:
    found = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/S") == pikepdf.Name("/" + kind)]
    assert found
    return found


def content(pdf: pikepdf.Pdf, change: Callable[[bytes], bytes]) -> None:
    page = pdf.pages[1]
    page.contents_coalesce()
    before = page.Contents.read_bytes()
    after = change(before)
    assert after != before
    page.Contents = pdf.make_stream(after)


def forget_language(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Lang


def forget_title(pdf: pikepdf.Pdf) -> None:
    del pdf.docinfo["/Title"]


def forget_bookmarks(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Outlines


def forget_tags(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.StructTreeRoot


def forget_data(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.AF
    del pdf.Root.Names["/EmbeddedFiles"]


def skip_heading(pdf: pikepdf.Pdf) -> None:
    elements(pdf, "H3")[0].S = pikepdf.Name.H6


def forget_scope(pdf: pikepdf.Pdf) -> None:
    del elements(pdf, "TH")[0].A["/Scope"]


def forget_alternative(pdf: pikepdf.Pdf) -> None:
    del elements(pdf, "Figure")[0]["/Alt"]


def same_ids(pdf: pikepdf.Pdf) -> None:
    first, second, *_ = (e for e in elements(pdf, "TH") if "/ID" in e)
    second.ID = first.ID


def stray_font(pdf: pikepdf.Pdf) -> None:
    for thing in pdf.objects:
        if isinstance(thing, pikepdf.Dictionary) and "/FontName" in thing:
            thing.FontName = pikepdf.Name("/ABCDEF+DejaVu-Sans")


def unmark_foot(pdf: pikepdf.Pdf) -> None:
    content(pdf, lambda data: data.replace(b"/Artifact <</Type /Pagination /Subtype /Footer>> BDC", b"/Span BMC"))


def move_number(pdf: pikepdf.Pdf) -> None:
    content(pdf, lambda data: data.replace(b" 36.50 Td", b" 80.00 Td"))


def lose_matrix(pdf: pikepdf.Pdf) -> None:
    content(pdf, lambda data: data.removeprefix(b"q\n").replace(b"Q /Artifact", b"/Artifact"))


def drop_number(pdf: pikepdf.Pdf) -> None:
    content(pdf, lambda data: data.replace(b"(Side 2 af 4)", b"(Side 3 af 4)"))


def read_running_head(pdf: pikepdf.Pdf) -> None:
    content(pdf, lambda data: data.replace(b"/Artifact\n<</Type /Pagination>>\nBDC", b"/Span\n<</MCID 0>>\nBDC"))


DAMAGES: list[tuple[Damage, str]] = [
    (forget_language, "sprog"),
    (forget_title, "ingen titel"),
    (forget_bookmarks, "Bogmærkerne"),
    (forget_tags, "ingen tags"),
    (forget_data, "ikke vedhæftet"),
    (skip_heading, "springer fra niveau"),
    (forget_scope, "Scope"),
    (forget_alternative, "alternativ tekst"),
    (same_ids, "samme id"),
    (stray_font, "DejaVu-Sans er ikke en af vores"),
    (unmark_foot, "Side 2: sidetallet læses op"),
    (move_number, "Side 2: sidetallet står forkert"),
    (lose_matrix, "Side 2: sidetallet står forkert"),
    (drop_number, "Side 2: sidetallet står der 0 gange"),
    (read_running_head, "i margenen læses op"),
]


@pytest.mark.parametrize(("damage", "message"), DAMAGES, ids=[damage.__name__ for damage, _ in DAMAGES])
def test_fault_is_named(damage: Damage, message: str, rendered: Rendering) -> None:
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(rendered("contract").pdf)) as opened:
        damage(opened)
        opened.save(target)
    found = docgen.check(target.getvalue())
    assert [problem for problem in found if message in problem], found


@pytest.mark.parametrize("other", [b"", b"not a pdf", b"%PDF-1.7\n%%EOF"])
def test_what_is_no_pdf_is_told_without_a_traceback(other: bytes) -> None:
    assert docgen.check(other)[0].startswith("Filen kan ikke læses som PDF")


def test_file_of_another_make_is_told_without_a_traceback(rendered: Rendering) -> None:
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(rendered("contract").pdf)) as opened:
        elements(opened, "TH")[0].A = pikepdf.Array([pikepdf.Dictionary(O=pikepdf.Name.Table)])
        content(opened, lambda data: b"Q EMC " + data)
        opened.save(target)
    found = docgen.check(target.getvalue())
    assert len([problem for problem in found if problem.startswith("Filen er ikke bygget som vores")]) == 2


def test_encrypted_file_is_told(rendered: Rendering) -> None:
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(rendered("contract").pdf)) as opened:
        opened.save(target, encryption=pikepdf.Encryption(owner="a", user="b"))
    assert docgen.check(target.getvalue()) == ["Filen er krypteret"]


def test_stream_that_ends_in_a_carriage_return_is_no_fault(rendered: Rendering) -> None:
    """The validator miscounts such a stream; a stream that is really too long is still told."""
    made = rendered("contract").pdf
    with pikepdf.open(io.BytesIO(made)) as opened:
        opened.Root.Extra = opened.make_stream(b"abc\r")
        target = io.BytesIO()
        opened.save(target, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    assert docgen.check(target.getvalue()) == []
