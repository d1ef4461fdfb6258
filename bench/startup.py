"""How long guiju takes to start, beside bare Python: processor time, as a ratio.

    .venv/bin/python bench/startup.py [--runs 31]

Bare Python (`python -c pass`) and each command run in turn, each in a process of its own, first without the cache,
then with it, in a folder of its own. Processor time of user and system together, which other work on the
machine disturbs less than wall time; the median of all runs.
"""

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence

BARE = ("-c", "pass")
COMMANDS = (("--help",), ("show", "--help"), ("show", "art_13"), ("show", "retain-network-logs"), ("find", "日志"))


def processor_time(arguments: Sequence[str], environment: Mapping[str, str]) -> float:
    """Seconds of the processor that Python takes with these arguments."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, *arguments]
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True, env={**os.environ, **environment})
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--runs", type=int, default=31)
    runs = parser.parse_args().runs
    calls = {BARE: "python -c pass"} | {("-m", "guiju", *words): f"guiju {' '.join(words)}" for words in COMMANDS}
    with tempfile.TemporaryDirectory() as folder:
        environments = {"1": "without the cache", "": "with it"}
        times: dict[tuple[tuple[str, ...], str], list[float]] = {
            (call, off): [] for off in environments for call in calls
        }
        for _ in range(runs):
            for (call, off), measured in times.items():
                measured.append(processor_time(call, {"XDG_CACHE_HOME": folder, "GUIJU_NO_CACHE": off}))
    bare = statistics.median(times[BARE, ""] + times[BARE, "1"])
    for (call, off), measured in times.items():
        median = statistics.median(measured)
        print(f"{calls[call]:32} {environments[off]:18} {1000 * median:6.0f} ms  {median / bare:5.1f} ×")


if __name__ == "__main__":
    main()
