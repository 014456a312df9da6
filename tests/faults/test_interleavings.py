"""Two and three who write in one draft, in any order: nothing that anybody typed is gone."""

import random

from tests import build
from tests.browse import forms, text_of

FIELDS = ("purpose", "background", "extent", "strategy", "criteria")


class Editor:
    """Somebody with the form open. What they type stands in their form until it is saved."""

    def __init__(self, browser, number):
        self.browser, self.page = browser, f"/dokumenter/{number}/ret"
        self.form = browser.form(self.page, "/ret")
        self.unsaved = []

    def type(self, key, words):
        self.form.fields[key] = [f"{self.form.fields[key][0]} {words}".strip()]
        self.unsaved.append(words)

    def save(self):
        """Save, and write together what somebody else has written in the same field, until all is stored."""
        while (answer := self.browser.send(self.form)).status_code == 409:
            gone = [words for words in self.unsaved if words not in text_of(answer)]
            assert not gone, f"{gone} is gone from the page that asks"
            self.form = next(form for form in forms(answer) if form.action.endswith("/ret"))
            for name in [name for name in self.form.fields if name.endswith("-mine")]:
                self.form.fields[name.removesuffix("-mine") + "-choice"] = ["both"]
        assert answer.status_code == 303
        self.unsaved = []
        self.form = self.browser.form(self.page, "/ret")


def test_two_and_three_editors_in_random_order_lose_nothing_that_was_typed(browse, people, phase_at, rounds):
    chance = random.Random(2027)
    browsers = [browse(who) for who in (people.consultant, people.director, people.other_consultant)]
    for round_ in rounds(8, 500):
        number = phase_at("draft", title=f"Runde {round_}")
        editors = [Editor(browser, number) for browser in chance.sample(browsers, chance.choice((2, 3)))]
        typed = []
        for turn in range(9):
            editor = chance.choice(editors)
            typed.append(f"ord{round_}x{turn}y")
            editor.type(chance.choice(FIELDS), typed[-1])
            if chance.random() < 0.6:
                editor.save()
        for editor in editors:
            editor.save()
        stored = " ".join(answer.value for answer in build.document(number).answers)
        assert [words for words in typed if words not in stored] == []
