"""Cells and names that a table may hold and a profile cannot: misfits are reported, and none is ever a pass."""

import json
from collections.abc import Iterator
from datetime import date, datetime
from itertools import product
from pathlib import Path
from typing import Any

import duckdb
import jsonschema_rs
import pyarrow as pa
import pytest

from guiju.files.bundled import schema
from guiju.knowledge import corpus
from guiju.model.mapping import MappedColumn, TableMapping
from guiju.predicates.dialects import DUCKDB
from guiju.tables.columns import FactExpression, TableColumns
from kept_cache import main
from table_cases import cases
from table_samples import counted, profile, stored, written

ENGINE = duckdb.connect()
FACTS = {fact.id: fact for fact in corpus(None).vocabulary.facts}


def column(name: str, kind: str = "VARCHAR", **mapped: Any) -> FactExpression:
    """A fact, read from a column `cell` of this type."""
    mapping = TableMapping(FACTS[name].entity, "key", {name: MappedColumn("cell", **mapped)})
    types = {"key": "VARCHAR", "cell": kind, "who": "VARCHAR"}
    return TableColumns(mapping, {name: FACTS[name]}, types, DUCKDB, "table", date(2026, 11, 1)).facts()[name]


def fetched(values: str, rows: str, **parameters: Any) -> list[tuple[Any, ...]]:
    return ENGINE.execute(f"SELECT {values} FROM ({rows})", parameters).fetchall()


def expected_cells() -> Iterator[Any]:
    """Of each fact and type in tests/tables/cells.yaml the mapped column, and by cell (value, whether refused)."""
    for case in cases("cells"):
        (group,) = case.values
        answers = {cell: (value, False) for cell, value in group.get("read", {}).items()}
        answers |= dict.fromkeys(group.get("refused", ()), (None, True))
        answers |= dict.fromkeys(group.get("empty", ()), (None, False))
        for fact, kind in product(group["facts"], group["types"]):
            yield pytest.param(fact, kind, group.get("column", {}), answers, id=f"{case.id}: {fact} {kind}")


@pytest.mark.parametrize(("fact", "kind", "mapped", "answers"), list(expected_cells()))
def test_a_cell_is_read_refused_or_empty(
    fact: str, kind: str, mapped: dict[str, Any], answers: dict[str, tuple[str | None, bool]]
) -> None:
    read = column(fact, kind, **mapped)
    values = f"CAST({read.forgiving().value} AS VARCHAR), coalesce({read.misfit or 'FALSE'}, FALSE)"
    rows = f"SELECT CAST(unnest($cells::VARCHAR[]) AS {kind}) AS cell"
    assert dict(zip(answers, fetched(values, rows, cells=list(answers)), strict=True)) == answers


@pytest.mark.parametrize("kind", ["BIGINT", "VARCHAR"])
def test_a_time_that_is_not_set_is_none_as_the_mapping_says(kind: str) -> None:
    checked = column("founder_checked_at", kind, unit="epoch_seconds", none_values=("0",), missing_values=("9",))
    rows = f"SELECT CAST(n AS {kind}) AS cell FROM (VALUES ('0'), ('9'), ('8')) AS t(n)"
    assert fetched(f"{checked.value} IS NULL, {checked.none}", rows) == [(True, True), (True, False), (False, False)]


def test_a_finding_counts_only_with_a_name_that_is_one() -> None:
    names = ["", "  ", "　", "\t", None, "r1"]
    finding = column("deceptive_registration", "BOOLEAN", reviewer_column="who")
    values = fetched(finding.value, "SELECT TRUE AS cell, unnest($names::VARCHAR[]) AS who", names=names)
    assert values == [(None,)] * 5 + [(True,)]


def test_a_blank_cell_that_the_mapping_does_not_name_is_empty_beside_one_that_it_names() -> None:
    code = column("group_code", none_values=("-", " "))
    values = fetched(f"{code.value}, {code.none}", "SELECT unnest(['-', ' ', '', '  ', 'c1']) AS cell")
    assert values == [(None, True), (None, True), (None, False), (None, False), ("c1", False)]


def test_a_character_that_a_profile_refuses_alone_is_an_empty_cell_and_no_other_is() -> None:
    fact = schema("profile")["properties"]["facts"]["additionalProperties"]["anyOf"][0]
    fits = jsonschema_rs.Draft202012Validator({"pattern": fact["pattern"]})
    signs = [chr(number) for number in range(1, 0x11000) if not 0xD800 <= number < 0xE000]
    empty = fetched(
        f"list(cell) FILTER ({column('group_code').value} IS NULL)", "SELECT unnest($signs) AS cell", signs=signs
    )
    assert set(empty[0][0]) == {sign for sign in signs if not fits.is_valid(sign)} and "\u3000" in empty[0][0]


@pytest.mark.parametrize(
    ("kind", "expected"), [("TIMESTAMP_NS", "2020-01-01 10:00:00"), ("TIMESTAMPTZ_NS", "2020-01-01 18:00:00")]
)
def test_a_time_in_nanoseconds_as_pandas_writes_it_is_read(tmp_path: Path, kind: str, expected: str) -> None:
    zone = "UTC" if "TZ" in kind else None
    moment = pa.array([datetime(2020, 1, 1, 10)], pa.timestamp("ns", tz=zone))
    cells = {"group_id": ["g"], "founded_at": moment, "founder_checked_at": moment}
    table = stored(tmp_path / "groups.parquet", {**cells, "founder_check_covers_identity": [False]})
    with duckdb.connect() as connection:
        described = connection.execute(f"DESCRIBE SELECT founded_at FROM '{table}'").fetchone()
    assert described is not None and described[1] == kind
    (breach,) = counted(tmp_path, table, "--show-keys", duty="review-founder-qualification")["breaches"]
    assert breach["facts"]["founded_at"] == expected


def test_the_last_day_of_the_calendar_is_a_day_to_assess(tmp_path: Path) -> None:
    table = written(tmp_path / "groups.parquet")
    report = tmp_path / "report.json"
    given = [str(profile(tmp_path)), "--role", "group-provider", "--as-of", "9999-12-31", "--table", f"group={table}"]
    assert main(["assess", *given, "-o", str(report)]) == 0
    assert json.loads(report.read_text("utf-8"))["tables"][0]["rows"] == 6
