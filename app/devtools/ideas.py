"""The demo municipality's ideas: new, asked about, turned down, joined with another."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from sqlalchemy import select

from app.core import clock
from app.core.db import db
from app.devtools import people
from app.ideas import operations
from app.ideas.models import Idea


@dataclass(frozen=True)
class Proposed:
    """An idea, by whom and how many days ago, and what the office did with it: an act and its words, or the place in
    the list of the idea that it was joined with."""

    by: str
    days: int
    said: dict[str, str]
    act: str = ""
    words: str = ""
    into: int | None = None


IDEAS = (
    Proposed(
        "Marianne Tofte",
        12,
        {
            "title": "Mad, der smager, til ældre i eget hjem",
            "need": "Mange af dem, jeg kommer hos, spiser for lidt. Maden bliver sat i køleskabet og ikke varmet. "
            "Køkkenet, hjemmeplejen og de frivillige kender hver deres ende af det, men taler sjældent sammen.",
            "difference": "Ældre, der bor alene\nPårørende, som er bekymrede\nHjemmeplejens medarbejdere",
            "why_network": "Det handler både om mad, om hjælp og om selskab, og det ligger i tre afdelinger.",
            "taking_part": "Køkkenet, hjemmeplejen, visitationen, frivillige besøgsvenner og et par ældre.",
            "type": "welfare",
        },
    ),
    Proposed(
        "Malik Yilmaz",
        9,
        {
            "title": "Trygge stier om aftenen",
            "need": "De unge går i klub om aftenen, men flere bliver hentet i bil, fordi stierne er mørke og tomme.",
            "difference": "Unge i klubberne\nForældre\nBeboere langs stierne",
        },
        act="ask",
        words="Hvilke stier tænker du især på, og har I talt med boligforeningerne om det?",
    ),
    Proposed(
        "Kirsten Munkholm",
        6,
        {
            "title": "Lektiehjælp på biblioteket",
            "need": "Elever, der ofte er væk fra skolen, sidder hos os om formiddagen. "
            "Vi ved ikke, hvem vi skal ringe til.",
            "difference": "Elever, der er ved at glide ud af skolen",
            "type": "welfare",
        },
        act="reject",
        words="Tak for en god idé. Netværket »Elever med højt fravær« arbejder med det allerede, og biblioteket er "
        "inviteret med. Jeg ringer til dig.",
    ),
    Proposed(
        "Erik Dalsgaard",
        4,
        {
            "title": "Fælles måltider i lokalområdet",
            "need": "Flere ældre siger nej til mad udefra, men ja til at spise sammen med andre.",
            "difference": "Ældre, der spiser alene",
        },
        into=0,
    ),
)


def load() -> None:
    """Propose them, each on its day; leave a database that has ideas as it is."""
    if db.session.scalar(select(Idea.id).limit(1)) is not None:
        return
    numbers: list[str] = []
    for place, idea in enumerate(IDEAS):
        day = clock.today() - timedelta(days=idea.days)
        with clock.standing_at(datetime.combine(day, time(10, 15 + place), clock.COPENHAGEN)):
            numbers.append(operations.propose(people.named(idea.by), idea.said, f"demo-idea-{place}").number)
        office = people.named(people.CONSULTANTS[0])
        with clock.standing_at(datetime.combine(day + timedelta(days=2), time(9, 40), clock.COPENHAGEN)):
            if idea.act:
                operations.settle(numbers[-1], office, idea.act, idea.words)
            elif idea.into is not None:
                operations.merge(numbers[-1], office, numbers[idea.into])
