"""The command line: types, samples DIR, schema TYPE, render TYPE FILE -o OUT, check FILE. No database, no framework.

Exit 0 when all is well, 1 when something fails, 2 when what was given cannot be used (the reason on stderr).
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

import msgspec

import docgen
from docgen import catalogue


def main(arguments: list[str] | None = None) -> int:
    given = parser().parse_args(arguments)
    try:
        return int(given.run(given))
    except docgen.InvalidData as error:
        return wrong(str(error))
    except docgen.RenderFailed as error:
        return wrong(str(error), 2 if error.reason == "invalid" else 1)
    except FileNotFoundError as error:
        return wrong(f"{error.filename}: findes ikke")
    except OSError as error:
        return wrong(f"{error.filename}: kan ikke bruges ({error.strerror})")


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(prog="python -m docgen", description="Danner og kontrollerer dokumenter som PDF.")
    commands = top.add_subparsers(title="kommandoer", required=True, metavar="KOMMANDO")

    types = commands.add_parser("types", help="dokumenttyperne, én på hver linje")
    types.set_defaults(run=show_types)

    samples = commands.add_parser("samples", help="én PDF af hver type i mappen")
    samples.add_argument("folder", type=Path, metavar="MAPPE")
    samples.set_defaults(run=make_samples)

    schema = commands.add_parser("schema", help="JSON Schema for typens data")
    schema.add_argument("type", type=known, metavar="TYPE")
    schema.set_defaults(run=show_schema)

    render = commands.add_parser("render", help="danner en PDF af data i en JSON-fil")
    render.add_argument("type", type=known, metavar="TYPE")
    render.add_argument("file", type=Path, metavar="FIL.json")
    render.add_argument("-o", "--output", type=Path, required=True, metavar="UD.pdf")
    render.set_defaults(run=render_file)

    check = commands.add_parser("check", help="kontrollerer PDF/A-3a, PDF/UA-1 og opbygningen")
    check.add_argument("file", type=Path, metavar="FIL.pdf")
    check.set_defaults(run=check_file)
    return top


def show_types(given: argparse.Namespace) -> int:
    print(*docgen.TYPES, sep="\n")
    return 0


def known(kind: str) -> str:
    if kind not in docgen.TYPES:
        raise argparse.ArgumentTypeError(f"»{kind}« er ikke en type; der er {', '.join(docgen.TYPES)}")
    return kind


def make_samples(given: argparse.Namespace) -> int:
    given.folder.mkdir(parents=True, exist_ok=True)
    with docgen.Renderer() as renderer:
        for kind in docgen.TYPES:
            made = renderer.render(catalogue.sample(kind))
            file = given.folder / f"{kind}.pdf"
            file.write_bytes(made.pdf)
            print(f"{file}: {made.pages} {'side' if made.pages == 1 else 'sider'}")
    return 0


def show_schema(given: argparse.Namespace) -> int:
    print(json.dumps(msgspec.json.schema(docgen.TYPES[given.type]), ensure_ascii=False, indent=2))
    return 0


def render_file(given: argparse.Namespace) -> int:
    raw = given.file.read_bytes()
    document = docgen.decode(raw)
    if not isinstance(document, docgen.TYPES[given.type]):
        raise docgen.InvalidData("$.type", f"Filen er ikke af typen {given.type}")
    with docgen.Renderer() as renderer:
        made = renderer.render(raw)
    given.output.write_bytes(made.pdf)
    print(f"{given.output}: {made.pages} {'side' if made.pages == 1 else 'sider'}")
    return 0


def check_file(given: argparse.Namespace) -> int:
    found = docgen.check(given.file.read_bytes())
    print(*(found or ["ok: PDF/A-3a og PDF/UA-1"]), sep="\n")
    return 1 if found else 0


def wrong(message: str, code: int = 2) -> int:
    print(message, file=sys.stderr)
    return code


if __name__ == "__main__":
    sys.exit(main())
