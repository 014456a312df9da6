"""R18: a text signed on paper is recorded: the scan is kept, and each who signed has agreed to that version."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _
from sqlalchemy import select
from werkzeug.exceptions import NotFound

from app.core import clock, files
from app.core.actions import Actor
from app.core.db import db, write
from app.core.pages import Refusal
from app.documents import relations, standing, versions
from app.documents.consents import Method, PaperCopy, Party
from app.documents.models import Document, Version
from app.documents.operations import locked, require
from app.people.models import Person
from app.people.operations import holders


@dataclass(frozen=True)
class Signer:
    """Somebody who may have signed for a party."""

    party: Party
    person: Person

    @property
    def key(self) -> str:
        return f"{self.party.slot}-{self.person.id}"


def signers(parties: Iterable[Party], days: Collection[date]) -> list[Signer]:
    """Who could sign for each of these parties on one of the days: the person asked, or the post's holders."""
    found: dict[str, Signer] = {}
    for party in parties:
        post = party.position
        persons = [party.person] if party.person else [p for day in days for p in holders([post], day)[post]]
        for person in persons:
            signer = Signer(party, person)
            found.setdefault(signer.key, signer)
    return list(found.values())


def record(
    number: str, actor: Actor, sha: str, scan: bytes, scan_sha256: str, day: date, keys: Collection[str]
) -> Document:
    """Record that those named by `keys` (Signer.key) signed the text named by `sha` on that day. What has been recorded
    of the same scan already is not recorded again."""
    with write() as session:
        document = locked(session, number)
        if recorded(document, sha, scan_sha256, keys):
            return document
        version = versions.seen(document, sha)
        action = require(document, actor, "document.record_paper")
        chosen = [signer for signer in signers(standing.signing(document), [day]) if signer.key in keys]
        if not keys or len(chosen) != len(set(keys)):
            heading = _("Not all of them can be recorded")
            raise Refusal(
                409,
                heading,
                _("Somebody has approved meanwhile, or did not hold the post that day. Open the page again."),
            )
        files.store(session, scan, 0, name=scan_sha256)
        paper = PaperCopy(
            version=version, file_sha256=scan_sha256, day=day, recorded_by_id=actor.person_id, at=clock.now()
        )
        session.add(paper)
        session.flush()
        for signer in chosen:
            versions.give(
                session,
                [signer.party],
                "approve",
                event=action.event,
                actor=actor,
                method=Method.PAPER,
                person_id=signer.person.id,
                recorded_by_id=actor.person_id,
                day=day,
                paper=paper,
            )
        versions.agree_when_all_have(session, document, version, actor)
    return document


def recorded(document: Document, sha: str, scan_sha256: str, keys: Collection[str]) -> bool:
    """Whether all of these are recorded by that scan already: a second click."""
    version = next((version for version in document.versions if version.sha256 == sha), None)
    done = {
        f"{party.slot}-{party.consent.person_id}"
        for party in (version.parties if version else ())
        if party.consent and party.consent.paper and party.consent.paper.file_sha256 == scan_sha256
    }
    return bool(keys) and set(keys) <= done


def copy_of(document: Document, actor: Actor, copy_id: int) -> PaperCopy:
    """The scan, for those who read it (relations.reads_scan); 404 for others."""
    copies = db.session.scalars(select(PaperCopy).join(Version).where(Version.document_id == document.id))
    copy = next((copy for copy in copies if copy.id == copy_id), None)
    if copy is None or not relations.reads_scan(actor, copy.version):
        raise NotFound
    return copy
