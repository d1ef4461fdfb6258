"""Cells and names that a table may hold and a profile cannot: misfits are reported, and none is ever a pass."""

import json
import sqlite3
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb
import jsonschema_rs
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from guiju.cli import main
from guiju.files.bundled import schema
from guiju.knowledge import corpus
from guiju.model import Fact
from guiju.model.mapping import MappedColumn, TableMapping
from guiju.predicates.dialects import DUCKDB
from guiju.tables.columns import TableColumns
from table_samples import GROUPS, assess, assessed, line_of, profile, written

Captured = pytest.CaptureFixture[str]
FACTS = {fact.id: fact for fact in corpus(None).vocabulary.facts}
DAY = date(2026, 11, 1)


def read(fact: Fact, cell: str, kind: str, **said: Any) -> tuple[Any, bool]:
    """What a cell (SQL, of this type) says of a fact, as text, and whether it is told as no value of it."""
    mapping = TableMapping(fact.entity, "key", {fact.id: MappedColumn("cell", **said)})
    column = TableColumns(mapping, {fact.id: fact}, {"key": "VARCHAR", "cell": kind}, DUCKDB, "table", DAY).facts()[
        fact.id
    ]
    with duckdb.connect() as connection:
        values = f"CAST({column.forgiving().value} AS VARCHAR), coalesce({column.misfit or 'FALSE'}, FALSE)"
        found = connection.execute(f"SELECT {values} FROM (SELECT CAST({cell} AS {kind}) AS cell)").fetchone()
    assert found is not None
    return found[0], found[1]


MOMENTS = {
    "2020-01-01T10:00:00+05:00": "2020-01-01 13:00:00",
    "2020-01-01T10:00:00+08:00": "2020-01-01 10:00:00",
    "2020-01-01 10:00+08": "2020-01-01 10:00:00",
    "2020-01-01T10:00:00Z": "2020-01-01 18:00:00",
    "2019-12-31T20:00:00.5Z": "2020-01-01 04:00:00.5",
    "2020-01-01 10:00:00": "2020-01-01 10:00:00",
    "2020-01-01": "2020-01-01 00:00:00",
}


@pytest.mark.parametrize("text", MOMENTS)
def test_a_time_written_with_its_offset_is_moved_to_china_and_one_without_is_of_china(text: str) -> None:
    assert read(FACTS["founded_at"], f"'{text}'", "VARCHAR") == (MOMENTS[text], False)


@pytest.mark.parametrize(
    "text",
    ["infinity", "-infinity", "epoch", "now", "2020-01-01 10:00:0Z", "2020-02-30 10:00:00", "2020/01/01 10:00:00",
        "2020-01-01 10:00:00 UTC", "03/04/2020 10:00", "0000-00-00", "2020-01-01 (BC)", "2020-01-01 10: 5:07",
        "2020-01-01 10:05: 7", "2020-01-2T 10:55:07", "2020-01-01  1:05:07"],
)  # fmt: skip
def test_a_text_that_is_no_time_is_told_and_not_guessed_at(text: str) -> None:
    assert read(FACTS["founded_at"], f"'{text}'", "VARCHAR") == (None, True)


@pytest.mark.parametrize("kind", ["TIMESTAMP", "TIMESTAMP WITH TIME ZONE"])
@pytest.mark.parametrize("text", ["infinity", "-infinity"])
def test_an_infinite_time_says_nothing(kind: str, text: str) -> None:
    assert read(FACTS["founded_at"], f"'{text}'", kind)[0] is None
    assert read(FACTS["violation_acted_on"], f"'{text}'", "DATE")[0] is None


def test_the_day_of_a_time_with_an_offset_is_that_of_china() -> None:
    assert read(FACTS["violation_acted_on"], "'2020-01-01T20:00:00Z'", "VARCHAR") == ("2020-01-02", False)


ORDERS = {
    "day_month_year": "03/04/2020 10:00",
    "month_day_year": "4-3-2020T10:00:00",
    "year_month_day": "2020年4月3日 10:00",
}


