"""What is wrong in a workbook is named by sheet, line and column, in Danish, and nothing of it is read in."""

import re
import unicodedata
import zipfile
from datetime import date
from html import unescape
from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook

from app.imports import workbook
from tests.browse import text_of
from tests.imports import books
from tests.imports.test_first_day import counts

GOOD = {
    "Afdelinger": {"Afdeling": "Afdeling {n}"},
    "Personer": {"Navn": "Person {n}", "Mail": "person{n}@example.dk"},
    "Poster": {
        "Person": "ida@example.dk",
        "Post": "Netværkskonsulent",
        "Fra": "1. marts 20{n:02}",
        "Til": "31. marts 20{n:02}",
    },
    "Netværk": {"Titel": "Netværk {n}", "Type": "Velfærdsnetværk", "Status": "Besluttet"},
}
# Sheet, what is wrong with a good row, the column that is named, and what is said of it.
KINDS = (
    ("Afdelinger", {"Afdeling": None, "Fra": "1. marts 2020"}, "Afdeling", "Skal udfyldes"),
    ("Afdelinger", {"Fra": "snart"}, "Fra", "Skriv dag, måned og år"),
    ("Afdelinger", {"Fra": "31. februar 2020"}, "Fra", "Datoen findes ikke"),
    ("Afdelinger", {"Fra": "1. maj 2020", "Til": "1. april 2020"}, "Til", "Den sidste dag ligger før den første"),
    ("Afdelinger", {"Til": "1. april 2020", "Efterfølger": "Månen"}, "Efterfølger", "Månen står hverken i registret"),
    ("Afdelinger", {"Afdeling": "x" * 90}, "Afdeling", "Skriv højst 80 tegn"),
    ("Personer", {"Mail": "ikke en mail"}, "Mail", "Skriv en mailadresse"),
    ("Personer", {"Mail": None, "Konto": "Ja"}, "Mail", "En konto kræver en mailadresse"),
    ("Personer", {"Konto": "måske"}, "Konto", "Skriv ja eller nej"),
    ("Personer", {"Mail": "hanne@example.dk"}, "Mail", "Mailadressen tilhører Hanne Thorsager i registret"),
    ("Personer", {"Stilling": "Født 010180-1234"}, "Stilling", "Fjern CPR-nummeret"),
    ("Poster", {"Person": "Ingen Kender"}, "Person", "Ingen Kender står hverken i registret"),
    ("Poster", {"Post": "Konge"}, "Post", "Skriv en af disse: Netværksdirektør"),
    ("Poster", {"Post": "Afdelingschef"}, "Afdeling", "Skriv, hvilken afdeling"),
    ("Poster", {"Afdeling": "Økonomi og Stab"}, "Afdeling", "Kun afdelingschefer har en afdeling"),
    ("Poster", {"Post": "Netværksdirektør", "Til": None}, "Fra", "er netværksdirektør i samme periode"),
    ("Netværk", {"Type": "Frimærker"}, "Type", "Skriv en af disse: Velfærdsnetværk"),
    ("Netværk", {"Status": "Træt"}, "Status", "Skriv en af disse: En idé"),
    (
        "Netværk",
        {"Start": "1. maj 2026", "Slut": "1. juni 2027"},
        "Slut",
        "Datoen må højst ligge 12 måneder efter starten",
    ),
    ("Netværk", {"Netværksleder": "Yusuf Demirel"}, "Netværksleder", "Har ingen konto"),
)


def wrong_book(times):
    """A workbook in which each kind of mistake stands on so many lines, and what is to be said: sheet, line, column."""
    rows, wanted = {name: [] for name in GOOD}, []
    for _time in range(times):
        for sheet, wrong, column, said in KINDS:
            place = len(rows[sheet])
            row = {key: value.format(n=place) for key, value in GOOD[sheet].items()} | wrong
            rows[sheet].append(row)
            wanted.append((sheet, place + 2, column, said))
    return books.book(**rows), wanted


def told(page):
    """The table of mistakes: sheet, line, column, sentence."""
    found = []
    for row in re.findall(r"<tr>(.*?)</tr>", page.text.split("<tbody>")[1], re.DOTALL):
        cells = [plain(cell) for cell in re.findall(r"<td.*?</td>", row, re.DOTALL)]
        found.append((cells[0], int(cells[1] or 0), cells[2], cells[4]))
    return found


def plain(cell):
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", "", cell))).strip()


