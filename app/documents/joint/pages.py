"""What the pages of the joint act show: the record, the answers, the personal links."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import current_app, render_template
from flask_babel import gettext as _
from flask_babel import ngettext

from app.core import clock, formats
from app.core.pages import actor
from app.core.text import sha256
from app.documents import content, relations, remarked, rules, said, standing, texts
from app.documents.catalogue import kind_of
from app.documents.consents import Party, PersonalLink
from app.documents.joint import links, operations
from app.documents.joint.forms import ProposeForm, RecordForm
from app.documents.models import Document
from app.people.models import Post


def recording(document: Document, form: RecordForm, *, is_stale: bool = False) -> str:
    """The text as it stands, what it lacks, and the form that records who agreed on it."""
    text = operations.whole(document)
    changed = _changed(document, form.seen.data or "", text) if is_stale else []
    form.sha256.data, form.seen.data = content.digest(text), _fingerprints(text)
    return render_template(
        "documents/joint.html",
        document=document,
        kind=kind_of(document),
        form=form,
        text=text,
        sections=content.sections(text),
        leader=operations.leader(document.network),
        missing=texts.missing(document),
        faults=texts.faults(document),
        obstacle=operations.obstacle(document),
        answer_days=operations.ANSWER_DAYS,
        open_remarks=remarked.open_count(document),
        is_stale=is_stale,
        changed=changed,
    )


def _fingerprints(text: Mapping[str, Any]) -> str:
    """What each answer says, shortened, so that a later page can name those that differ."""
    told = [f"{answer['key']}:{sha256(content.prose(answer))[:12]}" for answer in text["answers"]]
    return " ".join([*told, f"parties:{sha256(str(text['parties']))[:12]}"])


def _changed(document: Document, seen: str, text: Mapping[str, Any]) -> list[str]:
    """The headings of what has changed since the page was opened."""
    known = set(seen.split())
    now = dict(pair.split(":") for pair in _fingerprints(text).split())
    headings = {answer["key"]: answer["heading"] for answer in text["answers"]} | {"parties": _("Who takes part")}
    return [headings[key] for key, print_ in now.items() if f"{key}:{print_}" not in known]


def recorded(document: Document) -> str:
    """What the record did, how many are asked now, and who of them must have a link to answer by."""
    waiting = standing.unanswered(document)
    told = [_("The joint agreement is recorded, and the text is locked.")]
    if waiting and document.due:
        told.append(
            ngettext(
                "One was absent and is asked to answer by %(day)s.",
                "%(count)s were absent and are asked to answer by %(day)s.",
                len(waiting),
                count=formats.counted(len(waiting)).capitalize(),
                day=formats.date_long(document.due),
            )
        )
    if without := [_name(party) for party in waiting if party.person and not party.person.is_active]:
        names = formats.listed(without)
        told.append(
            ngettext(
                "%(names)s has no account: make a personal link.",
                "%(names)s have no account: make a personal link to each.",
                len(without),
                names=names,
            )
        )
    return " ".join(told)


@dataclass(frozen=True)
class Line:
    """A party among those who answer. `proposals` are all that they have written, as the reader may read them: when
    they did, if they have answered again since, and what."""

    name: str
    role: str
    words: str
    shape: str
    proposals: list[tuple[str, str]]


def _line(party: Party) -> Line:
    consent = party.consent
    shape = "ring" if consent is None else "done" if party.has_approved else "half"
    proposals = [
        ("" if one is consent else said.told(one), one.reason or "")
        for one in party.consents
        if one.decision == "propose" and relations.reads_reason(actor(), one)
    ]
    role = ", ".join(filter(None, [party.label, party.person.about if party.person else ""]))
    return Line(_name(party), role, said.of(party), shape, proposals)


def _name(party: Party) -> str:
    person = party.person or (party.consent.person if party.consent else None)
    return person.name if person else party.label


def answers(document: Document, *, form: ProposeForm | None = None, stale: bool = False) -> str:
    """The agreed text to those who are asked about it, and to everybody on the network who has answered what."""
    version = document.in_force
    assert version is not None  # noqa: S101 - the route has asked
    mine = next((party for party in version.parties if party.person_id == actor().person_id), None)
    late = latecomers(document)
    form = form or ProposeForm(formdata=None)
    form.sha256.data = version.sha256
    return render_template(
        "documents/answer.html",
        document=document,
        kind=kind_of(document),
        version=version,
        sections=content.sections(version.text),
        may={name: rules.POLICY.may(actor(), name, document).allowed for name in rules.POLICY.actions},
        mine=mine,
        my_answer=said.of(mine) if mine and mine.consent else "",
        situation=_situation(document, mine, late),
        lines=[_line(party) for party in version.parties],
        latecomers=late,
        form=form,
        stale=stale,
    )


def _situation(document: Document, mine: Party | None, late: Sequence[Post]) -> str:
    waiting = standing.unanswered(document)
    if mine in waiting and document.due:
        return _(
            "The network agreed when you were absent. Confirm the text or propose a change, by %(day)s at best.",
            day=formats.date_long(document.due),
        )
    if mine is None and actor().person_id in {post.person_id for post in late}:
        return _("The network agreed before you came. You read the text that is in force, and nothing is asked of you.")
    if not waiting:
        return _("Everybody has answered.")
    names = formats.listed([_name(party) for party in waiting])
    return _("The text is in force. Not answered: %(names)s.", names=names)


def latecomers(document: Document) -> list[Post]:
    """Who came after the act: they join the text in force, and are not asked."""
    asked = {party.person_id for party in document.in_force.parties} if document.in_force else set()
    return [post for post in operations.taking_part(document.network) if post.person_id not in asked]


def invitations(document: Document, *, made: tuple[PersonalLink, str] | None = None) -> str:
    """Those who have not answered, and the links that those without an account can answer by. A link is shown on the
    page that follows its making, and never again."""
    parties = document.in_force.parties if document.in_force else []
    asked = [party for party in parties if party.person and not party.person.is_active]
    newest, here = links.latest(*asked), links.here(document)
    rows = [(party, newest.get(party.id)) for party in asked]
    base = current_app.extensions["settings"].base_url
    return render_template(
        "documents/link_invite.html",
        document=document,
        kind=kind_of(document),
        rows_of=[
            (party, link, links.works(link, here), links.last_day(link) if link else None) for party, link in rows
        ],
        with_account=[party for party in standing.unanswered(document) if party.person and party.person.is_active],
        said=said.of,
        made=made[0] if made else None,
        address=f"{base}/link/{made[1]}" if made else "",
        last_day=links.last_day(made[0]) if made else None,
    )


def linked(link: PersonalLink, token: str, *, form: ProposeForm | None = None) -> str:
    """The text to the link's person, and the two answers."""
    version = link.party.version
    form = form or ProposeForm(formdata=None, meta={"csrf": False})
    form.sha256.data = version.sha256
    return render_template(
        "documents/link_text.html",
        document=version.document,
        kind=kind_of(version.document),
        version=version,
        sections=content.sections(version.text),
        party=link.party,
        answered=said.of(link.party) if link.party.consent else "",
        due=version.document.due if version.document.due and version.document.due >= clock.today() else None,
        token=token,
        form=form,
    )
