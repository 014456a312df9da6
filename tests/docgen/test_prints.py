"""Every print conforms to both standards, reads as it should, and is set as we set things."""

from __future__ import annotations

import io

import pikepdf
import pytest

import docgen
from docgen import blocks, catalogue, formats, stamp
from tests.docgen import cases
from tests.docgen.conftest import Rendering
from tests.docgen.reading import GOLDEN, pages_of, reading

SEMIBOLD = "IBM-Plex-Sans-Semi-Bold"


def embedded(pdf: bytes) -> set[str]:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        descriptors = [o for o in opened.objects if isinstance(o, pikepdf.Dictionary) and "/FontName" in o]
        return {str(o.FontName).partition("+")[2] for o in descriptors}


@pytest.mark.parametrize("name", cases.ALL_NAMES)
def test_print_conforms_to_both_standards_and_our_own_checks(name: str, rendered: Rendering) -> None:
    assert docgen.check(rendered(name).pdf) == []


@pytest.mark.parametrize("name", cases.SAMPLE_NAMES)
def test_sample_reads_as_its_golden_text(name: str, rendered: Rendering) -> None:
    """After a wanted change: python -m tests.docgen.reading, and look at the difference."""
    assert reading(rendered(name).pdf) == (GOLDEN / f"{name}.txt").read_text("utf-8")


def test_every_type_has_a_sample_that_decodes_to_it() -> None:
    for kind, made in docgen.TYPES.items():
        assert type(docgen.decode(catalogue.sample(kind))) is made


def test_headings_of_fields_keep_to_three_lines_of_24_characters() -> None:
    sections = [
        section for name in cases.SAMPLE_NAMES for section in docgen.decode(cases.raw(cases.sample(name))).sections
    ]
    headings = [answer.heading for part in sections if isinstance(part, blocks.Answers) for answer in part.answers]
    headings += [change.heading for part in sections if isinstance(part, blocks.Changes) for change in part.changes]
    assert len(headings) > 40
    assert [heading for heading in headings if formats.tall(heading) > 3] == []


@pytest.mark.parametrize("name", ["contract", "agreement", "recommendations", "long"])
def test_each_page_is_numbered_on_the_line_of_its_foot(name: str, rendered: Rendering) -> None:
    made = rendered(name)
    pages = pages_of(made.pdf)
    assert len(pages) == made.pages
    for number, shown in enumerate(pages, 1):
        foot = next(run for run in shown if "tjekkode" in run.text and run.artifact)
        stamped = next(run for run in shown if run.text == f"Side {number} af {made.pages}")
        assert stamped.artifact
        assert stamped.y == pytest.approx(foot.y, abs=0.1)
        assert stamped.size == pytest.approx(foot.size, abs=0.01)
        assert stamped.x + stamp.width(stamped.text) == pytest.approx(595.28 - 20 * stamp.MM, abs=0.1)


def test_fragment_has_neither_page_numbers_nor_attachment(rendered: Rendering) -> None:
    fragment = rendered("contract").fragment
    assert not [run for shown in pages_of(fragment) for run in shown if run.text.startswith("Side ")][1:]
    assert docgen.read_attached(fragment) is None
    assert "Side 1: sidetallet står der 0 gange" in docgen.check(fragment)


def test_struct_ids_and_destinations_begin_with_the_content_so_that_fragments_can_be_merged(
    rendered: Rendering,
) -> None:
    key = docgen.content_key(docgen.decode(cases.raw(cases.sample("contract"))))
    with pikepdf.open(io.BytesIO(rendered("contract").fragment)) as opened:
        elements = [o for o in opened.objects if isinstance(o, pikepdf.Dictionary) and "/ID" in o]
        names = [str(name) for name in list(opened.Root.Names.Dests.Names)[::2]]
    linked = {str(element.ID) for element in elements if not str(element.ID).startswith(key[:12])}
    assert elements
    assert names
    assert not [name for name in names if not name.startswith(key[:12])]
    assert len(linked) < len(elements)


