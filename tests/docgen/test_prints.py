"""Every print conforms to both standards, reads as it should, and is set as we set things."""

from __future__ import annotations

import io
from itertools import pairwise

import pikepdf
import pytest

import docgen
from docgen import blocks, catalogue, formats, stamp
from docgen.contents import Run, runs
from tests.docgen import cases
from tests.docgen.conftest import Rendering
from tests.docgen.reading import GOLDEN, reading

SEMIBOLD = "IBM-Plex-Sans-Semi-Bold"


def pages_of(pdf: bytes) -> list[list[Run]]:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return [list(runs(page)) for page in opened.pages]


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


def test_a_forum_is_printed_by_its_decision(rendered: Rendering) -> None:
    """R16."""
    assert "P Tiltrådt af Chefforum den 26.01.2027, punkt 4.\n" in reading(rendered("contract").pdf)


@pytest.mark.parametrize("at", ["2027-07-01T22:30:00Z", "2027-07-02T07:30:00+09:00"])
def test_times_are_danish_also_in_summer(at: str, renderer: docgen.Renderer) -> None:
    document = cases.sample("agreement") | {"recorded_at": at}
    made = renderer.render(cases.raw(document))
    assert "Dannet 02.07.2027 kl. 00.30" in reading(made.pdf)
    with pikepdf.open(io.BytesIO(made.pdf)) as opened:
        assert str(opened.docinfo["/CreationDate"]) == "D:20270701223000Z"


def test_contents_tell_the_page_on_which_a_part_begins(rendered: Rendering) -> None:
    made = rendered("contract")
    lines = reading(made.pdf).splitlines()
    told = int(lines[lines.index("TH Fase 1. Godkendelser") + 2].removeprefix("TD "))
    shown = pages_of(made.pdf)[told - 1]
    assert "Godkendelser" in [run.text for run in shown if run.size == pytest.approx(15, abs=0.1)]


def test_paper_to_sign_has_lines_and_the_code_on_every_page(rendered: Rendering) -> None:
    """R18: blank lines for those who sign, the time for those who have approved, and what a scan is matched by."""
    pdf = rendered("contract-to-sign").pdf
    pages = pages_of(pdf)
    for number, shown in enumerate(pages):
        artifacts = [run.text for run in shown if run.artifact]
        assert "NK-2027-017-3 · version 1 (til underskrift) · tjekkode T3VK-8XPA-6NGE" in artifacts
        assert ("Til underskrift" in artifacts) == (number > 0)
    lines = reading(pdf).splitlines()
    assert "UDKAST" not in "".join(lines)
    signer = lines.index("TH Gustav Nørregaard")
    assert lines[signer : signer + 3] == ["TH Gustav Nørregaard", "TD Elev i 9. klasse, Ungerådet", lines[signer + 2]]
    assert lines[signer + 2].startswith("TH ")
    assert "TD Godkendt 20.04.2027 kl. 16.30 Enige på startworkshoppen" in lines
    assert "TH Navn med blokbogstaver" in lines
    assert any(line.startswith("P Dette er NK-2027-017-3, version 1, til underskrift.") for line in lines)


def test_rows_to_sign_leave_fifteen_millimetres_for_each_hand(rendered: Rendering) -> None:
    """R18."""
    names = ("Fatima Chaoui", "Gustav Nørregaard", "Anne-Mette", "Leif Brandstrup", "Ellen Bisgaard")
    heights = [run.y for shown in pages_of(rendered("contract-to-sign").pdf) for run in shown if run.text in names]
    assert len(heights) == 5
    assert all(upper - lower > 15 * stamp.MM for upper, lower in pairwise(heights))


def test_signature_prints_no_line_in_what_is_agreed(renderer: docgen.Renderer) -> None:
    document = cases.sample("contract-to-sign") | {"state": "agreed"}
    text = reading(renderer.render(cases.raw(document)).pdf)
    assert "TH Godkendt\n" in text
    assert "TH Underskrift\n" not in text
    assert "TH Gustav Nørregaard\nTD Elev i 9. klasse, Ungerådet\nTD –\n" in text


def test_what_was_said_stands_where_the_time_would(rendered: Rendering) -> None:
    """R17: silence is never consent. R18: paper is told as paper."""
    text = reading(rendered("approval-sheet").pdf)
    assert "TD 18.03.2027 kl. 15.40 Enige på startworkshoppen\n" in text
    assert "TD Indgået på papir den 22.03.2027, registreret af Thomas Ravnkilde\n" in text
    assert (
        "TH Oscar Lindhardt\nTD Elev, Ungerådet Var ikke til stede og fik teksten 19.03.2027\nTD Ikke svaret\n" in text
    )


