"""What `make check` relies on does find what it is there to find."""

import hashlib
import importlib.util
import json
from pathlib import Path
from types import ModuleType

import pytest
from babel.messages.catalog import Catalog

BIN = Path(__file__).resolve().parents[2] / "bin"


def script(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, BIN / f"{name}.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def catalog(*messages: tuple[str | tuple[str, str], str | tuple[str, str]], fuzzy: bool = False) -> Catalog:
    made = Catalog(locale="da")
    for wanted, translated in messages:
        made.add(wanted, translated, flags={"fuzzy"} if fuzzy else set())
    return made


@pytest.mark.parametrize(
    ("danish", "problem"),
    [
        (catalog(("%(n)s goals", "%(n)s mål")), None),
        (catalog(), "missing: '%(n)s goals'"),
        (catalog(("%(n)s goals", "")), "untranslated: '%(n)s goals'"),
        (catalog(("%(n)s goals", "%(n)s mål"), fuzzy=True), "fuzzy: '%(n)s goals'"),
        (catalog(("%(n)s goals", "%(antal)s mål")), "other placeholders: '%(n)s goals' -> '%(antal)s mål'"),
        (catalog(("%(n)s goals", "%(n)s mål"), ("Old", "Gammel")), "no longer used: 'Old'"),
    ],
)
def test_a_gap_in_the_translation_is_found(danish: Catalog, problem: str | None) -> None:
    found = list(script("check_translations").problems(catalog(("%(n)s goals", "")), danish))
    assert found == ([problem] if problem else [])


def test_both_forms_of_a_plural_are_translated() -> None:
    problems, template = script("check_translations").problems, catalog((("%(num)s day", "%(num)s days"), ("", "")))
    plural = ("%(num)s day", "%(num)s days")
    assert list(problems(template, catalog((plural, ("%(num)s dag", "%(num)s dage"))))) == []
    assert list(problems(template, catalog((plural, ("%(num)s dag", ""))))) == ["untranslated: '%(num)s day'"]


def test_a_changed_missing_or_unlisted_third_party_file_is_found(tmp_path: Path) -> None:
    problems_in, vendor = script("check_vendored").problems_in, tmp_path / "vendor"
    (vendor / "thing").mkdir(parents=True)
    (vendor / "thing" / "a.js").write_text("1")
    package = {"name": "thing", "version": "1", "licence": "MIT", "source": "npm", "note": ""}
    manifest = {"packages": [package | {"files": {"a.js": hashlib.sha256(b"1").hexdigest()}}]}
    (vendor / "thing" / "MANIFEST.json").write_text(json.dumps(manifest))
    assert problems_in(vendor) == []
    (vendor / "own.css").write_text("")
    assert problems_in(vendor) == [f"{vendor / 'own.css'}: not listed in a MANIFEST.json"]
    (vendor / "own.css").unlink()
    (vendor / "thing" / "a.js").write_text("2")
    assert problems_in(vendor) == [f"{vendor / 'thing' / 'a.js'}: changed since it was brought in"]
    (vendor / "thing" / "a.js").unlink()
    assert "missing" in problems_in(vendor)[0]
