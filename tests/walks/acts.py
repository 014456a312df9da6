"""Each act of a walk, through the real operation, with what a person would have on the screen."""

import secrets
from datetime import timedelta

from app.agreements import operations as agreements
from app.agreements.catalogue import with_post
from app.contracts.operations import open_with_contract
from app.core import clock
from app.core.db import db
from app.core.text import canonical, sha256
from app.documents import texts
from app.documents.agreeing import operations as agreeing
from app.documents.consents import Result
from app.documents.content import digest
from app.documents.decisions import operations as decisions
from app.documents.decisions.forms import Minute
from app.documents.drafting import operations as drafting
from app.documents.joint import links
from app.documents.joint import operations as joint
from app.documents.paper import adoption
from app.documents.paper import operations as paper
from app.ideas import operations as ideas
from app.ideas import rounds
from app.lifecycle import briefings
from app.lifecycle import operations as lifecycle
from app.networks.people import guests
from app.networks.people import operations as networks
from app.people.models import Function, Post
from tests import build
from tests.walks import model

TYPES = (("welfare", ""), ("innovation", "director"), ("innovation", "committee"), ("learning", ""))
WORDS = {"contract.idea": "background", "contract.frame": "leadership_room", "contract.charter": "goal"}
AGREED = {
    "agreement.personaleleder": "balance",
    "agreement.referenceleder": "expectations",
    "agreement.co_driver": "work",
}
NAMED = {
    "name_leader": Function.NETVAERKSLEDER,
    "name_referenceleder": Function.REFERENCELEDER,
    "name_stand_in": Function.DIREKTOER_I_STEDET,
    "name_co_driver": Function.CO_DRIVER,
}
AGAIN = "Vi har tænkt os om."


