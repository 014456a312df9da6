"""What a party said about a version, in words: the same on screen and paper (R16, R17, R18)."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import lazy_gettext as _
from flask_babel.speaklater import LazyString

from app.core import formats
from app.core.actions import Deputyship
from app.documents import standing
from app.documents.catalogue import kind_of
from app.documents.consents import Consent, Decision, Method, Party, Result
from app.documents.models import Version
from app.documents.standing import Standing
from app.people.models import Ground, post_label

APPROVED = {
    Method.APP: _("Approved %(day)s %(time)s"),
    Method.LINK: _("Confirmed by a personal link %(day)s %(time)s"),
    Method.JOINT: _("Present at the workshop %(day)s"),
    Method.PAPER: _("Agreed on paper %(day)s, recorded by %(recorder)s %(recorded)s"),
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
    Result.SENT_ON: _("Sent on"),
}
DECIDED = {
    Result.AGREED: _("Acceded to by %(forum)s on %(day)s%(item)s"),
    Result.CHANGED: _("Acceded to by %(forum)s on %(day)s%(item)s, with a change"),
    Result.POSTPONED: _("Postponed by %(forum)s on %(day)s%(item)s"),
    Result.SENT_BACK: _("Sent back by %(forum)s on %(day)s%(item)s"),
    Result.REJECTED: _("Not acceded to by %(forum)s on %(day)s%(item)s"),
    Result.NOTED: _("Noted by %(forum)s on %(day)s%(item)s"),
    Result.SENT_ON: _("Sent on by %(forum)s on %(day)s%(item)s"),
}


def of(party: Party) -> str:
    """What the party has said last: "Tiltrådt af Chefforum den 26. januar 2027, punkt 4". Dates carry their year."""
    consent, stands = party.consent, where_said(party)
    if stands is not party:
        return str(_("%(said)s, version %(n)s")) % {"said": of(stands), "n": stands.version.n}
    if consent is None:
        return str(_("Awaited") if standing.of(party.version) == Standing.OUT else _("Not answered"))
    if consent.minuted:
        return decided(consent.minuted) if party.is_forum else through(consent.minuted)
    return told(consent)


def told(consent: Consent) -> str:
    """What somebody said, now or before they said something else."""
    return str(_words(consent)) % {
        "day": formats.date_full(consent.day or consent.at),
        "time": formats.time(consent.at),
        "recorder": consent.recorded_by.name if consent.recorded_by else "",
        "recorded": formats.date_full(consent.at),
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
    return str(DECIDED[Result(decision.result)]) % _named(decision)


def _named(decision: Decision) -> dict[str, str]:
    return {
        "forum": post_label(decision.forum, None),
        "day": formats.date_full(decision.day),
        "item": str(_(", item %(item)s")) % {"item": decision.item} if decision.item else "",
    }


def through(decision: Decision) -> str:
    """What somebody said whose seat in the body spoke for them (R16)."""
    words = _("Acceded through the decision of %(forum)s on %(day)s%(item)s")
    return str(words) % _named(decision)


def on_paper(version: Version) -> str:
    """How a text was agreed that was on paper before its network came here."""
    day = formats.date_full(version.paper_day) if version.paper_day else ""
    told = {"day": day, "name": version.by.name, "when": formats.date_full(version.at)}
    return str(_("Agreed on paper %(day)s, recorded by %(name)s %(when)s")) % told


# How who approves for another signs: by deputy, or by authority (domain.md 2). The abbreviations are Danish words.
SIGNED = {Ground.LEAVE: "p.v.", Ground.STANDING: "p.v.", Ground.SUPERIOR: "p.v.", Ground.AUTHORITY: "e.b."}
GROUNDS = {
    Ground.LEAVE: _("By a delegation of %(day)s"),
    Ground.STANDING: _("Standing deputy of the post"),
    Ground.SUPERIOR: _("As the superior at illness, recorded %(day)s"),
    Ground.AUTHORITY: _("By an authority of %(day)s"),
}


@dataclass(frozen=True)
class Minuted:
    """A body's decision as its minutes have it (R16)."""

    line: str
    wording: str
    about: str


def minuted(decision: Decision) -> Minuted:
    """The decision, with what was decided upon and who recorded it."""
    told = [
        str(_("Version %(n)s")) % {"n": decision.version.n},
        str(_("Case %(number)s")) % {"number": decision.case_number} if decision.case_number else "",
        str(_("Recorded by %(name)s %(when)s"))
        % {"name": decision.recorded_by.name, "when": formats.moment(decision.at)},
    ]
    return Minuted(decided(decision), decision.wording, " · ".join(filter(None, told)))


def changed_by(version: Version) -> Party | None:
    """The body that acceded to the version with a change, in the version that it made of it (R16)."""
    later = (other for other in version.document.versions if other.n > version.n)
    changed = (party for made in later for party in made.parties if party.has_changed)
    return next((party for party in changed if _changed(party) is version), None)


def made_anew(version: Version) -> Result | None:
    """The result by which a body made another version of it, if one did."""
    made = changed_by(version)
    return Result(made.consent.minuted.result) if made and made.consent and made.consent.minuted else None


def changing(version: Version) -> Decision | None:
    """The decision by which a body made this version of the one before it (R16)."""
    return next((party.consent.minuted for party in version.parties if party.has_changed and party.consent), None)


def _changed(party: Party) -> Version | None:
    """The version that the party's own was made of by its decision."""
    return party.consent.minuted.version if party.has_changed and party.consent and party.consent.minuted else None


def where_said(party: Party) -> Party:
    """The same party in the version that its answer stands in (R16): for a body that changed the text the one that it
    made, for those before it the one that it changed."""
    changed = changed_by(party.version)
    if changed and changed.position == party.position:
        return changed
    if party.consent is None:
        later = (_changed(other) for other in party.version.parties if other.slot > party.slot)
        asked = next((version.parties for version in later if version), [])
        for other in asked:
            if other.who == party.who:
                return where_said(other)
    return party


def by(consent: Consent) -> str:
    """Who said it: a person's name, with that of whom they said it for, or the body's."""
    if consent.person is None:
        return consent.party.label
    return " ".join(filter(None, (consent.person.named(consent.at), behalf(consent))))


def behalf(consent: Consent) -> str:
    """For whom it was said (R9): "p.v. Jens Peter Vestergaard"; nothing where it was said in own right."""
    if consent.on_behalf_of is None or consent.deputy is None:
        return ""
    return f"{SIGNED[Ground(consent.deputy.ground)]} {consent.on_behalf_of.named(consent.at)}"


def on_behalf(deputyships: Sequence[Deputyship]) -> str:
    """For whom somebody is to answer: "p.v. Jens Peter Vestergaard"; nothing where it is in own right."""
    return formats.listed(list(dict.fromkeys(f"{SIGNED[Ground(one.ground)]} {one.holder}" for one in deputyships)))


def ground(consent: Consent) -> str:
    """On what ground it was said for somebody else: "Fuldmagt af 18. januar 2027"."""
    if consent.deputy is None:
        return ""
    return str(GROUNDS[Ground(consent.deputy.ground)]) % {"day": formats.date_full(consent.deputy.at)}
