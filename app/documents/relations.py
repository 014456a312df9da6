"""How somebody stands to a document, and which of its texts they read. All of it reads only what it is given."""

import math

from app.core.actions import Actor, Deputyship
from app.documents import standing
from app.documents.catalogue import before, kind_of
from app.documents.consents import Consent, Party
from app.documents.models import Document, Version
from app.networks import rules as networks
from app.people.models import FORUMS, OFFICE, Function

READERS = frozenset({"drafter", "office", "party", "people", "follower"})


def relations(actor: Actor, document: Document) -> frozenset[str]:
    """drafter: writes it. office: runs the structure, and reads it. keeper: records what was done elsewhere, and ends
    it: the office, or of what the office does not read its drafters. party: was asked to agree. awaited: an agreement
    is theirs to give. consented: has given it. people: of the network, when a text has been agreed (domain.md 13).
    follower: reads what has been agreed of every contract, as who sits in a body, or of this one, as party to another
    phase of it or as the leader's own manager."""
    found, kind = set(), kind_of(document)
    if drafts(actor, document):
        found |= {"drafter", "keeper"} if kind.is_private else {"drafter"}
    if actor.holds(*OFFICE) and not kind.is_private:
        found |= {"office", "keeper"}
    if is_party(actor, document):
        found.add("party")
    if document.agreed_n and not kind.between and networks.takes_part(actor, document.network_id):
        found.add("people")
    if document.agreed_n and kind.is_contract and follows(actor, document):
        found.add("follower")
    # What was agreed on together is answered as long as it is in force, also while a change of it is written (R17).
    asked = document.in_force if kind.is_joint else document.current
    if asked and any(party.has_approved for party in spoken_for(actor, asked)):
        found.add("consented")
    if asked and asked_of(actor, asked):
        found.add("awaited")
    return frozenset(found)


def is_party(actor: Actor, document: Document) -> bool:
    """Whether the actor is or was asked to agree to it. What two agreed on stays theirs when it has ended, whoever
    holds their posts since (R7)."""
    if kind_of(document).between and document.state == "ended":
        return actor.person_id in made_by(document.last_agreed).values()
    return bool(asked_about(actor, document))


def asked_about(actor: Actor, document: Document) -> list[Version]:
    """The versions that the actor is or was asked to agree to. Of what two agree on somebody's deputy reads the text
    that is out, and what they have answered themself: the rest is the two's (R9)."""
    asked = [version for version in document.versions if version.is_party(actor)]
    if not kind_of(document).between or drafts(actor, document):
        return asked
    return [one for one in asked if standing.of(one) == standing.Standing.OUT or _has_answered(actor, one)]


def _has_answered(actor: Actor, version: Version) -> bool:
    return any(consent.person_id == actor.person_id for party in version.parties for consent in party.consents)


def made_by(version: Version | None) -> dict[str, int]:
    """Who has approved the version for which post, themselves or by a deputy (R9): ids of persons by function."""
    given = ((party.function, party.consent) for party in (version.parties if version else []) if party.has_approved)
    spoken = {function: consent.on_behalf_of_id or consent.person_id for function, consent in given if consent}
    return {function: person for function, person in spoken.items() if person}


def follows(actor: Actor, document: Document) -> bool:
    """Whether the actor sits in a body, is the leader's own manager, or holds a post that is party to a phase of the
    same contract as it was agreed last."""
    if actor.holds(*FORUMS) or actor.holds(Function.PERSONALELEDER, network_id=document.network_id):
        return True
    phases = (other.last_agreed for other in document.network.documents if kind_of(other).is_contract)
    return any(agreed is not None and agreed.is_party_by_post(actor) for agreed in phases)


def spoken_for(actor: Actor, version: Version) -> list[Party]:
    """For whom the actor may say something about the version. What the holder of a post has said, no deputy undoes
    (R9)."""
    return [party for party in version.parties if party.is_asked(actor) and not _is_said_by_holder(actor, party)]


