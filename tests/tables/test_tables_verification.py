"""guiju verify takes the counts of tables as given and says so, or counts the rows again; no edit of them passes."""

import json
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from kept_cache import main
from receipt_files import hashed_again
from table_cases import cases
from table_samples import GROUPS, SHARED_CODE, Captured, assessed, mapped, written

DUTY = "cac-group-services-2017#set-group-code"
KEYS = {"hidden": [], "shown": ["--show-keys"], "hashed": ["--hash-keys", "secret"]}


def verified(folder: Path, capsys: Captured, report: dict[str, Any], *arguments: str) -> tuple[int, str]:
    """The exit code of guiju verify on a report, and what it says."""
    (folder / "r.json").write_text(json.dumps(report, ensure_ascii=False), "utf-8")
    capsys.readouterr()
    return main(["verify", str(folder / "r.json"), *arguments]), "".join(capsys.readouterr())


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
    other = str(mapped(tmp_path, "  group_code: {column: other}\n"))
    code, said = verified(tmp_path, capsys, report, *given, "--mapping", other)
    assert code == 1
    assert 'receipt.tables[0].facts.group_code.column: is "code"; should be "other"' in said


def test_other_rows_give_other_counts(tmp_path: Path, capsys: Captured) -> None:
    report = assessed(tmp_path, "--table", f"group={written(tmp_path / 'groups.parquet', SHARED_CODE)}")
    other = written(tmp_path / "other.parquet", GROUPS)
    code, said = verified(tmp_path, capsys, report, "--table", f"group={other}")
    assert code == 1
    assert f'receipt.tables[0].counts["{DUTY}"].breached: is 6; should be 0' in said
    assert "receipt.tables[0].sha256[0]: is" in said


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("tables")
    return assessed(folder, "--table", f"group={written(folder / 'groups.parquet', SHARED_CODE)}")


def edited(value: dict[str, Any], case: dict[str, Any]) -> dict[str, Any]:
    """A value with the edit of a case; lines and verdicts are named by their obligation."""
    forged = deepcopy(value)
    place: Any = forged

    def step(place: Any, name: Any) -> Any:
        named = isinstance(place, list) and isinstance(name, str)
        return next(n for n, entry in enumerate(place) if entry["obligation"] == name) if named else name

    for name in case["at"]:
        place = place[step(place, name)]
    match next(iter(case.keys() - {"at", "says"})):
        case "delete":
            del place[step(place, case["delete"])]
        case "repeat":
            place.append(place[case["repeat"]])
        case method:
            getattr(place, method)(case[method])
    return forged


EDITS: dict[str, Callable[[dict[str, Any], dict[str, Any]], dict[str, Any]]] = {
    "report": edited,
    "receipt": lambda report, case: hashed_again(edited(report["receipt"], case)),
    "receipt_in_report": lambda report, case: {**report, "receipt": EDITS["receipt"](report, case)},
}

EDITED = [pytest.param(edit, *case.values, id=case.id) for edit in EDITS for case in cases(f"edits/{edit}")]


@pytest.mark.parametrize(("edit", "case"), EDITED)
def test_an_edit_of_what_a_report_says_of_tables_is_found_even_where_the_receipt_is_hashed_again(
    edit: str, case: dict[str, Any], report: dict[str, Any], tmp_path: Path, capsys: Captured
) -> None:
    code, said = verified(tmp_path, capsys, EDITS[edit](report, case))
    assert (code, case["says"] in said) == (1, True), said


@pytest.mark.parametrize("case", cases("misuses"))
def test_tables_that_are_not_those_of_the_report_are_refused(
    case: dict[str, str], report: dict[str, Any], tmp_path: Path, capsys: Captured
) -> None:
    code, said = verified(tmp_path, capsys, report, *case["arguments"].split())
    assert (code, said.count("\n"), case["says"] in said) == (2, 1, True), said


def test_a_table_for_a_report_without_tables_is_refused(tmp_path: Path, capsys: Captured) -> None:
    code, said = verified(tmp_path, capsys, assessed(tmp_path), "--table", "group=a.parquet")
    assert (code, said.count("\n"), "counts no tables; leave it out" in said) == (2, 1, True), said


@pytest.mark.parametrize("basis", ["measured", "reported", "inferred", "declared"])
def test_a_receipt_holds_whatever_the_facts_of_the_service_rest_on(
    tmp_path: Path, capsys: Captured, basis: str
) -> None:
    """A verdict on rows is worded by the weakest fact that decided it, those of the service too."""
    facts = f"facts:\n  offers_user_groups: {{value: true, basis: {basis}}}\n"
    table = written(tmp_path / "groups.parquet", f"SELECT * REPLACE ('same' AS group_code) FROM ({GROUPS})")
    receipt = assessed(tmp_path, "--table", f"group={table}", facts=facts)["receipt"]
    verdict = {"obligation": DUTY, "state": "unverified", "verdict": "breached", "decided_by": "test", "basis": basis}
    assert verdict in receipt["verdicts"]
    capsys.readouterr()
    assert main(["verify", str(tmp_path / "report.json")]) == 0
    assert "is valid:" in capsys.readouterr().out


def test_two_mappings_that_read_the_same_columns_otherwise_give_two_receipts(tmp_path: Path) -> None:
    table = written(tmp_path / "groups.parquet", "SELECT 'g1' AS group_id, '-' AS group_code")
    receipts = []
    for column in ("{column: group_code}", '{column: group_code, none_values: ["-"]}'):
        mapping = mapped(tmp_path, f"  group_code: {column}\n")
        receipts.append(assessed(tmp_path, "--table", f"group={table}", "--mapping", str(mapping))["receipt"])
    plain, with_none = (receipt["tables"][0]["facts"]["group_code"] for receipt in receipts)
    assert plain == {"column": "group_code"}
    assert with_none == {"column": "group_code", "none_values": ["-"]}
    assert receipts[0]["hashes"]["tables"] != receipts[1]["hashes"]["tables"]
