"""Mappings that do not fit their schema, the vocabulary or the table: each defect is reported with its place."""

from pathlib import Path

import pytest

from table_samples import Captured, assess, mapped, written

BAD_MAPPINGS = {
    "a column that is not there": ("  group_code: {column: code}\n", "has no column code (for group_code)"),
    "a unit of another kind": (
        "  member_count: {column: member_count, unit: epoch_seconds}\n",
        "an integer has no unit epoch_seconds",
    ),
    "a time in a unit that its column is not in": (
        "  founded_at: {column: founded_at, unit: epoch_seconds}\n",
        "founded_at",
    ),
    "a fact that is none": ("  member_cuont: {column: member_count}\n", "did you mean member_count?"),
    "a code that means nothing": (
        "  group_code_shown: {column: group_code, codes: {x: wall}}\n",
        "group_code_shown is never wall",
    ),
    "an empty text that is none": (
        "  group_code: {column: group_code, none_values: ['-', '']}\n",
        "no cell has an empty text as its value; write `empty: none` instead",
    ),
    "an empty text that says nothing": (
        "  group_code: {column: group_code, missing_values: ['']}\n",
        "no cell has an empty text as its value; an empty cell is missing anyway; remove it",
    ),
    "a key of the mapping that is none": ("  member_count: {colunm: member_count}\n", "colunm"),
    "an order for what is no day": (
        "  member_count: {column: member_count, order: day_month_year}\n",
        "an integer has no order",
    ),
    "an order for what counts": (
        "  founded_at: {column: founded_at, unit: epoch_seconds, order: day_month_year}\n",
        "a count in epoch_seconds has no order",
    ),
    "an order for a column of times": (
        "  founded_at: {column: founded_at, order: day_month_year}\n",
        "TIMESTAMP with order",
    ),
    "none for what is never none": ("  member_count: {column: member_count, empty: none}\n", "never explicitly none"),
}


@pytest.mark.parametrize("name", BAD_MAPPINGS)
def test_a_mapping_that_does_not_fit_is_told_with_its_place(tmp_path: Path, capsys: Captured, name: str) -> None:
    facts, expected = BAD_MAPPINGS[name]
    table, mapping = written(tmp_path / "groups.parquet"), mapped(tmp_path, facts)
    assert assess(tmp_path, "--table", f"group={table}", "--mapping", str(mapping)) == 2
    told = capsys.readouterr()
    assert told.out == "" and expected in told.err
    assert "Traceback" not in told.err
