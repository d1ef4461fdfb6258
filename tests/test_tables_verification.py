"""guiju verify takes the counts of tables as given and says so, or counts the rows again; no edit of them passes."""

import json
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from guiju.cli import main
from receipt_files import hashed_again
from table_samples import GROUPS, SHARED_CODE, Captured, assessed, mapped, written

Edit = Callable[[dict[str, Any]], None]
DUTY = "cac-group-services-2017#set-group-code"
KEYS = {"hidden": [], "shown": ["--show-keys"], "hashed": ["--hash-keys", "secret"]}


def verified(folder: Path, capsys: Captured, report: dict[str, Any], *arguments: str) -> tuple[int, str]:
    """The exit code of guiju verify on a report, and what it says."""
    (folder / "r.json").write_text(json.dumps(report, ensure_ascii=False), "utf-8")
    capsys.readouterr()
    code = main(["verify", str(folder / "r.json"), *arguments])
    told = capsys.readouterr()
    return code, told.out + told.err


@pytest.mark.parametrize("keys", KEYS)
def test_a_report_on_tables_is_made_again_with_and_without_the_rows(
    keys: str, tmp_path: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("secret").write_text("a secret of more than sixteen bytes", "utf-8")
    table = written(tmp_path / "groups.parquet", SHARED_CODE)
    report = assessed(tmp_path, "--table", f"group={table}", *KEYS[keys])
    code, said = verified(tmp_path, capsys, report)
    assert (code, "the counts of tables (group 6 rows) were taken as given" in said) == (0, True), said
    elsewhere = table.rename(tmp_path / "elsewhere.parquet")
    secret = KEYS[keys] if keys == "hashed" else []
    code, said = verified(tmp_path, capsys, report, "--table", f"group={elsewhere}", *secret)
    assert (code, "the rows of tables (group 6) were counted again" in said) == (0, True), said


def test_a_mapping_is_that_of_the_receipt_unless_another_is_given(tmp_path: Path, capsys: Captured) -> None:
    table = written(tmp_path / "groups.parquet", "SELECT 'g1' AS group_id, 'a' AS code, 'b' AS other")
    mapping = mapped(tmp_path, "  group_code: {column: code}\n")
    report = assessed(tmp_path, "--table", f"group={table}", "--mapping", str(mapping))
    given = ["--table", f"group={table}"]
    assert verified(tmp_path, capsys, report, *given)[0] == 0
    assert verified(tmp_path, capsys, report, *given, "--mapping", str(mapping))[0] == 0
    code, said = verified(
        tmp_path, capsys, report, *given, "--mapping", str(mapped(tmp_path, "  group_code: {column: other}\n"))
    )
    assert code == 1
    assert 'receipt.tables[0].facts.group_code.column: is "code"; should be "other"' in said


def test_other_rows_give_other_counts(tmp_path: Path, capsys: Captured) -> None:
    report = assessed(tmp_path, "--table", f"group={written(tmp_path / 'groups.parquet', SHARED_CODE)}")
    other = written(tmp_path / "other.parquet", GROUPS)
    code, said = verified(tmp_path, capsys, report, "--table", f"group={other}")
    assert code == 1
    assert f'receipt.tables[0].counts["{DUTY}"].breached: is 6; should be 0' in said
    assert "receipt.tables[0].sha256[0]: is" in said


EDITS: dict[str, tuple[Edit, str]] = {
    "a count": (lambda r: _of(r)["counts"].update(breached=5), "lines"),
    "a breach": (lambda r: _of(r)["breaches"][0]["facts"].update(group_code="***x"), "receipt.tables[0].breaches: is"),
    "a breach left out": (lambda r: _of(r)["breaches"].pop(), "receipt.tables[0].breaches: is"),
    "a breach that is none": (
        lambda r: _of(r)["breaches"].append(1),
        "breaches[6] (cac-group-services-2017#set-group-code): should not be there",
    ),
    "a fact said to be read": (lambda r: _of(r)["used"].append("group.member_count"), "used"),
    "the name of the table": (lambda r: r["tables"][0].update(table="x.parquet"), "tables[0].table: is"),
    "the engine": (lambda r: r["tables"][0].update(engine="spark"), "tables[0].engine: is"),
    "the rows": (lambda r: r["tables"][0].update(rows=7), "tables[0].rows: is 7; should be 6"),
    "keys unchecked": (
        lambda r: r["tables"][0].update(keys_checked=False),
        "tables[0].keys_checked: is false; should be true",
    ),
}


def _of(report: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = next(line for line in report["lines"] if line["obligation"] == DUTY)["tables"][0]
    return found


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("tables")
    return assessed(folder, "--table", f"group={written(folder / 'groups.parquet', SHARED_CODE)}")


@pytest.mark.parametrize("name", EDITS)
def test_what_a_report_says_of_tables_cannot_be_edited(
    name: str, report: dict[str, Any], tmp_path: Path, capsys: Captured
) -> None:
    edit, expected = EDITS[name]
    forged = deepcopy(report)
    edit(forged)
    code, said = verified(tmp_path, capsys, forged)
    assert code == 1
    assert expected in said


HASHED_AGAIN: dict[str, tuple[Edit, str]] = {
    "a fact that a column says": (lambda t: t["unsaid"].append("group_code"), "is group_code, which a column gives"),
    "a fact that no column says": (
        lambda t: t["unsaid"].remove("group_tier"),
        "group_tier is missing: no column gives it",
    ),
    "a contradiction that is none": (
        lambda t: t["impossible"].update({"nothing": 1}),
        "is not a contradiction of group",
    ),
    "a fact that is none": (lambda t: t["facts"].update(nothing={"column": "c"}), "is not a fact of group"),
    "keys unchecked": (lambda t: t.update(keys_checked=False), "keys are compared in tables of up to 10,000,000 rows"),
    "a number below zero": (lambda t: t.update(first=-1), "first"),
    "a way to show keys": (lambda t: t.update(keys="naked"), "keys"),
    "keys shown where none are": (lambda t: t.update(keys="shown"), "is shown; the keys of"),
    "fewer breaches to list than are listed": (
        lambda t: t.update(first=3),
        "gives 3 breaches to list, but the report lists 6",
    ),
    "a number of rows written otherwise": (lambda t: t.update(rows=6.0), "tables[0].rows: is 6.0; guiju writes 6"),
    "a key more": (lambda t: t.update(more=1), "unknown key 'more'"),
}


@pytest.mark.parametrize("name", HASHED_AGAIN)
def test_tables_hashed_again_are_found_where_that_can_be_seen(
    name: str, report: dict[str, Any], tmp_path: Path, capsys: Captured
) -> None:
    edit, expected = HASHED_AGAIN[name]
    forged = deepcopy(report)
    edit(forged["receipt"]["tables"][0])
    forged["receipt"] = hashed_again(forged["receipt"])
    code, said = verified(tmp_path, capsys, forged)
    assert code == 1
    assert expected in said


MISUSES = {
    "a table of what was not counted": (
        ["--table", "account=a.parquet"],
        "counts tables of group; name each of them once",
    ),
    "a table twice": (["--table", "group=a.parquet", "--table", "group=a.parquet"], "name each of them once"),
    "a mapping without a table": (["--mapping", "m.yaml"], "--mapping: needs a table"),
    "a secret without a table": (["--hash-keys", "m.yaml"], "--hash-keys: needs a table"),
    "a master without a table": (["--master", "local"], "--master: needs a table"),
    "a table that is not there": (["--table", "group=absent.parquet"], "absent.parquet"),
}


@pytest.mark.parametrize("name", MISUSES)
def test_tables_that_are_not_those_of_the_report_are_refused(
    name: str, report: dict[str, Any], tmp_path: Path, capsys: Captured
) -> None:
    arguments, expected = MISUSES[name]
    code, said = verified(tmp_path, capsys, report, *arguments)
    assert (code, said.count("\n")) == (2, 1)
    assert expected in said


def test_a_table_for_a_report_without_tables_is_refused(tmp_path: Path, capsys: Captured) -> None:
    code, said = verified(tmp_path, capsys, assessed(tmp_path), "--table", "group=a.parquet")
    assert (code, said.count("\n")) == (2, 1)
    assert "counts no tables; leave it out" in said
