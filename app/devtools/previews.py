"""`/dev/mails`: every mail as people get it, about made-up things. Only `make dev` serves it."""

from datetime import timedelta

from flask import Blueprint, Flask, Response, abort, render_template
from flask_babel import gettext as _

from app import create_app
from app.core import clock, links
from app.core.pages import public
from app.mails import content
from app.mails.item import Item
from app.mails.said import KINDS
from app.people.models import Person

blueprint = Blueprint("dev", __name__, url_prefix="/dev")
STYLED = "default-src 'none'; style-src 'unsafe-inline'"  # a mail carries its own style
# reason, act, title, about, who or what, button, days to the deadline
THINGS = (
    (
        "late",
        "answer",
        "Svar på fase 3",
        "Unge uden uddannelse",
        "Netværket blev enigt uden dig.",
        "Svar",
        -1,
    ),
    ("soon", "brief", "Orientér chefforum om netværket", "Trygge overgange", "Sekretariatet noterer det.", "Se", 2),
    ("new", "rewrite", "Skriv fase 1 om", "Elever med højt fravær", "Teksten er kommet tilbage.", "Skriv", None),
    (
        "new",
        "arrange",
        "Tal om aftalen med referencelederen",
        "Trygge overgange",
        "Find en tid, og læs pjecen, før I taler sammen.",
        "Gå til samtalen",
        None,
    ),
    ("told", "for_you", "Godkendt for dig: fase 2", "Trygge overgange", "Det gjorde Pia p.v. Jens Peter.", "Læs", None),
)
APPROVE = ("new", "approve", "Godkend fase 1", "Elever med højt fravær", "Rasmus Toft Lind har sendt den.", "Læs", 9)


def create_dev_app() -> Flask:
    """The site, with these pages."""
    app = create_app()
    app.register_blueprint(blueprint)
    return app


@blueprint.get("/mails")
@public
def mails() -> str:
    return render_template("devtools/previews.html", kinds=KINDS)


@blueprint.get("/mails/<kind>.<any(html, txt):form>")
@public
def mail(kind: str, form: str) -> Response:
    if kind not in KINDS:
        abort(404)
    written = example(kind)
    if form == "txt":
        return Response(f"{written.subject}\n\n{written.text}", mimetype="text/plain")
    return Response(written.html, headers={"Content-Security-Policy": STYLED})


def example(kind: str) -> content.Written:
    """The mail, with one thing for each reason to write."""
    person = Person(name="Jens Peter Vestergaard", first_name="Jens Peter")
    chosen = [_item(*APPROVE)] if kind == "approve" else [_item(*thing) for thing in THINGS]
    return content.render(kind, person, chosen, [] if kind == "approve" else [_item(*APPROVE)])


def _item(reason: str, act: str, title: str, about: str, text: str, button: str, days: int | None) -> Item:
    due = None if days is None else clock.today() + timedelta(days=days)
    more = ((_("Read the guide"), links.address("handbook.index")),) if act == "arrange" else ()
    return Item(reason, "", act, title, about, text, button, links.address("overview.front"), due, more=more)