class Acts:
    """What is done: each is named as in steps.EVENTS, by an actor to a row."""

    # What a text says, and who there is.

    def says(self, document):
        answers = self.rows.all("answer", document_id=document["id"])
        return {row["key"]: row["value"] for row in answers if row["value"]}

    def is_whole(self, document):
        return self.wanted(document).keys() <= self.says(document).keys()

    def is_written(self, document):
        """Whether the draft has its answers, and says something that what is in force does not."""
        agreed = self.rows.one("version", document_id=document["id"], n=document["agreed_n"])
        return self.is_whole(document) and not (agreed and agreed["answers"] == canonical(self.says(document)))

    def wanted(self, document):
        match document["kind"]:
            case "contract.idea":
                return build.answers_of(self.departments)
            case "contract.frame":
                return build.FRAME
            case "contract.charter":
                return build.CHARTER
            case kind if kind in AGREED:
                return {AGREED[kind]: f"Vi siger det ligeud fra {self.now.isoformat()}."}
        return {"leader": str(self.anybody()), "referenceleder": str(self.anybody())}

    def anybody(self):
        """Any person; where the step is due, somebody who has no role yet."""
        busy = {post["person_id"] for post in self.rows.all("post") if post["network_id"]} if self.is_due else set()
        return self.chance.choice([person for person in self.everybody if person not in busy] or self.everybody)

    def sha(self, document):
        """The text on the screen; now and then another one."""
        version = self.rows.latest(document)
        return version["sha256"] if version and (self.is_due or self.chance.random() < 0.95) else "0" * 64

    def party(self, document):
        return self.chance.choice(self.rows.parties(document) or [{"id": 0, "slot": 0}])

    # A document's acts.

    def edit(self, actor, thing):
        if self.is_whole(thing) and thing["kind"] in WORDS:
            said = {WORDS[thing["kind"]]: f"Vi ved mere nu: {self.now.isoformat()}"}
        else:
            said = self.wanted(thing)
        drafting.save(thing["number"], actor, said, build._bases(thing["number"]))

    def send(self, actor, thing):
        sha = digest(texts.draft(build.document(thing["number"])))
        agreeing.send(thing["number"], actor, sha, clock.today() + timedelta(days=14))

    def recall(self, actor, thing):
        agreeing.recall(thing["number"], actor)

    def approve(self, actor, thing):
        network = self.rows.one("network", id=thing["network_id"])
        idea = self.rows.document(network, "contract.idea")
        version = self.rows.latest(idea)
        agreeing.approve(thing["number"], actor, self.sha(thing), version["sha256"] if version else "")

    def send_back(self, actor, thing):
        agreeing.send_back(thing["number"], actor, self.sha(thing), AGAIN)

    def decide(self, actor, thing):
        waiting = [party for party in self.rows.parties(thing) if party["function"] in model.FORUMS]
        missing = [party for party in waiting if self.rows.said(party) != "approve"]
        forum = next((party["function"] for party in missing or waiting), "chefforum")
        results = [result for result in Result if not (self.is_due and result == Result.SENT_ON)]
        result = Result.AGREED if self.chance.random() < 0.6 else self.chance.choice(results)
        minute = Minute(forum, str(result), clock.today(), "4", "26-1207", f"Mødet {self.now.isoformat()}")
        changes = {WORDS[thing["kind"]]: f"Som besluttet {self.now.isoformat()}"} if thing["kind"] in WORDS else {}
        others = decisions.same_item(build.document(thing["number"])) if self.chance.random() < 0.3 else []
        also = [decisions.also_of(other) for other in others]
        decisions.decide(thing["number"], actor, self.sha(thing), minute, changes, also)

    def sign(self, actor, thing):
        party = self.party(thing)
        keys = [f"{party['slot']}-{person}" for person in self.rows.holders(party)[:1]] if party["id"] else ["0-1"]
        scan = f"%PDF {self.now.isoformat()}".encode()
        sha = sha256(scan.decode())
        paper.record(thing["number"], actor, self.sha(thing), scan, sha, clock.today(), keys)

    def adopt(self, actor, thing):
        adoption.adopt(thing["number"], actor, b"%PDF", sha256("%PDF"), clock.today())

    def agree(self, actor, thing):
        document = build.document(thing["number"])
        there = [person for person in self.everybody if self.chance.random() < 0.5]
        joint.record(thing["number"], actor, digest(joint.whole(document)), there, clock.today())

    def answer(self, actor, thing):
        joint.answer(thing["number"], actor, self.sha(thing), self.chance.choice([None, AGAIN]))

    def invite(self, actor, thing):
        outside = {row["id"] for row in self.rows.all("person", is_active=0)}
        party = next((row for row in self.rows.parties(thing) if row["person_id"] in outside), self.party(thing))
        last = self.rows.all("personal_link", party_id=party["id"])
        links.invite(thing["number"], actor, party["id"], last[-1]["id"] if last else 0)

    def revoke(self, actor, thing):
        invited = self.rows.all("personal_link")
        links.revoke(thing["number"], actor, invited[-1]["party_id"] if invited else self.party(thing)["id"])

    def change(self, actor, thing):
        agreeing.change(thing["number"], actor)

    def give_up(self, actor, thing):
        agreeing.give_up(thing["number"], actor)

    def withdraw(self, actor, thing):
        agreeing.withdraw(thing["number"], actor)

    def resume(self, actor, thing):
        agreeing.resume(thing["number"], actor)

    def end(self, actor, thing):
        agreeing.end(thing["number"], actor)

    # A network's acts.

    def opened(self, type_, track):
        office = build.actor(self.people.consultant)
        open_with_contract(office, "Elever med højt fravær", type_, secrets.token_hex(8), track)

    def _name(self, act, actor, thing):
        day = clock.today() + timedelta(days=self.chance.choice([0, 0, 0, 7]))
        networks.name(thing["number"], actor, NAMED[act], self.anybody(), day)

    def __getattr__(self, act):
        if act in NAMED:
            return lambda actor, thing: self._name(act, actor, thing)
        if act in ("begin_frame", "begin_charter", "begin_appointment"):
            return lambda actor, thing: lifecycle.begin(thing["number"], actor, act)
        if act in ("move_on", "stop", "reopen"):
            return lambda actor, thing: lifecycle.step(thing["number"], actor, act, thing["state"], AGAIN)
        raise AttributeError(act)

    def begin_agreement(self, actor, thing):
        post = self.chance.choice((self.is_due and self.lacking(thing)) or model.OPPOSITE)
        chosen = self.anybody() if post == "personaleleder" else None
        agreements.begin(thing["number"], actor, with_post(post), chosen)

    def add(self, actor, thing):
        networks.add_participant(thing["number"], actor, self.anybody())

    def add_external(self, actor, thing):
        name = self.chance.choice(["Sofie Brandt", "Ali Hassan"])
        networks.add_external(
            thing["number"], actor, name, "Boligforeningen", self.chance.choice(["", "s@example.org"])
        )

    def invite_guest(self, actor, thing):
        first = clock.today() + timedelta(days=self.chance.choice([0, 5]))
        stay = guests.Stay(first, first + timedelta(days=14), "Vis os jeres metode")
        guests.invite(thing["number"], actor, self.anybody(), stay)

    def end_role(self, actor, thing):
        posts = db.session.query(Post.id).filter_by(network_id=thing["id"]).order_by(Post.id).all()
        networks.end_role(thing["number"], actor, self.chance.choice([*posts, (0,)])[0])

    def waive(self, actor, thing):
        networks.waive_co_driver(thing["number"], actor, AGAIN)

    def brief(self, actor, thing):
        owed = self.rows.all("briefing", network_id=thing["id"])
        briefing = self.chance.choice(owed)["id"] if owed else 0
        briefings.hold(thing["number"], actor, briefing, clock.today(), "7")

    # An idea's acts, and what is done to nothing.

    def propose(self, actor, _thing):
        said = {"title": "Fravær", "need": "Vi mister dem.", "difference": "Eleverne"}
        ideas.propose(actor, said, secrets.token_hex(8))

    def change_idea(self, actor, thing):
        ideas.change(thing["number"], actor, {"need": self.now.isoformat()}, AGAIN)

    def merge(self, actor, thing):
        others = [idea for idea in self.rows.all("idea") if idea["id"] != thing["id"]] or [thing]
        ideas.merge(thing["number"], actor, self.chance.choice(others)["number"])

    def take_up(self, actor, thing):
        ideas.take_up(thing["number"], actor, "Et netværk", *self.chance.choice(TYPES))

    def rank(self, actor, thing):
        rounds.move(thing["number"], actor, self.chance.choice([-1, 1]), self.chance.randint(1, 3))

    def set_apart(self, actor, thing):
        rounds.set_apart(thing["number"], actor, is_outside=self.chance.random() < 0.5)

    def withdraw_idea(self, actor, thing):
        ideas.settle(thing["number"], actor, "withdraw", "")

    def ask(self, actor, thing):
        ideas.settle(thing["number"], actor, "ask", AGAIN)

    def reject(self, actor, thing):
        ideas.settle(thing["number"], actor, "reject", AGAIN)

    def reopen_idea(self, actor, thing):
        ideas.settle(thing["number"], actor, "reopen", "")

    def clock(self, _actor, _thing):
        self.now += timedelta(days=self.chance.randint(1, 40))
        with clock.standing_at(self.now):
            lifecycle.dawn()
