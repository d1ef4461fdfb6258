"""How long a whole `guiju assess` takes beside a peer: python -c "import duckdb", which evaluates nothing.

Run: python bench/assess.py [--runs 9]. The two run in turn; the ratio is taken pair by pair, for these machines are noisy.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROLES = ["--role", "group-provider", "--role", "account-provider"]


def seconds(command: list[str]) -> float:
    """Wall time of a whole process."""
    start = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    return time.perf_counter() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=9, help="pairs that count (default: 9)")
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as folder:
        profile = Path(folder) / "profile.yaml"
        guiju = [sys.executable, "-m", "guiju"]
        subprocess.run([*guiju, "questions", *ROLES, "-o", str(profile)], check=True, stderr=subprocess.DEVNULL)
        ours, peer = [*guiju, "assess", str(profile), *ROLES], [sys.executable, "-c", "import duckdb"]
        seconds(ours), seconds(peer)
        pairs = [(seconds(ours), seconds(peer)) for _ in range(runs)]
    for name, values in (("guiju assess", [a for a, _ in pairs]), ("import duckdb", [b for _, b in pairs])):
        print(f"{name:14} {min(values):.3f} {statistics.median(values):.3f} {max(values):.3f} s (min, median, max)")
    print(f"ratio          {statistics.median(a / b for a, b in pairs):.2f} (median of {runs} pairs)")


if __name__ == "__main__":
    main()
