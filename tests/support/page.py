"""What every page of the site keeps to, whoever looks: valid, labelled, titled, Danish, and without inline code.

`inspect` reads a whole page, `inspect_fragment` what htmx puts into one. Both give the problems
found, [] when there are none.
"""

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from xml.etree.ElementTree import Element

import html5lib

SVG = "{http://www.w3.org/2000/svg}"
SPOKEN = ("title", "aria-label", "placeholder", "alt", "aria-description")
POINTERS = ("aria-describedby", "aria-labelledby", "aria-controls", "aria-errormessage", "aria-details", "for", "form")
NOT_TEXT = {"script", "style", "template", "code", "pre"}
NOT_FIELDS = {"hidden", "submit", "button", "reset", "image"}
DATA = ("application/json", "application/ld+json")  # a script element of this type is never run

# Words no Danish text has, from the libraries' own messages and from msgids that missed their translation.
ENGLISH = re.compile(
    r"\b(Submit|Not Found|Forbidden|Bad Request|Internal Server Error|Method Not Allowed|Too Many Requests"
    r"|required|Required|Sign in|Sign out|Log in|Log out|Please|please|Save|Cancel|Delete|Edit|Search|Previous|Invalid"
    r"|Not a valid|CSRF"
    r"|must be|Field must|at least|at most|characters long|does not exist|already exists|cannot be|has been|you have)\b"
)
UNRENDERED = re.compile(r"\{\{|\}\}|\{%|%\(|%s\b|\b(None|undefined|Undefined|NaN)\b|\[object |<bound method")

# Another in every session: the rest of the page decides whether it was inspected before.
TOKEN = re.compile(r'(name="csrf_token" value=")[^"]+')

Elements = list[Element]


def inspect(html: str, *, url: str) -> list[str]:
    return [f"{url}: {problem}" for problem in of_page(TOKEN.sub(r"\1*", html))]


def inspect_fragment(html: str, *, url: str) -> list[str]:
    """A fragment begins at any level of headings and may point to what is in the page around it."""
    return [f"{url}: {problem}" for problem in of_fragment(TOKEN.sub(r"\1*", html))]


@lru_cache(maxsize=4096)
def of_page(html: str) -> list[str]:
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    root = parser.parse(html)
    return [*parser_errors(parser), *document(root), *content(root), *same_page_links(root)]


@lru_cache(maxsize=4096)
def of_fragment(html: str) -> list[str]:
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    # Rows of a table come without one; only inside the right element does the parser keep them.
    row = re.match(r"\s*<(tr|td|th|tbody|li)\b", html)
    container = {"tr": "tbody", "td": "tr", "th": "tr", "tbody": "table", "li": "ul"}[row[1]] if row else "div"
    root = parser.parseFragment(html, container=container)
    return [*parser_errors(parser), *content(root)]


def parser_errors(parser: html5lib.HTMLParser) -> Iterator[str]:
    for (line, _column), code, details in parser.errors:
        yield f"line {line}: invalid HTML: {code} {details or ''}".rstrip()


def document(root: Element) -> Iterator[str]:
    if root.get("lang") != "da":
        yield f"<html lang> is {root.get('lang')!r}, not 'da'"
    headings, title = list(root.iter("h1")), normal(text_of(next(root.iter("title"), None)))
    if len(headings) != 1:
        yield f"{len(headings)} <h1>, not one"
    elif not title.startswith(normal(text_of(headings[0]))):
        yield f"<title> {title!r} does not begin with the <h1> {normal(text_of(headings[0]))!r}"
    first = next((level for level, _ in heading_levels(root)), 1)
    if first != 1:
        yield f"the first heading is <h{first}>"


def content(root: Element) -> Iterator[str]:
    for rule in (ids, fields, forms, inline_code, images, headings, buttons_and_links, words):
        yield from rule(root)


def ids(root: Element) -> Iterator[str]:
    count = Counter(element.get("id", "") for element in elements(root) if "id" in element.attrib)
    for name, times in count.items():
        if times > 1:
            yield f"id {name!r} is used {times} times"
        if not name or re.search(r"\s", name):
            yield f"id {name!r} is no name"
    for element in elements(root):
        for attribute in POINTERS:
            for target in element.get(attribute, "").split():
                if target not in count:
                    yield f"{name_of(element)} points with {attribute} to {target!r}, which is not there"


def same_page_links(root: Element) -> Iterator[str]:
    known = {element.get("id") for element in elements(root)}
    for link in root.iter("a"):
        href = link.get("href", "")
        if href.startswith("#") and href != "#" and href[1:] not in known:
            yield f"{name_of(link)} leads to {href!r}, which is not there"


def fields(root: Element) -> Iterator[str]:
    labels = {label.get("for", "-") for label in root.iter("label") if text_of(label).strip()}
    wrapped = {id(inner) for label in root.iter("label") if text_of(label).strip() for inner in label.iter()}
    for field in all_of(root, "input", "select", "textarea"):
        if field.get("type", "text").lower() in NOT_FIELDS or field.get("aria-label") or field.get("aria-labelledby"):
            continue
        if field.get("id") not in labels and id(field) not in wrapped:
            yield f"{name_of(field)} has no label"
    for group in root.iter("fieldset"):
        if len(group) == 0 or group[0].tag != "legend" or not text_of(group[0]).strip():
            yield f"{name_of(group)} does not begin with its <legend>"


