"""Workbooks as the office fills them in, and how they are tried and read in by browser."""

import zipfile
from io import BytesIO

from werkzeug.datastructures import FileStorage, MultiDict
from werkzeug.test import encode_multipart

from app.devtools import first_day

ROOMS = [
    {"Afdeling": "Kultur og Fritid", "Fra": "1. januar 2016"},
    {"Afdeling": "Miljø", "Fra": "01.01.2015", "Til": "31.12.2024", "Efterfølger": "Kultur og Fritid"},
]
PERSONS = [
    {"Navn": "Astrid Ege", "Stilling": "Kulturchef", "Mail": "Astrid.Ege@example.dk"},
    {"Navn": "Bo Lind", "Stilling": "Projektleder", "Mail": "bo.lind@example.dk", "Konto": "Ja"},
    {"Navn": "Carla Friis", "Stilling": "Pædagog", "Mail": "carla@example.dk"},
    {"Navn": "Dan Ravn", "Organisation": "Bordtennisklubben"},
]
POSTS = [
    {"Person": "astrid.ege@example.dk", "Post": "Afdelingschef", "Afdeling": "Kultur og Fritid", "Fra": "1/3 2020"},
    {"Person": "Astrid Ege", "Post": "chefforum", "Fra": "2020-03-01"},
]
NETWORK = {
    "Titel": "Fritidsliv for alle",
    "Type": "Velfærdsnetværk",
    "Status": "I gang",
    "Start": "1. februar 2026",
    "Slut": "31. december 2026",
    "Netværksleder": "Bo Lind",
    "Co-driver": "Carla Friis",
    "Formål": "Flere børn skal have en fast fritidsaktivitet.",
    "Centrale afdelinger": "Kultur og Fritid; Skoler og Uddannelse",
    "Deltagere": "Dan Ravn; ida@example.dk",
}
FIRST_DAY = {"Afdelinger": ROOMS, "Personer": PERSONS, "Poster": POSTS, "Netværk": [NETWORK]}


def book(**sheets: list[dict[str, str]]) -> bytes:
    """The template with these rows in it, by sheet and column."""
    return first_day.book(sheets)


def saved(filled):
    written = BytesIO()
    filled.save(written)
    return written.getvalue()


def upload(browser, content, name="netværk.xlsx"):
    """The answer to trying the file."""
    form = browser.form("/indlaesning", "/indlaesning")
    file = FileStorage(BytesIO(content), filename=name, name="workbook")
    boundary, body = encode_multipart(MultiDict({**form.fields, "workbook": file}))
    return browser.post_raw("/indlaesning", body, f"multipart/form-data; boundary={boundary}")


def tried(browser, content):
    """The page that tells what the file would do, and its address."""
    answer = upload(browser, content)
    assert answer.status_code == 303
    return browser.get(answer.location), answer.location


def read_in(browser, content):
    """The answer to reading the file in."""
    address = upload(browser, content).location
    return browser.submit(address, address)


def repacked(content, change, kind=zipfile.ZIP_DEFLATED):
    """The same workbook with other parts: `change` gives each of them anew."""
    packed, plain = BytesIO(), zipfile.ZipFile(BytesIO(content))
    with zipfile.ZipFile(packed, "w", kind) as archive:
        for name in plain.namelist():
            archive.writestr(name, change(name, plain.read(name)))
    return packed.getvalue()
