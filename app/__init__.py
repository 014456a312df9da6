"""The site. `create_app` puts the rooms together; everything is shut unless a view says who may."""

from pathlib import Path

from flask import Flask, g
from flask_babel import Babel
from flask_login import LoginManager, current_user
from flask_migrate import Migrate
from flask_wtf.csrf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from app import cli, config
from app.agreements import arranging_routes, own_routes, talk_routes
from app.agreements import routes as agreement_routes
from app.contracts import course_routes
from app.contracts import routes as contract_routes
from app.core import clock, formats, health, logs, pages, static
from app.core.db import db, engine_options
from app.documents import consents, serving, typed
from app.documents.agreeing import routes as agreeing
from app.documents.blueprint import blueprint as document_pages
from app.documents.decisions import routes as decisions
from app.documents.drafting import routes as drafting
from app.documents.joint import links_routes as joint_links
from app.documents.joint import routes as joint
from app.documents.paper import routes as paper
from app.documents.remarks import routes as remarks
from app.documents.rules import POLICY as DOCUMENTS
from app.documents.wording import routes as wording
from app.forums import routes as forum_routes
from app.forums.operations import may_see
from app.handbook import privacy
from app.handbook import routes as handbook_routes
from app.ideas import routes as idea_routes
from app.ideas.rules import POLICY as IDEAS
from app.imports import routes as import_routes
from app.lifecycle import operations as lifecycle
from app.lifecycle import routes as lifecycle_routes
from app.lifecycle.rules import POLICY as NETWORKS
from app.mails import routes as mail_routes
from app.mails import smtp
from app.networks.people import routes as network_routes
from app.networks.types import routes as type_routes
from app.overview import routes as overview_routes
from app.people import routes as people_routes
from app.people.accounts import routes as account_routes
from app.people.deputies import routes as deputy_routes
from app.people.models import OFFICE, Person
from app.people.operations import actor_for
from app.people.register import routes as register_routes
from app.people.register.operations import may_keep
from app.people.sessions import ServerSessions, has_signed_in_since
from app.verification import routes as verification_routes

ROOT = Path(__file__).resolve().parent.parent
# Each room of app/documents puts its addresses on their one blueprint when it is imported.
ROOMS = (agreeing, arranging_routes, consents, decisions, drafting, joint, paper, remarks, serving, talk_routes)
POLICIES = (IDEAS, NETWORKS, DOCUMENTS)
# Acts on no thing that is there already: a list of what the policies allow, and opening something new.
FREE_STANDING = (
    "deputy.appoint",
    "deputy.end",
    "guide.read",
    "idea.list",
    "idea.propose",
    "idea.propose_round",
    "forum.plan",
    "forum.list",
    "mail.list",
    "mail.send",
    "network.list",
    "network.open",
    "preparation.own",
    "register.import",
    "register.keep",
    "types.change",
    "wording.change",
)
BLUEPRINTS = (
    people_routes.blueprint,
    overview_routes.front_page,
    course_routes.blueprint,
    contract_routes.blueprint,  # /netvaerk/nyt before /netvaerk/<number>
    overview_routes.networks,
    network_routes.people_of,
    lifecycle_routes.blueprint,
    agreement_routes.blueprint,
    own_routes.blueprint,
    wording.blueprint,
    idea_routes.blueprint,
    document_pages,
    joint_links.blueprint,
    register_routes.blueprint,
    import_routes.blueprint,
    account_routes.blueprint,
    deputy_routes.blueprint,
    overview_routes.meetings,
    forum_routes.blueprint,
    type_routes.blueprint,
    handbook_routes.blueprint,
    privacy.blueprint,
    mail_routes.blueprint,
    verification_routes.blueprint,
    health.blueprint,
)


def create_app(settings: config.Settings | None = None) -> Flask:
    """The WSGI application for these settings, or for those of the environment."""
    settings = settings or config.from_environment()
    if settings.smtp_url:
        smtp.check(settings.smtp_url)
    app = Flask(__name__, static_folder=None, instance_path=str(settings.instance))
    app.extensions["settings"] = settings
    app.config.update(
        SECRET_KEY=settings.secret_key,
        SQLALCHEMY_DATABASE_URI=settings.database_url,
        SQLALCHEMY_ENGINE_OPTIONS=engine_options(settings.database_url),
        SESSION_COOKIE_NAME="netvaerk",
        SESSION_COOKIE_SECURE=settings.secure,
        MAX_CONTENT_LENGTH=2 * 1024 * 1024,
        MAX_FORM_MEMORY_SIZE=2 * 1024 * 1024,
        TRUSTED_HOSTS=[settings.host, "127.0.0.1", "localhost"],
        WTF_CSRF_TIME_LIMIT=None,  # a token that dies after an hour eats a long form
        WTF_CSRF_SSL_STRICT=settings.secure,
        BABEL_DEFAULT_LOCALE="da",
        BABEL_DEFAULT_TIMEZONE="Europe/Copenhagen",
        BABEL_TRANSLATION_DIRECTORIES=str(ROOT / "translations"),
    )
    # Who asks is told by the nearest proxies, as many as there are; what anybody else writes there is not believed.
    app.wsgi_app = ProxyFix(app.wsgi_app, x_for=settings.proxies, x_proto=0)  # type: ignore[method-assign]
    app.extensions["typed_label"] = typed.label
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.session_interface = ServerSessions()
    logs.init_app(app)
    db.init_app(app)
    Migrate(app, db, directory=str(ROOT / "app" / "migrations"), render_as_batch=True)
    Babel(app)
    _sign_in(app)
    pages.init_app(app)
    CSRFProtect(app).exempt(joint_links.blueprint)  # who can forge a request to it has its secret already
    static.init_app(app)
    formats.init_app(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    cli.init_app(app)
    pages.refuse_unmarked_views(app, [*FREE_STANDING, *(name for policy in POLICIES for name in policy.actions)])
    return app


def _dawn(app: Flask) -> None:
    """What a new day makes possible is done before anybody reads or acts on it, also when the worker is late (R7)."""
    if app.extensions.get("dawned") != (today := clock.today()):
        lifecycle.dawn()
        app.extensions["dawned"] = today


def _sign_in(app: Flask) -> None:
    manager = LoginManager(app)
    manager.session_protection = None  # the session is on the server already

    @manager.user_loader  # type: ignore[untyped-decorator]  # flask-login has no types
    def person(person_id: str) -> Person | None:
        found = db.session.get(Person, int(person_id))
        return found if found and found.is_active and has_signed_in_since(found) else None

    @app.before_request
    def actor() -> None:
        if current_user.is_authenticated:
            _dawn(app)
            g.actor = actor_for(current_user)

    @app.context_processor
    def names() -> dict[str, object]:
        keeps = "actor" in g and may_keep(g.actor)
        sees_forums = "actor" in g and bool(may_see(g.actor))
        reads_mails = "actor" in g and g.actor.holds(*OFFICE)
        shown = {
            "keeps_register": keeps,
            "sees_forums": sees_forums,
            "reads_mails": reads_mails,
        }
        moment = {"clock_offset": clock.offset(), "now": clock.now()}
        return {"settings": app.extensions["settings"], **shown, **moment}
