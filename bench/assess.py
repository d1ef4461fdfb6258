"""How long a whole `guiju assess` takes beside a peer: python -c "import duckdb", which evaluates nothing.

Run: python bench/assess.py [--runs 9]. The two run in turn; the ratio is taken pair by pair, for these machines are
noisy. Both find their modules compiled, as an installer leaves them, whatever PYTHONDONTWRITEBYTECODE says here.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping

ROLES = ["--role", "group-provider", "--role", "account-provider"]


def seconds(command: list[str], env: Mapping[str, str]) -> float:
    """Wall time of a whole process, which must succeed: one that stops early is no measure."""
    start = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True, env=env)
    return time.perf_counter() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=9, help="pairs that count (default: 9)")
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as folder:
        env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        env["PYTHONPYCACHEPREFIX"] = f"{folder}/compiled"
        profile = f"{folder}/profile.yaml"
        guiju = [sys.executable, "-m", "guiju"]
        subprocess.run([*guiju, "questions", *ROLES, "-o", profile], check=True, stderr=subprocess.DEVNULL, env=env)
        ours, peer = [*guiju, "assess", profile, *ROLES], [sys.executable, "-c", "import duckdb"]
        seconds(ours, env), seconds(peer, env)
        pairs = [(seconds(ours, env), seconds(peer, env)) for _ in range(runs)]
    for name, values in (("guiju assess", [a for a, _ in pairs]), ("import duckdb", [b for _, b in pairs])):
        print(f"{name:14} {min(values):.3f} {statistics.median(values):.3f} {max(values):.3f} s (min, median, max)")
    print(f"ratio          {statistics.median(a / b for a, b in pairs):.2f} (median of {runs} pairs)")


if __name__ == "__main__":
    main()
