"""For those who run the site: does it live, is it ready."""

from flask import Blueprint
from sqlalchemy import text

from app.core.db import db
from app.core.pages import public

blueprint = Blueprint("health", __name__)


@blueprint.get("/livz")
@public
def livz() -> dict[str, str]:
    """The process answers."""
    return {"status": "ok"}


@blueprint.get("/readyz")
@public
def readyz() -> dict[str, str]:
    """The database answers and has its tables."""
    db.session.execute(text("SELECT 1 FROM network LIMIT 1"))
    return {"status": "ok"}
