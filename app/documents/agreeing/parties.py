"""The sign block: each party as a line, with what it has said and whose turn it is."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from app.core import formats
from app.core.actions import Actor, Position
from app.documents import relations, said, standing, texts
from app.documents.consents import Method, Party, Result
from app.documents.models import Document, Version
from app.people.models import FORUMS, Person, post_label
from app.people.operations import holders, position_label

Line = dict[str, Any]
Minute = tuple[said.Minuted, tuple[str, str] | None]  # with address and words of what the decision changed


def lines(actor: Actor, document: Document, version: Version | None) -> list[Line]:
    """The parties of the version, or those that the draft would be sent to."""
    if version is None:
        positions = texts.positions(document)
        found = holders(positions)
        return [_asked(position, found, position_label(position)) for position in positions]
    if version.paper_day:
        return _on_paper(actor, version)
    found = texts.holding(version)
    minutes = _minutes(actor, document, version) if any(party.is_forum for party in version.parties) else {}
    return [_line(actor, party, found, minutes.get(party.function, [])) for party in version.parties]


def approves_as(actor: Actor, version: Version) -> str:
    """The actor's name as an approval of the version shows it, with those of whom they approve for (R9)."""
    return " ".join(filter(None, (actor.name, said.on_behalf(relations.deputised(actor, version)))))


def _on_paper(actor: Actor, version: Version) -> list[Line]:
    """What was agreed on paper before its network came here: the paper, and the body's minute if it was entered."""
    blank: Line = {"role": "", "note": "", "reason": "", "turn": False, "shape": "done"}
    paper = blank | {"name": _("On paper"), "note": said.on_paper(version), "word": _("Approved")}
    if version.papers and relations.reads_scan(actor, version):
        copy = version.papers[0]
        address = url_for("documents.paper_copy", number=version.document.number, copy_id=copy.id)
        paper["link"] = address, _("Get the scanned paper")
    decided = [
        blank
        | {
            "name": post_label(decision.forum, None),
            "word": str(said.RESULTS[Result(decision.result)]),
            "minutes": [(said.minuted(decision), None)],
        }
        for decision in version.decisions
    ]
    return [paper, *decided]


def _minutes(actor: Actor, document: Document, version: Version) -> dict[str, list[Minute]]:
    """What each body has decided about the version, and about those that it was made of by a change (R16), newest
    first. All who may read the text can read it."""
    found, readable, lineage = dict[str, list[Minute]](), relations.readable_versions(actor, document), [version]
    for decision in texts.decisions(document):
        before, made = decision.version, said.changed_by(decision.version)
        after = made.version if made and made.consent and made.consent.minuted is decision else before
        if not {before, after} & {*lineage}:
            continue
        lineage.append(before)
        if {before, after} & {*readable}:
            link = _difference(before, after) if before is not after and {before, after} <= {*readable} else None
            found.setdefault(decision.forum, []).append((said.minuted(decision), link))
    return found


def _difference(before: Version, after: Version) -> tuple[str, str]:
    address = url_for("documents.version", number=after.document.number, n=after.n, mod=before.n, _anchor="aendringer")
    return address, _("See what it changed in version %(n)s", n=after.n)


def _line(actor: Actor, party: Party, found: Mapping[Position, Sequence[Person]], minutes: list[Minute]) -> Line:
    stands, is_out = said.where_said(party), standing.of(party.version) == standing.Standing.OUT
    consent, line = stands.consent, _asked(party.position, found, party.label, party.person)
    if consent:
        line |= {
            "note": said.of(party),
            "reason": consent.reason or "" if relations.reads_reason(actor, consent) else "",
        }
        line["name"] = said.by(consent) if stands.has_approved and consent.person else line["name"]
        line["note"] = ". ".join(filter(None, (line["note"], said.ground(consent))))
        if consent.paper_id and relations.reads_scan(actor, stands.version):
            address = url_for("documents.paper_copy", number=stands.version.document.number, copy_id=consent.paper_id)
            line["link"] = address, _("Get the scanned paper")
    if minutes:
        line |= {"note": "", "reason": "", "minutes": minutes}
    if stands.has_approved and consent:
        done = _("Confirmed") if said.is_confirmed(consent) else _("Approved")
        if consent.minuted:
            done = str(said.RESULTS[Result(consent.minuted.result)])
        elif consent.method == Method.JOINT:
            done = _("Took part")
        return line | {"word": done, "shape": "done"}
    if is_out and party.is_asked(actor):
        note, name = _("You are signed in as %(name)s", name=actor.name), actor.name
        if not party.person_id and actor.deputyship(party.position):
            note, name = _("You approve for %(name)s", name=line["name"]), line["name"]
        return line | {"turn": True, "name": name, "note": f"{line['note']}. {note}" if consent else note}
    if is_out and party.through:
        told = {"forum": post_label(party.through, None)}
        return line | {"note": _("Accedes through the decision of %(forum)s", **told), "shape": "ring"}
    if is_out:
        first = None if party.is_forum else next(iter(found.get(party.position, ())), None)
        word = _("%(whose)s turn", whose=formats.genitive(first.first_name)) if first else _("Awaited")
        sent = _("Sent %(day)s", day=formats.date_long(party.version.document.state_since))
        return line | {"note": line["note"] or sent, "word": word, "shape": "half"}
    if consent is None:
        return line | {"word": said.of(party), "shape": "ring"}
    return line | {"word": _("Wants a change"), "shape": "ring"}


def _asked(
    position: Position, found: Mapping[Position, Sequence[Person]], label: str, person: Person | None = None
) -> Line:
    """A line before anything is said. A body goes by its own name (R16)."""
    line: Line = {"name": label, "role": "", "note": "", "reason": "", "word": "", "shape": "", "turn": False}
    if position.function in FORUMS:
        return line
    holder = person or next(iter(found.get(position, ())), None)
    return line | {"name": holder.name if holder else _("Vacant"), "role": label}
