"""Cells, asked of each engine of tables: the facts that they tell, and DuckDB, PostgreSQL and Spark as what answers."""

import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from adbc_driver_postgresql import dbapi

from guiju.model import Bilingual, EnumValue, Fact
from guiju.model.mapping import MappedColumn, TableMapping
from guiju.predicates.dialects import DUCKDB, POSTGRES, SPARK, Dialect
from guiju.predicates.kleene import Absent
from guiju.tables.columns import TableColumns

WORDS = Bilingual("字", "word")
Query = Callable[[Dialect, str], str]
"""The question in a dialect, about a table of this name."""


def fact(name: str, kind: Any, none: bool = False, unit: str | None = None, values: Sequence[str] = ()) -> Fact:
    return Fact(name, "group", kind, WORDS, WORDS, WORDS, (), unit, tuple(EnumValue(v, WORDS) for v in values), none)


FACTS = {
    f.id: f
    for f in (
        fact("members", "integer", unit="person"),
        fact("managers", "integer", unit="person"),
        fact("code", "string", none=True),
        fact("shown", "boolean"),
        fact("verified", "boolean"),
        fact("join", "enum", values=("open", "approval")),
        fact("made_on", "date"),
        fact("checked_at", "datetime", none=True),
        fact("founded_at", "datetime"),
        fact("kept_for", "duration"),
    )
}

TYPES = {
    "integer": pa.int64(),
    "number": pa.float64(),
    "boolean": pa.bool_(),
    "date": pa.date32(),
    "datetime": pa.timestamp("us"),
}


def columns(facts: Mapping[str, Fact], rows: Sequence[Mapping[str, Any]], prefix: str = "") -> dict[str, Any]:
    """The rows with a column a fact, as scans make them: what is none in `<fact>__none`, a period in two columns."""
    made: dict[str, Any] = {}
    for name, one in facts.items():
        values = [row.get(name) for row in rows]
        known = [None if value is Absent.NONE else value for value in values]
        if one.can_be_none:
            none = [None if value is None else value is Absent.NONE for value in values]
            made[f"{prefix}{name}__none"] = pa.array(none, pa.bool_())
        if one.type != "duration":
            made[prefix + name] = pa.array(known, TYPES.get(one.type, pa.string()))
            continue
        for end in ("shortest", "longest"):
            days = [None if value is None else getattr(value, end) for value in known]
            made[f"{prefix}{name}__{end}"] = pa.array(days, pa.int64())
    return made


NAMES_OF_TYPES = {
    "duckdb": ("VARCHAR", "TIMESTAMP", "TIMESTAMP WITH TIME ZONE"),
    "postgres": ("text", "timestamp without time zone", "timestamp with time zone"),
    "spark": ("string", "timestamp_ntz", "timestamp"),
}


def cells_query(name: str, mapped: MappedColumn, with_misfit: bool, dialect: Dialect, table: str) -> str:
    """A fact as a scan reads it from a column: as text, and whether it is none, or whether the cell is a misfit."""
    text, utc, instant = NAMES_OF_TYPES[dialect.name]
    types = dict.fromkeys(("number", "milliseconds", "seconds", "rule_code"), "bigint")
    types |= dict.fromkeys(("cell", "rule", "label"), text) | {"utc": utc, "instant": instant, "day": "date"}
    mapping = TableMapping("group", "number", {name: mapped})
    column = TableColumns(mapping, FACTS, types, dialect, table, date(9999, 12, 30)).facts()[name]
    beside = f"coalesce({column.misfit}, FALSE)" if with_misfit else column.none or "CAST(NULL AS BOOLEAN)"
    value = f"CAST({column.value} AS {dialect.text})"
    return f"SELECT {value}, {beside} FROM {table} ORDER BY {dialect.identifier('number')}"


def numbered(texts: Sequence[str]) -> Any:
    """A table with a text in each row."""
    return pa.table({"number": pa.array(range(len(texts)), pa.int64()), "cell": pa.array(texts, pa.string())})


def in_duckdb(table: Any, query: Query) -> list[list[Any]]:
    with duckdb.connect() as connection:
        connection.register("cells", table)
        return [list(row) for row in connection.execute(query(DUCKDB, "cells")).fetchall()]


def in_postgres(table: Any, query: Query, address: str) -> list[list[Any]]:
    with dbapi.connect(address) as connection, connection.cursor() as cursor:
        cursor.adbc_ingest("cells", table, mode="replace", temporary=True)
        cursor.execute(query(POSTGRES, "cells"))
        return [list(row) for row in cursor.fetchall()]


def in_spark(table: Any, query: Query, spark: Any, file: Path) -> list[list[Any]]:
    pq.write_table(table, file)
    spark.session.read.parquet(str(file)).createOrReplaceTempView("cells")
    return [list(row) for row in spark.execute(query(SPARK, "cells")).fetchall()]


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Names of files, none twice: Spark remembers what it has read."""
    folder = tmp_path_factory.mktemp("cells")
    return (folder / f"{number}.parquet" for number in itertools.count())
