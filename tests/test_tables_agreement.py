"""Several files as one table: what differs between them is told, and none that belongs to it is left out in silence."""

from pathlib import Path
from typing import Any

import duckdb
import pytest

from guiju.files.finding import Misuse
from guiju.model import Corpus
from guiju.tables.sources import parse
from guiju.tables.spark_engine import scan_in_session
from table_samples import assess, assessed, line_of, question, run, written

Captured = pytest.CaptureFixture[str]
REVIEW = "TIMESTAMP '2020-01-01' AS founder_checked_at, false AS founder_check_covers_identity"
UNLIKE = {
    "times of China and of the world": (
        f"SELECT 'a' AS group_id, TIMESTAMP '2017-10-07 20:00' AS founded_at, {REVIEW}",
        f"SELECT 'b' AS group_id, TIMESTAMPTZ '2017-10-07 20:00+00' AS founded_at, {REVIEW}",
        "column founded_at is TIMESTAMP WITH TIME ZONE, in {first} TIMESTAMP; write all files with the same types",
    ),
    "numbers with a fraction after whole ones": (
        "SELECT 1 AS group_id, 3 AS member_count",
        "SELECT 2 AS group_id, 2.5 AS member_count",
        "column member_count is DECIMAL(2,1), in {first} INTEGER; write all files with the same types",
    ),
    "keys of another type": (
        "SELECT 1 AS group_id, 'x' AS group_code",
        "SELECT 2.4::DOUBLE AS group_id, 'y' AS group_code",
        "column group_id is DOUBLE, in {first} INTEGER; write all files with the same types",
    ),
    "numbers where the first says true and false": (
        "SELECT 'a' AS group_id, 'x' AS group_code, true AS group_code_shown",
        "SELECT 'b' AS group_id, 'y' AS group_code, 2 AS group_code_shown",
        "column group_code_shown is INTEGER, in {first} BOOLEAN; write all files with the same types",
    ),
    "a fact that the first file has not": (
        "SELECT 'a' AS group_id, 'x' AS group_code",
        "SELECT 'b' AS group_id, 'y' AS group_code, false AS group_code_shown",
        "has a column group_code_shown, which {first} does not have; write all files with the same columns",
    ),
    "a fact that only the first file has": (
        "SELECT 'a' AS group_id, 'x' AS group_code, false AS group_code_shown",
        "SELECT 'b' AS group_id, 'y' AS group_code",
        "has no column group_code_shown, which {first} has; write all files with the same columns",
    ),
    "nothing but empty cells first": (
        "SELECT 'a' AS group_id, 'x' AS group_code, NULL AS group_tier",
        "SELECT 'b' AS group_id, 'y' AS group_code, 't' AS group_tier",
        "write all files with the same types",
    ),
}


def folder_of(folder: Path, *queries: str, ending: str = "parquet") -> Path:
    place = folder / "groups"
    place.mkdir()
    for name, query in zip("abc", queries, strict=False):
        written(place / f"{name}.{ending}", query)
    return place


def refusal(capsys: Captured, folder: Path, *arguments: str) -> str:
    assert assess(folder, *arguments) == 2
    (line,) = capsys.readouterr().err.splitlines()
    return line


@pytest.mark.parametrize("name", UNLIKE)
def test_files_that_differ_in_what_is_read_are_told_with_their_names(
    tmp_path: Path, capsys: Captured, name: str
) -> None:
    *queries, expected = UNLIKE[name]
    place = folder_of(tmp_path, *queries)
    line = refusal(capsys, tmp_path, "--table", f"group={place}")
    assert f"{place / 'b.parquet'}: " in line and expected.format(first=place / "a.parquet") in line


@pytest.mark.parametrize(
    ("first", "second"),
    [("3::INTEGER", "4::BIGINT"), ("3::BIGINT", "4::UTINYINT"), ("3", "NULL::INTEGER"), ("3::FLOAT", "4::DOUBLE")],
)
def test_files_whose_types_can_say_the_same_are_one_table(tmp_path: Path, first: str, second: str) -> None:
    place = folder_of(
        tmp_path,
        f"SELECT 'a' AS group_id, {first} AS member_count, 1 AS other",
        f"SELECT 'b' AS group_id, {second} AS member_count, 'of no fact' AS other, 2 AS more",
    )
    assert assessed(tmp_path, "--table", f"group={place}")["tables"][0]["rows"] == 2


