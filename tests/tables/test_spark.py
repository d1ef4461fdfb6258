"""Spark as an engine of scans: the formats it reads as DuckDB does, and its refusals in one line without a cell."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest

from case_tables import cases, each
from guiju.files.finding import Misuse, Unsound
from guiju.model import Corpus
from guiju.tables.duckdb_engine import scan_in_duckdb
from guiju.tables.sources import TableSource, parse
from guiju.tables.spark_engine import scan_in_spark
from kept_cache import main
from table_samples import GROUPS, Captured, outcomes, profile, question, run, written

pytest_plugins = ["table_servers"]

CASES = cases(__file__)
SERVICE = {"offers_user_groups": True, "info_page_member_threshold": 3}
CODE = "cac-group-services-2017#set-group-code"
Scan = Callable[[TableSource], Any]


@pytest.fixture
def in_spark(spark: Any, corpus: Corpus) -> Scan:
    return lambda source: outcomes(scan_in_spark(spark, [source], {}, question(corpus, SERVICE), run)[0])


@pytest.fixture
def in_both(in_spark: Scan, corpus: Corpus) -> Scan:
    """A scan on Spark, whose counts and breaches are those of DuckDB; of several files they come in any order."""

    def scanned(source: TableSource) -> Any:
        results = in_spark(source), outcomes(scan_in_duckdb([source], {}, question(corpus, SERVICE), run)[0])
        one, other = results if len(source.files) == 1 else map(in_any_order, results)
        assert one == other
        return results[0]

    return scanned


def in_any_order(results: dict[str, Any]) -> dict[str, Any]:
    return {name: [(counts, sorted(b, key=str)) for counts, b in several] for name, several in results.items()}


def groups(place: Path | str) -> TableSource:
    return parse(f"group={place}", ["group"])


def elsewhere(folder: Path, ending: str) -> TableSource:
    """Files that Spark alone sees, as on storage that only its workers reach."""
    form: Any = {"jsonl": "json"}.get(ending, ending)
    return TableSource("group", form, "s3a://bucket/groups", address=f"file://{folder}/*.{ending}")


def counts(scanned: Any) -> tuple[int, int]:
    """How many rows meet the duty to set a code, and breach it."""
    return scanned[CODE][0][0]["met"], scanned[CODE][0][0]["breached"]


@pytest.mark.parametrize("ending", ["csv", "jsonl", "hive"])
def test_spark_reads_every_format_as_duckdb_does(tmp_path: Path, in_both: Scan, ending: str) -> None:
    rows = f"SELECT *, 'x' AS group_tier FROM ({GROUPS})"
    if ending == "hive":
        place = tmp_path / "groups"
        with duckdb.connect() as connection:
            connection.execute(f"COPY ({rows}) TO '{place}' (FORMAT parquet, PARTITION_BY (group_tier))")
    else:
        place = written(tmp_path / f"groups of {{May}} 100%, [all].{ending}", rows)
    assert len(groups(place).files) == 1
    assert counts(in_both(groups(place))) == (6, 0)


def test_spark_reads_columns_of_several_files_by_their_names_and_texts_in_quotes(
    tmp_path: Path, in_spark: Scan, in_both: Scan
) -> None:
    (tmp_path / "a.tsv").write_text('group_id\tgroup_code\n007\t"c ""1"""\n7\tc2\n', "utf-8")
    (tmp_path / "b.tsv").write_text("group_id\tgroup_code\n8\tc2\n", "utf-8")
    assert counts(in_both(groups(tmp_path))) == (1, 2)
    (tmp_path / "b.tsv").write_text("group_code\tgroup_id\nc2\t8\n", "utf-8")
    with pytest.raises(Misuse, match="cannot be read"):
        in_spark(groups(tmp_path))


