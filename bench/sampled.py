"""The table of groups that the benchmarks of tables scan."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def groups(folder: Path, rows: int) -> Path:
    """A table of groups, made once for a folder."""
    sample = folder / f"sample-{rows}"
    if not sample.exists():
        command = [
            sys.executable,
            "-m",
            "guiju",
            "sample-data",
            "--rows",
            str(rows),
            "--entity",
            "group",
            "-o",
            str(sample),
        ]
        subprocess.run([*command, "--base", str(ROOT)], check=True, stderr=subprocess.DEVNULL)
    return sample / "group.parquet"