def test_a_column_that_only_a_mapping_reads_is_compared_too(tmp_path: Path, capsys: Captured) -> None:
    mapping = tmp_path / "mapping.yaml"
    mapping.write_text("entity: group\nkey: id\nfacts:\n  group_code: {column: c, none_column: nobody}\n", "utf-8")
    place = folder_of(
        tmp_path, "SELECT 1 AS id, NULL::TEXT AS c, true AS nobody", "SELECT 2 AS id, NULL::TEXT AS c, 5 AS nobody"
    )
    line = refusal(capsys, tmp_path, "--table", f"group={place}", "--mapping", str(mapping))
    assert "column nobody is INTEGER" in line


@pytest.mark.parametrize("name", ["a fact that the first file has not", "a fact that only the first file has"])
def test_csv_files_that_differ_in_a_fact_are_told(tmp_path: Path, capsys: Captured, name: str) -> None:
    *queries, expected = UNLIKE[name]
    place = folder_of(tmp_path, *queries, ending="csv")
    assert expected.format(first=place / "a.csv") in refusal(capsys, tmp_path, "--table", f"group={place}")


def test_a_fact_that_only_some_json_lines_say_is_missing_in_the_others(tmp_path: Path) -> None:
    *queries, _ = UNLIKE["a fact that the first file has not"]
    place = folder_of(tmp_path, *queries, ending="jsonl")
    counts = line_of(assessed(tmp_path, "--table", f"group={place}"), "display-group-code")["tables"][0]["counts"]
    assert (counts["breached"], counts["undetermined"]) == (1, 1)


@pytest.mark.parametrize("folders", ["groups/group_tier=A", "group_tier=A/groups"])
def test_a_column_in_the_file_and_in_the_name_of_its_folder_is_told(
    tmp_path: Path, capsys: Captured, folders: str
) -> None:
    below = tmp_path / folders
    below.mkdir(parents=True)
    written(below / "a.parquet", "SELECT 'a' AS group_id, 'B' AS group_tier, 'c' AS group_category")
    line = refusal(capsys, tmp_path, "--table", f"group={next(tmp_path.rglob('groups'))}")
    assert "column group_tier is in the file and in the names of its folders too" in line


@pytest.mark.parametrize("name", ["times of China and of the world", "a fact that the first file has not"])
def test_spark_refuses_files_that_differ_too(tmp_path: Path, corpus: Corpus, name: str) -> None:
    *queries, _ = UNLIKE[name]
    source = parse(f"group={folder_of(tmp_path, *queries)}", ["group"])
    session: Any = None  # refused before Spark is asked for anything
    with pytest.raises(Misuse, match="write all files with the same"):
        scan_in_session(session, [source], {}, question(corpus), run)


def test_what_is_hidden_or_not_yet_committed_in_a_folder_is_no_part_of_the_table(tmp_path: Path) -> None:
    place = folder_of(tmp_path, "SELECT 'a' AS group_id, 'x' AS group_code")
    for name in ("_temporary/0", ".staging"):
        (place / name).mkdir(parents=True)
        written(place / name / "b.parquet", "SELECT 'b' AS group_id, 'x' AS group_code")
    written(place / ".c.parquet", "SELECT 'c' AS group_id, 'x' AS group_code")
    (place / "_SUCCESS").touch()
    assert assessed(tmp_path, "--table", f"group={place}")["tables"][0]["rows"] == 1


def test_a_file_of_a_folder_counts_however_its_ending_is_written(tmp_path: Path) -> None:
    place = folder_of(tmp_path, "SELECT 'a' AS group_id, 'x' AS group_code", ending="csv")
    (place / "B.CSV").write_text("group_id,group_code\nb,y\n", "utf-8")
    assert assessed(tmp_path, "--table", f"group={place}")["tables"][0]["rows"] == 2


@pytest.mark.parametrize("name", ["b.csv.gz", "b.parquet.zst", "b.JSONL.GZ"])
def test_a_packed_file_in_a_folder_is_told_and_not_left_out(tmp_path: Path, capsys: Captured, name: str) -> None:
    place = folder_of(tmp_path, "SELECT 'a' AS group_id, 'x' AS group_code")
    (place / name).write_bytes(b"packed")
    assert f"{place / name}: is compressed" in refusal(capsys, tmp_path, "--table", f"group={place}")


@pytest.mark.parametrize("name", ["part.orc", "groups.xlsx", "notes.txt", "000001_0", "b.json", "b.avro.gz"])
def test_a_file_in_a_folder_that_may_hold_rows_is_told_and_not_left_out(
    tmp_path: Path, capsys: Captured, name: str
) -> None:
    place = folder_of(tmp_path, "SELECT 'a' AS group_id, 'x' AS group_code")
    below = place / "day=1"
    below.mkdir()
    (below / name).write_bytes(b"rows, perhaps")
    line = refusal(capsys, tmp_path, "--table", f"group={place}")
    assert f"{below / name}: is not one of .parquet, " in line and "begin its name with _" in line


