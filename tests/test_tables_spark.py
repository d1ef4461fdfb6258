"""Spark as an engine of scans: the formats it reads, and what it says of what it cannot."""

from pathlib import Path
from typing import Any

import duckdb
import pytest

from guiju.cli import main
from guiju.files.finding import Misuse
from guiju.model import Corpus
from guiju.tables.duckdb_engine import scan_in_duckdb
from guiju.tables.sources import TableSource, parse
from guiju.tables.spark_engine import scan_in_session
from table_samples import GROUPS, Captured, outcomes, profile, question, run, written

pytest_plugins = ["table_servers"]


SERVICE = {"offers_user_groups": True, "info_page_member_threshold": 3}


@pytest.mark.parametrize("ending", ["csv", "jsonl", "hive"])
def test_spark_reads_every_format_as_duckdb_does(tmp_path: Path, corpus: Corpus, spark: Any, ending: str) -> None:
    rows = f"SELECT *, 'x' AS group_tier FROM ({GROUPS})"
    if ending == "hive":
        place = tmp_path / "groups"
        with duckdb.connect() as connection:
            connection.execute(f"COPY ({rows}) TO '{place}' (FORMAT parquet, PARTITION_BY (group_tier))")
    else:
        place = written(tmp_path / f"groups of {{May}} 100%, [all].{ending}", rows)
    sources = [parse(f"group={place}", ["group"])]
    assert len(sources[0].files) == 1
    found = outcomes(scan_in_session(spark, sources, {}, question(corpus, SERVICE), run)[0])
    assert found == outcomes(scan_in_duckdb(sources, {}, question(corpus, SERVICE), run)[0])
    code = found["cac-group-services-2017#set-group-code"][0][0]
    assert code == {"met": 6, "breached": 0, "undetermined": 0, "not_applicable": 0}


def test_spark_reads_columns_of_several_files_by_their_names_and_texts_in_quotes(
    tmp_path: Path, corpus: Corpus, spark: Any
) -> None:
    folder = tmp_path / "groups"
    folder.mkdir()
    (folder / "a.tsv").write_text('group_id\tgroup_code\n007\t"c ""1"""\n7\tc2\n', "utf-8")
    (folder / "b.tsv").write_text("group_id\tgroup_code\n8\tc2\n", "utf-8")
    sources = [parse(f"group={folder}", ["group"])]
    found = outcomes(scan_in_session(spark, sources, {}, question(corpus, SERVICE), run)[0])
    here = outcomes(scan_in_duckdb(sources, {}, question(corpus, SERVICE), run)[0])
    code = "cac-group-services-2017#set-group-code"
    assert found[code][0][0] == here[code][0][0] == {"met": 1, "breached": 2, "undetermined": 0, "not_applicable": 0}
    assert sorted(found[code][0][1], key=str) == sorted(here[code][0][1], key=str)
    (folder / "b.tsv").write_text("group_code\tgroup_id\nc2\t8\n", "utf-8")
    with pytest.raises(Misuse, match="cannot be read"):
        scan_in_session(spark, sources, {}, question(corpus, SERVICE), run)


def test_spark_finds_what_parts_the_cells_in_the_head_as_duckdb_does(
    tmp_path: Path, corpus: Corpus, spark: Any
) -> None:
    folder = tmp_path / "groups"
    folder.mkdir()
    (folder / "a.csv").write_text('group_id;group_code\ng1;"x;,"\ng2;y,\n', "utf-8")
    here = [parse(f"group={folder}", ["group"])]
    elsewhere = [TableSource("group", "csv", "s3a://bucket/groups", address=f"file://{folder}/*.csv")]
    code = "cac-group-services-2017#set-group-code"
    for sources in (here, elsewhere):
        counts = outcomes(scan_in_session(spark, sources, {}, question(corpus, SERVICE), run)[0])[code][0][0]
        assert (counts["met"], counts) == (
            2,
            outcomes(scan_in_duckdb(here, {}, question(corpus, SERVICE), run)[0])[code][0][0],
        )
    (folder / "b.csv").write_text("group_id\tgroup_code\ng3\tz\n", "utf-8")
    with pytest.raises(Misuse, match=r"b\.csv: cells are separated by '\\t', in .*a\.csv by ';'"):
        scan_in_session(spark, [parse(f"group={folder}", ["group"])], {}, question(corpus, SERVICE), run)


