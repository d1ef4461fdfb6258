"""A pytest plugin: the processor seconds of each test by phase, and of each fixture, with all programs that it started.

Loaded by bench/tests.py (`-p spent`); each worker writes lines of JSON to the folder that GUIJU_SPENT names.
"""

import json
import os
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest

_TICK = os.sysconf("SC_CLK_TCK")
_FOLDER = Path(os.environ["GUIJU_SPENT"])


def seconds() -> float:
    """Processor seconds of this process and of all that descend from it, ended ones that were waited for included."""
    spent, children = {}, defaultdict(list)
    for entry in os.scandir("/proc"):
        if entry.name.isdigit():
            try:
                fields = Path(entry.path, "stat").read_text(errors="replace").rpartition(")")[2].split()
            except OSError:  # it ended meanwhile
                continue
            children[int(fields[1])].append(int(entry.name))
            spent[int(entry.name)] = sum(map(int, fields[11:15])) / _TICK
    total, left = 0.0, [os.getpid()]
    while left:
        one = left.pop()
        total += spent.get(one, 0.0)
        left += children[one]
    return total


def _write(**line: Any) -> None:
    _FOLDER.mkdir(parents=True, exist_ok=True)
    with Path(_FOLDER, f"{os.environ.get('PYTEST_XDIST_WORKER', 'main')}.jsonl").open("a") as file:
        file.write(json.dumps(line) + "\n")


def _measured(kind: str, **line: Any) -> Iterator[None]:
    before, began = seconds(), perf_counter()
    yield
    _write(kind=kind, cpu=round(seconds() - before, 3), wall=round(perf_counter() - began, 3), **line)


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_setup(item: pytest.Item) -> Iterator[None]:
    yield from _measured("setup", test=item.nodeid)


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    yield from _measured("call", test=item.nodeid)


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_teardown(item: pytest.Item) -> Iterator[None]:
    yield from _measured("teardown", test=item.nodeid)


@pytest.hookimpl(hookwrapper=True)
def pytest_fixture_setup(fixturedef: pytest.FixtureDef[Any], request: pytest.FixtureRequest) -> Iterator[None]:
    yield from _measured("fixture", test=request.node.nodeid, fixture=fixturedef.argname)