def test_spark_finds_the_separator_in_the_header_as_duckdb_does(tmp_path: Path, in_spark: Scan, in_both: Scan) -> None:
    (tmp_path / "a.csv").write_text('group_id;group_code\ng1;"x;,"\ng2;y,\n', "utf-8")
    assert counts(in_both(groups(tmp_path))) == counts(in_spark(elsewhere(tmp_path, "csv"))) == (2, 0)
    (tmp_path / "b.csv").write_text("group_id\tgroup_code\ng3\tz\n", "utf-8")
    with pytest.raises(Misuse, match=r"b\.csv: cells are separated by '\\t', in .*a\.csv by ';'"):
        in_spark(groups(tmp_path))


def test_spark_reads_a_table_of_its_catalogue_and_counts_a_code_that_stands_twice(spark: Any, in_spark: Scan) -> None:
    rows = "SELECT 'g' || id AS group_id, 'c' || (id DIV 2) AS group_code FROM range(5)"
    spark.execute(f"CREATE OR REPLACE TEMPORARY VIEW groups_here AS {rows}")
    scanned = in_spark(groups("catalogue:groups_here"))
    assert counts(scanned) == (1, 4)
    assert sorted(breach.key for breach in scanned[CODE][0][1]) == ["g0", "g1", "g2", "g3"]


def test_a_machine_without_java_is_told_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    table = written(tmp_path / "groups.parquet")
    monkeypatch.setenv("JAVA_HOME", str(tmp_path / "nowhere"))
    given = ["--role", "group-provider", "--table", f"group={table}", "--engine", "spark"]
    assert main(["assess", str(profile(tmp_path)), *given]) == 2
    assert "java not found; install Java 17 or later, which Spark runs on, or set JAVA_HOME" in capsys.readouterr().err


@pytest.mark.parametrize("named", ["chat", "chat/day=1", "chat/day=1/group_tier=A"])
def test_the_names_of_folders_are_the_same_columns_for_spark(
    tmp_path: Path, corpus: Corpus, spark: Any, in_both: Scan, named: str
) -> None:
    below = tmp_path / "chat" / "day=1" / "group_tier=A"
    below.mkdir(parents=True)
    written(below / "a.parquet", "SELECT 'a' AS group_id, 'x' AS group_category, 'y' AS group_code")
    source = groups(tmp_path / named)
    assert in_both(source)
    (table,) = scan_in_spark(spark, [source], {}, question(corpus, SERVICE), run)[0].scanned
    assert "group_tier" not in table.unsaid


@each(CASES["refused"])
def test_a_table_that_spark_cannot_read_is_one_line_without_its_cells(
    case: dict[str, Any], tmp_path: Path, in_spark: Scan
) -> None:
    table = tmp_path / f"1.{case['ending']}"
    table.write_text(*case["files"], "utf-8")
    with pytest.raises(Misuse, match=case["says"]) as refused:
        in_spark(groups(table))
    assert "\n" not in str(refused.value) and "secret" not in str(refused.value)


@each(CASES["refused elsewhere"])
def test_files_elsewhere_that_differ_are_refused(case: dict[str, Any], tmp_path: Path, in_spark: Scan) -> None:
    """Of storage that only workers reach this machine sees nothing: Spark looks at the types of all files."""
    for stem, content in zip(("a 1", "b,[2]"), case["files"], strict=True):
        file = tmp_path / f"{stem}.{case['ending']}"
        if case["ending"] == "parquet":
            moment = f"{content} '2017-10-07 20:00:00' AS founded_at"
            written(file, f"SELECT '{stem}' AS group_id, {moment}, 'x' AS group_code")
        else:
            file.write_text(content, "utf-8")
    with pytest.raises(Unsound if case.get("dirty") else Misuse, match=case["says"]):
        in_spark(elsewhere(tmp_path, case["ending"]))


def test_spark_takes_white_space_for_an_empty_cell_as_duckdb_does(tmp_path: Path, in_both: Scan) -> None:
    codes = CASES["blank"]
    rows = "".join(f"g{place},{code},false\n" for place, code in enumerate(codes))
    (tmp_path / "groups.csv").write_text(f"group_id,group_code,group_code_shown\n{rows}", "utf-8")
    assert counts(in_both(groups(tmp_path / "groups.csv")))[0] == 4