def deputised(actor: Actor, version: Version) -> list[Deputyship]:
    """On whose behalf the actor is to answer now (R9)."""
    posts = [party.position for party in asked_of(actor, version) if not party.person_id]
    return [ground for post in posts if (ground := actor.deputyship(post))]


def _is_said_by_holder(actor: Actor, party: Party) -> bool:
    is_deputy = not party.person_id and actor.deputyship(party.position) is not None
    return is_deputy and party.consent is not None and party.consent.person_id != actor.person_id


def asked_of(actor: Actor, version: Version) -> list[Party]:
    """For whom the actor is to answer now."""
    missing = standing.outstanding(version)
    return [party for party in missing if party.is_asked(actor) and not answers_later(party)]


def asked_before(actor: Actor, document: Document) -> list[Party]:
    """For whom the actor answers about the text before this one by answering this."""
    earlier = before(document)
    if earlier is None or earlier.state != "sent" or earlier.current is None:
        return []
    missing = standing.outstanding(earlier.current)
    return [party for party in missing if party.is_asked(actor) and answers_later(party)]


def answers_later(party: Party) -> bool:
    """Whether the party answers in one act with a later text that has not been agreed yet (catalogue.Kind.joins)."""
    document = party.version.document
    joined = kind_of(document).joins.get(party.function)
    later = next((other for other in document.network.documents if other.kind == joined), None)
    return joined is not None and (later is None or later.agreed_n is None)


def drafts(actor: Actor, document: Document) -> bool:
    """Whether the actor writes this document."""
    kind = kind_of(document)
    if kind.between and document.state == "ended":
        return False
    return actor.holds(*kind.drafters, network_id=document.network_id)


def reads_draft(actor: Actor, document: Document) -> bool:
    """A draft is its drafters' and the office's to read; what is private its drafters' alone (domain.md 13)."""
    return drafts(actor, document) or (actor.holds(*OFFICE) and not kind_of(document).is_private)


def appoints(actor: Actor, document: Document) -> bool:
    """Whether the actor names who leads the network."""
    return networks.POLICY.may(actor, "network.name_leader", document.network).allowed


def readable_versions(actor: Actor, document: Document) -> list[Version]:
    """The versions the actor may read: drafters and office all, the network's people and followers those that were
    agreed, a party those it was asked about and the agreed ones before, which they would change (domain.md 13)."""
    if reads_draft(actor, document):
        return list(document.versions)
    if kind_of(document).between and document.state == "ended":
        return list(document.versions) if is_party(actor, document) else []
    asked = {version.n for version in asked_about(actor, document)}
    last = math.inf if {"people", "follower"} & relations(actor, document) else max(asked, default=0)
    return [
        version
        for version in document.versions
        if version.n in asked or (version.n < last and standing.of(version) in standing.AGREED)
    ]


def reads_reason(actor: Actor, consent: Consent) -> bool:
    """A change proposed by somebody absent from a joint act is for its drafters, the office and who proposed it."""
    is_open = consent.decision != "propose" or consent.person_id == actor.person_id
    return is_open or reads_draft(actor, consent.party.version.document)


def reads_scan(actor: Actor, version: Version) -> bool:
    """A scan shows how people sign: it is for the office, the drafters and the parties of its version. Where the scan
    is the text itself, it is for who reads the text."""
    if version.paper_day:
        return version in readable_versions(actor, version.document)
    return reads_draft(actor, version.document) or version in asked_about(actor, version.document)


def shown_version(actor: Actor, document: Document) -> Version | None:
    """The version that the document's own page shows this reader; None for the draft, to those who read drafts."""
    readable = readable_versions(actor, document)
    if document.current is None and reads_draft(actor, document):
        return None
    wanted = document.current or document.in_force
    return wanted if wanted in readable else next(reversed(readable), None)
