"""The Danish translation is complete: nothing missing, untranslated, fuzzy or left over, placeholders alike.

With --update: first brings the texts of the code into the .po files; what is new then waits for its Danish.
"""

import os
import re
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.frontend import CommandLineInterface
from babel.messages.pofile import read_po

PROJECT = Path(__file__).resolve().parent.parent
DANISH = PROJECT / "translations" / "da" / "LC_MESSAGES" / "messages.po"
KEYWORDS = ("_l", "lazy_gettext", "lazy_ngettext:1,2", "lazy_pgettext:1c,2")
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%%|\{\w+\}")


def pybabel(*arguments: str) -> None:
    CommandLineInterface().run(["pybabel", "--quiet", *arguments])  # type: ignore[no-untyped-call]


def extract(pot: Path) -> None:
    keywords = [part for keyword in KEYWORDS for part in ("-k", keyword)]
    pybabel("extract", "-F", "pyproject.toml", *keywords, "--no-wrap", "--sort-by-file", "--add-location=file",
            "--project=Netværkskontrakter", "--copyright-holder=Netværkskontoret", "-o", str(pot), ".")  # fmt: skip


def texts(value: str | tuple[str, ...] | list[str] | None) -> list[str]:
    return [value] if isinstance(value, str) else list(value or ("",))


def placeholders(values: list[str]) -> set[str]:
    return {found for value in values for found in PLACEHOLDER.findall(value)}


def key(message: Message) -> tuple[str | None, str]:
    return message.context, texts(message.id)[0]


def problems(template: Catalog, danish: Catalog) -> Iterator[str]:
    wanted = {key(message): message for message in template if message.id}
    translated = {key(message): message for message in danish if message.id}
    for context_and_id in wanted.keys() - translated.keys():
        yield f"missing: {context_and_id[1]!r}"
    for context_and_id in translated.keys() - wanted.keys():
        yield f"no longer used: {context_and_id[1]!r}"
    for message in danish.obsolete.values():
        yield f"obsolete: {texts(message.id)[0]!r}"
    for context_and_id in wanted.keys() & translated.keys():
        message = translated[context_and_id]
        ours, theirs = texts(message.id), texts(message.string)
        if not all(theirs) or len(ours) != len(texts(wanted[context_and_id].id)):
            yield f"untranslated: {ours[0]!r}"
        elif message.fuzzy:
            yield f"fuzzy: {ours[0]!r}"
        elif placeholders(ours) != placeholders(theirs):
            yield f"other placeholders: {ours[0]!r} -> {theirs[0]!r}"


def main() -> int:
    os.chdir(PROJECT)  # so that the .po files name places as app/…
    with tempfile.TemporaryDirectory() as folder:
        pot = Path(folder) / "messages.pot"
        extract(pot)
        if "--update" in sys.argv:
            pybabel("update", "-i", str(pot), "-d", "translations", "--no-fuzzy-matching", "--ignore-obsolete",
                    "--no-wrap", "--ignore-pot-creation-date", "--init-missing", "-l", "da")  # fmt: skip
        with pot.open("rb") as template, DANISH.open("rb") as danish:
            found = sorted(problems(read_po(template), read_po(danish, locale="da")))
    print("\n".join(found))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