@pytest.mark.both_databases
def test_two_hundred_wrong_lines_of_twenty_kinds_are_each_named_and_nothing_is_read_in(browse, people):
    content, wanted = wrong_book(10)
    assert (len(wanted), len(KINDS)) == (200, 20)
    before = counts()
    office = browse(people.consultant)
    page, address = books.tried(office, content)
    found = told(page)
    missing = [one for one in wanted if not any(one[:3] == row[:3] and one[3] in row[3] for row in found)]
    assert missing == []
    assert len(found) == 200
    assert "200 fejl i filen" in text_of(page)
    assert office.post(address).status_code == 422
    assert counts() == before


def test_one_wrong_line_keeps_all_the_others_out(browse, people):
    before = counts()
    content = books.book(**{**books.FIRST_DAY, "Netværk": [{**books.NETWORK, "Type": "Frimærker"}]})
    office = browse(people.consultant)
    page, address = books.tried(office, content)
    assert [row[:3] for row in told(page)] == [("Netværk", 2, "Type")]
    assert office.post(address).status_code == 422
    assert counts() == before


@pytest.mark.parametrize(
    ("sheets", "wanted"),
    [
        (
            {"Personer": [books.PERSONS[0], {"Navn": "En anden", "Mail": "astrid.ege@example.dk"}]},
            ("Personer", 3, "Mail", "Står allerede i linje 2"),
        ),
        (
            {"Afdelinger": [{"Afdeling": "Havn"}, {"Afdeling": "HAVN "}]},
            ("Afdelinger", 3, "Afdeling", "Står allerede i linje 2"),
        ),
        (
            {
                "Netværk": [
                    books.NETWORK
                    | {"Netværksleder": None, "Co-driver": None, "Centrale afdelinger": None, "Deltagere": None}
                ]
                * 2
            },
            ("Netværk", 3, "Titel", "Står allerede i linje 2"),
        ),
        (
            {"Afdelinger": [{"Afdeling": "Havn", "Efterfølger": "Skoler og Uddannelse"}]},
            ("Afdelinger", 2, "Til", "Skriv den sidste dag"),
        ),
        (
            {"Afdelinger": [{"Afdeling": "Havn", "Til": "1. maj 2026", "Efterfølger": "Havn"}]},
            ("Afdelinger", 2, "Efterfølger", "ikke være sin egen"),
        ),
        (
            {
                "Afdelinger": [
                    {"Afdeling": "Havn", "Til": "1. maj 2026", "Efterfølger": "Kaj"},
                    {"Afdeling": "Kaj", "Til": "1. maj 2026", "Efterfølger": "Mole"},
                    {"Afdeling": "Mole", "Til": "1. maj 2026", "Efterfølger": "Havn"},
                ]
            },
            ("Afdelinger", 4, "Efterfølger", "hinandens efterfølgere"),
        ),
        (
            {
                "Personer": [{"Navn": "Bo Lind", "Mail": "a@example.dk"}, {"Navn": "Bo Lind", "Mail": "b@example.dk"}],
                "Poster": [{"Person": "Bo Lind", "Post": "Chefforum", "Fra": "1. maj 2026"}],
            },
            ("Poster", 2, "Person", "Flere hedder Bo Lind"),
        ),
        (
            {"Netværk": [{"Titel": "N", "Type": "Læringsnetværk", "Status": "I gang"}]},
            ("Netværk", 2, "Start", "når netværket er i gang"),
        ),
        (
            {
                "Netværk": [
                    {
                        "Titel": "N",
                        "Type": "Læringsnetværk",
                        "Status": "Besluttet",
                        "Netværksleder": "Ida Skovbjerg",
                        "Co-driver": "ida@example.dk",
                    }
                ]
            },
            ("Netværk", 2, "Co-driver", "både leder og co-driver"),
        ),
        (
            {"Poster": [{"Person": "Ida Skovbjerg", "Post": "Chefforum", "Fra": 45000}]},
            ("Poster", 2, "Fra", "Skriv dag, måned og år"),
        ),
        ({"Personer": [{"Navn": "#REF!"}]}, ("Personer", 2, "Navn", "Formlen i cellen fejler")),
    ],
)
def test_lines_that_do_not_fit_one_another_are_named(browse, people, sheets, wanted):
    page, _address = books.tried(browse(people.consultant), books.book(**sheets))
    assert any(row[:3] == wanted[:3] and wanted[3] in row[3] for row in told(page)), told(page)