@pytest.mark.parametrize("name", ["approval-sheet", "difference", "participants"])
def test_a_record_is_no_draft_and_says_when_it_was_made(name: str, rendered: Rendering) -> None:
    document = cases.sample(name)
    for shown in pages_of(rendered(name).pdf):
        artifacts = " ".join(run.text for run in shown if run.artifact)
        assert "UDKAST" not in artifacts
        assert document["number"] in artifacts
        assert " · dannet " in artifacts


def test_a_whole_contract_leaves_no_page_half_empty_before_the_last(rendered: Rendering) -> None:
    pages = pages_of(rendered("contract-whole").pdf)
    assert len(pages) == 8
    for shown in pages[:-1]:
        assert min(run.y for run in shown if not run.artifact) < 90 * stamp.MM


@pytest.mark.parametrize("many", [11, 12, 13, 14])
def test_many_approvals_break_between_rows_and_never_leave_one_alone(many: int, renderer: docgen.Renderer) -> None:
    document = cases.sample("approval-sheet")
    group = document["sections"][-1]["groups"][1]
    rows = [group["rows"][0] | {"name": f"Part{n}"} for n in range(many)]
    document["sections"] = [document["sections"][-1] | {"groups": [group, group | {"rows": rows}]}]
    pages = pages_of(renderer.render(cases.raw(document)).pdf)
    counts = [sum(run.text.startswith("Part") for run in shown) for shown in pages]
    assert sum(counts) == many
    assert min(counts) > 1, counts


def test_the_code_of_each_version_stands_at_its_approvals(rendered: Rendering) -> None:
    lines = reading(rendered("contract-whole").pdf).splitlines()
    at = lines.index("Caption Parternes godkendelse af fase 2, version 1")
    assert lines[at + 1] == "Caption Tjekkode B4TN-6QLC-3VYE"


def test_a_print_of_a_day_tells_the_day_alone_and_its_lead_stands_under_its_title(rendered: Rendering) -> None:
    shown = pages_of(rendered("participants").pdf)[0]
    assert any(run.text.endswith(" · dannet 06.09.2027") for run in shown if run.artifact)
    title = next(run for run in shown if round(run.size) == 26)
    lead = next(run for run in shown if round(run.size) == 13)
    assert lead.x == pytest.approx(title.x, abs=1)
    beside = next(run for run in pages_of(rendered("contract-whole").pdf)[0] if round(run.size) == 13)
    assert beside.x > title.x + 50 * stamp.MM


def test_changes_are_told_to_those_who_listen_and_show_in_black_and_white(rendered: Rendering) -> None:
    lines = reading(rendered("difference").pdf).splitlines()
    assert any("sat slettet: 60.000 tilføjet: 48.000 kr. af." in line for line in lines)
    assert lines[lines.index("TH Eksperter udefra") :][:4] == ["TH Eksperter udefra", "TD Slettet", "TD –", "TD 15"]
    assert "P 3 andre svar er uændrede." in lines
    runs_of = [run for shown in pages_of(rendered("difference").pdf) for run in shown]
    assert {run.font for run in runs_of if run.text.strip() == "48.000"} == {"IBM-Plex-Sans-Semi-Bold"}
    assert {round(run.size) for run in runs_of if run.text.startswith(("slettet:", "tilføjet:"))} == {1}


def test_a_changed_plan_is_told_row_by_row_in_words_and_marks(rendered: Rendering) -> None:
    text = reading(rendered("difference").pdf)
    assert (
        "TH Ændret Udforskning\nTD Samtaler med pårørende og borgere\nTD 22. marts 2027\nTD slettet: 6 tilføjet: 7\n"
        in text
    )
    assert "TH Slettet Temadag\nTD Fælles dag med plejehjemmene\n" in text
    assert "TH Flyttet fra plads 4 Idéer\n" in text
    assert "TH Forberedelse og aftaler\n" in text
    assert "LBody • Tilføjet: Hjemmeplejen bruger den samme samtaleguide.\n" in text


def test_nothing_is_a_dash_in_a_course_plan_and_zero_is_zero(rendered: Rendering) -> None:
    text = reading(rendered("contract-whole").pdf)
    assert "TD 28.06.2027\nTD 7\nTD 0\nTD 0\nTD –\nTD Pause\n" in text
    assert "H3 Forløbsplan\nTH Periode\n" in text


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
