"""Of tables of which only the rows that changed are looked at: the others are counted, and nothing is said of them."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from guiju.model import Corpus
from guiju.tables.duckdb_engine import scan_in_duckdb
from guiju.tables.sources import parse
from guiju.tables.spark_engine import scan_in_spark
from kept_cache import main
from table_cases import in_sqlite
from table_samples import (
    Captured,
    assess,
    assessed,
    counted,
    line_of,
    mapped,
    outcomes,
    question,
    refusal,
    run,
    written,
)

pytest_plugins = ["table_servers"]

CODES = {"new": ["a", "b", "x"], "old": ["c", "x"]}
"""The codes of the groups that changed on the day or later, and before: one stands twice."""
SINCE = ("--since", "2026-10-01")


def groups(codes: dict[str, list[str]] = CODES, column: str = "group_changed_at") -> str:
    """A query of groups with these codes, all of them shown; each changed on the first moment of its day."""
    days = {"new": "TIMESTAMP '2026-10-01'", "old": "TIMESTAMP '2026-09-30 23:59:59'", "unknown": "NULL::TIMESTAMP"}
    rows = [
        f"SELECT '{when}{place}' AS group_id, '{code}' AS group_code, true AS group_code_shown, "
        f"{days[when]} AS {column}"
        for when, several in codes.items()
        for place, code in enumerate(several)
    ]
    return " UNION ALL ".join(rows)


def test_rows_that_did_not_change_are_to_be_verified_though_all_that_did_meet_the_duty(tmp_path: Path) -> None:
    table = written(tmp_path / "groups.parquet", groups({"new": ["a", "b"], "old": ["c"]}))
    report = assessed(tmp_path, "--table", f"group={table}", *SINCE)
    line = line_of(report, "set-group-code")
    (rows,) = line["tables"]
    assert rows["counts"] == {"met": 2, "breached": 0, "undetermined": 1, "not_applicable": 0, "total": 3}
    assert (line["verdict"], line["why"]) == ("undetermined", "facts_missing")
    assert line["missing"]["rows"] == ["group"] and line["missing"]["cells"] == []
    since = {"day": "2026-10-01", "changed": {"column": "group_changed_at"}, "not_looked_at": 1}
    assert report["tables"][0]["since"] == report["receipt"]["tables"][0]["since"] == since
    assert [one["verdict"] for one in report["lines"] if one["tables"] and one["verdict"] == "met"] == []


def test_every_row_is_met_where_all_of_them_changed(tmp_path: Path) -> None:
    table = written(tmp_path / "groups.parquet", groups({"new": ["a"], "unknown": ["b"]}))
    assert counted(tmp_path, table, *SINCE)["counts"]["met"] == 2


def test_a_code_counts_over_all_rows_and_a_gap_in_one_that_did_not_change_is_not_listed(tmp_path: Path) -> None:
    table, findings = written(tmp_path / "groups.parquet", groups()), tmp_path / "f.jsonl"
    rows = counted(tmp_path, table, *SINCE, "--show-keys", "--findings", str(findings))
    assert rows["counts"] == {"met": 2, "breached": 1, "undetermined": 2, "not_applicable": 0, "total": 5}
    assert [breach["key"] for breach in rows["breaches"]] == ["new2"]
    assert [json.loads(line)["key"] for line in findings.read_text("utf-8").splitlines()] == ["new2"]


def test_no_row_that_changed_leaves_everything_to_be_verified(tmp_path: Path, capsys: Captured) -> None:
    table = written(tmp_path / "groups.parquet", groups({"old": ["a", "a"]}))
    assert assess(tmp_path, "--table", f"group={table}", *SINCE, "--topic", "group-identity") == 0
    told = capsys.readouterr().out
    assert "the other 2 were not, and count as to be verified" in told
    assert "rows of group that were not looked at" in told and "empty cells" not in told


def test_a_mapping_says_in_which_column_and_unit_a_row_changed(tmp_path: Path) -> None:
    rows = "INSERT INTO rooms VALUES ('a', 'x', 1790784000), ('b', 'y', 1790783999)"
    table = in_sqlite(tmp_path, f"CREATE TABLE rooms (group_id, code, at); {rows};")
    mapping = mapped(tmp_path, "  group_code: {column: code}\nchanged: {column: at, unit: epoch_seconds}\n")
    given = counted(tmp_path, f"{table}#rooms", "--mapping", str(mapping), *SINCE)
    assert given["counts"]["met"] == given["counts"]["undetermined"] == 1


def test_a_report_is_verified_with_and_without_its_rows_and_none_says_met_of_what_was_not_looked_at(
    tmp_path: Path, capsys: Captured
) -> None:
    table = written(tmp_path / "groups.parquet", groups())
    assessed(tmp_path, "--table", f"group={table}", *SINCE)
    report = tmp_path / "report.json"
    assert main(["verify", str(report)]) == 0
    assert main(["verify", str(report), "--table", f"group={table}"]) == 0
    forged = json.loads(report.read_text("utf-8"))
    for counts in forged["receipt"]["tables"][0]["counts"].values():
        counts |= {"met": counts["met"] + counts["undetermined"], "undetermined": 0, "incomplete": 0}
    report.write_text(json.dumps(forged), "utf-8")
    capsys.readouterr()
    assert main(["verify", str(report)]) == 1
    assert "counts more rows than there are" in capsys.readouterr().out


def test_a_gap_in_a_row_that_was_not_looked_at_is_lost_sight_of_and_not_closed(
    tmp_path: Path, capsys: Captured
) -> None:
    table = written(tmp_path / "groups.parquet", groups())
    reports = []
    for name, options in (("old.json", ()), ("new.json", SINCE)):
        assessed(tmp_path, "--table", f"group={table}", "--show-keys", *options)
        reports.append(str((tmp_path / "report.json").rename(tmp_path / name)))
    capsys.readouterr()
    assert main(["compare", *reports, "--format", "json", "--lang", "en"]) in (0, 1)
    gaps = json.loads(capsys.readouterr().out)["gaps"]
    told = {(id, gap["state"], gap["why"]) for gap in gaps for id in gap["ids"] if "set-group-code" in id}
    assert {(id.rpartition("/")[2], *rest) for id, *rest in told} == {
        ("old1", "lost", "not_looked_at"),
        ("new2", "open", None),
    }


def test_spark_looks_at_the_same_rows(tmp_path: Path, corpus: Corpus, spark: Any) -> None:
    source = parse(f"group={written(tmp_path / 'groups.parquet', groups())}", ["group"])
    asked = replace(question(corpus), since=date(2026, 10, 1))
    here, there = (
        scan(source)
        for scan in (
            lambda one: scan_in_duckdb([one], {}, asked, run)[0],
            lambda one: scan_in_spark(spark, [one], {}, asked, run)[0],
        )
    )
    assert outcomes(here) == outcomes(there)
    assert here.scanned[0].since == there.scanned[0].since


@pytest.mark.parametrize(
    ("query", "options", "says"),
    [
        (groups(column="touched"), SINCE, "no column of"),
        (groups(), ("--since", "2026-11-02"), "is after the day of the assessment"),
        (groups(), ("--since", "yesterday"), "yesterday"),
        (
            f"SELECT * REPLACE ('soon' AS group_changed_at) FROM ({groups()})",
            SINCE,
            "it says when a row changed: write",
        ),
        (f"SELECT * REPLACE (1 AS group_changed_at) FROM ({groups()})", SINCE, "cannot supply changed"),
    ],
)
def test_what_does_not_say_when_a_row_changed_is_refused_in_one_line(
    tmp_path: Path, capsys: Captured, query: str, options: tuple[str, ...], says: str
) -> None:
    table = written(tmp_path / "groups.parquet", query)
    assert says in refusal(capsys, tmp_path, "--table", f"group={table}", *options)
