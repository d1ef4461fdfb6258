"""How long a scan of a table takes beside its peers, in one run on one machine.

Run: python bench/tables.py [--rows 1000000 100000000] [--runs 5] [--folder DIR] [--json FILE]. It makes a table of groups of each size once, then measures, each in turn:
  read        DuckDB merely reading the columns that the duties of groups read
  scan        the scan of guiju: four outcomes of all duties, and the first hundred keys of each
  expert      a single pass for the same answers, written by hand
  one a duty  one tuned query for each duty, for the same answers
and then, row by row over a few thousand rows, the same duties in common-expression-language, jsonschema and regopy.
Ratios are taken round by round and their median reported: machines are noisy. Every peer's counts are held against the scan's.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
from records import PEERS
from sampled import groups

from guiju.load import load
from guiju.model import Corpus
from guiju.predicates.dialects import DUCKDB
from guiju.tables import query, scan, walls
from guiju.tables.scan import Keys
from guiju.tables.sources import parse

ROOT = Path(__file__).parents[1]
AS_OF = date(2026, 11, 25)
SERVICE = {"offers_user_groups": True, "registers_accounts_in_china": True, "info_page_member_threshold": 100}
FIRST = 100
THREADS = os.cpu_count() or 1
OUTCOMES = ("breached", "met", "not_applicable")

# What an expert writes who knows the six duties, this table, and what DuckDB does well: the outcomes that a row can have, nothing twice.
_TIER = "group_tier__none IS NOT TRUE AND group_category__none IS NOT TRUE"
_UNTIERED = "group_tier__none OR group_category__none"
_CODED = "group_code <> '' AND group_code_occurrences = 1"
_UNCODED = "group_code__none OR group_code_occurrences <> 1"
_SHOWN = "group_code <> '' AND group_code_shown"
_UNSHOWN = "group_code__none OR NOT group_code_shown"
_PAGELESS = (
    "member_count >= 100 AND NOT (info_page_exists AND info_page_shows_name AND info_page_shows_member_count "
    "AND info_page_shows_category)"
)
_UNCHECKED = "founded_at >= TIMESTAMP '2017-10-08' AND (founder_checked_at__none OR NOT founder_check_covers_identity)"
_LABELLED = "(founder_label_shown OR NOT founder_in_group) AND (manager_label_shown OR manager_count = 0) AND member_label_shown"
_UNLABELLED = f"NOT ({_LABELLED})"
EXPERT: dict[str, tuple[str | None, str | None, str | None]] = {
    "tier-and-categorise-groups": (_UNTIERED, None, None),
    "set-group-code": (_UNCODED, _CODED, None),
    "display-group-code": (_UNSHOWN, _SHOWN, None),
    "set-group-information-page": (_PAGELESS, None, "member_count < 100"),
    "review-founder-qualification": (_UNCHECKED, None, "founded_at < TIMESTAMP '2017-10-08'"),
    "label-group-roles": (_UNLABELLED, _LABELLED, None),
}


@dataclass(frozen=True)
class Table:
    """A file of groups, with how often each code stands in it, and what the scan says of it."""

    file: Path
    rows: int
    columns: tuple[str, ...]


@cache
def corpus() -> Corpus:
    """The knowledge base, read once: how long that takes is measured by bench/assess.py."""
    loaded = load(ROOT)
    assert loaded.corpus is not None
    return loaded.corpus


def made(folder: Path, rows: int) -> Table:
    """The table, made once for a folder."""
    file = folder / f"groups-{rows}.parquet"
    if not file.exists():
        sample = groups(folder, rows)
        # As a warehouse has it that keeps the count; a code that stands twice is one of the planted ones, of ten digits from 9.
        counted = "CASE WHEN group_code LIKE '9_________' THEN 2 WHEN group_code IS NOT NULL THEN 1 END::INTEGER"
        with duckdb.connect() as connection:
            connection.execute(
                f"COPY (SELECT *, {counted} AS group_code_occurrences FROM '{sample}') TO '{file}.new' (FORMAT parquet)"
            )
        Path(f"{file}.new").replace(file)
    found = query.conditions(corpus(), "group", SERVICE, AS_OF, DUCKDB)
    facts = dict.fromkeys(name for one in found for name in one.facts)
    none = {f.id for f in corpus().vocabulary.facts if f.can_be_none}
    return Table(file, rows, (*facts, *(f"{name}__none" for name in facts if name in none)))


def read(table: Table) -> Any:
    """Nothing but reading the columns."""
    with walls.engine([table.file]) as connection:
        counted = ", ".join(f'count("{name}")' for name in table.columns)
        return connection.execute(f"SELECT {counted} FROM '{table.file}'").fetchone()


def scanned(table: Table, run: Callable[[Any, str, str], Any] = lambda c, q, _: c.execute(q)) -> dict[str, Any]:
    """The scan of guiju as `guiju assess` makes it: duty → (counts of three outcomes, keys)."""
    found = query.conditions(corpus(), "group", SERVICE, AS_OF, DUCKDB)
    source = parse(f"group={table.file}", ["group"])
    with walls.engine(source.files) as connection:
        prepared = scan.prepare(connection, source, None, corpus(), found, AS_OF)
        told = scan.scan(connection, prepared, found, FIRST, run, Keys(shown=True))
    return {
        tally.conditions.obligation.id: (tuple(tally.counts[o] for o in OUTCOMES), len(tally.breaches))  # type: ignore[index]
        for tally in told.tallies
    }


def counted(condition: str | None) -> str:
    """How many rows fulfil a condition; DuckDB says NULL where it is never known."""
    return f"coalesce(count_if({condition}), 0)" if condition else "0"


def expert(table: Table) -> dict[str, Any]:
    """The same answers by hand: one pass, then the keys."""
    with walls.engine([table.file]) as connection:
        parts = [counted(c) for several in EXPERT.values() for c in several]
        told = connection.execute(f"SELECT {', '.join(parts)} FROM '{table.file}'").fetchone()
        keys = " UNION ALL ".join(
            f"(SELECT '{name}', group_id FROM '{table.file}' WHERE {breached} LIMIT {FIRST})"
            for name, (breached, *_) in EXPERT.items()
        )
        listed = connection.execute(keys).fetchall()
    return {
        name: (tuple(told[3 * place : 3 * place + 3]), sum(one == name for one, _ in listed))
        for place, name in enumerate(EXPERT)
    }


def one_a_duty(table: Table) -> dict[str, Any]:
    """A tuned query for each duty, and one more for its keys."""
    answer = {}
    with walls.engine([table.file]) as connection:
        for name, several in EXPERT.items():
            parts = ", ".join(counted(c) for c in several)
            told = connection.execute(f"SELECT {parts} FROM '{table.file}'").fetchone()
            keys = connection.execute(
                f"SELECT group_id FROM '{table.file}' WHERE {several[0]} LIMIT {FIRST}"
            ).fetchall()
            answer[name] = (tuple(told), len(keys))
    return answer


def seconds(work: Callable[[], Any]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def rounds(table: Table, runs: int) -> dict[str, list[float]]:
    """Each in turn, so many times; before that once each, which does not count, and all of them must say the same."""
    told = scanned(table)
    for peer in (expert, one_a_duty):
        assert peer(table) == told, (peer.__name__, peer(table), told)
    read(table)
    works = {"read": read, "scan": scanned, "expert": expert, "one a duty": one_a_duty}
    measured: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(runs):
        for name, work in works.items():
            measured[name].append(seconds(lambda work=work: work(table)))  # type: ignore[misc]
    return measured


def peak(table: Table) -> int:
    """The most memory that a process holds that scans the table and does nothing else, in MiB."""
    code = (
        "import sys; sys.path[:0] = [sys.argv[1]]; import tables, pathlib;"
        "tables.scanned(tables.Table(pathlib.Path(sys.argv[2]), 0, ()))"
    )
    subprocess.run([sys.executable, "-c", code, str(Path(__file__).parent), str(table.file)], check=True)
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024


def row_by_row(table: Table, runs: int, few: int) -> dict[str, float]:
    """Rows a second, of the scan over the whole table and of each peer over a few rows of it, in which it must count what the expert counts."""
    breached = ", ".join(counted(several[0]) for several in EXPERT.values())
    speeds = {"scan": table.rows / statistics.median(seconds(lambda: scanned(table)) for _ in range(runs))}
    for name, (prepare, share) in PEERS.items():
        work = prepare()
        with duckdb.connect() as connection:
            some = f"FROM '{table.file}' LIMIT {max(few // share, 1)}"
            rows = connection.sql(f"SELECT * {some}").to_arrow_table().to_pylist()
            told = connection.execute(f"SELECT {breached} FROM ({some})").fetchone()
        counts = work(rows)
        assert counts == list(told or ()), (name, counts, told)
        speeds[name] = len(rows) / statistics.median(seconds(lambda w=work, r=rows: w(r)) for _ in range(runs))  # type: ignore[misc]
    return speeds


def report(table: Table, measured: dict[str, list[float]], speeds: dict[str, float], memory: int) -> dict[str, Any]:
    lines: dict[str, Any] = {"rows": table.rows, "threads": THREADS, "machine": machine(), "duckdb": duckdb.__version__}
    for name, values in measured.items():
        ratios = [ours / read for ours, read in zip(values, measured["read"], strict=True)]
        lines[name] = {"seconds": [round(v, 3) for v in sorted(values)], "of read": round(statistics.median(ratios), 2)}
    for peer in ("expert", "one a duty"):
        ratios = [theirs / ours for theirs, ours in zip(measured[peer], measured["scan"], strict=True)]
        lines[f"{peer} / scan"] = round(statistics.median(ratios), 2)
    lines["memory of a scanning process, MiB"] = memory
    lines["rows a second"] = {name: round(speed) for name, speed in speeds.items()}
    lines["scan / peer"] = {name: round(speeds["scan"] / s) for name, s in speeds.items() if name != "scan"}
    return lines


def machine() -> str:
    model = next(
        (
            line.partition(":")[2].strip()
            for line in Path("/proc/cpuinfo").read_text().splitlines()
            if line.startswith("model name")
        ),
        platform.processor(),
    )
    return f"{model}, {THREADS} threads, Python {platform.python_version()}"


def main(arguments: Sequence[str] | None = None) -> list[dict[str, Any]]:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, nargs="+", default=[1_000_000, 10_000_000, 100_000_000])
    parser.add_argument("--runs", type=int, default=5, help="rounds that count (default: 5)")
    parser.add_argument(
        "--few", type=int, default=5_000, help="rows for those that take them one by one (default: 5000)"
    )
    parser.add_argument("--folder", type=Path, help="where the tables are kept (default: a temporary folder)")
    parser.add_argument("--json", type=Path, help="write the figures here too")
    given = parser.parse_args(arguments)
    found = []
    with tempfile.TemporaryDirectory() as temporary:
        for rows in given.rows:
            table = made(given.folder or Path(temporary), rows)
            measured = rounds(table, given.runs)
            found.append(report(table, measured, row_by_row(table, given.runs, given.few), peak(table)))
            print(json.dumps(found[-1], indent=1), flush=True)
    if given.json:
        given.json.write_text(json.dumps(found, indent=1) + "\n", "utf-8")
    return found


if __name__ == "__main__":
    main()
