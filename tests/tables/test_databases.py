"""Tables of SQLite and PostgreSQL, whose names may hold dots; in SQLite the cells have a type each."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from adbc_driver_postgresql import dbapi

from case_tables import cases, each
from guiju.tables.sources import name_parts
from kept_cache import main
from table_cases import in_sqlite
from table_samples import Captured, counted, mapped, profile, refusal

pytest_plugins = ["table_servers"]


@each(cases(__file__)["names"])
def test_a_part_of_a_name_in_quotes_may_hold_dots(table: str, parts: list[str]) -> None:
    assert name_parts(table) == parts


def test_a_mapping_is_proposed_for_any_name_of_a_column_and_beside_blobs(tmp_path: Path, capsys: Captured) -> None:
    script = """CREATE TABLE groups (group_id, group_code, avatar, "code{0}", "a""b");
        INSERT INTO groups VALUES ('g1', 'c1', x'00', 'c2', 'x')"""
    place = f"{in_sqlite(tmp_path, script)}#groups"
    assert main(["mapping", "--entity", "group", "--from", place]) == 0
    assert 'group_code: {column: "group_code"}' in capsys.readouterr().out
    mapping = mapped(tmp_path, '  group_code: {column: "code{0}"}\n')
    assert counted(tmp_path, place, "--mapping", str(mapping))["counts"]["met"] == 1


@pytest.fixture
def dotted(postgres_address: str) -> Iterator[str]:
    """The address of a server with two groups in a table whose every name has a dot or a quote in it."""
    statements = (
        'CREATE SCHEMA "chat.v2"',
        'CREATE TABLE "chat.v2"."groups.all" ("id.1" text, "code.a" text, "shown""now" boolean)',
        """INSERT INTO "chat.v2"."groups.all" VALUES ('a', 'x', false), ('b', 'y', true)""",
    )
    with dbapi.connect(postgres_address) as connection, connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
        connection.commit()
        yield postgres_address
        cursor.execute('DROP SCHEMA "chat.v2" CASCADE')
        connection.commit()


@pytest.fixture
def dotted_mapping(tmp_path: Path) -> str:
    mapping = mapped(tmp_path, '  group_code: {column: code.a}\n  group_code_shown: {column: "shown\\"now"}\n')
    mapping.write_text(mapping.read_text("utf-8").replace("key: group_id", "key: id.1"), "utf-8")
    return str(mapping)


def test_names_with_dots_are_read_from_postgresql(tmp_path: Path, dotted: str, dotted_mapping: str) -> None:
    options = "--mapping", dotted_mapping, "--show-keys"
    duty = counted(tmp_path, f'{dotted}#"chat.v2"."groups.all"', *options, duty="display-group-code")
    assert (duty["counts"]["met"], [breach["key"] for breach in duty["breaches"]]) == (1, ["a"])


def code_counts(cursor: dbapi.Cursor, folder: Path, capsys: Captured, *options: str) -> tuple[int, ...]:
    """The four counts of the duty to set a code, from the query that is written for PostgreSQL."""
    assert main(["sql", "--entity", "group", "--dialect", "postgres", str(profile(folder)), *options]) == 0
    cursor.execute(capsys.readouterr().out)
    return next(tuple(counts) for duty, *counts in cursor.fetchall() if duty.endswith("#set-group-code"))


def test_a_query_for_postgresql_reads_names_with_dots(
    tmp_path: Path, dotted: str, dotted_mapping: str, capsys: Captured
) -> None:
    options = ["--mapping", dotted_mapping, "--table", 'group="chat.v2"."groups.all"']
    with dbapi.connect(dotted) as connection, connection.cursor() as cursor:
        assert code_counts(cursor, tmp_path, capsys, *options) == (2, 0, 0, 0, 0)


def test_a_name_with_dots_without_quotes_is_told_with_its_remedy(tmp_path: Path, capsys: Captured, dotted: str) -> None:
    line = refusal(capsys, tmp_path, "--table", f"group={dotted}#chat.v2.groups.all")
    assert 'write a name with a dot in it in double quotes: #"NAME"' in line
    assert str(urlsplit(dotted).password) not in line


def test_a_text_of_nothing_but_white_space_is_an_empty_cell_for_postgresql_too(
    postgres_address: str, tmp_path: Path, capsys: Captured
) -> None:
    mapping = str(mapped(tmp_path, "  group_code: {column: group_code}\n"))
    with dbapi.connect(postgres_address) as connection, connection.cursor() as cursor:
        cursor.execute('CREATE TEMP TABLE "group" (group_id text, group_code text)')
        for place, code in enumerate(["　", "\t", " ", "", "\u00a0\u2003", "x", "~", "é", "中"]):
            cursor.execute('INSERT INTO "group" VALUES ($1, $2)', (str(place), code))
        assert code_counts(cursor, tmp_path, capsys, "--mapping", mapping) == (4, 0, 5, 0, 0)
