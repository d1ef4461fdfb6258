"""Tables as people give them: read alike from every format, or refused in one line with place and remedy."""

import json
import sqlite3
from datetime import date
from pathlib import Path

import pytest

from guiju.assessment.profile import load_profile
from guiju.assessment.rows import effective_facts
from guiju.cli import main
from guiju.knowledge import corpus
from table_samples import GROUPS, SHARED_CODE, assess, assessed, line_of, mapped, profile, refusal, written

Captured = pytest.CaptureFixture[str]


@pytest.mark.parametrize("ending", ["parquet", "csv", "jsonl"])
def test_the_same_rows_give_the_same_counts_from_every_format(tmp_path: Path, ending: str) -> None:
    table = written(tmp_path / f"groups.{ending}", SHARED_CODE)
    told = assessed(tmp_path, "--table", f"group={table}")
    assert line_of(told, "set-group-code")["verdict"] == "breached"
    assert line_of(told, "set-group-code")["tables"][0]["counts"] == {
        "met": 0, "breached": 6, "undetermined": 0, "not_applicable": 0, "total": 6,
    }  # fmt: skip


def test_a_table_of_sqlite_gives_the_same_counts(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "chat.db") as connection:
        connection.execute(
            "CREATE TABLE groups (group_id TEXT, group_code TEXT, founded_at TEXT, member_count INTEGER)"
        )
        rows = [(f"g{i}", f"c{i // 2}", "2020-01-01 00:00:00", 2 + i) for i in range(6)]
        connection.executemany("INSERT INTO groups VALUES (?, ?, ?, ?)", rows)
    connection.close()
    told = assessed(tmp_path, "--table", f"group={tmp_path / 'chat.db'}#groups")
    assert line_of(told, "set-group-code")["tables"][0]["counts"]["breached"] == 6


def test_files_globs_and_folders_of_a_hive_are_one_table(tmp_path: Path) -> None:
    for part, day in enumerate(("2020-01-01", "2020-01-02")):
        folder = tmp_path / "hive" / f"day={day}"
        folder.mkdir(parents=True)
        written(folder / "part.parquet", GROUPS.replace("'g' || i", f"'g{part}' || i"))
    for place in (tmp_path / "hive", tmp_path / "hive" / "*" / "*.parquet"):
        told = assessed(tmp_path, "--table", f"group={place}")
        assert told["tables"][0]["rows"] == 12
        # Each code stands once in each of the two files: only read together are they shared.
        assert line_of(told, "set-group-code")["tables"][0]["counts"]["breached"] == 12


def test_a_missing_column_is_undetermined_and_never_a_pass(tmp_path: Path) -> None:
    table = written(tmp_path / "groups.parquet", f"SELECT * EXCLUDE group_code FROM ({GROUPS})")
    told = assessed(tmp_path, "--table", f"group={table}")
    line = line_of(told, "set-group-code")
    assert line["verdict"] == "undetermined"
    assert "group.group_code" in line["tables"][0]["missing"]
    assert "group_code" in told["tables"][0]["unsaid"]


def test_an_empty_cell_is_undetermined_unless_the_mapping_says_that_it_means_none(tmp_path: Path) -> None:
    table = written(
        tmp_path / "groups.parquet",
        "SELECT 'g' || i AS group_id, CASE WHEN i = 1 THEN 'c' END AS group_code FROM range(2) t(i)",
    )
    silent = line_of(assessed(tmp_path, "--table", f"group={table}"), "set-group-code")
    assert silent["tables"][0]["counts"]["undetermined"] == 1
    mapping = mapped(tmp_path, "  group_code: {column: group_code, empty: none}\n")
    told = line_of(assessed(tmp_path, "--table", f"group={table}", "--mapping", str(mapping)), "set-group-code")
    assert told["tables"][0]["counts"]["breached"] == 1


def test_a_breach_of_a_duty_of_others_changes_no_verdict_of_the_role_asked_for(tmp_path: Path) -> None:
    table = written(tmp_path / "groups.parquet", SHARED_CODE)
    told = assessed(tmp_path, "--table", f"group={table}", role="group-owner")
    assert told["counts"]["breached"] == 0
    assert [other["obligation"] for other in told["others"]] == ["cac-group-services-2017#set-group-code"]