@pytest.mark.parametrize("order", ORDERS)
def test_a_day_in_an_order_of_its_own_is_read_as_the_mapping_says_and_in_no_other(order: str) -> None:
    assert read(FACTS["founded_at"], f"'{ORDERS[order]}'", "VARCHAR", order=order) == ("2020-04-03 10:00:00", False)
    assert read(FACTS["founded_at"], "'2020-04-03 10:00'", "VARCHAR", order=order) == ("2020-04-03 10:00:00", False)
    assert read(FACTS["violation_acted_on"], f"'{ORDERS[order]}'", "VARCHAR") == (None, True)
    assert read(FACTS["violation_acted_on"], "'13/13/2020'", "VARCHAR", order=order) == (None, True)


SECONDS = {
    "1577836800": "2020-01-01 08:00:00",
    "1": "1970-01-01 08:00:01",
    "0": None,
    "-1": None,
    "9000000000000000000": None,
}


@pytest.mark.parametrize("number", SECONDS)
@pytest.mark.parametrize("kind", ["INTEGER", "BIGINT", "HUGEINT", "VARCHAR"])
def test_seconds_are_read_in_columns_of_every_width_and_told_where_they_are_no_time(number: str, kind: str) -> None:
    if kind == "INTEGER" and abs(int(number)) > 2**31:
        return
    expected = SECONDS[number]
    assert read(FACTS["founded_at"], number, kind, unit="epoch_seconds") == (expected, expected is None)


@pytest.mark.parametrize(("cell", "kind"), [("0", "BIGINT"), ("'0'", "VARCHAR")])
def test_a_time_that_is_not_set_is_missing_or_none_as_the_mapping_says(cell: str, kind: str) -> None:
    said: dict[str, Any] = {"unit": "epoch_seconds"}
    assert read(FACTS["founded_at"], cell, kind, **said, missing_values=("0",)) == (None, False)
    none = FACTS["founder_checked_at"]
    mapping = TableMapping(
        "group", "key", {none.id: MappedColumn("cell", **said, none_values=("0",), missing_values=("9",))}
    )
    column = TableColumns(mapping, {none.id: none}, {"key": "VARCHAR", "cell": kind}, DUCKDB, "table", DAY).facts()[
        none.id
    ]
    with duckdb.connect() as connection:
        rows = f"(SELECT CAST(n AS {kind}) AS cell FROM (VALUES ('0'), ('9'), ('8')) AS t(n))"
        found = connection.execute(f"SELECT {column.value} IS NULL, {column.none} FROM {rows}").fetchall()
    assert found == [(True, True), (True, False), (False, False)]


@pytest.mark.parametrize(
    ("text", "value"), [("true", "true"), ("FALSE", "false"), (" True ", "true"), ("1", None), ("是", None)]
)
def test_true_and_false_may_be_written_and_any_other_word_is_told(text: str, value: str | None) -> None:
    assert read(FACTS["founder_in_group"], f"'{text}'", "VARCHAR") == (value, value is None)


def test_keys_that_are_whole_numbers_stay_apart_where_a_real_number_could_not_tell_them(tmp_path: Path) -> None:
    columns = "9007199254740992 + i AS group_id, NULL::VARCHAR AS group_code, true AS group_code__none"
    rows = f"SELECT {columns} FROM range(2) t(i)"
    for ending in ("parquet", "csv", "jsonl"):
        table = written(tmp_path / f"groups.{ending}", rows)
        told = assessed(tmp_path, "--table", f"group={table}", "--show-keys")
        found = line_of(told, "set-group-code")["tables"][0]["breaches"]
        assert [breach["key"] for breach in found] == ["9007199254740992", "9007199254740993"]


@pytest.mark.parametrize(
    ("cell", "kind"),
    [("-1", "INTEGER"), ("'-1'", "VARCHAR"), ("'3.7'", "VARCHAR"), ("3.7", "DOUBLE"), ("'0x10'", "VARCHAR"),
        ("'inf'", "DOUBLE")],
)  # fmt: skip
def test_a_number_of_members_that_a_profile_would_refuse_is_told(cell: str, kind: str) -> None:
    assert read(FACTS["member_count"], cell, kind) == (None, True)


@pytest.mark.parametrize(("cell", "kind"), [("'7'", "VARCHAR"), ("'7.0'", "VARCHAR"), ("7", "HUGEINT"), ("7", "FLOAT")])
def test_a_whole_number_is_one_however_it_is_written(cell: str, kind: str) -> None:
    assert read(FACTS["member_count"], cell, kind) == ("7", False)


