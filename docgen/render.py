"""Runs in the child process: data → HTML → WeasyPrint → fragment → the finished single document.

One font configuration and one stylesheet live as long as the process: a fresh pair for each document costs a fifth of
the time and leaks memory.
"""

from __future__ import annotations

import io
import warnings
from functools import lru_cache
from typing import Any, NoReturn

from docgen import fonts

fonts.use_only_ours()

import pydyf  # noqa: E402
import weasyprint  # noqa: E402
from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: E402
from weasyprint.text.fonts import FontConfiguration  # noqa: E402
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse  # noqa: E402

from docgen import catalogue, formats, keys, model, rules, timeline, view  # noqa: E402
from docgen.finish import Finisher  # noqa: E402
from docgen.fold import LEAVES  # noqa: E402
from docgen.stamp import complete  # noqa: E402

VARIANT = "pdf/a-3a"
BASE = fonts.ASSETS.as_uri() + "/"
PICTURES = {BASE + "udkast.svg": "image/svg+xml"}


class OwnAssetsOnly(URLFetcher):
    """Refuses every address but our own pictures: a print never fetches anything, whatever its text says."""

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        if url not in PICTURES:
            refuse(url)
        body = (fonts.ASSETS / url.removeprefix(BASE)).read_bytes()
        return URLFetcherResponse(url, body, {"Content-Type": PICTURES[url]})


def refuse(url: str) -> NoReturn:
    raise FatalURLFetchingError(f"Adressen hører ikke til dokumentets egne filer: {url[:200]}")


def page_references(pdf: Any) -> tuple[bytes, ...]:
    """Reference of each page, kept between calls: pydyf makes them anew for every tag, which is quadratic."""
    count = len(pdf.pages["Kids"]) // 3
    kept: tuple[bytes, ...] = vars(pdf).get("kept_references", ())
    if len(kept) != count:
        kept = pdf.kept_references = tuple(b"%d 0 R" % number for number in pdf.pages["Kids"][::3])
    return kept


pydyf.PDF.page_references = property(page_references)


class Press:
    """Templates, stylesheet and fonts, made ready once."""

    def __init__(self) -> None:
        self.fetcher = OwnAssetsOnly()
        self.fonts = FontConfiguration()
        self.pictures: dict[str, Any] = {}
        css = "\n".join(p.read_text("utf-8") for p in sorted((fonts.ASSETS / "css").glob("*.css")))
        self.css = weasyprint.CSS(string=css, base_url=BASE, font_config=self.fonts, url_fetcher=self.fetcher)
        self.templates = Environment(
            loader=FileSystemLoader(fonts.ASSETS.parent / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            auto_reload=False,
        )
        self.templates.filters.update(
            block=view.block_name,
            across=timeline.across,
            boxes=timeline.boxes,
            missing=view.is_missing,
            shown_answers=view.shown_answers,
            shown_facts=view.shown_facts,
            letters=view.letters,
            overview=view.overview,
            row_how=view.row_how,
            paragraphs=view.paragraphs,
            piece=formats.piece,
            day=formats.day,
            line=formats.line,
            headline=formats.headline,
            narrow=formats.narrow,
            passages=formats.passages,
            tall=formats.tall,
            moment=formats.moment,
            fours=formats.fours,
            qr=formats.qr,
        )

    def fragment(self, document: model.Document) -> bytes:
        """The tagged pages without page numbers and attachments; its struct ids and anchors begin with its key."""
        prefix = keys.content_key(document)[:12]
        page = view.page(document, prefix)
        html = self.templates.get_template(view.template(document)).render(doc=document, page=page)
        source = weasyprint.HTML(string=html, base_url=BASE, url_fetcher=self.fetcher)
        pages = source.render(font_config=self.fonts, stylesheets=[self.css], cache=self.pictures, pdf_variant=VARIANT)
        if isinstance(document, model.Guide) and len(pages.pages) != LEAVES:
            told = f"Pjecen fylder {len(pages.pages)} sider, men skal fylde {LEAVES}"
            raise rules.InvalidData("$.sections", told)
        finisher = Finisher(prefix, {part.anchor: part.name for part in page.parts})
        target = io.BytesIO()
        with warnings.catch_warnings():
            # WeasyPrint 70 leaves its own colour profile open.
            warnings.filterwarnings("ignore", r"unclosed file .*sRGB2014\.icc", ResourceWarning)
            pages.write_pdf(target, pdf_variant=VARIANT, finisher=finisher)
        return target.getvalue()


@lru_cache(maxsize=1)
def press() -> Press:
    return Press()


def produce(raw: bytes) -> tuple[bytes, bytes, int]:
    """The finished single document, its fragment, and the number of pages. InvalidData for data that break a rule."""
    document = rules.decode(raw, catalogue.TYPES)
    fragment = press().fragment(document)
    folded = isinstance(document, model.Guide) and document.folded
    pdf, pages = complete(fragment, rules.encode(document), document.recorded_at, document.number, folded=folded)
    return pdf, fragment, pages
