"""`python -m docgen`: its answers and exit codes are what scripts rely on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import docgen
from docgen.__main__ import main
from tests.docgen import cases
from tests.docgen.conftest import Rendering


def test_types_are_told_one_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["types"]) == 0
    assert (
        capsys.readouterr().out
        == "contract\nagreement\nmandate\nrecommendations\nproposal\napproval_sheet\ndifference\nparticipants\nguide\n"
    )


def test_samples_make_one_conforming_file_a_type(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "new" / "folder"
    assert main(["samples", str(folder)]) == 0
    assert sorted(file.name for file in folder.iterdir()) == sorted(f"{kind}.pdf" for kind in docgen.TYPES)
    for kind in docgen.TYPES:
        assert main(["check", str(folder / f"{kind}.pdf")]) == 0
    assert capsys.readouterr().out.endswith("ok: PDF/A-3a og PDF/UA-1\n")


def test_schema_is_json_schema(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", "agreement"]) == 0
    schema = json.loads(capsys.readouterr().out)
    assert schema["$ref"] == "#/$defs/Agreement"


def test_render_writes_what_the_renderer_makes(tmp_path: Path, rendered: Rendering) -> None:
    source, target = tmp_path / "data.json", tmp_path / "out.pdf"
    source.write_bytes(cases.raw(cases.sample("agreement")))
    assert main(["render", "agreement", str(source), "-o", str(target)]) == 0
    assert target.read_bytes() == rendered("agreement").pdf


@pytest.mark.parametrize(
    ("kind", "data", "message"),
    [
        ("contract", cases.raw(cases.sample("contract") | {"lead": 5}), "$.lead: "),
        ("agreement", cases.raw(cases.sample("contract")), "$.type: "),
        ("contract", b"{", "$: Ikke læsbar JSON"),
        ("contract", None, "data.json: findes ikke"),
    ],
    ids=["bad data", "other type", "no JSON", "no file"],
)
def test_bad_data_exit_2_with_the_path_and_no_file(
    kind: str, data: bytes | None, message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source, target = tmp_path / "data.json", tmp_path / "out.pdf"
    if data is not None:
        source.write_bytes(data)
    assert main(["render", kind, str(source), "-o", str(target)]) == 2
    assert message in capsys.readouterr().err
    assert not target.exists()


def test_unknown_type_exit_2_and_names_the_types(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["schema", "nothing"])
    assert caught.value.code == 2
    assert "»nothing« er ikke en type; der er contract, agreement, mandate, recommendations" in capsys.readouterr().err


def test_check_prints_what_fails_and_exit_1(
    tmp_path: Path, rendered: Rendering, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "fragment.pdf"
    file.write_bytes(rendered("agreement").fragment)
    assert main(["check", str(file)]) == 1
    told = capsys.readouterr().out.splitlines()
    assert "Side 1: sidetallet står der 0 gange" in told
    assert "Dokumentets data er ikke vedhæftet" in told
