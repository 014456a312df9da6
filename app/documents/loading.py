"""What is read together with documents, at once for all of them, instead of party by party."""

from sqlalchemy.orm import joinedload, selectinload

from app.documents.consents import Consent, Party
from app.documents.models import Document, Version
from app.networks.models import Network
from app.networks.operations import WHOLE

_SAID = joinedload(Party.consents).options(
    joinedload(Consent.person),
    joinedload(Consent.on_behalf_of),
    joinedload(Consent.deputy),
    joinedload(Consent.recorded_by),
    joinedload(Consent.minuted),
)
_PARTIES = selectinload(Version.parties).options(joinedload(Party.department), joinedload(Party.person), _SAID)
# Of a document: its versions, whom each asks, and what they said.
WITH_VERSIONS = selectinload(Document.versions).options(joinedload(Version.by), _PARTIES)
# Of a network: its documents with all of that.
WITH_DOCUMENTS = selectinload(Network.documents).options(WITH_VERSIONS)
WHOLE.append(WITH_DOCUMENTS)
# Of a network's documents: which act made each a draft (standing.came_back).
WITH_CAME_BACK = selectinload(Network.documents).undefer(Document.made_draft_by)
# Of a network: the whole texts of those versions.
WITH_TEXTS = selectinload(Network.documents).selectinload(Document.versions).undefer(Version.json)
