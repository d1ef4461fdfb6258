"""Tables as people give them: read alike from every format, JSON and SQLite too, and by Spark as by DuckDB."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from guiju import knowledge
from guiju.assessment.profile import load_profile
from guiju.assessment.rows import effective_facts
from guiju.files.finding import Misuse
from guiju.model import Corpus
from guiju.tables import scan
from guiju.tables.sources import parse
from guiju.tables.spark_engine import scan_in_spark
from kept_cache import main
from table_cases import cases, laid_out
from table_samples import (
    FACTS,
    SHARED_CODE,
    Captured,
    assess,
    assessed,
    counted,
    line_of,
    profile,
    question,
    refusal,
    run,
    written,
)


def test_a_breach_of_a_duty_of_others_changes_no_verdict_of_the_role_asked_for(tmp_path: Path) -> None:
    table = written(tmp_path / "groups.parquet", SHARED_CODE)
    told = assessed(tmp_path, "--table", f"group={table}", role="group-owner")
    assert told["counts"]["breached"] == 0
    assert [other["obligation"] for other in told["others"]] == ["cac-group-services-2017#set-group-code"]


def test_rows_that_hold_what_cannot_hold_together_are_counted_and_told(tmp_path: Path) -> None:
    facts = "0 AS manager_count, i < 2 AS manager_label_shown, false AS founder_in_group"
    table = written(tmp_path / "groups.parquet", f"SELECT 'g' || i AS group_id, {facts} FROM range(5) t(i)")
    told = assessed(tmp_path, "--table", f"group={table}")
    assert told["tables"][0]["impossible"] == {"no-managers-who-are-labelled": 2}
    assert any("2 rows have facts that contradict each other" in text for text in told["limitations"])


def test_a_row_that_does_not_say_what_is_counted_is_counted_as_in_a_profile(tmp_path: Path) -> None:
    """Its own number counts where a row says one: a column that is half full says no less than none."""
    rows = [("a", "x", None), ("b", "x", 2), ("c", "x", 1), ("d", "y", None)]
    listed = ", ".join(f"('{key}', '{code}', {count or 'NULL'})" for key, code, count in rows)
    query = f"SELECT * FROM (VALUES {listed}) AS groups (group_id, group_code, group_code_occurrences)"
    counts = counted(tmp_path, written(tmp_path / "groups.parquet", query))["counts"]
    told = {key: {"group_code": code} | ({"group_code_occurrences": n} if n else {}) for key, code, n in rows}
    listing = json.dumps({"facts": {"offers_user_groups": True}, "rows": {"group": told}, "coverage": {"group": "all"}})
    listed_rows = load_profile(profile(tmp_path, listing), base := knowledge.corpus(None))
    effective = effective_facts(listed_rows, base.vocabulary, date(2026, 11, 1)).rows["group"]
    codes = {key: row["group_code_occurrences"] for key, row in effective.items()}
    assert codes == {"a": 3, "b": 2, "c": 1, "d": 1}
    assert (counts["met"], counts["breached"]) == (2, 2)


@pytest.mark.parametrize("reviewer", ["r1", "none", None])
def test_a_row_that_names_its_reviewer_says_the_same_in_a_table_and_in_a_profile(
    tmp_path: Path, reviewer: str | None
) -> None:
    duty = "no-prohibited-content"
    named = {"r1": "'r1', FALSE", "none": "NULL, TRUE", None: "NULL, NULL"}[reviewer]
    table = written(
        tmp_path / "violations.parquet",
        "SELECT 'v1' AS violation_id, 'provider' AS violation_subject, DATE '2026-10-31' AS violation_acted_on,"
        " TIMESTAMP '2026-10-30' AS violation_confirmed_at, TRUE AS prohibited_content_spread, t.*"
        f" FROM (VALUES ({named})) AS t(violation_reviewer, violation_reviewer__none)",
    )
    counts = counted(tmp_path, table, duty=duty, entity="violation")["counts"]
    facts = {"violation_subject": "provider", "violation_acted_on": "2026-10-31", "prohibited_content_spread": True}
    facts |= {"violation_confirmed_at": "2026-10-30T00:00:00"} | ({"violation_reviewer": reviewer} if reviewer else {})
    rows = json.dumps({"v1": facts})
    profile = f"{FACTS}coverage: {{violation: all}}\nrows:\n  violation: {rows}\n"
    verdict = line_of(assessed(tmp_path, facts=profile), duty)["verdict"]
    assert counts[verdict] == 1
    assert verdict == ("breached" if reviewer == "r1" else "undetermined")


@pytest.mark.cost(9, "assesses a whole sample in three formats")
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


def test_a_name_twice_in_a_parquet_is_refused_with_both_places(tmp_path: Path, capsys: Captured) -> None:
    inside = pa.array([{"group_code": "x", "group_id": "y"}])
    columns = [pa.array([text]) for text in ("g1", "c1", "c2")]
    names = ["group_id", "more", "group_code", "GROUP_CODE"]
    pq.write_table(pa.table([columns[0], inside, *columns[1:]], names), tmp_path / "groups.parquet")
    line = refusal(capsys, tmp_path, "--table", f"group={tmp_path / 'groups.parquet'}")
    assert "columns 3 (group_code) and 4 (GROUP_CODE) have the same name" in line


@pytest.mark.parametrize("case", [case for case in cases("refused/unlike_files") if "mapping" not in case.values[0]])
def test_spark_refuses_files_that_differ_too(tmp_path: Path, corpus: Corpus, case: dict[str, Any]) -> None:
    laid_out(tmp_path, case)
    source = parse(f"group={tmp_path / 'groups'}", ["group"])
    session: Any = None  # refused before Spark is asked for anything
    with pytest.raises(Misuse, match="write all files with the same"):
        scan_in_spark(session, [source], {}, question(corpus), run)


@pytest.mark.parametrize("form", ["text", "sarif", "gitlab"])
def test_all_columns_that_hold_no_fact_are_said_in_one_run(form: str, tmp_path: Path, capsys: Captured) -> None:
    rows = "SELECT 'k' || i AS complaint_id, 'nonsense' AS complaint_about, 'perhaps' AS complaint_received_at"
    table = written(tmp_path / "complaints.csv", f"{rows} FROM range(5) t(i)")
    assert assess(tmp_path, "--table", f"complaint={table}", "--format", form) == 2
    printed = capsys.readouterr()
    said = printed.err if form == "text" else printed.out
    for column, example in (("complaint_about", "nonsense"), ("complaint_received_at", "perhaps")):
        assert f"column {column} holds '{example}' in 5 rows" in said
    assert said.count("misfit-cells") >= 2


def test_the_dirty_columns_of_all_tables_are_one_list_that_a_machine_reads(tmp_path: Path, capsys: Captured) -> None:
    tables = []
    for entity, columns in {"complaint": "'x' AS complaint_about", "group": "'few' AS member_count"}.items():
        table = written(tmp_path / f"{entity}.csv", f"SELECT 'k' || i AS {entity}_id, {columns} FROM range(5) t(i)")
        tables += ["--table", f"{entity}={table}"]
    assert assess(tmp_path, *tables, "--format", "gitlab") == 2
    listed = json.loads(capsys.readouterr().out)
    assert [(one["check_name"], Path(one["location"]["path"]).name) for one in listed] == [
        ("misfit-cells", "complaint.csv"),
        ("misfit-cells", "group.csv"),
    ]


def test_of_more_dirty_columns_than_are_listed_the_number_is_said(
    tmp_path: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scan, "MAX_FINDINGS", 1)
    rows = "SELECT 'k' AS complaint_id, 'nonsense' AS complaint_about, 'perhaps' AS complaint_received_at"
    assert assess(tmp_path, "--table", f"complaint={written(tmp_path / 'complaints.csv', rows)}") == 2
    assert "1 more columns hold what gives no fact; correct these first" in capsys.readouterr().err
