"""Who agreed to what, when and how, as the prints of any document have it: in a document, and on a sheet of its own."""

from collections.abc import Sequence

from flask import current_app

from app.config import Settings
from app.core.formats import capital_first, lower_first
from app.documents import said, sheets, standing, texts
from app.documents.catalogue import kind_of
from app.documents.consents import Party
from app.documents.models import Document, Version
from app.documents.sheets import Part
from app.documents.standing import AGREED, Standing
from app.people.models import post_label


def part(groups: Sequence[Part], *, state: str, is_finished: bool, intro: str | None = None) -> list[Part]:
    """Who has agreed to what; nothing when nobody was asked."""
    if not groups:
        return []
    to_sign = "Skriv dato og underskrift på din egen linje. Du skriver under på teksten på de foregående sider."
    block = {
        "block": "approvals",
        "label": None,
        "title": "Godkendelser" if is_finished else "Godkendelser indtil nu",
        "running_head": "Godkendelser",
        "intro": to_sign if state == "to_sign" else intro,
        "new_page": state == "to_sign",
        "groups": list(groups),
    }
    return [block]


def group(version: Version, *, is_to_sign: bool = False, with_code: bool = False, with_digest: bool = False) -> Part:
    """A version's parties: who agreed, when and how. A body stands with its decision instead of a signature (R16).
    `with_code` tells the check code of what is agreed."""
    people = [party for party in version.parties if not (party.is_forum and party.consent)]
    is_named = all(party.person_id or (party.consent and party.consent.person_id) for party in people)
    names = {} if is_named else texts.holding(version)
    decided = [f"{said.of(party)}." for party in version.parties if party.is_forum and party.consent]
    if version.paper_day:
        minuted = [f"{said.decided(decision)}." for decision in version.decisions]
        decided = [*minuted, f"{said.on_paper(version)}. Teksten med underskrifter er scannet."]
    return {
        "caption": capital_first(f"{kind_of(version.document).label}, version {version.n}"),
        "code": version.code if with_code and standing.of(version) in AGREED else None,
        "text_sha256": version.sha256 if with_digest else None,
        "decision": " ".join(decided) or None,
        "rows": [
            _row(party, next((person.name for person in names.get(party.position, [])), None), is_to_sign)
            for party in people
        ],
    }


def _row(party: Party, holder: str | None, is_to_sign: bool) -> Part:
    asked = said.where_said(party)  # a body's change needs no new approval: the row tells the one there is
    document, person = party.version.document, asked.person or (asked.consent and asked.consent.person)
    work = (lower_first(party.person.title) or party.person.about) if party.person else ""
    row: Part = {"name": person.name if person else holder, "role": f"{party.label}, {work}" if work else party.label}
    if asked.is_forum:
        row = {"name": party.label, "role": "Forum"}
    if asked.consent and asked.consent.deputy:
        row |= {"on_behalf": said.behalf(asked.consent), "note": said.ground(asked.consent)}
    if party.consent and said.is_approved_here(party.consent):
        return row | {"at": party.consent.at.isoformat()}
    if party.has_approved or asked is not party or standing.of(party.version) != Standing.OUT:
        return row | {"said": said.of(party)}
    if party.is_forum:
        return row | {"awaits": "Afventer forummets beslutning"}
    if party.through:
        return row | {"awaits": f"Tiltræder gennem beslutningen i {post_label(party.through, None)}"}
    due = f" svar senest {sheets.day(document.due)}" if document.due else ""
    return row | ({"signature": True} if is_to_sign else {"awaits": f"Afventer{due}"})


def where_to_check() -> str:
    """What can be done with the check codes of several versions."""
    settings: Settings = current_app.extensions["settings"]
    address = settings.base_url.partition("://")[2]
    return f"Hver tekst har sin egen tjekkode. Tast den på {address}/tjek, så kan du se, om teksten gælder."


def sheet(document: Document, versions: Sequence[Version]) -> Part:
    """The print of who agreed to which of these versions, when and how."""
    groups = [group(version, with_digest=True) for version in versions]
    rows = [
        {"label": f"Version {version.n}", "value": capital_first(sheets.named(version).partition(", ")[2])}
        for version in versions
    ]
    finished = all(standing.of(version) in AGREED for version in versions)
    return sheets.sheet(
        "approval_sheet",
        document.number,
        document.network.title,
        "record",
        max(map(sheets.touched, versions)),
        [{"block": "facts", "rows": rows}, *part(groups, state="record", is_finished=finished)],
        kind_label=f"Underskriftsblad · {kind_of(document).title}",
        lead="Her står, hvem der har godkendt hvilken version, hvornår og hvordan. Selve teksten er ikke med.",
    )
