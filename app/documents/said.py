"""What a party said about a version, in words: the same on screen and paper (R16, R17, R18)."""

from flask_babel import lazy_gettext as _
from flask_babel.speaklater import LazyString

from app.core import formats
from app.documents import standing
from app.documents.catalogue import kind_of
from app.documents.consents import Consent, Decision, Method, Party, Result
from app.documents.standing import Standing
from app.people.models import post_label

APPROVED = {
    Method.APP: _("Approved %(day)s %(time)s"),
    Method.LINK: _("Confirmed by a personal link %(day)s %(time)s"),
    Method.JOINT: _("Present at the workshop %(day)s"),
    Method.PAPER: _("Agreed on paper %(day)s, recorded by %(recorder)s"),
}
CONFIRMED = _("Confirmed %(day)s %(time)s")
OTHERWISE = {
    "send_back": _("Sent back %(day)s"),
    "propose": _("Proposed a change %(day)s"),
}
RESULTS = {
    Result.AGREED: _("Acceded to"),
    Result.CHANGED: _("Acceded to with a change"),
    Result.POSTPONED: _("Postponed"),
    Result.SENT_BACK: _("Sent back"),
    Result.REJECTED: _("Not acceded to"),
    Result.NOTED: _("Taken note of"),
}
DECIDED = {
    Result.AGREED: _("Acceded to by %(forum)s on %(day)s%(item)s"),
    Result.CHANGED: _("Acceded to by %(forum)s on %(day)s%(item)s, with a change"),
    Result.POSTPONED: _("Postponed by %(forum)s on %(day)s%(item)s"),
    Result.SENT_BACK: _("Sent back by %(forum)s on %(day)s%(item)s"),
    Result.REJECTED: _("Not acceded to by %(forum)s on %(day)s%(item)s"),
    Result.NOTED: _("Noted by %(forum)s on %(day)s%(item)s"),
}


def of(party: Party) -> str:
    """What the party has said last: "Tiltrådt af Chefforum den 26. januar 2027, punkt 4". Dates carry their year."""
    consent = party.consent
    if before := before_change(party):
        return str(_("%(said)s, version %(n)s")) % {"said": of(before), "n": before.version.n}
    if consent is None:
        return str(_("Awaited") if standing.of(party.version) == Standing.OUT else _("Not answered"))
    if consent.minuted:
        return decided(consent.minuted)
    return told(consent)


def told(consent: Consent) -> str:
    """What somebody said, now or before they said something else."""
    return str(_words(consent)) % {
        "day": formats.date_full(consent.day or consent.at),
        "time": formats.time(consent.at),
        "recorder": consent.recorded_by.name if consent.recorded_by else "",
    }


def is_confirmed(consent: Consent) -> bool:
    """Whether it confirms what others agreed on together, instead of approving (R17)."""
    is_own = consent.method in (Method.APP, Method.LINK)
    return is_own and consent.decision == "approve" and kind_of(consent.party.version.document).is_joint


def is_approved_here(consent: Consent) -> bool:
    """Whether it is an approval given by who was signed in."""
    return consent.method == Method.APP and consent.decision == "approve" and not is_confirmed(consent)


def _words(consent: Consent) -> LazyString:
    if consent.decision != "approve":
        return OTHERWISE[consent.decision]
    is_here = consent.method == Method.APP and is_confirmed(consent)
    return CONFIRMED if is_here else APPROVED[Method(consent.method)]


def decided(decision: Decision) -> str:
    """What a body decided, whatever came of it: "Udsat af Chefforum den 26. januar 2027, punkt 4"."""
    return str(DECIDED[Result(decision.result)]) % {
        "forum": post_label(decision.forum, None),
        "day": formats.date_full(decision.day),
        "item": str(_(", item %(item)s")) % {"item": decision.item} if decision.item else "",
    }


def before_change(party: Party) -> Party | None:
    """The same party of the version that a body after it changed: what it said stands there (R16)."""
    if party.consent:
        return None
    changed = next((other for other in party.version.parties if other.has_changed and other.slot > party.slot), None)
    if changed is None or changed.consent is None or changed.consent.minuted is None:
        return None
    asked = changed.consent.minuted.version.parties
    return next((other for other in asked if (other.office, other.person_id) == (party.office, party.person_id)), None)


def by(consent: Consent) -> str:
    """Who said it: a person's name, or the body's."""
    return consent.person.name if consent.person else consent.party.label
