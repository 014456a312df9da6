"""One network on its way from an idea to running, everybody in a browser of their own.

Nobody types an address: each goes from what waits for them on the front page, or from the network's own page. Every
form that does not come filled in is first sent as it comes, and what it refuses to be without is counted (R15).
"""

import re
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field

from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.networks import CONSULTANT, DIRECTOR, write_phase_2, write_phase_3
from tests.browser.steps import good_to_look_at, heading, menu, record_decision, sign_in
from tests.support.browser import page as new_page
from tests.support.server import LiveServer

JUDGED: set[tuple[str, bool, int]] = set()
NEED = "Mange ringer forgæves, og ingen har hele billedet."


@dataclass
class Journey:
    title: str
    site: LiveServer
    chromium: Browser
    stack: ExitStack
    javascript: bool
    width: int
    required: list[str] = field(default_factory=list)  # "the page: what it refuses to be without"
    approvals: int = 0
    browsers: dict[str, Page] = field(default_factory=dict)

    def front(self, name: str) -> Page:
        """What waits for that person; signed in the first time."""
        if page := self.browsers.get(name):
            page.locator("a.mark").click()
        else:
            page = self.stack.enter_context(new_page(self.chromium, javascript=self.javascript, width=self.width))
            self.browsers[name] = page
            sign_in(page, self.site.url, name)
        expect(page.get_by_role("heading", level=1)).to_have_text("Venter på dig")
        return page

    def called_to(self, name: str, act: str, label: str = "") -> Page:
        """The person follows the link of what waits for them about the network."""
        page = self.front(name)
        about = ", ".join(filter(None, (self.title, label)))
        page.get_by_role("link", name=f"{act} {about}", exact=True).click()
        self.look(page)
        return page

    def look(self, page: Page) -> None:
        """Each page is judged once at each width, and once more when it refuses something."""
        met = heading(page), page.locator("[data-error-summary]").is_visible(), self.width
        if met not in JUDGED:
            JUDGED.add(met)
            good_to_look_at(page, self.javascript)

    def send_as_it_comes(self, page: Page, button: str, within: Locator | None = None) -> None:
        """The form tells what it refuses to be without."""
        at = heading(page)
        (within or page).get_by_role("button", name=button, exact=True).click()
        lacks = page.locator("[data-error-summary] li, section[aria-labelledby=mangler] li")
        expect(lacks.first).to_be_visible()
        self.required += [f"{at}: {words.strip()}" for words in lacks.all_inner_texts()]
        self.look(page)

    # The idea.

    def propose(self, author: str) -> None:
        page = self.front(author)
        page.get_by_role("link", name="Foreslå en idé").click()
        self.send_as_it_comes(page, "Send til sekretariatet")
        page.get_by_label("Hvad handler idéen om?").fill(self.title)
        page.get_by_label("Hvilket behov eller ønske").fill(NEED)
        page.get_by_label("Hvem gør det en forskel for?").fill("Borgere, der venter på svar")
        page.get_by_role("button", name="Send til sekretariatet").click()
        expect(page.get_by_text("Tak. Sekretariatet har fået din idé")).to_be_visible()

    def take_up(self, type_: str) -> None:
        page = self.called_to(CONSULTANT, "Læs idéen")
        page.get_by_role("link", name="Gør den til et netværk").click()
        expect(page.get_by_label("Netværkets titel")).to_have_value(self.title)
        page.get_by_label(type_).check()
        self.look(page)
        page.get_by_role("button", name="Opret netværket").click()
        expect(page.get_by_label("Baggrund")).to_have_value(NEED)

    def follow_up(self, author: str) -> None:
        """The author sees what became of the idea, and reads the network's short profile."""
        page = self.front(author)
        menu(page, "Idéer")
        page.get_by_role("link", name=self.title).click()
        expect(page.get_by_text(f"Idéen blev til netværket »{self.title}«")).to_be_visible()
        page.get_by_role("link", name="Gå til netværket").click()
        expect(page.get_by_role("heading", name="Kort fortalt")).to_be_visible()
        expect(page.get_by_role("heading", name="Kontrakten")).to_have_count(0)
        self.look(page)

    # A text is written, sent, approved, decided.

    def write_idea(self, departments: Sequence[str]) -> None:
        page = self.browsers[CONSULTANT]
        self.read_unfinished(page)
        page.get_by_label("Formål").fill("Borgerne skal have svar første gang, de spørger.")
        page.get_by_label("Omfang").fill("Cirka seks måneder, 8 timer om ugen for lederen.")
        for department in departments:
            page.get_by_label(department).check()
        self.send(page)

    def read_unfinished(self, page: Page) -> None:
        """A draft is read through as it begins, and written on from the first answer that is missing."""
        self.look(page)
        self.send_as_it_comes(page, "Gem og læs igennem")
        page.locator("section[aria-labelledby=mangler] a").first.click()

    def send(self, page: Page) -> None:
        page.get_by_role("button", name="Gem og læs igennem").click()
        page.get_by_role("button", name="Send til godkendelse").click()
        expect(page.get_by_text("Teksten er sendt.")).to_be_visible()
        self.look(page)

    def approve(self, name: str, label: str) -> None:
        page = self.called_to(name, "Læs og godkend", label)
        page.get_by_role("button", name=f"Godkend som {name}").click()
        expect(page.get_by_text("Du har godkendt").first).to_be_visible()
        self.approvals += 1

    def decide(self, forum: str, also: str = "") -> None:
        """The office records what the body decided about the text that waits for it, and about another in the item."""
        page = self.front(CONSULTANT)
        page.get_by_role("complementary").get_by_role("link", name=self.title).first.click()
        page.get_by_role("link", name="Registrér forummets beslutning").click()
        expect(page.get_by_role("heading", level=1)).to_have_text(f"Registrér beslutningen fra {forum}")
        self.send_as_it_comes(page, "Registrér beslutningen")
        if also:
            page.get_by_label(also).check()
        record_decision(page)
        self.look(page)

    # The people.

    def propose_leader(self, leader: str, referenceleder: str, page: Page | None = None) -> None:
        """From what waits for the consultant when the network is decided, or before that from its page."""
        if page is None:
            page = self.called_to(CONSULTANT, "Gå til netværket")
        page.get_by_role("button", name="Indstil netværksleder og referenceleder").click()
        self.read_unfinished(page)
        page.get_by_label("Netværksleder", exact=True).fill(leader)
        page.get_by_label("Referenceleder", exact=True).fill(referenceleder)
        self.send(page)

    def find_people(self, leader: str, co_driver: str, participants: Sequence[str], outsider: str) -> None:
        page = self.stands(leader, f"Fase 2 er aftalt. Nu skal {leader} finde deltagerne og skrive fase 3.")
        page.get_by_role("link", name="Udpeg og tilføj").click()
        self.look(page)
        taking_part, outside, driving = (
            page.get_by_role("form", name=name)
            for name in ("Tilføj en deltager", "Tilføj en person udefra", "Udpeg co-driveren")
        )
        self.send_as_it_comes(page, "Tilføj", taking_part)
        for name in participants:
            taking_part.get_by_label("Navn").fill(name)
            taking_part.get_by_role("button", name="Tilføj").click()
            expect(page.get_by_role("heading", name=name)).to_be_visible()
        page.get_by_text("Tilføj en person udefra", exact=True).click()
        outside.get_by_label("Navn").fill(outsider)
        outside.get_by_role("button", name="Tilføj").click()
        page.get_by_text("Udpeg co-driveren", exact=True).click()
        self.send_as_it_comes(page, "Udpeg", driving)
        driving.get_by_label("Co-driver").fill(co_driver)
        driving.get_by_role("button", name="Udpeg").click()
        expect(page.get_by_role("status").filter(has_text=co_driver)).to_be_visible()
        self.look(page)

    def network(self, name: str) -> Page:
        """The network's page, found by one of its people on the front page, or among all when there are many."""
        page = self.front(name)
        mine = page.get_by_role("region", name=re.compile("^(Dine n|N)etværk$"))
        if not mine.get_by_role("link", name=self.title).count():
            page.goto(f"{self.site.url}/netvaerk?tilstand=alle")
            mine = page.get_by_role("main")
        mine.get_by_role("link", name=self.title).first.click()
        expect(page.get_by_role("heading", level=1)).to_have_text(self.title)
        self.look(page)
        return page

    def stands(self, name: str, sentence: str) -> Page:
        page = self.network(name)
        expect(page.locator(".lead")).to_contain_text(sentence)
        return page

    # The phases after the first.

    def begin(self, leader: str, phase: str) -> Page:
        page = self.called_to(leader, "Gå til netværket", phase)
        page.get_by_role("button", name=f"Begynd på {phase}").click()
        self.read_unfinished(page)
        return page

    def agree_on_frame(self, leader: str) -> None:
        page = self.begin(leader, "fase 2")
        write_phase_2(page)
        self.send(page)
        for name in (leader, DIRECTOR):
            self.approve(name, "fase 2")

    def write_charter(self, leader: str) -> Page:
        page = self.begin(leader, "fase 3")
        write_phase_3(page)
        page.get_by_role("button", name="Gem og læs igennem").click()
        return page

    def agree_jointly(self, page: Page, present: Sequence[str]) -> None:
        page.get_by_role("link", name="Registrér den fælles aftale").click()
        self.send_as_it_comes(page, "Registrér og lås teksten")
        for name in present:
            page.get_by_label(name).check()
        page.get_by_role("button", name="Registrér og lås teksten").click()
        expect(page.get_by_text("Den fælles aftale er registreret, og teksten er låst.")).to_be_visible()
        self.approvals += 1
        self.look(page)

    def confirm(self, name: str) -> None:
        page = self.called_to(name, "Læs og svar", "fase 3")
        page.get_by_role("button", name="Bekræft", exact=True).click()
        expect(page.get_by_text("Tak. Du har bekræftet teksten.")).to_be_visible()

    def confirm_by_link(self, leader: str, outsider: str) -> None:
        """Who has no account gets a link from the leader, and confirms by it."""
        page = self.browsers[leader]
        page.get_by_role("link", name="Personlige links").click()
        page.get_by_role("button", name=f"Lav et link til {outsider}").click()
        address = page.get_by_label("Linket", exact=True).input_value()
        with new_page(self.chromium, javascript=self.javascript, width=self.width) as theirs:
            theirs.goto(address)
            theirs.get_by_role("button", name="Vis teksten").click()
            theirs.get_by_role("button", name="Bekræft", exact=True).click()
            expect(theirs.get_by_role("heading", level=1)).to_have_text(re.compile("Tak for dit svar"))
