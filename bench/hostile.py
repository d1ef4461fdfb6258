"""Inputs that somebody made to break a reader or a door, each with a budget: none may end in a traceback.

    .venv/bin/python bench/hostile.py [--each N] [--seconds S] [--state FILE] [--only SURFACE:NUMBER] [SURFACE …]

An input is a good one, changed in a few places, by a seed of its own: `SURFACE:NUMBER` makes it again. It passes its
parser, or is refused as guiju refuses things. A traceback, five seconds of processor or 512 MB is a finding: they are
listed, and the exit code is 1. With --state a run goes on where one ended; `--only SURFACE:NUMBER` shows one input.
`make hostile` tries all surfaces; the figures are in bench/hostile.md.
"""

import argparse
import json
import os
import random
import resource
import signal
import sys
import time
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hostile_doors import close_doors
from hostile_surfaces import OUTSIDE, SURFACES

from guiju import predicates
from guiju.files.finding import Misuse, Unsound

MOST_SECONDS, MOST_MEGABYTES = 5, 512
REFUSALS = (Misuse, Unsound, predicates.PredicateError)


class Overrun(BaseException):
    """An input took more processor than it may."""


def tried(name: str, number: int) -> tuple[bool, float, str]:
    """Whether an input passed, its seconds of processor, and what is wrong, if anything."""
    before = time.process_time()
    signal.setitimer(signal.ITIMER_VIRTUAL, MOST_SECONDS)
    passed, wrong = False, ""
    try:
        passed = SURFACES[name](random.Random(f"{name}:{number}"))  # to be made again
    except REFUSALS:
        pass
    except Overrun:
        wrong = f"more than {MOST_SECONDS} s of processor"
    except Exception as error:  # whatever it is
        place = traceback.extract_tb(error.__traceback__)[-1]
        wrong = f"{type(error).__name__} at {Path(place.filename).name}:{place.lineno}"
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return passed, time.process_time() - before, wrong


def _overrun(*_: object) -> None:
    raise Overrun


def run(name: str, begin: int, number: int, seconds: float) -> Iterator[tuple[str, float]]:
    """The figures of a surface, in a process of its own, whose memory is that of the surface."""
    reader, writer = os.pipe()
    if (child := os.fork()) == 0:
        signal.signal(signal.SIGVTALRM, _overrun)
        figures: dict[str, Any] = {"inputs": 0, "passed": 0, "slowest": 0.0, "wrong": {}}
        if name not in OUTSIDE:
            tried(name, -1)  # what is read once is not counted
        until = time.monotonic() + seconds
        for n in range(begin, number):
            passed, took, wrong = tried(name, n)
            figures["inputs"] += 1
            figures["passed"] += passed
            figures["slowest"] = max(figures["slowest"], took)
            if wrong:
                figures["wrong"].setdefault(wrong, f"{name}:{n}")
            if time.monotonic() > until:
                break
        close_doors()
        whose = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
        figures["megabytes"] = max(resource.getrusage(who).ru_maxrss for who in whose) // 1024
        os.write(writer, json.dumps(figures).encode())
        os._exit(0)
    os.close(writer)
    with open(reader, "rb") as pipe:  # noqa: PTH123  # of a descriptor
        text = pipe.read()
    os.waitpid(child, 0)
    yield from (json.loads(text) if text else {"inputs": 0, "passed": 0, "wrong": {"it died": name}}).items()


def together(old: dict[str, Any], new: dict[str, Any]) -> dict[str, Any]:
    """The figures of two runs that follow each other."""
    summed = {key: old.get(key, 0) + new.get(key, 0) for key in ("inputs", "passed")}
    most = {key: max(old.get(key, 0), new.get(key, 0)) for key in ("slowest", "megabytes")}
    return {**summed, **most, "wrong": {**old.get("wrong", {}), **new.get("wrong", {})}}


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("surfaces", metavar="SURFACE", nargs="*", help=f"by default all: {', '.join(SURFACES)}")
    parser.add_argument("--each", type=int, default=1000, help="inputs of each surface, those of earlier runs included")
    parser.add_argument("--seconds", type=float, default=60, help="for each surface, at most")
    parser.add_argument("--state", type=Path, help="where figures are kept, to go on from")
    parser.add_argument("--only", metavar="SURFACE:NUMBER", help="one input, with its traceback")
    arguments = parser.parse_args()
    if arguments.only:
        name, _, number = arguments.only.rpartition(":")
        try:
            print(SURFACES[name](random.Random(f"{name}:{int(number)}")))
        finally:
            close_doors()
        return 0
    state = json.loads(arguments.state.read_text()) if arguments.state and arguments.state.exists() else {}
    print("| surface | inputs | passed | slowest | memory | findings |\n|---|--:|--:|--:|--:|---|")
    for name in arguments.surfaces or SURFACES:
        old = state.get(name, {})
        state[name] = together(old, dict(run(name, old.get("inputs", 0), arguments.each, arguments.seconds)))
        one = state[name]
        share = f"{one['passed'] / max(one['inputs'], 1):.0%}"
        found = "; ".join(f"{what} ({where})" for what, where in one["wrong"].items()) or "0"
        print(
            f"| {name} | {one['inputs']:,} | {share} | {one['slowest']:.2f} s | {one['megabytes']} MB | {found} |",
            flush=True,
        )
        if arguments.state:
            arguments.state.write_text(json.dumps(state, indent=1))
    too_large = [name for name, one in state.items() if one["megabytes"] > MOST_MEGABYTES]
    return 1 if too_large or any(one["wrong"] for one in state.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
