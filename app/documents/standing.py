"""What a version is now, and whose agreement it still waits for. All of it reads only what it is given."""

from enum import StrEnum

from app.documents.catalogue import kind_of
from app.documents.consents import Party
from app.documents.models import Document, Version


class Standing(StrEnum):
    """What a version is now."""

    IN_FORCE = "in_force"
    REPLACED = "replaced"  # agreed once; a later version has taken its place
    ENDED = "ended"  # agreed once; ended early
    OUT = "out"  # out for approval
    NEVER_AGREED = "never_agreed"


AGREED = frozenset({Standing.IN_FORCE, Standing.REPLACED, Standing.ENDED})


def of(version: Version) -> Standing:
    """What the version is now."""
    document = version.document
    if version.n == document.agreed_n:
        return Standing.ENDED if document.state == "ended" else Standing.IN_FORCE
    if was_agreed(version):
        return Standing.REPLACED
    return Standing.OUT if document.state == "sent" and version is document.latest else Standing.NEVER_AGREED


def was_agreed(version: Version) -> bool:
    """Whether all whose agreement it needed gave it, together or one by one. What a joint act asks of the absent is no
    condition (R17)."""
    if version.paper_day:
        return True
    if kind_of(version.document).is_joint:  # it is made by the act itself; a proposal of a change later undoes nothing
        return any(consent.decision == "approve" for party in version.parties for consent in party.consents)
    return not outstanding(version)


def outstanding(version: Version) -> list[Party]:
    """Whose agreement to the version is missing, in the order of the parties. A body that agrees with a change settles
    the changed text for those who had agreed to the version that it changed (R16)."""
    silent = [party for party in version.parties if not party.has_approved]
    changer = next((party for party in reversed(version.parties) if party.has_changed), None)
    if changer is None or changer.consent is None or changer.consent.minuted is None:
        return silent
    missing_before = {party.who for party in outstanding(changer.consent.minuted.version)}
    return [party for party in silent if party.slot > changer.slot or party.who in missing_before]


def settled(version: Version) -> int:
    """How many of the parties have agreed to the version, or need not any more."""
    return len(version.parties) - len(outstanding(version))


def came_back(document: Document) -> bool:
    """Whether the draft is a text that a party or a body sent back: not one that was taken back by its own writers, nor
    a change that was begun after another had been given up."""
    if document.state != "draft" or document.latest is document.last_agreed:
        return False
    return document.made_draft_by in ("document.sent_back", "document.decided")


def awaited_parties(document: Document) -> list[Party]:
    """Whose agreement to the text that is out is still missing, in the order of the parties."""
    if document.state != "sent" or document.current is None:
        return []
    return outstanding(document.current)


def awaited_forum(document: Document) -> Party | None:
    """The body whose decision is the next that is missing (R16). It can be recorded whether or not all others have
    answered: the meeting was held."""
    return next((party for party in awaited_parties(document) if party.is_forum), None)


def signing(document: Document) -> list[Party]:
    """Who can still put their name to the text that is out: neither bodies nor those whom a body's minute speaks for
    (R16)."""
    return [party for party in awaited_parties(document) if not party.is_forum and not party.through]


def unanswered(document: Document) -> list[Party]:
    """Those absent from the joint act who have neither confirmed nor proposed a change (R17)."""
    version = document.in_force
    if version is None or not kind_of(document).is_joint:
        return []
    return [party for party in version.parties if party.consent is None]
