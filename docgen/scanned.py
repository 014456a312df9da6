"""Whether a file that somebody brings us can be kept as a scanned paper: it has pages, and nothing in it acts.

The file is anybody's, so it is read in a process of its own, with little memory and little time.
"""

from __future__ import annotations

import resource
import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

SECONDS, MEMORY_MB = 15, 1024
UNREADABLE, LOCKED, ACTIVE = "unreadable", "locked", "active"
FAULTS = {3: UNREADABLE, 4: LOCKED, 5: ACTIVE}  # by the exit code of the process
# What starts something, by key: scripts, actions of pages and fields, forms with a language of their own.
ACTS = {"/JS", "/JavaScript", "/AA", "/XFA", "/RichMediaContent"}
ACTIONS = {"/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/Rendition", "/Movie", "/Sound", "/GoToE"}
DATA = "/application/json"  # our own prints carry their data, and may be signed on a screen


def scan_fault(pdf: bytes) -> str | None:
    """Why the file cannot be kept as a scan: UNREADABLE (no pages, or too heavy to read), LOCKED, ACTIVE; None when it
    can."""
    command = [sys.executable, "-m", "docgen.scanned"]
    try:
        done = subprocess.run(
            command, input=pdf, cwd=Path(__file__).parents[1], capture_output=True, timeout=SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        return UNREADABLE
    return FAULTS.get(done.returncode, UNREADABLE) if done.returncode else None


def examine(pdf: bytes) -> str | None:
    """In the process of its own: read the whole file."""
    import pikepdf

    try:
        with pikepdf.open(BytesIO(pdf)) as opened:
            if opened.is_encrypted:
                return LOCKED
            if not any(page.obj.get("/Type") == "/Page" for page in opened.pages):
                return UNREADABLE
            is_active = any(acts(found) for whole in opened.objects for found in dictionaries(whole))
            return ACTIVE if is_active else None
    except pikepdf.PasswordError:
        return LOCKED
    except Exception:
        return UNREADABLE


def dictionaries(whole: Any) -> Iterator[dict[str, Any]]:
    """The dictionaries of one object of the file; those that it only points to are objects themselves."""
    import pikepdf

    waiting = [whole]
    while waiting:
        found = waiting.pop()
        if isinstance(found, pikepdf.Dictionary | pikepdf.Stream):
            content = dict(found.items())
            yield content
            inner = list(content.values())
        else:
            inner = list(found.as_list()) if isinstance(found, pikepdf.Array) else []
        waiting += [one for one in inner if not getattr(one, "is_indirect", True)]


def acts(found: dict[str, Any]) -> bool:
    """Whether something happens when this is opened, clicked or unpacked. To open at a certain page is nothing."""
    if ACTS & found.keys() or str(found.get("/S")) in ACTIONS:
        return True
    if str(found.get("/Type")) == "/EmbeddedFile" and str(found.get("/Subtype")) != DATA:
        return True
    files = found.get("/EF", {})
    return any(str(file.get("/Subtype")) != DATA for file in dict(files.items()).values())


def main() -> int:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_MB * 1024 * 1024,) * 2)
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    fault = examine(sys.stdin.buffer.read())
    return next((code for code, named in FAULTS.items() if named == fault), 0)


if __name__ == "__main__":
    sys.exit(main())
