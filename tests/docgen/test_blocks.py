"""What each block of a print tells, and how it stands on the page."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

import docgen
from docgen import blocks, stamp, timeline
from tests.docgen import cases
from tests.docgen.conftest import Rendering
from tests.docgen.reading import pages_of, reading


def test_a_forum_is_printed_by_its_decision(rendered: Rendering) -> None:
    """R16."""
    assert "P Tiltrådt af Chefforum den 26.01.2027, punkt 4.\n" in reading(rendered("contract").pdf)


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
    assert "H3 Forløbsplan\nFigure " in text


def test_a_timeline_is_read_aloud_as_one_sentence_and_its_numbers_are_named_below_it(rendered: Rendering) -> None:
    """domain.md 8."""
    pdf = rendered("contract-whole").pdf
    assert "Figure Perioderne som en tidslinje fra 15. februar 2027 til 5. december 2027." in reading(pdf)
    assert "P 1 Forberedelse og aftaler · 2 Netværksdesign og startworkshop" in reading(pdf).replace("\xa0", " ")


@pytest.mark.parametrize("kind", ["work", "rest", "trial"])
def test_work_test_and_break_are_told_apart_without_colour(kind: str) -> None:
    span = blocks.Span(name="En periode", kind=kind, start=5000, width=1000, height=5000)  # type: ignore[arg-type]
    (box,) = timeline.boxes(blocks.Timeline(describes="En periode", spans=[span]))
    assert (box.x, box.y, box.width, box.height) == (84.0, 13.0, 16.8, 13.0)
    assert bool(box.hatching) == (kind == "trial")
    corners = [tuple(map(float, corner.split())) for corner in re.findall(r"[\d.]+ [\d.]+", box.hatching)]
    assert all(84.0 <= x <= 100.81 and 13.0 <= y <= 26.01 for x, y in corners)


@pytest.mark.parametrize("share", [-1, 10_001, 12.5])
def test_a_stretch_outside_the_line_is_refused(share: float) -> None:
    data = cases.sample("contract-whole")
    answers = [answer for part in data["sections"] for answer in part.get("answers", [])]
    (line,) = [answer["timeline"] for answer in answers if answer.get("timeline")]
    line["spans"][0]["start"] = share
    with pytest.raises(docgen.InvalidData):
        docgen.decode(cases.raw(data))
