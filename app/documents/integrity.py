"""That what was agreed is what stands: every version gives its hash, every consent binds to its text."""

from sqlalchemy import select

from app.core.db import db
from app.core.text import canonical, sha256
from app.documents.models import Consent, Party, Version


def first_break() -> str | None:
    """A sentence about the first version or consent that does not fit, or None when all do."""
    for version in db.session.scalars(select(Version).order_by(Version.id)):
        if sha256(version.json) != version.sha256 or canonical(version.text) != version.json:
            return f"{version.document.number}, version {version.n}, er ændret"
    pairs = (
        select(Consent, Version).join(Party, Party.id == Consent.party_id).join(Version, Version.id == Party.version_id)
    )
    for consent, version in db.session.execute(pairs):
        if consent.sha256 != version.sha256:
            return f"godkendelse {consent.id} gælder en anden tekst end {version.document.number}, version {version.n}"
    return None
