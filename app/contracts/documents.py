"""The contract as docgen's data: one phase, the whole of it, and who takes part in its network."""

from collections.abc import Mapping, Sequence
from datetime import datetime, time

from app.core import clock, events
from app.core.actions import Position
from app.core.formats import capital_first
from app.documents import approvals, changes, sheets, standing, texts
from app.documents.catalogue import KINDS, Kind, kind_of
from app.documents.models import Document, Version
from app.documents.sheets import Part, Shown, day
from app.networks.models import Network
from app.networks.rules import NetworkType, entry
from app.people.models import POST_LABELS, Function, Person, Post
from app.people.operations import departments_of, holders

LABEL = "Netværkskontrakt · Et netværk i Albertslund"
ROLES = (Function.NETVAERKSLEDER, Function.CO_DRIVER, Function.REFERENCELEDER)


def print_phase(shown: Shown) -> Part:
    """One phase: a version, or the draft."""
    document, version = shown.document, shown.version
    groups = [approvals.group(version, is_to_sign=shown.is_to_sign)] if version else []
    return sheets.sheet(
        "contract",
        document.number,
        shown.text["network"]["title"],
        shown.state,
        _recorded_at(document.network, [shown]),
        [
            {"block": "phases", "phases": _phases(document.network, [document])},
            {"block": "facts", "rows": _facts(document.network, [shown])},
            *_missing(shown),
            sheets.answers_part(shown),
            *changes.since_agreed(shown),
            *approvals.part(groups, state=shown.state, is_finished=shown.state != "draft", intro=_answers_later(shown)),
        ],
        kind_label=LABEL,
        version=version,
    )


def _answers_later(shown: Shown) -> str | None:
    """The print of a joint act is made with the act; the absent answer after it (R17)."""
    version = shown.version
    if version is None or version.paper_day or shown.state != "agreed" or not kind_of(shown.document).is_joint:
        return None
    return f"Sådan stod svarene den {day(sheets.agreed_on(version))}. Senere svar står på underskriftsbladet."


def print_contract(network: Network, shown: Sequence[Shown]) -> Part:
    """The whole contract, of what the reader may see. One phase that is no more than a draft makes it all a draft."""
    agreed = all(one.state == "agreed" for one in shown)
    groups = [approvals.group(one.version, with_code=True) for one in shown if one.version]
    codes = any(group["code"] for group in groups)
    return sheets.sheet(
        "contract",
        f"NK-{network.number}",
        network.title,
        "record" if agreed else "draft",
        _recorded_at(network, shown),
        [
            {"block": "phases", "phases": _phases(network, [one.document for one in shown])},
            {"block": "facts", "rows": _facts(network, shown)},
            {"block": "contents"},
            *(sheets.answers_part(one, new_page=one is shown[0]) for one in shown),
            *approvals.part(
                groups, state="record", is_finished=agreed, intro=approvals.where_to_check() if codes else None
            ),
        ],
        kind_label=LABEL,
        lead=_left_out(network, shown),
    )


def _left_out(network: Network, shown: Sequence[Shown]) -> str | None:
    """Which agreed phases a print of the whole contract leaves out, because the reader does not read them. Of those
    that are not agreed nobody learns here."""
    read = {one.document.kind for one in shown}
    agreed = {document.kind for document in network.documents if document.last_agreed}
    labels = [kind.label for kind in _kinds() if kind.key in agreed - read]
    return f"{capital_first(' og '.join(labels))} er ikke med i denne udskrift." if labels else None


def _recorded_at(network: Network, shown: Sequence[Shown]) -> datetime:
    """No earlier than anything that the print tells: the texts, what has become of every phase, who holds the posts."""
    read = [one.document for one in shown]
    others = [document.last_agreed for document in network.documents if document not in read]
    told = [version for version in [*others, *(v for document in read for v in document.versions)] if version]
    moments = [*(one.recorded_at for one in shown), *(document.state_since for document in read)]
    return max([*moments, *map(sheets.touched, told), *filter(None, [events.last(network.scope)])])


def print_participants(network: Network, posts: Sequence[Post], guests: Sequence[Post] = ()) -> Part:
    """Who takes part today: the municipality's own, and those from outside; apart from them, who is invited."""
    own = [post for post in posts if not post.person.is_external]
    outside = [post for post in posts if post.person.is_external]
    rooms = departments_of(post.person for post in own)
    today = clock.today()
    rows = [
        {"label": "Netværk", "value": network.number},
        {"label": "Netværkstype", "value": entry(network).label},
        {"label": "Med i netværket", "value": _counted(posts)},
    ]
    return sheets.sheet(
        "participants",
        f"NK-{network.number}",
        network.title,
        "record",
        datetime.combine(today, time(), clock.COPENHAGEN),
        [
            {"block": "facts", "rows": rows},
            *_people("Fra kommunen", _columns("Afdeling"), [[*_own(post, rooms), *_role(post)] for post in own]),
            *_people("Udefra", _columns("Organisation"), [[*_outside(post.person), *_role(post)] for post in outside]),
            *_people("Inviteret for en tid", GUEST_COLUMNS, [_guest(post) for post in guests]),
        ],
        kind_label="Deltagere",
        lead=f"Alle, der er med i netværket den {day(today)}, og den rolle, de har.",
        of_day=True,
    )


def _own(post: Post, rooms: Mapping[int, Sequence[str]]) -> list[str | None]:
    return [post.person.name, post.person.title or None, ", ".join(rooms.get(post.person_id, ())) or None]


