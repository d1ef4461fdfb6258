"""Tables of SQLite, whose names may hold dots and whose cells have a type each."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from guiju.cli import main
from guiju.tables.sources import name_parts
from table_samples import Captured, assessed, line_of, refused


def database(folder: Path, rows: str, table: str = "groups") -> Path:
    """A database with one table of groups: key, code and an avatar that says nothing."""
    path = folder / "chat.db"
    path.unlink(missing_ok=True)
    with sqlite3.connect(path) as connection:
        connection.execute(f'CREATE TABLE "{table}" (group_id, group_code, avatar)')
        connection.execute(f'INSERT INTO "{table}" VALUES {rows}')
    connection.close()
    return path


@pytest.mark.parametrize("named", ["chat.groups", '"chat.groups"', 'main."chat.groups"', "Chat.Groups"])
def test_a_table_with_a_dot_in_its_name_is_read(tmp_path: Path, named: str) -> None:
    path = database(tmp_path, "('g1', 'c1', x'00')", "chat.groups")
    told = assessed(tmp_path, "--table", f"group={path}#{named}")
    assert line_of(told, "set-group-code")["tables"][0]["counts"]["met"] == 1


def test_a_table_may_be_named_with_its_database(tmp_path: Path) -> None:
    path = database(tmp_path, "('g1', 'c1', NULL)")
    assert assessed(tmp_path, "--table", f"group={path}#main.groups")["tables"][0]["rows"] == 1


@pytest.mark.parametrize(
    ("table", "parts"),
    [
        ("groups", ["groups"]),
        ("chat.groups", ["chat", "groups"]),
        ('"chat.v2".groups', ["chat.v2", "groups"]),
        ('chat."a.b"', ["chat", "a.b"]),
        ('half"quoted.x', ['half"quoted', "x"]),
    ],
)
def test_a_part_of_a_name_in_quotes_may_hold_dots(table: str, parts: list[str]) -> None:
    assert name_parts(table) == parts


def test_a_query_for_a_warehouse_names_a_table_with_a_dot_in_quotes(capsys: Captured) -> None:
    assert main(["sql", "--entity", "group", "--dialect", "postgres", "--table", 'group="chat.v2".groups']) == 0
    assert 'FROM "chat.v2"."groups"' in capsys.readouterr().out


def test_a_blob_that_should_say_a_fact_is_told_with_its_row(tmp_path: Path, capsys: Captured) -> None:
    path = database(tmp_path, "('g1', 'c1', NULL), ('secret-key', x'6331', NULL)")
    line = refused(tmp_path, capsys, f"{path}#groups")
    assert f"{path}#groups: column group_code holds a BLOB in row 2; store it as text" in line
    assert "secret-key" not in line


def test_a_blob_beyond_the_first_batch_is_told_with_its_row(tmp_path: Path, capsys: Captured) -> None:
    path = database(tmp_path, ", ".join(f"('g{n}', {'x' * (n == 60_000)}'00', NULL)" for n in range(1, 60_001)))
    assert "holds a BLOB in row 60,000;" in refused(tmp_path, capsys, f"{path}#groups")


def test_a_mapping_is_proposed_beside_columns_of_blobs(tmp_path: Path, capsys: Captured) -> None:
    path = database(tmp_path, "('g1', 'c1', x'00')")
    assert main(["mapping", "--entity", "group", "--from", f"{path}#groups"]) == 0
    assert 'group_code: {column: "group_code"}' in capsys.readouterr().out


def test_a_key_that_is_a_real_number_is_told_with_its_row_and_a_whole_one_is_a_key(
    tmp_path: Path, capsys: Captured
) -> None:
    path = database(tmp_path, "(1, 'c1', NULL), (2.0, 'c2', NULL)")
    assert "column group_id holds a real number in row 2" in refused(tmp_path, capsys, f"{path}#groups")
    path = database(tmp_path, "(9007199254740992, NULL, NULL), (9007199254740993, NULL, NULL)")
    assert assessed(tmp_path, "--table", f"group={path}#groups")["tables"][0]["rows"] == 2
