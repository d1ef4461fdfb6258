"""What a scan on Apache Spark costs as the table grows, beside DuckDB on the same table in the same run: facts that are
counted over all rows included.

Run: python bench/spark.py [--rows 1000000 10000000 100000000] [--runs 5] [--folder DIR]. Needs Java 17 and
guiju[spark]. Time of the processors is what a cluster charges for, and it hardly depends on what else this machine
does; wall time stands beside it. Both engines must count the same.
"""

import argparse
import json
import os
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from sampled import AS_OF, corpus, groups, run, service

from guiju.tables.duckdb_engine import scan_in_duckdb
from guiju.tables.question import Keys, Question
from guiju.tables.sources import parse
from guiju.tables.spark_engine import scan_in_spark
from guiju.tables.spark_session import session


def processor_seconds(process: int) -> float:
    """What a process and its threads have used so far."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def measured(work: Callable[[], Any], process: int) -> tuple[Any, float, float]:
    """(what came of it, wall seconds, seconds of the processors)"""
    start, used = time.perf_counter(), processor_seconds(process)
    answer = work()
    return answer, time.perf_counter() - start, processor_seconds(process) - used


def counts(tables: Any) -> dict[str, list[dict[str, int]]]:
    return {name: [dict(one.counts) for one in told] for name, told in tables.verdicts.items()}


def main(arguments: Sequence[str] | None = None) -> list[dict[str, Any]]:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, nargs="+", default=[1_000_000, 10_000_000, 100_000_000])
    parser.add_argument(
        "--runs", type=int, default=5, help="runs of each that count (default: 5), after one that does not"
    )
    parser.add_argument("--folder", type=Path, help="where the tables are kept (default: a temporary folder)")
    given = parser.parse_args(arguments)
    question = Question(corpus(), service(), AS_OF, keys=Keys(plain=True))
    found = []
    with tempfile.TemporaryDirectory() as temporary, session("local[2]") as connection:
        java = connection.session.sparkContext._gateway.proc.pid
        for rows in given.rows:
            sources = [parse(f"group={groups(given.folder or Path(temporary), rows)}", ["group"])]
            works = {
                "spark": (lambda s=sources: scan_in_spark(connection, s, {}, question, run)[0], java),
                "duckdb": (lambda s=sources: scan_in_duckdb(s, {}, question, run)[0], os.getpid()),
            }
            told: dict[str, list[tuple[Any, float, float]]] = {name: [] for name in works}
            for _ in range(given.runs + 1):
                for name, (work, process) in works.items():
                    told[name].append(measured(work, process))
            assert counts(told["spark"][0][0]) == counts(told["duckdb"][0][0])
            line: dict[str, Any] = {"rows": rows}
            for name, several in told.items():
                line[f"{name}, wall seconds"] = round(statistics.median(wall for _, wall, _ in several[1:]), 1)
                line[f"{name}, processor seconds"] = round(statistics.median(used for *_, used in several[1:]), 1)
            found.append(line)
            print(json.dumps(line), flush=True)
    return found


if __name__ == "__main__":
    main()
