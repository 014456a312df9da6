"""Is a file PDF/A-3a, PDF/UA-1, and set as we set things? Two checkers, since neither sees all.

The validator knows the standards; it does not notice a page number in the wrong place, a running head read as content,
a skipped heading or a stray font. Those are ours.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import page as validation
import pikepdf
from pikepdf import Name

from docgen import stamp
from docgen.attached import read_attached
from docgen.contents import Run, runs
from docgen.fold import FOLD, SIDES
from docgen.fonts import EMBEDDED

PROFILES = ("3a", "ua1")
MARGINS = 27 * stamp.MM, 26 * stamp.MM  # above and below
A5_MARGINS = 15 * stamp.MM, 20 * stamp.MM
NEAR = 0.6  # points


def problems(pdf: bytes) -> list[str]:
    """What is wrong with the file, in words; an empty list when it conforms."""
    try:
        with pikepdf.open(io.BytesIO(pdf)) as opened:
            found = [*standards(pdf, opened)]
            if "/StructTreeRoot" not in opened.Root:
                return [*found, "Filen har ingen tags"]
            for examine in (names, headings, elements, links, fonts, pages, bookmarks):
                found += told(examine, opened)
    except pikepdf.PasswordError:
        return ["Filen er krypteret"]
    except pikepdf.PdfError as error:
        return [f"Filen kan ikke læses som PDF: {error}"]
    if read_attached(pdf) is None:
        found.append("Dokumentets data er ikke vedhæftet")
    return list(dict.fromkeys(found))


def told(examine: Callable[[pikepdf.Pdf], Iterator[str]], pdf: pikepdf.Pdf) -> list[str]:
    """What the examination finds; a foreign file may hold anything in any place, and that is a finding too."""
    try:
        return [*examine(pdf)]
    except (AttributeError, LookupError, NotImplementedError, TypeError, ValueError) as error:
        return [f"Filen er ikke bygget som vores ({examine.__name__}: {error})"]


def standards(pdf: bytes, opened: pikepdf.Pdf) -> Iterator[str]:
    for profile in PROFILES:
        try:
            report = validation.validate_pdf_bytes(pdf, profile=profile)
        except validation.PageError as error:
            yield f"{profile}: {error}"
            continue
        for failure in report.failures:
            if not (failure.rule_id.endswith("STREAM-LENGTH-001") and length_is_right(failure.object_id, opened)):
                yield f"{profile}: {failure.rule_id} {failure.message}"
        if not report.is_compliant and not report.failures:
            yield f"{profile}: ikke overholdt"


def length_is_right(number: validation.PdfObjectId | None, opened: pikepdf.Pdf) -> bool:
    """The validator takes a last data byte of 0x0D for a line end (a known fault), and does not always say in which
    stream. qpdf counts right, so ask it."""
    if opened.get_warnings():
        return False
    found = [opened.get_object(number.object_number, number.generation)] if number else opened.objects
    return any(isinstance(one, pikepdf.Stream) and one.read_raw_bytes().endswith(b"\r") for one in found)


def names(pdf: pikepdf.Pdf) -> Iterator[str]:
    if str(pdf.Root.get("/Lang", "")) != "da":
        yield "Dokumentets sprog er ikke dansk"
    if not str(pdf.docinfo.get("/Title", "")).strip():
        yield "Dokumentet har ingen titel"
    if not pdf.Root.get("/ViewerPreferences", pikepdf.Dictionary()).get("/DisplayDocTitle", False):
        yield "Titlen vises ikke i vinduet (DisplayDocTitle)"
    if "/CreationDate" not in pdf.docinfo:
        yield "Dokumentet har ingen dato"


def tree(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """The structure elements in reading order."""
    waiting, seen = [pdf.Root.StructTreeRoot.K], set()
    while waiting:
        element = waiting.pop()
        if getattr(element, "is_indirect", False):
            if element.objgen in seen:  # a tree that leads back to itself ends
                continue
            seen.add(element.objgen)
        if isinstance(element, pikepdf.Array):
            waiting += reversed(list(element))
        elif isinstance(element, pikepdf.Dictionary) and "/S" in element:
            yield element
            waiting.append(element.get("/K", pikepdf.Array()))


def headings(pdf: pikepdf.Pdf) -> Iterator[str]:
    levels = [int(str(e.S)[2:]) for e in tree(pdf) if str(e.S) in {f"/H{n}" for n in range(1, 7)}]
    if levels[:1] != [1] or levels.count(1) != 1:
        yield "Dokumentet skal begynde med én overskrift på niveau 1"
    for before, after in pairwise(levels):
        if after > before + 1:
            yield f"Overskrifter springer fra niveau {before} til {after}"


def elements(pdf: pikepdf.Pdf) -> Iterator[str]:
    known: set[str] = set()
    for element in tree(pdf):
        kind = str(element.S)
        if kind == "/Figure" and not str(element.get("/Alt", "")).strip():
            yield "En figur mangler alternativ tekst"
        if kind == "/TH" and "/Scope" not in element.get("/A", {}):
            yield "En tabeloverskrift mangler retning (Scope)"
        if "/ID" in element:
            if str(element.ID) in known:
                yield f"To elementer har samme id: {element.ID}"
            known.add(str(element.ID))


def links(pdf: pikepdf.Pdf) -> Iterator[str]:
    for number, page in enumerate(pdf.pages, 1):
        if page.obj.get("/Tabs") != Name.S:
            yield f"Side {number}: tabulatorrækkefølgen følger ikke strukturen"
        for annotation in page.obj.get("/Annots", ()):
            if "/StructParent" not in annotation or not str(annotation.get("/Contents", "")).strip():
                yield f"Side {number}: et link er ikke beskrevet"
            if not int(annotation.get("/F", 0)) & 4:
                yield f"Side {number}: et link kan ikke udskrives"


def fonts(pdf: pikepdf.Pdf) -> Iterator[str]:
    for thing in pdf.objects:
        if not isinstance(thing, pikepdf.Dictionary) or thing.get("/Type") != Name.FontDescriptor:
            continue
        name = str(thing.FontName).lstrip("/").partition("+")[2]
        if name not in EMBEDDED:
            yield f"Skriften {str(thing.FontName).lstrip('/')} er ikke en af vores"
        if not any(key in thing for key in ("/FontFile", "/FontFile2", "/FontFile3")):
            yield f"Skriften {name} er ikke indlejret"


@dataclass(frozen=True)
class Printed:
    """A page as it is read: its number, what it shows, where it begins from the left, its width and height. The two
    pages on one side of a folded sheet are each one."""

    number: int
    shown: list[Run]
    left: float
    width: float
    height: float


def printed(pdf: pikepdf.Pdf) -> Iterator[Printed]:
    for number, page in enumerate(pdf.pages, 1):
        shown, width, height = list(runs(page)), float(page.mediabox[2]), float(page.mediabox[3])
        if width < height:
            yield Printed(number, shown, 0, width, height)
            continue
        for place, leaf in enumerate(SIDES[number - 1]):
            there = [run for run in shown if (run.x >= FOLD) == bool(place)]
            yield Printed(leaf, there, place * FOLD, stamp.A5, height)


def pages(pdf: pikepdf.Pdf) -> Iterator[str]:
    """Each page carries its number where the foot leaves room for it, and nothing in its margins is read as content."""
    found = sorted(printed(pdf), key=lambda page: page.number)
    for page in found:
        numbers = [run for run in page.shown if run.text == f"Side {page.number} af {len(found)}"]
        if len(numbers) != 1:
            yield f"Side {page.number}: sidetallet står der {len(numbers)} gange"
        yield from (f"Side {page.number}: {fault}" for run in numbers for fault in misplaced(run, page))
        top, bottom = A5_MARGINS if page.width < stamp.A5 + NEAR else MARGINS
        for run in page.shown:
            in_margin = run.y < bottom or (page.number > 1 and run.y > page.height - top)
            if in_margin and not run.artifact and run.text.strip():
                yield f"Side {page.number}: »{run.text[:40]}« i margenen læses op som indhold"


def misplaced(run: Run, page: Printed) -> Iterator[str]:
    end = run.x + stamp.width(run.text)
    if abs(end - page.left - stamp.end(page.width)) > NEAR or abs(run.y - stamp.BASELINE) > NEAR:
        yield f"sidetallet står forkert ({end:.1f}, {run.y:.1f} pt)"
    if not run.artifact:
        yield "sidetallet læses op som indhold"
    if abs(run.size - stamp.SIZE) > 0.01:
        yield f"sidetallet er {run.size:.1f} pt"


def bookmarks(pdf: pikepdf.Pdf) -> Iterator[str]:
    with pdf.open_outline() as outline:
        if len(outline.root) != 1:
            yield "Bogmærkerne skal begynde med dokumentets titel"
        parts = sum(1 for element in tree(pdf) if str(element.S) == "/H2")
        marks = sum(len(item.children) for item in outline.root)
        if marks != parts:
            yield f"{marks} bogmærker til {parts} dele"