def test_fonts_are_exactly_ours(rendered: Rendering, renderer: docgen.Renderer) -> None:
    plain = {"IBM-Plex-Sans", "IBM-Plex-Sans-Semi-Bold"}
    assert embedded(rendered("contract").pdf) == plain
    assert embedded(rendered("contract-draft").pdf) == plain | {"IBM-Plex-Sans-Italic"}
    odd = "☐ ☑ → ✓ 😀 ☐ nord‑syd, Hjem‐mets, Bi\u00adlag, Łódź, Şükrü Yıldız, Ğ, 1️⃣, 👍🏽, x̂, kl.\u00a09"
    made = renderer.render(cases.raw(cases.with_text(odd)))
    assert embedded(made.pdf) == plain | {"Noto-Emoji", "Docgen-Symbols"}
    assert docgen.check(made.pdf) == []
    text = reading(made.pdf)
    assert "nord-syd, Hjem-mets, Bilag, Łódź, Şükrü Yıldız, Ğ" in text
    assert "☐ ☑ → ✓ 😀" in text


def test_odd_characters_in_every_style_stay_within_our_fonts(renderer: docgen.Renderer) -> None:
    odd = "Ø 😀 ☐ ✓ ★"
    document = cases.sample("contract-draft") | {"title": f"Titel {odd}", "lead": odd}
    for section in document["sections"]:
        section |= {key: odd for key in ("title", "label", "running_head", "caption") if section.get(key)}
        for group in section.get("groups", ()):
            group["rows"][1]["awaits"] = odd
    assert docgen.check(renderer.render(cases.raw(document)).pdf) == []


def test_draft_says_so_on_every_page_and_carries_no_code(rendered: Rendering) -> None:
    pages = pages_of(rendered("contract-draft").pdf)
    assert len(pages) > 2
    for shown in pages:
        words = [run.text for run in shown if run.artifact]
        assert any(text.endswith("(udkast) · dannet 19.01.2027 kl. 13.15") for text in words)
    for shown in pages[1:]:
        assert "UDKAST · ikke godkendt" in [run.text for run in shown if run.artifact]
    text = reading(rendered("contract-draft").pdf)
    assert "QR-kode" not in text
    assert "Figure" not in text


def test_an_agreed_part_of_a_draft_does_not_say_udkast(renderer: docgen.Renderer) -> None:
    document = cases.sample("contract-draft")
    at, part = next((n, s) for n, s in enumerate(document["sections"]) if s["block"] == "answers")
    document["sections"].insert(at, part | {"is_agreed": True, "running_head": "Aftalt"})
    made = renderer.render(cases.raw(document))
    assert docgen.check(made.pdf) == []
    heads = [[run.text for run in shown if run.artifact] for shown in pages_of(made.pdf)]
    assert "Aftalt" in heads[1]
    for artifacts in heads[1:]:
        assert ("UDKAST · ikke godkendt" in artifacts) == ("Aftalt" not in artifacts)


def test_empty_optional_answers_are_absent_and_required_ones_are_named_only_in_a_draft(
    rendered: Rendering, renderer: docgen.Renderer
) -> None:
    """R15."""
    draft = reading(rendered("empty").pdf)
    assert draft.count("Ikke udfyldt") == 6 + 4
    assert "Politisk samspil" not in draft
    assert "Formål" in draft
    agreed = cases.with_text("")
    agreed["sections"][1]["rows"][0]["value"] = None
    text = reading(renderer.render(cases.raw(agreed)).pdf)
    assert "Ikke udfyldt" not in text
    assert "Hvad skal blive anderledes" not in text
    assert "Netværkstype" not in text


@pytest.mark.parametrize("at", ["2027-07-01T22:30:00Z", "2027-07-02T07:30:00+09:00"])
def test_times_are_danish_also_in_summer(at: str, renderer: docgen.Renderer) -> None:
    document = cases.sample("agreement") | {"recorded_at": at}
    made = renderer.render(cases.raw(document))
    assert "Dannet 02.07.2027 kl. 0.30" in reading(made.pdf)
    with pikepdf.open(io.BytesIO(made.pdf)) as opened:
        assert str(opened.docinfo["/CreationDate"]) == "D:20270701223000Z"


@pytest.mark.parametrize("name", cases.ALL_NAMES)
def test_no_page_ends_with_a_heading_or_is_empty(name: str, rendered: Rendering) -> None:
    for shown in pages_of(rendered(name).pdf):
        content = [run for run in shown if not run.artifact and run.text.strip()]
        assert content
        last = min(run.y for run in content)
        assert {run.size for run in content if run.y < last + 1} != {15}
        side = [run for run in content if run.font == SEMIBOLD and run.x < 23 * stamp.MM and round(run.size) == 10]
        lowest = min((run.y for run in side), default=1000)
        assert any(run.y < lowest + 1 for run in content if run not in side) or not side
