"""Opening a network: with it comes the draft of its contract's phase 1."""

from flask_babel import gettext as _
from sqlalchemy import select

from app.contracts.catalogue import IDEA
from app.core.actions import Actor
from app.core.db import write
from app.core.pages import Refusal
from app.documents import operations as documents
from app.documents.models import Document
from app.networks.models import Network
from app.networks.operations import lock_series, open_network
from app.networks.rules import may_open


def open_with_contract(actor: Actor, title: str, type_: str, form_key: str, track: str = "") -> Document:
    """The new network's phase 1. The same form sent twice gives the network it gave the first time."""
    require_open(actor)
    with write() as session:
        lock_series(session)
        network = session.scalar(select(Network).where(Network.form_key == form_key))
        if network is not None:
            return next(document for document in network.documents if document.kind == IDEA.key)
        network = open_network(session, actor, title, type_, track, form_key)
        return documents.create(session, IDEA, network, actor)


def require_open(actor: Actor) -> None:
    """Refuse who does not open networks."""
    if not may_open(actor):
        raise Refusal(403, _("Only the office opens networks"), _("Write to the office if you have an idea for one."))
