"""What is let in, what is refused and where, and what travels along in the file."""

from __future__ import annotations

import hashlib
import io
import json
import subprocess
import sys
import zlib
from typing import Any

import msgspec
import pikepdf
import pytest

import docgen
from docgen import coverage, fonts, rules
from tests.docgen import cases
from tests.docgen.conftest import Rendering

REFUSED: list[tuple[str, dict[str, Any], str]] = [
    ("$.check", {"check": None}, "tjekkode"),
    ("$.check", {"state": "draft"}, "tjekkode"),
    ("$.check", {"state": "to_sign", "check": None}, "tjekkode"),
    ("$.sections", {"state": "to_sign"}, "mindst én plads til en underskrift"),
    ("$.state", {"state": "signed"}, "Ukendt værdi"),
    ("$.accent", {"accent": "#777777"}, "7:1"),
    ("$.accent", {"accent": "green"}, "form"),
    ("$.number", {"number": "nk 1"}, "form"),
    ("$.title", {"title": "x" * 141}, "højst 140 tegn"),
    ("$.title", {"title": "漢字"}, "Tegnet »漢« (U+6F22) kan ikke udskrives"),
    ("$.title", {"title": "a\x07b"}, "Tegnet U+0007 kan ikke udskrives"),
    ("$.recorded_at", {"recorded_at": "2027-01-26T10:20:00"}, "tidszone"),
    ("$.unknown", {"unknown": 1}, "ukendt"),
    ("$.version", {"version": "1"}, "Skal være et helt tal eller ingenting, ikke tekst"),
    ("$.sections", {"sections": []}, "mindst 1 led"),
    ("$.sections[0].phases", {"sections": [{"block": "phases", "phases": [{"label": "a", "state": "open"}] * 4}]}, "3"),
    ("$.sections[0].block", {"sections": [{"block": "stories"}]}, "Ukendt værdi"),
]


def refusal(document: Any) -> rules.InvalidData:
    with pytest.raises(docgen.InvalidData) as caught:
        docgen.decode(document)
    return caught.value


@pytest.mark.parametrize(("path", "change", "message"), REFUSED)
def test_bad_data_is_refused_with_the_path_of_the_field(path: str, change: dict[str, Any], message: str) -> None:
    error = refusal(cases.sample("contract") | change)
    assert error.path == path
    assert message in error.message


def test_bad_data_deep_inside_is_refused_with_its_path() -> None:
    document = cases.sample("contract")
    part = document["sections"][3]["answers"]
    del part[1]["heading"]
    assert str(refusal(document)) == "$.sections[3].answers[1].heading: Feltet mangler"
    part[1]["heading"] = "Baggrund"
    part[1]["text"] = 5
    assert refusal(document).path == "$.sections[3].answers[1].text"
    part[1]["text"] = "a\n" * 400
    assert refusal(document).message == "Teksten har 401 linjer, men må højst have 400"
    part[1]["text"] = "漢"
    assert refusal(document).path == "$.sections[3].answers[1].text"


def test_rules_across_fields_of_tables_and_approvals() -> None:
    document = cases.sample("contract-draft")
    rows = document["sections"][2]["rows"]
    rows[1].append("for meget")
    assert refusal(document).path == "$.sections[2].rows[1]"
    rows[1].pop()
    rows[2][0] = None
    assert refusal(document).path == "$.sections[2].rows[2][0]"
    rows[2][0] = "Navn"
    document["sections"][2]["columns"][0]["width_mm"] = 100
    assert refusal(document).message == "Kolonnerne er 178 mm brede; siden har 168 mm"
    del document["sections"][2]["columns"][0]["width_mm"]
    group = document["sections"][4]["groups"][0]
    group["rows"][0]["awaits"] = "Afventer"
    assert refusal(document).path == "$.sections[4].groups[0].rows[0].awaits"
    group["rows"] = []
    assert refusal(document).path == "$.sections[4].groups[0]"


def test_rules_of_signatures_and_of_tables_in_answers() -> None:
    """R18."""
    document = cases.sample("contract-to-sign")
    approved = document["sections"][-1]["groups"][0]["rows"][0]
    approved["signature"] = True
    assert refusal(document).path == "$.sections[3].groups[0].rows[0].signature"
    approved["signature"] = False
    docgen.decode(document)
    document["sections"][2]["answers"][1]["table"] = {"columns": [{"label": "A"}, {"label": "B"}], "rows": [["a"]]}
    assert refusal(document).path == "$.sections[2].answers[1].table.rows[0]"


def test_rules_of_changed_lists_and_tables() -> None:
    document = cases.sample("difference")
    at, part = next((n, s) for n, s in enumerate(document["sections"]) if s["block"] == "changes")
    number, plan = next((n, c) for n, c in enumerate(part["changes"]) if c["heading"] == "Forløbsplan")
    path = f"$.sections[{at}].changes[{number}]"
    plan["rows"][1]["cells"].pop()
    assert refusal(document).path == f"{path}.rows[1]"
    del plan["columns"]
    assert refusal(document).message == "8 celler til 1 kolonner"
    del plan["rows"]
    assert refusal(document).path == path
    plan |= {"segments": part["changes"][0]["segments"]}
    docgen.decode(document)
    plan["columns"] = [{"label": "A", "width_mm": 120}, {"label": "B", "width_mm": 60}]
    assert refusal(document).path == f"{path}.columns"


