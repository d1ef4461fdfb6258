"""CSV files as people save them: the header has the separator, and a misfit row is reported with its place."""

from pathlib import Path

import pytest

from guiju.cli import main
from table_samples import Captured, assessed, line_of, refused

HEAD = "group_id,group_code,member_count\n"
MANY = "".join(f"g{n},c{n},3\n" for n in range(30_000))
UNLIKE = {
    "a cell too few in the first row": (f"{HEAD}secret-key,x\ng2,y,3\n",
        "row 2 has 2 cells, the header 3, separated by a comma"),
    "a cell too few in the only row": (f"{HEAD}secret-key,x\n",
        "row 2 has 2 cells, the header 3, separated by a comma"),
    "a cell too many": (f"{HEAD}g2,y,3\nsecret-key,x,3,4\n", "row 3 has 4 cells, the header 3, separated by a comma"),
    "a cell too few far below": (f"{HEAD}{MANY}secret-key,x\n",
        "row 30,002 has 2 cells, the header 3, separated by a comma"),
    "a comma in a number": ("group_id;member_count\nsecret-key;3;5\n",
        "row 2 has 3 cells, the header 2, separated by a semicolon"),
    "a tab too many": ("group_id\tgroup_code\nsecret-key\tx\ty\n",
        "row 2 has 3 cells, the header 2, separated by a tab"),
    "another head below": (f"group_id,group_code\ng1,x\n{HEAD}secret-key,y,3\n",
        "row 3 has 3 cells, the header 2, separated by a comma"),
    "a quote that is not closed": ('group_id,group_code\nsecret-key,"x\ng2,y\n',
        "row 2 has a double quote that is not closed"),
    "a quote in a cell": ('group_id,group_code\nsecret-key,"x "y" z"\n',
        "row 2 has a double quote that is not closed"),
    "two ends of lines": ("group_id,group_code\r\nsecret-key,x\ng2,y\r\n", "its lines end in different ways"),
    "a title above the head": (f"Groups of secret-key\n\n{HEAD}g1,x,3\n",
        "its first row is a single cell; name the columns in the first row"),
    "cells separated by another character": ("group_id^group_code\nsecret-key^x\n",
        "its first row is a single cell; name the columns in the first row"),
}  # fmt: skip


@pytest.mark.parametrize("name", UNLIKE)
def test_a_row_that_does_not_fit_its_head_is_told_with_its_place_and_without_its_cells(
    tmp_path: Path, capsys: Captured, name: str
) -> None:
    content, expected = UNLIKE[name]
    table = tmp_path / "groups.csv"
    table.write_bytes(content.encode())
    line = refused(tmp_path, capsys, table)
    assert f"{table}: {expected}" in line and "secret-key" not in line


def test_no_mapping_is_proposed_for_what_has_no_head(tmp_path: Path, capsys: Captured) -> None:
    table = tmp_path / "groups.csv"
    table.write_text("Groups of 2026\n\ngroup_id,group_code\ng1,x\n", "utf-8")
    assert main(["mapping", "--entity", "group", "--from", str(table)]) == 2
    told = capsys.readouterr()
    assert told.out == "" and f"{table}: its first row is a single cell" in told.err


def test_of_several_files_the_one_with_the_row_that_does_not_fit_is_named(tmp_path: Path, capsys: Captured) -> None:
    folder = tmp_path / "groups"
    folder.mkdir()
    (folder / "a.csv").write_text(f"{HEAD}g1,x,3\n", "utf-8")
    (folder / "b.csv").write_text(f"{HEAD}g2,x\n", "utf-8")
    assert f"{folder / 'b.csv'}: row 2 has 2 cells, the header 3" in refused(tmp_path, capsys, folder)


SEPARATED = {
    "a comma": "{0},{1}\n",
    "a tab": "{0}\t{1}\n",
    "a semicolon, and commas in cells": '{0};"{1}"\n',
    "an upright line": "{0}|{1}\n",
    "a comma, and empty lines above and between": "\n\n{0},{1}\n\n",
    "a comma, and one more at the end of rows": "{0},{1},\n",
    "ends of lines of Windows": "{0},{1}\r\n",
}


@pytest.mark.parametrize("name", SEPARATED)
def test_the_head_says_what_parts_the_cells_and_nothing_above_or_below_it_is_left_out(
    tmp_path: Path, name: str
) -> None:
    rows = [("group_id", "group_code"), *((f"g{n}", "a,b|c" if ";" in SEPARATED[name] else "x") for n in range(3))]
    table = tmp_path / "groups.csv"
    table.write_bytes(("\ufeff" + "".join(SEPARATED[name].format(*row) for row in rows)).encode())
    told = assessed(tmp_path, "--table", f"group={table}", "--show-keys")
    found = line_of(told, "set-group-code")["tables"][0]["breaches"]
    assert [breach["key"] for breach in found] == ["g0", "g1", "g2"]


def test_files_with_their_columns_in_another_order_and_separated_otherwise_are_one_table(tmp_path: Path) -> None:
    folder = tmp_path / "groups"
    folder.mkdir()
    (folder / "a.csv").write_text("group_id,group_code\ng1,x\n", "utf-8")
    (folder / "b.csv").write_text("group_code;avatar;GROUP_ID\nx;;g2\n", "utf-8")
    told = assessed(tmp_path, "--table", f"group={folder}", "--show-keys")
    found = line_of(told, "set-group-code")["tables"][0]["breaches"]
    assert [breach["key"] for breach in found] == ["g1", "g2"]


def test_a_file_in_utf_16_is_told(tmp_path: Path, capsys: Captured) -> None:
    table = tmp_path / "groups.csv"
    table.write_text("group_id,group_code\ng1,x\n", "utf-16")
    assert f"{table}: is not written in UTF-8" in refused(tmp_path, capsys, table)


BAD_ROWS = {
    "a row that does not fit": ("csv", "group_id,member_count\n" + "g1,2\n" * 30_000 + "secret-key,many\n",
        "member_count"),
    "bytes that are no UTF-8": ("csv", b"group_id,group_code\nsecret-key,\xff\xfe\n", "row 2 is not written in UTF-8"),
    "a key that is neither text nor number": ("jsonl",
        '{"group_id": 1, "member_count": 2}\n' * 9 + '{"group_id": secret-key}\n', "Malformed JSON"),
    "a name twice in an object": ("jsonl", '{"group_id": "secret-key", "group_code": "a", "group_code": "b"}\n',
        "duplicate key"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD_ROWS)
def test_a_row_that_cannot_be_read_is_told_with_its_cause_and_without_its_key(
    tmp_path: Path, capsys: Captured, name: str
) -> None:
    ending, content, expected = BAD_ROWS[name]
    table = tmp_path / f"groups.{ending}"
    table.write_bytes(content if isinstance(content, bytes) else content.encode())
    line = refused(tmp_path, capsys, table)
    assert expected in line and "secret-key" not in line