def test_dates_numbers_and_letters_are_read_as_excel_has_them(browse, people):
    rows = [{"Afdeling": 2030, "Fra": date(2020, 3, 1)}, {"Afdeling": "  Havn   og Kaj ", "Fra": "1/3-2020"}]
    page, _address = books.tried(browse(people.consultant), books.book(Afdelinger=rows))
    assert "Filen tilføjer 2 linjer" in text_of(page)


def changed(change):
    filled = load_workbook(BytesIO(books.book(Personer=books.PERSONS)))
    change(filled)
    return books.saved(filled)


def renamed(filled):
    filled["Personer"].title = "Folk"


def other_column(filled):
    filled["Personer"]["B1"] = "Skostørrelse"


def twice(filled):
    filled["Personer"]["B1"] = "Navn"


def without(filled):
    filled["Personer"]["A1"] = None


def sheet_twice(filled):
    filled.create_sheet("Personer ")["A1"] = "Navn"


def not_worked_out(filled):
    filled["Personer"]["B3"] = '="Projekt"&"leder"'


def merged(filled):
    filled["Personer"].merge_cells("D4:D5")


def nameless(filled):
    filled["Personer"]["H1"], filled["Personer"]["H3"] = None, "Orlov"


def optional_without_heading(filled):
    filled["Personer"]["B1"] = None


@pytest.mark.parametrize(
    ("change", "wanted"),
    [
        (sheet_twice, ("Personer ", 0, "", "Arket er der to gange")),
        (not_worked_out, ("Personer", 3, "Stilling", "Formlen i cellen fejler")),
        (merged, ("Personer", 0, "", "Cellerne D4:D5 er flettet")),
        (nameless, ("Personer", 3, "H", "Kolonnen har ingen overskrift")),
        (optional_without_heading, ("Personer", 2, "B", "Kolonnen har ingen overskrift")),
        (renamed, ("Folk", 0, "", "Arket er ikke et af skabelonens")),
        (other_column, ("Personer", 1, "Skostørrelse", "Kolonnen er ikke en af arkets")),
        (twice, ("Personer", 1, "Navn", "Kolonnen står to gange")),
        (without, ("Personer", 1, "Navn", "Kolonnen mangler")),
    ],
)
def test_sheets_and_columns_that_are_not_the_template_s_are_named(browse, people, change, wanted):
    page, _address = books.tried(browse(people.consultant), changed(change))
    assert any(row[:3] == (wanted[0].strip(), *wanted[1:3]) and wanted[3] in row[3] for row in told(page)), told(page)


def from_a_mac(filled):
    filled["Netværk"].title = unicodedata.normalize("NFD", "Netværk")
    filled["Personer"]["A1"] = " NAVN"


def under_a_blank_line(filled):
    filled["Personer"].insert_rows(1, 2)


def with_a_gap(filled):
    filled["Personer"]["A9000"] = "Eva Lund"


@pytest.mark.parametrize(("change", "lines"), [(from_a_mac, 4), (under_a_blank_line, 4), (with_a_gap, 5)])
def test_nothing_is_passed_over_for_how_a_sheet_is_laid_out(browse, people, change, lines):
    page, _address = books.tried(browse(people.consultant), changed(change))
    assert f"Filen tilføjer {lines} linjer" in text_of(page)


def test_a_formula_that_says_nothing_is_an_empty_cell(browse, people):
    def empty(name, part):
        cell = b'<c r="C5" t="str"><f>IF(A5="","","")</f><v></v></c>'
        return re.sub(rb'<c r="C5"[^>]*(?:/>|></c>)', cell, part) if name == "xl/worksheets/sheet3.xml" else part

    styled = changed(lambda filled: setattr(filled["Personer"]["C5"], "number_format", "@"))
    content = books.repacked(styled, empty)
    assert b"IF(A5" in zipfile.ZipFile(BytesIO(content)).read("xl/worksheets/sheet3.xml")
    page, _address = books.tried(browse(people.consultant), content)
    assert "Filen tilføjer 4 linjer" in text_of(page)


def test_an_empty_template_and_too_many_lines_are_told(browse, people):
    page, _address = books.tried(browse(people.consultant), books.book())
    assert "Der er ikke udfyldt noget" in text_of(page)
    filled = Workbook()
    filled.active.title = "Personer"
    for row in [["Navn"], *([[f"Person {n}"] for n in range(workbook.MOST_ROWS + 1)])]:
        filled.active.append(row)
    page, _address = books.tried(browse(people.consultant), books.saved(filled))
    assert "mere end 3000 linjer" in text_of(page)
