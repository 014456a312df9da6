"""/privatliv: what the site keeps of people, who reads it, and whom to ask (GDPR art. 13). It says what the software
does; who changes one changes the other."""

from flask import Blueprint, render_template

from app.core.pages import public

blueprint = Blueprint("privacy", __name__, url_prefix="/privatliv")


@blueprint.get("")
@public
def page() -> str:
    return render_template("handbook/privacy.html")
