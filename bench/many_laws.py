"""How the search bears thousands of laws, beside plain SQLite FTS5 over pairs of characters of the same articles.

    .venv/bin/python bench/many_laws.py BASE QUESTIONS [--runs 5]

BASE is a knowledge base of real laws (guiju import makes one of a folder of texts); QUESTIONS has one question a line.
Printed are, as medians of RUNS and with ratios to FTS5: making the index where the files are parsed already, its size
beside the UTF-8 bytes of the articles that are in it, memory; `show` of a citation without an index; the index made by
a process that was interrupted once; one law that changed; and the questions, in one process. Seconds of the processor
of all processes and of the clock, which other work on the machine disturbs.
"""

import argparse
import os
import signal
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from scale import Cost, cost

from guiju.files.cache import file_for
from guiju.law.load import load
from guiju.law.versions import versions
from guiju.lookup.find import find
from guiju.search.index import LookupIndex, consult
from guiju.search.search import SearchedTexts
from questions import fts5

MAKE = "import sys; from pathlib import Path; from guiju.search.index import consult; consult(Path(sys.argv[1]), id)"
WITHIN = SearchedTexts("2026-11-25")


def articles(base: Path) -> dict[str, str]:
    """The articles of all texts."""
    rules = load(base).regulations.values()
    texts = [(rule.id, version) for rule in rules for version in versions(rule)]
    return {f"{id}@{v.day}#{a.eId}": "\n".join(u.zh for u in a.units()) for id, v in texts for a in v.text.articles}


def middle(runs: int, work: Callable[[], Cost]) -> Cost:
    return Cost(*(statistics.median(values) for values in zip(*(work() for _ in range(runs)), strict=True)))


def plain(texts: dict[str, str]) -> Cost:
    with tempfile.TemporaryDirectory() as folder:
        spent, started = time.process_time(), time.perf_counter()
        fts5(texts, Path(folder, "fts5"))
        return Cost(time.process_time() - spent, time.perf_counter() - started)


def interrupted(make: list[str], seconds: float) -> tuple[int, Cost]:
    """How many rules are there after a process was killed, and what the next one costs."""
    process = subprocess.Popen(make, start_new_session=True)
    time.sleep(seconds)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    with sqlite3.connect(index_of(Path(make[-1]))) as database:
        (there,) = database.execute("SELECT count(*) FROM rule").fetchone()
    return there, cost(make)


def index_of(base: Path) -> Path:
    file = file_for(base, "index")
    assert file is not None
    return file


def asked(index: LookupIndex, words: list[str]) -> Iterator[Cost]:
    for query in words:
        spent, started = time.process_time(), time.perf_counter()
        find(index, query, "zh", WITHIN)
        yield Cost(time.process_time() - spent, time.perf_counter() - started)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("base", type=Path)
    parser.add_argument("questions", type=Path)
    parser.add_argument("--runs", type=int, default=5)
    given = parser.parse_args()
    base, file, runs = given.base, index_of(given.base), given.runs
    texts, make = articles(base), [sys.executable, "-c", MAKE, str(base)]
    size = sum(len(text.encode()) for text in texts.values())
    rule = next(iter(sorted(base.glob("regulations/*/regulation.yaml"))))
    print(f"{len(texts)} articles, {size / 1e6:.1f} MB")

    def anew() -> Cost:
        file.unlink(missing_ok=True)
        return cost(make, watch=True)

    def one_changed() -> Cost:
        rule.write_bytes(rule.read_bytes() + b"# \n")
        time.sleep(0.2)  # a file that is younger is looked at again each time
        return cost(make)

    def without_index() -> Cost:
        file.unlink(missing_ok=True)
        name = next(line for line in rule.read_text("utf-8").splitlines() if line.startswith("  zh: "))[6:]
        return cost([sys.executable, "-m", "guiju", "show", f"{name}第一条", "--base", str(base)])

    fts, ours = middle(runs, lambda: plain(texts)), middle(runs, anew)
    for name, spent in (("FTS5", fts), ("guiju", ours)):
        by = f"{spent.processor / fts.processor:5.2f} × {spent.wall / fts.wall:5.2f} ×"
        print(f"{name + ' made':30}{spent}  {by}")
    print(f"{'index':30}{file.stat().st_size / 1e6:9.1f} MB, {file.stat().st_size / size:.2f} × the articles")
    print(f"{'one law changed':30}{middle(runs, one_changed)}")
    first = cost([sys.executable, "-m", "guiju", "find", "合同无效怎么办", "--base", str(base)], watch=True)
    print(f"{'new process, first question':30}{first}")
    words = [line.strip() for line in given.questions.read_text("utf-8").splitlines() if line.strip()]
    each = consult(base, lambda index: [*asked(index, words)])
    for name, values in (("processor", [c.processor for c in each]), ("clock", [c.wall for c in each])):
        cuts = statistics.quantiles(values, n=20)
        print(f"{len(each)} questions, {name}: median {cuts[9] * 1000:.0f} ms, 95 of 100 within {cuts[18] * 1000:.0f}")
    print(f"{'show, no index':30}{middle(runs, without_index)}")
    file.unlink(missing_ok=True)
    there, rest = interrupted(make, ours.wall / 2)
    print(f"{f'interrupted at {there} rules':30}{rest}")


if __name__ == "__main__":
    main()
