"""The whole address of a page, as people outside the site reach it: for mails and calendars."""

from urllib.parse import urlsplit

from flask import current_app

from app.config import Settings


def address(endpoint: str, **values: str) -> str:
    """The address of an endpoint below the site's base URL, whatever address it was asked at."""
    settings: Settings = current_app.extensions["settings"]
    base = urlsplit(settings.base_url)
    adapter = current_app.url_map.bind(base.netloc, script_name=base.path or "/", url_scheme=base.scheme)
    return adapter.build(endpoint, values, force_external=True)
