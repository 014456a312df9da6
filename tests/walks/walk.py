"""One walk: somebody does something, again and again, to a network and to the ideas beside it, on a real database. Half
of the steps are those that lead on; the rest are anybody's, done to anything."""

import random
from datetime import UTC, datetime, timedelta

import pysqlite3.dbapi2 as sqlite
from werkzeug.exceptions import HTTPException

from app.core import clock
from app.core.db import db
from app.documents.operations import Stale
from app.networks.people.guests import OnNetwork
from app.networks.people.operations import HasAccount
from tests import build
from tests.walks import model, steps
from tests.walks.acts import TYPES, WORDS, Acts
from tests.walks.rows import Rows

BEGINNING = datetime(2027, 3, 1, 9, tzinfo=UTC)
ACTS = {
    "document": [*steps.DOCUMENT, "adopt"],
    "network": [act for act in steps.EVENTS if act not in {*steps.DOCUMENT, *steps.IDEA, "adopt", "open", "propose"}],
    "idea": [*steps.IDEA],
    None: ["propose", "clock"],
}


class Walk(Acts):
    """A walk from this seed, over the app's own database in `file`."""

    def __init__(self, seed, people, departments, file):
        self.chance, self.people, self.departments = random.Random(seed), people, departments
        self.seed, self.now, self.told = seed, BEGINNING, []
        self.connection = sqlite.connect(file, isolation_level=None)
        self.everybody = [person for role, person in vars(people).items() if role != "external"]
        self.rows = self._look()

    def close(self):
        self.connection.close()

    def today(self):
        return self.now.astimezone(clock.COPENHAGEN).date().isoformat()

    def _look(self):
        return Rows(self.connection, self.today())

    def go(self, steps):
        """So many steps after the network is opened; what became of each. The first that is not legal ends it."""
        type_, track = TYPES[self.seed % len(TYPES)]
        self.step("open", self.people.consultant, None, lambda: self.opened(type_, track))
        for _n in range(steps):
            if self.chance.random() < 0.55 and (onward := self.onward()):
                self.step(*onward, is_due=True)
            elif self.chance.random() < 0.3 and (untimely := self.untimely()):
                self.step(*untimely)
            else:
                self.step(*self.anything())
        return self.told

    def step(self, act, person, thing, do=None, *, is_due=False):
        """The act by the person to the thing, judged by what the rows are afterwards."""
        self.now += timedelta(minutes=20)  # longer than an edit goes on
        self.is_due = is_due
        before, outcome = self.rows, "done"
        before.day = self.today()
        with clock.standing_at(self.now):
            try:
                (do or getattr(self, act))(*(() if do else (build.actor(person), thing)))
            except (HTTPException, Stale, HasAccount, OnNetwork) as refused:
                outcome = f"refused ({getattr(refused, 'description', None) or type(refused).__name__})"
        db.session.remove()
        after = self.rows = self._look()
        if outcome == "done":
            found = list(model.faults(before, after, act, person, thing))
            if before.tables == after.tables:
                outcome = "nothing"
        else:
            found = [] if before.tables == after.tables else ["what was refused changed something"]
        self.told.append((act, outcome.partition(" ")[0], thing["number"] if thing else "", person))
        if is_due and outcome != "done":
            found.append(f"it was due, and it was {outcome}")
        if found:
            way = "\n".join(" ".join(map(str, step)) for step in self.told)
            raise AssertionError(f"walk {self.seed}: {'; '.join(found)}\n{way}")

    # What is done.

    def anything(self):
        """Any act by anybody to anything that is there; half of it what fits its state, by somebody whose act it is."""
        table = self.chance.choice(["document"] * 6 + ["network"] * 4 + ["idea"] * 2 + [None])
        things = self.rows.all(table) if table else [None]
        if not things:
            return "propose", self.chance.choice(self.everybody), None
        thing, is_fitting = self.chance.choice(things), self.chance.random() < 0.5
        acts = [act for act in ACTS[table] if not is_fitting or model.fits(act, thing)]
        act = self.chance.choice(acts or ACTS[table])
        theirs = [person for person in self.everybody if is_fitting and model.may(self.rows, act, person, thing)]
        return act, self.chance.choice(theirs or self.everybody), thing

    def onward(self):
        """What is due on the first network, by who does it: it may not be refused."""
        people, network = self.people, self.rows.all("network")[0]
        idea, frame, charter = (self.rows.document(network, kind) for kind in WORDS)
        leader = next((post["person_id"] for post in self._held(network, "netvaerksleder")), None)
        if network["state"] == "withdrawn" and idea["state"] == "withdrawn":
            return "resume", people.consultant, idea
        if idea["state"] in ("draft", "sent") and not self.rows.is_decided(network):
            return self.agreeing(idea, people.consultant)
        if network["state"] in ("closed", "withdrawn") or not self.rows.is_decided(network):
            return None
        if leader is None:
            return "name_leader", people.consultant, network
        if frame is None:
            return "begin_frame", leader, network
        if frame["state"] in ("draft", "sent"):
            return self.agreeing(frame, leader)
        if frame["state"] != "agreed" or network["state"] == "decided":
            return None
        if self.chance.random() < 0.5 and (step := self.agreement(network, leader)):
            return step
        asked = {post["person_id"] for post in self._held(network, "netvaerksdeltager")} - {leader}
        if not asked and not self._held(network, "co_driver"):
            return self.chance.choice(["add", "add_external"]), leader, network
        if charter is None:
            return "begin_charter", leader, network
        if charter["state"] == "draft":
            return ("agree" if self.is_written(charter) else "edit"), leader, charter
        return self.agreement(network, leader)

    def agreement(self, network, leader):
        """What brings the next agreement on between who leads the network and another whose post is held."""
        for post in model.OPPOSITE:
            document = self.rows.document(network, f"agreement.{post}")
            if document and document["state"] in ("draft", "sent") and self.rows.holder(network, post):
                return self.agreeing(document, leader)
        if not self.rows.holder(network, "referenceleder"):
            return "name_referenceleder", self.people.consultant, network
        return ("begin_agreement", leader, network) if self.lacking(network) else None

    def lacking(self, network):
        """The posts on the network whose holders have no agreement with its leader, and may have one."""
        held = {post: self.rows.holder(network, post) for post in model.OPPOSITE}
        made = {post: self.rows.document(network, f"agreement.{post}") for post in held}
        return [post for post in held if held[post] and (not made[post] or made[post]["state"] == "ended")]

    def untimely(self):
        """R5: while phase 2 is out phase 1 ends or is sent back; then somebody approves phase 2 all the same."""
        network = self.rows.all("network")[0]
        idea, frame = (self.rows.document(network, f"contract.{phase}") for phase in ("idea", "frame"))
        if frame is None or frame["state"] != "sent":
            return None
        if not self.rows.is_decided(network):
            return self.agreeing(frame, self.people.consultant)
        act = {"agreed": "end", "sent": "send_back"}.get(idea["state"])
        return act and (act, self.people.director, idea)

    def agreeing(self, document, writer):
        """What brings the text on: it is written, sent, answered by the next, or decided."""
        if document["state"] == "draft":
            return ("send" if self.is_written(document) else "edit"), writer, document
        waiting = [
            party
            for party in self.rows.parties(document)
            if self.rows.said(party) != "approve" and not party["through"]
        ]
        party = self.chance.choice(waiting) if waiting else None
        if party is None:
            return None
        if party["function"] in model.FORUMS:
            return "decide", self.people.consultant, document
        if document["kind"] == "contract.idea" and party["function"] == "netvaerksleder":
            return None  # answers with phase 2, in one act
        holders = self.rows.holders(party)
        return ("approve", holders[0], document) if holders else None

    def _held(self, network, function):
        posts = self.rows.all("post", network_id=network["id"], function=function)
        return [post for post in posts if self.rows.is_held(post)]
