"""The benchmark of tables, on a small one: the peers of a scan give its answers, or the figures mean nothing."""

import importlib
import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from places import ROOT


@pytest.fixture
def tables(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The module bench/tables.py."""
    monkeypatch.syspath_prepend(str(ROOT / "bench"))
    monkeypatch.delitem(sys.modules, "tables", raising=False)
    return importlib.import_module("tables")


@pytest.mark.cost(9, "runs the whole benchmark on a small table")
def test_every_peer_of_the_benchmark_gives_the_answers_of_the_scan(tmp_path: Path, tables: Any) -> None:
    figures = tmp_path / "figures.json"
    options = ["--rows", "3000", "--runs", "1", "--few", "3000", "--folder", str(tmp_path), "--json", str(figures)]
    (found,) = tables.main(options)
    assert json.loads(figures.read_text("utf-8")) == [found]
    assert set(found["rows a second"]) == {"scan", "common-expression-language", "jsonschema", "regopy"}
    assert all(
        found[name]["of read"] > 0 for name in ("read", "scan", "expert", "one per duty", "scan per duty", "bare")
    )
    assert found["memory of a scanning process, MiB"] > 50


def test_a_peer_that_counts_or_finds_otherwise_stops_the_benchmark(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tables: Any
) -> None:
    table = tables.made(tmp_path, 3000)
    duty = tables.DUTIES["set-group-code"]
    otherwise = {"counts": "0, 0, 0", "facts": duty.facts[:1], "breached": "group_code__none"}
    for part, sql in otherwise.items():
        monkeypatch.setitem(tables.DUTIES, "set-group-code", replace(duty, **{part: sql}))
        with pytest.raises(AssertionError, match=r"expert.*set-group-code"):
            tables.rounds(table, 1)
