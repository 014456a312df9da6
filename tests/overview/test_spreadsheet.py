"""The table of networks as a spreadsheet: what the page shows, no more, and nothing that a program would run."""

import re
from datetime import timedelta
from io import BytesIO

import pytest
from openpyxl import load_workbook

from app.core import clock
from app.networks.rules import NetworkType
from app.overview import table
from tests.browse import text_of
from tests.overview.test_table import due, opened, put, rows, titles

ADDRESS = "/netvaerk/regneark"


def sheet(browse, who, asked=""):
    answer = browse(who).get(ADDRESS + asked)
    assert answer.headers["Content-Disposition"] == "attachment; filename=netvaerk.xlsx"
    return load_workbook(BytesIO(answer.data)).active


def lines(browse, who, asked=""):
    return [[cell or "" for cell in row] for row in sheet(browse, who, asked).iter_rows(min_row=2, values_only=True)]


def test_the_rows_their_order_and_their_words_are_the_page_s(browse, people, phase_at):
    phase_at("agreed", title="Besluttet")
    phase_at("sent", title="Ude")
    due("Ude", days=-3)
    put("Besluttet", ends_on=clock.today() + timedelta(days=40))
    opened(people, "Lærer sammen", NetworkType.LEARNING)
    for asked in ("", "?orden=navn", "?orden=nyeste", "?type=welfare", "?tilstand=decided", "?q=ude", "?q=ingen"):
        page = browse(people.consultant).get(f"/netvaerk{asked}")
        found = lines(browse, people.consultant, asked)
        assert [line[1] for line in found] == titles(page)
        shown = rows(page)
        for number, title, *told, _ends in found:
            for words in (number, *filter(None, told)):
                assert words in shown[title]
    (late,) = [line for line in lines(browse, people.consultant) if line[5]]
    assert (late[1], late[5]) == ("Ude", "3 dage over fristen")
    (ends,) = [line[8].date() for line in lines(browse, people.consultant) if line[8]]
    assert ends == clock.today() + timedelta(days=40)


def test_all_pages_are_in_it(browse, people, monkeypatch):
    monkeypatch.setattr(table, "PER_PAGE", 2)
    for title in ("Et", "Fem", "To"):
        opened(people, title)
    assert [line[1] for line in lines(browse, people.consultant, "?orden=navn&side=2")] == ["Et", "Fem", "To"]


def test_nobody_reads_more_in_it_than_on_the_page(browse, people, phase_at):
    phase_at("draft", title="Kun et udkast")
    phase_at("agreed", title="Besluttet")
    put("Besluttet", ends_on=clock.today() - timedelta(days=1))
    for who in (people.stranger, people.school_head, people.participant, people.consultant):
        page = browse(who).get("/netvaerk?tilstand=alle")
        found = lines(browse, who, "?tilstand=alle")
        assert [line[1] for line in found] == titles(page)
        assert bool([line for line in found if line[5]]) == ("over fristen:" in text_of(page))
    assert [line[1] for line in lines(browse, people.stranger)] == ["Besluttet"]
    assert [line[5:8] for line in lines(browse, people.stranger)] == [
        ["", "", ""]
    ]  # how late it is, is its own people's


@pytest.mark.parametrize("title", ['=HYPERLINK("http://x.example")', "+45 12", "-1+1", "@SUM(A1)"])
def test_what_looks_like_a_formula_stays_text(browse, people, title):
    opened(people, title)
    (cell,) = [cell for cell in sheet(browse, people.consultant)["B"] if cell.row > 1]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (title, "s", True)


def test_the_page_leads_to_it_with_the_same_filter(browse, people):
    opened(people, "Et")
    page = browse(people.consultant).get("/netvaerk?orden=navn&type=welfare")
    (address,) = re.findall(r'href="(/netvaerk/regneark[^"]*)">Hent som regneark', page.text)
    assert set(address.partition("?")[2].split("&amp;")) == {"type=welfare", "orden=navn"}
    assert "Hent som regneark" not in text_of(browse(people.consultant).get("/netvaerk?q=findes+ikke"))


def test_only_who_is_signed_in_fetches_it(browse):
    assert browse().client.get(ADDRESS).status_code == 302
