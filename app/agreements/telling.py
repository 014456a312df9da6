"""What a co-driver tells their own manager when the agreement holds (domain.md 7). Who that manager is, nobody keeps:
the co-driver gets a mail that is written, and addresses and sends it themself."""

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote

from flask import current_app
from flask_babel import gettext as _

from app.core import formats
from app.core.actions import Actor
from app.documents import relations
from app.documents.catalogue import Door
from app.documents.models import Document
from app.networks.models import Network
from app.people.models import Function


def own_manager(actor: Actor, document: Document) -> list[Door]:
    """The way to the mail, for the co-driver, as long as the agreement holds."""
    if document.in_force is None or not actor.holds(Function.CO_DRIVER, network_id=document.network_id):
        return []
    subject = f"Jeg er co-driver i netværket »{document.network.title}«"
    body = "\r\n\r\n".join(_paragraphs(actor, document.network))
    address = f"mailto:?subject={quote(subject)}&body={quote(body)}"
    return [(_("Tell your own manager"), address, "button-secondary")]


def _paragraphs(actor: Actor, network: Network) -> list[str]:
    leads = (post.person.name for post in network.posts if post.function == Function.NETVAERKSLEDER and post.is_held)
    led = "".join(f", som {name} leder" for name in leads)
    return [
        "Kære",
        f"Jeg er co-driver i netværket »{network.title}« ({network.number}){led}. Nu har vi aftalt, hvordan "
        "vi arbejder sammen.",
        *filter(None, [" ".join([*_length(network), *_hours(actor, network)])]),
        "Lad os tale om, hvordan det passer med mine andre opgaver, og hvad vi gør, hvis planen ændrer sig.",
        f"Om rollen som co-driver: {current_app.extensions['settings'].base_url}/pjecer/co-driver",
        f"Venlig hilsen\r\n{actor.name}",
    ]


def _length(network: Network) -> Iterator[str]:
    if network.starts_on and network.ends_on:
        first, last = (formats.date_full(day) for day in (network.starts_on, network.ends_on))
        yield f"Netværket løber fra {first} til {last}.".replace(formats.NBSP, " ")


def _hours(actor: Actor, network: Network) -> Iterator[str]:
    """The planned hours of the course plan in force, where there is one and the co-driver reads it."""
    for version in filter(None, (document.in_force for document in network.documents)):
        if version in relations.readable_versions(actor, version.document):
            yield from (_planned(answer["table"]) for answer in version.text["answers"] if answer.get("table"))


def _planned(table: Mapping[str, Any]) -> str:
    keys = [column["key"] for column in table["columns"]]
    rows = [dict(zip(keys, cells, strict=True)) for cells in table["rows"]]
    most = max((_number(row["co_driver"]) for row in rows), default=0.0)
    hours = sum(_number(row["weeks"]) * _number(row["co_driver"]) for row in rows)
    return f"Forløbsplanen regner med {_said(hours)} timer for co-driveren i alt, højst {_said(most)} om ugen."


def _number(said: str) -> float:
    return float(said.replace(",", ".") or 0)


def _said(hours: float) -> str:
    return f"{hours:g}".replace(".", ",")
