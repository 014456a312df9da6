"""All addresses of a document stand under its number; each room adds its own, named documents.…, in `routes.py`."""

from flask import Blueprint

blueprint = Blueprint("documents", __name__, url_prefix="/dokumenter/<string:number>")
