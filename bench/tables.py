"""How long a scan of a table takes beside its peers, in one run on one machine.

Run: python bench/tables.py [--rows 1000000 100000000] [--runs 5] [--folder DIR] [--json FILE].
It makes a table of groups of each size once, then measures, each in turn:
  read        DuckDB merely reading the columns that the duties of groups read
  scan        the scan of guiju: four outcomes of all duties, the first hundred keys of each with what decided,
              impossible rows, doubled keys
  expert      the same answers from a single pass written by hand for this table, and the queries for its first keys
  one per duty  the same answers from one tuned query for each duty, and one more for its first keys
  scan per duty the scan of guiju asked for one duty after another, without what cannot be by facts of several
  bare        what that pass costs an expert who takes every cell as it is, and asks for no key
and then, row by row over a few thousand rows, the same duties in common-expression-language, jsonschema and regopy.
Ratios are taken round by round and their median reported: machines are noisy. The answers of expert and one per duty
are those of the scan, or it stops: counts, impossible rows, keys and facts.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import duckdb
from experts import BARE, DUTIES, FROM, IMPOSSIBLE, LATE, UNIQUE, Duty, counted
from records import PEERS
from sampled import AS_OF, THREADS, corpus, groups, machine, run, service

from guiju.predicates.dialects import DUCKDB
from guiju.tables import duplicates, sandbox
from guiju.tables.bound import bind_mapping
from guiju.tables.question import Keys, Question
from guiju.tables.scan import scan
from guiju.tables.sources import describe, parse, relation

FIRST = 100
OUTCOMES = ("breached", "met", "not_applicable")


@dataclass(frozen=True)
class Table:
    """A file of groups, with how often each code stands in it, and what the scan says of it."""

    file: Path
    rows: int
    columns: tuple[str, ...]


def made(folder: Path, rows: int) -> Table:
    """The table, made once for a folder."""
    file = folder / f"groups-{rows}.parquet"
    if not file.exists():
        sample = groups(folder, rows)
        # As a warehouse has it that keeps the count; a code that stands twice is one of the planted ones, of ten digits
        # from 9.
        counted = "CASE WHEN group_code LIKE '9_________' THEN 2 WHEN group_code IS NOT NULL THEN 1 END::INTEGER"
        with duckdb.connect() as connection:
            connection.execute(
                f"COPY (SELECT *, {counted} AS group_code_occurrences FROM '{sample}') TO '{file}.new' (FORMAT parquet)"
            )
        Path(f"{file}.new").replace(file)
    found = Question(corpus(), service(), AS_OF).conditions("group", DUCKDB)
    facts = dict.fromkeys(name for one in found for name in one.facts)
    none = {f.id for f in corpus().vocabulary.facts if f.can_be_none}
    return Table(file, rows, (*facts, *(f"{name}__none" for name in facts if name in none)))


def read(table: Table) -> Any:
    """Only reading the columns; DuckDB is kept from counting cells by the metadata of the file."""
    with duckdb.connect(config={"memory_limit": f"{sandbox.MEMORY}MB"}) as connection:
        connection.execute("SET disabled_optimizers = 'statistics_propagation'")
        columns = ", ".join(f'count("{name}")' for name in table.columns)
        return connection.execute(f"SELECT {columns} FROM '{table.file}'").fetchone()


def scanned(table: Table, among: Sequence[str] | None = None) -> Answer:
    """The scan of guiju as `guiju assess` makes it, of all duties of groups or those `among` them."""
    question = Question(corpus(), service(), AS_OF, among, FIRST, Keys(plain=True))
    source = parse(f"group={table.file}", ["group"])
    with sandbox.connected(source.files) as connection:
        bound = bind_mapping(source, describe(connection, source), relation(source), None, question, DUCKDB)
        told = scan(partial(run, connection), bound, question)
    answer: Answer = {
        conditions.obligation.id: (
            tuple(verdict.counts[o] for o in OUTCOMES),
            [(one.key, *(value for _, value in one.facts)) for one in verdict.breaches],
        )
        for conditions, verdict in told.duties.items()
    }
    number = {entry.id: count for entry, count in told.table.impossible}
    return (
        answer
        | {name: (number.get(name, 0),) for name in IMPOSSIBLE}
        | {"rows": (told.table.rows, told.table.keys_checked)}
    )


def expert(table: Table) -> Answer:
    """The same answers by hand: one pass, then the first keys of each duty."""
    with sandbox.connected([table.file]) as connection:
        duties = [DUTIES[name].counts for name in DUTIES]
        told = connection.execute(f"SELECT {', '.join([_TABLE, *_ROWS, *duties])} {FROM.format(table.file)}").fetchone()
        answer = _checked(connection, table, told)
        for place, (name, duty) in enumerate(DUTIES.items()):
            first = 5 + len(IMPOSSIBLE) + 3 * place
            answer[name] = (tuple(told[first : first + 3]), _keys(connection, table, duty))
        return answer


def one_per_duty(table: Table) -> Answer:
    """A tuned query for each duty, and one more for its first keys; what belongs to no duty is asked by itself."""
    with sandbox.connected([table.file]) as connection:
        told = connection.execute(f"SELECT {', '.join([_TABLE, *_ROWS])} {FROM.format(table.file)}").fetchone()
        answer = _checked(connection, table, told)
        for name, duty in DUTIES.items():
            counts = connection.execute(f"SELECT {duty.counts} {FROM.format(table.file)}").fetchone()
            answer[name] = (tuple(counts), _keys(connection, table, duty))
        return answer


def scan_per_duty(table: Table) -> Answer:
    """The scan of guiju for one duty after another; contradictions across duties are not reported."""
    answer: Answer = {}
    for one in Question(corpus(), service(), AS_OF).conditions("group", DUCKDB):
        answer |= scanned(table, among=[one.id])
    return {name: value for name, value in answer.items() if name not in IMPOSSIBLE}


def bare(table: Table) -> Any:
    """A pass over the cells as they are."""
    with sandbox.connected([table.file]) as connection:
        parts = ", ".join(f"count_if({condition})" for condition in BARE)
        return connection.execute(f"SELECT {parts} FROM '{table.file}'").fetchone()


Answer = dict[str, Any]
"""Duty → (three counts, first rows: key and facts); contradiction → rows; rows in all; were keys compared."""

_TABLE = "count(*), count(group_id), min(member_count), min(manager_count), min(group_code_occurrences)"
_ROWS = [counted(condition) for condition in IMPOSSIBLE.values()]


def _checked(connection: Any, table: Table, told: Sequence[Any]) -> Answer:
    """What an expert refuses, as the scan does: a table without keys, with a key twice, or with numbers below 0."""
    rows, keys, *least = told[:5]
    assert rows == keys
    assert all(number >= 0 for number in least)
    unique = rows <= duplicates.UP_TO
    if unique:
        assert connection.execute(UNIQUE.format(table.file)).fetchone() is None
    return {"rows": (rows, unique)} | {name: (told[5 + place],) for place, name in enumerate(IMPOSSIBLE)}


def _keys(connection: Any, table: Table, duty: Duty) -> list[tuple[str, ...]]:
    columns = ", ".join(["group_id", *duty.facts])
    asked = f"SELECT {columns} {FROM.format(table.file)} WHERE {duty.breached} LIMIT {FIRST}"
    return list(connection.execute(asked).fetchall())


def seconds(work: Callable[[], Any]) -> tuple[float, float]:
    """(of the clock, of the processors)"""
    start, used = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - start, time.process_time() - used


def rounds(table: Table, runs: int) -> dict[str, list[tuple[float, float]]]:
    """Each in turn, so many times; before that once each, which does not count, and all of them must say the same."""
    told = scanned(table)
    for peer in (expert, one_per_duty, scan_per_duty):
        answer = peer(table)
        assert answer.keys() >= told.keys() - (IMPOSSIBLE.keys() if peer is scan_per_duty else set()), peer.__name__
        unlike = {name: (answer[name], told[name]) for name in answer if answer[name] != told[name]}
        assert not unlike, (peer.__name__, unlike)
    works = {
        "read": read,
        "scan": scanned,
        "expert": expert,
        "one per duty": one_per_duty,
        "scan per duty": scan_per_duty,
        "bare": bare,
    }
    read(table), bare(table)
    measured: dict[str, list[tuple[float, float]]] = {name: [] for name in works}
    for _ in range(runs):
        for name, work in works.items():
            measured[name].append(seconds(lambda work=work: work(table)))
    return measured


def peak(table: Table) -> int:
    """The most memory that a process holds that scans the table and does nothing else, in MiB."""
    code = (
        "import sys; sys.path[:0] = [sys.argv[1]]; import tables, pathlib;"
        "tables.scanned(tables.Table(pathlib.Path(sys.argv[2]), 0, ()));"
        "print(pathlib.Path('/proc/self/status').read_text().partition('VmHWM:')[2].split()[0])"
    )
    command = [sys.executable, "-c", code, str(Path(__file__).parent), str(table.file)]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return int(told.split()[-1]) // 1024


def row_by_row(table: Table, runs: int, few: int) -> dict[str, float]:
    """Rows a second: the scan over the whole table, each peer over a few rows, where it must agree with the expert."""
    breached = ", ".join(counted(duty.breached) for duty in DUTIES.values())
    speeds = {"scan": table.rows / statistics.median(seconds(lambda: scanned(table))[0] for _ in range(runs))}
    for name, (prepare, share) in PEERS.items():
        work = prepare()
        with duckdb.connect() as connection:
            few_rows = f"SELECT * {FROM.format(table.file)} LIMIT {max(few // share, 1)}"
            columns = f"* EXCLUDE coded, {LATE} AS checked_late"
            rows = connection.sql(f"SELECT {columns} FROM ({few_rows})").to_arrow_table().to_pylist()
            told = connection.execute(f"SELECT {breached} FROM ({few_rows})").fetchone()
        counts = work(rows)
        assert counts == list(told or ()), (name, counts, told)
        speeds[name] = len(rows) / statistics.median(seconds(lambda w=work, r=rows: w(r))[0] for _ in range(runs))
    return speeds


def report(
    table: Table, measured: dict[str, list[tuple[float, float]]], speeds: dict[str, float], memory: int
) -> dict[str, Any]:
    """Ratios of the clock, and of the processors, which hardly depend on what else the machine does."""
    lines: dict[str, Any] = {"rows": table.rows, "threads": THREADS, "machine": machine(), "duckdb": duckdb.__version__}
    for name, values in measured.items():
        clock, processors = zip(*values, strict=True)
        lines[name] = {
            "seconds": [round(v, 3) for v in sorted(clock)],
            "processor seconds": [round(v, 3) for v in sorted(processors)],
            **ratios("of read", values, measured["read"]),
        }
    for peer in ("expert", "one per duty", "scan per duty", "bare"):
        lines |= ratios(f"{peer} / scan", measured[peer], measured["scan"])
    lines["memory of a scanning process, MiB"] = memory
    lines["rows a second"] = {name: round(speed) for name, speed in speeds.items()}
    lines["scan / peer"] = {name: round(speeds["scan"] / s) for name, s in speeds.items() if name != "scan"}
    return lines


def ratios(name: str, ones: list[tuple[float, float]], others: list[tuple[float, float]]) -> dict[str, float]:
    pairs = [[a / b for a, b in zip(one, other, strict=True)] for one, other in zip(ones, others, strict=True)]
    clock, processors = (round(statistics.median(several), 2) for several in zip(*pairs, strict=True))
    return {name: clock, f"{name}, of the processors": processors}


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
