"""The town's history: what happened to each of its networks, ideas and rooms."""

import secrets
from datetime import timedelta

from app.agreements import arranging, preparing
from app.agreements.arranging import Slot
from app.agreements.catalogue import AGREEMENTS
from app.contracts.operations import open_with_contract
from app.core import clock, jobs
from app.core.db import db
from app.core.text import sha256
from app.devtools.scan import signed
from app.documents import remarked
from app.documents.joint import links
from app.documents.joint import operations as joint
from app.documents.paper import adoption
from app.documents.paper import operations as paper
from app.documents.remarks import operations as remarks
from app.forums.models import ForumMeeting
from app.forums.operations import plan
from app.ideas import operations as ideas
from app.ideas import rounds
from app.imports import operations as imports
from app.lifecycle import operations as lifecycle
from app.mails import operations as mails
from app.mails.models import Mail
from app.networks.models import Network
from app.networks.people import operations as networks
from app.networks.rules import NetworkType, Track
from app.people.accounts import operations as accounts
from app.people.deputies import operations as deputies
from app.people.models import Function, Ground, Person, Post
from app.people.register import operations as register
from tests import build
from tests.access.town import SAID, Hands, Town, version_of, word
from tests.imports import books


class Builder(Hands):
    def build(self) -> Town:
        days = (clock.today(), clock.today() + timedelta(days=30))
        deputy = deputies.appoint(self.actor("school_head"), Ground.LEAVE, self.town.who["deputy"], *days)
        self.town.numbers["deputyship"] = {"deputy_id": deputy.id}
        self._networks()
        self._ideas()
        self._around()
        db.session.remove()
        return self.town

    def _networks(self) -> None:
        for name in ("idea", "back", "proposed", "postponed", "rejected", "given_up"):
            self._first(name)
        self._decided("decided", is_led=False)
        for name, role in (("staked", ""), ("stopped_staked", "stand_in"), ("stopped", "consultant")):
            self._decided(name)
            if name == "stopped":
                self._frame(name)
            else:  # the director has an own stake (R4)
                networks.add_participant(self._number(name), self.office, self.town.who["director"])
            if role:
                lifecycle.step(self._number(name), self.actor(role), "stop", "preparing", word(f"{name}:note"))
        self._preparing()
        for name in ("running", "changing", "lapsed", "ended", "closed"):
            self._running(name)
        self._after()
        self._agreements()
        self._committee()
        self._learning()
        self._taken_over()

    def _first(self, name: str) -> str:
        """Phase 1, written; the people are on the network."""
        number = open_with_contract(self.office, f"Netværk {name}", NetworkType.WELFARE, secrets.token_hex(8)).number
        self._know(name, number)
        self._write(f"{name}/1", build.answers_of(self.departments), self.office)
        self._staff(name, is_led=name != "decided")
        if name in ("idea", "given_up"):
            if name == "given_up":
                build.operations.withdraw(number, self.office)
            return number
        build.send(number, self.office)
        match name:
            case "back":
                sha = build.latest_sha(number)
                build.operations.send_back(number, self.actor("school_head"), sha, word("back:reason"))
                self._rewrite(name)
            case "postponed":
                self._approve(number, "director", "school_head")
                build.operations.approve(number, build.actor(self.people.family_head), build.latest_sha(number))
                build.decide(number, self.office, build.Result.POSTPONED)
            case "rejected":
                build.decide(number, self.office, build.Result.REJECTED)
                self._rewrite(name)
        return number

    def _rewrite(self, name: str) -> None:
        self._write(f"{name}/1", {"extent": word(f"{name}/1:again")}, self.office)

    def _decided(self, name: str, *, is_led: bool = True) -> None:
        number = self._first(name)
        self._approve(number, "director")
        build.operations.approve(number, build.actor(self.people.family_head), build.latest_sha(number))
        if name == "running":
            self._sign_on_paper(number)
        else:
            self._approve(number, "school_head")
        build.decide(number, self.office)

    def _sign_on_paper(self, number: str) -> None:
        parties = version_of(number).parties
        slot = next(party.slot for party in parties if party.is_asked(self.actor("school_head")))
        keys = [f"{slot}-{self.town.who['school_head']}"]
        scan = signed(["Aftalt på papir"], ["Birgitte Holmskov"])
        paper.record(number, self.office, build.latest_sha(number), scan, sha256(scan), clock.today(), keys)
        copy = version_of(number).papers[0]
        self.town.numbers["running/1"]["copy_id"] = copy.id

    def _preparing(self) -> None:
        self._decided("preparing")
        self._begin("preparing", "2", "leader", build.FRAME)
        self._leadership("preparing")
        self._decided("asked")
        build.send(self._begin("asked", "2", "leader", build.FRAME), self.actor("leader"))
        acceded = self._leadership("asked")
        build.send(acceded, self.office)
        build.decide(acceded, self.office)  # before the director has answered
        self._decided("ready")
        self._frame("ready")
        self._begin("ready", "3", "leader", build.CHARTER)
        self._decided("framed")
        self._frame("framed")
        self._decided("lost")
        self._begin("lost", "2", "leader", build.FRAME)
        build.operations.end(self.town.numbers["lost/1"]["number"], self.office)
        leadership = self._leadership("ready")
        build.send(leadership, self.office)
        self._approve(leadership, "director")
        build.decide(leadership, self.office)

    def _running(self, name: str) -> None:
        self._decided(name)
        self._frame(name)
        networks.add_external(self._number(name), self.office, f"Gæst {name}", "", f"{name}@example.org")
        number = self._begin(name, "3", "leader", build.CHARTER)
        build.agree_jointly(number, self.actor("leader"), [self.town.who["participant"], self.town.who["former"]])
        parties = version_of(number).parties
        self.town.numbers[f"{name}/3"]["party_id"] = next(p.id for p in parties if p.person and not p.person.is_active)
        if name != "running":
            return
        joint.answer(number, self.actor("co_driver"), build.latest_sha(number), word("running:proposal"))
        made = links.invite(number, self.actor("leader"), self.town.numbers["running/3"]["party_id"], 0)
        assert made
        self.town.numbers["link"] = {"token": made[1]}
        self._leave(name, "former")

    def _after(self) -> None:
        """Changed, ended, closed."""
        for name, part in (
            ("changing", "1"),
            ("changing", "2"),
            ("changing", "3"),
            ("lapsed", "3"),
            ("ended", "2"),
        ):
            self._change(f"{name}/{part}", "consultant" if part == "1" else "leader")
        for name in ("lapsed/2", "ended/1"):
            build.operations.end(self.town.numbers[name]["number"], self.office)
        for state in ("running", "concluding", "outcome_proposed", "closing"):
            lifecycle.step(self._number("closed"), self.office, "move_on", state, word("closed:note"))

    def _change(self, name: str, role: str) -> None:
        number, part = self.town.numbers[name]["number"], name.partition("/")[2]
        build.operations.change(number, self.actor(role))
        build.save(number, self.actor(role), {SAID[part]: word(f"{name}:change")}, build._bases(number))
        if part == "2":
            build.send(number, self.actor(role))

    def _agreements(self) -> None:
        """One being written, one out, one agreed that only the two read, one ended."""
        self._agreement("framed", "reference")
        kind = next(kind for kind in AGREEMENTS if kind.opposite == Function.REFERENCELEDER)
        answers = {"leader-1": word("framed:alone"), "leader-2": "Ring til mig."}
        preparing.save(self._number("framed"), self.actor("leader"), kind, answers)
        here = db.session.query(Network).filter_by(number=self._number("framed")).one()
        offers = preparing.offers(here, self.actor("leader"), kind)
        preparing.reveal(here.number, self.actor("leader"), kind, {offers["leader-2"]})
        for number in ("framed/reference", "idea/1"):
            question = "purpose" if number == "idea/1" else "expectations"
            self.town.numbers[number] |= {"question": question, "passage": 0}
        self._remark("framed/reference")
        begins = clock.now() + timedelta(days=3)
        slot = Slot(begins, begins + timedelta(hours=1), word("framed:place"))
        arranging.arrange(self._number("framed"), self.actor("leader"), kind, slot)
        preparing.save(self._number("running"), self.actor("leader"), kind, {"leader-1": "Et svar, der ikke er vist."})
        asked = self._agreement("asked", "reference")
        self.town.numbers["asked/reference"] |= {"question": "expectations", "passage": 0}
        self._remark("asked/reference")
        build.send(asked, self.actor("leader"))
        private = self._agreement("running", "manager", "manager")
        ended = self._agreement("lapsed", "reference")
        for number, role in ((private, "manager"), (ended, "referenceleder")):
            build.send(number, self.actor("leader"))
            self._approve(number, role)
        build.operations.end(ended, self.office)

    def _remark(self, name: str) -> None:
        """What the referenceleder said about the first passage."""
        number = self.town.numbers[name]["number"]
        about = remarked.places(build.document(number))["expectations", 0]
        made = remarks.remark(number, self.actor("referenceleder"), about, word(f"{name}:remark"), None)
        self.town.numbers[name]["remark_id"] = made.id

    def _committee(self) -> None:
        opened = open_with_contract(
            self.office, "Netværk committee", NetworkType.INNOVATION, secrets.token_hex(8), Track.COMMITTEE
        )
        self._know("committee", opened.number)
        self._write("committee/1", build.answers_of(self.departments), self.office)
        build.send(opened.number, self.office)

    def _learning(self) -> None:
        """The director has decided; its leader answers in one act with phase 2."""
        opened = open_with_contract(self.office, "Netværk learning", NetworkType.LEARNING, secrets.token_hex(8))
        self._know("learning", opened.number)
        self._write("learning/1", build.answers_of(self.departments), self.office)
        build.send(opened.number, self.office)
        self._approve(opened.number, "director")
        self._lead("learning")

    def _taken_over(self) -> None:
        """A network that was under way, from a workbook; phase 1 is entered from paper, phase 2 is still to be."""
        mails = {
            role: db.session.get_one(Person, self.town.who[role]).email or "" for role in ("leader", "participant")
        }
        row = books.NETWORK | {"Titel": "Netværk paper", "Netværksleder": mails["leader"], "Co-driver": ""}
        row |= {"Deltagere": mails["participant"], "Centrale afdelinger": "Skoler og Uddannelse"}
        key = imports.keep(self.office, books.book(**{"Netværk": [row]}), "bog.xlsx")
        assert not imports.load(self.office, key).faults
        network = db.session.query(Network).filter_by(title="Netværk paper").one()
        self._know("paper", network.documents[0].number)
        for part in ("2", "3"):
            self._know_document("paper", part)
        self._write("paper/1", {}, self.office)
        self._write("paper/2", build.FRAME, self.office)
        build.operations.withdraw(self.town.numbers["paper/3"]["number"], self.office)
        number, minute = self.town.numbers["paper/1"]["number"], {"item": "4", "case_number": "", "wording": "Ja."}
        scan = signed(["Taget over fra papir"], ["Chefforum"])
        adoption.adopt(number, self.office, scan, sha256(scan), clock.today(), minute)
        self.town.numbers["paper/1"]["copy_id"] = version_of(number).papers[0].id

    def _ideas(self) -> None:
        author = self.actor("author")
        for state in ("received", "apart", "asked", "rejected", "withdrawn", "merged", "taken_up"):
            said = {"title": f"Idé {state}", "need": word(f"idea:{state}"), "difference": "Eleverne"}
            number = ideas.propose(author, said, f"idea-{state}").number
            self.town.numbers[f"idea:{state}"] = {"number": number}
            match state:
                case "apart":
                    rounds.set_apart(number, self.office, is_outside=True)
                case "asked":
                    ideas.settle(number, self.office, "ask", word("idea:asked:remark"))
                case "rejected":
                    ideas.settle(number, self.office, "reject", word("idea:rejected:remark"))
                case "withdrawn":
                    ideas.settle(number, author, "withdraw", "")
                case "merged":
                    ideas.merge(number, self.office, self.town.numbers["idea:asked"]["number"])
                case "taken_up":
                    taken = ideas.take_up(number, self.office, "Netværk taken_up", "welfare", "")
                    self._know("taken_up", taken.number)

    def _around(self) -> None:
        """What belongs to no network: the register, forums, editions, the round's proposal."""
        plan(self.office, Function.CHEFFORUM, [clock.today() + timedelta(days=7)])
        post = db.session.query(Post).filter_by(person_id=self.town.who["school_head"]).one()
        self.town.numbers |= {
            "meeting": {"meeting_id": db.session.query(ForumMeeting).one().id},
            "person": {"person_id": post.person_id, "post_id": post.id},
            "left": {"person_id": self._left()},
            "department": {"department_id": self.departments.finance},
            "type": {"key": "welfare"},
            "scheme": {"key": "contract.idea"},
            "workbook": {"key": imports.keep(self.office, books.book(Personer=[{"Navn": "Ny Person"}]), "nye.xlsx")},
            "mail": {"mail_id": self._mail()},
            "site": {},
            "guide": {"slug": "co-driver"},
            "round": {"place": 1},
            "password": {"token": accounts.invite(self.town.who["author"], self.office)},
            "code": {"code": version_of(self.town.numbers["decided/1"]["number"]).code},
        }

    def _mail(self) -> int:
        """What was told of one text that waits for somebody."""
        mails.look({"of": self.town.thing("proposed").scope})
        jobs.work_one("mail.send")
        found: int = db.session.query(Mail).filter_by(state="unsent").one().id
        return found

    def _left(self) -> int:
        """Somebody whose account was closed while they held a post."""
        said = ("Leif Borte", "", "", "leif@example.dk")
        row = register.add_person(self.office, *said, has_account=True)
        register.add_post(row.id, self.office, Function.CHEFFORUM, None, clock.today(), None, is_acting=False)
        register.change_person(row.id, self.office, register.shown(row), *said, has_account=False)
        return row.id
