"""What holds for every page: shut unless a view says who may, safe headers, errors that keep what was typed."""

from collections.abc import Callable, Iterable
from datetime import timedelta
from itertools import islice
from typing import Any, TypeVar
from urllib.parse import urlsplit

import structlog
from flask import Flask, Response, current_app, g, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException, NotFound, SecurityError
from werkzeug.wrappers import Response as BaseResponse

from app.core.actions import Action, Actor, Policy, Thing

Page = BaseResponse | str | tuple[str, int]  # what a view answers with
View = TypeVar("View", bound=Callable[..., Any])
MEGABYTE = 1024 * 1024
FIELDS_MAX = 1000  # no form of ours has as many; a page that gave back all that anybody sends would take long to make
log = structlog.get_logger()

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'"
)


def public(view: View) -> View:
    """Anybody may open this view, signed in or not."""
    view.is_public = True  # type: ignore[attr-defined]  # a mark, read by its name
    return view


def does(action: str) -> Callable[[View], View]:
    """This view serves that action of a policy; its loader asks the policy about the thing itself."""

    def mark(view: View) -> View:
        view.action = action  # type: ignore[attr-defined]  # a mark, read by its name
        return view

    return mark


def refuse_unmarked_views(app: Flask, known_actions: Iterable[str]) -> None:
    """Stop the start of an app with a view that names no action and is not public."""
    known = set(known_actions)
    for endpoint, view in app.view_functions.items():
        if not getattr(view, "is_public", False) and getattr(view, "action", None) not in known:
            raise RuntimeError(f"view {endpoint} is neither @public nor @does a known action")


def actor() -> Actor:
    """The signed-in person. Only views that are not public may ask."""
    found: Actor = g.actor
    return found


def init_app(app: Flask) -> None:
    app.before_request(_require_sign_in)
    app.after_request(_headers)
    app.register_error_handler(CSRFError, _csrf_error)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(Exception, _server_error)


def accepts(megabytes: int) -> Callable[[View], View]:
    """This view takes a file of up to so many megabytes, more than the others."""

    def mark(view: View) -> View:
        view.megabytes = megabytes  # type: ignore[attr-defined]  # a mark, read by its name
        return view

    return mark


def _view() -> Callable[..., Any] | None:
    return current_app.view_functions.get(request.endpoint or "")


def _megabytes() -> int:
    """How much can be sent to this view."""
    others: int = current_app.config["MAX_CONTENT_LENGTH"] // MEGABYTE
    return getattr(_view(), "megabytes", others)


def _require_sign_in() -> BaseResponse | None:
    if "\0" in request.path:  # no address of ours, and PostgreSQL would choke on it
        raise NotFound
    view = _view()
    if hasattr(view, "megabytes"):
        request.max_content_length = (_megabytes() + 1) * MEGABYTE  # the file, and the form around it
    if view is None or getattr(view, "is_public", False) or current_user.is_authenticated:
        return None
    if request.method == "GET" and "HX-Request" not in request.headers:
        here = request.full_path.rstrip("?")
        return redirect(url_for("people.sign_in", next=here if here != "/" else None))
    return error_page(
        401,
        _("You have been signed out"),
        _("Nothing has been saved or approved. Sign in, and do it once more."),
        onward=(url_for("people.sign_in", next=_came_from() or None), _("Sign in")),
    )


def local(address: str) -> str:
    """The address when it is a path of this site, else nothing: no link of ours leads elsewhere."""
    is_path = address.startswith("/") and not address.startswith("//") and "\\" not in address
    return address if is_path and len(address) < 500 and all(" " < sign != "\x7f" for sign in address) else ""


def _came_from() -> str:
    """The path of the page of ours that the request says it was sent from; nothing for any other page."""
    try:
        said = urlsplit(request.referrer or "")
    except ValueError:  # anybody can write anything there
        return ""
    return local(said.path) if said.netloc == request.host else ""


def _headers(response: Response) -> Response:
    response.headers.setdefault("Content-Security-Policy", CSP)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers.setdefault("Referrer-Policy", "same-origin")
    response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
    response.headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()"
    # A form that came back with errors is kept by the browser alone, so that Back leads through it without asking.
    response.headers.setdefault("Cache-Control", "private, no-cache" if response.status_code == 422 else "no-store")
    if request.is_secure:
        response.headers["Strict-Transport-Security"] = f"max-age={int(timedelta(days=365).total_seconds())}"
    return response


