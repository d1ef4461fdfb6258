"""How long guiju takes to start, beside bare Python: processor time, as a ratio.

    .venv/bin/python bench/startup.py [--runs 31]

Bare Python (`python -c pass`) and each command run in turn, each in a process of its own. Processor time of user and
system together, which other work on the machine disturbs less than wall time; the median of all runs.
"""

import argparse
import resource
import statistics
import subprocess
import sys
from collections.abc import Sequence

BARE = ("-c", "pass")
COMMANDS = (("--help",), ("show", "--help"), ("show", "art_13"), ("show", "retain-network-logs"), ("find", "日志"))


def processor_time(arguments: Sequence[str]) -> float:
    """Seconds of the processor that Python takes with these arguments."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, *arguments], stdout=subprocess.DEVNULL, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--runs", type=int, default=31)
    runs = parser.parse_args().runs
    calls = {BARE: "python -c pass"} | {("-m", "guiju", *words): f"guiju {' '.join(words)}" for words in COMMANDS}
    times: dict[tuple[str, ...], list[float]] = {call: [] for call in calls}
    for _ in range(runs):
        for call, measured in times.items():
            measured.append(processor_time(call))
    bare = statistics.median(times[BARE])
    for call, name in calls.items():
        median = statistics.median(times[call])
        print(f"{name:32} {1000 * median:6.0f} ms  {median / bare:5.1f} ×")


if __name__ == "__main__":
    main()
