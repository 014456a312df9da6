"""What a finding is called, the same on the page and in the terminal."""

from flask_babel import gettext as _

from app.verification.operations import Finding, Standing


def heading(finding: Finding) -> str:
    """The finding in two or three words."""
    return {
        Standing.IN_FORCE: _("In force"),
        Standing.REPLACED: _("Not in force any more"),
        Standing.DRAFT: _("A draft"),
        Standing.ALTERED: _("Altered"),
        Standing.UNKNOWN: _("Unknown"),
    }[finding.standing]


def sentence(finding: Finding, code: str = "") -> str:
    """One sentence: which document and version, and whether it is in force. Never what it says."""
    number = finding.document.number if finding.document else ""
    n = finding.version.n if finding.version else 0
    match finding.standing:
        case Standing.IN_FORCE:
            return _("%(number)s, version %(n)s, is agreed and in force.", number=number, n=n)
        case Standing.REPLACED:
            return _(
                "%(number)s, version %(n)s, is no longer in force. Another text has taken its place.",
                number=number,
                n=n,
            )
        case Standing.DRAFT:
            return _draft(finding, number, n)
        case Standing.ALTERED:
            return _(
                "The file says that it is %(number)s, but it has been altered since it was made here.", number=number
            )
        case Standing.UNKNOWN:
            if code:
                return _("We do not know the code %(code)s. See whether it is typed correctly.", code=code)
            return _("This is not one of our documents, or it has been altered beyond recognition.")


def _draft(finding: Finding, number: str, n: int) -> str:
    document = finding.document
    if document and n and document.latest and document.latest.n != n:
        return _("%(number)s, version %(n)s, was never agreed.", number=number, n=n)
    if document and n and document.state == "sent":
        return _("%(number)s, version %(n)s, is out for approval and not agreed yet.", number=number, n=n)
    return _("This is a draft of %(number)s. It is not agreed.", number=number)
