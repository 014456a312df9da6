"""A print as a screen reader gets it: the structure tree in order, one line for each element that holds text.

Run as a module it writes the golden files anew: look at the difference before you commit it.
"""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

import pikepdf

from docgen.contents import Run, runs

GOLDEN = Path(__file__).parent / "golden"
LINES = {"H1", "H2", "H3", "P", "TH", "TD", "LBody", "Caption", "Figure"}


def pages_of(pdf: bytes) -> list[list[Run]]:
    """What is drawn on each page, in its order."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return [list(runs(page)) for page in opened.pages]


def reading(pdf: bytes) -> str:
    """Lines such as 'H2 Fase 1 Idéoplæg'."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        texts: dict[tuple[tuple[int, int], int], list[str]] = {}
        for page in opened.pages:
            for run in runs(page):
                if run.mcid is not None and not run.artifact:
                    texts.setdefault((page.obj.objgen, run.mcid), []).append(run.text)
        lines: list[str] = []
        walk(opened.Root.StructTreeRoot.K, None, texts, lines, [])
        return "\n".join(lines) + "\n"


def walk(node: Any, page: Any, texts: dict[Any, list[str]], lines: list[str], words: list[str]) -> None:
    if isinstance(node, pikepdf.Array):
        for kid in node:
            walk(kid, page, texts, lines, words)
    elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
        kind, own = str(node.S)[1:], node.get("/Pg", page)
        held: list[str] = [str(node.Alt)] if "/Alt" in node else []
        walk(node.get("/K", pikepdf.Array()), own, texts, lines, held if kind in LINES else words)
        if kind in LINES and held:
            lines.append(f"{kind} {re.sub(r' (?=[,.])', '', ' '.join(' '.join(held).split()))}")
    elif isinstance(node, int):
        words += texts.get((page.objgen, node), [])


if __name__ == "__main__":
    import docgen
    from tests.docgen import cases

    GOLDEN.mkdir(exist_ok=True)
    with docgen.Renderer() as renderer:
        for name in cases.SAMPLE_NAMES:
            text = reading(renderer.render(cases.raw(cases.sample(name))).pdf)
            (GOLDEN / f"{name}.txt").write_text(text, "utf-8")
