"""A guide is four small pages; folded, the same pages on the two sides of one sheet, read aloud in the same order."""

from __future__ import annotations

import io
from typing import Any

import pikepdf
import pytest

import docgen
from docgen.conformance import tree
from docgen.fold import FOLD
from tests.docgen import cases
from tests.docgen.conftest import Rendering
from tests.docgen.reading import pages_of, reading

A4 = (842, 595)


@pytest.fixture(scope="module")
def both(renderer: docgen.Renderer) -> tuple[bytes, bytes]:
    """One guide as pages and folded."""
    guide = cases.sample("guide")
    return renderer.render(cases.raw(guide)).pdf, renderer.render(cases.raw(guide | {"folded": True})).pdf


def sizes(pdf: bytes) -> list[tuple[int, int]]:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return [(round(page.mediabox[2]), round(page.mediabox[3])) for page in opened.pages]


def bookmarks(pdf: bytes) -> list[tuple[str, int, float, float]]:
    """Each with the page, and the place on it, that it leads to."""
    with pikepdf.open(io.BytesIO(pdf)) as opened, opened.open_outline() as outline:
        numbers = {page.obj.objgen: number for number, page in enumerate(opened.pages, 1)}
        marks = [mark for top in outline.root for mark in (top, *top.children)]
        places: list[Any] = [mark.destination for mark in marks]
        return [
            (mark.title, numbers[place[0].objgen], float(place[2]), float(place[3]))
            for mark, place in zip(marks, places, strict=True)
        ]


def test_a_folded_guide_is_one_sheet_of_a4_with_four_and_one_outside(both: tuple[bytes, bytes]) -> None:
    pages, folded = both
    assert sizes(pages) == [(420, 595)] * 4
    assert sizes(folded) == [A4, A4]
    for shown, left, right in zip(pages_of(folded), (4, 2), (1, 3), strict=True):
        numbers = {run.text: run.x for run in shown if run.text.startswith("Side ")}
        assert list(numbers) == [f"Side {left} af 4", f"Side {right} af 4"]
        assert numbers[f"Side {left} af 4"] < FOLD < numbers[f"Side {right} af 4"]


def test_every_word_stands_in_its_half_where_it_stood_on_its_page(both: tuple[bytes, bytes]) -> None:
    pages, (outside, inside) = pages_of(both[0]), pages_of(both[1])
    for number, side, right in ((4, outside, 0), (1, outside, 1), (2, inside, 0), (3, inside, 1)):
        moved = {(run.text, round(run.x - right * FOLD), round(run.y)) for run in side}
        assert {(run.text, round(run.x), round(run.y)) for run in pages[number - 1]} <= moved


def test_a_folded_guide_reads_as_its_pages_from_first_to_last(both: tuple[bytes, bytes]) -> None:
    pages, folded = map(reading, both)
    assert folded == pages
    assert pages.index("Kort om rollen") < pages.index("Ti ting") < pages.index("Sådan begynder I")
    assert pages.index("Sådan begynder I") < pages.index("Plads til dine noter") < pages.index("Spørg os")


def test_a_mark_and_its_element_know_one_another(both: tuple[bytes, bytes]) -> None:
    """ISO 32000-1, 14.7.4.4: a reader finds its way from what is shown to the structure by the page's own list."""
    with pikepdf.open(io.BytesIO(both[1])) as opened:
        numbers = list(opened.Root.StructTreeRoot.ParentTree.Nums)
        owners = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
        known = 0
        for element in tree(opened):
            kids: list[Any] = list(element.get("/K", pikepdf.Array()))
            for mark in (kid for kid in kids if isinstance(kid, int)):
                assert owners[int(element.Pg.StructParents)][mark].objgen == element.objgen
                known += 1
        assert known > 50


def test_bookmarks_of_a_folded_guide_lead_to_the_same_words(both: tuple[bytes, bytes]) -> None:
    pages, folded = map(bookmarks, both)
    half = {1: (1, FOLD), 2: (2, 0.0), 3: (2, FOLD), 4: (1, 0.0)}
    assert len(pages) == len(folded) > 6
    for (title, number, x, y), found in zip(pages, folded, strict=True):
        side, right = half[number]
        assert (found[0], found[1], found[3]) == (title, side, y)
        assert found[2] == pytest.approx(x + right, abs=0.1)


def test_a_text_too_long_for_four_pages_is_refused(renderer: docgen.Renderer) -> None:
    guide = cases.sample("guide")
    guide["sections"][1]["passages"] *= 2
    with pytest.raises(docgen.RenderFailed, match="Pjecen fylder 5 sider, men skal fylde 4") as caught:
        renderer.render(cases.raw(guide))
    assert caught.value.reason == "invalid"


@pytest.mark.parametrize("picture", ["bridge", "balance", "pair"])
def test_each_picture_is_described_and_sets_our_fonts_alone(picture: str, renderer: docgen.Renderer) -> None:
    guide = cases.sample("guide") | {"picture": picture, "depicts": "Hvad billedet viser."}
    pdf = renderer.render(cases.raw(guide)).pdf
    assert docgen.check(pdf) == []
    assert "Figure Hvad billedet viser." in reading(pdf)


def test_the_checker_sees_a_sheet_whose_halves_have_changed_places(both: tuple[bytes, bytes]) -> None:
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(both[1])) as opened:
        first, second = opened.pages
        first.Contents, second.Contents = second.Contents, first.Contents
        opened.save(target)
    found = docgen.check(target.getvalue())
    assert "Side 1: sidetallet står der 0 gange" in found
    assert "Side 4: sidetallet står der 0 gange" in found


def test_the_same_guide_gives_the_same_bytes_and_both_prints_are_made_of_the_same_pages(
    both: tuple[bytes, bytes], rendered: Rendering
) -> None:
    with docgen.Renderer() as another:
        folded = another.render(cases.raw(cases.sample("guide") | {"folded": True}))
    assert folded.pdf == both[1]
    assert folded.fragment == rendered("guide").fragment


def test_hostile_text_in_a_guide_is_words_like_any_other(renderer: docgen.Renderer) -> None:
    text = '"><img src="http://127.0.0.1:9/a"><style>@import url(http://127.0.0.1:9/b);</style> {{ 7*7 }} &amp;'
    guide = cases.sample("guide") | {"lead": text, "depicts": text}
    duties = guide["sections"][1]["passages"][0]
    duties |= {"paragraphs": [text], "steps": [{"lead": text, "text": text}], "items": [text]}
    pdf = renderer.render(cases.raw(guide)).pdf
    assert docgen.check(pdf) == []
    said = reading(pdf)
    assert said.count("{{ 7*7 }} &amp;") == 6
    assert "49" not in said