def test_a_table_has_at_most_eight_columns() -> None:
    document = cases.sample("contract-whole")
    plan = next(a for part in document["sections"] for a in part.get("answers", ()) if "table" in a)["table"]
    assert len(plan["columns"]) == 8
    docgen.decode(document)
    plan["columns"].append({"label": "Ni"})
    assert "højst 8 led" in refusal(document).message


def test_a_record_needs_no_code_and_may_have_one() -> None:
    document = cases.sample("difference")
    docgen.decode(document)
    docgen.decode(document | {"check": cases.sample("contract")["check"]})


@pytest.mark.parametrize("raw", [b"", b"{", b"[]", b"null", b"\xff", b'{"type":"x"}', b"[" * 100_000, "{}", b"{}"])
def test_what_is_not_a_document_is_refused(raw: bytes | str) -> None:
    assert refusal(raw).path.startswith("$")


def test_oversized_data_are_refused_before_they_are_read() -> None:
    assert "byte" in refusal(b" " * (rules.MAX_BYTES + 1)).message


def test_encoding_is_canonical_and_comes_back_equal() -> None:
    document = docgen.decode(cases.raw(cases.sample("contract")))
    encoded = docgen.encode(document)
    shuffled = dict(reversed(list(cases.sample("contract").items())))
    assert docgen.encode(docgen.decode(shuffled)) == encoded
    assert docgen.decode(encoded) == document
    assert (
        encoded == json.dumps(json.loads(encoded), sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()
    )


@pytest.mark.parametrize("kind", docgen.TYPES)
def test_schema_carries_the_caps(kind: str) -> None:
    schema = msgspec.json.schema(docgen.TYPES[kind])
    title = schema["$defs"][docgen.TYPES[kind].__name__]["properties"]["title"]
    assert title == {"type": "string", "minLength": 1, "maxLength": 140}
    assert f'"const": "{kind}"' in json.dumps(schema) or f'"enum": ["{kind}"]' in json.dumps(schema)


def test_uncovered_characters_are_told_once_and_in_order() -> None:
    assert docgen.uncovered("Blåbærgrød, café: »ja« – 50 % … 😀 ☐ ☑ → ✓ Łódź Şükrü") == []
    assert docgen.uncovered("\u2010\u2011\u00ad\u200b\n\r\t\u00a0") == []
    assert docgen.uncovered("e\u0301 i to tegn") == []
    assert docgen.uncovered("שלום 漢 א ש") == ["ש", "ל", "ו", "ם", "漢", "א"]


def test_every_covered_character_prints_in_our_fonts(renderer: docgen.Renderer) -> None:
    characters = [chr(code) for code in sorted(coverage.covered()) if chr(code).isprintable()]
    assert len(characters) > 2500
    lines = [" ".join(characters[at : at + 60]) for at in range(0, len(characters), 60)]
    assert docgen.check(renderer.render(cases.raw(cases.with_text("\n".join(lines)))).pdf) == []


def test_font_files_are_those_of_the_manifest() -> None:
    folder = fonts.ASSETS / "fonts"
    packages = json.loads((folder / "MANIFEST.json").read_bytes())["packages"]
    told = {name: digest for package in packages for name, digest in package["files"].items()}
    found = [file for file in folder.rglob("*") if file.is_file() and file.name != "MANIFEST.json"]
    assert {f.relative_to(folder).as_posix(): hashlib.sha256(f.read_bytes()).hexdigest() for f in found} == told
    assert {package["licence"] for package in packages} == {"OFL-1.1"}


def test_attached_data_are_the_encoded_document_and_dated_by_the_record(rendered: Rendering) -> None:
    pdf = rendered("contract").pdf
    document = docgen.decode(cases.raw(cases.sample("contract")))
    attached = docgen.read_attached(pdf)
    assert attached is not None
    assert docgen.decode(attached) == document
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert [*opened.attachments] == ["NK-2027-003-1.json"]
        spec = opened.Root.AF[0]
        assert spec.AFRelationship == pikepdf.Name.Source
        assert spec.EF.F.read_bytes() == docgen.encode(document)
        assert str(spec.EF.F.Params.ModDate) == "D:20270126102000Z"


def test_reading_attached_data_of_other_files_gives_none(rendered: Rendering) -> None:
    pdf = rendered("contract").pdf
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        locked = io.BytesIO()
        opened.save(locked, encryption=pikepdf.Encryption(owner="a", user="b"))
    foreign = io.BytesIO()
    with pikepdf.new() as empty:
        empty.add_blank_page()
        empty.attachments["data.json"] = b'{"type": "other"}'
        empty.save(foreign)
    bomb = b"%PDF-1.7\n/EmbeddedFile >>\nstream\n" + zlib.compress(b" " * 80_000_000)
    for other in (b"", b"%PDF-1.7", pdf[:20_000], locked.getvalue(), foreign.getvalue(), bomb, b"\x00" * 1000):
        assert docgen.read_attached(other) is None


def test_attached_data_survive_what_is_added_behind_the_file(rendered: Rendering) -> None:
    assert docgen.read_attached(rendered("contract").pdf + b"\n%% added\n") is not None


def test_importing_docgen_is_light_and_knows_no_application() -> None:
    heavy = "weasyprint,pydyf,pikepdf,jinja2,flask,sqlalchemy,app,page,tinycss2"
    code = f"import sys, docgen; docgen.uncovered('å'); print(sorted(set('{heavy}'.split(',')) & set(sys.modules)))"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"
