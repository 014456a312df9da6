"""R18: which files are the scan of a signed paper; anybody may have made them."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from pikepdf import Dictionary, Name, String

from app.core import files
from app.core.db import db
from app.core.text import sha256
from app.documents.consents import Consent
from tests import build
from tests.browse import forms, text_of
from tests.documents.test_paper import SCAN, record

SCRIPT = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def made(change: Callable[[pikepdf.Pdf], None], *, pages: int = 1, **how: Any) -> bytes:
    """A PDF with this change."""
    with pikepdf.new() as pdf:
        for _page in range(pages):
            pdf.add_blank_page(page_size=(595, 842))
        change(pdf)
        whole = BytesIO()
        pdf.save(whole, **how)
    return whole.getvalue()


def starts(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = SCRIPT


def waits(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].AA = Dictionary(O=Dictionary(S=Name.Launch, F=String("x")))


def carries(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["x.exe"] = b"MZ"


def nothing(pdf: pikepdf.Pdf) -> None:
    pass


@pytest.mark.parametrize(
    ("scan", "sentence"),
    [
        (b"", "Vælg filen med det scannede papir"),
        (b"\x89PNG\r\n" + SCAN, "Filen er ikke en PDF"),
        (SCAN[:-20], "Filens slutning mangler"),
        (b"%PDF-%%EOF", "Filen har ingen sider, der kan læses. Scan papiret igen"),
        (made(nothing, pages=0), "Filen har ingen sider"),
        (made(starts, pages=0), "Filen har ingen sider"),
        (made(starts), "Filen rummer mere end sider"),
        (made(waits, object_stream_mode=pikepdf.ObjectStreamMode.generate), "Filen rummer mere end sider"),
        (made(carries), "Filen rummer mere end sider"),
        (made(nothing, encryption=pikepdf.Encryption(owner="a", user="b")), "Filen er låst med en adgangskode"),
        (made(nothing, encryption=pikepdf.Encryption(owner="a", user="")), "Filen er låst med en adgangskode"),
        (SCAN[:-6] + b" " * (30 * 1024 * 1024) + b"%%EOF", "Filen er større end 30 MB"),
    ],
    ids=[
        "none",
        "picture",
        "cut off",
        "ten bytes",
        "no page",
        "script and no page",
        "script",
        "launch",
        "file",
        "locked",
        "locked against change",
        "too large",
    ],
)
def test_a_file_that_is_no_scan_is_refused_with_what_was_typed(browse, people, phase_at, scan, sentence):
    number = phase_at("sent")
    answer = record(browse(people.consultant), number, [people.school_head], scan)
    assert answer.status_code == 422
    assert sentence in text_of(answer)
    kept = next(form for form in forms(answer) if form.action.endswith("/papir")).fields
    assert kept["code"] == [build.document(number).latest.code]
    assert kept["signed"] == [f"1-{people.school_head}"]
    assert db.session.query(Consent).count() == 0
    assert db.session.get(files.File, sha256(scan)) is None


def test_our_own_print_signed_on_a_screen_is_a_paper_though_it_carries_its_data(browse, people, phase_at, work):
    number, office = phase_at("sent"), browse(people.consultant)
    office.get(f"/dokumenter/{number}/pdf/underskrift")
    work()
    print_ = office.get(f"/dokumenter/{number}/pdf/underskrift").data
    assert record(office, number, [people.school_head], print_, code="").status_code == 303