def test_a_name_that_stands_twice_in_a_head_is_told_by_spark_too(tmp_path: Path, corpus: Corpus, spark: Any) -> None:
    table = tmp_path / "groups.csv"
    table.write_text("group_id,group_code,Group_Code\ng1,c1,c2\n", "utf-8")
    with pytest.raises(Misuse, match=r"columns 2 \(group_code\) and 3 \(Group_Code\) have the same name"):
        scan_in_session(spark, [parse(f"group={table}", ["group"])], {}, question(corpus, SERVICE), run)


def test_spark_reads_a_table_of_its_catalogue_and_counts_a_code_that_stands_twice(corpus: Corpus, spark: Any) -> None:
    rows = "SELECT 'g' || id AS group_id, 'c' || (id DIV 2) AS group_code FROM range(5)"
    spark.execute(f"CREATE OR REPLACE TEMPORARY VIEW groups_here AS {rows}")
    sources = [parse("group=catalogue:groups_here", ["group"])]
    code = outcomes(scan_in_session(spark, sources, {}, question(corpus, SERVICE), run)[0])[
        "cac-group-services-2017#set-group-code"
    ]
    assert code[0][0] == {"met": 1, "breached": 4, "undetermined": 0, "not_applicable": 0}
    assert sorted(breach.key for breach in code[0][1]) == ["g0", "g1", "g2", "g3"]


def test_a_machine_without_java_is_told_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    table = written(tmp_path / "groups.parquet")
    monkeypatch.setenv("JAVA_HOME", str(tmp_path / "nowhere"))
    given = ["--role", "group-provider", "--table", f"group={table}", "--engine", "spark"]
    assert main(["assess", str(profile(tmp_path)), *given]) == 2
    assert "install Java 17 or later, which Spark runs on, or set JAVA_HOME to it" in capsys.readouterr().err


def test_a_table_that_is_none_is_one_line_from_spark_too(tmp_path: Path, corpus: Corpus, spark: Any) -> None:
    broken = tmp_path / "groups.parquet"
    broken.write_bytes(b"PAR1 and nothing else")
    with pytest.raises(Misuse) as caught:
        scan_in_session(spark, [parse(f"group={broken}", ["group"])], {}, question(corpus, SERVICE), run)
    assert str(caught.value).startswith(f"{broken}: cannot be read (")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("named", ["chat", "chat/day=1", "chat/day=1/group_tier=A"])
def test_the_names_of_folders_are_the_same_columns_for_spark(
    tmp_path: Path, corpus: Corpus, spark: Any, named: str
) -> None:
    below = tmp_path / "chat" / "day=1" / "group_tier=A"
    below.mkdir(parents=True)
    written(below / "a.parquet", "SELECT 'a' AS group_id, 'x' AS group_category, 'y' AS group_code")
    sources = [parse(f"group={tmp_path / named}", ["group"])]
    found = scan_in_session(spark, sources, {}, question(corpus, SERVICE), run)[0]
    assert outcomes(found) == outcomes(scan_in_duckdb(sources, {}, question(corpus, SERVICE), run)[0])
    assert "group_tier" not in found.scanned[0].unsaid


BAD_ROWS = {
    "a row with a cell too few": ("csv", "group_id,group_code,member_count\nsecret-key,x\n"),
    "a word that is none of JSON": ("jsonl", '{"group_id": "a", "group_code": "x"}\n{"group_id": secret-key}\n'),
}


@pytest.mark.parametrize("name", BAD_ROWS)
def test_a_row_that_spark_cannot_read_is_told_without_its_key(
    tmp_path: Path, corpus: Corpus, spark: Any, name: str
) -> None:
    ending, content = BAD_ROWS[name]
    table = tmp_path / f"groups.{ending}"
    table.write_text(content, "utf-8")
    with pytest.raises(Misuse) as refused:
        scan_in_session(spark, [parse(f"group={table}", ["group"])], {}, question(corpus, SERVICE), run)
    assert str(table) in str(refused.value) and "secret" not in str(refused.value)


