"""Ideas: the list, a new one, an idea's own page, and what office and author do to it."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from app.contracts.forms import ROWS, NetworkForm
from app.core.forms import Form
from app.core.pages import Page, actor, does
from app.documents import printing
from app.documents.serving import serve
from app.history import sentences
from app.ideas import documents, forms, operations, queries, rounds, said
from app.ideas.models import Idea
from app.ideas.rules import POLICY, round_of
from app.networks.rules import POLICY as NETWORKS
from app.networks.rules import TYPE_LABELS
from app.people.models import OFFICE

blueprint = Blueprint("ideas", __name__, url_prefix="/ideer")

# How the office ranks the ideas is its own work until the proposal is sent.
RANKING = ("idea.ranked",)


@blueprint.get("")
@does("idea.list")
def index() -> str:
    return render_template(
        "ideas/index.html",
        mine=queries.proposed_by(actor()),
        open=queries.considered() if actor().holds(*OFFICE) else [],
        decided=queries.decided_of_others(actor()),
        is_office=actor().holds(*OFFICE),
        round=round_of(actor().today, rounds.rhythm()),
        standing=said.standing,
        actor=actor(),
    )


@blueprint.get("/runder")
@does("idea.propose_round")
def rounds_page() -> str:
    rounds.require_ranker(actor())
    return render_template("ideas/rounds.html", proposals=rounds.proposals(), month=documents.month)


@blueprint.route("/runder/<int:place>/pdf", methods=["GET", "POST"])
@does("idea.propose_round")
def round_pdf(place: int) -> Page:
    """The proposal at that place of the page, from 1."""
    rounds.require_ranker(actor())
    found = rounds.proposals()
    if not 0 < place <= len(found):
        raise NotFound
    data = documents.print_proposal(found[place - 1])
    return serve(printing.of(data), f"{data['number']}.pdf", url_for("ideas.rounds_page"))


@blueprint.route("/runder/frister", methods=["GET", "POST"])
@does("idea.propose_round")
def deadlines() -> Page:
    rounds.require_ranker(actor())
    form = forms.RhythmForm()
    if form.validate_on_submit():
        rounds.change(actor(), form.rhythm())
        flash(_("The deadlines hold from now on."), "success")
        return redirect(url_for("ideas.rounds_page"), 303)
    if not form.is_submitted():
        form.show(rounds.rhythm())
    return render_template("ideas/deadlines.html", form=form), 422 if form.errors else 200


@blueprint.post("/<string:number>/op")
@does("idea.rank")
def up(number: str) -> Page:
    return _rank(number, -1)


@blueprint.post("/<string:number>/ned")
@does("idea.rank")
def down(number: str) -> Page:
    return _rank(number, 1)


@blueprint.post("/<string:number>/uden-for-runden")
@does("idea.set_apart")
def set_apart(number: str) -> Page:
    operations.load(number, actor(), "idea.read")
    rounds.set_apart(number, actor(), is_outside=True)
    return redirect(url_for("ideas.rounds_page"), 303)


@blueprint.post("/<string:number>/i-runden")
@does("idea.set_apart")
def put_back(number: str) -> Page:
    operations.load(number, actor(), "idea.read")
    rounds.set_apart(number, actor(), is_outside=False)
    return redirect(url_for("ideas.rounds_page"), 303)


def _rank(number: str, by: int) -> Page:
    operations.load(number, actor(), "idea.read")
    rounds.move(number, actor(), by, request.form.get("seen", 0, type=int))
    return redirect(url_for("ideas.rounds_page", _anchor=number), 303)


@blueprint.route("/ny", methods=["GET", "POST"])
@does("idea.propose")
def propose() -> Page:
    form = forms.IdeaForm()
    del form.answer
    if form.validate_on_submit():
        idea = operations.propose(actor(), form.said(), form.form_key.data or "")
        flash(_("Thank you. The office has your idea, and you can follow it here."), "success")
        return redirect(url_for("ideas.page", number=idea.number), 303)
    return render_template("ideas/write.html", form=form, idea=None), 422 if form.errors else 200


@blueprint.get("/<string:number>")
@does("idea.read")
def page(number: str) -> str:
    return _page(operations.load(number, actor(), "idea.read", *queries.WHOLE))


@blueprint.route("/<string:number>/ret", methods=["GET", "POST"])
@does("idea.change")
def change(number: str) -> Page:
    idea = operations.load(number, actor(), "idea.change", *queries.WHOLE)
    form = forms.IdeaForm(obj=idea)
    if idea.state != "asked":
        del form.answer
    if form.validate_on_submit():
        answer = form.answer.data or "" if "answer" in form else ""
        operations.change(number, actor(), form.said(), answer)
        flash(_("The office has been told what you wrote."), "success")
        return redirect(url_for("ideas.page", number=number), 303)
    return render_template("ideas/write.html", form=form, idea=idea, heading=said.heading), 422 if form.errors else 200


@blueprint.post("/<string:number>/spoerg")
@does("idea.ask")
def ask(number: str) -> Page:
    return _say(number, "ask", forms.AskForm(), _("The author has been asked, and answers here."))


@blueprint.post("/<string:number>/afvis")
@does("idea.reject")
def reject(number: str) -> Page:
    return _say(number, "reject", forms.RejectForm(), _("The idea has been turned down. The author can read why."))


@blueprint.post("/<string:number>/genaabn")
@does("idea.reopen")
def reopen(number: str) -> Page:
    return _settle(number, "reopen", "", _("The idea is being considered again."))


@blueprint.post("/<string:number>/traek-tilbage")
@does("idea.withdraw")
def withdraw(number: str) -> Page:
    return _settle(number, "withdraw", "", _("You have withdrawn the idea."))


@blueprint.post("/<string:number>/saml")
@does("idea.merge")
def merge(number: str) -> Page:
    idea = operations.load(number, actor(), "idea.read", *queries.WHOLE)
    form = _merging(idea)
    if idea.into is None or idea.into.number != form.into.data:  # else a second click
        operations.require(idea, actor(), "idea.merge")
        if form.into.choices and not form.validate():
            return _page(idea, merging=form), 422
    operations.merge(number, actor(), form.into.data or "")
    flash(_("The ideas have been joined. The author can see which one it goes on in."), "success")
    return redirect(url_for("ideas.page", number=form.into.data), 303)


@blueprint.route("/<string:number>/netvaerk", methods=["GET", "POST"])
@does("idea.take_up")
def take_up(number: str) -> Page:
    idea = operations.load(number, actor(), "idea.read", *queries.WHOLE)
    if idea.network is not None:  # a second click
        return redirect(url_for("networks.page", number=idea.network.number), 303)
    operations.require(idea, actor(), "idea.take_up")
    form = NetworkForm(title=idea.title, type=_row(idea.type))
    if form.validate_on_submit():
        type_, track = form.type_and_track
        document = operations.take_up(number, actor(), form.title.data or "", type_, track)
        return redirect(url_for("documents.edit", number=document.number), 303)
    return render_template("ideas/take_up.html", form=form, idea=idea), 422 if form.errors else 200


def _row(guess: str) -> str:
    """The row of the table of types that the author's guess means first; welfare is the ordinary one."""
    return next((key for key, (type_, _track) in ROWS.items() if type_ == (guess or "welfare")), "welfare")


