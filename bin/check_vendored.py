"""Third-party files stay as their makers published them.

A folder of such files has a MANIFEST.json: {"packages": [{"name", "version", "licence", "source", "note",
"files": {"relative/path": "sha256"}}]}. Every file in it belongs to exactly one package, and its hash is right.
A folder called vendor holds nothing but such files; docgen/assets has files of our own beside them.
"""

import hashlib
import json
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
FOLDERS = ("app/static/vendor", "docgen/assets", "tests/vendor")
COMPRESSED = (".br", ".gz")  # made from the others when the site starts


def problems_in(folder: Path) -> list[str]:
    problems = []
    manifests = sorted(folder.rglob("MANIFEST.json"))
    covered = {folder} if folder.name == "vendor" else {manifest.parent for manifest in manifests}
    unlisted = {path for root in covered for path in root.rglob("*") if path.is_file() and path not in manifests}
    unlisted = {path for path in unlisted if path.suffix not in COMPRESSED}
    for manifest in manifests:
        for package in json.loads(manifest.read_text())["packages"]:
            missing = [key for key in ("name", "version", "licence", "source", "files") if not package.get(key)]
            if missing:
                problems.append(f"{manifest}: {package.get('name')} has no {', '.join(missing)}")
            for name, expected in package.get("files", {}).items():
                path = manifest.parent / name
                if path not in unlisted:
                    problems.append(f"{path}: listed in {manifest.name}, but missing or listed twice")
                    continue
                unlisted.remove(path)
                if hashlib.sha256(path.read_bytes()).hexdigest() != expected:
                    problems.append(f"{path}: changed since it was brought in")
    return problems + [f"{path}: not listed in a MANIFEST.json" for path in sorted(unlisted)]


def main() -> int:
    problems = [problem for folder in FOLDERS for problem in problems_in(PROJECT / folder)]
    print("\n".join(problems))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
