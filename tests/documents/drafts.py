"""What the tests of a draft share: its page, what is stored, a field that saves itself, two who write in one field."""

import re

from tests import build
from tests.browse import forms


def page(number):
    return f"/dokumenter/{number}/ret"


def stored(number, key):
    return {answer.key: answer.value for answer in build.document(number).answers}.get(key, "")


def alone(browser, number, key, *values, base=None):
    """What the page sends when one field saves itself."""
    form = browser.form(page(number), "/ret")
    began = form.fields[f"base-{key}"] if base is None else base
    sent = {"csrf_token": form.fields["csrf_token"], "autosave": "1", f"base-{key}": began, key: list(values)}
    return browser.post(page(number), sent, headers={"HX-Request": "true"})


def base_of(answer, key):
    return re.search(rf'name="base-{re.escape(key)}" value="([^"]+)"', answer.text)[1]


def conflict(browse, people, number, key, mine, theirs):
    """Both have written; the page that the second one gets."""
    one, two = browse(people.consultant), browse(people.director)
    form_one, form_two = one.form(page(number), "/ret"), two.form(page(number), "/ret")
    assert one.send(form_one, {key: theirs}).status_code == 303
    answer = two.send(form_two, {key: mine})
    assert answer.status_code == 409
    return two, answer, next(form for form in forms(answer) if form.action.endswith("/ret"))
