"""The forms of a page as a browser sees them, with what each field offers; filled in as somebody might."""

from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache
from html.parser import HTMLParser
from io import BytesIO
from typing import Any

from werkzeug.datastructures import FileStorage

from app.core import clock
from app.core.forms import write_date
from app.devtools.scan import signed
from tests.access import table
from tests.access.town import Town
from tests.access.walk import Walker
from tests.imports import books

Body = dict[str, Any]
SCAN = signed(["Endnu et papir"], ["Rasmus Toft"])
# Pages that hold forms of other addresses than their own, by how those addresses begin.
PAGES = {
    "/dokumenter/{number}": ("", "/svar", "/invitation", "/historik/1"),
    "/netvaerk/{number}": (
        "",
        "/mennesker",
        "/aftaler/referenceleder/forberedelse",
        "/aftaler/referenceleder/samtale",
        "/aftaler/referenceleder/tid",
    ),
    "/stedfortraeder": ("",),
    "/forberedelser": ("",),
    "/ideer/{number}": ("", "/../runder"),
    "/personer/{person_id}": ("",),
    "/forummoeder": ("",),
    "/mails": ("",),
}
# What is typed into an empty field of that name; what is not named here is left empty.
SAID = {
    "reason": "Fordi det er tid.",
    "question": "Hvilke skoler?",
    "waiver": "Lederen klarer det.",
    "leader": "Author",
    "referenceleder": "Nobody_Special",
    "stand_in": "Author",
    "co_driver": "Author",
    "participant": "Author",
    "outsider": "Sofie Brandt",
    "title": "En titel",
    "need": "Et behov",
    "seen": "1",
    "difference": "Eleverne",
    "item": "7",
    "wording": "Tiltrådt.",
    "name": "Nyt navn",
    "about": "Grønne Stier",
    "email": "ny@example.dk",
    "deputy": "Jens Lundgaard",
    "guest": "Author",
    "purpose": "En afprøvning",
    "manager": "Author",
    "1": "Sig det ligeud.",
    "starts": "10.00",
    "comment": "Hvad mener vi?",
}
ANEW = {"first": "2. maj", "focus": "Et andet sigte.", "place": "Kantinen"}  # instead of what stands in the field
DAYS = {"day": 0, "last_day": 0, "from_date": 1, "to_date": 9, "days": 30, "due": 20, "last": 9}


@dataclass
class Field:
    kind: str  # hidden, text, select, radio, checkbox, file, …
    values: list[str] = field(default_factory=list)  # as they stand
    offered: list[str] = field(default_factory=list)


@dataclass
class Form:
    action: str
    method: str
    fields: dict[str, Field] = field(default_factory=dict)

    def filled(self) -> Body:
        """What is sent when somebody answers what is empty."""
        body = {name: _answer(name, one) for name, one in self.fields.items() if name != "csrf_token"}
        written = next((name for name, one in self.fields.items() if one.kind == "textarea" and any(one.values)), None)
        if written:
            body[written] = f"{self.fields[written].values[0]} Og mere."
        if "starts" in body:  # an hour of today may have passed
            body["day"] = write_date(clock.today() + timedelta(days=1))
        return body | {name: said for name, said in ANEW.items() if name in body}


def _answer(name: str, one: Field) -> Any:
    if one.kind == "file":
        return _workbook if name == "workbook" else _scan
    if any(one.values) or one.kind == "hidden":
        return one.values
    called = name.rpartition("-")[2]  # after the prefix of its form
    if called in DAYS:
        return write_date(clock.today() + timedelta(days=DAYS[called]))
    if one.kind == "radio" or name in ("signed", "present", "forum", "function", "shown", "line"):
        return next((value for value in one.offered if value), "")
    return SAID.get(called, one.values)


def _scan() -> FileStorage:
    return FileStorage(BytesIO(SCAN), filename="scan.pdf", name="scan", content_type="application/pdf")


@cache
def _book() -> bytes:
    """Made once: a workbook tells when it was made."""
    return books.book()


def _workbook() -> FileStorage:
    return FileStorage(BytesIO(_book()), filename="bog.xlsx", name="workbook")


def sent(body: Body) -> Body:
    """The body once more: a file can be read only once."""
    return {name: value() if callable(value) else value for name, value in body.items()}


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self._open: Form | None = None
        self._field: Field | None = None  # the select or textarea that is open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._open = Form(given.get("action", ""), given.get("method", "get").lower())
            self.forms.append(self._open)
        elif self._open is None:
            return
        elif tag == "option" and self._field:
            self._field.offered.append(given.get("value", ""))
            if "selected" in given:
                self._field.values.append(given.get("value", ""))
        elif tag in ("input", "select", "textarea") and given.get("name"):
            self._add(tag, given)

    def _add(self, tag: str, given: dict[str, str]) -> None:
        assert self._open is not None
        kind = given.get("type", "text") if tag == "input" else tag
        if kind == "submit":
            return
        one = self._open.fields.setdefault(given["name"], Field(kind))
        if kind in ("checkbox", "radio"):
            one.offered.append(given.get("value", "on"))
            one.values += [given.get("value", "on")] if "checked" in given else []
        elif tag == "input":
            one.values += [given.get("value", "")] if kind != "file" else []
        else:
            self._field = one
            one.values += [""] if tag == "textarea" else []

    def handle_data(self, data: str) -> None:
        if self._field and self._field.kind == "textarea":
            self._field.values[-1] += data if self._field.values[-1] else data.removeprefix("\r").removeprefix("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("select", "textarea"):
            self._field = None
        elif tag == "form":
            self._open = None


def forms_of(html: str) -> list[Form]:
    """The forms of a page that post."""
    parser = _Parser()
    parser.feed(html)
    return [form for form in parser.forms if form.method == "post"]


def found(walker: Walker, town: Town, route: str, thing: str) -> Form | None:
    """The form that posts to this address of the thing, on the first page that shows it to the walker."""
    told = town.numbers.get(thing, {})
    action = route.format(**told)
    base = next((start for start in PAGES if route.startswith(start)), None)
    pages = [base.format(**told) + rest for rest in PAGES[base]] if base else []
    for page in ([action] if ("GET", route) in table.routes() else []) + pages:
        answer = walker.get(page.replace(f"/{told.get('number')}/../", "/"))
        is_page = answer.status_code == 200 and answer.mimetype == "text/html"
        if form := next((form for form in forms_of(answer.text if is_page else "") if form.action == action), None):
            if "code" in form.fields:  # stands on the paper that was signed
                form.fields["code"].values = [town.thing(thing).latest.code]
            return form
    return None