def error_page(
    status: int, heading: str, text: str, *, onward: tuple[str, str] | None = None, keep: bool = True
) -> BaseResponse:
    """A page that says what is wrong, what to do now, and shows what the person had typed, so that nothing is lost."""
    kept = _typed() if keep and request.method == "POST" else []
    onward = onward or (url_for("overview.front"), _("Go to your front page"))
    bare = status >= 500  # the database may be what failed
    shown = render_template("error.html", heading=heading, text=text, kept=kept, onward=onward, bare=bare)
    page = make_response(shown, status)
    if "HX-Request" in request.headers:  # the form stays where it is; only the message is put on top of it
        page.headers["HX-Retarget"] = "#beskeder"
        page.headers["HX-Reselect"] = "#fejlbesked"
        page.headers["HX-Reswap"] = "innerHTML show:window:top"
    return page


def _typed() -> list[tuple[str, str]]:
    """All that a person typed in what was posted, each text with what its field is called."""
    try:
        fields = list(islice(request.form.items(multi=True), FIELDS_MAX))
    except HTTPException:  # too large to be read at all
        return []
    label: Callable[[str], str | None] = current_app.extensions["typed_label"]
    return [(called, value) for name, value in fields if value.strip() and (called := label(name))]


def _csrf_error(_error: CSRFError) -> BaseResponse:
    return error_page(
        400,
        _("The page was opened too long ago, or by somebody else"),
        _("Nothing has been saved or approved. Open the page again, and do it once more."),
        onward=(_came_from() or url_for("overview.front"), _("Open the page again")),
    )


def _http_error(error: HTTPException) -> BaseResponse:
    if isinstance(error, SecurityError):  # no page of ours can be addressed under somebody else's name
        return Response("Adressen hører ikke til denne side.", 400, mimetype="text/plain")
    if error.code is None or error.code < 400:
        return error.get_response()
    heading, text = _messages().get(error.code, _messages()[400])
    if isinstance(error, Refusal):
        return error_page(error.code, error.heading, error.description or text, onward=error.onward)
    back = _came_from() if error.code == 413 else ""
    response = error_page(error.code, heading, text, onward=(back, _("Go back")) if back else None)
    if error.code == 405 and (valid := getattr(error, "valid_methods", None)):
        response.headers["Allow"] = ", ".join(sorted(valid))
    return response


def _server_error(error: Exception) -> BaseResponse:
    log.exception("page_failed", path=request.path, method=request.method)
    status = 503 if isinstance(error, OperationalError) else 500  # the database is away, or busy for too long
    heading, text = _messages()[status]
    return error_page(status, heading, text)


class Refusal(HTTPException):
    """An answer of 403, 409 or so with its own Danish sentence; the operation has changed nothing."""

    def __init__(self, code: int, heading: str, sentence: str, onward: tuple[str, str] | None = None) -> None:
        super().__init__(description=sentence)
        self.code, self.heading, self.onward = code, heading, onward


def refusal(reason: str | None, onward: tuple[str, str]) -> Refusal:
    """What the policy does not allow: 409 with the reason, or 403 when there is none, since it takes another role."""
    heading = _("It cannot be done now") if reason else _("You cannot do this")
    return Refusal(409 if reason else 403, heading, reason or _("It takes another role than the one you have."), onward)


def require(policy: Policy, actor: Actor, action: str, thing: Thing, onward: tuple[str, str]) -> Action:
    """The row of the action table; 404 when the actor may not know of the thing, and as `refusal` when not allowed."""
    verdict = policy.may(actor, action, thing)
    if not verdict.visible:
        raise NotFound
    if not verdict.allowed:
        raise refusal(verdict.reason, onward)
    return policy.actions[action]


def _messages() -> dict[int, tuple[str, str]]:
    return {
        400: (_("The page could not read what was sent"), _("Go back, and try again.")),
        403: (_("You cannot do this"), _("It takes another role than the one you have.")),
        404: (_("The page does not exist"), _("Perhaps the address is mistyped, or the page is only for others.")),
        405: (_("The page cannot be used in that way"), _("Go to the front page, and begin from there.")),
        413: (
            _("It is too large"),
            _("At most %(limit)s MB can be sent at a time. Nothing has been saved.", limit=_megabytes()),
        ),
        500: (_("Something went wrong with us"), _("Try again in a moment. Write to the office if it happens again.")),
        503: (_("The system is busy"), _("Try again in a moment.")),
    }
