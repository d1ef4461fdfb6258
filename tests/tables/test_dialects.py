"""What a column says of a fact is read alike in every dialect: units, codes, empty cells, times and texts."""

import random
from collections.abc import Iterator
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import sqlglot
from adbc_driver_postgresql import dbapi

from case_tables import cases
from guiju.model.mapping import DateOrder, MappedColumn
from guiju.predicates.dialects import DIALECTS, DUCKDB
from guiju.tables.kinds import null
from table_engines import FACTS, NAMES_OF_TYPES, cells_query, in_duckdb, in_postgres, in_spark, numbered

pytest_plugins = ["table_engines", "table_servers"]


def as_mapped(said: dict[str, Any]) -> MappedColumn:
    """The column of a mapping, as its file has it."""
    return MappedColumn(**{key: tuple(value) if isinstance(value, list) else value for key, value in said.items()})


CELLS = pa.table(
    {
        "number": pa.array([0, 1, 2, 3], pa.int64()),
        "milliseconds": pa.array([1, 1_507_420_800_000, 0, None], pa.int64()),
        "seconds": pa.array([1, 1_507_420_799, 0, None], pa.int64()),
        "utc": pa.array(
            [datetime(1970, 1, 1), datetime(2017, 10, 7, 16), datetime(2020, 2, 28, 23, 59, 59), None],
            pa.timestamp("us"),
        ),
        "instant": pa.array(
            [datetime(1970, 1, 1), datetime(2017, 10, 7, 16), datetime(2020, 3, 8, 7, 30), None],
            pa.timestamp("us", "UTC"),
        ),
        "day": pa.array([date(1970, 1, 1), date(2017, 10, 8), date(2020, 2, 29), None], pa.date32()),
        "rule": pa.array(["invite", "public", "?", None], pa.string()),
        "rule_code": pa.array([1, 0, 9, None], pa.int64()),
        "label": pa.array(["7", "-", "it's", None], pa.string()),
    }
)
CASES = cases(__file__)
MAPPINGS = [(fact, as_mapped(said)) for fact, columns in CASES["columns"].items() for said in columns]
TEXTS = CASES["texts"]


@pytest.mark.cost(15, "asks three engines of each kind of mapping")
@pytest.mark.parametrize("zone", ["UTC", "America/New_York"])
def test_every_dialect_reads_units_codes_and_empty_cells_alike_whatever_the_time_zone_of_its_session(
    postgres_address: str, spark: Any, files: Iterator[Path], zone: str
) -> None:
    file = next(files)
    pq.write_table(CELLS, file)
    spark.session.read.parquet(str(file)).createOrReplaceTempView("cells")
    configured = spark.session.conf.get("spark.sql.session.timeZone")
    spark.session.conf.set("spark.sql.session.timeZone", zone)
    try:
        for name, mapped in MAPPINGS:
            query = partial(cells_query, name, mapped, False)
            expected = in_duckdb(CELLS, query)
            assert any(value is not None for value, _ in expected), (name, mapped)
            with dbapi.connect(postgres_address) as connection, connection.cursor() as cursor:
                cursor.adbc_ingest("cells", CELLS, mode="replace", temporary=True)
                cursor.execute(f"SET timezone = '{zone}'")
                asked = {"postgres": partial(rows_of, cursor), "spark": spark.execute}
                for dialect in (one for one in DIALECTS.values() if one is not DUCKDB):
                    found = asked[dialect.name](query(dialect, "cells")).fetchall()
                    assert [list(row) for row in found] == expected, (dialect.name, name, mapped)
    finally:
        spark.session.conf.set("spark.sql.session.timeZone", configured)


def rows_of(cursor: Any, query: str) -> Any:
    """The cursor, with the answer."""
    cursor.execute(query)
    return cursor


@pytest.mark.parametrize("name", DIALECTS)
def test_a_dialect_writes_every_kind_of_cell_as_sql_that_another_reader_of_it_takes(name: str) -> None:
    dialect = DIALECTS[name]
    assert name == dialect.name in NAMES_OF_TYPES
    for fact, mapped in MAPPINGS:
        sqlglot.parse_one(cells_query(fact, mapped, False, dialect, "cells"), read=name)
    for unit in (None, "utc"):
        sqlglot.parse_one(f"SELECT {dialect.time(dialect.identifier('cell'), unit)}", read=name)
    for one in FACTS.values():
        sqlglot.parse_one(f"SELECT {null(one, dialect)}", read=name)


def test_a_time_is_read_as_that_of_china() -> None:
    mapped = MappedColumn("milliseconds", unit="epoch_milliseconds")
    cells = in_duckdb(CELLS, partial(cells_query, "founded_at", mapped, False))
    assert [value for value, _ in cells] == ["1970-01-01 08:00:00.001", "2017-10-08 08:00:00", None, None]


@pytest.mark.parametrize("name", TEXTS)
def test_spark_reads_a_text_as_duckdb_does(spark: Any, files: Iterator[Path], name: str) -> None:
    texts = TEXTS[name]
    several = [MappedColumn("cell")]
    if name in ("founded_at", "made_on"):
        several += [MappedColumn("cell", unit="utc"), MappedColumn("cell", unit="day")]
        several += [MappedColumn("cell", order=o) for o in ("day_month_year", "month_day_year", "year_month_day")]
    for mapped in several:
        query = partial(cells_query, name, mapped, True)
        expected = in_duckdb(numbered(texts), query)
        found = in_spark(numbered(texts), query, spark, next(files))
        assert list(zip(texts, found, strict=True)) == list(zip(texts, expected, strict=True)), mapped
        assert {True, False} <= {misfit for _, misfit in expected}


def ordered_texts() -> list[str]:
    """All days with all clocks, and as many with a sign of theirs replaced by another."""
    written = [day + clock for day in CASES["days"] for clock in CASES["clocks"]]
    chance = random.Random(7)
    return written + [
        text[:place] + chance.choice("0123456789:-+./ TZ年\t") + text[place + 1 :]
        for text in written
        if text and (place := chance.randrange(len(text))) >= 0
    ]


@pytest.mark.cost(3, "reads two thousand texts in both engines")
@pytest.mark.parametrize("name", ["founded_at", "made_on"])
@pytest.mark.parametrize("order", ["day_month_year", "month_day_year", "year_month_day"])
@pytest.mark.parametrize("unit", [None, "utc"])
def test_postgresql_reads_a_day_in_an_order_of_its_own_as_duckdb_does(
    postgres_address: str, name: str, order: DateOrder, unit: str | None
) -> None:
    cells, query = ordered_texts(), partial(cells_query, name, MappedColumn("cell", unit=unit, order=order), True)
    here, there = in_duckdb(numbered(cells), query), in_postgres(numbered(cells), query, postgres_address)
    assert [pair for pair in zip(cells, here, there, strict=True) if pair[1] != pair[2]] == []
    assert len({value for value, _ in here}) > 10
