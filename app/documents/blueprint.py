"""All addresses of a document stand under its number; each room adds its own (`routes.py`), and names them documents.…"""

from flask import Blueprint

blueprint = Blueprint("documents", __name__, url_prefix="/dokumenter/<string:number>")