def _say(number: str, act: str, form: Form, told: str) -> Page:
    idea = operations.load(number, actor(), "idea.read", *queries.WHOLE)
    (words,) = (field.data for field in form if field.name != "csrf_token")
    if not (words and operations.is_repeated(idea, actor(), act, words)):
        operations.require(idea, actor(), f"idea.{act}")
        if not form.validate():
            return _page(idea, **{act: form}), 422
    return _settle(number, act, words, told)


def _settle(number: str, act: str, words: str, told: str) -> Page:
    operations.settle(number, actor(), act, words)
    flash(told, "success")
    return redirect(url_for("ideas.page", number=number), 303)


def _merging(idea: Idea) -> forms.MergeForm:
    form = forms.MergeForm()
    form.into.choices = queries.others(idea)
    return form


def _page(idea: Idea, **failed: Form) -> str:
    is_office = actor().holds(*OFFICE)
    may = {name.partition(".")[2]: POLICY.may(actor(), name, idea).allowed for name in POLICY.actions}
    blank: dict[str, Form] = {"ask": forms.AskForm(formdata=None), "reject": forms.RejectForm(formdata=None)}
    if may["merge"]:
        blank["merging"] = _merging(idea)
    return render_template(
        "ideas/idea.html",
        idea=idea,
        may=may,
        forms=blank | failed,
        failed=next(iter(failed.values()), None),
        unfolded=set(failed),
        types=TYPE_LABELS,
        situation=said.situation(actor(), idea),
        heading=said.heading,
        is_office=is_office,
        history=[entry.row for entry in sentences.of_scope(idea.scope, but=() if is_office else RANKING)],
        sees_network=idea.network is not None and NETWORKS.may(actor(), "network.read", idea.network).allowed,
    )
