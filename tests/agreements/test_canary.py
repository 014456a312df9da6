"""A word of its own stands in everything that ten authors prepare: nobody else meets any of them, anywhere (R6)."""

from datetime import timedelta
from functools import cache
from io import BytesIO, StringIO
from zipfile import ZipFile

import pikepdf
import pytest
import structlog
from sqlalchemy import text

from app.agreements import arranging, preparing
from app.agreements.arranging import Slot
from app.core import jobs
from app.core.db import db
from app.documents import printing
from app.mails import content, items
from app.networks.people.operations import name
from app.people.models import Function, Person
from app.people.register import operations as register
from tests import build
from tests.agreements import AGREEMENTS, begun, led, opposite, sent
from tests.browse import Browse
from tests.docgen import reading

ALL = ("", "/mennesker", "/kontrakt/pdf", "/deltagere/pdf", "/mandat", "/mandat/pdf")
OF_DOCUMENT = (
    "",
    "/pdf",
    "/version/1",
    "/version/1/pdf",
    "/historik",
    "/ret",
    "/underskriftsblad/pdf",
    "/pdf/underskrift",
)
WHOLE_SITE: tuple[str, ...] = (
    "/",
    "/netvaerk?tilstand=alle",
    "/netvaerk/regneark",
    "/ideer",
    "/forummoeder",
    "/personer",
    "/mails",
)
WHOLE_SITE += ("/tjek", "/pjecer", "/privatliv", "/forberedelser", "/findes-ikke", "/stedfortraeder", "/skemaer")
ROOMS = ("", "/forberedelse", "/samtale", "/tid", "/kalenderfil", "/samtale/findes-ikke")


@pytest.fixture
def logged(app):
    """Every line that the site writes to its log."""
    lines, usual = StringIO(), structlog.get_config()["logger_factory"]
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(lines))
    yield lines
    structlog.configure(logger_factory=usual)


def test_nobody_but_its_author_meets_what_is_prepared(app, people, departments, logged, work, monkeypatch):
    monkeypatch.setattr(printing, "WAIT_SECONDS", 0.0)  # the prints are made when everybody has asked
    networks = [
        led(people, lambda state, n=n: build.frame_at(state, people, departments, f"Netværk {n}")) for n in (1, 2, 3)
    ]
    secrets = {}  # word: its author, the network, the kind, the question
    for place, network in enumerate(networks):
        for kind in AGREEMENTS:
            if place == 1:
                sent(people, network, kind)
            else:  # talked about
                begun(people, network, kind)
                begins = build.clock.now() + timedelta(days=2)
                slot = Slot(begins, begins + timedelta(hours=1), "Kantinen")
                arranging.arrange(network, build.actor(people.leader), kind, slot)
            for side in kind.between:
                author = people.leader if side == Function.NETVAERKSLEDER else opposite(people, kind)
                asked = preparing.prompts(kind, side)
                word = f"Kanarie{place}{kind.opposite}{side}".replace("_", "")
                secrets[word] = (author, network, kind)
                room = f"/netvaerk/{network}/aftaler/{kind.opposite}/forberedelse"
                kept = Browse(app, author).post(room, {prompt.key: word for prompt in asked})
                assert kept.status_code in (200, 303)
    assert len(secrets) >= 10
    replaced(networks[-1], people)
    admin = register.add_person(
        build.actor(people.consultant), "Ada Min", "", "", "ada@example.dk", has_account=True
    ).id
    register.add_post(
        admin, build.actor(people.consultant), Function.ADMINISTRATOR, None, build.clock.today(), None, is_acting=False
    )
    everyone = {*vars(people).values(), admin} - {people.external}
    for person in everyone:
        assert words_met(app, person, filter(is_print, pages_of(networks)), secrets) == set(), person
    work()
    for person in everyone:
        own = {word for word, (author, _network, _kind) in secrets.items() if author == person}
        assert words_met(app, person, pages_of(networks), secrets) == own, person
        mailed = mailed_to(db.session.get(Person, person))
        assert not any(word in mailed for word in secrets), person
    work()
    jobs.log.info("heard")
    assert "heard" in logged.getvalue()
    assert not any(word in logged.getvalue() for word in secrets)
    assert kept_elsewhere(secrets) == set()


def replaced(network, people):
    """Others hold the posts than those who have prepared."""
    office, today = build.actor(people.consultant), build.clock.today()
    name(network, office, Function.CO_DRIVER, people.stranger, today)
    name(network, office, Function.REFERENCELEDER, people.family_head, today)
    name(network, office, Function.NETVAERKSLEDER, people.other_participant, today)


def pages_of(networks):
    pages = list(WHOLE_SITE)
    for network in networks:
        pages += [f"/netvaerk/{network}{end}" for end in ALL]
        pages += [f"/netvaerk/{network}/aftaler/{kind.opposite}{room}" for kind in AGREEMENTS for room in ROOMS]
        pages += [f"/dokumenter/SA-{network}-{n}{end}" for n in (1, 2, 3) for end in OF_DOCUMENT]
    return pages


def is_print(page):
    return "/pdf" in page


def words_met(app, person, pages, secrets):
    """Those that the person meets on any of these pages, or in any of these files."""
    browser = Browse(app, person)
    met = set()
    for page in pages:
        answer = browser._alone(browser.client.get, page)
        said = words_of(answer.data)
        met |= {word for word in secrets if word in said}
        refused = browser.post(page, {"leader-1": "Noget andet" * 900}) if page.endswith("/ret") else None
        met |= {word for word in secrets if refused is not None and word.encode() in refused.data}
    return met


@cache
def words_of(data):
    """What a page, a print or a spreadsheet says; of a print what is drawn, and what it carries along."""
    if data.startswith(b"PK"):
        with ZipFile(BytesIO(data)) as packed:
            data = b"".join(packed.read(name) for name in packed.namelist())
    return words_in_print(data) if data.startswith(b"%PDF") else data.decode("utf-8", "replace")


def words_in_print(pdf):
    with pikepdf.open(BytesIO(pdf)) as opened:
        carried = b"".join(opened.attachments[name].get_file().read_bytes() for name in opened.attachments)
    return "".join(run.text for page in reading.pages_of(pdf) for run in page) + carried.decode("utf-8", "replace")


def mailed_to(person):
    """All that the person could be written to about now, in both forms, and the files that go with it."""
    found = items.of(person)
    if not found:
        return ""
    written = content.render("digest", person, found)
    files = [appointment.file().decode() for appointment in written.appointments]
    return "".join([written.subject, written.text, written.html, *files])


def kept_elsewhere(secrets):
    """Tables other than its own in which one of the words stands."""
    db.session.rollback()
    found = set()
    for table in db.metadata.tables.values():
        rows = db.session.execute(text(f'SELECT * FROM "{table.name}"')).all() if table.name != "preparation" else []
        found |= {table.name for row in rows for word in secrets if word in repr(row)}
    return found
