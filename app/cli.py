"""`flask` commands for operators: worker, verify, audit verify; and `flask dev …` for demonstrations."""

import sys
from pathlib import Path

import click
from flask import Flask, current_app
from flask.cli import AppGroup
from sqlalchemy.exc import SQLAlchemyError

from app import worker
from app.config import Settings
from app.core import events, files, jobs
from app.documents import integrity
from app.mails import operations as mails
from app.people.accounts import operations as register
from app.verification.operations import EXIT, by_file
from app.verification.sentences import sentence

audit = AppGroup("audit", help="Revisionskæden.")


@audit.command("verify")
@click.option("--head", metavar="NUMMER:SHA256", help="En hændelse, der er noteret uden for databasen.")
def audit_verify(head: str | None) -> None:
    """Gå revisionskæden, alle dokumenter og alle gemte filer igennem. Afslut med koden 1 ved det første brud."""
    for check in (events.first_break, integrity.first_break, files.first_break):
        try:
            found = check()
        except (ValueError, TypeError, KeyError, SQLAlchemyError) as error:
            found = f"noget kan ikke læses ({type(error).__name__})"
        if found:
            _broken(found)
    if head:
        noted, _colon, sha = head.partition(":")
        if not noted.isdigit() or not events.stands(int(noted), sha):
            _broken(f"hændelse {noted} er ikke den, der blev noteret")
    seq, sha = events.head()
    click.echo(f"Alt passer. {seq} hændelser, seneste {sha}")


def _broken(found: str) -> None:
    click.echo(f"Brud: {found}", err=True)
    sys.exit(1)


@click.command("verify")
@click.argument("file", type=click.Path(path_type=Path))
def verify(file: Path) -> None:
    """Fortæl, hvad en PDF er: gældende (0), kendt, men ikke gældende (3), ændret (4) eller ukendt (5)."""
    try:
        content = file.read_bytes()
    except OSError as error:
        raise click.ClickException(f"Filen {file} kan ikke læses: {error.strerror}") from error
    finding = by_file(content)
    click.echo(sentence(finding))
    sys.exit(EXIT[finding.standing])


@click.command("worker")
def run_worker() -> None:
    """Gør det arbejde, der venter i jobtabellen, indtil processen bliver bedt om at stoppe."""
    worker.run()


@click.command("send-mail")
def send_mail() -> None:
    """Send de mails, der venter. Til en planlægger, når jobprocessen ikke kører."""
    while jobs.work_one(*mails.KINDS):
        pass


@click.command("remind")
def remind() -> None:
    """Skriv dagens mail om det, der er nyt eller har en frist, til hver, den gælder. På en fridag sker der intet."""
    if not mails.begin_morning():
        click.echo("I dag er ikke en arbejdsdag.")
    while jobs.work_one(*mails.KINDS):
        pass


@click.command("create-admin")
@click.argument("name")
@click.argument("email")
def create_admin(name: str, email: str) -> None:
    """Gør NAVN med mailadressen EMAIL til administrator, og skriv et link til at vælge adgangskode."""
    try:
        token = register.make_administrator(" ".join(name.split()), email.strip().lower())
    except ValueError as error:
        raise click.ClickException(str(error)) from error
    settings: Settings = current_app.extensions["settings"]
    click.echo(f"{settings.base_url}/adgang/{token}")


def init_app(app: Flask) -> None:
    from app.devtools.cli import dev  # nothing of the site knows the tools of demonstrations

    for command in (audit, create_admin, verify, run_worker, send_mail, remind, dev):
        app.cli.add_command(command)
