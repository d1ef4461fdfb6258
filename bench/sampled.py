"""The table of groups that the benchmarks of tables scan, with the service and the day that they assess."""

import os
import platform
import subprocess
import sys
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from guiju.law.load import load
from guiju.model import Corpus
from guiju.tables.sample.rows import sampled

ROOT = Path(__file__).parents[1]
AS_OF = date(2026, 11, 25)
THREADS = os.cpu_count() or 1


@cache
def corpus() -> Corpus:
    """The knowledge base, read once: how long that takes is measured by bench/assess.py."""
    return load(ROOT)


@cache
def service() -> dict[str, Any]:
    """The facts of the service whose tables these are."""
    return sampled(corpus())[1]


def groups(folder: Path, rows: int) -> Path:
    """A table of groups, made once for a folder."""
    sample = folder / f"sample-{rows}"
    if not sample.exists():
        command = [
            "-m",
            "guiju",
            "sample-data",
            f"--rows={rows}",
            "--entity=group",
            f"--base={ROOT}",
            "-o",
            str(sample),
        ]
        subprocess.run([sys.executable, *command], check=True, stderr=subprocess.DEVNULL)
    return sample / "group.parquet"


def run(connection: Any, query: str, _: str) -> Any:
    """How a scan runs a query: with nobody watching."""
    return connection.execute(query)


def machine() -> str:
    """What the figures were taken on."""
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    model = next(
        (line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.processor()
    )
    return f"{model}, {THREADS} threads, Python {platform.python_version()}"
