"""WeasyPrint writes PDF/A-3a; what it leaves undone for PDF/UA-1 is done here, on its objects, before they are written.

ISO 14289-1 asks for the scope of header cells (7.5), artifacts for running heads (7.8, also 7.1), described links
(7.18.5) and its own mark in the metadata (5). Struct ids get a prefix, so that fragments can be merged.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pydyf

MARK = b"""<rdf:Description xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" \
xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" rdf:about=""><pdfuaid:part>1</pdfuaid:part></rdf:Description>
<rdf:Description xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" \
xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" \
xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#" rdf:about=""><pdfaExtension:schemas><rdf:Bag>\
<rdf:li rdf:parseType="Resource"><pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>\
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">\
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>\
<pdfaProperty:category>internal</pdfaProperty:category>\
<pdfaProperty:description>Part of ISO 14289 standard</pdfaProperty:description></rdf:li></rdf:Seq>\
</pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
"""


class Finisher:
    """WeasyPrint's `finisher`. `prefix` begins every struct id; `links` names the target of each internal link."""

    def __init__(self, prefix: str, links: dict[str, str]) -> None:
        self.prefix = prefix
        self.links = links

    def __call__(self, document: Any, pdf: pydyf.PDF) -> None:
        root = at(pdf, pdf.catalog["StructTreeRoot"])
        tagged = {element.number for element in reachable(pdf, root)}
        elements = [o for o in pdf.objects if isinstance(o, pydyf.Dictionary) and o.get("Type") == "/StructElem"]
        for element in elements:
            if element.number in tagged:
                self.element(pdf, element)
        running_heads(pdf, root, [e for e in elements if e.number not in tagged])
        for stream in (o for o in pdf.objects if isinstance(o, pydyf.Stream) and b"begincmap" in o.stream):
            # A second glyph of one character (keycap, loose accent) gets no text from WeasyPrint, which is malformed.
            stream.stream = [part.replace(b"> <>", b"> <200b>") for part in stream.stream]
        for annotation in (o for o in pdf.objects if isinstance(o, dict) and o.get("Subtype") == "/Link"):
            target = annotation["Contents"].string
            annotation["Contents"] = pydyf.String(f"Gå til {self.links.get(target, target)}")
        metadata = at(pdf, pdf.catalog["Metadata"])
        metadata.compress = False
        metadata.stream = [part.replace(b"</rdf:RDF>", MARK + b"</rdf:RDF>") for part in metadata.stream]

    def element(self, pdf: pydyf.PDF, element: pydyf.Dictionary) -> None:
        if element["S"] == "/TH":
            section = at(pdf, at(pdf, element["P"])["P"])
            element["A"]["Scope"] = "/Column" if section["S"] == "/THead" else "/Row"
        if "ID" in element:
            element["ID"] = self.prefixed(element["ID"])
        if "Headers" in element.get("A", ()):
            element["A"]["Headers"] = pydyf.Array(self.prefixed(name) for name in element["A"]["Headers"])

    def prefixed(self, name: pydyf.String) -> pydyf.String:
        return pydyf.String(f"{self.prefix}-{name.string}")


def at(pdf: pydyf.PDF, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]


def reachable(pdf: pydyf.PDF, root: pydyf.Dictionary) -> Iterator[pydyf.Dictionary]:
    """The elements of the structure tree. WeasyPrint makes elements for margin boxes too, but hangs them nowhere."""
    waiting = list(root["K"])
    while waiting:
        element = at(pdf, waiting.pop())
        if element.get("Type") == "/StructElem":
            yield element
            waiting += [kid for kid in element["K"] if isinstance(kid, bytes)]


def running_heads(pdf: pydyf.PDF, root: pydyf.Dictionary, elements: list[pydyf.Dictionary]) -> None:
    """What stands in margin boxes becomes a pagination artifact, not content to be read on every page."""
    pages = {reference: number for number, reference in enumerate(pdf.page_references)}
    parents = at(pdf, root["ParentTree"])["Nums"]
    marks: dict[bytes, set[int]] = {}
    for element in elements:
        marks.setdefault(element["Pg"], set()).update(kid for kid in element["K"] if isinstance(kid, int))
    for page, ids in marks.items():
        stream = at(pdf, at(pdf, page)["Contents"]).stream
        for place, item in enumerate(stream):
            if isinstance(item, dict) and item.get("MCID") in ids:
                stream[place - 1 : place + 1] = ["/Artifact", "<</Type /Pagination>>"]
        owners = parents[2 * pages[page] + 1]
        for mark in ids:
            owners[mark] = "null"
