"""/tjek: anybody who holds a paper or a file may ask what it is. The answer never shows what it says."""

from flask import Blueprint, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.core import text
from app.core.pages import Refusal, accepts, public
from app.documents.rules import POLICY
from app.documents.sheets import agreed_on
from app.verification.forms import LARGEST_FILE, CheckForm
from app.verification.operations import AGREED, Finding, by_code, by_file
from app.verification.sentences import heading, sentence

blueprint = Blueprint("verification", __name__, url_prefix="/tjek")


@blueprint.get("")
@public
def form() -> str:
    form = CheckForm(formdata=None)
    form.code.data = request.args.get("kode", "")[:40]
    return render_template("verification/form.html", form=form)


@blueprint.post("")
@public
@accepts(LARGEST_FILE)
def check() -> Response | str | tuple[str, int]:
    form = CheckForm()
    if upload := request.files.get("file"):
        content = upload.read()
        upload.close()
        if content:
            return _answer(by_file(content), filename=upload.filename or "")
    code = text.read_check_code(form.code.data or "")
    if code is None:
        said = (
            _("Write the check code, or choose a file")
            if not form.code.data
            else _("A check code has 12 signs, in groups of four. 0, O, 1 and I are not used")
        )
        form.code.errors = [said]
        return render_template("verification/form.html", form=form), 422
    return redirect(url_for("verification.code", code=code), 303)


@blueprint.get("/<string:code>")
@public
def code(code: str) -> Response | str:
    written = text.read_check_code(code)
    if written is None:
        raise Refusal(
            404,
            _("That is not a check code"),
            _("A check code has 12 signs, in groups of four."),
            (url_for("verification.form"), _("Try again")),
        )
    if written != code:
        return redirect(url_for("verification.code", code=written), 301)
    return _answer(by_code(written), code=written)


def _answer(finding: Finding, *, code: str = "", filename: str = "") -> str:
    actor = g.get("actor")
    may_read = bool(actor and finding.document and POLICY.may(actor, "document.read", finding.document).allowed)
    version = finding.version if finding.standing in AGREED else None
    return render_template(
        "verification/answer.html",
        finding=finding,
        agreed_on=agreed_on(version) if version else None,
        heading=heading(finding),
        sentence=sentence(finding, code),
        may_read=may_read,
        code=code,
        filename=filename,
    )
