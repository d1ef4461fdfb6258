"""What leaves a scan: keys only as they were asked for, findings whole or not at all, each with a number of its own."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from guiju.tables.breach_file import DUTY_FIELDS, FIELDS
from places import ROOT
from table_samples import SHARED_CODE, Captured, assess, counted, profile, written


def test_keys_and_texts_are_left_out_unless_they_are_asked_for(tmp_path: Path) -> None:
    table = written(tmp_path / "groups.parquet", SHARED_CODE)
    hidden = counted(tmp_path, table)["breaches"]
    assert {breach["key"] for breach in hidden} == {None}
    assert {breach["facts"]["group_code"] for breach in hidden} == {"***"}
    shown = counted(tmp_path, table, "--show-keys")["breaches"]
    assert [(b["key"], b["facts"]["group_code"]) for b in shown] == [(f"g{i}", f"c{i // 2}") for i in range(6)]


def test_rows_with_the_same_answers_are_told_together_where_keys_are_left_out(tmp_path: Path, capsys: Captured) -> None:
    table = written(tmp_path / "groups.parquet", SHARED_CODE.replace("range(6)", "range(14)"))
    assert assess(tmp_path, "--table", f"group={table}", "--first", "11") == 1
    told = [line.strip() for line in capsys.readouterr().out.splitlines()]
    # The texts of the codes are withheld as the keys are.
    assert "[group × 11] (a) ***; (b) 2" in told
    assert "and 3 more, not listed" in told
    assert "(b) How many groups have this identification code?" in told
    assert assess(tmp_path, "--table", f"group={table}", "--first", "11", "--show-keys") == 1
    told = [line.strip() for line in capsys.readouterr().out.splitlines()]
    assert sum(line.startswith("[group g") for line in told) == 10
    assert "[group g0] (a) c0; (b) 2" in told
    assert "and 4 more, not listed" in told


def test_hashed_keys_are_the_same_with_the_same_secret_and_others_with_another(tmp_path: Path) -> None:
    table = written(tmp_path / "groups.parquet", SHARED_CODE)
    found = []
    for secret in (b"a" * 32, b"a" * 32, b"b" * 32):
        (tmp_path / "secret").write_bytes(secret)
        code = counted(tmp_path, table, "--hash-keys", str(tmp_path / "secret"))
        found.append([breach["key"] for breach in code["breaches"]])
    assert found[0] == found[1]
    assert not set(found[0]) & set(found[2])
    assert all(len(key) == 64 for key in found[0])


def test_breaches_come_in_the_same_order_on_every_run(tmp_path: Path) -> None:
    """In that of the keys, where rows are counted: what is joined for that comes in any order."""
    shared = (
        "SELECT 'g' || lpad(i::VARCHAR, 4, '0') AS group_id, 'c' || i % 50 AS group_code FROM range(500, 0, -1) t(i)"
    )
    keys = [f"g{i:04}" for i in range(1, 501)]
    findings = tmp_path / "findings.jsonl"
    for ending in ("parquet", "csv"):
        table = written(tmp_path / f"groups.{ending}", shared)
        for first in (40, 400):  # of common breaches the first are fetched; the rare ones are fetched whole
            options = ("--show-keys", "--first", str(first), "--findings", str(findings))
            assert [breach["key"] for breach in counted(tmp_path, table, *options)["breaches"]] == keys[:first]
            assert [json.loads(line)["key"] for line in findings.read_text(encoding="utf-8").splitlines()] == keys


def test_the_page_of_tables_explains_each_field_of_a_finding_and_no_other(lang: str) -> None:
    page = (ROOT / "docs" / lang / "tables.md").read_text(encoding="utf-8")
    section = page.split("{ #findings }")[1].split("\n## ")[0]
    explained = [name for row in re.findall(r"^\| (`.*?`) \|", section, re.M) for name in re.findall(r"`(\w+)`", row)]
    # A line and its duty share what refers from one to the other.
    assert sorted(explained) == sorted({*FIELDS, *DUTY_FIELDS})


def test_findings_on_a_disk_that_fills_are_one_line_and_nothing_is_left(tmp_path: Path) -> None:
    table = written(tmp_path / "groups.parquet", SHARED_CODE.replace("range(6)", "range(60000)"))
    findings = tmp_path / "findings.csv"
    guiju = [sys.executable, "-m", "guiju", "assess", str(profile(tmp_path)), "--role", "group-provider"]
    # A limit on the size of files: what is written beyond it fails as on a disk that is full.
    limited = ["sh", "-c", 'ulimit -f 100; exec "$@"', "sh", *guiju]
    limited += ["--table", f"group={table}", "--findings", str(findings)]
    done = subprocess.run(limited, capture_output=True, text=True, check=False)
    assert done.returncode == 2 and done.stdout == ""
    (line,) = done.stderr.splitlines()
    assert f"{findings}: cannot be written (a file may not be that large); make room there" in line
    assert sorted(path.name for path in tmp_path.iterdir()) == ["groups.parquet", "profile.yaml"]


@pytest.mark.parametrize("shown", [["--show-keys"], []])
def test_no_two_findings_have_the_same_number(tmp_path: Path, shown: list[str]) -> None:
    groups = "SELECT 'k' || i AS group_id, 'x' AS group_code, false AS group_code_shown FROM range(3) AS numbers(i)"
    violations = (
        "SELECT 'k' || i AS violation_id, 'group' AS violation_subject, 'state_provisions' AS violation_ground, "
        "'r' AS violation_reviewer, TIMESTAMP '2020-01-01' AS violation_confirmed_at, 'none' AS group_measure "
        "FROM range(3) AS numbers(i)"
    )
    given = [f"--table=group={written(tmp_path / 'g.parquet', groups)}"]
    given += [f"--table=violation={written(tmp_path / 'v.parquet', violations)}"]
    findings = tmp_path / "findings.jsonl"
    assert assess(tmp_path, *given, *shown, "--findings", str(findings)) == 1
    numbers = [json.loads(line)["finding"] for line in findings.read_text("utf-8").splitlines()]
    assert len(set(numbers)) == len(numbers) == 9


def test_findings_take_the_permissions_of_the_file_that_they_replace(tmp_path: Path) -> None:
    findings = tmp_path / "findings.jsonl"
    findings.touch()
    findings.chmod(0o600)
    query = "SELECT 'secret' AS group_id, 'x' AS group_code, false AS group_code_shown"
    table = written(tmp_path / "groups.parquet", query)
    assert assess(tmp_path, "--table", f"group={table}", "--show-keys", "--findings", str(findings)) == 1
    assert findings.stat().st_mode & 0o777 == 0o600 and "secret" in findings.read_text("utf-8")


def test_a_key_that_is_shown_writes_nothing_but_itself_to_a_terminal(tmp_path: Path, capsys: Captured) -> None:
    query = (
        "SELECT 'a' || chr(27) || '[2J' || chr(10) || 'b' AS group_id, 'x' || chr(27) AS group_code, "
        "false AS group_code_shown"
    )
    table = written(tmp_path / "groups.parquet", query)
    assert assess(tmp_path, "--table", f"group={table}", "--show-keys") == 1
    told = capsys.readouterr().out
    assert "\x1b" not in told and "[group a\\x1b[2J\\nb] (a) x\\x1b" in told
