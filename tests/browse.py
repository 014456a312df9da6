"""A client that inspects every page it fetches, and posts forms as a browser does: with the page's own fields."""

import re
from collections.abc import Callable
from contextvars import Context
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urljoin

from flask import Flask
from werkzeug.test import TestResponse

from tests.support.page import inspect, inspect_fragment


@dataclass
class Form:
    action: str
    fields: dict[str, list[str]] = field(default_factory=dict)


class _Forms(HTMLParser):
    """The forms of a page with what their fields hold."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self._area: str | None = None
        self._choice: str | None = None
        self._open = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "form":
            self.forms.append(Form(given.get("action") or ""))
            self._open = True
        elif tag == "option" and self._open and self._choice:
            chosen = self.forms[-1].fields[self._choice]
            if "selected" in given or not chosen:  # a list shows its first choice until another is made
                chosen[:] = [given.get("value") or ""]
        elif self._open and (name := given.get("name")):
            values = self.forms[-1].fields.setdefault(name, [])
            self._choice = name if tag == "select" else None
            if tag == "textarea":
                self._area = name
                values.append("")
            elif tag == "input" and given.get("type") in ("checkbox", "radio"):
                if "checked" in given:
                    values.append((given["value"] or "") if "value" in given else "on")
            elif tag == "input" and given.get("type") not in ("submit", "file"):
                values.append(given.get("value") or "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._area = None
        if tag == "form":
            self._open = False

    def handle_data(self, data: str) -> None:
        if self._area is not None:
            values = self.forms[-1].fields[self._area]
            values[-1] += data if values[-1] else data.removeprefix("\r").removeprefix("\n")


class Browse:
    """One person's browser. `get` and `post` return the answer; every HTML page among them has been inspected."""

    def __init__(self, app: Flask, person_id: int | None = None) -> None:
        self.client = app.test_client()
        if person_id is not None:
            self.sign_in(person_id)

    def sign_in(self, person_id: int) -> None:
        token = self._token("/log-ind")
        answer = self._alone(self.client.post, "/log-ind", data={"csrf_token": token, "person": person_id})
        assert answer.status_code == 303, answer.text

    def get(self, url: str, **kwargs: Any) -> TestResponse:
        return self._inspected(self._alone(self.client.get, url, **kwargs), url)

    def post(self, url: str, data: dict[str, Any] | None = None, **kwargs: Any) -> TestResponse:
        """Post without looking at a form first; the CSRF token comes from the session's own front page."""
        sent = {"csrf_token": self._token("/tjek"), **(data or {})}
        return self._inspected(self._alone(self.client.post, url, data=sent, **kwargs), url)

    def post_raw(self, url: str, body: bytes, content_type: str) -> TestResponse:
        return self._inspected(self._alone(self.client.post, url, data=body, content_type=content_type), url)

    def submit(self, page_url: str, action: str, changes: dict[str, Any] | None = None) -> TestResponse:
        """Open the page, change some fields of the form with that action, and send the whole form."""
        return self.send(self.form(page_url, action), changes)

    def form(self, page_url: str, action: str) -> Form:
        return self.form_on(self.get(page_url), action)

    @staticmethod
    def form_on(page: TestResponse, action: str) -> Form:
        """The form with that action on a page that has been fetched."""
        at = page.request.path
        found = [form for form in forms(page) if urljoin(at, form.action).endswith(action)]
        assert found, f"no form {action} on {at}"
        return found[0]

    def send(self, form: Form, changes: dict[str, Any] | None = None) -> TestResponse:
        return self._inspected(
            self._alone(self.client.post, form.action, data={**form.fields, **(changes or {})}), form.action
        )

    def _token(self, url: str) -> str:
        found = re.search(r'name="csrf_token" value="([^"]+)"', self.get(url).text)
        return found[1] if found else ""

    def _alone(self, request: Callable[..., TestResponse], *args: Any, **kwargs: Any) -> TestResponse:
        """Without the test's own application context, whose `g` the requests would otherwise share."""

        def fetch() -> TestResponse:
            answer = request(*args, **kwargs)
            answer.get_data()  # a stream ends in the context it began in
            return answer

        return Context().run(fetch)

    def _inspected(self, answer: TestResponse, url: str) -> TestResponse:
        if answer.mimetype == "text/html" and answer.status_code not in (301, 302, 303, 308):
            is_page = answer.text.lstrip().lower().startswith("<!doctype")
            problems = (inspect if is_page else inspect_fragment)(answer.text, url=url)
            assert not problems, "\n".join(problems)
        assert answer.status_code < 500, answer.text
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
        return answer


def forms(page: TestResponse) -> list[Form]:
    parser = _Forms()
    parser.feed(page.text)
    return parser.forms


def text_of(page: TestResponse) -> str:
    """What can be read on the page, hard spaces as spaces."""
    body = re.sub(r"(?s)<(script|style|head).*?</\1>", " ", page.text)
    words = re.sub(r"<[^>]+>", " ", body)
    for entity, sign in (("&#39;", "'"), ("&#34;", '"'), ("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"), ("\xa0", " ")):
        words = words.replace(entity, sign)
    return " ".join(words.split())
