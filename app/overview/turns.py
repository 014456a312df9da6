"""Whose turn it is at a text, and since when, in few words: on the network's page, the mandate's and its print."""

from collections.abc import Mapping

from flask_babel import gettext as _

from app.core import clock, formats
from app.documents import standing
from app.documents.consents import Party
from app.documents.models import Document, Version
from app.documents.sheets import agreed_on
from app.people.models import Post, post_label


def of(document: Document, held: Mapping[str, Post]) -> str:
    """What is in force, and what is on its way; `held` is who holds the posts that are party to it, by function."""
    if document.state == "ended":
        return _("Ended %(day)s", day=formats.date_full(document.state_since))
    told = [_in_force(version)] if (version := document.in_force) else []
    return ". ".join([*told, *filter(None, [_under_way(document, held)])])


def _in_force(version: Version) -> str:
    return _("Agreed %(day)s, version %(n)s", day=formats.date_full(agreed_on(version)), n=version.n)


def _under_way(document: Document, held: Mapping[str, Post]) -> str:
    """What is on its way, a change or the first text; nothing while what was agreed stands."""
    since, is_change = formats.date_full(document.state_since), document.in_force is not None
    match document.state:
        case "sent":
            waits = _("The change waits for %(names)s since %(day)s")
            return (waits if is_change else _("Waits for %(names)s since %(day)s")) % _awaited(document, held)
        case "draft" if standing.came_back(document):
            return _("Sent back %(day)s, being rewritten", day=since)
        case "draft":
            return _("Being changed since %(day)s", day=since) if is_change else _("Draft since %(day)s", day=since)
        case "withdrawn":
            return _("Given up %(day)s", day=since)
    return ""


def _awaited(document: Document, held: Mapping[str, Post]) -> dict[str, str]:
    """Whom the text waits for, since it was sent, or since they took over the post (R7)."""
    awaited = standing.awaited_parties(document)
    sent = document.state_since.astimezone(clock.COPENHAGEN).date()
    days = (held[party.function].from_date for party in awaited if party.function in held)
    names = formats.listed([_named(party, held) for party in awaited])
    return {"names": names, "day": formats.date_full(max([sent, *days]))}


def _named(party: Party, held: Mapping[str, Post]) -> str:
    if party.function in held:
        return held[party.function].person.name
    return _("the vacant post of %(post)s", post=post_label(party.function, None).lower())
