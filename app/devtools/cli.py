"""`flask dev …`: history for a demo, who is in it, its clock, the diagram of the action tables."""

import json
import re
import sys
from datetime import timedelta
from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup

from app.config import Settings
from app.core import clock
from app.devtools import demo, diagram, people
from app.devtools.plans import PLANS

dev = AppGroup("dev", help="Værktøj til demo og udvikling.")


def _demo_only() -> Settings:
    """No invented history, and no moved clock, where people really agree on things."""
    settings: Settings = current_app.extensions["settings"]
    if not settings.demo:
        raise click.ClickException("Det kan kun gøres i en demo (NETVAERK_DEMO=1).")
    return settings


@dev.command("seed")
@click.option(
    "--networks", default=len(PLANS), type=click.IntRange(1, 5000), help="Hvor mange netværk der skal lægges ind."
)
@click.option("--seed", default=1, help="Samme tal giver samme historie.")
def seed(networks: int, seed: int) -> None:
    """Læg en troværdig historie ind gennem de rigtige handlinger."""
    _demo_only()
    demo.seed(networks, seed)
    click.echo(f"{networks} netværk er lagt ind.")


@dev.command("cast")
@click.option("--json", "as_json", is_flag=True, help="Skriv som JSON.")
def cast(as_json: bool) -> None:
    """Vis demopersonerne: id, navn, roller og netværk."""
    persons = people.cast()
    if as_json:
        click.echo(json.dumps(persons, ensure_ascii=False, indent=2))
        return
    for person in persons:
        click.echo(f"{person['id']:>4}  {person['name']:<28} {', '.join(person['roles']) or '–'}")


@dev.command("clock", context_settings={"ignore_unknown_options": True})
@click.argument("to")
def move_clock(to: str) -> None:
    """Flyt demoens ur: +30d, -2d eller real."""
    settings = _demo_only()
    if to == "real":
        clock.move(settings.instance, None)
    elif match := re.fullmatch(r"([+-]\d{1,4})d", to):
        clock.move(settings.instance, clock.offset() + timedelta(days=int(match[1])))
    else:
        raise click.ClickException("Skriv +30d, -2d eller real.")
    click.echo(f"Uret viser nu {clock.now():%Y-%m-%d %H:%M} UTC.")


@dev.command("diagram")
@click.option("--check", is_flag=True, help="Fejl, når filen ikke er den, tabellerne giver.")
def write_diagram(check: bool) -> None:
    """Skriv docs/actions.md ud fra handlingstabellerne."""
    path = Path(__file__).resolve().parents[2] / "docs" / "actions.md"
    wanted = diagram.markdown()
    if not check:
        path.write_text(wanted, "utf-8")
    elif not path.exists() or path.read_text("utf-8") != wanted:
        click.echo("docs/actions.md passer ikke til handlingstabellerne. Kør: flask --app app dev diagram", err=True)
        sys.exit(1)