def test_rows_in_the_profile_and_in_a_table_are_refused_together(tmp_path: Path, capsys: Captured) -> None:
    table = written(tmp_path / "groups.parquet")
    facts = "facts: {}\nrows:\n  group:\n    g1:\n      member_count: 3\n"
    assert assess(tmp_path, "--table", f"group={table}", facts=facts) == 2
    assert "the profile has rows of group too" in capsys.readouterr().err


def test_a_receipt_of_tables_is_verified_from_its_counts(tmp_path: Path, capsys: Captured) -> None:
    table = written(tmp_path / "groups.parquet", SHARED_CODE)
    assessed(tmp_path, "--table", f"group={table}")
    capsys.readouterr()
    assert main(["verify", str(tmp_path / "report.json")]) == 0
    assert "were taken as given" in capsys.readouterr().out
    report = (tmp_path / "report.json").read_text("utf-8")
    head, mark, tail = report.rpartition('"breached": 6')
    (tmp_path / "report.json").write_text(f'{head}"breached": 5{tail}' if mark else report, "utf-8")
    assert main(["verify", str(tmp_path / "report.json")]) == 1


BAD_TABLES = {
    "no key column": (f"SELECT * EXCLUDE group_id FROM ({GROUPS})", "has no key column group_id"),
    "a key that is missing": (f"SELECT * REPLACE (CASE WHEN member_count = 3 THEN NULL ELSE group_id END AS group_id) "
                              f"FROM ({GROUPS})", "1 rows have no key in group_id"),
    "duplicate keys": (f"SELECT * REPLACE ('same' AS group_id) FROM ({GROUPS})",
        "1 keys in group_id occur in more than one row"),
    "no row": (f"SELECT * FROM ({GROUPS}) WHERE false", "has no row"),
    "no column that is a fact": ("SELECT 'g1' AS group_id, 1 AS something", "no column is named as a fact of group"),
    "a time that is a truth value": (f"SELECT * REPLACE (true AS founded_at) FROM ({GROUPS})", "founded_at"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD_TABLES)
def test_a_table_that_cannot_be_held_is_one_line_with_its_place(tmp_path: Path, capsys: Captured, name: str) -> None:
    query, expected = BAD_TABLES[name]
    table = written(tmp_path / "groups.parquet", query)
    line = refusal(capsys, tmp_path, "--table", f"group={table}")
    assert expected in line and str(table) in line


def test_a_value_that_fits_no_fact_is_named_with_how_many_rows_hold_it(tmp_path: Path, capsys: Captured) -> None:
    about = "CASE WHEN i < 2 THEN 'nonsense' ELSE 'group' END"
    query = f"SELECT 'k' || i AS complaint_id, {about} AS complaint_about FROM range(5) t(i)"
    table = written(tmp_path / "complaints.parquet", query)
    line = refusal(capsys, tmp_path, "--table", f"complaint={table}")
    assert "column complaint_about holds 'nonsense' in 2 rows" in line and "codes:" in line


@pytest.mark.parametrize("ending", ["csv", "jsonl"])
@pytest.mark.parametrize("text", ["03/04/2020", "03-04-2020", "20200403"])
def test_a_day_that_may_be_two_is_no_guess_of_the_reader(
    tmp_path: Path, capsys: Captured, ending: str, text: str
) -> None:
    table = written(tmp_path / f"groups.{ending}", f"SELECT 'g1' AS group_id, '{text}' AS founded_at")
    line = refusal(capsys, tmp_path, "--table", f"group={table}")
    assert f"column founded_at holds '{text}' in 1 rows" in line
    assert "write days as 2020-12-31, or say what it means under order:" in line


@pytest.mark.parametrize(
    ("order", "expected"), [("month_day_year", "undetermined"), ("day_month_year", "not_applicable")]
)
def test_a_day_in_an_order_that_the_mapping_says_is_read(tmp_path: Path, order: str, expected: str) -> None:
    """The rule was in force from 8 October 2017: 10 August is before it."""
    table = written(tmp_path / "groups.csv", "SELECT 'g1' AS group_id, '10/08/2017' AS founded_at")
    mapping = mapped(tmp_path, f"  founded_at: {{column: founded_at, order: {order}}}\n")
    told = assessed(tmp_path, "--table", f"group={table}", "--mapping", str(mapping))
    assert line_of(told, "review-founder-qualification")["tables"][0]["counts"][expected] == 1


def test_cells_of_a_csv_are_read_as_they_are_written(tmp_path: Path) -> None:
    table = tmp_path / "groups.csv"
    table.write_text("group_id,group_code,founder_in_group\n007,0012,true\n7,12,FALSE\n07,12,\n", "utf-8")
    told = assessed(tmp_path, "--table", f"group={table}", "--show-keys")
    found = line_of(told, "set-group-code")["tables"][0]
    assert found["counts"]["met"] == 1
    assert [(b["key"], b["facts"]["group_code"]) for b in found["breaches"]] == [("07", "12"), ("7", "12")]


def test_a_time_that_is_not_set_is_told_unless_the_mapping_says_so(tmp_path: Path, capsys: Captured) -> None:
    table = written(
        tmp_path / "groups.parquet", "SELECT 'g' || i AS group_id, i * 1600000000 AS made FROM range(2) t(i)"
    )
    made = "  founded_at: {column: made, unit: epoch_seconds%s}\n"
    line = refusal_beside(capsys, tmp_path, table, made % "")
    assert "column made holds '0' in 1 rows" in line and "missing_values:" in line
    mapping = mapped(tmp_path, made % ", missing_values: ['0']")
    assert assessed(tmp_path, "--table", f"group={table}", "--mapping", str(mapping))["tables"][0]["rows"] == 2


def refusal_beside(capsys: Captured, folder: Path, table: Path, facts: str) -> str:
    """The one line that refuses the table with this mapping."""
    return refusal(capsys, folder, "--table", f"group={table}", "--mapping", str(mapped(folder, facts)))


BAD_FILES = {
    "absent": (None, "no such file"),
    "empty": (b"", "is empty"),
    "a Parquet that is none": (b"PAR1 no, it is not", "cannot be read"),
    "a folder without tables": ("folder", "no such file, and no file matches it"),
}


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_file_that_is_no_table_is_one_line_with_its_place(tmp_path: Path, capsys: Captured, name: str) -> None:
    content, expected = BAD_FILES[name]
    table = tmp_path / "groups.parquet"
    if content == "folder":
        table.mkdir()
    elif isinstance(content, bytes):
        table.write_bytes(content)
    assert expected in refusal(capsys, tmp_path, "--table", f"group={table}")


def test_a_truncated_parquet_is_one_line(tmp_path: Path, capsys: Captured) -> None:
    table = written(tmp_path / "groups.parquet")
    table.write_bytes(table.read_bytes()[:-20])
    assert "cannot be read" in refusal(capsys, tmp_path, "--table", f"group={table}")


BAD_OPTIONS = {
    "an entity that is none": (["--table", "grop=x.parquet"], "entities: account"),
    "no entity": (["--table", "groups.parquet"], "write ENTITY=FILE"),
    "the service": (["--table", "service=x.parquet"], "write ENTITY=FILE"),
    "an unknown ending": (["--table", "group=profile.yaml"], "is not one of Parquet"),
    "a database without a table": (["--table", "group=postgresql://u:secret@127.0.0.1:1/db"], "name its table"),
    "findings without a table": (["--findings", "f.csv"], "needs a table"),
    "a mapping without a table": (["--mapping", "m.yaml"], "needs a table"),
    "a secret without end": (["--table", "group=profile.csv", "--hash-keys", "/dev/zero"], "is longer than"),
    "a master of nothing": (["--table", "group=x.parquet", "--master", "local[2]"], "add --engine spark"),
    "a number that is none": (["--table", "group=x.parquet", "--first", "-1"], "whole number"),
}


@pytest.mark.parametrize("name", BAD_OPTIONS)
def test_options_that_make_no_sense_are_one_line(
    tmp_path: Path, capsys: Captured, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "profile.yaml").write_text("facts: {}\n", "utf-8")
    (tmp_path / "profile.csv").write_text("group_id\ng1\n", "utf-8")
    arguments, expected = BAD_OPTIONS[name]
    line = refusal(capsys, tmp_path, *arguments)
    assert expected in line and "secret" not in line


def test_a_database_that_does_not_answer_is_one_line_without_its_password(tmp_path: Path, capsys: Captured) -> None:
    line = refusal(
        capsys, tmp_path, "--table", "group=postgresql://user:top-secret@127.0.0.1:1/chat?connect_timeout=2#groups"
    )
    assert "cannot be read" in line and "top-secret" not in line and "user:***@127.0.0.1" in line


def test_rows_that_hold_what_cannot_hold_together_are_counted_and_told(tmp_path: Path) -> None:
    facts = "0 AS manager_count, i < 2 AS manager_label_shown, false AS founder_in_group"
    query = f"SELECT 'g' || i AS group_id, {facts} FROM range(5) t(i)"
    table = written(tmp_path / "groups.parquet", query)
    told = assessed(tmp_path, "--table", f"group={table}")
    assert told["tables"][0]["impossible"] == {"no-managers-who-are-labelled": 2}
    assert any("2 rows have facts that contradict each other" in text for text in told["limitations"])


@pytest.mark.parametrize(
    ("founder", "expected"), [("'a0'", "breached"), ("CASE WHEN i > 0 THEN 'a0' END", "undetermined")]
)
def test_groups_are_counted_for_their_founders_only_where_every_group_says_whose_it_is(
    tmp_path: Path, founder: str, expected: str
) -> None:
    groups = written(
        tmp_path / "groups.parquet", f"SELECT 'g' || i AS group_id, {founder} AS founder_account_id FROM range(3) t(i)"
    )
    accounts = written(
        tmp_path / "accounts.parquet",
        "SELECT 'a0' AS account_id, 0 AS groups_joined_count, NULL::TIMESTAMP AS agreement_accepted_at, TRUE AS "
        "agreement_accepted_at__none",
    )
    told = assessed(tmp_path, "--table", f"group={groups}", "--table", f"account={accounts}")
    assert line_of(told, "sign-service-agreement")["tables"][0]["counts"][expected] == 1


def test_a_row_that_does_not_say_what_is_counted_is_counted_as_in_a_profile(tmp_path: Path) -> None:
    """Its own number counts where a row says one: a column that is half full says no less than none."""
    rows = [("a", "x", None), ("b", "x", 2), ("c", "x", 1), ("d", "y", None)]
    listed = ", ".join(f"('{key}', '{code}', {count or 'NULL'})" for key, code, count in rows)
    query = f"SELECT * FROM (VALUES {listed}) AS groups (group_id, group_code, group_code_occurrences)"
    table = written(tmp_path / "groups.parquet", query)
    counts = line_of(assessed(tmp_path, "--table", f"group={table}"), "set-group-code")["tables"][0]["counts"]
    told = {key: {"group_code": code} | ({"group_code_occurrences": n} if n else {}) for key, code, n in rows}
    listing = json.dumps({"facts": {"offers_user_groups": True}, "rows": {"group": told}, "coverage": {"group": "all"}})
    listed_rows = load_profile(profile(tmp_path, listing), base := corpus(None))
    counted = effective_facts(listed_rows, base.vocabulary, date(2026, 11, 1)).rows["group"]
    codes = {key: row["group_code_occurrences"] for key, row in counted.items()}
    assert codes == {"a": 3, "b": 2, "c": 1, "d": 1}
    assert (counts["met"], counts["breached"]) == (2, 2)


@pytest.mark.parametrize("cell", ["yes", "t", "是", "2"])
def test_a_word_that_does_not_say_whether_there_is_none_is_told(tmp_path: Path, capsys: Captured, cell: str) -> None:
    table = tmp_path / "groups.csv"
    table.write_text(f"group_id,group_code,group_code__none\ng1,,True\ng2,c,\ng3,,{cell}\n", "utf-8")
    line = refusal(capsys, tmp_path, "--table", f"group={table}")
    assert (
        f"column group_code__none holds '{cell}' in 1 rows; it tells whether group_code is none: write true or false"
        in line
    )


def test_a_sample_says_the_same_as_csv_and_json_lines_as_in_parquet(tmp_path: Path) -> None:
    """Every entity and type of fact: what is read as text is converted as what is stored in a type of its own."""
    assert main(["sample-data", "--rows", "300", "--seed", "7", "-o", str(tmp_path / "sample")]) == 0
    stored = sorted((tmp_path / "sample").glob("*.parquet"))
    told = []
    for ending in ("parquet", "csv", "jsonl"):
        tables = [written(tmp_path / f"{file.stem}.{ending}", f"SELECT * FROM '{file}'") for file in stored]
        given = [argument for table in tables for argument in ("--table", f"{table.stem}={table}")]
        lines = assessed(tmp_path, *given, "--show-keys")["lines"]
        told.append([(line["obligation"], line["verdict"], line.get("tables")) for line in lines])
    assert told[0] == told[1] == told[2]
    assert sum(verdict == "breached" for _, verdict, _ in told[0]) > 10