def forms(root: Element) -> Iterator[str]:
    for form in root.iter("form"):
        method = form.get("method", "").lower()
        if method == "dialog":
            continue
        if method not in ("get", "post"):
            yield f"{name_of(form)} has no method"
        if not form.get("action"):
            yield f"{name_of(form)} has no action"
        elsewhere = [field for field in root.iter("input") if field.get("form") == form.get("id", "-")]
        tokens = [field for field in [*form.iter("input"), *elsewhere] if field.get("name") == "csrf_token"]
        if method == "post" and not any(token.get("value") for token in tokens):
            yield f"{name_of(form)} posts without a csrf_token"


def inline_code(root: Element) -> Iterator[str]:
    for element in elements(root):
        if element.tag == "style" or (
            element.tag == "script" and not element.get("src") and element.get("type") not in DATA
        ):
            yield f"inline <{element.tag}>"
        for attribute, value in element.attrib.items():
            if attribute == "style" or attribute.startswith(("on", "hx-on")):
                yield f"{name_of(element)} has {attribute}"
            if attribute == "href" and value == "#":
                yield f'{name_of(element)} has href="#"'
            if value.strip().lower().startswith("javascript:"):
                yield f"{name_of(element)} has {attribute}={value!r}"


def images(root: Element) -> Iterator[str]:
    for image in root.iter("img"):
        if "alt" not in image.attrib:
            yield f"{name_of(image)} has no alt"
    inner = {
        id(nested)
        for drawing in root.iter(f"{SVG}svg")
        for nested in drawing.iter(f"{SVG}svg")
        if nested is not drawing
    }
    for drawing in root.iter(f"{SVG}svg"):
        titled = drawing.get("role") == "img" and text_of(drawing.find(f"{SVG}title")).strip()
        if id(drawing) not in inner and drawing.get("aria-hidden") != "true" and not titled:
            yield f"{name_of(drawing)} is neither aria-hidden nor role=img with a <title>"


def headings(root: Element) -> Iterator[str]:
    previous = 6
    for level, text in heading_levels(root):
        if level > previous + 1:
            yield f"<h{level}> {text!r} comes after <h{previous}>"
        if not text:
            yield f"<h{level}> is empty"
        previous = level


def heading_levels(root: Element) -> Iterator[tuple[int, str]]:
    for heading in all_of(root, "h1", "h2", "h3", "h4", "h5", "h6"):
        yield int(heading.tag[1]), normal(text_of(heading))


def buttons_and_links(root: Element) -> Iterator[str]:
    for element in all_of(root, "a", "button"):
        if element.tag == "button" and element.get("type") not in ("submit", "button", "reset"):
            yield f"{name_of(element)} has no type"
        if (element.tag == "button" or "href" in element.attrib) and not spoken_name(element):
            yield f"{name_of(element)} has no text"


def words(root: Element) -> Iterator[str]:
    for text in danish_texts(root):
        if found := ENGLISH.search(text):
            yield f"English: {found[0]!r} in {normal(text)[:80]!r}"
        if found := UNRENDERED.search(text):
            yield f"not rendered: {found[0]!r} in {normal(text)[:80]!r}"


def danish_texts(element: Element) -> Iterator[str]:
    """What a person sees or hears, without code and without what is marked as another language."""
    if is_element(element) and element.tag not in NOT_TEXT and element.get("lang", "da") == "da":
        yield from (element.get(attribute, "") for attribute in SPOKEN)
        if element.tag == "input" and element.get("type") in ("submit", "button", "reset"):
            yield element.get("value", "")
        yield element.text or ""
        for child in element:
            yield from danish_texts(child)
            yield child.tail or ""


def spoken_name(element: Element) -> str:
    inner = [child.get(attribute, "") for child in elements(element) for attribute in ("aria-label", "alt")]
    return normal(" ".join([text_of(element), element.get("aria-labelledby", ""), *inner]))


def is_element(element: Element) -> bool:
    return isinstance(element.tag, str)  # a comment's tag is a function


def elements(root: Element) -> Elements:
    return [element for element in root.iter() if is_element(element)]


def all_of(root: Element, *tags: str) -> Elements:
    return [element for element in elements(root) if element.tag in tags]


def text_of(element: Element | None) -> str:
    if element is None or not is_element(element):
        return ""
    return (element.text or "") + "".join(text_of(child) + (child.tail or "") for child in element)


def normal(text: str) -> str:
    """One space for any run of white space; Python counts a no-break space as one."""
    return " ".join(text.split())


def name_of(element: Element) -> str:
    telling = {key: element.get(key) for key in ("id", "name", "type", "href", "action") if element.get(key)}
    tag = element.tag.removeprefix(SVG)
    return f"<{tag}{''.join(f' {key}={value!r}' for key, value in telling.items())}>"