def test_a_file_of_rows_is_part_of_the_table_whatever_its_name(tmp_path: Path) -> None:
    place = folder_of(tmp_path, "SELECT 'a' AS group_id, 'x' AS group_code")
    written(place / "manifest.parquet", "SELECT 'b' AS group_id, 'x' AS group_code")
    assert assessed(tmp_path, "--table", f"group={place}")["tables"][0]["rows"] == 2


def test_what_is_written_about_a_table_may_stand_in_its_folder(tmp_path: Path) -> None:
    place = folder_of(tmp_path, "SELECT 'a' AS group_id, 'x' AS group_code")
    for name in ("README", "Readme.txt", "LICENSE.txt", "manifest.json", "mapping.yaml", "Thumbs.db", "a.parquet.crc"):
        (place / name).write_text("not a row", "utf-8")
    for name in ("_SUCCESS", "_notes.txt", "done", ".part.orc.crc"):
        (place / name).touch()
    assert assessed(tmp_path, "--table", f"group={place}")["tables"][0]["rows"] == 1


@pytest.mark.parametrize("log", ["_delta_log", ".hoodie"])
def test_a_folder_whose_files_hold_deleted_rows_too_is_told(tmp_path: Path, capsys: Captured, log: str) -> None:
    place = folder_of(tmp_path, "SELECT 'a' AS group_id, 'x' AS group_code")
    (place / log).mkdir()
    assert f"{place}: is a table of " in refusal(capsys, tmp_path, "--table", f"group={place}")


def test_a_link_to_a_folder_in_a_folder_is_told_and_not_left_out(tmp_path: Path, capsys: Captured) -> None:
    place = folder_of(tmp_path, "SELECT 'a' AS group_id, 'x' AS group_code")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (place / "more").symlink_to(elsewhere)
    assert f"{place / 'more'}: is a link to a folder" in refusal(capsys, tmp_path, "--table", f"group={place}")


def sniffed(table: Path) -> dict[str, Any]:
    with duckdb.connect() as connection:
        found = connection.execute(f"DESCRIBE SELECT * FROM read_json('{table}')").fetchall()
    return {name: kind for name, kind, *_ in found}


LATE = {
    "a number with a fraction": ('"member_count": 3', '"member_count": 2.5',
        "column member_count holds '2.5' in 1 rows"),
    "a word where true stood": ('"group_code_shown": true', '"group_code_shown": "no"',
        "column group_code_shown is JSON"),
    "a key with a fraction": ('"group_id": 1', '"group_id": 1.5', "the key column group_id is DOUBLE"),
    "a key that is a text": ('"group_id": 1', '"group_id": "secret-key"', "the key column group_id is JSON"),
}  # fmt: skip


@pytest.mark.parametrize("name", LATE)
def test_json_lines_have_the_types_of_all_their_lines(tmp_path: Path, capsys: Captured, name: str) -> None:
    early, late, expected = LATE[name]
    same, key = '"group_code": "x"', '"group_id"'
    lines = [
        f"{{{told if key in told else f'{key}: {row}, {told}'}, {same}}}\n"
        for row, told in enumerate([early] * 30_000 + [late])
    ]
    table = tmp_path / "groups.jsonl"
    table.write_text("".join(lines), "utf-8")
    column = late.split('"')[1]
    assert sniffed(table)[column] in ("BIGINT", "BOOLEAN")  # what the first lines alone tell
    line = refusal(capsys, tmp_path, "--table", f"group={table}")
    assert expected in line and "secret-key" not in line


def test_a_fact_that_only_a_late_line_of_json_says_is_read(tmp_path: Path) -> None:
    table = tmp_path / "groups.jsonl"
    early = "".join(f'{{"group_id": "g{n}", "group_code": null}}\n' for n in range(30_000))
    table.write_text(early + '{"group_id": "late", "group_code": "x", "group_code_shown": false}\n', "utf-8")
    told = assessed(tmp_path, "--table", f"group={table}")
    assert line_of(told, "display-group-code")["tables"][0]["counts"]["breached"] == 1
    assert line_of(told, "set-group-code")["tables"][0]["counts"]["met"] == 1


def test_a_text_of_json_lines_that_looks_like_a_uuid_keeps_its_capitals(tmp_path: Path) -> None:
    table = tmp_path / "groups.jsonl"
    key = "12345678-1234-1234-1234-123456789ABC"
    table.write_text(f'{{"group_id": "{key}", "group_code": "x", "group_code_shown": false}}\n', "utf-8")
    told = assessed(tmp_path, "--table", f"group={table}", "--show-keys")
    (breach,) = line_of(told, "display-group-code")["tables"][0]["breaches"]
    assert breach["key"] == key
