"""R5: a text that is out can be agreed on when the one that it builds on stands; until then that comes first."""

from flask_babel import gettext as _

from app.documents import relations, standing, texts
from app.documents.catalogue import before, kind_of
from app.documents.models import Document


def comes_first(document: Document) -> Document | None:
    """The text before one that is out, while that must be agreed on first (R5)."""
    earlier = before(document) if kind_of(document).follows else None
    return None if earlier is None or kind_of(earlier).basis(earlier) else earlier


def whom(document: Document) -> list[str]:
    """Whom the text that comes first waits for: who is asked about it now, else those who write it."""
    if (earlier := comes_first(document)) is None:
        return []
    later = {party.position for party in standing.awaited_parties(earlier) if relations.answers_later(party)}
    return texts.awaited(earlier, but=frozenset(later)) or [_("The office")]
