"""Where the tests spend processor time: by folder, file, phase and fixture, browsers and servers included.

    .venv/bin/python bench/tests.py [--rows 25] [--from FOLDER] [-- tests/site -m browser …]

Runs pytest, with what follows `--`, under the plugin bench/spent.py, and prints tables in Markdown. `--from` prints
them from a folder that an earlier run left (GUIJU_SPENT). Processor seconds of user and system together, which other
work on the machine disturbs less than the time by the clock; a fixture's are within those of the test that asked first.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent


def lines(folder: Path) -> list[dict[str, Any]]:
    """What the workers wrote."""
    return [json.loads(line) for file in sorted(folder.glob("*.jsonl")) for line in file.read_text().splitlines()]


def table(title: str, spent: Mapping[str, float], tests: Mapping[str, int], rows: int) -> Iterable[str]:
    """The rows that cost most; `tests` counts those of each."""
    whole = sum(spent.values()) or 1.0
    yield f"\n| {title} | tests | processor s | share |\n|---|---:|---:|---:|"
    for name, seconds in Counter(spent).most_common(rows):
        yield f"| {name} | {tests.get(name, '')} | {seconds:.1f} | {seconds / whole:.0%} |"


def report(measured: list[dict[str, Any]], rows: int) -> Iterable[str]:
    phases, folders, files, functions, fixtures = (Counter[str]() for _ in range(5))
    counts = Counter[str]()
    for line in measured:
        if line["kind"] == "fixture":
            fixtures[line["fixture"]] += line["cpu"]
            continue
        file, function = line["test"].split("[")[0].split("::", 1)
        folder = str(Path(file).parent)
        for counter, name in ((phases, line["kind"]), (folders, folder), (files, file), (functions, function)):
            counter[name] += line["cpu"]
            counts[name] += line["kind"] == "call" or counter is phases
    total = sum(phases.values())
    yield f"{sum(counts[file] for file in files)} tests, {total:.0f} s of processor"
    yield from table("phase", phases, counts, rows)
    yield from table("folder", folders, counts, len(folders))
    yield from table("file", files, counts, rows)
    yield from table("test, all its parameters", functions, counts, rows)
    yield from table("fixture", fixtures, {}, rows)


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rows", type=int, default=25)
    parser.add_argument("--from", dest="folder", type=Path)
    parser.add_argument("pytest", nargs="*", help="what pytest is given, after --")
    options = parser.parse_args()
    code = 0
    with tempfile.TemporaryDirectory() as made:
        folder = options.folder or Path(made)
        if options.folder is None:
            command = [sys.executable, "-m", "pytest", "-p", "spent", "-n", "auto", "--dist", "worksteal", "-q"]
            environment = {**os.environ, "PYTHONPATH": str(HERE), "GUIJU_SPENT": str(folder)}
            code = subprocess.run([*command, *options.pytest], cwd=HERE.parent, env=environment).returncode
        measured = lines(folder)
        if not measured:
            print(f"bench/tests.py: nothing was measured in {folder}", file=sys.stderr)
            return 2
        print("\n".join(report(measured, options.rows)))
    return code


if __name__ == "__main__":
    sys.exit(main())
