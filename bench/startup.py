"""How long guiju takes to start, beside bare Python: processor time, as a ratio.

    .venv/bin/python bench/startup.py [--runs 31]
    .venv/bin/python bench/startup.py --agents BASE [--runs 5]

Bare Python (`python -c pass`) and each command run in turn, each in a process of its own, first without the cache,
then with it, in a folder of its own. Processor time of user and system together, which other work on the
machine disturbs less than wall time; the median of all runs.

With --agents, how long `guiju mcp` takes on a knowledge base, by the wall: from the start of the process to the answer
to `initialize` and to that of a search, and how long the next one takes; and the processor time of the whole. The first
run, which makes the index and checks the knowledge base where that was not done, is shown apart.
"""

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
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


def agent(base: str) -> tuple[float, ...]:
    """Seconds to the answer to `initialize`, to that of a search, for the next, and of the processor."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    command = [sys.executable, "-m", "guiju", "mcp", "--base", base]
    client = {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "bench", "version": "1"}}
    asked = [("initialize", client)]
    asked += [("tools/call", {"name": "search", "arguments": {"query": query}}) for query in ("合同无效", "房屋租赁")]
    times = [start]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin and process.stdout
        for id, (method, params) in enumerate(asked):
            message = json.dumps({"jsonrpc": "2.0", "id": id, "method": method, "params": params})
            ended = "" if id else '\n{"jsonrpc":"2.0","method":"notifications/initialized"}'
            print(f"{message}{ended}", file=process.stdin, flush=True)
            assert not json.loads(process.stdout.readline())["result"].get("isError")
            times.append(time.perf_counter())
        process.stdin.close()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return times[1] - start, times[2] - start, times[3] - times[2], spent


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--runs", type=int, default=31)
    parser.add_argument("--agents", metavar="BASE")
    arguments = parser.parse_args()
    runs = arguments.runs
    if arguments.agents:
        first, *measured = (agent(arguments.agents) for _ in range(runs + 1))
        for name, values in (("first run", first), ("median", map(statistics.median, zip(*measured, strict=True)))):
            print(f"{name:10}", *(f"{value:7.2f} s" for value in values))
        return
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
