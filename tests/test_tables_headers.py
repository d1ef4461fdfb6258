"""The headers of files: a duplicate name is reported with both places, and columns of several files match by name."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from table_samples import GROUPS, Captured, assessed, line_of, refused, written

DOUBLED = {
    "groups.csv": "group_id,group_code,member_count,group_code\ng1,c1,2,c2\n",
    "groups.tsv": "group_id\tgroup_code\tmember_count\tGroup_Code\ng1\tc1\t2\tc2\n",
    "semicolons.csv": 'group_id;group_code;"member_count";"group_code"\ng1;c1;2;c2\n',
}


@pytest.mark.parametrize("name", DOUBLED)
def test_a_name_that_stands_twice_in_the_head_of_a_csv_is_told_with_both_places(
    tmp_path: Path, capsys: Captured, name: str
) -> None:
    table = tmp_path / name
    table.write_text(DOUBLED[name], "utf-8")
    line = refused(tmp_path, capsys, table)
    assert f"{table}: columns 2 (group_code) and 4 (" in line and "have the same name; give each its own" in line


def test_a_name_that_stands_twice_in_a_parquet_is_told_and_one_inside_another_column_is_not(
    tmp_path: Path, capsys: Captured
) -> None:
    inside = pa.array([{"group_code": "x", "group_id": "y"}])
    columns = [pa.array(["g1"]), inside, pa.array(["c1"])]
    table = tmp_path / "groups.parquet"
    pq.write_table(pa.table(columns, names=["group_id", "more", "group_code"]), table)
    told = assessed(tmp_path, "--table", f"group={table}")
    assert line_of(told, "set-group-code")["tables"][0]["counts"]["met"] == 1
    capsys.readouterr()
    pq.write_table(
        pa.table([*columns, pa.array(["c2"])], names=["group_id", "more", "group_code", "GROUP_CODE"]), table
    )
    assert "columns 3 (group_code) and 4 (GROUP_CODE) have the same name" in refused(tmp_path, capsys, table)


@pytest.mark.parametrize("apart", [False, True])
def test_keys_of_json_lines_that_differ_in_capitals_alone_are_told(
    tmp_path: Path, capsys: Captured, apart: bool
) -> None:
    table = tmp_path / "groups.jsonl"
    second = '}\n{"group_id": "g2", ' if apart else ", "
    table.write_text(f'{{"group_id": "g1", "Group_Code": "a"{second}"group_code": "b"}}\n', "utf-8")
    line = refused(tmp_path, capsys, table)
    assert f"{table}: columns Group_Code and group_code have the same name" in line


def test_of_several_files_the_one_with_a_name_twice_is_named(tmp_path: Path, capsys: Captured) -> None:
    folder = tmp_path / "groups"
    folder.mkdir()
    written(folder / "a.csv")
    (folder / "b.csv").write_text("group_id,group_id\ng7,g8\n", "utf-8")
    assert f"{folder / 'b.csv'}: columns 1 (group_id) and 2 (group_id)" in refused(tmp_path, capsys, folder)


def test_a_row_of_a_csv_that_begins_with_a_hash_is_a_row(tmp_path: Path) -> None:
    table = tmp_path / "groups.csv"
    table.write_text("group_id,group_code\nx,1\n#room:a,2\n#room:b,3\n", "utf-8")
    told = assessed(tmp_path, "--table", f"group={table}")
    assert told["tables"][0]["rows"] == 3


def test_a_sign_that_is_no_quote_of_a_csv_is_a_part_of_its_cell(tmp_path: Path) -> None:
    table = tmp_path / "groups.csv"
    table.write_text("group_id,group_code,group_code_shown\n'a','x',false\n'b','y',false\n", "utf-8")
    told = line_of(assessed(tmp_path, "--table", f"group={table}", "--show-keys"), "display-group-code")
    assert [breach["key"] for breach in told["tables"][0]["breaches"]] == ["'a'", "'b'"]


def test_columns_of_several_files_are_found_by_their_names(tmp_path: Path) -> None:
    folder = tmp_path / "groups"
    folder.mkdir()
    written(folder / "a.csv")
    written(
        folder / "b.csv",
        f"SELECT group_code, 'h' || group_id AS group_id, * EXCLUDE (group_code, group_id) FROM ({GROUPS})",
    )
    told = assessed(tmp_path, "--table", f"group={folder}")
    assert line_of(told, "set-group-code")["tables"][0]["counts"]["breached"] == 12
