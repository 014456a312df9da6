"""Where a text stands and whom it awaits, in a sentence or two, in words that fit who reads it."""

from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.core import formats
from app.core.actions import Actor
from app.core.db import db
from app.documents import relations, returned, rules, said, standing, texts
from app.documents.catalogue import kind_of
from app.documents.consents import Result
from app.documents.models import Document, Revision, Version
from app.documents.sheets import agreed_on
from app.documents.standing import Standing
from app.people.operations import holders


def of(actor: Actor, document: Document, shown: Version | None) -> str:
    """The sentence above the text that this reader is shown (None: the draft)."""
    match document.state:
        case "sent":
            return _change(document) + _sent(actor, document)
        case "agreed":
            return _agreed(actor, document, shown)
        case "withdrawn":
            return _withdrawn(actor, document)
        case "ended":
            return _(
                "The agreement was ended %(when)s. It no longer applies.", when=formats.moment(document.state_since)
            )
    if shown is None:
        return _change(document) + _draft(actor, document)
    return _read_meanwhile(document, shown)


def written(document: Document) -> str:
    """Since when a text between two is a draft, and which of them wrote in it last."""
    if not kind_of(document).between or document.state != "draft":
        return ""
    since = _("Draft since %(day)s", day=formats.date_full(document.state_since))
    newest = select(Revision).where(Revision.document_id == document.id).order_by(Revision.n.desc()).limit(1)
    last = db.session.scalar(newest.options(joinedload(Revision.by)))
    two = {person.id for held in holders(texts.positions(document)).values() for person in held}
    if last is None or last.by_id not in two:  # it began with what the one before it said (R7)
        return since
    return f"{since} · " + _("%(name)s wrote last, %(when)s", name=last.by.name, when=formats.moment(last.until))


def _change(document: Document) -> str:
    """While a change is on its way: what holds until then."""
    if document.in_force is None:
        return ""
    return _("Version %(n)s applies until the change is agreed.", n=document.in_force.n) + " "


def _draft(actor: Actor, document: Document) -> str:
    if not relations.drafts(actor, document):
        return _("The text is being written. You can read along, but others write it.")
    latest = document.latest
    if latest and latest is not document.in_force and (told := returned.of(actor, document)):
        return _("%(said)s, version %(n)s. Correct the text, and send it again.", said=told[-1].heading, n=latest.n)
    wrong, answers = texts.faults(document), texts.values(document)
    if lacking := len(texts.missing(document)) + sum(not answers.get(key) for key in wrong):
        return ngettext(
            "One answer is missing before it can %(step)s.",
            "%(count)s answers are missing before it can %(step)s.",
            lacking,
            count=formats.counted(lacking).capitalize(),
            step=kind_of(document).next_step,
        )
    if wrong:
        return next(iter(wrong.values())) + "."
    if vacant := texts.vacancies(document):
        names = formats.listed(list(vacant.values()))
        return _("%(names)s is missing before the text can be agreed on.", names=names)
    if obstacle := rules.follows_what_is_in_force(actor, document):
        return obstacle
    if kind_of(document).is_joint:
        return _("Read the text through, and agree on it together at the workshop.")
    return _("Read the text through, and send it to be approved.")


def _read_meanwhile(document: Document, shown: Version) -> str:
    """For who may not read the draft: what they are shown instead."""
    if shown is document.in_force:
        return _("Version %(n)s applies. A change is being written; the parties are asked when it is ready.", n=shown.n)
    if standing.of(shown) == Standing.REPLACED:  # by one that the reader was not asked about
        return of_version(shown)
    return _("The text is being written again. You are told when it is sent to you.")


def _sent(actor: Actor, document: Document) -> str:
    version = document.current
    mine = relations.relations(actor, document)
    if version is None or version not in relations.readable_versions(actor, document):
        return _("A newer text is out for approval. You are not asked about it.")
    if obstacle := rules.follows_what_is_in_force(actor, document):
        return obstacle
    due = formats.date_long(document.due) if document.due else ""
    if "awaited" in mine and version.by_id == actor.person_id:
        return _("You have sent the text, and you are yourself asked to approve it. Answer by %(due)s.", due=due)
    if "awaited" in mine:
        told = {"name": version.by.name, "due": due}
        return _("%(name)s sent the text and waits for you. Answer by %(due)s.", **told)
    told = {"names": formats.listed(texts.awaited(document)), "due": due}
    if "consented" in mine:
        return _approved(actor, version) + " " + _("The text waits for %(names)s. Answer by %(due)s.", **told)
    if version.by_id == actor.person_id:
        return _("You have sent the text. It waits for %(names)s. Answer by %(due)s.", **told)
    return _("Waits for %(names)s. Answer by %(due)s.", **told)


def _approved(actor: Actor, version: Version) -> str:
    """That the reader has approved, or that somebody has for them (R9)."""
    given = [party.consent for party in relations.spoken_for(actor, version) if party.consent and party.has_approved]
    if any(consent.person_id == actor.person_id for consent in given):
        return _("You have approved.")
    return _("%(name)s has approved it.", name=formats.listed([said.by(consent) for consent in given]))


def _agreed(actor: Actor, document: Document, shown: Version | None) -> str:
    version = document.in_force
    if shown is not None and shown is not version:
        return of_version(shown)
    if version and version.paper_day:
        return said.on_paper(version) + ". " + _("The scanned paper is the text.")
    when = formats.date_full(agreed_on(version)) if version else ""
    if not kind_of(document).is_joint:
        return _("The text was agreed %(when)s and is locked.", when=when)
    silent = standing.unanswered(document)
    agreed = _("The network agreed on the text %(when)s.", when=when)
    if any(party.is_asked(actor) for party in silent):
        return agreed + " " + _("You were not there: read it, and say whether you agree.")
    if not silent:
        return agreed + " " + _("Everybody has answered.")
    return agreed + " " + ngettext("One has not answered yet.", "%(num)s have not answered yet.", len(silent))


def _withdrawn(actor: Actor, document: Document) -> str:
    when = formats.moment(document.state_since)
    if relations.drafts(actor, document):
        return _("The text was given up %(when)s. Take it up again if it is needed after all.", when=when)
    return _("The text was given up %(when)s. You have nothing to do.", when=when)


def of_version(version: Version) -> str:
    """What a version is now."""
    told = {"n": version.n}
    match standing.of(version):
        case Standing.IN_FORCE:
            return _("Version %(n)s is agreed and in force.", **told)
        case Standing.REPLACED:
            now = version.document.agreed_n
            return _("Version %(n)s was agreed. Version %(now)s has replaced it.", now=now, **told)
        case Standing.ENDED:
            return _("Version %(n)s was agreed. The agreement has ended.", **told)
        case Standing.OUT:
            return _("Version %(n)s is out for approval.", **told)
        case Standing.NEVER_AGREED if made := said.changed_by(version):
            now = made.version.n
            if said.made_anew(version) == Result.SENT_ON:
                return _("Version %(n)s was sent on. What the next body decides is version %(now)s.", now=now, **told)
            return _(
                "Version %(n)s was acceded to with a change. The changed text is version %(now)s.", now=now, **told
            )
        case Standing.NEVER_AGREED:
            return _("Version %(n)s was never agreed.", **told)
