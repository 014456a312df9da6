"""What the people of a story do, each act through the real operation, as whoever does it."""

import random
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select

from app.appointments.catalogue import APPOINTMENT
from app.contracts.operations import open_with_contract, phases
from app.core import clock, deadlines
from app.core.actions import Actor
from app.core.db import db
from app.core.forms import write_date
from app.core.text import sha256
from app.devtools import people
from app.devtools.plans import Plan
from app.devtools.scan import signed
from app.devtools.themes import REVISIONS, SEND_BACK_REASONS, Answers, Theme
from app.documents import standing, texts
from app.documents.agreeing import operations as agreeing
from app.documents.consents import Party, Result
from app.documents.content import digest
from app.documents.decisions import operations as decisions
from app.documents.decisions.forms import Minute
from app.documents.drafting.operations import save
from app.documents.joint import links
from app.documents.joint import operations as joint
from app.documents.models import Document
from app.documents.paper import operations as paper
from app.lifecycle import operations as lifecycle
from app.networks.models import Network
from app.networks.people import operations as networks
from app.networks.people.guests import Stay, invite
from app.people.deputies import operations as deputies
from app.people.models import Department, Ground
from app.people.operations import actor_for, holder_of

ANSWER_DAYS = 10


@dataclass
class Acts:
    """The acts of one network's story, by the names that plans use. `doubt` chooses why phase 1 is sent back, and what
    answers it."""

    theme: Theme
    plan: Plan
    title: str
    form_key: str
    chance: random.Random
    consultant: str
    doubt: int

    def open(self) -> None:
        open_with_contract(people.named(self.consultant), self.title, self.theme.type, self.form_key, self.theme.track)

    def begin(self) -> None:
        act = "begin_frame" if len(phases(self._network())) == 1 else "begin_charter"
        lifecycle.begin(self._network().number, self._leader(), act)

    def write(self) -> None:
        """The first half of the answers, by who writes the phase."""
        self._save(self._writer(), self._half(first=True))

    def complete(self) -> None:
        """The other half, by one of the office: the director writes in phases 1 and 2 (domain.md 5)."""
        office = self.consultant if self._phase() == "charter" else people.DIRECTOR
        self._save(people.named(office), self._half(first=False))

    def _half(self, *, first: bool) -> Answers:
        """The answers to the first half of the questions or to the other; a table goes with its cells."""
        answers = self._answers()
        questions = list(dict.fromkeys(key.partition(".")[0] for key in answers))
        written = questions[: (len(questions) + 1) // 2]
        return {key: value for key, value in answers.items() if (key.partition(".")[0] in written) == first}

    def send(self) -> None:
        document = self._document()
        due = deadlines.working_days_after(clock.today(), ANSWER_DAYS)
        agreeing.send(document.number, self._writer(), digest(texts.draft(document)), due)

    def approve(self) -> None:
        """The first of those who are still to answer."""
        before = [document.latest.sha256 for document in phases(self._network())[:-1] if document.latest]
        agreeing.approve(self._document().number, self._awaited(0), self._sha(), (before or [""])[-1])

    def approve_rest(self) -> None:
        """All who are still asked."""
        while standing.signing(self._document()):
            self.approve()

    def approve_by_deputy(self) -> None:
        """The first of those who are still to answer goes away, and whom they chose approves (R9)."""
        away, deputy, today = self._awaited(0), people.named(people.DEPUTY), clock.today()
        deputies.appoint(away, Ground.LEAVE, deputy.person_id, today, today + timedelta(days=14))
        agreeing.approve(self._document().number, people.named(people.DEPUTY), self._sha())

    def send_back(self) -> None:
        """The last of those who are still to answer."""
        mine = [back.reason for back in self.theme.send_back if back.phase == self._phase()]
        reason = mine[0] if mine else SEND_BACK_REASONS[self.doubt]
        agreeing.send_back(self._document().number, self._awaited(-1), self._sha(), reason)

    def suggest(self) -> None:
        """Sent back with another wording."""
        found = next(each for each in self.theme.suggestions if each.phase == self._phase())
        wording = {found.key: self._answers()[found.key].replace(found.old, found.new)}
        agreeing.send_back(self._document().number, self._awaited(-1), self._sha(), found.why, wording)

    def revise(self) -> None:
        """A sentence more, by who writes the phase."""
        mine = [(each.key, each.sentence) for each in self.theme.revisions if each.phase == self._phase()]
        key, sentence = mine[0] if mine else REVISIONS[self.doubt]
        self._save(self._writer(), {key: f"{texts.values(self._document())[key]} {sentence}"})

    def change(self) -> None:
        agreeing.change(self._document().number, self._writer())

    def withdraw(self) -> None:
        agreeing.withdraw(self._document().number, self._writer())

    def propose_leader(self) -> None:
        """The director proposes leader and referenceleder; of a learning network that is all it takes."""
        director = people.named(people.DIRECTOR)
        document = lifecycle.begin(self._network().number, director, "begin_appointment")
        chosen = {"leader": self.plan.leader, "referenceleder": self.plan.referenceleder}
        answers = {key: str(people.person(name).id) for key, name in chosen.items() if name}
        save(document.number, director, answers, {})
        due = deadlines.working_days_after(clock.today(), ANSWER_DAYS)
        sent = agreeing.send(document.number, director, digest(texts.draft(document)), due)
        agreeing.approve(sent.number, director, sent.versions[-1].sha256)

    def decide_leader(self) -> None:
        """Chefforum decides on the leader by itself."""
        self._decide(Result.AGREED, "Tiltrådt.", {}, self._appointment())

    def no_co_driver(self) -> None:
        networks.waive_co_driver(self._network().number, self._leader(), "Vi er få, og netværket er kort.")

    def name_co_driver(self) -> None:
        co_driver = people.person(self.plan.co_driver)
        networks.name_co_driver(self._network().number, self._leader(), co_driver.id, clock.today())

    def staff(self) -> None:
        for name in self.plan.participants:
            networks.add_participant(self._network().number, self._leader(), people.person(name).id)

    def invite_outside(self) -> None:
        for one in self.plan.outsiders:
            networks.add_external(self._network().number, self._leader(), one.name, one.organisation, one.email)

    def invite(self) -> None:
        for guest in self.plan.guests:
            stay = Stay(clock.today(), clock.today() + timedelta(days=guest.days), guest.purpose)
            invite(self._network().number, self._leader(), people.person(guest.name).id, stay)

    def agree_jointly(self) -> None:
        """At the workshop, without those absent and those from outside (R17)."""
        document = self._document()
        persons = [post.person for post in joint.taking_part(document.network)]
        present = [person.id for person in persons if person.is_active and person.name not in self.plan.absent]
        joint.record(document.number, self._leader(), digest(joint.whole(document)), present, clock.today())

    def answer(self) -> None:
        """One who was absent confirms, signed in."""
        joint.answer(self._document().number, people.named(self.plan.absent[0]), self._sha(), None)

    def answer_by_link(self) -> None:
        """The last from outside confirms by a personal link."""
        self._answer_by_link(self.plan.outsiders[-1].name, None)

    def propose(self) -> None:
        """The first from outside proposes another wording by a personal link."""
        found = next(each for each in self.theme.suggestions if each.phase == "charter")
        self._answer_by_link(self.plan.outsiders[0].name, f"{found.why} Mit forslag: »{found.new}«")

    def decide(self) -> None:
        """The body that is awaited accedes (R16)."""
        self._decide(Result.AGREED, "Tiltrådt.", {})

    def decide_changed(self) -> None:
        """The body that is awaited accedes to another wording."""
        found = next(each for each in self.theme.suggestions if each.phase == "idea")
        wording = self._answers()[found.key].replace(found.old, found.new)
        self._decide(Result.CHANGED, f"Tiltrådt med den ændring, at der skal stå: »{found.new}«", {found.key: wording})

    def sign_on_paper(self) -> None:
        """All who are still to answer sign on paper, and the office records the scan (R18)."""
        document, day = self._document(), clock.today()
        signers = paper.signers(standing.signing(document), [day])
        version = signers[0].party.version
        said = [document.network.title, f"{document.number}, version {version.n}", f"Tjekkode {version.code}", ""]
        scan = signed([*said, f"Underskrevet den {write_date(day)}"], [signer.person.name for signer in signers])
        keys = [signer.key for signer in signers]
        paper.record(document.number, people.named(self.consultant), self._sha(), scan, sha256(scan), day, keys)

    # What the acts stand on.

    def _decide(self, result: Result, wording: str, changes: Answers, about: Document | None = None) -> None:
        document = about or self._document()
        forum = standing.awaited_forum(document)
        minute = Minute(
            forum=forum.function if forum else "",
            result=result,
            day=clock.today(),
            item=str(self.chance.randint(2, 14)),
            case_number=f"{clock.today().year}-{self.chance.randint(10000, 99999)}",
            wording=wording,
        )
        also = [decisions.also_of(other) for other in decisions.same_item(document)]
        sha = decisions.also_of(document)
        decisions.decide(document.number, people.named(self.consultant), sha, minute, changes, also)

    def _answer_by_link(self, name: str, reason: str | None) -> None:
        document = self._document()
        parties = document.in_force.parties if document.in_force else []
        party = next(party for party in parties if party.person and party.person.name == name)
        invited = links.invite(document.number, self._leader(), party.id, 0)
        if invited:
            links.answer(invited[1], self._sha(), reason)

    def _network(self) -> Network:
        return db.session.scalars(select(Network).where(Network.form_key == self.form_key)).one()

    def _document(self) -> Document:
        return phases(self._network())[-1]

    def _appointment(self) -> Document:
        return next(document for document in self._network().documents if document.kind == APPOINTMENT.key)

    def _phase(self) -> str:
        return self._document().kind.partition(".")[2]

    def _answers(self) -> Answers:
        """The theme's answers to the phase that is written now."""
        if self._phase() != "idea":
            return {"frame": self.theme.frame, "charter": self.theme.charter}[self._phase()]
        names = {row.name: row.id for row in db.session.scalars(select(Department))}
        ticked = sorted(names[name] for name in self.theme.departments)
        return {"central_departments": ",".join(map(str, ticked)), **self.theme.idea}

    def _save(self, writer: Actor, answers: Mapping[str, str]) -> None:
        document = self._document()
        bases = {answer.key: texts.base(answer.value, answer.version) for answer in document.answers}
        save(document.number, writer, answers, bases)

    def _writer(self) -> Actor:
        return people.named(self.consultant) if self._phase() == "idea" else self._leader()

    def _leader(self) -> Actor:
        return people.named(self.plan.leader)

    def _awaited(self, place: int) -> Actor:
        """Somebody whose answer is missing, by their place among them; a body decides, it does not approve (R16)."""
        waiting = standing.signing(self._document())
        return _holder(waiting[place])

    def _sha(self) -> str:
        version = self._document().latest
        return version.sha256 if version else ""


def _holder(party: Party) -> Actor:
    person = party.person or holder_of(party.function, party.department_id, party.network_id)
    if person is None:
        raise LookupError(party.label)
    return actor_for(person)
