"""The front page "Venter på dig", the list of networks, and a network's own page."""

from functools import partial

from flask import Blueprint, Response, render_template, request, url_for
from flask_babel import gettext as _

from app.core.pages import Page, Refusal, actor, does
from app.documents import printing, rules, texts
from app.documents.catalogue import KINDS
from app.documents.loading import WITH_CAME_BACK, WITH_TEXTS
from app.documents.serving import serve
from app.forums.operations import may_see
from app.history import sentences
from app.ideas import queries as ideas
from app.ideas import said
from app.imports.workbook import MEDIA_TYPE
from app.networks.models import Network
from app.networks.operations import load
from app.networks.people.operations import participants
from app.networks.rules import POLICY, TYPE_LABELS, entry, may_open
from app.overview import agreed, contract_path, earlier, forum_pages, mandate, network_page, queries, table
from app.overview.documents import print_mandate
from app.overview.spreadsheet import workbook
from app.people.models import OFFICE

front_page = Blueprint("overview", __name__)
meetings = Blueprint("meetings", __name__, url_prefix="/forummoeder")
networks = Blueprint("networks", __name__, url_prefix="/netvaerk")


@front_page.get("/")
@does("network.list")
def front() -> str:
    found = queries.front(actor())
    to_consider, own_ideas = ideas.for_front(actor(), queries.FRONT_MOST)
    out = found.waited_on
    return render_template(
        "overview/front.html",
        waiting=queries.everything(actor(), found, to_consider),
        ideas=own_ideas,
        standing=partial(said.standing, actor()),
        waited_on=zip(out, texts.awaited_in(out, but=actor().positions), strict=True) if out else None,
        networks=found.networks,
        roles=queries.roles(actor()),
        most=queries.NETWORKS_MOST,
        comes_first=earlier.comes_first,
        whom=earlier.whom,
        kinds=KINDS,
        entry=entry,
        progress=partial(contract_path.progress, actor()),
        may_open=may_open(actor()),
        is_asked_by_post=bool(actor().positions or actor().deputyships),
    )


@networks.get("")
@does("network.list")
def index() -> str:
    wanted = table.Wanted.of(request.args)
    return render_template(
        "overview/networks.html",
        table=table.table(actor(), wanted),
        wanted=wanted,
        types=TYPE_LABELS,
        states=table.SHOWN,
        orders=table.ORDERS,
        may_open=may_open(actor()),
    )


@networks.get("/regneark")
@does("network.list")
def spreadsheet() -> Response:
    """The same rows in the same order, those of all pages."""
    content = workbook(actor(), table.Wanted.of(request.args))
    headers = {"Content-Disposition": "attachment; filename=netvaerk.xlsx"}
    return Response(content, mimetype=MEDIA_TYPE, headers=headers)


@networks.get("/<string:number>")
@does("network.read")
def page(number: str) -> str:
    network = load(number, actor(), "network.read", WITH_CAME_BACK)
    follows = POLICY.may(actor(), "network.follow", network).allowed
    posts = participants(network)
    queries.read_texts(network)
    return render_template(
        "overview/network.html",
        network=network,
        type=entry(network),
        situation=network_page.situation(actor(), network, posts, follows=follows),
        steps=contract_path.steps(actor(), network, follows=follows),
        follows=follows,
        begins=network_page.begins(actor(), network),
        people=network_page.people(posts) if follows else [],
        briefings=network_page.briefings(actor(), network) if follows else [],
        leadership=network_page.leadership(actor(), network),
        agreements=agreed.rows(actor(), network, posts),
        has_mandate=mandate.is_known(actor(), network),
        prints=network_page.prints(network, posts) if follows else [],
        acts=network_page.acts(actor(), network),
        may_staff=POLICY.may(actor(), "network.staff", network).allowed,
        profile=network_page.profile(network, posts, follows=follows),
        plan=network_page.plan(actor(), network),
        history=_history(network) if follows else [],
    )


@networks.get("/<string:number>/mandat")
@does("network.read")
def mandate_page(number: str) -> str:
    network = load(number, actor(), "network.read", WITH_TEXTS)
    found = mandate.of(actor(), network)
    sheets = [mandate.sheet(actor(), shown) for shown in found.texts]
    return render_template("overview/mandate.html", network=network, mandate=found, sheets=sheets)


@networks.route("/<string:number>/mandat/pdf", methods=["GET", "POST"])
@does("network.read")
def mandate_pdf(number: str) -> Page:
    network = load(number, actor(), "network.read", WITH_TEXTS)
    found, back = mandate.of(actor(), network), url_for("networks.mandate_page", number=number)
    if not found.texts:
        sentence = _("No part of the mandate that you may read is in force.")
        raise Refusal(409, _("There is nothing to print yet"), sentence, (back, _("Go to the mandate")))
    return serve(printing.of(print_mandate(found)), f"NK-{number}-mandat.pdf", back)


@meetings.get("", endpoint="index")
@does("forum.list")
def index_of_meetings() -> str:
    forums = may_see(actor())
    if not forums:
        raise Refusal(403, _("You cannot do this"), _("Only the office and who sits in a forum follow its meetings."))
    return render_template(
        "overview/meetings.html",
        coming=forum_pages.coming(actor(), forums),
        held=forum_pages.held(actor(), forums),
        plans=actor().holds(*OFFICE),
    )


def _history(network: Network) -> list[tuple[str, str, str]]:
    told = [d for d in network.documents if rules.POLICY.may(actor(), "document.read", d).allowed]
    entries = sentences.of(
        network, told, with_drafting=actor().holds(*OFFICE), but=agreed.events_untold(actor(), network)
    )
    return [entry.row for entry in entries]