def test_an_infinite_amount_is_told_and_one_that_is_no_number_says_nothing() -> None:
    assert read(FACTS["gambling_cut"], "'inf'", "DOUBLE") == (None, True)
    assert read(FACTS["gambling_cut"], "'nan'", "DOUBLE") == (None, False)
    assert read(FACTS["gambling_cut"], "'nan'", "VARCHAR") == (None, True)


@pytest.mark.parametrize(
    ("name", "counts"),
    [("''", False), ("'  '", False), ("'　'", False), ("'\t'", False), ("NULL", False), ("'r1'", True)],
)
def test_a_finding_counts_only_with_a_name_that_is_one(name: str, counts: bool) -> None:
    fact = FACTS["deceptive_registration"]
    mapping = TableMapping(fact.entity, "key", {fact.id: MappedColumn("cell", reviewer_column="who")})
    types = {"key": "VARCHAR", "cell": "BOOLEAN", "who": "VARCHAR"}
    column = TableColumns(mapping, {fact.id: fact}, types, DUCKDB, "table", DAY).facts()[fact.id]
    row = f"(SELECT TRUE AS cell, CAST({name} AS VARCHAR) AS who)"
    with duckdb.connect() as connection:
        assert connection.execute(f"SELECT {column.value} FROM {row}").fetchone() == (True if counts else None,)


@pytest.mark.parametrize("kind", ["VARCHAR", "ENUM('', '  ', '　', '\t\u00a0\r\n')"])
@pytest.mark.parametrize("cell", ["''", "'  '", "'　'", "'\t\u00a0\r\n'"])
@pytest.mark.parametrize("fact", ["group_code", "founded_at", "member_count", "violation_subject"])
def test_a_text_of_nothing_but_spaces_is_an_empty_cell(fact: str, cell: str, kind: str) -> None:
    assert read(FACTS[fact], cell, kind) == (None, False)


def test_an_empty_text_is_none_where_the_mapping_says_that_empty_cells_are(tmp_path: Path) -> None:
    table = written(tmp_path / "groups.parquet", "SELECT 'g1' AS group_id, ' ' AS group_code")
    mapping = tmp_path / "mapping.yaml"
    for said, expected in (
        ("empty: missing", "undetermined"),
        ("empty: none", "breached"),
        ("none_values: [' ']", "breached"),
    ):
        mapping.write_text(
            f"entity: group\nkey: group_id\nfacts:\n  group_code: {{column: group_code, {said}}}\n", "utf-8"
        )
        told = assessed(tmp_path, "--table", f"group={table}", "--mapping", str(mapping))
        assert line_of(told, "set-group-code")["tables"][0]["counts"][expected] == 1


def test_a_blank_cell_that_the_mapping_does_not_name_is_empty_beside_one_that_it_names() -> None:
    fact = FACTS["group_code"]
    mapping = TableMapping(fact.entity, "key", {fact.id: MappedColumn("cell", none_values=("-", " "))})
    column = TableColumns(
        mapping, {fact.id: fact}, {"key": "VARCHAR", "cell": "VARCHAR"}, DUCKDB, "table", DAY
    ).facts()[fact.id]
    with duckdb.connect() as connection:
        cells = "(SELECT unnest(['-', ' ', '', '  ', 'c1']) AS cell)"
        told = connection.execute(f"SELECT {column.value}, {column.none} FROM {cells}").fetchall()
    assert told == [(None, True), (None, True), (None, False), (None, False), ("c1", False)]


def test_a_column_of_json_lines_that_is_always_null_is_missing(tmp_path: Path) -> None:
    table = tmp_path / "groups.jsonl"
    table.write_text(
        '{"group_id": "g1", "group_code": null, "manager_count": null, "founder_in_group": null}\n', "utf-8"
    )
    told = assessed(tmp_path, "--table", f"group={table}")
    assert line_of(told, "set-group-code")["tables"][0]["counts"]["undetermined"] == 1


def test_a_list_of_texts_is_no_text(tmp_path: Path, capsys: Captured) -> None:
    table = written(tmp_path / "groups.parquet", f"SELECT * REPLACE ([group_code] AS group_code) FROM ({GROUPS})")
    assert assess(tmp_path, "--table", f"group={table}") == 2
    assert "group_code is VARCHAR[], which cannot say group_code" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["g[1].parquet", "g*.parquet", "a#b.parquet", "it's ?.parquet"])
