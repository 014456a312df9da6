"""/pjecer: what the roles ask of those who take them on, for every employee."""

from flask import Blueprint, render_template, url_for
from flask_babel import gettext as _

from app.core.pages import Page, Refusal, does
from app.documents import printing, serving
from app.handbook import guides
from app.handbook.documents import print_guide
from app.handbook.guide import Guide

blueprint = Blueprint("handbook", __name__, url_prefix="/pjecer")


@blueprint.get("")
@does("guide.read")
def index() -> str:
    return render_template("handbook/index.html", guides=guides.GUIDES)


@blueprint.get("/<string:slug>")
@does("guide.read")
def guide(slug: str) -> str:
    return render_template("handbook/guide.html", guide=_found(slug))


@blueprint.route("/<string:slug>/pdf", methods=["GET", "POST"])
@does("guide.read")
def pdf(slug: str) -> Page:
    """Four small pages."""
    return _print(_found(slug), f"pjece-{slug}.pdf", folded=False)


@blueprint.route("/<string:slug>/folder/pdf", methods=["GET", "POST"])
@does("guide.read")
def folder(slug: str) -> Page:
    """The same pages on the two sides of one sheet that is folded once."""
    return _print(_found(slug), f"pjece-{slug}-folder.pdf", folded=True)


def _print(guide: Guide, filename: str, *, folded: bool) -> Page:
    return serving.serve(printing.of(print_guide(guide, folded=folded)), filename, guide.page)


def _found(slug: str) -> Guide:
    found = guides.at(slug)
    if found is None:
        onward = (url_for("handbook.index"), _("See the guides there are"))
        raise Refusal(404, _("There is no such guide"), _("No guide tells of that role."), onward)
    return found
