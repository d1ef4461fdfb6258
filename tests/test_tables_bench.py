"""The benchmark of tables, on a small one: the peers of a scan give its answers, or the figures mean nothing."""

import json
import sys
from dataclasses import replace
from pathlib import Path

import pytest

BENCH = str(Path(__file__).parents[1] / "bench")


def test_every_peer_of_the_benchmark_gives_the_answers_of_the_scan(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.syspath_prepend(BENCH)
    monkeypatch.delitem(sys.modules, "tables", raising=False)
    import tables

    figures = tmp_path / "figures.json"
    (found,) = tables.main(
        ["--rows", "3000", "--runs", "1", "--few", "3000", "--folder", str(tmp_path), "--json", str(figures)]
    )
    assert json.loads(figures.read_text("utf-8")) == [found]
    assert set(found["rows a second"]) == {"scan", "common-expression-language", "jsonschema", "regopy"}
    assert all(found[name]["of read"] > 0 for name in ("read", "scan", "expert", "one per duty", "scan a duty", "bare"))
    assert found["memory of a scanning process, MiB"] > 50


def test_a_peer_that_counts_or_finds_otherwise_stops_the_benchmark(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(BENCH)
    monkeypatch.delitem(sys.modules, "tables", raising=False)
    import tables

    table = tables.made(tmp_path, 3000)
    duty = tables.DUTIES["set-group-code"]
    otherwise = {"counts": "0, 0, 0", "facts": duty.facts[:1], "breached": "group_code__none"}
    for part, sql in otherwise.items():
        monkeypatch.setitem(tables.DUTIES, "set-group-code", replace(duty, **{part: sql}))
        with pytest.raises(AssertionError, match=r"expert.*set-group-code"):
            tables.rounds(table, 1)