def test_a_file_is_read_whatever_its_name_and_no_other(tmp_path: Path, name: str) -> None:
    table = written(tmp_path / "groups.parquet").rename(tmp_path / name)
    written(tmp_path / "g1.parquet", GROUPS.replace("'g' || i", "'other' || i"))
    assert assessed(tmp_path, "--table", f"group={table}")["tables"][0]["rows"] == 6


def test_a_column_of_a_database_may_have_any_name(tmp_path: Path, capsys: Captured) -> None:
    with sqlite3.connect(tmp_path / "chat.db") as connection:
        connection.execute("""CREATE TABLE groups (group_id TEXT, "code{0}" TEXT, "a""b" TEXT)""")
        connection.execute("INSERT INTO groups VALUES ('g1', 'c1', 'x')")
    connection.close()
    place = f"{tmp_path / 'chat.db'}#groups"
    assert main(["mapping", "--entity", "group", "--from", place]) == 0
    mapping = tmp_path / "mapping.yaml"
    mapping.write_text('entity: group\nkey: group_id\nfacts:\n  group_code: {column: "code{0}"}\n', "utf-8")
    told = assessed(tmp_path, "--table", f"group={place}", "--mapping", str(mapping))
    assert line_of(told, "set-group-code")["tables"][0]["counts"]["met"] == 1


@pytest.mark.parametrize("text", ["~x", "～", "é", "中", "\u3000x", "\u200b", "！", "😀"])
def test_a_text_of_more_than_white_space_is_a_value_whatever_it_begins_with(text: str) -> None:
    assert read(FACTS["group_code"], DUCKDB.string(text), "VARCHAR") == (text, False)


def test_a_character_that_a_profile_refuses_alone_is_an_empty_cell_and_no_other_is() -> None:
    fact = schema("profile")["properties"]["facts"]["additionalProperties"]["anyOf"][0]
    fits = jsonschema_rs.Draft202012Validator({"pattern": fact["pattern"]})
    signs = [chr(number) for number in range(1, 0x11000) if not 0xD800 <= number < 0xE000]
    known = FACTS["group_code"]
    mapping = TableMapping("group", "key", {known.id: MappedColumn("cell")})
    column = TableColumns(
        mapping, {known.id: known}, {"key": "VARCHAR", "cell": "VARCHAR"}, DUCKDB, "table", DAY
    ).facts()
    with duckdb.connect() as connection:
        asked = f"SELECT cell FROM (SELECT unnest($signs) AS cell) WHERE {column[known.id].value} IS NULL"
        blank = {cell for (cell,) in connection.execute(asked, {"signs": signs}).fetchall()}
    assert blank == {sign for sign in signs if not fits.is_valid(sign)} and "\u3000" in blank


@pytest.mark.parametrize(
    ("kind", "expected"), [("TIMESTAMP_NS", "2020-01-01 10:00:00"), ("TIMESTAMPTZ_NS", "2020-01-01 18:00:00")]
)
def test_a_time_in_nanoseconds_as_pandas_writes_it_is_read(tmp_path: Path, kind: str, expected: str) -> None:
    zone = "UTC" if "TZ" in kind else None
    moment = pa.array([datetime(2020, 1, 1, 10)], pa.timestamp("ns", tz=zone))
    table = pa.table(
        {
            "group_id": ["g"],
            "founded_at": moment,
            "founder_checked_at": moment,
            "founder_check_covers_identity": [False],
        }
    )
    pq.write_table(table, tmp_path / "groups.parquet")
    with duckdb.connect() as connection:
        described = connection.execute(f"DESCRIBE SELECT founded_at FROM '{tmp_path / 'groups.parquet'}'").fetchone()
    assert described is not None and described[1] == kind
    told = assessed(tmp_path, "--table", f"group={tmp_path / 'groups.parquet'}", "--show-keys")
    (breach,) = line_of(told, "review-founder-qualification")["tables"][0]["breaches"]
    assert breach["facts"]["founded_at"] == expected


def test_the_last_day_of_the_calendar_is_a_day_to_assess(tmp_path: Path) -> None:
    table = written(tmp_path / "groups.parquet")
    report = tmp_path / "report.json"
    given = [str(profile(tmp_path)), "--role", "group-provider", "--as-of", "9999-12-31", "--table", f"group={table}"]
    assert main(["assess", *given, "-o", str(report)]) == 0
    assert json.loads(report.read_text("utf-8"))["tables"][0]["rows"] == 6