def test_files_elsewhere_whose_types_differ_are_told_by_spark(tmp_path: Path, corpus: Corpus, spark: Any) -> None:
    """Of storage that only workers reach this machine sees nothing: Spark looks at the types of all files."""
    for name, kind in (("a", "TIMESTAMP"), ("b", "TIMESTAMPTZ")):
        moment = f"{kind} '2017-10-07 20:00:00' AS founded_at"
        written(tmp_path / f"{name}.parquet", f"SELECT '{name}' AS group_id, {moment}, 'x' AS group_code")
    source = TableSource("group", "parquet", "s3a://bucket/groups", address=f"file://{tmp_path}/*.parquet")
    with pytest.raises(Misuse, match="s3a://bucket/groups: cannot be read"):
        scan_in_session(spark, [source], {}, question(corpus, SERVICE), run)


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        ("group_id,group_code\na,x\n", "group_id,group_code,group_code_shown\nb,y,false\n",
            r"b,\[2\]\.csv: has a column group_code_shown, which .*a 1\.csv does not have"),
        ("group_id,group_code\na,x\n", "group_id\nb\n", "s3a://bucket/groups: cannot be read"),
        ("group_id,group_code\na,x\n", "group_code,group_id\ny,b\n", "s3a://bucket/groups: cannot be read"),
        ("group_id,group_code\na,x\n", "group_id,group_code,Group_Code\nb,y,z\n",
            r"b,\[2\]\.csv: columns 2 \(group_code\) and 3"),
        ("group_id,group_code\na,x\n", "group_id;group_code\nb;y\n",
            r"b,\[2\]\.csv: cells are separated by ';', in .*a 1\.csv by ','"),
    ],
)  # fmt: skip
def test_csv_files_elsewhere_that_differ_are_told(
    tmp_path: Path, corpus: Corpus, spark: Any, first: str, second: str, said: str
) -> None:
    (tmp_path / "a 1.csv").write_text(first, "utf-8")
    (tmp_path / "b,[2].csv").write_text(second, "utf-8")
    source = TableSource("group", "csv", "s3a://bucket/groups", address=f"file://{tmp_path}/*.csv")
    with pytest.raises(Misuse, match=said):
        scan_in_session(spark, [source], {}, question(corpus, SERVICE), run)


def test_json_lines_elsewhere_have_the_types_of_all_their_files(tmp_path: Path, corpus: Corpus, spark: Any) -> None:
    (tmp_path / "a.jsonl").write_text('{"group_id": "a", "member_count": 3}\n', "utf-8")
    (tmp_path / "b.jsonl").write_text('{"group_id": "b", "member_count": 2.5, "group_code": "x"}\n', "utf-8")
    source = TableSource("group", "json", "s3a://bucket/groups", address=f"file://{tmp_path}/*.jsonl")
    with pytest.raises(Misuse, match=r"column member_count holds '2\.5' in 1 rows"):
        scan_in_session(spark, [source], {}, question(corpus, SERVICE), run)


def test_spark_takes_white_space_for_an_empty_cell_as_duckdb_does(tmp_path: Path, corpus: Corpus, spark: Any) -> None:
    table = tmp_path / "groups.csv"
    codes = ["　", "\t", " ", '""', "\u00a0\u2003", "x", "~", "é", "中"]
    rows = "".join(f"g{place},{code},false\n" for place, code in enumerate(codes))
    table.write_text(f"group_id,group_code,group_code_shown\n{rows}", "utf-8")
    sources = [parse(f"group={table}", ["group"])]
    found = outcomes(scan_in_session(spark, sources, {}, question(corpus, SERVICE), run)[0])
    assert found == outcomes(scan_in_duckdb(sources, {}, question(corpus, SERVICE), run)[0])
    assert found["cac-group-services-2017#set-group-code"][0][0]["met"] == 4
