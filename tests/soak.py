"""`make soak`: what is tried many times, in full. Prints `name got of wanted`, writes build/soak.json; 1 when short."""

import json
import os
import subprocess
import sys
from pathlib import Path

FILE = Path(__file__).resolve().parent.parent / "build" / "soak.json"
TESTS = ["tests/faults", "tests/docgen/test_random_contracts.py", "tests/walks"]
TESTS += ["tests/agreements/test_races.py", "tests/browser/test_journeys.py"]


def main() -> int:
    FILE.parent.mkdir(exist_ok=True)
    FILE.unlink(missing_ok=True)
    command = [sys.executable, "-m", "pytest", "--timeout=0", *TESTS]
    ended = subprocess.run(command, env={**os.environ, "SOAK": str(FILE)}, cwd=FILE.parent.parent, check=False)
    results = json.loads(FILE.read_text("utf-8")) if FILE.exists() else {}
    for name, result in results.items():
        print(f"{name} {result['got']} of {result['wanted']}")
    short = [name for name, result in results.items() if result["got"] < result["wanted"]]
    return 1 if ended.returncode or short or not results else 0


if __name__ == "__main__":
    sys.exit(main())