def _outside(person: Person) -> list[str | None]:
    return [person.name, person.title or None, person.about or None]


def _role(post: Post) -> list[str | None]:
    return [POST_LABELS[Function(post.function)], day(post.from_date)]


def _guest(post: Post) -> list[str | None]:
    named = [post.person.name, post.person.about or post.person.title or None]
    return [*named, post.purpose, day(post.from_date), day(post.to_date) if post.to_date else None]


def _columns(belongs: str) -> list[Part]:
    return [
        {"label": "Navn", "width_mm": 42},
        {"label": "Stilling"},
        {"label": belongs},
        {"label": "Rolle", "width_mm": 30},
        {"label": "Siden", "width_mm": 20},
    ]


GUEST_COLUMNS: list[Part] = [
    {"label": "Navn", "width_mm": 42},
    {"label": "Stilling eller organisation", "width_mm": 42},
    {"label": "Hvad det gælder"},
    {"label": "Fra", "width_mm": 20},
    {"label": "Til", "width_mm": 20},
]


def _people(caption: str, columns: list[Part], rows: list[list[str | None]]) -> list[Part]:
    told = [n for n in range(len(columns)) if any(row[n] for row in rows)]  # nothing but dashes says nothing
    shown = {"columns": [columns[n] for n in told], "rows": [[row[n] for n in told] for row in rows]}
    return [{"block": "table", "caption": caption, **shown}] if rows else []


def _counted(posts: Sequence[Post]) -> str:
    persons = {post.person_id: post.person for post in posts}
    outside = sum(person.is_external for person in persons.values())
    return f"{len(persons)}, heraf {outside} udefra" if outside else str(len(persons))


def _phases(network: Network, read: Sequence[Document]) -> list[Part]:
    """The contract's phases, each with what it is now; of those that are not read here only what has been agreed
    (domain.md 13)."""
    begun = {document.kind: document for document in network.documents}
    return [_phase(kind, begun.get(kind.key), read) for kind in _kinds()]


def _kinds() -> list[Kind]:
    return [kind for kind in KINDS.values() if kind.printed is print_phase]


def _phase(kind: Kind, document: Document | None, read: Sequence[Document]) -> Part:
    state, lines = "later", ["Ikke aftalt endnu"]
    if document and document in read:
        state, lines = _state(document)
    elif document and (last := document.last_agreed):
        state, lines = _ended(document, last) if document.state == "ended" else _agreed(last, f"Version {last.n}")
    return {"label": f"{kind.step} {kind.title.rpartition(': ')[2]}", "state": state, "lines": lines}


def _state(document: Document) -> tuple[str, list[str]]:
    last, current = document.last_agreed, document.current
    in_force = [f"Version {last.n} gælder imens"] if last else []
    match document.state:
        case "agreed" if last:
            is_answered = kind_of(document).is_joint and not last.paper_day
            return _agreed(last, f"Version {last.n} · {_answered(last)}" if is_answered else f"Version {last.n}")
        case "sent" if current:
            return "open", ["Sendt til godkendelse", f"Version {current.n} · {_answered(current)}", *in_force]
        case "ended" if last:
            return _ended(document, last)
        case "withdrawn":
            return "later", ["Opgivet"]
    if in_force:
        return "open", ["Udkast til en ændring", *in_force]
    return "open", ["Udkast", "Bliver skrevet om" if document.versions else "Ikke aftalt endnu"]


def _agreed(last: Version, told: str) -> tuple[str, list[str]]:
    return "agreed", [f"Aftalt {day(sheets.agreed_on(last))}", told]


def _ended(document: Document, last: Version) -> tuple[str, list[str]]:
    return "later", [f"Ophørt {day(document.state_since)}", f"Version {last.n}"]


def _answered(version: Version) -> str:
    word = "har bekræftet" if kind_of(version.document).is_joint else "har godkendt"
    return f"{standing.settled(version)} af {len(version.parties)} {word}"


def _facts(network: Network, shown: Sequence[Shown]) -> list[Part]:
    """What is known of the network, and the days that the shown texts set."""
    answers = {answer["key"]: answer["text"] for one in shown for answer in one.text["answers"]}
    positions = [Position(Function.NETVAERKSDIREKTOER), *(Position(role, None, network.id) for role in ROLES)]
    held = holders(positions)
    basis = sheets.based_on(shown[0]) if len(shown) == 1 else None
    rows = [
        ("Netværkstype", entry(network).label),
        ("Netværk", network.number),
        *((POST_LABELS[Function(o.function)], held[o][0].name if held[o] else None) for o in positions),
        ("Ønsket start", None if "start" in answers else answers.get("wanted_start")),
        ("Start", answers.get("start")),
        ("Næste gennemgang" if network.type == NetworkType.INNOVATION else "Slut", answers.get("end")),
        ("Bygger på", basis and capital_first(basis)),
    ]
    return [{"label": label, "value": value} for label, value in rows if value]


def _missing(shown: Shown) -> list[Part]:
    document, kind = shown.document, kind_of(shown.document)
    lacking = texts.missing(document) if shown.version is None and document.state == "draft" else []
    if not lacking:
        return []
    writer = "Netværkslederen" if Function.NETVAERKSLEDER in kind.drafters else "Sekretariatet"
    done = "aftales" if kind.is_joint else "sendes til godkendelse"
    return [
        {
            "block": "table",
            "caption": f"Det mangler, før {kind.label} kan {done}",
            "columns": [{"label": "Hvad"}, {"label": "Hvem", "width_mm": 70}],
            "rows": [[question.heading, writer] for question in lacking],
        }
    ]
