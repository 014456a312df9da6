"""What a finding is called, the same on the page and in the terminal."""

from flask_babel import gettext as _

from app.core import formats
from app.verification.operations import Finding, PrintStanding


def heading(finding: Finding) -> str:
    """The finding in two or three words."""
    return {
        PrintStanding.IN_FORCE: _("In force"),
        PrintStanding.REPLACED: _("Not in force any more"),
        PrintStanding.ENDED: _("Ended"),
        PrintStanding.OUT: _("Out for approval"),
        PrintStanding.NEVER_AGREED: _("Never agreed"),
        PrintStanding.DRAFT: _("A draft"),
        PrintStanding.TO_SIGN: _("Printed to be signed"),
        PrintStanding.RECORD: _("A print from here"),
        PrintStanding.ALTERED: _("Altered"),
        PrintStanding.UNKNOWN: _("Unknown"),
    }[finding.standing]


def sentence(finding: Finding, code: str = "") -> str:
    """A sentence or two: which document and version, and whether it is in force. Never what it says."""
    scanned = _("This is a signed paper that was scanned and recorded here.") + " " if finding.is_scan else ""
    return scanned + _standing(finding, code)


def _standing(finding: Finding, code: str) -> str:
    told = {"number": finding.number, "n": finding.version.n if finding.version else 0}
    match finding.standing:
        case PrintStanding.IN_FORCE:
            return _("%(number)s, version %(n)s, is agreed and in force.", **told)
        case PrintStanding.REPLACED:
            return _("%(number)s, version %(n)s, is no longer in force. Another text has taken its place.", **told)
        case PrintStanding.ENDED:
            return _("%(number)s, version %(n)s, has ended and is no longer in force.", **told)
        case PrintStanding.OUT:
            return _("%(number)s, version %(n)s, is out for approval and not agreed yet.", **told)
        case PrintStanding.NEVER_AGREED:
            return _("%(number)s, version %(n)s, was never agreed.", **told)
        case PrintStanding.ALTERED:
            return _("The file says that it is %(number)s, but it has been altered since it was made here.", **told)
        case PrintStanding.UNKNOWN:
            if code:
                return _("We do not know the code %(code)s. See whether it is typed correctly.", code=code)
            return _(
                "This is not one of our documents, or it has been altered beyond recognition. Prints of drafts are "
                "known for a day at most."
            )
    return _of_print(finding)


def _of_print(finding: Finding) -> str:
    told = {
        "number": finding.number,
        "n": finding.version.n if finding.version else 0,
        "day": formats.date_full(finding.at) if finding.at else "",
    }
    if finding.standing == PrintStanding.DRAFT:
        return _("This is a draft of %(number)s. It is not agreed.", **told)
    if finding.standing == PrintStanding.TO_SIGN:
        return _(
            "This is %(number)s, version %(n)s, printed to be signed on paper. The file holds no signatures.", **told
        )
    return {
        "difference": _("This is what separates two versions of %(number)s, as of %(day)s. It is unaltered.", **told),
        "approval_sheet": _("This is the approval sheet of %(number)s as of %(day)s. It is unaltered.", **told),
        "participants": _("These are the participants of %(number)s as of %(day)s. They are unaltered.", **told),
    }.get(
        finding.kind,
        _(
            "This is the whole contract %(number)s as of %(day)s. It is unaltered; each phase tells its own state.",
            **told,
        ),
    )
