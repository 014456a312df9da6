"""A file that is no workbook, or one made to harm, is refused with the reason."""

import zipfile
from functools import partial
from io import BytesIO

import pytest

from app.imports import workbook
from tests.browse import text_of
from tests.imports import books


def bomb():
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * (workbook.LARGEST_UNPACKED + 1))
    return packed.getvalue()


def with_part(wanted, part):
    return books.repacked(books.book(Personer=books.PERSONS), lambda name, old: part if name == wanted else old)


def entities():
    """A workbook whose XML unfolds without end."""
    evil = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><worksheet>&b;</worksheet>'
    return with_part("xl/worksheets/sheet3.xml", evil)


def word():
    """A text of Word's under another name."""
    packed, of = BytesIO(), "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    types = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    with zipfile.ZipFile(packed, "w") as archive:
        override = f'<Override PartName="/word/document.xml" ContentType="{of}"/></Types>'
        archive.writestr("[Content_Types].xml", types + override)
        archive.writestr("word/document.xml", "<document/>")
    return packed.getvalue()


def scrambled():
    content = bytearray(books.book(Personer=books.PERSONS))
    for place in range(200, len(content) - 2000, 97):
        content[place] ^= 0x55
    return bytes(content)


def marked(place, value):
    """A workbook whose parts say otherwise of how they are packed: `place` counts from the mark of each of them."""
    content = bytearray(books.book(Personer=books.PERSONS))
    for mark, further in ((b"PK\x03\x04", 0), (b"PK\x01\x02", 2)):
        found = content.find(mark)
        while found >= 0:
            content[found + place + further] = value
            found = content.find(mark, found + 4)
    return bytes(content)


OUTSIDE = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'


def cut():
    return books.book()[:3000]


OTHERS = {
    "none": (lambda: b"", "Vælg det udfyldte regneark"),
    "csv": (lambda: b"Navn;Mail\nBo;bo@example.dk\n", "Filen er ikke et regneark"),
    "xls": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500, "Filen er låst eller i et gammelt format"),
    "cut": (cut, "Filen er ikke et regneark"),
    "bomb": (bomb, "Filen fylder for meget"),
    "entities": (entities, "Filen kan ikke læses"),
    "word": (word, "Filen kan ikke læses"),
    "scrambled": (scrambled, "Filen kan ikke læses"),
    "locked": (partial(marked, 6, 1), "Filen kan ikke læses"),
    "packed strangely": (partial(marked, 8, 99), "Filen kan ikke læses"),
    "no styles": (partial(with_part, "xl/styles.xml", b"<x/>"), "Filen kan ikke læses"),
    "no list of sheets": (partial(with_part, "xl/workbook.xml", b""), "Filen kan ikke læses"),
    "nested": (partial(with_part, "xl/styles.xml", b"<a>" * 200_000 + b"</a>" * 200_000), "Filen kan ikke læses"),
    "entities elsewhere": (partial(with_part, "xl/_rels/workbook.xml.rels", OUTSIDE), "Filen kan ikke læses"),
    "large": (lambda: b"x" * (5 * 1024 * 1024 + 1), "Filen er større end 5 MB"),
}


@pytest.mark.parametrize(("content", "said"), OTHERS.values(), ids=OTHERS)
def test_a_file_that_is_no_workbook_is_refused_with_the_reason(browse, people, content, said):
    answer = books.upload(browse(people.consultant), content())
    assert answer.status_code == 422
    assert said in text_of(answer)
